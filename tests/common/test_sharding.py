"""Shards: their servers, in Python and in both databases, and their notation in the settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, literal, select

from bot.common.sharding import MAX_SHARDS, Shard
from bot.settings import SettingsError, load
from bot.storage import Database

pytestmark = pytest.mark.unit

POSTGRES = "postgresql://u@h/d"


@given(st.integers(1, 2**63 - 1), st.integers(1, MAX_SHARDS))
def test_every_server_belongs_to_exactly_one_shard(server_id: int, count: int) -> None:
    (owner,) = [number for number in range(count) if Shard(number, count).has(server_id)]
    assert owner == (server_id >> 22) % count  # as Discord documents


async def test_the_database_assigns_servers_as_discord_does(database: Database) -> None:
    ids = [1, 2**22 - 1, 2**22, 175928847299117063, 2**62, 2**63 - 1]
    for count in (1, 2, 3, 16, MAX_SHARDS):
        for number in {0, 1, count - 1} & set(range(count)):
            shard = Shard(number, count)
            async with database.read() as session:
                for server_id in ids:
                    found = await session.execute(select(shard.having(literal(server_id, BigInteger))))
                    assert bool(found.scalar_one()) == shard.has(server_id)


def test_a_shard_is_written_as_its_number_and_the_total() -> None:
    assert load({"TOCSIN_SHARD": "1/4", "DATABASE_URL": POSTGRES}, None).shard == Shard(1, 4)
    assert load({}, None).shard == Shard(0, 1)
    assert load({"TOCSIN_SHARD": "0/1"}, None).shard.is_alone


@pytest.mark.parametrize("written", ["2/2", "1", "-1/2", "0/0", "1 / 2", "0/4097", "a/b"])
def test_an_invalid_shard_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(SettingsError, match=r"TOCSIN_SHARD is .*: write 0/2 and 1/2 for two processes"):
        load({"TOCSIN_SHARD": written, "DATABASE_URL": POSTGRES}, None)


def test_shards_of_an_sqlite_file_are_refused() -> None:
    with pytest.raises(SettingsError, match="TOCSIN_SHARD is '0/2', and an SQLite file serves one process"):
        load({"TOCSIN_SHARD": "0/2"}, None)
