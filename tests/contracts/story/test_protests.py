"""Protests: dockets are told with the contract whose solicitation they name, and descriptions by phrases."""

import csv
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import NO_CURRENCY, Action, Code, Kind, Party, Record, Status
from bot.contracts.story.protests import PHRASES
from bot.contracts.story.views import Protests
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.texts import Texts
from bot.ui.contracts.story import protests_told, story_card, story_lines
from tests.conftest import SHARED_DATA, MovableClock
from tests.support.contracts import ORDER, FakeSource, action, order, vehicle, with_answer
from tests.support.watching import POLL, Watching

pytestmark = pytest.mark.storage

SOLICITATION = "26-SOL-DCR-01"
HISTORY = SHARED_DATA / "usaspending" / "history"


def docket(file: str, outcome: str = "Dismissed", *, filed: str = "2026-01-12", **more: Any) -> Record:
    address = f"https://www.gao.gov/docket/{file.lower()}"
    codes = {
        "protester": "Ballard Green LLC",
        "solicitation": SOLICITATION,
        "protest-file": file,
        "protest-outcome": outcome,
        "protest-filed": filed,
        **more,
    }
    return with_answer(
        Record(
            source="page",
            source_id=address,
            kind=Kind.PAGE,
            number=f"gao.gov/docket/{file.lower()}",
            title=file,
            buyer=Party(name="gao.gov"),
            supplier=Party(name=""),
            currency=NO_CURRENCY,
            status=Status.ACTIVE,
            codes={scheme: Code(value) for scheme, value in codes.items()},
            url=address,
        )
    )


class World(Watching):
    """A watch of Capgemini's order under a framework contract with a solicitation, and one of dockets."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.dockets = FakeSource()
        sources = {"usaspending": self.source, "page": self.dockets}
        self.watches = Watches(database, sources, clock)
        self.watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda low, high: (low + high) / 2)

    async def protests(
        self,
        *dockets: Record,
        actions: tuple[Action, ...] = (),
        server_id: int = 1,
        solicitation: str = SOLICITATION,
    ) -> Any:
        """Read the order and the dockets; return what a server is told of protests."""
        await self.watch(1)
        await self.watches.add(1, "Dockets", "page", {"suppliers": ["GAO"]})
        if server_id != 1:
            await self.watch(server_id)
        stated = vehicle(codes={"solicitation": Code(solicitation)})
        self.source.show(order(ORDER, *actions), unmatched=(stated,))
        self.dockets.show(*dockets)
        await self.watcher.tick()
        view = await self.contracts.show(server_id, await self._id())
        return view.story.protests

    async def _id(self) -> int:
        page = await self.contracts.page(1)
        return next(line.id for line in page.items if line.kind is Kind.ORDER)


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def test_dockets_are_found_by_the_solicitation_of_the_framework_contract(world: World) -> None:
    protests: Protests = await world.protests(
        docket("B-424186.2", filed="2026-02-02", **{"protest-due": "2026-05-13"}),
        docket("B-424186.1"),
        docket("B-999999.1", solicitation="70CDCR26R00000015"),
        docket("B-424186.3", solicitation="25-SOL-1, 26 sol dcr 01", filed="soon"),
    )
    assert [(one.file, one.filed) for one in protests.dockets] == [
        ("B-424186.3", None),
        ("B-424186.1", date(2026, 1, 12)),
        ("B-424186.2", date(2026, 2, 2)),
    ]
    last = protests.dockets[-1]
    assert (last.protester, last.outcome, last.due) == ("Ballard Green LLC", "Dismissed", date(2026, 5, 13))
    assert (last.decided, last.url) == (None, "https://www.gao.gov/docket/b-424186.2")


@pytest.mark.parametrize("unclear", ["N/A", "RFQ 1"])
async def test_a_number_that_several_purchases_may_have_links_no_docket(world: World, unclear: str) -> None:
    assert await world.protests(docket("B-424186.1", solicitation=unclear), solicitation=unclear) is None


async def test_the_words_of_another_site_are_not_told_as_gaos(world: World) -> None:
    real, address = docket("B-424186.1"), "https://example.org/docket/b-424186.2"
    copied = replace(docket("B-424186.2"), source_id=address, url=address)
    article = replace(real, kind=Kind.ARTICLE, source_id="a", codes={}, text=f"About {SOLICITATION}")
    protests: Protests = await world.protests(
        real, copied, replace(article, url="https://example.org/gao.gov/b-424186")
    )
    assert [one.file for one in protests.dockets] == ["B-424186.1"]
    assert protests.articles == ()


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_card_says_the_outcome_in_the_pages_words_and_what_silence_means(
    world: World, language: str
) -> None:
    await world.protests(docket("B-424186.1"))
    t = Texts.load().of(language)
    view = await world.contracts.show(1, await world._id())
    (line,) = story_lines(view.line, view.story, t)
    protester = "[Ballard Green LLC](<https://www.gao.gov/docket/b-424186.1>)"
    said = {
        "en": f"Protested by {protester}: “Dismissed” (closed without a decision)",
        "fr": f"Recours de {protester} : « Dismissed » (clos sans être tranché)",
    }
    assert line.replace("\u00a0", " ").replace("\u202f", " ") == said[language]
    card = str(story_card(view, t).to_components())
    assert "https://www.gao.gov/docket/b-424186.1" in card
    assert t("story-protests-silence") in card


async def test_protests_of_one_company_with_one_outcome_are_told_as_such(world: World) -> None:
    await world.protests(docket("B-424186.1"), docket("B-424186.2", filed="2026-02-02"))
    t = Texts.load().of("en")
    view = await world.contracts.show(1, await world._id())
    (line,) = story_lines(view.line, view.story, t)
    protester = "[Ballard Green LLC](<https://www.gao.gov/docket/b-424186.2>)"
    assert line == f"2 protests by {protester}, each “Dismissed” (closed without a decision)"


async def test_several_outcomes_are_not_told_as_one(world: World) -> None:
    await world.protests(
        docket("B-424186.1"), docket("B-424186.2", "Case Currently Open", filed="2026-02-02")
    )
    t = Texts.load().of("en")
    view = await world.contracts.show(1, await world._id())
    (line,) = story_lines(view.line, view.story, t)
    protester = "[Ballard Green LLC](<https://www.gao.gov/docket/b-424186.2>)"
    assert line == f"2 protests, the last by {protester}: “Case Currently Open”"


async def test_another_server_is_not_told_of_dockets_that_it_does_not_watch(world: World) -> None:
    assert await world.protests(docket("B-424186.1"), server_id=2) is None


async def test_without_a_docket_nothing_is_said(world: World) -> None:
    assert await world.protests() is None


async def test_a_description_is_quoted_and_a_word_alone_is_not_enough(world: World) -> None:
    stay = "STAY OF PERFORMANCE PENDING PROTEST RESOLUTION. ALL OTHER TERMS REMAIN."
    protests = await world.protests(
        docket("B-424186.1"),
        actions=(
            action("0", "10.00", "2025-12-18", None, description="HOTEL STAY FOR PROTESTERS"),
            action("P00001", "0.00", "2026-01-20", description=stay),
        ),
    )
    assert [(one.number, one.words) for one in protests.described] == [("P00001", stay)]
    view = await world.contracts.show(1, await world._id())
    told = protests_told(view.line, view.story, Texts.load().of("en"))
    assert told is not None
    assert told.foot[0] == "“Dismissed” means: closed without deciding who was right."
    assert ["GAO" in told.foot[1], view.line.url in told.foot[2]] == [True, True], "the source of each"


async def test_a_publication_is_told_only_if_it_names_the_solicitation(world: World) -> None:
    article = replace(
        docket("B-1"), source="feed", kind=Kind.ARTICLE, codes={}, status=None, title="Ballard Green LLC"
    )
    named = replace(
        article,
        source_id="named",
        url="https://www.gao.gov/products/b-424186",
        text=f"Protest of a solicitation, No. {SOLICITATION}, is dismissed.",
    )
    other = replace(article, source_id="other", url="https://www.gao.gov/products/b-1", text="Another one.")
    longer = replace(
        other,
        source_id="longer",
        url="https://www.gao.gov/products/b-2",
        text=f"No. {SOLICITATION}1, No. 1{SOLICITATION}",
    )
    protests = await world.protests(named, other, longer)
    assert [one.url for one in protests.articles] == ["https://www.gao.gov/products/b-424186"]
    assert protests.dockets == ()


def test_phrases_find_the_recorded_descriptions_and_no_others() -> None:
    path = HISTORY / "real_ice_skip_tracing_transactions_fy2026.csv"
    if not path.exists():
        pytest.skip("the recorded history is not here")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    said = [text for row in rows if (text := " ".join(row.values())) and PHRASES.search(text)]
    assert len(rows) > 10
    assert all("PROTEST" in text.upper() or "STOP WORK" in text.upper() for text in said)
