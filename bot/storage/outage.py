"""Outage of writing: nothing can be stored, because the disk is full, read-only or broken.

The steward is told once, each caller every time; the outage ends with the first transaction that is stored
again.
"""

import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

SENTENCES: dict[str, str] = {
    "full": "the disk is full: free some space on the disks that hold the database and the keys",
    "read-only": "the database or the keys cannot be written: make sure that their disks are not mounted "
    "read-only, and that the user that runs Tocsin owns the files",
    "broken": "the disk reports errors: look at the machine's own log, and copy the database and the keys "
    "elsewhere",
    "locked": "another program keeps the database locked: stop it",
    "silent": "the key folder does not answer: see whether its disk, or the server that it is on, works",
}
"""For the steward: the problem and its remedy, by code."""


_FULL_BELOW = 64 * 1024  # bytes: the least that SQLite needs for the file that its connections share


def free_bytes(path: str) -> int | None:
    """Return the free space on the disk of a file; ``None`` if it is unknown."""
    try:
        return shutil.disk_usage(Path(path).parent).free
    except OSError:
        return None


def is_full(path: str) -> bool:
    """True if the disk of a file has no room left."""
    free = free_bytes(path)
    return free is not None and free < _FULL_BELOW


class WriteOutage:
    """State of one database: ``code`` is the reason why it cannot be written, if any."""

    def __init__(self) -> None:
        self.code: str | None = None

    def begin(self, code: str) -> None:
        """Begin an outage: log that nothing can be stored. Not repeated while it lasts; and without the
        file's name, since the file beside a demand's key is written when somebody withdraws."""
        if code != self.code:
            sentence = "nothing can be stored, and nothing is acknowledged: %s"
            log.error(sentence, SENTENCES[code], extra={"urgent": True})
        self.code = code

    def end(self) -> None:
        """End the outage: something was stored."""
        if self.code is not None:
            log.warning("data is stored again", extra={"urgent": True})
        self.code = None
