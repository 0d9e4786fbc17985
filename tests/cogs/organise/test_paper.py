"""Paper signatures in Discord: one organiser enters them, another confirms, members see them on their own
line.
"""

from collections.abc import AsyncIterator

import pytest
import simcord

from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from tests.support.demand_steps import TEXTS, open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour

SCAN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture
async def world(language: str, usaspending: UsaspendingStandIn) -> AsyncIterator[World]:
    async with World(language=language, usaspending_url=usaspending.url) as world:
        yield world


@pytest.fixture
def second(world: World) -> simcord.MemberActor:
    """A second organiser."""
    return world.join("dominique", world.organisers)


async def test_two_organisers_add_paper_signatures_beside_the_count(
    world: World, language: str, second: simcord.MemberActor
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    entered = await world.slash(
        world.organiser,
        "organise paper enter",
        demand=str(demand.id),
        count=84,
        label="Lyon *1* to 12",
        scan=SCAN.upper(),
    )
    assert entered.private
    assert t("paper-entered") in sent_text(entered)
    assert SCAN in sent_text(entered)
    assert "Lyon \\*1\\* to 12" in sent_text(entered)
    line = t("demand-paper", count=84)
    assert line not in sent_text(await world.slash(world.alice, "demands show", demand=str(demand.id)))

    (choice,) = await world.suggestions(second, "organise paper confirm", "sheets", "lyon")
    assert choice[0] == f"Lyon *1* to 12 · 84 · {TEXTS[language]['title']}"
    title = TEXTS[language]["title"].upper()
    assert await world.suggestions(second, "organise paper confirm", "sheets", title) == [choice]
    asked = await world.slash(world.organiser, "organise paper confirm", sheets=choice[1])
    refused = await world.press(world.organiser, asked, "paper-confirm")
    assert t("refusal-paper-own") in sent_text(refused)
    asked = await world.slash(second, "organise paper confirm", sheets="lyon")
    assert t("paper-confirming") in sent_text(asked)
    confirmed = await world.press(second, asked, "paper-confirm")
    assert t("paper-confirmed") in sent_text(confirmed)
    shown = sent_text(await world.slash(world.alice, "demands show", demand=str(demand.id)))
    assert line in shown
    assert t("demand-uncounted") in shown, "the published count is another number"

    withdrawn = await world.slash(second, "organise paper withdraw", sheets=choice[1], note="Counted twice")
    assert "Counted twice" in sent_text(withdrawn)
    assert line not in sent_text(await world.slash(world.alice, "demands show", demand=str(demand.id)))
    listed = await world.slash(second, "organise paper list")
    assert SCAN in sent_text(listed)
    assert "Counted twice" in sent_text(listed)
    assert t("paper-apart") in sent_text(listed)


async def test_a_mistyped_hash_is_refused_with_the_command_that_computes_it(
    world: World, language: str
) -> None:
    demand = await open_demand(world)
    refused = await world.slash(
        world.organiser, "organise paper enter", demand=str(demand.id), count=3, label="Lyon", scan="scan.pdf"
    )
    assert sent_text(refused) == texts_of(world, language)("refusal-paper-hash")
    assert "sha256sum" in sent_text(refused)
    listed = await world.slash(world.organiser, "organise paper list")
    assert texts_of(world, language)("paper-none") in sent_text(listed)


async def test_a_delivered_demand_is_suggested_for_paper_and_for_corrections(world: World) -> None:
    demand = await open_demand(world)
    await world.app.demands.close(world.server_id, demand.id)
    await world.app.lifecycle.deliver(world.server_id, demand.id, to="The board")
    for command in ("paper enter", "invalidate propose", "invalidate figures"):
        suggested = await world.suggestions(world.organiser, f"organise {command}", "demand")
        assert [value for _, value in suggested] == [str(demand.id)], command


async def test_a_long_list_of_sheets_has_pages(world: World) -> None:
    demand = await open_demand(world)
    for number in range(8):
        await world.app.paper.enter(
            world.server_id,
            demand.id,
            label=f"Sheets {number}",
            count=5,
            scan_sha256=f"{number:064x}",
            by=world.organiser.id,
        )
    first = await world.slash(world.organiser, "organise paper list")
    assert "Sheets 7" in sent_text(first)
    second = await world.press(world.organiser, first, "papers:6")
    assert "Sheets 0" in sent_text(second)
    assert "Sheets 7" not in sent_text(second)
