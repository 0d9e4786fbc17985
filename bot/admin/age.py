"""Public-key encryption in the age format (https://age-encryption.org/v1), with the library pyrage.

A backup is opened with the file of the private key, by ``tocsin restore`` or by the tool ``age`` alone. The
library reads from one file and writes to another; here it does so in a thread, at the other end of a pipe, so
that no plaintext is on a disk and only a few kilobytes are in memory.
"""

import io
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pyrage
from pyrage import x25519

from bot.common.files import write_new
from bot.errors import Sentence, SentenceError

HEAD = b"age-encryption.org/v1\n"
"""Magic bytes of an encrypted file."""

_DAMAGED = Sentence("terminal-backup-damaged")
_WRONG_KEY = Sentence("terminal-backup-other-key")


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


@contextmanager
def sealing(file: IO[bytes], recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Yield a file whose content is written to ``file`` encrypted. Raises ``OSError`` if that cannot be
    written."""
    out, into = os.pipe()
    target = _Target(file)

    def seal() -> None:
        # only those caused by ``target``, raised below
        with open(out, "rb") as clear, suppress(pyrage.EncryptError):
            pyrage.encrypt_io(clear, target, recipients)
        if target.fault is not None:
            raise target.fault

    with _beside(seal), open(into, "wb") as clear:
        yield clear


@contextmanager
def opening(file: IO[bytes], identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Yield the decrypted content of ``file``. If it is damaged or truncated, the content ends too early and
    ``AgeError`` is raised at the end: rely on nothing before that."""
    out, into = os.pipe()

    def unseal() -> None:
        with suppress(BrokenPipeError), open(into, "wb") as clear:  # nobody reads any more
            try:
                pyrage.decrypt_io(file, clear, identities)
            except pyrage.DecryptError as error:
                raise AgeError(_WRONG_KEY if "No matching keys" in str(error) else _DAMAGED) from error
            except BrokenPipeError:
                raise
            except OSError as error:
                raise AgeError(_DAMAGED) from error

    with _beside(unseal), open(out, "rb") as clear:
        yield clear


class _Target(io.RawIOBase):
    """A file that remembers its error: the library drops that of its last write."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        try:
            return self._file.write(content)
        except OSError as error:
            self.fault = error
            raise


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[None]:
    """Run ``work`` in a thread during the block. Its exception takes precedence over those that follow from
    it."""
    faults: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            faults.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        if faults:
            raise faults[0]
