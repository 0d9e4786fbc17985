"""Leases held for the length of a block."""

import asyncio

import pytest
from sqlalchemy import text

from bot.errors import NotStored
from bot.storage import Database
from bot.storage.leases import LeaseKeeper

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


async def test_a_lease_is_held_for_a_block_and_then_free(database: Database) -> None:
    first, second = LeaseKeeper(database, "first"), LeaseKeeper(database, "second")
    async with first.holding("watch") as lost:
        assert lost is not None
        async with second.holding("watch") as other:
            assert other is None
        assert not await second.take("watch"), "who did not hold it gave nothing back"
    with pytest.raises(ZeroDivisionError):
        async with second.holding("watch") as lost:
            assert lost is not None
            raise ZeroDivisionError
    assert await first.take("watch")


async def until(database: Database) -> float:
    async with database.read() as session:
        return (await session.execute(text("SELECT until FROM leases"))).scalar_one()


async def renewed(database: Database, before: float) -> None:
    """Wait until the lease runs longer."""
    async with asyncio.timeout(60):
        while await until(database) <= before:
            await asyncio.sleep(0.01)


async def test_a_renewed_lease_outlasts_its_term(sqlite_database: Database) -> None:
    first, second = LeaseKeeper(sqlite_database, "first"), LeaseKeeper(sqlite_database, "second")
    async with first.holding("watch", renew_every=0.01) as lost:
        assert lost is not None
        at_first = await until(sqlite_database)
        for _ in range(3):
            async with sqlite_database.write() as session:
                await session.execute(text("UPDATE leases SET until = until - 29"))
            await renewed(sqlite_database, at_first)
            assert not await second.take("watch")
        assert not lost.is_set()


async def test_the_former_holder_of_a_lost_lease_is_notified_and_does_not_release_it(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = LeaseKeeper(sqlite_database, "first"), LeaseKeeper(sqlite_database, "second")
    async with first.holding("watch", renew_every=0.01) as lost:
        assert lost is not None
        async with sqlite_database.write() as session:
            await session.execute(text("UPDATE leases SET holder = 'second'"))
        await asyncio.wait_for(lost.wait(), 60)
    assert caplog.messages == ["another process has taken over: watch"]
    assert await second.take("watch")
    assert not await first.take("watch")


async def test_a_lease_that_cannot_be_renewed_is_lost_when_it_expires(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 0.0
    keeper = LeaseKeeper(sqlite_database, "first", seconds=30.0, now=lambda: moment)
    tried = asyncio.Event()

    async def full(name: str) -> bool:
        tried.set()
        raise NotStored("full")

    async with keeper.holding("watch", renew_every=0.01) as lost:
        assert lost is not None
        monkeypatch.setattr(keeper, "take", full)
        await asyncio.wait_for(tried.wait(), 60)
        assert not lost.is_set(), "it is still ours"
        moment = 30.0
        await asyncio.wait_for(lost.wait(), 60)


async def test_a_lease_is_lost_in_time_even_if_the_database_does_not_answer(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = LeaseKeeper(sqlite_database, "first", seconds=0.5)

    async def silent(name: str) -> bool:
        return await asyncio.Future()

    async with keeper.holding("watch", renew_every=0.01) as lost:
        assert lost is not None
        monkeypatch.setattr(keeper, "take", silent)
        await asyncio.wait_for(lost.wait(), 60)
    assert caplog.messages == ["the lease of watch could not be renewed in time"]


async def test_a_short_lease_is_renewed_before_it_runs_out(sqlite_database: Database) -> None:
    keeper = LeaseKeeper(sqlite_database, "first", seconds=6.0)
    async with keeper.holding("watch", renew_every=600.0) as lost:
        assert lost is not None
        await renewed(sqlite_database, await until(sqlite_database))
        assert not lost.is_set()
