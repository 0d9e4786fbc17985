"""Shards: each process works for the servers of its own shard, and leaves others alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.announcements.card_sync import CardSync
from bot.announcements.delivery import Delivery
from bot.announcements.outbox import Queued
from bot.announcements.weekly import Weekly
from bot.common.sharding import Shard
from bot.petitions.counts.invariants import Invariants
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.reminders import Reminders
from bot.petitions.demands.views import DemandView
from bot.petitions.privacy.retention import Retention
from bot.servers.removal import KEPT, Removals
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.models import (
    Announcement,
    Demand,
    Server,
    Signature,
)
from bot.storage.purge import PurgeTask
from tests.conftest import MovableClock
from tests.support.petition_desk import Desk, open_desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

SHARDS = Shard(0, 2), Shard(1, 2)
SERVERS = 2 << 22, 3 << 22  # one server of each shard


class BackgroundWork:
    """The background work of one process of a shard."""

    def __init__(self, desk: Desk, shard: Shard) -> None:
        database, clock = desk.database, desk.clock
        self.posted: list[int] = []
        self.edited: list[int] = []
        leases = LeaseKeeper(database, str(shard), scope=str(shard))
        self.weekly = Weekly(database, clock, shard=shard)
        self.reminders = Reminders(database, clock, shard=shard)
        self.publications = Publications(database, clock, desk.keys, desk.rule, leases, shard=shard)
        self.invariants = Invariants(database, clock, desk.keys, leases, shard=shard)
        self.retention = Retention(database, clock, desk.keys, leases, shard=shard)
        self.removals = Removals(database, clock, desk.keys, shard=shard)
        self.delivery = Delivery(database, clock, self, leases, shard=shard)
        self.cards = CardSync(database, clock, self, leases, shard=shard)

    async def post(self, queued: Queued, nonce: str) -> int:
        self.posted.append(queued.server_id)
        return queued.id

    async def edit(self, queued: Queued, message_id: int) -> None:
        self.edited.append(queued.server_id)

    async def find(self, queued: Queued, since: Any) -> int | None:
        return None


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    desk = await open_desk(database, clock, tmp_path / "keys")
    for server_id in SERVERS:
        await desk.servers.ensure(server_id, name="Server", language="en")
        await desk.servers.update(server_id, channel_id=server_id + 1)
    return desk


async def demands(desk: Desk) -> list[DemandView]:
    return [await desk.open_demand(server_id) for server_id in SERVERS]


async def queued(desk: Desk, kind: str) -> set[int]:
    async with desk.database.read() as session:
        return set(await session.scalars(select(Announcement.server_id).where(Announcement.kind == kind)))


async def change(desk: Desk, table: Any, **values: Any) -> None:
    async with desk.database.write() as session:
        await session.execute(update(table).values(**values))


async def test_a_shard_posts_and_edits_in_its_own_servers(desk: Desk) -> None:
    await demands(desk)
    now = desk.clock()
    async with desk.database.write() as session:
        for demand in (await session.execute(select(Demand))).scalars():
            session.add(
                Announcement(
                    server_id=demand.server_id,
                    channel_id=demand.server_id + 1,
                    kind="demand",
                    subject=f"demand:{demand.id}",
                    occasion="card",
                    created_at=now,
                    next_attempt_at=now,
                )
            )
    for shard, server_id in zip(SHARDS, SERVERS, strict=True):
        work = BackgroundWork(desk, shard)
        assert await work.delivery.tick() == 1
        assert await work.cards.tick() == 1
        assert set(work.posted) == set(work.edited) == {server_id}


async def test_a_shard_publishes_the_counts_of_its_own_servers(desk: Desk) -> None:
    for demand in await demands(desk):
        await desk.sign(demand, 1)
    desk.clock.move(days=1)
    for shard in SHARDS:
        publications = BackgroundWork(desk, shard).publications
        assert await publications.tick() == 1
        assert await publications.tick() == 0


async def test_a_shard_announces_to_its_own_servers(desk: Desk) -> None:
    for demand in await demands(desk):
        await desk.sign(demand, 1)
    await desk.publish()
    await change(desk, Server, weekly=True)
    await change(desk, Demand, closes_at=desk.clock() + timedelta(days=7, seconds=-1))
    async with desk.database.write() as session:  # so that the ledger differs
        await session.execute(delete(Signature))
    seen: set[int] = set()
    for shard, server_id in zip(SHARDS, SERVERS, strict=True):
        work, seen = BackgroundWork(desk, shard), seen | {server_id}
        assert await work.weekly.tick() == 1
        assert await work.reminders.tick() == 1
        assert [drift.server_id for drift in await work.invariants.tick()] == [server_id]
        for kind in ("weekly", "reminder", "drift"):
            assert await queued(desk, kind) == seen
    await change(desk, Demand, state="closed", closed_at=desk.clock(), retention_months=1)
    desk.clock.move(days=1)
    for told, shard in enumerate(SHARDS, start=1):
        await BackgroundWork(desk, shard).retention.tick()
        assert await queued(desk, "retention") == set(SERVERS[:told])


@pytest.mark.rest_in_full
async def test_servers_of_another_shard_do_not_count_as_removed(desk: Desk) -> None:
    for shard, server_id in zip(SHARDS, SERVERS, strict=True):
        await BackgroundWork(desk, shard).removals.compare({server_id})
    async with desk.database.read() as session:
        assert set(await session.scalars(select(Server.removed_at))) == {None}
    for shard in SHARDS:  # and both are removed for good
        await BackgroundWork(desk, shard).removals.compare(set())
    for left, shard in zip((1, 0), SHARDS, strict=True):
        removals, forgotten = BackgroundWork(desk, shard).removals, 0
        for _ in range(KEPT.days + 1):  # days on which the bot runs
            forgotten += await removals.tick()
            desk.clock.move(days=1)
        assert forgotten == 1
        assert len(await desk.servers.all()) == left


async def test_only_one_shard_clears_shared_data(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[Shard] = []
    for shard in SHARDS:

        async def tick(self: PurgeTask, shard: Shard = shard) -> None:
            cleared.append(shard)

        monkeypatch.setattr(PurgeTask, "tick", tick)
        await BackgroundWork(desk, shard).publications.tick()
    assert cleared == [SHARDS[0]]
