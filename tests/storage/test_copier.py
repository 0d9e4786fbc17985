"""Copies of rows from one database to another, of either engine."""

import base64
from collections import defaultdict
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage import Database
from bot.storage.copier import DatabaseRows, Row, Shape, Tally, copy, set_last_ids, tallied
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Announcement,
    Contract,
    Signature,
    Snapshot,
)
from tests.support.rows_of_all_kinds import NOW, fill

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


@pytest.fixture(params=["sqlite", "postgres"])
def other_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{request.getfixturevalue('tmp_path') / 'other.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


async def tallies(database: Database) -> dict[str, Tally]:
    """Return the tally of each table."""
    found = defaultdict[str, Tally](Tally)
    async with database.read() as session:
        source = await DatabaseRows.open(session)
        async for _ in tallied(source.rows(), found, lambda _: None):
            pass
    assert {name: found[name].rows for name in source.inventory.rows} == source.inventory.rows
    return found


async def batches(session: AsyncSession, name: str) -> tuple[Shape, list[list[Row]]]:
    """Return a table and its rows."""
    source = await DatabaseRows.open(session)
    [shape] = [one for one in source.inventory.tables if one.name == name]
    return shape, [batch async for batch in source.batches(shape)]


@pytest.mark.rest_in_full
async def test_rows_are_the_same_in_another_database_of_either_engine(
    database: Database, other_url: str
) -> None:
    await fill(database)
    other = await Database.connect(other_url)
    await upgrade(other)
    steps: dict[str, list[int]] = {"written": [], "compared": []}
    async with database.read() as ours, other.write() as theirs:
        source, target = await DatabaseRows.open(ours), await DatabaseRows.open(theirs)
        await copy(source, target, {}, written=steps["written"].append, compared=steps["compared"].append)
        last = source.inventory.last_ids
        await set_last_ids(theirs, last, ahead=100)
    assert {what: sum(counts) for what, counts in steps.items()} == dict.fromkeys(
        steps, source.inventory.total
    )
    assert await tallies(other) == await tallies(database)
    async with other.write() as session:
        contract = (await session.execute(select(Contract))).scalar_one()
        assert (contract.buyer_ids["a"], contract.ceiling) == (["é", None, 1.5, True], None)
        assert list((await session.execute(text("SELECT id FROM contracts"))).scalars()) == [41]
        new = Announcement(
            server_id=2**62,
            channel_id=7,
            kind="weekly",
            subject="server:1",
            occasion="weekly",
            created_at=contract.changed_at,
            next_attempt_at=contract.changed_at,
        )
        session.add(new)
        await session.flush()
        assert new.id == last["announcements"] + 101 > 102, "an id that was given is not given again"
    await other.close()


async def test_rows_are_in_the_order_of_their_keys(database: Database) -> None:
    await fill(database)
    async with database.read() as session:
        shape, found = await batches(session, "signatures")
        references = list((await session.scalars(select(Signature.reference))).all())
    place = shape.names.index("reference")
    given = [base64.b64decode(row[place]) for batch in found for row in batch]
    assert len(found) > 1
    assert given == sorted(references)


CHANGES: dict[str, Callable[[list[list[object]]], object]] = {
    "a row less": lambda rows: rows.pop(),
    "another value": lambda rows: rows[0].__setitem__(2, 2),
    "a row twice": lambda rows: rows.append(rows[0]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_digest_depends_on_the_rows_and_not_on_their_order(
    sqlite_database: Database, change: Callable[[list[list[object]]], object]
) -> None:
    await fill(sqlite_database)
    async with sqlite_database.read() as session:
        _, found = await batches(session, "signatures")
    rows = [row for batch in found for row in batch]

    def digest() -> int:
        tally = Tally()
        tally.add(rows)
        return tally.digest

    before = digest()
    rows.reverse()
    assert digest() == before
    change(rows)
    assert digest() != before


async def test_a_batch_of_large_rows_is_small(sqlite_database: Database) -> None:
    async with sqlite_database.write() as session:
        for number in range(20):
            content = bytes(400_000)
            session.add(
                Snapshot(sha256=f"{number}", source="", url="", query="", fetched_at=NOW, content=content)
            )
    async with sqlite_database.read() as session:
        _, found = await batches(session, "snapshots")
    assert sum(map(len, found)) == 20
    assert max(map(len, found)) <= 2
