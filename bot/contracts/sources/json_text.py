"""JSON of sources: strict decoding, and canonical encoding."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_SMALL_BYTES = 256 * 1024
MAX_SMALL_VALUES = 20_000
MAX_VALUES = 300_000
"""Limit on the values of a document that is decoded whole: decoded, it takes 70 MiB at worst."""
MAX_CONTAINERS = 2_000_000
"""Limit on the brackets in a document, checked before it is decoded. Brackets inside its strings count,
too."""
MAX_INTEGER_DIGITS = 100
"""Limit on the digits of a whole number: the time that it takes to read one grows with their square."""

_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")

# Web browsers read "Latin-1" as Windows-1252 (Encoding Standard), so declarations by APIs are read so, too.
_CHARSETS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso8859-15",
}


def json_of(content: bytes, place: str, *, charset: str | None = None) -> Any:
    """Decode JSON strictly: fractions and exponents as ``Decimal``, whole numbers as ``int``, no NaN.

    ``place`` is named in the detail of the error. JSON is UTF-8 (or, by its first bytes, UTF-16 or 32), with
    or without a byte order mark. ``charset`` is the one that the answer declares, or that the source is known
    to use. It is used only if the bytes are not valid UTF-8, and only if it is Latin-1 or a relative;
    otherwise such bytes are refused: guessing the encoding would turn a truncated or garbled text into
    another value, and a change that never happened would be announced. Lone surrogates, which JSON can write
    and no database can store, become U+FFFD. Raises ``SourceError``: ``BAD_ANSWER`` and ``TOO_COMPLEX``.
    """

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    def integer(digits: str) -> int:
        if len(digits) > MAX_INTEGER_DIGITS:
            raise SourceError(SourceErrorKind.TOO_COMPLEX, f"{place}: a whole number of {len(digits)} digits")
        return int(digits)

    refuse_brackets(content, place)
    try:
        text = _text(content, charset)
        said = json.loads(text, parse_float=Decimal, parse_int=integer, parse_constant=refuse)
        return without_halves(said) if _HALF_ESCAPED.search(text) else said
    # ValueError covers bytes that cannot be decoded, ArithmeticError an exponent beyond the range of Decimal.
    except (ValueError, ArithmeticError, RecursionError) as error:
        detail = f"{place}: {error}; begins {content[:60]!r}"
        raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error


def is_small(content: bytes) -> bool:
    """True if decoding takes some milliseconds and some MiB at most, judged by the length and by the number
    of separators between values: the cost of decoding is proportional to both for every document."""
    if len(content) > MAX_SMALL_BYTES:
        return False
    return sum(content.count(mark) for mark in (b"[", b"{", b",")) <= MAX_SMALL_VALUES


def refuse_brackets(content: bytes, place: str) -> None:
    """Raise ``SourceError`` (``TOO_COMPLEX``) for more than ``MAX_CONTAINERS`` arrays and objects."""
    if len(content) > MAX_CONTAINERS and content.count(b"[") + content.count(b"{") > MAX_CONTAINERS:
        raise SourceError(
            SourceErrorKind.TOO_COMPLEX, f"{place}: more than {MAX_CONTAINERS} arrays and objects"
        )


def check_values(content: bytes, place: str, charset: str | None = None) -> None:
    """Check a document by decoding it in a worker, so that the bot itself decodes only what it can hold.

    Raises ``SourceError``: those of ``json_of``, and ``TOO_COMPLEX`` for more than ``MAX_VALUES`` values,
    keys not counted.
    """
    count, waiting = 0, [json_of(content, place, charset=charset)]
    while waiting:
        value = waiting.pop()
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        count += 1 + len(inside)
        if count > 2 * MAX_VALUES:  # each value is counted in its container and when visited
            raise SourceError(SourceErrorKind.TOO_COMPLEX, f"{place}: more than {MAX_VALUES} values")
        waiting.extend(inside)


def without_halves(said: Any) -> Any:
    """Return a decoded JSON value with every lone surrogate replaced by U+FFFD."""
    if isinstance(said, str):
        return _HALF.sub("\ufffd", said)
    if isinstance(said, list):
        return [without_halves(each) for each in said]
    if isinstance(said, dict):
        return {without_halves(key): without_halves(value) for key, value in said.items()}
    return said


def _text(content: bytes, charset: str | None) -> str:
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        declared = _CHARSETS.get((charset or "").strip().lower())
        if declared is None:
            raise
        # Five bytes are undefined in cp1252: each spoils its own character, not the whole answer.
        return content.decode(declared, errors="replace")


def canonical_bytes(row: Any) -> bytes:
    """Serialise a decoded row as canonical JSON: the same bytes for the same row, whatever the key order."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number).encode(
        errors="surrogatepass"
    )


def _number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return float(value) if value == Decimal(repr(float(value))) else str(value)
