"""Removal of the bot from a server: the data are kept for a while, then deleted, on both engines."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import FactDrafts
from bot.contracts.short_names import ShortNames
from bot.errors import UserError
from bot.servers.removal import KEPT, MIN_UPTIME_DAYS, Removals
from bot.storage import Database
from bot.storage.models import Announcement, Base, Demand, Fact, FactContract, PostStep, Server
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

OTHER = SERVER + 1


@pytest.fixture
def removals(desk: Desk) -> Removals:
    return Removals(desk.database, desk.clock, desk.keys)


async def known_servers(desk: Desk) -> list[int]:
    return [server.id for server in await desk.servers.all()]


async def days_pass(desk: Desk, removals: Removals, days: int) -> int:
    """Run the bot on each of these days; return the number of deleted servers."""
    forgotten = await removals.tick()
    for _ in range(days):
        desk.clock.move(days=1)
        forgotten += await removals.tick()
    return forgotten


async def test_a_server_that_removed_the_bot_is_deleted_after_thirty_days_and_no_sooner(
    desk: Desk, removals: Removals
) -> None:
    demand, kept = await desk.open_demand(), await desk.open_demand(OTHER)
    await desk.sign(demand, 1)
    await desk.sign(kept, 1)
    async with desk.database.write() as session:
        for server_id in (SERVER, OTHER):
            await desk.keys.ensure(session, f"roster-{server_id}")
    await removals.note(SERVER)
    assert await days_pass(desk, removals, 29) == 0
    await removals.note(SERVER)  # a second notice: the time runs from the first
    assert await known_servers(desk) == [SERVER, OTHER]
    desk.clock.move(days=1)
    assert await removals.tick() == 1
    assert await removals.tick() == 0
    assert await known_servers(desk) == [OTHER]
    assert sorted(path.name for path in desk.key_dir.iterdir() if path.suffix) == [
        f"demand-{kept.id}.key", f"demand-{kept.id}.owner", f"demand-{kept.id}.withdrawn",
        f"roster-{OTHER}.key",
    ]  # fmt: skip
    assert await desk.keys.check() == []
    assert len(await desk.states(kept)) == 1


async def test_no_table_holds_anything_of_a_deleted_server(desk: Desk, removals: Removals) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    await desk.demands.close(SERVER, demand.id)
    await ShortNames(desk.database, desk.clock).set(SERVER, {"Acme": "A"}, by=None)
    await FactDrafts(desk.database, desk.clock).write(SERVER, 0, "en", {"title": "A fact"})
    await Glossary(desk.database, desk.clock).add(SERVER, "en", ("Works council", "Elected."), by=1)
    async with desk.database.write() as session:
        now = desk.clock()
        await enqueue(session, desk.database, NewAnnouncement(SERVER, 7, "weekly", "server:1", "a"), now)
        posted = (await session.execute(select(func.max(Announcement.id)))).scalar_one()
        session.add(PostStep(announcement_id=posted, step="publish", next_attempt_at=now))
        stated = {"state": "stated", "texts": {}, "sources": [], "checked_on": now.date()}
        fact = Fact(server_id=SERVER, slug="order", position=1, **stated)
        session.add(fact)
        await session.flush()
        session.add(FactContract(fact_id=fact.id, number="70CDCR26FR0000024"))
    await removals.note(SERVER)
    await days_pass(desk, removals, KEPT.days)
    async with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            count = (await session.execute(select(func.count()).select_from(table))).scalar_one()
            assert count == 0 or table.name == "notes", table.name


async def test_the_name_of_a_deleted_servers_board_is_never_anothers(desk: Desk, removals: Removals) -> None:
    for server_id in (SERVER, OTHER):
        await desk.servers.ensure(server_id, name="Syndicat")
    await desk.servers.update(SERVER, board="syndicat")
    await desk.servers.update(SERVER, board=None)
    await removals.note(SERVER)
    await days_pass(desk, removals, KEPT.days)
    assert await known_servers(desk) == [OTHER]
    with pytest.raises(UserError, match="refusal-board-taken"):
        await desk.servers.board_name(OTHER, "syndicat")
    with pytest.raises(UserError, match="refusal-board-taken"):  # a forged press
        await desk.servers.update(OTHER, board="syndicat")
    assert await desk.servers.board_name(OTHER) == "syndicat-2"
    async with desk.database.read() as session:
        notes = (await session.execute(text("SELECT name, value FROM notes"))).all()
    assert not [note for note in notes if "syndicat" in repr(note)], "the name itself is not kept"
    await desk.servers.update(OTHER, board="syndicat-2")


async def test_a_consent_shared_with_another_server_is_kept(desk: Desk, removals: Removals) -> None:
    await desk.open_demand()
    other = await desk.open_demand(OTHER)
    await removals.note(SERVER)
    await days_pass(desk, removals, KEPT.days)
    async with desk.database.read() as session:
        hashes = (await session.execute(text("SELECT hash FROM consents"))).scalars().all()
    assert hashes == [other.consent_hash]


async def test_inviting_the_bot_back_keeps_everything(desk: Desk, removals: Removals) -> None:
    await desk.open_demand()
    await removals.note(SERVER)
    await days_pass(desk, removals, 29)
    await removals.welcome(SERVER)
    assert await days_pass(desk, removals, 35) == 0
    await removals.note(SERVER)
    assert await days_pass(desk, removals, 29) == 0, "the time runs anew"
    assert await known_servers(desk) == [SERVER]


async def test_a_clock_that_jumps_deletes_no_server_early(desk: Desk, removals: Removals) -> None:
    demand = await desk.open_demand()
    await removals.note(SERVER)
    assert await removals.tick() == 0
    desk.clock.move(days=3650)
    assert await removals.tick() == 0
    desk.clock.move(days=-3650)
    assert await days_pass(desk, removals, 29) == 0, "and back, it is a day as any other"
    desk.clock.move(days=3650)
    await desk.servers.ensure(OTHER, name="there")
    await removals.note(OTHER)  # by the clock that runs ahead
    desk.clock.move(days=-3650)
    assert await days_pass(desk, removals, 23) == 1
    assert await known_servers(desk) == [OTHER]
    assert await desk.keys.reference(demand.id, 1) is None
    assert await days_pass(desk, removals, 7) == 1, "thirty days after it was first looked at by this clock"


async def test_no_server_is_deleted_for_days_on_which_the_bot_is_off(desk: Desk, removals: Removals) -> None:
    await desk.open_demand()
    await removals.note(SERVER)
    await removals.tick()
    desk.clock.move(days=60)
    assert await days_pass(desk, removals, MIN_UPTIME_DAYS - 2) == 0
    assert await days_pass(desk, removals, 1) == 1


async def test_removals_and_invitations_during_downtime_are_noticed_at_the_start(
    desk: Desk, removals: Removals
) -> None:
    for server_id, name in ((1, "there"), (2, "gone"), (3, "back"), (4, "")):
        await desk.servers.ensure(server_id, name=name)
    await removals.note(3)
    await removals.compare({1, 3})
    async with desk.database.read() as session:
        removed = (await session.scalars(select(Server.id).where(Server.removed_at.is_not(None)))).all()
    assert removed == [2], "number 4 was imported, and the bot has never been there"


async def test_a_legal_hold_keeps_the_server_and_is_logged_once_a_day(
    desk: Desk, removals: Removals, caplog: pytest.LogCaptureFixture
) -> None:
    demand = await desk.open_demand()
    async with desk.database.write() as session:
        until = desk.clock() + 2 * KEPT
        await session.execute(update(Demand).values(legal_hold=True, hold_until=until))
    await removals.note(SERVER)
    await days_pass(desk, removals, KEPT.days - 1)
    desk.clock.move(days=1)
    caplog.set_level(logging.WARNING)
    caplog.clear()
    for _ in range(3):
        assert await removals.tick() == 0
        desk.clock.move(hours=1)
    assert ["legal hold" in record.message for record in caplog.records] == [True]
    desk.clock.move(days=1)
    await removals.tick()
    assert len(caplog.records) == 2
    assert await desk.keys.reference(demand.id, 1) is not None
    assert not await desk.removals.delete(SERVER, removed_before=desk.clock())
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(legal_hold=False))
    assert await removals.tick() == 1


async def test_a_server_that_returns_meanwhile_is_not_deleted(desk: Desk, removals: Removals) -> None:
    await desk.open_demand()
    await removals.note(SERVER)
    cutoff = desk.clock()
    await removals.welcome(SERVER)
    assert not await desk.removals.delete(SERVER, removed_before=cutoff)
    assert await known_servers(desk) == [SERVER]


async def test_the_watches_of_a_server_without_the_bot_are_not_read(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    watching = Watching(database, clock)
    await watching.watch()
    desk = await open_desk(database, clock, tmp_path / "keys")
    removals = Removals(database, clock, desk.keys)
    await removals.note(1)
    assert await watching.watcher.tick() == 0
    await removals.welcome(1)
    assert await watching.watcher.tick() == 1


async def test_deleting_a_server_leaves_nothing_of_it_and_its_ids_unused(desk: Desk) -> None:
    demand = await desk.open_demand()
    kept = await desk.open_demand(SERVER + 1)
    last = await desk.open_demand()
    await desk.sign(demand, 1)
    await desk.sign(kept, 1)
    await desk.publish()
    async with desk.database.write() as session:
        announcement = NewAnnouncement(SERVER, 71, "contract", "contract:1", "a")
        await enqueue(session, desk.database, announcement, desk.clock())
    await desk.removals.delete(SERVER)
    assert [settings.id for settings in await desk.servers.all()] == [SERVER + 1]
    assert {path.stem for path in desk.key_dir.iterdir() if path.suffix} == {f"demand-{kept.id}"}
    counts = {}
    async with desk.database.read() as session:
        for name in ("demands", "signatures", "publications", "key_fingerprints", "announcements"):
            table = Base.metadata.tables[name]
            counts[name] = (await session.execute(select(func.count()).select_from(table))).scalar_one()
    assert counts == {
        "demands": 1, "signatures": 1, "publications": 1, "key_fingerprints": 1, "announcements": 0,
    }  # fmt: skip
    assert await desk.keys.check() == []
    with pytest.raises(UserError):
        await desk.sign(demand, 1)
    assert (await desk.open_demand()).id > last.id
