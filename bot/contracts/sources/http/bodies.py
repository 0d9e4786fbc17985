"""Reading the body of an answer: never more of it than wanted, unpacked, and decoded strictly."""

import json
import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

import aiohttp

from bot.contracts.sources.http.addresses import where
from bot.contracts.sources.protocol import Fault, SourceError

ACCEPT_ENCODING = "gzip, deflate"
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
"""What can be unpacked piece by piece, with a bound on each piece, by the standard library alone."""

_SLICE = 16 * 1024  # bytes given to zlib at once: it copies what it leaves over, again for each member
_PIECE = 64 * 1024  # bytes taken from zlib at once

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


async def body_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The unpacked body of a response that was asked for without unpacking.

    ``limit`` bounds what is received as well as what it unpacks to, and memory with it. Raises
    ``SourceError``: ``TOO_BIG``, before anything is read if the response says so itself, and
    ``BAD_ANSWER`` for a body packed in another way than asked for, or damaged, or cut off.
    """
    try:
        return await _read(response, limit)
    except zlib.error as error:
        raise SourceError(Fault.BAD_ANSWER, f"{where(response.url)}: {error}") from error


async def explanation_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body of an error, as far as it is of use: empty where it is long or damaged."""
    try:
        return await body_of(response, limit)
    except (SourceError, aiohttp.ClientPayloadError):
        return b""


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    def refuse_above_limit(length: int) -> None:
        if length > limit:
            raise SourceError(Fault.TOO_BIG, f"{where(response.url)}: more than {limit} bytes")

    refuse_above_limit(response.content_length or 0)
    packing = _packing(response)
    content = bytearray()
    received = 0
    async for chunk in response.content.iter_any():
        received += len(chunk)
        refuse_above_limit(received)
        for piece in packing.unpack(chunk):
            content += piece
            refuse_above_limit(len(content))
    packing.finish()
    return bytes(content)


def _packing(response: aiohttp.ClientResponse) -> "_Plain | _Packed":
    name = ", ".join(response.headers.getall("Content-Encoding", ())).strip().lower()
    if name in {"", "identity"}:
        return _Plain()
    if name in {"gzip", "x-gzip", "deflate"}:
        return _Packed(gzip=name != "deflate")
    detail = f"{where(response.url)}: packed as {name[:40]!r}, which was not asked for"
    raise SourceError(Fault.BAD_ANSWER, detail)


class _Plain:
    """A body that is sent as it is."""

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finish(self) -> None:
        pass


class _Packed:
    """A compressed body: gives out what it unpacks to in pieces, however little it was packed into."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._member: Any = None

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the pieces of the body that a chunk holds. Raises ``zlib.error``."""
        for start in range(0, len(chunk), _SLICE):
            data = chunk[start : start + _SLICE]
            full = False
            while data or full:
                if not self._ready(data):
                    return
                piece = self._member.decompress(data, _PIECE)
                # A full piece leaves something behind even where it used up all that was put in.
                full = len(piece) == _PIECE and not self._member.eof
                data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
                yield piece

    def finish(self) -> None:
        """Raises ``zlib.error`` if what came is not the whole body."""
        if self._member is not None and not self._member.eof:
            raise zlib.error("the packed body is cut off")

    def _ready(self, data: bytes) -> bool:
        """Whether ``data`` goes on with the body; what follows its end, unless more gzip, is passed over."""
        if self._member is None:
            # "deflate" is zlib by the standard; some servers leave its header away (RFC 9110 8.4.1.2).
            bare = not self._gzip and data[0] & 0x0F != 8
            self._member = self._new(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        elif self._member.eof:
            if not self._gzip or data[:1] != b"\x1f":
                return False
            self._member = self._new(zlib.MAX_WBITS)
        return True

    def _new(self, bits: int) -> Any:
        return zlib.decompressobj(16 + zlib.MAX_WBITS if self._gzip else bits)


def json_of(content: bytes, place: str, *, charset: str | None = None) -> Any:
    """Decode JSON strictly: fractions and exponents as ``Decimal``, whole numbers as ``int``, no NaN.

    ``place`` is named in the detail of the error. JSON is UTF-8 (or, by its first bytes, UTF-16 or 32),
    with or without a byte order mark. ``charset`` is the one that the answer declares, or that the source
    is known to use: it decides only where the bytes are no UTF-8, and only if it is Latin-1 or a relative.
    Without it they are refused: read by guess, every cut or mixed-up text would pass for another value,
    and a change be announced that never was. Halves of characters, which JSON can write and nothing can
    store, become U+FFFD. Raises ``SourceError`` with ``BAD_ANSWER``.
    """

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    try:
        text = _text(content, charset)
        said = json.loads(text, parse_float=Decimal, parse_int=int, parse_constant=refuse)
        return without_halves(said) if _HALF_ESCAPED.search(text) else said
    # ValueError covers bytes that are no text, ArithmeticError an exponent beyond what a Decimal can have.
    except (ValueError, ArithmeticError, RecursionError) as error:
        detail = f"{place}: {error}; begins {content[:60]!r}"
        raise SourceError(Fault.BAD_ANSWER, detail) from error


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
