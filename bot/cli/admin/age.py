"""Public-key encryption in the age format (https://age-encryption.org/v1), with the library pyrage.

A backup is opened with the file of the private key, by ``tocsin restore`` or by the tool ``age`` alone. The
library reads from one file and writes to another; here it does so in a worker thread, which asks the event
loop for each part. So no plaintext is on a disk, and only a few parts are in memory.
"""

import asyncio
import io
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from bot.common.files import write_new
from bot.errors import SentenceError

HEAD = b"age-encryption.org/v1\n"
"""Magic bytes of an encrypted file."""


class AgeError(SentenceError):
    """An invalid key, or one that does not decrypt."""


def make_pair(file: Path) -> str:
    """Write a new private key into a new file, readable by its owner alone; return the public key. Raises
    ``OSError``."""
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    write_new(file, f"# public key: {public}\n{identity}\n".encode())
    return public


def recipient(public: str) -> Any:
    """Parse a public key. Raises ``AgeError``."""
    try:
        return x25519.Recipient.from_str(public)
    except (pyrage.RecipientError, UnicodeEncodeError):  # the second: not valid text on a command line
        raise AgeError("terminal-backup-no-public-key", text=repr(public[:80])) from None


def identities(file: Path) -> list[Any]:
    """Return the private keys in a file. Raises ``AgeError`` and ``OSError``."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="ascii").splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise AgeError("terminal-backup-no-private-key", file=file)
    return found


def new_identity() -> Any:
    """Return an ephemeral private key, which is never written anywhere."""
    return x25519.Identity.generate()


def encrypted(content: AsyncIterator[bytes], recipients: Sequence[Any]) -> AsyncGenerator[bytes]:
    """Yield content in encrypted form. Raises what ``content`` raises."""
    return _converted(content, lambda file: pyrage.encrypt_io(file, file, recipients))


def decrypted(content: AsyncIterator[bytes], identities: Sequence[Any]) -> AsyncGenerator[bytes]:
    """Yield decrypted content. If it is damaged or cut short, ``AgeError`` is raised at its end: rely on
    nothing before that. Raises also what ``content`` raises."""

    def decrypt(file: _Exchange) -> None:
        try:
            pyrage.decrypt_io(file, file, identities)
        except (pyrage.DecryptError, OSError) as error:
            other = "No matching keys" in str(error)
            raise AgeError("terminal-backup-other-key" if other else "terminal-backup-damaged") from error

    return _converted(content, decrypt)


async def _converted(
    content: AsyncIterator[bytes], convert: Callable[["_Exchange"], None]
) -> AsyncGenerator[bytes]:
    """Yield what ``convert`` writes in a worker thread, which ends with this generator."""
    file = _Exchange(content)
    working = asyncio.get_running_loop().run_in_executor(None, convert, file)
    working.add_done_callback(lambda _: file.written.put_nowait(b""))
    try:
        while part := await file.written.get():
            try:
                yield part
            finally:
                file.written.task_done()
        if error := working.exception():
            raise file.fault or error  # the library's own error does not name that of the content
    finally:
        file.is_left = True
        while not working.done() and await file.written.get():
            file.written.task_done()
        working.exception()


class _Exchange(io.RawIOBase):
    """File of a worker thread: it reads ``content``, each part once the event loop has taken all that it has
    written so far."""

    def __init__(self, content: AsyncIterator[bytes]) -> None:
        self.written: asyncio.Queue[bytes] = asyncio.Queue()
        self.fault: Exception | None = None
        self.is_left = False  # nobody takes more
        self._content = content
        self._loop = asyncio.get_running_loop()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def write(self, content: Any) -> int:
        part = bytes(content)
        self._loop.call_soon_threadsafe(self.written.put_nowait, part)
        return len(part)

    async def _next(self) -> bytes:
        await self.written.join()
        if self.is_left:
            raise BrokenPipeError
        try:
            async for part in self._content:
                if part:
                    return part
        except Exception as error:
            self.fault = error
            raise
        return b""
