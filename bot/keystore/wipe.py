"""Secure deletion of files: overwrites the content and syncs it before the name is removed.

Unlinking alone leaves the content on the disk until something else is written there, and readable by any
process that has the file open. Zeros, since a key of zeros is known to be invalid (``files.KeyFolder``), in
case the machine stops between the two. Older copies kept by a file system or a disk are out of reach:
docs/running.md.
"""

import logging
import os
import stat
from pathlib import Path

log = logging.getLogger(__name__)

_CHUNK_SIZE = 1 << 16  # bytes


def wipe(path: Path, *, keep: Path | None = None) -> None:
    """Overwrite a file and remove it, if it exists. The caller syncs the folder.

    ``keep``: a file that must not be touched. If ``path`` is another name of it, only the name is removed. A
    file that cannot be overwritten is still removed. Raises ``OSError`` if it cannot be removed.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(found.st_mode) and not _is_same(found, keep):
        try:
            _overwrite(path)
        except OSError as error:
            log.error("%s is removed, but could not be overwritten first: %s", path, error.strerror)
    path.unlink(missing_ok=True)


def overwrite(descriptor: int, start: int = 0) -> None:
    """Overwrite an open file with zeros from ``start`` on, and fsync it."""
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, start, os.SEEK_SET)
    while start < size:
        start += os.write(descriptor, bytes(min(_CHUNK_SIZE, size - start)))
    os.fsync(descriptor)


def _overwrite(path: Path) -> None:
    path.chmod(0o600)
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        overwrite(descriptor)
    finally:
        os.close(descriptor)


def _is_same(found: os.stat_result, keep: Path | None) -> bool:
    try:
        return keep is not None and os.path.samestat(found, keep.lstat())
    except FileNotFoundError:
        return False
