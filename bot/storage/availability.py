"""Storage availability: detects that nothing can be stored (disk full or read-only) or that the database's
server is unreachable.

The steward is told once, each caller every time; the outage ends with the first transaction that is stored
again.
"""

import errno
import logging
import socket
import sqlite3

from bot.errors import NotStored

log = logging.getLogger(__name__)

SENTENCES: dict[str, str] = {
    "full": "the disk is full: make room on the disks that hold the database and the keys",
    "read-only": "the database or the keys may not be written: make sure that their disks are not mounted "
    "read-only, and that the user that runs Tocsin owns the files",
    "broken": "the disk reports errors: look into the machine's own log, and copy the database and the keys "
    "elsewhere",
    "locked": "another program keeps the database locked: stop it",
}
"""For the steward: the problem and its remedy, by code."""

_OF_SQLITE: dict[int, str] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "broken",
    sqlite3.SQLITE_CANTOPEN: "broken",
    sqlite3.SQLITE_BUSY: "locked",
}
_OF_POSTGRESQL: dict[str, str] = {"53100": "full", "25006": "read-only", "58030": "broken"}
_OF_THE_SYSTEM: dict[int, str] = {  # of the files beside the keys
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EROFS: "read-only",
    errno.EIO: "broken",
}
_AWAY = frozenset(  # it shuts down or starts up, takes no more connections, or had ended an idle transaction
    {"57P01", "57P02", "57P03", "53300", "25P03"}
)
_NETWORK = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ETIMEDOUT})
_CONNECTION = "08"  # PostgreSQL's class of connection errors
# asyncpg's errors: the connection is closed, or the server has announced that it closes it.
_CLOSED = frozenset({"InterfaceError", "InternalClientError"})
_PRIMARY = 0xFF  # mask of the primary code in SQLite's extended codes


class WriteObstacle:
    """The current reason why one database cannot be written, if any."""

    def __init__(self) -> None:
        self.code: str | None = None

    def begins(self, code: str) -> None:
        """Begin an outage: log that nothing can be stored. Not repeated while it lasts; and without the
        file's name, since the file beside a demand's key is written when somebody withdraws."""
        if code != self.code:
            log.error("nothing can be stored, and nothing is acknowledged: %s", SENTENCES[code])
        self.code = code

    def ends(self) -> None:
        """End the outage: something was stored."""
        if self.code is not None:
            log.warning("what comes in is stored again")
        self.code = None


def why_not_stored(error: BaseException) -> str | None:
    """Return the code of the reason why nothing can be stored; ``None`` if the exception means something
    else."""
    seen: BaseException | None = error
    while seen is not None:
        raised = getattr(seen, "orig", None) or seen  # the driver's exception
        code = _code_of(raised)
        if code is not None:
            return code
        seen = seen.__cause__
    return None


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
