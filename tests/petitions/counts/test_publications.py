"""Publication of counts in batches, on both engines."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from bot.keystore.keyring import Keys
from bot.petitions.counts import publications
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.ledger import faults_of, ledgers
from bot.petitions.counts.publications import PublicationRequest, Publications
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Demand, Signature, Unit
from tests.conftest import MovableClock
from tests.support.database_files import postgres_files
from tests.support.petition_desk import (
    EAGER,
    PRIVACY,
    SERVER,
    TEXTS,
    Desk,
    open_desk,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
RULE = PublicationRule()  # the defaults of a server


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys", rule=RULE)


@pytest.fixture
async def demand(desk: Desk) -> DemandView:
    return await desk.open_demand()


async def sign_all(desk: Desk, demand: DemandView, members: range) -> None:
    await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in members))


@pytest.mark.both_engines
async def test_ten_changes_are_published_once_a_day_has_passed(desk: Desk, demand: DemandView) -> None:
    await sign_all(desk, demand, range(10))
    desk.clock.move(hours=23, minutes=59)
    assert await desk.publications.tick() == 0
    desk.clock.move(minutes=1)
    assert await desk.publications.tick() == 1
    assert await desk.publications.tick() == 0
    (publication,) = await desk.publications.history(demand.id)
    assert (publication.number, publication.count) == (1, 10)
    assert (publication.reason, publication.verified_by) == ("batch", "server")
    assert publication.published_at == desk.clock()


async def test_nine_changes_wait_a_week_and_two_wait_longer(desk: Desk, demand: DemandView) -> None:
    await sign_all(desk, demand, range(9))
    desk.clock.move(days=6, hours=23)
    assert await desk.publications.tick() == 0
    desk.clock.move(hours=1)
    assert await desk.publications.tick() == 1
    await sign_all(desk, demand, range(9, 11))
    desk.clock.move(days=300)
    assert await desk.publications.tick() == 0
    await sign_all(desk, demand, range(11, 12))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    assert [(p.count, p.reason) for p in await desk.publications.history(demand.id)] == [
        (9, "late"),
        (12, "late"),
    ]


@pytest.mark.rest_in_full
async def test_a_count_does_not_reveal_when_its_last_signature_was_given(
    desk: Desk, demand: DemandView
) -> None:
    await sign_all(desk, demand, range(9))
    desk.clock.move(days=2, minutes=1)
    assert await desk.publications.tick() == 0, "nine changes"
    await sign_all(desk, demand, range(9, 10))
    for _ in range(23):
        desk.clock.move(hours=1)
        assert await desk.publications.tick() == 0, "it would be known to the hour"
    desk.clock.move(hours=1)
    assert await desk.publications.tick() == 1, "at the hour that every look has"
    await sign_all(desk, demand, range(10, 20))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1, "turns begin anew with each publication"


async def test_withdrawals_wait_for_the_next_count_and_belong_to_its_batch(
    desk: Desk, demand: DemandView
) -> None:
    await sign_all(desk, demand, range(20))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    for number in range(4):
        await desk.withdraw(demand, MEMBER + number)
    await sign_all(desk, demand, range(20, 29))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 0, "nine who signed, some of whom may be those who withdrew"
    assert (await desk.demands.get(SERVER, demand.id)).publication == (
        await desk.publications.history(demand.id)
    )[0]
    await sign_all(desk, demand, range(29, 30))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    last = (await desk.publications.history(demand.id))[-1]
    assert last.count == 26
    assert set((await desk.states(demand)).values()) == {"published"}
    assert len(await desk.states(demand)) == 26


@pytest.mark.both_engines
async def test_closing_publishes_what_is_pending(desk: Desk, demand: DemandView) -> None:
    await sign_all(desk, demand, range(3))
    closed = await desk.demands.close(SERVER, demand.id)
    assert closed.state == "closed"
    assert closed.publication is not None
    assert (closed.publication.count, closed.publication.reason) == (3, "closing")


async def test_two_changes_are_not_published_at_closing_but_three_are(desk: Desk, demand: DemandView) -> None:
    await sign_all(desk, demand, range(10))
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign_all(desk, demand, range(10, 12))
    closed = await desk.demands.close(SERVER, demand.id)
    assert closed.publication is not None
    assert closed.publication.count == 10
    assert sorted((await desk.states(demand)).values()) == ["pending"] * 2 + ["published"] * 10
    desk.clock.move(days=300)
    assert await desk.publications.tick() == 0
    for member in range(3):
        assert await desk.publications.tick() == 0
        await desk.withdraw(demand, MEMBER + member)
        desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    last = (await desk.publications.history(demand.id))[-1]
    assert (last.count, last.reason) == (9, "late")


async def test_publications_are_chained_by_hashes_that_anybody_can_recompute(
    desk: Desk, demand: DemandView
) -> None:
    for first in (0, 10, 20):
        await sign_all(desk, demand, range(first, first + 10))
        await desk.withdraw(demand, MEMBER + first)
        desk.clock.move(days=7)
        assert await desk.publications.tick() == 1
    await desk.demands.close(SERVER, demand.id)
    async with desk.database.read() as session:
        entries = (await ledgers(session, demand_id=demand.id))[demand.id]
    assert faults_of(entries) == []
    assert entries[-1].count == 27
    assert entries[0].previous_hash is None
    assert {entry.text_hash for entry in entries} == {demand.text_hash}


async def test_a_demand_closes_on_its_last_day_with_a_count(desk: Desk) -> None:
    await desk.open_demand()
    ends = desk.clock() + timedelta(days=2)
    draft = await desk.demands.create(SERVER, TEXTS, closes_at=ends)
    demand = await desk.demands.open(SERVER, draft.id)
    await sign_all(desk, demand, range(3))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 0
    desk.clock.move(days=2)
    assert await desk.publications.tick() == 1
    assert await desk.publications.tick() == 0
    closed = await desk.demands.get(SERVER, demand.id)
    assert (closed.state, closed.closed_at) == ("closed", ends)
    assert closed.publication is not None
    assert (closed.publication.count, closed.publication.published_at) == (3, desk.clock())


async def test_a_clock_known_to_be_wrong_closes_no_demand(desk: Desk) -> None:
    ends = desk.clock() + timedelta(days=2)
    draft = await desk.demands.create(SERVER, TEXTS, closes_at=ends)
    await desk.servers.update(SERVER, privacy=PRIVACY)
    demand = await desk.demands.open(SERVER, draft.id)
    right = False
    publications = Publications(desk.database, desk.clock, desk.keys, RULE, clock_is_right=lambda: right)
    desk.clock.move(days=900)
    assert await publications.tick() == 0
    assert (await desk.demands.get(SERVER, demand.id)).state == "open"
    right = True
    assert await publications.tick() == 1
    assert (await desk.demands.get(SERVER, demand.id)).state == "closed"


@pytest.mark.both_engines
async def test_the_order_of_rows_on_disk_does_not_reveal_that_of_signing(
    desk: Desk, demand: DemandView
) -> None:
    other = await desk.open_demand()
    members = [MEMBER + number for number in range(25)]
    random.Random(3).shuffle(members)
    for number, member in enumerate(members):  # one after the other, each in its own transaction
        await desk.sign(demand, member)
        if number % 3 == 0:
            await desk.sign(other, member)
    desk.clock.move(days=7)
    assert await desk.publications.tick() == 2
    await desk.assert_disk_keeps_no_order(demand)
    await desk.withdraw(demand, members[5])
    await desk.sign(demand, members[5])
    for member in members[10:13]:
        await desk.withdraw(demand, member)
    for number in range(7):
        await desk.sign(demand, MEMBER + 100 + number)
    desk.clock.move(days=7)
    assert await desk.publications.tick() == 1
    await desk.assert_disk_keeps_no_order(demand)


async def test_a_failing_publication_does_not_stop_the_others(
    desk: Desk, demand: DemandView, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = await desk.open_demand()
    for each in (demand, other):
        await sign_all(desk, each, range(10))
    desk.clock.move(days=1)
    publish = publications.publish

    async def failing(session, database, keys, row, request):  # type: ignore[no-untyped-def]
        await publish(session, database, keys, row, request)
        if row.id == demand.id:
            raise RuntimeError("broken")

    with monkeypatch.context() as patched:
        patched.setattr(publications, "publish", failing)
        assert await desk.publications.tick() == 1
    assert "could not be published" in caplog.text
    assert await desk.publications.history(demand.id) == []
    assert set((await desk.states(demand)).values()) == {"pending"}
    assert await desk.publications.tick() == 1
    assert len(await desk.publications.history(demand.id)) == 1


async def add_sites(desk: Desk) -> int:
    """Add two sites, one of which will be shown; return its id."""
    async with desk.database.write() as session:
        sites = [
            Unit(server_id=SERVER, slug=slug, names={"en": slug}, size=900, least_size=900, state="confirmed")
            for slug in ("paris", "lyon")
        ]
        session.add_all(sites)
        await session.flush()
        return sites[0].id


async def test_a_row_that_cannot_be_opened_is_in_the_total_and_in_no_site(
    desk: Desk, demand: DemandView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)
    site = await add_sites(desk)
    for number in range(50):
        await desk.sign(demand, MEMBER + number, unit_id=site if number < 30 else None)
    damaged = [await desk.keys.reference(demand.id, MEMBER + number) for number in range(4)]
    async with desk.database.write() as session:
        harm = update(Signature).where(Signature.reference.in_(damaged))
        await session.execute(harm.values(sealed=Signature.reference))
    await desk.publish()
    [published] = await desk.publications.history(demand.id)
    assert published.count == 50
    assert [cell["count"] for cell in published.breakdown or ()] == [26]
    async with desk.database.read() as session:
        [drift] = await drifts(session, desk.keys)
    assert (drift.kind, str(drift.sentence)[:27]) == ("sealed", "4 signatures do not open wi")


async def test_without_the_key_the_total_is_published_without_a_breakdown(
    desk: Desk, demand: DemandView, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)
    site = await add_sites(desk)
    for number in range(50):
        await desk.sign(demand, MEMBER + number, unit_id=site if number < 30 else None)
    (desk.key_dir / f"demand-{demand.id}.key").rename(desk.key_dir / "elsewhere")
    keys = Keys(desk.key_dir, desk.database, desk.clock)
    desk.publications = Publications(desk.database, desk.clock, keys, RULE)
    await desk.publish()
    [published] = await desk.publications.history(demand.id)
    assert (published.count, published.breakdown) == (50, None)
    assert "counted without being decrypted" in caplog.text


@pytest.mark.rest_in_full
async def test_a_clock_that_ran_ahead_does_not_stop_publishing(desk: Desk, demand: DemandView) -> None:
    await sign_all(desk, demand, range(10))
    desk.clock.move(days=300)
    assert await desk.publications.tick() == 1
    desk.clock.move(days=-300)
    later = await desk.open_demand()
    await sign_all(desk, demand, range(10, 20))
    assert await desk.publications.tick() == 0, "its turn is a day from now"
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    await sign_all(desk, demand, range(20, 30))
    assert await desk.publications.tick() == 0, "from now on a day is a day again"
    desk.clock.move(days=-100)  # before either demand was opened
    await sign_all(desk, later, range(10))
    assert await desk.publications.tick() == 0
    desk.clock.move(days=1)  # also by this clock
    assert await desk.publications.tick() == 2
    assert [(p.count, p.reason) for p in await desk.publications.history(demand.id)] == [
        (10, "batch"),
        (20, "batch"),
        (30, "batch"),
    ]


@pytest.mark.rest_in_full
@pytest.mark.parametrize("published", [True, False])
async def test_few_pending_changes_wait_no_longer_than_a_week_after_a_clock_that_ran_ahead(
    desk: Desk, published: bool
) -> None:
    """The clock ran ten years ahead when the demand opened, and in one case when a count was published."""
    desk.clock.move(days=3650)
    demand = await desk.open_demand()
    if published:
        await sign_all(desk, demand, range(10))
        desk.clock.move(days=1)
        assert await desk.publications.tick() == 1
    desk.clock.move(days=-3660)
    await sign_all(desk, demand, range(10, 13))
    for day in range(7):
        assert await desk.publications.tick() == 0, day
        desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    assert [p.reason for p in await desk.publications.history(demand.id)][-1] == "late"


async def all_rewritten(desk: Desk) -> bool:
    """True if every published row was rewritten since."""
    async with desk.database.read() as session:
        behind = text("SELECT count(*) FROM demands WHERE rested < batch - 1")
        rows = text("SELECT count(*) FROM signatures WHERE state <> 'leaving' AND batch > 0")
        counts = [(await session.execute(query)).scalar_one() for query in (behind, rows)]
        return counts == [0, 0]


@pytest.mark.both_engines
async def test_no_signature_is_lost_between_a_publication_and_the_rewriting_of_its_rows(
    desk: Desk, demand: DemandView
) -> None:
    """An organiser closes a demand, and its rows are rewritten at the next tick."""
    await sign_all(desk, demand, range(10))
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    await sign_all(desk, demand, range(10, 20))
    async with desk.database.write() as session:
        row = await session.get_one(Demand, demand.id, with_for_update=True)
        request = PublicationRequest(now=desk.clock(), reason="batch")
        await publications.publish(session, desk.database, desk.keys, row, request)
    assert not await all_rewritten(desk)
    assert set((await desk.states(demand)).values()) == {"published"}
    await desk.withdraw(demand, MEMBER + 12)
    assert (await desk.state_of(demand, MEMBER + 12), await desk.leaving(demand)) == (None, 1)
    await desk.sign(demand, MEMBER + 12)
    await desk.sign(demand, MEMBER + 20)
    await desk.sign(demand, MEMBER + 21)
    async with desk.database.write() as session:
        await session.execute(text("UPDATE demands SET version = 2"))
    for member in (3, 13, 20):  # rewritten, just published, pending
        await desk.sign(demand, MEMBER + member, version=2)
    states = ["published", "published", "pending", "pending"]
    assert [await desk.state_of(demand, MEMBER + member) for member in (3, 13, 12, 20)] == states

    assert await desk.publications.tick() == 0
    assert [await desk.state_of(demand, MEMBER + member) for member in (3, 13, 12, 20)] == states
    desk.clock.move(days=7)
    assert await desk.publications.tick() == 1
    last = (await desk.publications.history(demand.id))[-1]
    assert last.count == 22
    assert await all_rewritten(desk)
    async with desk.database.read() as session:
        assert not await drifts(session, desk.keys)
    await desk.assert_disk_keeps_no_order(demand)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.both_engines
async def test_rows_are_rewritten_in_parts_and_a_failed_part_at_the_next_tick(
    desk: Desk, demand: DemandView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publications, "_BATCH_SIZE", 60)
    members = list(range(200))
    random.Random(7).shuffle(members)
    for member in members[:150]:  # one transaction each, in random order
        await desk.sign(demand, MEMBER + member)
    desk.clock.move(days=1)
    end, parts = publications._end, 0

    async def failing(*given: Any) -> bytes:
        nonlocal parts
        parts += 1
        if parts == 3:
            raise OSError("the disk is full")
        return await end(*given)

    monkeypatch.setattr(publications, "_end", failing)
    assert await desk.publications.tick() == 1, "what was published stays so"
    assert not await all_rewritten(desk)
    for member in members[150:]:
        await desk.sign(demand, MEMBER + member)
    monkeypatch.setattr(publications, "_end", end)
    assert await desk.publications.tick() == 0
    assert sorted((await desk.states(demand)).values()) == ["pending"] * 50 + ["published"] * 150
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    assert await all_rewritten(desk)
    assert [p.count for p in await desk.publications.history(demand.id)] == [150, 200]
    async with desk.database.read() as session:
        rows = await session.execute(text("SELECT reference, xmin::text FROM signatures ORDER BY ctid"))
        stored = [tuple(row) for row in rows]
    assert stored == sorted(stored, key=lambda row: row[0])
    assert len({writer for _, writer in stored}) <= 4 + 4, "each part of each batch is of one transaction"


def files_of(desk: Desk) -> bytes:
    """Return SQLite's files."""
    path = Path(str(desk.database.url.database))
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


@pytest.mark.both_engines
async def test_a_signature_withdrawn_at_once_is_off_the_disk_within_an_hour(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(sqlite_database, clock, tmp_path / "keys", rule=RULE)
    demand = await desk.open_demand()
    await desk.publications.tick()
    await desk.sign(demand, MEMBER)
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    await desk.withdraw(demand, MEMBER)
    clock.move(minutes=59)
    assert await desk.publications.tick() == 0
    assert reference in files_of(desk), "not sooner, or the log's size would tell"
    clock.move(minutes=1)
    assert await desk.publications.tick() == 0
    assert reference not in files_of(desk)


@pytest.mark.both_engines
async def test_content_that_a_reader_kept_on_disk_is_cleared_at_the_next_tick(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(sqlite_database, clock, tmp_path / "keys", rule=EAGER)
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    await desk.withdraw(demand, MEMBER)
    async with sqlite_database.read() as reader:
        await reader.execute(text("SELECT count(*) FROM contracts"))
        assert await desk.publish() == 1
    assert reference in files_of(desk)
    assert await desk.publications.tick() == 0
    assert reference not in files_of(desk)


@pytest.mark.full
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("published", [True, False])
@pytest.mark.both_engines
async def test_the_postgresql_files_keep_neither_a_withdrawn_reference_nor_the_order(
    database: Database, clock: MovableClock, tmp_path: Path, published: bool
) -> None:
    """All files except its own write-ahead log, including the samples of ANALYZE."""
    desk = await open_desk(database, clock, tmp_path / "keys", rule=EAGER if published else RULE)
    demand = await desk.open_demand()
    await desk.publications.tick()

    async def files() -> bytes:
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("ANALYZE signatures"))
        return b"".join((await postgres_files(database)).values())

    members = [MEMBER + number for number in range(12)]
    references = []
    for member in members:
        await desk.sign(demand, member)
        reference = await desk.keys.reference(demand.id, member)
        assert reference is not None
        references.append(reference)
    if published:
        await desk.publish()
    await desk.withdraw(demand, members[3])
    assert references[3] in await files()
    if published:
        await desk.publish()
    else:
        clock.move(hours=1)
        assert await desk.publications.tick() == 0
    content = await files()
    assert references[3] not in content
    assert all(content.count(one) == 2 for one in references if one != references[3]), "row and index"
    if published:
        await desk.assert_disk_keeps_no_order(demand)


@pytest.mark.rest_in_full
@pytest.mark.both_engines
async def test_signing_during_publications_loses_no_signature(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(database, clock, tmp_path / "keys", rule=EAGER)
    demand = await desk.open_demand()

    async def members(start: int) -> None:
        for number in range(start, start + 15):
            await desk.sign(demand, MEMBER + number)

    async def publishing() -> None:
        for _ in range(15):
            await desk.publish()

    await asyncio.gather(publishing(), *(members(start) for start in range(0, 120, 15)))
    await desk.publish()
    history = await desk.publications.history(demand.id)
    assert history[-1].count == 120
