"""Preview of a draft: its results, and the choice of suppliers in a menu."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import discord
import pytest

from bot.contracts.model import Kind
from bot.contracts.sources import Match, Supplier, Survey
from bot.contracts.watches.preview import Drafts, pick_key
from bot.contracts.watches.service import Watches
from bot.demo.messages import as_read
from bot.errors import UserError
from bot.storage import Database
from bot.texts import Texts
from bot.ui.watches.cards import draft_card
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource

pytestmark = pytest.mark.storage

LONG = "DE-" + "9" * 150  # longer than the value of a menu option may be


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def drafts(database: Database, clock: MovableClock, source: FakeSource) -> Drafts:
    sources: dict[str, Any] = {"usaspending": source}
    return Drafts(database, sources, Watches(database, sources, clock), clock)


async def drafted(drafts: Drafts, suppliers: str = "ACME") -> int:
    return (await drafts.write(1, "usaspending", "ICE", {"suppliers": suppliers})).id


async def test_a_draft_without_results_can_be_saved(drafts: Drafts, source: FakeSource) -> None:
    source.surveyed = Survey({Kind.ORDER: 0}, newest=None)
    draft_id = await drafted(drafts)
    found = await drafts.survey(1, draft_id)
    assert (found.survey.total, found.picks) == (0, ())
    assert (await drafts.save(1, draft_id, found.digest)).query == {"suppliers": ["ACME"]}


async def test_names_are_one_a_line_and_keep_their_commas(drafts: Drafts, source: FakeSource) -> None:
    source.surveyed = Survey({Kind.ORDER: 1}, newest=None)
    names = "Bureau of Alcohol, Tobacco, Firearms and Explosives\r\n\nA, B; C"
    found = await drafts.survey(1, await drafted(drafts, names))
    assert sorted(found.query["suppliers"]) == [
        "A, B",
        "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        "C",
    ]


def key(id_: str) -> str:
    """Return the value of a supplier's menu option, which does not depend on the name."""
    return pick_key(Supplier("", id_))


async def test_suppliers_are_chosen_by_identifier(drafts: Drafts, source: FakeSource) -> None:
    suppliers = (
        Supplier("ACME", "ID-1"),
        Supplier("NOBODY"),
        Supplier("ACME", LONG),
        Supplier("ACME", "ID-3"),
    )
    source.surveyed = Survey({Kind.ORDER: 9}, newest=None, suppliers=suppliers)
    draft_id = await drafted(drafts)
    assert [pick.id for pick in (await drafts.survey(1, draft_id)).picks] == ["ID-1", LONG, "ID-3"]
    chosen = await drafts.pick(1, draft_id, [key("ID-3"), key(LONG)])
    assert chosen.picked == {LONG, "ID-3"}
    assert chosen.query == {"suppliers": sorted([LONG, "ID-3"])}
    assert (await drafts.pick(1, draft_id, [])).query == {"suppliers": ["ACME"]}
    with pytest.raises(UserError, match="refusal-draft-gone"):
        await drafts.pick(2, draft_id, [key("ID-1")])


async def test_a_menu_of_an_outdated_draft_never_picks_another_supplier(
    drafts: Drafts, source: FakeSource
) -> None:
    source.surveyed = Survey({Kind.ORDER: 9}, suppliers=(Supplier("A", "ID-1"), Supplier("B", "ID-2")))
    draft_id = await drafted(drafts)
    await drafts.survey(1, draft_id)
    await drafts.write(1, "usaspending", "ICE", {"suppliers": "OTHER"}, draft_id=draft_id)
    with pytest.raises(UserError, match="refusal-draft-changed"):
        await drafts.pick(1, draft_id, [key("ID-1")])
    source.surveyed = Survey({Kind.ORDER: 9}, suppliers=(Supplier("C", "ID-3"), Supplier("B", "ID-2")))
    await drafts.survey(1, draft_id)
    picked = await drafts.pick(1, draft_id, [key("ID-2")])
    assert picked.picked == {"ID-2"}, "it is there still"
    for stale in ("ID-1", "0"):
        with pytest.raises(UserError, match="refusal-draft-changed"):
            await drafts.pick(1, draft_id, [key("ID-3"), key(stale) if stale != "0" else stale])
    saved = await drafts.save(1, draft_id, picked.digest)
    assert saved.query == {"suppliers": ["ID-2"]}, "nothing was chosen by those"


async def test_only_the_shown_draft_is_saved(drafts: Drafts, source: FakeSource) -> None:
    source.surveyed = Survey({Kind.ORDER: 9}, suppliers=(Supplier("A", "ID-1"), Supplier("B", "ID-2")))
    draft_id = await drafted(drafts)
    old = [await drafts.survey(1, draft_id), await drafts.pick(1, draft_id, [key("ID-1")])]
    await drafts.write(1, "usaspending", "ICE and CBP", {"suppliers": "ACME"}, draft_id=draft_id)
    new = await drafts.survey(1, draft_id)
    for shown in (*(each.digest for each in old), ""):
        with pytest.raises(UserError, match="refusal-draft-not-shown"):
            await drafts.save(1, draft_id, shown)
    assert (await drafts.survey(1, draft_id)).digest == new.digest, "shown again it is the same"
    assert (await drafts.save(1, draft_id, new.digest)).name == "ICE and CBP"


async def test_a_draft_is_kept_for_a_day(drafts: Drafts, clock: MovableClock) -> None:
    old = await drafted(drafts)
    clock.move(hours=23)
    young = await drafted(drafts, "OTHER")
    assert (await drafts.get(1, old)).entries == {"suppliers": "ACME"}
    clock.move(hours=2)
    await drafts.tick()
    assert (await drafts.get(1, young)).entries == {"suppliers": "OTHER"}
    with pytest.raises(UserError, match="refusal-draft-gone"):
        await drafts.get(1, old)


async def test_the_draft_of_another_server_is_neither_read_nor_overwritten(drafts: Drafts) -> None:
    theirs = await drafted(drafts)
    mine = await drafts.write(2, "usaspending", "CBP", {"suppliers": "OTHER"}, draft_id=theirs)
    assert mine.id != theirs
    assert (await drafts.get(1, theirs)).name == "ICE"
    shown = (await drafts.survey(1, theirs)).digest
    for refused in (drafts.get(2, theirs), drafts.survey(2, theirs), drafts.save(2, theirs, shown)):
        with pytest.raises(UserError, match="refusal-draft-gone"):
            await refused


async def test_a_survey_of_a_draft_edited_meanwhile_is_refused(
    database: Database, clock: MovableClock
) -> None:
    class Meanwhile(FakeSource):
        edited: str | None = None

        async def survey(self, query: Mapping[str, Any]) -> Survey:
            if self.edited is not None:
                typed, self.edited = self.edited, None
                await drafts.write(1, "usaspending", "ICE", {"suppliers": typed}, draft_id=draft_id)
                await drafts.survey(1, draft_id)
            return await super().survey(query)

    source = Meanwhile()
    sources: dict[str, Any] = {"usaspending": source}
    drafts = Drafts(database, sources, Watches(database, sources, clock), clock)
    draft_id = await drafted(drafts, "FIRST")
    source.edited = "SECOND"
    with pytest.raises(UserError, match="refusal-draft-changed"):
        await drafts.survey(1, draft_id)
    second = (await drafts.survey(1, draft_id)).digest
    assert (await drafts.save(1, draft_id, second)).query == {"suppliers": ["SECOND"]}


async def test_the_menu_accepts_any_identifier_up_to_the_limit_of_a_query(
    drafts: Drafts, source: FakeSource
) -> None:
    suppliers = tuple(Supplier("ACME", f"{LONG}{number}") for number in range(30))
    source.surveyed = Survey({Kind.ORDER: 9}, newest=None, suppliers=suppliers)
    draft_id = await drafted(drafts)
    await drafts.survey(1, draft_id)
    third = key(f"{LONG}3")
    card = draft_card(await drafts.pick(1, draft_id, [third]), Texts.load().of("en"))
    (menu,) = [item for item in card.walk_children() if isinstance(item, discord.ui.Select)]
    assert [option.value for option in menu.options] == [key(f"{LONG}{number}") for number in range(25)]
    assert [option.value for option in menu.options if option.default] == [third]
    assert menu.max_values == 20


async def test_a_preview_shows_matches_and_what_tells_suppliers_apart(
    drafts: Drafts, source: FakeSource
) -> None:
    amount = Decimal("1500000.00")
    suppliers = (
        Supplier("ACME", "ID-1", "HOLDING", contracts=2, amount=amount, currency="USD"),
        Supplier("ACME", "ID-2", contracts=1),
    )
    match = Match("A-1", date(2026, 2, 1), "Agency", "ACME", amount, "USD")
    source.surveyed = Survey({Kind.ORDER: 3}, suppliers=suppliers, matches=(match,))
    t = Texts.load().of("en")
    draft_id = await drafted(drafts)
    await drafts.survey(1, draft_id)
    card = draft_card(await drafts.pick(1, draft_id, []), t)  # with the suppliers as they are stored
    texts = [part.content for part in card.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    shown = as_read("\n".join(texts))
    assert f"- Agency → ACME · $1,500,000.00 · A-1 · {t.day(date(2026, 2, 1))}" in shown
    (menu,) = [item for item in card.walk_children() if isinstance(item, discord.ui.Select)]
    described = [option.description or "" for option in menu.options]
    assert "ID-1" in described[0]
    assert "HOLDING" in described[0]
    assert "$1,500,000.00" in described[0]
    assert "$" not in described[1]
