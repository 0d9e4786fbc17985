"""The example source of ``docs/adding-a-source.md``, from the wire to announcements."""

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import ChangeKind, Kind
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import News
from bot.contracts.sources import QueryError, Source
from bot.contracts.watches.service import Watches, WatchInfo
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    ContractSnapshot,
    Server,
    Snapshot,
)
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http
from tests.support.watching import POLL

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
MODULE = "bot.contracts.sources.city"
LIST = "/contracts.json"
QUERY = {"suppliers": ["Example Services"]}


def blocks(language: str) -> list[str]:
    """Return the blocks of the document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)


SOURCE, ITS_TEST = blocks("python")
(ROWS,) = (json.loads(block) for block in blocks("json"))


def row(number: str, **other: Any) -> dict[str, Any]:
    return {**ROWS[0], "id": number, **other}


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The example module."""
    module = ModuleType(MODULE)
    monkeypatch.setitem(sys.modules, MODULE, module)
    exec(compile(SOURCE, f"{MODULE} in docs/adding-a-source.md", "exec"), module.__dict__)
    return module


class World:
    """A city, and a Discord server that watches it."""

    def __init__(self, database: Database, clock: MovableClock, source: Source, site: Site) -> None:
        self._database = database
        self._clock = clock
        self.site = site
        sources = {source.name: source}
        self.source = source
        self.contracts = Contracts(database)
        self._watches = Watches(database, sources, clock)
        self._watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda *_: 1.0)

    async def begin(self, *rows: dict[str, Any]) -> None:
        """Watch the city with these contracts."""
        async with self._database.write() as session:
            session.add(Server(id=1, channel_id=10, created_at=self._clock()))
        await self._watches.add(1, "The city", self.source.name, QUERY)
        await self.read(*rows, hours=0)

    async def read(self, *rows: dict[str, Any], hours: float = 6.5) -> None:
        """Run the next read, some hours later, of the city with these contracts, or the same as before."""
        if rows:
            self.site.shows(LIST, json.dumps(rows), "application/json")
        self._clock.move(hours=hours)
        assert await self._watcher.tick() == 1

    async def watch(self) -> WatchInfo:
        (watch,) = await self._watches.list(1)
        return watch

    async def announced(self) -> list[Announcement]:
        async with self._database.read() as session:
            return list((await session.execute(select(Announcement).order_by(Announcement.id))).scalars())

    async def news(self) -> list[News]:
        found = []
        for row in await self.announced():
            if row.kind == "contract":
                news = await self.contracts.news(int(row.subject.partition(":")[2]), row.occasion)
                assert news is not None
                found.append(news)
        return found

    async def posts(self) -> list[tuple[str, list[str]]]:
        return [
            (news.contract.number, [change.kind.value for change in news.changes])
            for news in await self.news()
        ]

    async def kept(self) -> int:
        async with self._database.read() as session:
            return len((await session.execute(select(Snapshot.sha256))).all())


@pytest.fixture
async def world(sqlite_database: Database, clock: MovableClock, city: Any) -> AsyncIterator[World]:
    async with Site.running() as site, source_http(clock) as http:
        yield World(sqlite_database, clock, city.City(http, site.url), site)


def test_the_example_is_short() -> None:
    assert len(SOURCE.splitlines()) <= 120


@pytest.mark.parametrize("path", ["bot/contracts/sources/city.py", "tests/contracts/sources/test_city.py"])
def test_the_example_passes_the_linter_and_formatter(path: str) -> None:
    text = SOURCE if path.startswith("bot") else ITS_TEST
    for command in (
        ["check", "--extend-ignore", "I001"],
        ["format", "--diff"],
    ):  # the imported module does not exist
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", path, "-"],
            input=text.encode(),
            cwd=ROOT,
            capture_output=True,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


async def test_the_tests_of_the_example_pass(city: Any, clock: MovableClock) -> None:
    shown_test: dict[str, Any] = {}
    exec(compile(ITS_TEST, "the test in docs/adding-a-source.md", "exec"), shown_test)
    tests = [value for name, value in shown_test.items() if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        await test(clock=clock)


async def test_the_first_read_is_one_digest_and_an_unchanged_one_reads_nothing(
    world: World,
) -> None:
    await world.begin(row("1"), row("2"), row("3", supplier="Somebody else"))
    assert [(one.kind, one.subject) for one in await world.announced()] == [("baseline", "watch:1")]
    kept, asked = await world.kept(), len(world.site.asked)

    await world.read()
    assert "If-None-Match" in world.site.asked[-1].headers
    assert len(world.site.asked) == asked + 1
    watch = await world.watch()
    assert (watch.last_matched, watch.fault, watch.last_complete_at) == (2, None, watch.last_read_at)
    assert len(await world.announced()) == 1
    assert await world.kept() == kept


async def test_a_change_and_a_new_contract_are_announced_once(world: World) -> None:
    await world.begin(row("1", end="2026-12-31"), row("2"))
    await world.read(row("1", amount=1500, end="2027-06-30"), row("2"), row("4"))
    await world.read()
    await world.read(hours=24)
    assert sorted(await world.posts()) == [
        ("1", ["corrected"]),  # a total that nothing explains: once a later read shows it, too
        ("1", ["extended"]),
        ("4", ["new-contract"]),
    ]
    (corrected,) = [
        change
        for news in await world.news()
        for change in news.changes
        if change.kind is ChangeKind.CORRECTED
    ]
    assert (corrected.old, corrected.new) == (Decimal("1200.50"), Decimal("1500.00"))
    assert corrected.currency == "EUR"


async def test_a_broken_record_is_skipped_reported_and_read_again(world: World) -> None:
    await world.begin(row("1"))
    await world.read(row("1", amount=2000), row("5", signed="the first of May"))
    assert await world.posts() == []
    watch = await world.watch()
    assert (watch.fault, watch.failures) == ("partly", 1)
    await world.read(row("1", amount=2000), row("5"))
    assert sorted(await world.posts()) == [("1", ["corrected"]), ("5", ["new-contract"])]
    assert ((await world.watch()).fault, (await world.watch()).failures) == (None, 0)


async def test_a_total_that_one_read_shows_otherwise_is_not_told(world: World) -> None:
    await world.begin(row("1"))
    await world.read(row("1", amount=1000))
    await world.read(row("1"))
    await world.read(hours=24)
    assert await world.posts() == []


async def test_a_broken_record_that_does_not_match_is_no_fault(world: World) -> None:
    await world.begin(row("1"), row("2", supplier="Somebody else", amount="a lot"))
    assert (await world.watch()).fault is None


async def test_a_missing_contract_is_withdrawn_only_after_a_week(world: World) -> None:
    await world.begin(row("1"), row("2"))
    await world.read(row("1"), hours=24)
    for _ in range(6):
        await world.read(hours=24)
    assert await world.posts() == []
    await world.read(hours=24)
    assert await world.posts() == [("2", ["withdrawn"])]


async def test_a_contract_missing_from_the_list_but_known_by_its_id_is_not_withdrawn(world: World) -> None:
    await world.begin(row("1"), row("2"))
    world.site.shows("/contracts/2.json", json.dumps(row("2", supplier="Sold Ltd")), "application/json")
    await world.read(row("1"), hours=24)
    for _ in range(9):
        await world.read(hours=24)
    shown = [change.kind.value for news in (await world.contracts.latest(1)).items for change in news.changes]
    assert "no-longer-matches" in shown
    assert "withdrawn" not in shown


async def test_a_failing_city_changes_nothing(world: World) -> None:
    await world.begin(row("1"))
    world.site.halves(LIST, json.dumps([row("1")] * 50))
    await world.read()
    world.site.shows(LIST, '{"error": "maintenance"}', "application/json")
    await world.read()
    world.site.fails(LIST, 404)
    await world.read(hours=24)
    assert await world.posts() == []
    assert (await world.watch()).failures == 3


async def test_the_contact_person_is_not_stored(world: World, sqlite_database: Database) -> None:
    await world.begin(row("1"))
    async with sqlite_database.read() as session:
        links = (await session.execute(select(ContractSnapshot))).scalars().all()
    assert links
    for link in links:
        answer = await world.contracts.snapshot(1, link.contract_id, link.sha256)
        assert b"Ada Person" not in answer.content


async def test_a_survey_previews_a_query(world: World) -> None:
    rows = [row("1"), row("1"), row("2", supplier="Example Services Nord"), row("3", supplier="Else")]
    world.site.shows(LIST, json.dumps(rows), "application/json")
    await world.source.probe()
    survey = await world.source.survey(world.source.canonical(QUERY))
    assert survey.counts == {Kind.CONTRACT: 2}
    assert survey.newest is not None
    assert [supplier.name for supplier in survey.suppliers] == [
        "Example Services Nord",
        "Example Services SA",
    ]
    for query, reason in (
        ({}, "nothing-to-find"),
        ({"suppliers": ["ab"]}, "too-short"),
        ({"x": 1}, "unknown-key"),
    ):
        with pytest.raises(QueryError) as caught:
            world.source.canonical(query)
        assert caught.value.reason == reason


async def test_the_example_has_a_name_and_a_label_for_every_field(world: World) -> None:
    (block,) = blocks("ftl")
    entries = FluentParser().parse(block).body
    messages = {entry.id.name: entry for entry in entries if isinstance(entry, fluent.Message)}
    assert len(messages) == len(entries)
    fields = {f"source-field-{world.source.name}-{field.key}" for field in world.source.fields}
    own = {f"source-name-{world.source.name}", f"source-complete-{world.source.name}"}
    assert messages.keys() == own | fields
    assert all([one.id.name for one in messages[field].attributes] == ["placeholder"] for field in fields)
