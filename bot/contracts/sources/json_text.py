"""Strict decoding of JSON from outside."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from bot.contracts.sources.protocol import Fault, SourceError

MAX_SMALL_BYTES = 256 * 1024
MAX_SMALL_VALUES = 20_000
MAX_VALUES = 300_000
"""Values in a document that is decoded whole: what the bot then holds takes 70 MiB at worst."""
MAX_CONTAINERS = 2_000_000
"""Brackets in a document: one with more of them is refused before it is decoded. Some may be in its texts."""

_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")

# An API that says it speaks Latin-1 means what browsers take it for.
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

    ``place`` is named in the detail of the error. JSON is UTF-8 (or, by its first bytes, UTF-16 or 32),
    with or without a byte order mark. ``charset`` is the one that the answer declares, or that the source
    is known to use: it decides only where the bytes are no UTF-8, and only if it is Latin-1 or a relative.
    Without it they are refused: read by guess, every cut or mixed-up text would pass for another value,
    and a change be announced that never was. Halves of characters, which JSON can write and nothing can
    store, become U+FFFD. Raises ``SourceError``: ``BAD_ANSWER``, and ``TOO_COMPLEX``.
    """

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    refuse_brackets(content, place)
    try:
        text = _text(content, charset)
        said = json.loads(text, parse_float=Decimal, parse_int=int, parse_constant=refuse)
        return without_halves(said) if _HALF_ESCAPED.search(text) else said
    # ValueError covers bytes that are no text, ArithmeticError an exponent beyond what a Decimal can have.
    except (ValueError, ArithmeticError, RecursionError) as error:
        detail = f"{place}: {error}; begins {content[:60]!r}"
        raise SourceError(Fault.BAD_ANSWER, detail) from error


def is_small(content: bytes) -> bool:
    """Tell whether decoding cannot take more than some milliseconds and some MiB, by its length and by the
    characters that JSON has between values. Its cost is in proportion to both, whatever the document."""
    if len(content) > MAX_SMALL_BYTES:
        return False
    return sum(content.count(mark) for mark in (b"[", b"{", b",")) <= MAX_SMALL_VALUES


def refuse_brackets(content: bytes, place: str) -> None:
    """Raise ``SourceError`` (``TOO_COMPLEX``) for more than ``MAX_CONTAINERS`` arrays and objects."""
    if len(content) > MAX_CONTAINERS and content.count(b"[") + content.count(b"{") > MAX_CONTAINERS:
        raise SourceError(Fault.TOO_COMPLEX, f"{place}: more than {MAX_CONTAINERS} arrays and objects")


def refuse_values(said: Any, place: str) -> None:
    """Raise ``SourceError`` (``TOO_COMPLEX``) for more than ``MAX_VALUES`` values, keys not counted."""
    count, waiting = 0, [said]
    while waiting:
        value = waiting.pop()
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        count += 1 + len(inside)
        if count > 2 * MAX_VALUES:  # each was counted where it is and in what it is in
            raise SourceError(Fault.TOO_COMPLEX, f"{place}: more than {MAX_VALUES} values")
        waiting.extend(inside)


def without_halves(said: Any) -> Any:
    """A value of JSON in which every half of a character is U+FFFD."""
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
        # Five bytes mean nothing in cp1252: one of them spoils its own character, not the whole answer.
        return content.decode(declared, errors="replace")
