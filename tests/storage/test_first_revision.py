"""The migrations make the tables of the models, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateTable

from bot.storage import Database
from bot.storage.migrations import is_mapped
from bot.storage.models import Base

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


def _differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "include_name": is_mapped}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


async def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
        for table in Base.metadata.sorted_tables:
            key = await connection.run_sync(lambda c, t=table: inspect(c).get_pk_constraint(t.name))
            assert set(key["constrained_columns"]) == {column.name for column in table.primary_key}
        if database.is_sqlite:  # what is compared nowhere else: WITHOUT ROWID, AUTOINCREMENT
            made = dict(map(tuple, await connection.execute(text("SELECT name, sql FROM sqlite_master"))))
            for table in Base.metadata.sorted_tables:
                wanted = str(CreateTable(table).compile(dialect=connection.dialect))
                for words in ("WITHOUT ROWID", "AUTOINCREMENT"):
                    assert (words in made[table.name]) == (words in wanted), table.name
