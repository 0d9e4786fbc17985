"""Schema migrations: bring a database to this version's tables."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.engine import Database
from bot.storage.errors import DatabaseError
from bot.storage.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

# PostgreSQL's advisory lock. Any number will do, as long as every Tocsin uses the same.
_LOCK = text("SELECT pg_advisory_xact_lock(7065104)")


async def revision(database: Database) -> str | None:
    """Return the database's revision; ``None`` if it is empty."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


async def upgrade(database: Database) -> bool:
    """Migrate the tables to ``HEAD``; return ``True`` if anything was done.

    Runs in one transaction under a lock, so that two processes may start at once. Raises
    ``DatabaseError`` for a database of a later version, or of one before the first release; it is left as it
    is.
    """
    if await revision(database) == HEAD:
        return False
    writer = database.engine.execution_options(tocsin_write=True)
    async with writer.begin() as connection:
        if not database.is_sqlite:
            await connection.execute(_LOCK)
        return await connection.run_sync(_upgrade, HEAD)


async def make_tables(session: AsyncSession, target: str = HEAD) -> None:
    """Migrate the tables to one revision in the caller's transaction, under the upgrade lock."""
    await hold_lock(session)
    await (await session.connection()).run_sync(_upgrade, target)


async def hold_lock(session: AsyncSession) -> None:
    """Take the upgrade lock until the caller's transaction ends. SQLite needs none: there is only one writer
    at a time."""
    connection = await session.connection()
    if connection.dialect.name != "sqlite":
        await connection.execute(_LOCK)


def is_known(found: str) -> bool:
    """Return whether this version has that revision; if not, a later version made the tables."""
    return found in {script.revision for script in _scripts().walk_revisions()}


def unknown(found: str) -> DatabaseError:
    """Return the error for a revision that this version does not have: ``unreleased`` if one of the
    versions before the first release made it, whose revisions were four digits, else ``newer``."""
    return DatabaseError("unreleased" if re.fullmatch(r"\d{4}", found) else "newer", found)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection, target: str) -> bool:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    current = _revision(connection)
    if current is not None and not is_known(current):
        raise unknown(current)
    if current == target:
        return False
    command.upgrade(config, target)
    return True


def _scripts() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config
