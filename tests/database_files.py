"""What a database has on disk."""

from pathlib import Path

from sqlalchemy import text

from bot.storage import Database


async def database_files(database: Database) -> list[Path]:
    """The file of SQLite with its logs, or what ``postgres_files`` finds."""
    if not database.is_sqlite:
        return await postgres_files(database)
    file = Path(str(database.url.database))
    found = sorted(file.parent.glob(f"{file.name}*"))
    assert file in found
    return found


async def postgres_files(database: Database) -> list[Path]:
    """All files of the server, as they are once everything is written to them, but its own write-ahead log
    and the tables of its other databases: the server of a whole run of tests has gigabytes of those."""
    async with database.engine.connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        folder = Path((await connection.execute(text("SHOW data_directory"))).scalar_one())
        own = text("SELECT oid FROM pg_database WHERE datname = current_database()")
        base = folder / "base" / str((await connection.execute(own)).scalar_one())
    assert base.is_dir()
    apart = [one for one in folder.iterdir() if one.name not in ("base", "pg_wal")]
    found = [file for one in [base, *apart] for file in (one.rglob("*") if one.is_dir() else [one])]
    return sorted(file for file in found if file.is_file())
