"""The story of a contract, on the recorded purchase of December 2025: its card, its button, and the board."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.board.stamps import stamps_of
from bot.contracts.story.views import NO_STORY
from bot.demo.history import DEFAULT, load_record, usaspending_states
from bot.demo.world import World
from bot.storage.models import ContractEnquiry
from bot.ui.contracts.card import contract_sections
from bot.ui.contracts.story import story_card
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.purchases import HOLDERS, TOGETHER
from tests.support.usaspending import SEARCH
from tests.support.watch_steps import on_day, plain_texts, watching_history

pytestmark = pytest.mark.behaviour

SEED = HOLDERS[0].number
FIRST_PROVED = Decimal("11302888.25")
"""Sum of the orders that the requests of the first day prove, with the contract's own."""


@pytest.fixture(autouse=True)
def others(usaspending: FaultyUsaspending) -> None:
    """Let USAspending have the orders of the other suppliers, too."""
    usaspending.states = usaspending_states({**load_record(DEFAULT), "earlier": []})
    usaspending.show(0)


@pytest.mark.full
@pytest.mark.both_engines
async def test_a_member_sees_who_else_got_a_part_of_the_purchase(world: World, language: str) -> None:
    t, bob = plain_texts(world, language), world.bob
    await watching_history(world)
    card = await world.slash(bob, "contracts show", contract=SEED)
    proved = t("story-purchase-line", proved="least", count=8, amount=t.rounded(FIRST_PROVED, "USD"))
    assert proved in card.text, "the others were not asked for yet"
    world.clock.move(days=1)
    await world.tick()
    card = await world.slash(bob, "contracts show", contract=SEED)
    line = t("story-purchase-line", proved="yes", count=14, amount=t.rounded(TOGETHER, "USD"))
    assert line in card.text
    told = await world.press(bob, card, t("button-story"))
    assert told.private
    assert line in told.text
    assert t("source-read", source="USAspending", date=world.clock().date()) in told.text
    shown = [told.text.find(holder.number) for holder in HOLDERS]
    assert -1 not in shown
    assert shown == sorted(shown), "the largest first"
    for holder in HOLDERS:
        assert holder.name in told.text
        assert t.money(Decimal(holder.amount), "USD") in told.text
    assert told.text.count(f"· {t('story-purchase-this')}") == 1


@pytest.mark.full
async def test_a_chart_shows_the_orders_as_bars(world: World, language: str) -> None:
    t, bob = plain_texts(world, language), world.bob
    await watching_history(world)
    chart = await world.slash(bob, "contracts chart", contract=SEED)
    drawn = await world.press(bob, chart, t("story-purchase-chart"))
    assert drawn.private
    assert list(drawn.files) == ["purchase.png"]
    assert HOLDERS[-1].name in "\n".join(drawn.card.pictures), "in words, too"
    assert t.about(Decimal(HOLDERS[0].amount), "USD") in "\n".join(drawn.card.pictures)
    listed = await world.press(bob, drawn, t("story-purchase"))
    again = await world.press(bob, listed, t("story-purchase-chart"))
    assert again.files == drawn.files


@pytest.mark.full
async def test_more_money_for_another_supplier_is_posted_once_where_organisers_want_it(
    world: World, usaspending: FaultyUsaspending, language: str
) -> None:
    t = plain_texts(world, language)
    await watching_history(world)
    option = {"purchases": True}
    chosen = await world.slash(world.organiser, "organise settings updates", **option)
    assert t("settings-purchases") in chosen.text
    for state in usaspending.states[2:]:
        (bluehawk,) = [award for award in state["awards"] if HOLDERS[2].number in award["id"]]
        bluehawk["obligated"] = "3656327.50"
    for step in (2, 3, 4):
        await on_day(world, usaspending, step)
    posts = [post for post in await world.posts() if t("story-purchase-news") in post.text]
    assert len(posts) == 1
    assert HOLDERS[2].name in posts[0].text
    assert t.money(Decimal(1_000_000), "USD") in posts[0].text
    assert t.money(Decimal("3656327.50"), "USD") in posts[0].text
    opened = await world.press(world.bob, posts[0], t("button-story"))
    assert t.money(Decimal("3656327.50"), "USD") in opened.text


@pytest.mark.full
async def test_the_post_of_a_new_order_says_what_is_known_by_then(
    world: World, usaspending: FaultyUsaspending, language: str
) -> None:
    t = plain_texts(world, language)
    first = usaspending.states[0]
    usaspending.states[0] = {**first, "awards": [one for one in first["awards"] if SEED not in one["id"]]}
    usaspending.show(0)
    await watching_history(world)
    await on_day(world, usaspending, 1)
    (post,) = [post for post in await world.posts() if SEED in post.text and post.buttons]
    proved = t("story-purchase-line", proved="least", count=8, amount=t.rounded(FIRST_PROVED, "USD"))
    assert t("story-purchase-as-of", said=proved, date=date(2026, 2, 24)) in post.text
    assert t("post-until", until=date(2026, 3, 15), kind="order") in post.text, "nothing takes its room"


@pytest.mark.full
async def test_a_page_of_the_board_has_a_section_for_it_and_is_made_anew(world: World) -> None:
    await watching_history(world)
    contracts, server_id, t = world.app.contracts, world.server_id, world.app.texts.of("en")
    names = await contracts.party_names(server_id)
    (line,) = await contracts.numbered(server_id, SEED)

    view, _ = (await contracts.show_many(server_id, [line.id], names, relatives=3))[line.id]
    (section,) = [
        each for each in contract_sections(view, t) if each.startswith(f"**{t('story-purchase')}**")
    ]
    assert section.count("https://www.usaspending.gov/award/CONT_AWD_") == len(HOLDERS)

    async def stamp() -> str:
        async with world.app.database.read() as session:
            stamps, _ = await stamps_of(session, server_id, names)
        return next(each.stamp for each in stamps if each.id == line.id)

    before = await stamp()
    async with world.app.database.write() as session:
        asked = update(ContractEnquiry).where(ContractEnquiry.contract_id == line.id)
        await session.execute(asked.values(asked_at=world.clock() + timedelta(days=30)))
    assert await stamp() != before


@pytest.mark.full
async def test_the_source_is_searched_once_for_it(world: World, usaspending: FaultyUsaspending) -> None:
    await watching_history(world)

    def searches() -> int:
        bodies = [body for path, body in usaspending.requests if path == SEARCH]
        return sum("psc_codes" in body["filters"] for body in bodies)

    assert searches() == 1, "not for orders under a schedule"
    await world.tick()
    assert searches() == 1


@pytest.mark.full
async def test_a_button_for_a_topic_that_is_gone_opens_the_first_there_is(world: World) -> None:
    await watching_history(world)
    (line,) = await world.app.contracts.numbered(world.server_id, SEED)
    view, t = await world.app.contracts.show(world.server_id, line.id), world.app.texts.of("en")
    assert t("story-purchase") in str(story_card(view, t, "protests", 7).to_components())
    nothing = replace(view, story=NO_STORY)
    assert t("story-none") in str(story_card(nothing, t, "purchase", 3).to_components())
