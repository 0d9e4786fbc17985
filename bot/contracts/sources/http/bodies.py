"""Reading the body of an answer: never more of it than wanted, and unpacked."""

import asyncio
import io
import zlib
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.contracts.sources.http.addresses import where
from bot.contracts.sources.protocol import Fault, SourceError

ACCEPT_ENCODING = "gzip, deflate"
"""What can be unpacked piece by piece, with a bound on each piece, by the standard library alone."""

_SLICE = 16 * 1024  # bytes given to zlib at once: it copies what it leaves over, again for each member
_PIECE = 64 * 1024  # bytes taken from zlib at once
PIECES_AT_ONCE = 2
MAX_GZIP_MEMBERS = (
    2_000  # a body of 32 MiB in members of 16 KiB; each costs the same, however little is in it
)


async def body_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The unpacked body of a response that was asked for without unpacking.

    ``limit`` bounds what is received as well as what it unpacks to, and memory with it. Raises
    ``SourceError``: ``TOO_BIG``, before anything is read if the response says so itself, ``BAD_ANSWER``
    for a body packed in another way than asked for, or damaged, or cut off, and ``TOO_COMPLEX``.
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
    content = io.BytesIO()  # gives out what it holds without copying it
    received = 0
    async for chunk in response.content.iter_any():
        received += len(chunk)
        refuse_above_limit(received)
        for count, piece in enumerate(packing.unpack(chunk), 1):
            content.write(piece)
            refuse_above_limit(content.tell())
            if count % PIECES_AT_ONCE == 0:  # a little that unpacks to much: others get their turn
                await asyncio.sleep(0)
    packing.finish()
    return content.getvalue()


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
        self._members = 1

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
            self._members += 1
            if self._members > MAX_GZIP_MEMBERS:
                raise SourceError(Fault.TOO_COMPLEX, f"more than {MAX_GZIP_MEMBERS} gzip members")
            self._member = self._new(zlib.MAX_WBITS)
        return True

    def _new(self, bits: int) -> Any:
        return zlib.decompressobj(16 + zlib.MAX_WBITS if self._gzip else bits)
