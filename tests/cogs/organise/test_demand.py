"""Demands as members see them: lists, cards, and the form, within Discord's limits."""

import pytest
import simcord

from bot.demo.world import World
from tests.support.demand_steps import (
    TEXTS,
    exactly,
    open_demand,
    sent_text,
    texts_of,
)

pytestmark = pytest.mark.behaviour


async def test_a_demand_is_shown_whole_in_the_readers_language_as_plain_text(
    world: World, language: str
) -> None:
    wording = {"title": "Stop *this* @everyone", "body": "One.\n\n- two\n[a](https://b.example) <@1>"}
    demand = await open_demand(world, {"en": wording, "fr": TEXTS["fr"]})
    shown = await world.slash(world.alice, "demands show", demand=str(demand.id))
    assert shown.private
    if language == "fr":
        assert "- leur fin" in shown.text
        return
    assert "Stop *this* @everyone" in shown.text
    assert "One.\n\n- two\n[a](https://b.example) <@1>" in shown.text
    assert "@everyone" not in sent_text(shown)
    assert "<@1>" not in sent_text(shown)
    assert "*this*" not in sent_text(shown)


async def test_the_list_has_pages_and_each_entry_opens(world: World, language: str) -> None:
    for number in range(8):
        await open_demand(world, {"en": {"title": f"Demand number {number}", "body": "Text."}})
    first = await world.slash(world.alice, "demands list")
    assert [f"Demand number {number}" in first.text for number in range(8)] == [False] * 2 + [True] * 6
    second = await world.press(world.alice, first, texts_of(world, language)("pager-next"))
    assert "Demand number 0" in second.text
    assert "Demand number 7" not in second.text
    assert [button.custom_id for button in second.card.buttons][:2] == ["demand:2", "demand:1"]
    opened = await world.press(world.alice, second, "demand:1")
    assert "Demand number 0" in opened.text
    assert opened.private


async def test_an_empty_list_of_demands_has_a_sentence(world: World, language: str) -> None:
    answer = await world.slash(world.alice, "demands list")
    assert texts_of(world, language)("demands-none") in answer.text


async def test_only_organisers_see_drafts(world: World, language: str) -> None:
    draft = await world.app.demands.create(world.server_id, TEXTS)
    title = TEXTS[language]["title"]
    assert title not in (await world.slash(world.alice, "demands list")).text
    assert title in (await world.slash(world.organiser, "demands list")).text
    assert await world.suggestions(world.alice, "demands show", "demand") == []
    assert await world.suggestions(world.organiser, "demands show", "demand") == [(title, str(draft.id))]
    refused = await world.slash(world.alice, "demands show", demand=str(draft.id))
    assert refused.text == texts_of(world, language)("refusal-no-such-demand")
    shown = await world.slash(world.organiser, "demands show", demand=str(draft.id))
    assert texts_of(world, language)("demand-draft") in shown.text
    assert shown.card.buttons == ()


async def test_a_draft_is_proofread_in_its_language_and_explained_in_the_organisers(
    world: World, language: str
) -> None:
    other = "fr" if language == "en" else "en"
    await world.app.demands.create(world.server_id, {language: TEXTS[language]})
    (_, draft), *_ = await world.suggestions(world.organiser, "organise demand edit", "demand", "")
    form = await world.slash(world.organiser, "organise demand edit", demand=draft, language=other)
    saved = await world.submit(world.organiser, form, TEXTS[other])
    assert TEXTS[other]["title"] in saved.text
    assert texts_of(world, language)("demand-draft") in saved.text


async def test_a_draft_is_shown_without_the_language_that_was_emptied(world: World, language: str) -> None:
    other = "fr" if language == "en" else "en"
    draft = await world.app.demands.create(world.server_id, TEXTS)
    form = await world.slash(world.organiser, "organise demand edit", demand=str(draft.id), language=language)
    saved = await world.submit(world.organiser, form, {"title": "", "body": ""})
    t = texts_of(world, language)
    assert t("demand-saved", languages=t.language_name(other)) in sent_text(saved)
    assert TEXTS[other]["title"] in saved.text


async def test_typed_text_is_a_search_for_a_demand(world: World, language: str) -> None:
    await open_demand(world, {"en": {"title": "Stop the contracts", "body": "Text."}})
    await open_demand(world, {"en": {"title": "Publish the contracts", "body": "Text."}})
    shown = await world.slash(world.alice, "demands show", demand="stop")
    assert "Stop the contracts" in shown.text
    refused = await world.slash(world.alice, "demands show", demand="contracts")
    assert refused.text == texts_of(world, language)("refusal-choose-from-list", typed="contracts")
    for typed in ("99999999999999999999", "-1", "²", "@everyone"):
        assert (await world.slash(world.alice, "demands withdraw", demand=typed)).private


async def test_only_open_demands_are_suggested_for_signing(world: World) -> None:
    closed = await open_demand(world, {"en": {"title": "Closed", "body": "Text."}})
    await world.app.demands.close(world.server_id, closed.id)
    still_open = await open_demand(world, {"en": {"title": "Open", "body": "Text."}})
    assert await world.suggestions(world.alice, "demands sign", "demand") == [("Open", str(still_open.id))]
    assert len(await world.suggestions(world.alice, "demands withdraw", "demand")) == 2
    assert await world.suggestions(world.alice, "demands show", "demand", "clos") == [
        ("Closed", str(closed.id))
    ]


async def test_a_demand_of_another_server_cannot_be_reached(world: World, language: str) -> None:
    demand = await open_demand(world)
    elsewhere = world.env.create_guild("Elsewhere")
    elsewhere.create_text_channel("general")
    await world.env.settle()
    stranger = world.join("stranger", guild=elsewhere)
    no_such = texts_of(world, language)("refusal-no-such-demand")
    for command in ("show", "sign", "withdraw"):
        answer = await world.slash(stranger, f"demands {command}", demand=str(demand.id))
        assert answer.text == no_such, command
    assert await world.suggestions(stranger, "demands show", "demand") == []


async def test_the_button_of_a_post_shows_the_demands_without_changing_the_post(world: World) -> None:
    demand = await open_demand(world)
    card = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, card, "demand-announce")
    await world.tick()
    post = (await world.posts())[-1]
    members: list[simcord.MemberActor] = [world.alice, world.bob]
    answers = [await world.press(member, post, "withdraw") for member in members]
    assert exactly(answers[0]) == exactly(answers[1])
    assert all(answer.private for answer in answers)
    assert [message.markdown for message in await world.posts()] == [post.markdown]
