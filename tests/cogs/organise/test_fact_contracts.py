"""Facts that name contracts: chosen in a form, marked when one of them changes, and checked by organisers."""

from typing import Any

import pytest

from bot.demo.messages import MessageView
from bot.demo.world import Reply, World
from tests.support.contracts import ORDER, FakeSource, action, order
from tests.support.demand_steps import sent_text, texts_of
from tests.support.setup_steps import options_of
from tests.support.watch_steps import watching

pytestmark = pytest.mark.behaviour

NUMBER = "70CDCR26FR0000024"
BASE = action("0", "4816782.50", "2025-12-18", None)
MONEY = action("P00013", "2686283.99", "2026-02-14")
MORE = action("P00014", "100.00", "2026-02-15")


def filled(world: World, **entries: Any) -> dict[str, Any]:
    return {
        "title": "The December order",
        "body": "It commits $4,816,782.50.",
        "state": ["confirmed"],
        "sources": "Award record\nUSAspending",
        "checked": world.clock().date().isoformat(),
        **entries,
    }


async def write(world: World, contract: str = NUMBER) -> Reply:
    form = await world.slash(world.organiser, "organise fact add", language="en", contract=contract)
    return await world.submit(world.organiser, form, filled(world))


async def reads(world: World, source: FakeSource, *actions: Any) -> None:
    """Let the bot read the order with these actions, post what it finds, and ask the organisers."""
    source.show(order(ORDER, BASE, *actions))
    world.clock.move(hours=7)
    await world.tick()
    await world.tick()


async def questions(world: World, language: str) -> list[MessageView]:
    title = texts_of(world, language)("fact-changed-title")
    return [post for post in await world.posts() if title in post.text]


async def mark(world: World, language: str) -> str:
    """Return the mark of the only fact, in the reader's language."""
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert fact.changed_on is not None
    return str(texts_of(world, language)("fact-changed", date=fact.changed_on))


@pytest.mark.full
async def test_a_fact_is_marked_when_its_contract_changes_until_an_organiser_checks_it(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    source = await watching(world, order(ORDER, BASE))
    saved = await write(world)
    assert texts_of(world, "en")("fact-names-contract", number=NUMBER) in sent_text(saved)
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert NUMBER in sent_text(shown)
    opened = await world.press(world.alice, shown, t("button-fact-contract", number=NUMBER))
    assert NUMBER in sent_text(opened)
    back = await world.press(world.alice, opened, t("button-contract-facts", count=1))
    assert "The December order" in sent_text(back)

    await reads(world, source, MONEY)
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert await mark(world, language) in sent_text(shown)
    for listed in ("facts list", "facts search"):
        options = {"words": "December"} if "search" in listed else {}
        assert t("fact-changed-short") in sent_text(await world.slash(world.alice, listed, **options))

    (post,) = await questions(world, language)
    assert "P00013" in post.text
    assert "The December order" in post.text
    assert "USAspending" in post.text
    label = t("button-fact-contract", number=NUMBER)
    assert NUMBER in sent_text(await world.press(world.organiser, post, label))
    checked = await world.press(world.organiser, post, "fact-check")
    assert checked.private
    assert t("fact-checked-today") in sent_text(checked)
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert t("fact-changed-short") not in sent_text(await world.slash(world.alice, "facts list"))
    assert "2026" in sent_text(shown)
    await reads(world, source, MONEY)
    assert len(await questions(world, language)) == 1


@pytest.mark.full
async def test_a_fact_that_no_record_confirms_is_on_its_contracts_card_and_marked_while_unchecked(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    source = await watching(world, order(ORDER, BASE))
    form = await world.slash(world.organiser, "organise fact add", language="en", contract=NUMBER)
    await world.submit(world.organiser, form, filled(world, state=["stated"], sources="Report\nReuters"))
    said = t("contract-fact", state="stated", known="", source="Reuters", title="The December order")

    async def card() -> str:
        return sent_text(await world.slash(world.alice, "contracts show", contract=NUMBER))

    assert said in await card()
    assert t("fact-changed-short") not in await card()
    await reads(world, source, MONEY)
    assert f"{said} · **{t('fact-changed-short')}**" in await card()


@pytest.mark.full
async def test_a_press_on_an_old_question_does_not_clear_a_later_change(world: World, language: str) -> None:
    t = texts_of(world, language)
    source = await watching(world, order(ORDER, BASE))
    await write(world)
    await reads(world, source, MONEY)
    (post,) = await questions(world, language)
    await reads(world, source, MONEY, MORE)
    assert len(await questions(world, language)) == 1, "one question until the check"
    kept = await world.press(world.organiser, post, "fact-check")
    assert t("fact-changed-again") in sent_text(kept)
    assert await mark(world, language) in sent_text(kept)
    form = await world.press(world.organiser, post, "fact-write")
    saved = await world.submit(world.organiser, form, filled(world, body="It commits more."))
    assert texts_of(world, language)("fact-changed-again") in sent_text(saved)
    cleared = await world.press(world.organiser, kept, "fact-check")
    assert t("fact-checked-today") in sent_text(cleared)
    assert (await world.app.facts.page(world.server_id)).items[0].changed_on is None


@pytest.mark.full
async def test_editing_the_fact_clears_the_mark_also_after_a_refused_form(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    source = await watching(world, order(ORDER, BASE))
    await write(world)
    await reads(world, source, MONEY)
    look = await world.slash(world.organiser, "organise fact check", fact="December")
    assert t("fact-changed-look") in sent_text(look)
    form = await world.press(world.organiser, look, "fact-write")
    refused = await world.submit(world.organiser, form, filled(world, sources="A title alone", body="More."))
    again = await world.press(world.organiser, refused, "fact-again")
    saved = await world.submit(world.organiser, again, filled(world, body="More."))
    assert NUMBER in sent_text(saved)
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert (fact.changed_on, [each.number for each in fact.contracts]) == (None, [NUMBER])


async def test_a_contract_is_chosen_and_taken_off_and_an_unknown_one_refused(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await watching(
        world, order(ORDER, BASE), order("CONT_AWD_SAME_1_A_1", BASE), order("CONT_AWD_SAME_1_B_1", BASE)
    )
    unknown = await world.slash(world.organiser, "organise fact add", contract="70CMSD99")
    assert sent_text(unknown) == t("refusal-fact-contract-unknown", typed="70CMSD99")
    several = await world.slash(world.organiser, "organise fact add", contract="SAME")
    assert sent_text(several) == t("refusal-fact-contract-several", typed="SAME")
    asked = await world.slash(world.organiser, "organise", do=f"fact-add:{language}")
    assert options_of(asked)[0] == "_"
    await write(world, options_of(asked)[1])
    asked = await world.slash(world.organiser, "organise", do=f"fact-edit:1:{language}")
    assert options_of(asked)[:2] == ["_", "-"]
    form = await world.choose(world.organiser, asked, ["-"])
    await world.submit(world.organiser, form, filled(world))
    assert (await world.app.facts.page(world.server_id)).items[0].contracts == ()


async def test_a_removed_watch_leaves_the_link_and_says_so(world: World, language: str) -> None:
    await watching(world, order(ORDER, BASE))
    await write(world)
    (watch,) = await world.app.watches.list(world.server_id)
    await world.app.watches.remove(world.server_id, watch.id)
    t = texts_of(world, language)
    form = await world.slash(world.organiser, "organise fact edit", fact="December", language=language)
    saved = await world.submit(world.organiser, form, filled(world, body="It ended."))
    assert t("fact-names-unfollowed", number=NUMBER) in sent_text(saved)
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert NUMBER in sent_text(shown)


@pytest.mark.full
async def test_a_contract_leads_to_all_facts_about_it(world: World, language: str) -> None:
    t = texts_of(world, language)
    await watching(world, order(ORDER, BASE))
    for _ in range(5):
        await write(world)
    opened = await world.slash(world.alice, "contracts show", contract=NUMBER)
    listed = await world.press(world.alice, opened, t("button-contract-facts", count=5))
    assert t("contract-facts") in sent_text(listed)
    assert sent_text(listed).count("The December order") == 4
    turned = await world.press(world.alice, listed, t("pager-next"))
    assert sent_text(turned).count("The December order") == 1
