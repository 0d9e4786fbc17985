"""Upserts: ``INSERT … ON CONFLICT``, which both databases have but SQLAlchemy builds separately."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.engine import Database
from bot.storage.models import Base, Server


def insert(database: Database, table: type[Base]) -> Any:
    """Return an insert with the database's ``on_conflict_do_update`` and ``on_conflict_do_nothing``."""
    if database.is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # importing it takes a twentieth of a start on SQLite

    return postgresql.insert(table)


def insert_ignore(database: Database, table: type[Base]) -> Any:
    """Return an insert that leaves an existing row as it is."""
    return insert(database, table).on_conflict_do_nothing()


async def ensure_server(
    session: AsyncSession,
    database: Database,
    server_id: int,
    now: datetime,
    *,
    language: str = "en",
) -> None:
    """Create a server's row in the caller's transaction, unless it exists."""
    await session.execute(
        insert_ignore(database, Server).values(id=server_id, language=language, created_at=now)
    )
