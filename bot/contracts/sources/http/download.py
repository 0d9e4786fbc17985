"""Download: a response body on disk instead of in memory, and reading of its parts from several threads."""

import hashlib
import tempfile
import threading
import weakref

from bot.contracts.sources.protocol import SourceError, SourceErrorKind


class Download:
    """A temporary file without a name, which vanishes with this object or the process.

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
