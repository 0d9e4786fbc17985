"""The state of the boards: another one whenever a board would be, and the same while it would be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, inspect, select, text, update

from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.board.state import board_state
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import FactInput, Facts
from bot.campaign.facts.views import FactSource
from bot.contracts.short_names import ShortNames
from bot.petitions.demands.consent import PRIVACY_FIELDS, Privacy
from bot.storage import Database
from bot.storage.models import (
    Base,
    Contract,
    Demand,
    Fact,
    GlossaryEntry,
    Server,
    ShortName,
    WatchedContract,
)
from bot.texts import Texts
from tests.board.rich_board import rich_board
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, action, order, vehicle
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

UNSHOWN = {
    # A publication tells it, or another column before it; with another slug, the board stays as it was.
    "demands": {
        *("account_days", "delivered_count", "roster_size", "server_days", "slug", "stamp", "state"),
        *("verified_by", "version"),
    },
    "servers": {*PRIVACY_FIELDS},  # on the signing page
    "facts": {"position"},  # one fact has no order
}
"""Columns that are in the state although no page of the test's board has them."""


@dataclass
class Shown:
    """A small board, and what makes it."""

    database: Database
    clock: MovableClock
    desk: Desk
    publisher: Publisher
    site: Path

    async def state(self) -> str:
        return await board_state(self.database, self.clock())

    async def content(self) -> Mapping[str, bytes]:
        """Publish; return every file of the board."""
        await self.publisher.publish(self.site)
        root = self.site.resolve()
        return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}


async def small_board(database: Database, clock: MovableClock, folder: Path) -> Shown:
    texts, watching = Texts.load(), Watching(database, clock)
    desk = await open_desk(database, clock, folder / "keys")
    await desk.servers.ensure(SERVER, name="CGT", language="en")
    await desk.servers.update(SERVER, board="cgt")
    facts, glossary = Facts(database, clock), Glossary(database, clock)
    reader = BoardReader(database, texts, watching.contracts, facts, glossary)
    publisher = Publisher(database, clock, texts, desk.keys, reader)
    return Shown(database, clock, desk, publisher, folder / "site")


@pytest.fixture
async def shown(database: Database, clock: MovableClock, tmp_path: Path) -> Shown:
    return await small_board(database, clock, tmp_path)


async def _everything(shown: Shown) -> None:
    """Put something of everything that organisers write on the board."""
    database, clock, desk = shown.database, shown.clock, shown.desk
    demand = await desk.open_demand()
    for member in range(12):
        await desk.sign(demand, 5_000 + member)
    await desk.publish()
    typed = FactInput(
        language="en",
        title="A fact",
        body="What is known.",
        state="confirmed",
        sources=(FactSource(title="Letter", publisher="CGT", date="2026-01-05"),),
        checked_on=clock().date(),
    )
    await Facts(database, clock).add(SERVER, typed, by=1)
    await Glossary(database, clock).add(SERVER, "en", ("Order", "The agency buys."), by=1)
    watching = Watching(database, clock)
    await watching.watch(SERVER)
    watching.source.show(order(), unmatched=(vehicle(),))
    await watching.read()
    await ShortNames(database, clock).set(SERVER, {order().supplier.name: "Cap"}, by=1)


def _other(value: Any, column: Any) -> Any:
    """Return another value for a column."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, dict) and value:
        key = next(iter(value))
        return {**value, key: _other(value[key], column)}
    if isinstance(value, list) and value:
        return [_other(value[0], column), *value[1:]]
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime | date):
        return value + timedelta(days=40)
    if isinstance(value, bytes):
        return bytes(reversed(value))
    now = datetime(2026, 2, 13, 15, tzinfo=UTC)
    new: Mapping[Any, Any] = {str: "en", int: 7, datetime: now, date: now.date(), bool: True, bytes: b"x"}
    return new.get(getattr(column.type, "impl", column.type).python_type, {"en": {}})


EARLIER = {"en": {"title": "Before", "body": "What was known."}}
CHOICES: dict[tuple[str, str], Any] = {
    ("demands", "state"): "open",
    ("demands", "verified_by"): "role",
    ("demands", "answer"): "refused",
    ("demands", "time_zone"): "Asia/Tokyo",
    ("facts", "state"): "disputed",
    ("facts", "earlier"): [{"until": "2026-01-01T00:00:00+00:00", "state": "stated", "texts": EARLIER}],
    ("servers", "language"): "fr",
    ("servers", "time_zone"): "Asia/Tokyo",
}
KEYS = {"id", "server_id"}


@pytest.mark.full
@pytest.mark.parametrize(
    "table", [Server, Demand, Fact, GlossaryEntry, ShortName], ids=lambda t: t.__tablename__
)
async def test_every_column_that_changes_a_board_changes_the_state_and_no_other_does(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path, table: type[Base]
) -> None:
    shown = await small_board(sqlite_database, clock, tmp_path)
    await _everything(shown)
    name = table.__tablename__
    if table is Demand:  # a later life, so that every column has something to show
        values = {"delivered_to": "CSE", "delivered_count": 9, "answer": "partly", "answer_text": "A list."}
        day = date(2026, 2, 12)
        await _set(
            shown, table, {**values, "delivery_note": "By hand", "delivered_on": day, "answered_on": day}
        )
        await _set(shown, table, {"state": "closed", "closed_at": shown.clock(), "goal": 500})
    before, state = await shown.content(), await shown.state()
    missed, needless = [], []
    for column in inspect(table).columns:
        if column.name in KEYS:
            continue
        async with shown.database.read() as session:
            old = (await session.execute(select(column))).scalars().first()
        new = CHOICES.get((name, column.name)) or _other(old, column)
        assert new != old, column
        await _set(shown, table, {column.name: new})
        differs, noticed = await shown.content() != before, await shown.state() != state
        await _set(shown, table, {column.name: old})
        assert await shown.state() == state
        missed += [column.name] if differs and not noticed else []
        needless += [column.name] if noticed and not differs else []
    assert missed == []
    assert set(needless) <= UNSHOWN.get(name, set())


async def _set(shown: Shown, table: type[Base], values: Mapping[str, Any]) -> None:
    async with shown.database.write() as session:
        await session.execute(update(table).values(**values))


async def test_each_act_of_organisers_that_a_board_shows_changes_the_state(shown: Shown) -> None:
    database, clock, desk = shown.database, shown.clock, shown.desk
    seen = {await shown.state()}

    async def must_differ(what: str) -> None:
        state = await shown.state()
        assert state not in seen, what
        seen.add(state)

    await _everything(shown)
    await must_differ("everything")
    facts, glossary = Facts(database, clock), Glossary(database, clock)
    (fact,) = (await facts.page(SERVER, limit=9)).items
    (word,) = await glossary.list(SERVER)
    clock.move(hours=1)
    await facts.retire(SERVER, fact.id, by=1)
    await must_differ("a fact is retired")
    await glossary.edit(SERVER, word.id, "fr", ("Commande", "L’organisme achète."), by=1)
    await must_differ("a word has another language")
    await glossary.remove(SERVER, word.id, by=1)
    await must_differ("a word is removed")
    (demand,) = await desk.demands.list(SERVER)
    for member in range(20, 30):
        await desk.sign(demand, member)
    await desk.publish()
    await must_differ("a count is published")
    await desk.demands.close(SERVER, demand.id)
    await must_differ("a demand is closed")
    privacy = Privacy()
    for field in PRIVACY_FIELDS:
        privacy = replace(privacy, **{field: "Somebody else"})
        await desk.servers.update(SERVER, privacy=privacy)
        await must_differ(f"the signing page names another {field}")
    await desk.servers.update(SERVER, board=None)
    await must_differ("a board is switched off")
    await desk.servers.update(SERVER, board="cgt")
    await desk.removals.note(SERVER)
    assert await shown.state() in seen, "without the bot, as without a board"


@pytest.mark.full
async def test_a_site_that_was_published_piece_by_piece_is_the_same_as_one_published_at_once(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    shown = await small_board(sqlite_database, clock, tmp_path)
    await _everything(shown)
    await shown.content()
    database, desk = shown.database, shown.desk
    (fact,) = (await Facts(database, clock).page(SERVER, limit=9)).items
    (demand,) = await desk.demands.list(SERVER)

    async def at_once(number: int) -> Mapping[str, bytes]:
        return await Shown(database, clock, desk, shown.publisher, tmp_path / f"at-once-{number}").content()

    async def unmatched() -> None:
        async with database.write() as session:
            await session.execute(update(WatchedContract).values(unmatched_since=clock()))

    acts = (
        lambda: ShortNames(database, clock).set(SERVER, {order().supplier.name: "CGTS"}, by=1),
        unmatched,
        lambda: Facts(database, clock).retire(SERVER, fact.id, by=1),
        lambda: desk.demands.close(SERVER, demand.id),
        lambda: desk.servers.update(SERVER, language="fr"),
    )
    for number, act in enumerate(acts):
        await act()
        piece_by_piece, whole = await shown.content(), await at_once(number)
        assert {path for path in whole if piece_by_piece.get(path) != whole[path]} == set(), number
        assert piece_by_piece.keys() == whole.keys()


@pytest.mark.full
async def test_a_fact_and_its_contract_name_each_other_and_show_that_it_changed(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    shown = await small_board(sqlite_database, clock, tmp_path)
    await _everything(shown)
    await shown.content()
    facts, watching = Facts(shown.database, clock), Watching(shown.database, clock)
    (fact,) = (await facts.page(SERVER)).items
    async with shown.database.read() as session:
        contract_id = await session.scalar(select(Contract.id).where(Contract.source_id == ORDER))
    text = {"language": "en", "title": "A fact", "body": "It is known.", "state": "confirmed"}
    naming = {"checked_on": clock().date(), "sources": None, "contracts": (contract_id,)}
    await facts.edit(SERVER, fact.id, FactInput(**text, **naming), by=1)  # type: ignore[arg-type]
    fact_page, named = "cgt/en/facts/a-fact.html", order().number
    board = await shown.content()
    (contract_page,) = [
        path for path in board if path.startswith("cgt/en/contracts/") and b"A fact" in board[path]
    ]
    assert named.encode() in board[fact_page]
    assert contract_page.removeprefix("cgt/en/").encode() in board[fact_page]

    base = action("0", "4816782.50", "2025-12-18", None)
    watching.source.show(order(ORDER, base, action("P00001", "100.00", "2026-02-10")), unmatched=(vehicle(),))
    await watching.read()
    changed_on = clock().date()
    mark = Texts.load().of("en")("fact-changed", date=changed_on).encode()
    board, marked = await shown.content(), await shown.state()
    for page in (fact_page, contract_page, "cgt/en/facts/index.html"):
        assert mark in board[page], page
    (told,) = json.loads(board["cgt/data/board.json"])["facts"]
    assert (told["contracts"], told["contract_changed_on"]) == ([named], changed_on.isoformat())
    seen = await facts.show(SERVER, fact.id)
    await facts.check(SERVER, fact.id, by=1, marks=seen.marks)
    assert await shown.state() != marked
    board = await shown.content()
    assert not [page for page in board if mark in board[page]]


async def test_news_of_contracts_changes_the_state(shown: Shown) -> None:
    watching = Watching(shown.database, shown.clock)
    await watching.watch(SERVER)
    states = [await shown.state()]
    base = action("0", "4816782.50", "2025-12-18", None)
    for records in (
        (order(),),
        (order(ORDER, base, action("P00001", "1000000.00", "2026-02-10")),),
        (order(ORDER, base, action("P00001", "1000001.00", "2026-02-10")),),  # a correction
        (),  # the search does not find it any more
    ):
        watching.source.show(*records, unmatched=(vehicle(),))
        await watching.read()
        states.append(await shown.state())
    day = shown.clock().date()
    assert shown.clock.now.date() == day
    assert len(set(states)) == len(states)
    await watching.read()
    await watching.read()
    same = await shown.state()
    await watching.read()
    assert await shown.state() == same or shown.clock().date() != day


async def test_a_signing_key_that_is_replaced_changes_the_state(shown: Shown) -> None:
    """Pages name the old one until the board is published again."""
    keys = shown.desk.keys
    await keys.ensured("signing")
    before = await board_state(shown.database, shown.clock())
    async with shown.database.write() as session:
        await keys.renew(session, "signing")
    assert await board_state(shown.database, shown.clock()) != before


async def test_signatures_drafts_and_settings_leave_the_state_as_it_is(shown: Shown) -> None:
    await _everything(shown)
    (demand,) = await shown.desk.demands.list(SERVER)
    before = await shown.state()
    for member in range(40, 60):
        await shown.desk.sign(demand, member)
    await shown.desk.withdraw(demand, 41)
    await shown.desk.withdraw(demand, 5_001)
    await shown.desk.demands.create(SERVER, {"en": {"title": "Draft", "body": "Nothing yet."}})
    await shown.desk.servers.update(SERVER, channel_id=77, min_account_days=3)
    other = SERVER + 1
    await shown.desk.servers.ensure(other, name="Another", language="fr")
    await Glossary(shown.database, shown.clock).add(other, "fr", ("Mot", "Un sens."), by=1)
    assert await shown.state() == before
    shown.clock.move(days=1)
    assert await shown.state() != before, "a page tells its day"


@pytest.mark.full
async def test_with_many_contracts_the_state_takes_few_queries_and_reads_no_contract(
    sqlite_database: Database, tmp_path: Path
) -> None:
    made = await rich_board(sqlite_database, tmp_path)
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    engines = [sqlite_database.engine.sync_engine, sqlite_database._brief.sync_engine]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    await board_state(sqlite_database, made.clock())
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    queries = [(statement, given) for statement, given in said if statement.startswith("SELECT")]
    assert len(queries) == 19
    async with sqlite_database.engine.connect() as connection:
        for statement, given in queries:
            planned = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            steps = [row[3] for row in planned]
            for step in steps:
                assert (
                    not step.startswith(("SCAN contracts", "SCAN changes", "SCAN announcements"))
                    or "COVERING INDEX" in step
                ), step
            assert not any("SCAN publications" in step for step in steps), steps
        assert (await connection.execute(text("SELECT count(*) FROM contracts"))).scalar_one() > 10
