"""A first read stores new contracts in batches, with the same result as one by one."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest import group_read
from bot.contracts.ingest.read_result import NEARLY_COMPLETE_READS
from bot.contracts.model import Answer, ChangeKind, Record
from bot.contracts.sources.usaspending.parse import same_contract
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Contract
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, VEHICLE, FakeSource, action, order, vehicle
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

MANY = 2 * group_read.MAX_BATCH + 1
PARENT = "CONT_IDV_70CDCR26D00000016_7012"
KNOWN = (
    "contracts",
    "actions",
    "contract_values",
    "contract_identifiers",
    "contract_links",
    "contract_snapshots",
    "snapshots",
    "watched_contracts",
    "changes",
    "observations",
    "announcements",
)


class Rekeying(FakeSource):
    same_contract = staticmethod(same_contract)


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    """A watch that was never read, of a source with natural keys."""
    world = Watching(database, clock)
    world.source = world.watches._sources["usaspending"] = Rekeying()  # type: ignore[index]
    await world.watch()
    return world


def source_id(place: int, vehicle: str = VEHICLE) -> str:
    return f"CONT_AWD_70CDCR26FR{place:07}_7012_{vehicle.removeprefix('CONT_IDV_')}"


def orders(many: int = MANY, **more: Any) -> list[Record]:
    return [order(source_id(place), identifiers=frozenset({f"us:{place}"}), **more) for place in range(many)]


async def test_a_first_read_stores_its_contracts_in_few_transactions(world: Watching) -> None:
    world.source.show(vehicle(), *orders(MANY - 1))
    with world.written() as written:
        await world.watcher.tick()
    assert written.count("INSERT contracts") == 3
    assert world.source.asked == [], "the vehicle was in the list"
    assert (await world.contracts.page(1)).total == MANY
    (baseline,) = await world.announced()
    assert baseline.kind == "baseline"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_contracts_stored_together_are_as_those_stored_one_by_one(
    world: Watching, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vehicles before and after their orders, in the list and asked for; shared answers; a double."""
    shared = Answer(url="https://a.example", query="", fetched_at=clock(), content=b"{}")
    listed = [
        vehicle(),
        *orders(5, answers=(shared,)),
        order(source_id(6, PARENT), parent_source_id=PARENT),
        order(source_id(7, "CONT_IDV_70CDCR26D00000017_7012"), parent_source_id=source_id(8)),
        order(source_id(8), parent_source_id=None, text="A page"),
        order(source_id(1), title="ANOTHER"),
    ]
    rows = {}
    for together in (True, False):
        if not together:
            apart = await Database.connect(f"sqlite:///{tmp_path}/apart.db")
            await upgrade(apart)
            world = Watching(apart, clock)
            await world.watch()
            monkeypatch.setattr(group_read.GroupRead, "batches", lambda *_: False)
        await world.first_read(*listed, unmatched=(vehicle(PARENT),))
        rows[together] = {
            name: [re.sub(r"[0-9a-f]{32}\b", "key", row) for row in found]
            for name, found in (await world.rows(*KNOWN)).items()
        }
    await apart.close()
    assert rows[True] == rows[False]


async def test_a_contract_that_cannot_be_stored_costs_none_of_its_batch(world: Watching) -> None:
    good = orders(3)
    await world.first_read(*good, order(source_id(3), action("0", "0.001")))
    assert await stored(world) == {one.source_id for one in good}
    (watch,) = await world.watches.list(1)
    assert (watch.fault, watch.last_matched) == ("internal", 4)


async def test_a_contract_that_others_follow_is_followed_with_the_new_ones(world: Watching) -> None:
    await world.first_read(*orders(1))
    await world.watch(2, "other", {"suppliers": ["OTHER"]})
    await world.first_read(*orders(3))
    assert (await world.contracts.page(2)).total == 3
    assert len(await stored(world)) == 3


async def test_a_contract_known_by_another_id_is_recognised_in_a_first_read(world: Watching) -> None:
    await world.first_read(order())
    await world.watch(2, "other", {"suppliers": ["OTHER"]})
    new_id = ORDER.replace("_7012_", "_9999_", 1)
    await world.first_read(order(new_id), *orders(2))
    assert len(await stored(world)) == 3, "not a contract of its own"
    assert (await world.contracts.page(2)).total == 3


@pytest.mark.full
async def test_contracts_lost_by_a_fault_of_ours_in_the_last_batch_are_no_news_later(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.first_read(order(source_id(98)))
    await world.watch(2, "other", {"suppliers": ["OTHER"]})
    lost = [order(source_id(98).replace("_7012_", "_9999_", 1)), order(source_id(99))]
    world.source.show(*orders(group_read.MAX_BATCH), *lost)

    def mistake(*_: Record) -> bool:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as broken:
        broken.setattr(Rekeying, "same_contract", staticmethod(mistake))
        for _ in range(NEARLY_COMPLETE_READS):
            await world.watcher.tick()
            world.clock.move(days=1)
    (watch,) = await world.watches.list(2)
    assert (watch.fault, watch.baseline_at is not None) == ("internal", True)
    await world.read_in_full()
    assert (await world.contracts.page(2)).total == group_read.MAX_BATCH + len(lost)
    assert await world.posts(2) == []


async def test_two_ids_of_one_contract_in_a_batch_are_one_contract(world: Watching) -> None:
    await world.first_read(order(), order(ORDER.replace("_7012_", "_9999_", 1)), *orders(2))
    assert len(await stored(world)) == 3


async def test_a_first_read_that_is_cut_off_is_read_again_whole(world: Watching) -> None:
    world.source.show(*orders())
    world.source.fault, world.source.breaks_after = asyncio.CancelledError(), MANY - 1
    with pytest.raises(asyncio.CancelledError):
        await world.watcher.tick()
    assert len(await stored(world)) == 2 * group_read.MAX_BATCH
    world.source.fault = None
    world.clock.move(minutes=15)
    await world.watcher.tick()
    assert (await world.contracts.page(1)).total == MANY
    assert [row.kind for row in await world.announced()] == ["baseline"]


async def test_a_fault_of_ours_leaves_the_records_before_it_stored(world: Watching) -> None:
    world.source.show(*orders(3))
    world.source.fault, world.source.breaks_after = RuntimeError("a mistake of ours"), 2
    await world.watcher.tick()
    assert len(await stored(world)) == 2


async def test_large_answers_are_not_held_until_a_batch_has_its_number(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_read, "MAX_BATCH_SIZE", 1000)
    held = [0]
    large = Answer(url="https://a.example", query="", fetched_at=world.clock(), content=b"x" * 400)

    async def search(*_: Any) -> AsyncIterator[Record]:
        for place, record in enumerate(orders(6)):
            yield replace(record, answers=(replace(large, content=large.content + b"%d" % place),))
            held.append(place + 1 - len(await stored(world)))

    world.source.search = search  # type: ignore[method-assign, assignment]
    await world.watcher.tick()
    assert max(held) == 2


async def test_an_order_under_a_vehicle_of_its_batch_is_one_of_a_watched_vehicle(world: Watching) -> None:
    await world.first_read(order(source_id(1)), vehicle(), order(source_id(2)), unmatched=(vehicle(),))
    kinds = [row for row in (await world.rows("changes"))["changes"] if "order" in row]
    found = sorted(kind for kind in ChangeKind for row in kinds if f"'{kind}'" in row)
    assert found == [ChangeKind.NEW_ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE]


async def stored(world: Watching) -> set[str]:
    """The ids of all contracts in the database."""
    return set(await world.scalars(select(Contract.source_id)))
