"""Bringing a database to this version's tables."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from bot.storage.engine import Database, DatabaseError
from bot.storage.migrations import HEAD

_ADVISORY_LOCK = 7_065_104  # any number, as long as every Tocsin asks for the same


async def revision(database: Database) -> str | None:
    """The revision the database is at, ``None`` if it is empty."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


async def upgrade(database: Database) -> bool:
    """Bring the tables to ``HEAD``; ``True`` if anything was done.

    Runs in one transaction under a lock, so that two processes may start at once. Raises
    ``DatabaseError("newer")`` for a database of a later version, which is left as it is.
    """
    if await revision(database) == HEAD:
        return False
    writer = database.engine.execution_options(tocsin_write=True)
    async with writer.begin() as connection:
        if not database.is_sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        return await connection.run_sync(_upgrade)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> bool:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    current = _revision(connection)
    known: set[Any] = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseError("newer", current)
    if current == HEAD:
        return False
    command.upgrade(config, "head")
    return True
