"""Files of a database on disk."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from bot.storage import Database


async def database_files(database: Database) -> Mapping[Path, bytes]:
    """Return the contents of the SQLite file and its logs, or those of ``postgres_files``."""
    if not database.is_sqlite:
        return await postgres_files(database)
    file = Path(str(database.url.database))
    found = _contents(file.parent.glob(f"{file.name}*"))
    assert file in found
    return found


async def postgres_files(database: Database) -> Mapping[Path, bytes]:
    """Return the contents of the server's files after a checkpoint, without its write-ahead log and the
    tables of its other databases: in a whole test run these have gigabytes."""
    async with database.engine.connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        folder = Path((await connection.execute(text("SHOW data_directory"))).scalar_one())
        own = text("SELECT oid FROM pg_database WHERE datname = current_database()")
        base = folder / "base" / str((await connection.execute(own)).scalar_one())
    assert base.is_dir()
    apart = [one for one in folder.iterdir() if one.name not in ("base", "pg_wal")]
    return _contents(file for one in [base, *apart] for file in (one.rglob("*") if one.is_dir() else [one]))


def _contents(files: Iterable[Path]) -> dict[Path, bytes]:
    """Read the files of a database in use: one may disappear between being listed and being read."""
    found = {}
    for file in filter(Path.is_file, files):
        with suppress(FileNotFoundError):
            found[file] = file.read_bytes()
    return found
