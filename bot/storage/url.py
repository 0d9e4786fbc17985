"""Address of a database: which driver it means, and which file."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import DatabaseError


def parse_url(url: str) -> URL:
    """Parse the database's address, and fill in the asynchronous driver if only the backend was named."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: the port is not a number
        raise DatabaseError("bad-url") from error
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    if parsed.drivername in drivers:
        parsed = parsed.set(drivername=drivers[parsed.drivername])
    if parsed.drivername not in drivers.values():
        raise DatabaseError("bad-url", f"{parsed.drivername} is not supported")
    if parsed.get_backend_name() == "sqlite" and (parsed.host or parsed.database in (None, "", ":memory:")):
        raise DatabaseError("bad-url", "two slashes, or in memory, where it would be gone at the end")
    if parsed.get_backend_name() == "sqlite" and str(parsed.database).startswith("file:"):
        raise DatabaseError("bad-url", "a URI of SQLite's instead of a path")
    return parsed


def file_of(url: str) -> str | None:
    """Return the SQLite file of this address; ``None`` if it names a server."""
    try:
        parsed = parse_url(url)
    except DatabaseError:
        return None
    return parsed.database if parsed.get_backend_name() == "sqlite" else None


def missing_file(url: str) -> str | None:
    """Return the SQLite file that opening this address would create, or ``None``."""
    name = file_of(url)
    return None if name is None or Path(name).exists() else name
