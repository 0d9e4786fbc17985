"""Errors of the database: classification of the exceptions of its drivers, and outages of writing.

While nothing can be stored (the disk is full, read-only or broken), the steward is told once, each caller
every time; the outage ends with the first transaction that is stored again.
"""

import errno
import logging
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import OperationalError

from bot.errors import NotStored

_OF_SQLITE: dict[int, str] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "broken",
    sqlite3.SQLITE_CANTOPEN: "broken",
    sqlite3.SQLITE_BUSY: "locked",
}
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FULL_SERVER = "53300"  # PostgreSQL takes no more connections
# A prepared statement that is there already, or not there: a pooler lends its connections by the transaction.
_LENT = frozenset({"42P05", "26000"})
_OF_POSTGRESQL: dict[str, str] = {"53100": "full", "25006": "read-only", "58030": "broken"}
_OF_THE_SYSTEM: dict[int, str] = {  # of the files beside the keys
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EROFS: "read-only",
    errno.EIO: "broken",
}
_AWAY = frozenset(  # it shuts down or starts up, takes no more connections, or had ended an idle transaction
    {"57P01", "57P02", "57P03", _FULL_SERVER, "25P03"}
)
_NETWORK = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ETIMEDOUT})
_CONNECTION = "08"  # PostgreSQL's class of connection errors
# asyncpg's errors: the connection is closed, or the server has announced that it closes it.
_CLOSED = frozenset({"InterfaceError", "InternalClientError"})
_PRIMARY = 0xFF  # mask of the primary code in SQLite's extended codes


class DatabaseError(Exception):
    """The database cannot be used. ``code`` selects the sentence shown (``unreachable``, ``locked``,
    ``newer``, ``unreleased``, ``read-only``, ``damaged``, ``crowded``, ``pooler``, ``too-old``, ``bad-url``,
    ``no-driver``);
    ``detail`` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def code_of(error: BaseException) -> str:
    """Return the ``DatabaseError.code`` of a driver's exception."""
    for raised in _raised(error):
        if getattr(raised, "sqlstate", None) == _FULL_SERVER:
            return "crowded"
        if getattr(raised, "sqlstate", None) in _LENT:
            return "pooler"
        if getattr(raised, "sqlite_errorcode", 0) & _PRIMARY in _DAMAGED:
            return "damaged"
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        if "locked" in str(error):
            return "locked"
        if "readonly" in str(error):
            return "read-only"
    return "unreachable"


def why_not_stored(error: BaseException) -> str | None:
    """Return the code of the reason why nothing can be stored; ``None`` if the exception means something
    else."""
    return next((code for raised in _raised(error) if (code := _code_of(raised)) is not None), None)


def is_uncertain(error: BaseException) -> bool:
    """True if SQLite wrote a transaction to its log whole, and the disk did not confirm it: the next one
    overwrites it there, but a start that finds it commits it."""
    found = (getattr(raised, "sqlite_errorcode", None) for raised in _raised(error))
    return sqlite3.SQLITE_IOERR_FSYNC in found


def _raised(error: BaseException) -> Iterator[BaseException]:
    """Iterate over an exception and its causes, each as the driver raised it."""
    seen: BaseException | None = error
    while seen is not None:
        yield getattr(seen, "orig", None) or seen
        seen = seen.__cause__


def _code_of(error: BaseException) -> str | None:
    if isinstance(error, NotStored):
        return error.code
    if isinstance(error, sqlite3.Error):
        return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    if isinstance(error, OSError):
        return _OF_THE_SYSTEM.get(error.errno or 0)
    return _OF_POSTGRESQL.get(getattr(error, "sqlstate", None) or "")


def is_away(error: BaseException) -> bool:
    """True if a driver's exception means that the database's server cannot be reached, or went away."""
    seen: BaseException | None = error
    while seen is not None:
        state = str(getattr(seen, "sqlstate", None) or "")
        if state in _AWAY or state.startswith(_CONNECTION) or getattr(seen, "connection_invalidated", False):
            return True
        if isinstance(seen, OSError) and _is_of_the_network(seen):
            return True
        module = type(seen).__module__
        if module.startswith("asyncpg") and type(seen).__name__ in _CLOSED:
            return True
        if not module.startswith(("sqlalchemy", "asyncpg")):
            return False
        seen = getattr(seen, "orig", None) or seen.__cause__
    return False


def _is_of_the_network(error: OSError) -> bool:
    if isinstance(error, ConnectionRefusedError | ConnectionResetError | ConnectionAbortedError):
        return True
    if isinstance(error, socket.gaierror) or error.errno in _NETWORK:
        return True
    # If none of a name's addresses answers, asyncio raises a bare OSError with this message.
    return type(error) is OSError and str(error).startswith("Multiple exceptions: ")


def is_not_stored(error: BaseException) -> bool:
    """True if an exception, or every one in a group, means only that nothing was stored."""
    if isinstance(error, BaseExceptionGroup):
        return all(is_not_stored(inner) for inner in error.exceptions)
    return isinstance(error, NotStored)


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
