"""Search for a company in several sources, and the watches made of it."""

import asyncio
from typing import Any

import pytest

from bot.contracts.model import Kind
from bot.contracts.sources import Supplier, Survey
from bot.contracts.watches.company import Companies
from bot.contracts.watches.preview import Drafts, PreviewResult, pick_key, together
from bot.contracts.watches.service import MAX_SURVEYS_PER_SERVER, MAX_WATCHES, Watches
from bot.errors import UserError
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource

pytestmark = pytest.mark.storage

LABELS = {"usaspending": "USAspending", "ted": "TED"}


class SlowSource(FakeSource):
    """A source that answers once it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()
        self.begun = asyncio.Semaphore(0)  # one for each survey that has begun

    async def survey(self, query: Any) -> Survey:
        self.begun.release()
        await self.let.wait()
        return await super().survey(query)


@pytest.fixture
def sources() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, pick in (("usaspending", "suppliers"), ("ted", None)):
        source = SlowSource()
        source.let.set()
        source.name, source.pick = name, pick
        suppliers = (Supplier("ACME", "ID-1"), Supplier("ACME", "ID-2"))
        source.surveyed = Survey({Kind.ORDER: 2}, suppliers=suppliers)
        found[name] = source
    return found


@pytest.fixture
def watches(database: Database, clock: MovableClock, sources: dict[str, Any]) -> Watches:
    return Watches(database, sources, clock)


@pytest.fixture
def companies(
    database: Database, clock: MovableClock, sources: dict[str, Any], watches: Watches
) -> Companies:
    unasked: Any = None  # the registers
    return Companies(sources, watches, Drafts(database, sources, watches, clock), unasked)


def previews(found: Any) -> list[PreviewResult]:
    return [each.result for each in found if isinstance(each.result, PreviewResult)]


async def test_a_search_takes_the_room_of_one_survey(companies: Companies, sources: dict[str, Any]) -> None:
    for source in sources.values():
        source.let.clear()
    under_way = [
        asyncio.ensure_future(companies.search(1, "ACME", LABELS)) for _ in range(MAX_SURVEYS_PER_SERVER)
    ]
    for source in sources.values():
        for _ in under_way:
            await source.begun.acquire()
    with pytest.raises(UserError, match="refusal-watch-surveys"):
        await companies.search(1, "ACME", LABELS)
    for source in sources.values():
        source.let.set()
    assert [len(previews(found)) for found in await asyncio.gather(*under_way)] == [2, 2]
    assert len(previews(await companies.search(1, "ACME", LABELS))) == 2


async def test_a_refused_tick_leaves_no_survey_behind(companies: Companies, sources: dict[str, Any]) -> None:
    usaspending, _ = previews(await companies.search(1, "ACME", LABELS))
    await sources["usaspending"].begun.acquire()
    sources["usaspending"].let.clear()
    ticking = asyncio.ensure_future(companies.tick(1, {usaspending.id: [], 99999: []}))
    await sources["usaspending"].begun.acquire()
    assert not ticking.done(), "its room is taken until every source has answered"
    sources["usaspending"].let.set()
    with pytest.raises(UserError, match="refusal-draft-gone"):
        await ticking


async def test_the_ticked_become_a_watch_for_each_source(companies: Companies) -> None:
    usaspending, ted = previews(await companies.search(1, "ACME", LABELS))
    ticked = await companies.tick(1, {usaspending.id: [pick_key(usaspending.picks[1])], ted.id: []})
    digest = together(each.digest for each in ticked)
    saved = await companies.save(1, [each.id for each in ticked], digest)
    assert [(watch.name, watch.query) for watch in saved] == [
        ("ACME · USAspending", {"suppliers": ["ID-2"]}),
        ("ACME · TED", {"suppliers": ["ACME"]}),
    ]


async def test_nothing_is_saved_if_one_draft_was_changed(companies: Companies) -> None:
    drafts = previews(await companies.search(1, "ACME", LABELS))
    digest = together(each.digest for each in drafts)
    await companies.tick(1, {drafts[0].id: [pick_key(drafts[0].picks[0])]})
    with pytest.raises(UserError, match="refusal-draft-not-shown"):
        await companies.save(1, [each.id for each in drafts], digest)
    with pytest.raises(UserError, match="refusal-draft-gone"):
        await companies.save(2, [each.id for each in drafts], digest)


async def test_two_searches_for_one_company_save_it_once(companies: Companies, watches: Watches) -> None:
    mine, theirs = [previews(await companies.search(1, "ACME", LABELS)) for _ in range(2)]
    await companies.save(1, [mine[1].id], together([mine[1].digest]))
    with pytest.raises(UserError, match="refusal-watch-name-taken"):
        await companies.save(1, [each.id for each in theirs], together(each.digest for each in theirs))
    assert [watch.name for watch in await watches.list(1)] == ["ACME · TED"]


@pytest.mark.both_engines
async def test_two_who_save_at_once_save_all_or_nothing(companies: Companies, watches: Watches) -> None:
    mine, theirs = [previews(await companies.search(1, "ACME", LABELS)) for _ in range(2)]
    saving = [
        companies.save(1, [each.id for each in drafts], together(each.digest for each in drafts))
        for drafts in (mine, [*reversed(theirs)])
    ]
    results = await asyncio.gather(*saving, return_exceptions=True)
    (refused,) = [result for result in results if isinstance(result, UserError)]
    assert refused.id == "refusal-watch-name-taken"
    assert {watch.name for watch in await watches.list(1)} == {"ACME · USAspending", "ACME · TED"}


async def test_watches_beyond_the_limit_are_refused_together(companies: Companies, watches: Watches) -> None:
    for number in range(MAX_WATCHES - 1):
        await watches.add(1, f"Watch {number}", "ted", {"suppliers": ["ACME"]})
    drafts = previews(await companies.search(1, "ACME", LABELS))
    with pytest.raises(UserError, match="refusal-watch-too-many-watches"):
        await companies.save(1, [each.id for each in drafts], together(each.digest for each in drafts))
    assert len(await watches.list(1)) == MAX_WATCHES - 1


@pytest.mark.parametrize("company", ["", "   ", "…", "💥"])
async def test_a_name_without_a_letter_is_refused(companies: Companies, company: str) -> None:
    with pytest.raises(UserError, match="refusal-company"):
        await companies.search(1, company, LABELS)
