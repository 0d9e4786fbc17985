"""Simulated disk faults, as a database experiences them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from bot.storage import Database

_FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$
"""
_WRITE_VERSION = 18  # byte of an SQLite file's header: a later version than SQLite's own is not written
_TABLES = ("notes", "signatures", "box_rows", "box_unpublished", "page_rows")


@asynccontextmanager
async def failing(database: Database, why: str) -> AsyncIterator[None]:
    """Simulate a disk that is ``full`` or ``read-only``, with the errors of SQLite or PostgreSQL.

    With a full disk, SQLite still accepts data that fit into the pages of the file's tables.
    """
    if why == "full" and not database.is_sqlite:
        await _run(database, _FULL)
        for table in _TABLES:
            await _run(
                database,
                f"CREATE TRIGGER full_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION disk_is_full()",
            )
        yield
        await _run(database, "DROP FUNCTION disk_is_full CASCADE")
        return
    if not database.is_sqlite:
        before, after = "SET default_transaction_read_only = on", "SET default_transaction_read_only = off"
    elif why == "full":
        await _drop_free_pages(database)
        before, after = "PRAGMA max_page_count = 1", f"PRAGMA max_page_count = {2**32 - 2}"
    else:
        before, after = "PRAGMA query_only = on", "PRAGMA query_only = off"
    said = before

    def say(connection: Any, _record: Any, _proxy: Any) -> None:
        if database.is_sqlite:
            connection.cursor().execute(said)
        else:
            connection.run_async(lambda driver: driver.execute(said))

    for engine in (database.engine, database._brief):
        event.listen(engine.sync_engine, "checkout", say)
    try:
        yield
    finally:
        said = after


def make_read_only(file: Path) -> None:
    """Make an SQLite file one that SQLite only reads, whoever runs it."""
    content = bytearray(file.read_bytes())
    content[_WRITE_VERSION] = 3
    file.write_bytes(content)


async def _drop_free_pages(database: Database) -> None:
    async with database.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute("VACUUM")  # not in a transaction


async def _run(database: Database, statement: str) -> None:
    async with database.engine.begin() as connection:  # from the general pool
        await connection.execute(text(statement))
