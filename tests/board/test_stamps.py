"""After each kind of change, a publishing that writes only what changed leaves the same board as one that
writes all of it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from bot.contracts.model import Record
from bot.contracts.short_names import ShortNames
from bot.storage import Database
from bot.storage.models import Contract, ContractIdentifier, ContractLink, Server, WatchedContract
from tests.board.test_publish import World, sign, told, world
from tests.conftest import MovableClock
from tests.support.contracts import BUYER, ORDER, VEHICLE, action, order, vehicle
from tests.support.petition_desk import SERVER
from tests.support.watching import all_posted

__all__ = ["world"]

pytestmark = [pytest.mark.storage, pytest.mark.full]

SECOND = ORDER.replace("_7012_", "2_7012_", 1)
WATCHED = select(Contract.id).where(Contract.source_id == ORDER)
TWIN = {
    "source": "ted",
    "source_id": "1-2026",
    "kind": "order",
    "number": "OLD-9",
    "title": "THE SAME ORDER",
    "buyer": "A buyer",
    "buyer_ids": {},
    "supplier": "A supplier",
    "supplier_ids": {},
    "currency": "USD",
    "codes": {},
    "url": "https://ted.example/1",
    "record_hash": "8",
}


def files_of(site: Path) -> dict[str, bytes]:
    """Return the files of a site, without the day on which each page was made."""
    root = site.resolve()
    found = {
        each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()
    }
    return {
        path: re.sub(rb"<footer>.*?</footer>", b"", content, flags=re.DOTALL)
        for path, content in found.items()
    }


async def changed(world: World, tmp_path: Path, name: str) -> set[str]:
    """Publish what changed, and everything elsewhere; return the paths of the files that changed."""
    before = files_of(world.site)
    await world.publish()
    fresh = tmp_path / name
    await world.publisher.publish(fresh)
    kept, written = files_of(world.site), files_of(fresh)
    assert kept.keys() == written.keys()
    assert [path for path in kept if kept[path] != written[path]] == [], name
    return {path for path in kept if kept[path] != before.get(path)}


async def steps(world: World) -> AsyncIterator[tuple[str, str]]:
    """Change one thing after the other; yield what, and the beginning of the path of a page that shows it."""
    source, base = world.watching.source, action("0", "4816782.50", "2025-12-18", None)
    page = f"capgemini/en/contracts/usaspending/{ORDER}.html"

    async def read(*records: Record) -> None:
        source.show(*records, unmatched=(vehicle(),))
        await world.watching.read()
        await all_posted(world.database, world.clock())

    more = order(
        ORDER, base, action("P00001", "1000000.00", "2026-02-10"), action("P00002", "5.00", "2026-02-11")
    )
    await read(more)
    yield "money", page
    yield "the update", "capgemini/en/updates/2026"
    await read(more, order(SECOND, title="A SECOND ORDER"))
    yield "a sibling", page
    second = order(SECOND, base, action("P00001", "77.00", "2026-02-12"), title="A SECOND ORDER")
    await read(more, second)
    yield "money of a sibling", page
    async with world.database.write() as session:
        risen = {"ceiling": Decimal("400000000"), "record_hash": "7"}
        await session.execute(update(Contract).where(Contract.source_id == VEHICLE).values(**risen))
    yield "the vehicle", page
    await ShortNames(world.database, world.clock).set(SERVER, {BUYER.name: "THE SHORT NAME"}, by=None)
    yield "a short name", page
    await sign(world, 4, 8_000)
    yield "a count", "capgemini/en/demands/"
    async with world.database.write() as session:
        await session.execute(update(Server).values(name="Another name"))
    yield "the server's name", page
    async with world.database.write() as session:
        ids = (await session.execute(WATCHED)).scalars().all()
        await session.execute(
            update(WatchedContract)
            .where(WatchedContract.contract_id.in_(ids))
            .values(unmatched_since=world.clock())
        )
    yield "no search finds it", page
    async for what in related(world):
        yield what, page
    async with world.database.write() as session:
        await session.execute(
            update(Contract).where(Contract.source_id == ORDER).values(missing_since=world.clock())
        )
    yield "the source knows it no more", page
    async with world.database.write() as session:
        twin = Contract(**TWIN, first_seen_at=world.clock(), changed_at=world.clock())
        session.add(twin)
        await session.flush()
        both = [{"contract_id": each, "identifier": "ted:1"} for each in (*ids, twin.id)]
        await session.execute(insert(ContractIdentifier), both)
    yield "another source's record", page
    async with world.database.write() as session:
        await session.execute(
            update(Contract).where(Contract.source == "ted").values(title="X", number="NEW-9")
        )
        await session.execute(update(Contract).where(Contract.source == "ted").values(record_hash="9"))
    yield "a change in it", page
    async with world.database.write() as session:
        await session.execute(delete(ContractIdentifier))
    yield "that it is no more", page


async def related(world: World) -> AsyncIterator[str]:
    """Change what the order's story takes from other records; yield what."""
    codes = {"solicitation": {"code": "26-SOL-DCR-01", "description": None}}
    filed = {**codes, "protest-file": {"code": "B-424186.4", "description": None}}
    outcome = {**filed, "protest-outcome": {"code": "Dismissed", "description": None}}
    seen = {"first_seen_at": world.clock(), "changed_at": world.clock()}
    url = "https://www.gao.gov/docket/b-424186.4"
    async with world.database.write() as session:
        await session.execute(
            update(Contract).where(Contract.source_id == ORDER).values(codes=codes, record_hash="6")
        )
        docket = Contract(**{**TWIN, **seen, "source": "page", "source_id": url, "kind": "page", "url": url})
        docket.codes = filed
        session.add(docket)
        await session.flush()
        (watch_id,) = (await session.execute(select(WatchedContract.watch_id).distinct())).scalars()
        session.add(WatchedContract(watch_id=watch_id, contract_id=docket.id, matched=True))
        (id,) = (await session.execute(WATCHED)).scalars()
    yield "a docket"
    async with world.database.write() as session:
        changed = {"codes": outcome, "record_hash": "7"}
        await session.execute(update(Contract).where(Contract.url == url).values(**changed))
    yield "its outcome"
    async with world.database.write() as session:
        linked = [{"contract_id": each, "link": "procedure:1"} for each in (id, docket.id)]
        await session.execute(insert(ContractLink), linked)
    yield "a record of its procedure"
    async with world.database.write() as session:
        later = world.clock() + timedelta(days=1)
        await session.execute(update(Contract).where(Contract.url == url).values(changed_at=later))
    yield "a change in that record"


async def test_after_each_kind_of_change_a_board_is_as_if_all_of_it_were_written(
    world: World, tmp_path: Path, clock: MovableClock, database: Database
) -> None:
    await world.desk.open_demand()
    await sign(world, 12)
    await told(world)
    await world.publish()
    found: set[str] = set()
    last = ""
    async for what, path in steps(world):
        if what != "the update":
            found = await changed(world, tmp_path, f"site {what}")
        assert any(each.startswith(path) for each in found), f"{what}: {sorted(found)}"
        last = what
    assert last == "that it is no more"
    assert await changed(world, tmp_path, "site again") <= {"capgemini/data/board.json"}
