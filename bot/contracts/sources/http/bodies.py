"""Reading of response bodies: decompression with limits on size and work, into memory or onto the disk."""

import asyncio
import hashlib
import io
import tempfile
import threading
import weakref
import zlib
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.contracts.sources.http.addresses import where
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

ACCEPT_ENCODING = "gzip, deflate"
"""Encodings that the standard library can decompress piece by piece, with a limit on each piece."""

_INPUT_CHUNK_SIZE = 16 * 1024  # bytes given to zlib at once: it copies the rest, again for each member
_OUTPUT_CHUNK_SIZE = 64 * 1024  # bytes taken from zlib at once
PIECES_AT_ONCE = 2
MAX_GZIP_MEMBERS = 2_000  # a body of 32 MiB in members of 16 KiB; each costs the same, however short it is


class Download:
    """A body on the disk: a temporary file without a name, which vanishes with this object or the process.

    ``max_bytes`` is the limit on a body. Reads are atomic: several parsers may read one file.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        self._digest = hashlib.sha256()
        self._size = 0
        self._single = threading.Lock()
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._size

    def write(self, data: bytes, /) -> None:
        """Append to the body. Raises ``SourceError``, ``INTERNAL``, if the disk is full: the host is not at
        fault."""
        try:
            with self._single:
                self._file.write(data)
        except OSError as error:
            raise SourceError(SourceErrorKind.INTERNAL, f"a download cannot be stored: {error}") from error
        self._digest.update(data)
        self._size += len(data)

    def tell(self) -> int:
        """Return the number of bytes written."""
        return self._size

    def clear(self) -> None:
        """Discard what was written."""
        with self._single:
            self._file.seek(0)
            self._file.truncate()
        self._digest = hashlib.sha256()
        self._size = 0

    def hexdigest(self) -> str:
        """Return the SHA-256 of the body."""
        return self._digest.hexdigest()

    def read_at(self, offset: int, length: int) -> bytes:
        """Return a part of the body, shorter at its end."""
        with self._single:
            self._file.seek(offset)
            return self._file.read(length)


async def body_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Read and decompress the body of a response that was requested without automatic decompression.

    ``limit`` is the maximum number of bytes both received and decompressed, and thereby limits memory. Raises
    ``SourceError``: ``TOO_BIG``, before reading anything if the response declares its length, ``BAD_ANSWER``
    for an encoding that was not requested, or a damaged or truncated body, and ``TOO_COMPLEX``.
    """
    content = io.BytesIO()  # returns its content without copying it
    await write_body(response, limit, content)
    return content.getvalue()


async def write_body(response: aiohttp.ClientResponse, limit: int, content: Download | io.BytesIO) -> None:
    """Write the body of a response to ``content``; limits and errors as in ``body_of``."""
    try:
        await _read(response, limit, content)
    except zlib.error as error:
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{where(response.url)}: {error}") from error


async def explanation_of(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the body of an error response, or b"" if it is long or damaged."""
    try:
        return await body_of(response, limit)
    except (SourceError, aiohttp.ClientPayloadError):
        return b""


async def _read(response: aiohttp.ClientResponse, limit: int, content: Download | io.BytesIO) -> None:
    def refuse_above_limit(length: int) -> None:
        if length > limit:
            raise SourceError(SourceErrorKind.TOO_BIG, f"{where(response.url)}: more than {limit} bytes")

    refuse_above_limit(response.content_length or 0)
    packing = _packing(response)
    received = 0
    async for chunk in response.content.iter_any():
        received += len(chunk)
        refuse_above_limit(received)
        for count, piece in enumerate(packing.unpack(chunk) if packing else (chunk,), 1):
            content.write(piece)
            refuse_above_limit(content.tell())
            if count % PIECES_AT_ONCE == 0:  # a small chunk may decompress to much: let other tasks run
                await asyncio.sleep(0)
    if packing is not None:
        packing.finish()


def _packing(response: aiohttp.ClientResponse) -> "_Packed | None":
    """Return the compression of a body, ``None`` if it has none."""
    name = ", ".join(response.headers.getall("Content-Encoding", ())).strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip", "deflate"}:
        return _Packed(gzip=name != "deflate")
    detail = f"{where(response.url)}: packed as {name[:40]!r}, which was not asked for"
    raise SourceError(SourceErrorKind.BAD_ANSWER, detail)


class _Packed:
    """A compressed body, decompressed in pieces of limited size."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._member: Any = None
        self._members = 1

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the decompressed pieces of a chunk. Raises ``zlib.error``."""
        for start in range(0, len(chunk), _INPUT_CHUNK_SIZE):
            data = chunk[start : start + _INPUT_CHUNK_SIZE]
            full = False
            while data or full:
                if not self._ready(data):
                    return
                piece = self._member.decompress(data, _OUTPUT_CHUNK_SIZE)
                # A full piece may leave output behind even if all input was consumed.
                full = len(piece) == _OUTPUT_CHUNK_SIZE and not self._member.eof
                data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
                yield piece

    def finish(self) -> None:
        """Check that the body is complete. Raises ``zlib.error`` otherwise."""
        if self._member is not None and not self._member.eof:
            raise zlib.error("the packed body is cut off")

    def _ready(self, data: bytes) -> bool:
        """True if ``data`` continues the body; bytes after its end, unless more gzip, are ignored."""
        if self._member is None:
            # "deflate" is zlib by the standard; some servers omit its header (RFC 9110 8.4.1.2).
            bare = not self._gzip and data[0] & 0x0F != 8
            self._member = self._new(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        elif self._member.eof:
            if not self._gzip or data[:1] != b"\x1f":
                return False
            self._members += 1
            if self._members > MAX_GZIP_MEMBERS:
                raise SourceError(SourceErrorKind.TOO_COMPLEX, f"more than {MAX_GZIP_MEMBERS} gzip members")
            self._member = self._new(zlib.MAX_WBITS)
        return True

    def _new(self, bits: int) -> Any:
        return zlib.decompressobj(16 + zlib.MAX_WBITS if self._gzip else bits)
