"""Files: atomic and durable writes, with content on disk before a file has its name; locks of a folder."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PRIVATE, PUBLIC = 0o600, 0o666
"""Modes of a file: for its owner alone, and as the umask has it."""

_PART = ".tocsin-part"  # ends the name of a file that is being written


@contextmanager
def atomic_file(path: Path, *, mode: int = PRIVATE, replace: bool = True) -> Iterator[IO[bytes]]:
    """Write a file atomically: open one beside it, which gets the name if the block ends without an error.
    Without ``replace``, never replace another file. What killed processes left in the folder is removed.
    Raises ``OSError``; ``FileExistsError`` if the name is taken."""
    if not replace and path.exists():
        raise FileExistsError(path)
    _clear_parts(path.parent)
    half, descriptor = _create_part(path, mode)
    lock = os.dup(descriptor) if os.name == "posix" else None  # held until the part has its name
    try:
        with open(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            half.replace(path)
        else:
            _give_free_name(half, path)
    finally:
        half.unlink(missing_ok=True)
        if lock is not None:
            os.close(lock)
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file atomically, readable only by its owner, replacing an existing one."""
    with atomic_file(path) as file:
        file.write(content)


def write_new(path: Path, content: bytes) -> None:
    """Create a file, readable only by its owner, and fsync it. Raises ``FileExistsError``. Not atomic, and
    its name is durable only after ``sync_folder``."""
    with open(_create(path, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def temporary_path(path: Path) -> Path:
    """Return a free, hidden name beside a file: ``.NAME.<random>``."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def sync_folder(folder: Path) -> None:
    """Fsync a folder, so that its names are durable."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _create(path: Path, mode: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)


def _create_part(path: Path, mode: int) -> tuple[Path, int]:
    """Create the part of a file, locked for as long as it is open: another process sees that it is in use."""
    while True:
        part = temporary_path(path)
        part = part.with_name(part.name + _PART)
        descriptor = _create(part, mode)
        _lock_part(descriptor, wait=True)
        if part.exists():  # else another process took it for a dead one's, before it was locked
            return part, descriptor
        os.close(descriptor)


def _clear_parts(folder: Path) -> None:
    for part in folder.glob(f".*{_PART}"):
        if re.fullmatch(rf"\..+\.[0-9a-f]{{8}}{re.escape(_PART)}", part.name):
            with suppress(OSError), part.open("rb") as file:
                if _lock_part(file.fileno()):
                    part.unlink(missing_ok=True)


def _lock_part(descriptor: int, *, wait: bool = False) -> bool:
    """Lock a part, and return whether that was possible: not if a process is writing it."""
    if os.name != "posix":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # also on a file system without locks
        return False
    return True


def _give_free_name(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on many USB sticks
        if path.exists():
            raise FileExistsError(path) from None
        half.rename(path)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Exclusive file lock on the journals in this folder, across threads and processes; fsyncs the folder at
    the end."""
    if os.name != "posix":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_private(path: str) -> None:
    """Create a file that only its owner can read, unless it is there: SQLite would let everybody read it."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
