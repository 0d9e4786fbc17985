"""A demand from its goal to the answer, for organisers and members, in both languages."""

from collections.abc import AsyncIterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo.messages import MessageView
from bot.demo.world import World
from bot.settings import PublicationRule
from bot.ui.markdown import timestamp
from tests.support.demand_steps import (
    TEXTS,
    open_demand,
    sent_text,
    sign,
    texts_of,
)

pytestmark = [pytest.mark.behaviour, pytest.mark.in_french]

SOON = PublicationRule(changes=1, every=timedelta(0), latest=timedelta(0), fewest=1)


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    """A server in each language, whose counts are published at the next tick."""
    async with World(language=language, publication=SOON) as world:
        await world.app.servers.update(world.server_id, language=language)
        yield world


async def cards(world: World) -> list[MessageView]:
    return [post for post in await world.posts() if any(b.does("withdraw") for b in post.buttons)]


@pytest.mark.full
@pytest.mark.both_engines
async def test_a_card_shows_each_step_to_the_answer(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    for _ in range(2):
        asked = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
        await world.press(world.organiser, asked, "demand-announce")
    planned = await world.slash(
        world.organiser,
        "organise demand schedule",
        demand=str(demand.id),
        goal=2,
        last_day=(world.clock() + timedelta(days=30)).date().isoformat(),
        hour="18:00",
        time_zone="Europe/Paris",
    )
    assert "Europe/Paris" in sent_text(planned)
    await world.tick()
    for card in await cards(world):
        assert t("demand-goal", percent=0, goal=2) in card.text
    await sign(world, world.alice, demand)
    await world.tick()
    await sign(world, world.bob, demand)
    await world.tick()
    first, second = await cards(world)
    assert first.text == second.text
    assert t("demand-goal", percent=100, goal=2) in first.text
    assert len(first.pictures) == 1
    headlines = [post.text.splitlines()[0] for post in await world.posts()]
    words = {
        "en": ("Half of the goal of 2 is", "The goal of 2"),
        "fr": ("La moitié de l’objectif de 2", "L’objectif de 2"),
    }
    for reached in words[language]:
        assert [line for line in headlines if reached in line], reached
    too_low = await world.slash(world.organiser, "organise demand schedule", demand=str(demand.id), goal=1)
    assert sent_text(too_low) == t("refusal-goal-below-count", goal=1, count=2)
    early = await world.slash(world.organiser, "organise demand deliver", demand=str(demand.id))
    assert sent_text(early) == t("refusal-deliver-open")
    await world.app.demands.close(world.server_id, demand.id)
    form = await world.slash(world.organiser, "organise demand deliver", demand=str(demand.id))
    day = world.clock().date()
    sent = {"to": "The board", "day": day.isoformat(), "note": "", "sure": True}
    await world.submit(world.organiser, form, sent)
    form = await world.slash(
        world.organiser, "organise demand answer", demand=str(demand.id), outcome="refused"
    )
    await world.submit(world.organiser, form, {"text": "No *way*.", "day": day.isoformat(), "sure": True})
    await world.restart_bot()
    await world.tick()
    for card in await cards(world):
        assert "The board" in card.text
        assert "No *way*." in card.text
        assert not any(button.does("sign-form") for button in card.buttons)
    headlines = [post.text.splitlines()[0] for post in await world.posts()]
    for kind in ("closed", "delivered", "answered"):
        assert headlines.count(t(f"post-demand-{kind}-title")) == 1
    asked = await world.slash(world.organiser, "organise demand archive", demand=str(demand.id))
    await world.press(world.organiser, asked, "demand-archive")
    assert TEXTS[language]["title"] not in (await world.slash(world.alice, "demands list")).text
    listed = await world.slash(world.organiser, "demands list")
    assert TEXTS[language]["title"] in listed.text
    assert [button.label for button in listed.card.buttons] == [t("button-demand")], "not to be signed"
    assert await world.suggestions(world.alice, "demands show", "demand") == []


async def test_the_post_of_a_closing_has_its_count_whatever_followed(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    for member in (world.alice, world.bob, world.join("carol", world.members)):
        await sign(world, member, demand)
    await world.app.demands.close(world.server_id, demand.id)
    await world.app.signing.withdraw(demand.id, member_id=world.alice.id)
    assert await world.app.publications.tick() == 1
    await world.tick()
    post = next(one for one in await world.posts() if t("post-demand-closed-title") in one.text)
    assert t("post-demand-closed", count=3) in post.markdown
    shown = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert t("post-demand-closed", count=2).split("**")[1] in shown.text


async def test_a_card_has_days_in_the_time_zone_of_the_deadline(world: World, language: str) -> None:
    """One minute before midnight in New York it is the next day in UTC."""
    t, zone = texts_of(world, language), "America/New_York"
    demand = await open_demand(world)
    asked = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, asked, "demand-announce")
    last = (world.clock().astimezone(ZoneInfo(zone)) + timedelta(days=3)).date()
    chosen = {"demand": str(demand.id), "last_day": last.isoformat(), "time_zone": zone}
    await world.slash(world.organiser, "organise demand schedule", **chosen)
    await world.tick()
    closes_at = (await world.app.demands.get(world.server_id, demand.id)).closes_at
    assert closes_at is not None
    assert closes_at.date() == last + timedelta(days=1)
    world.clock.move(seconds=(closes_at - world.clock()).total_seconds())
    await world.tick()
    (card,) = await cards(world)
    assert t("demand-closed-on", day=last) in card.text
    assert t("demand-open-since", day=last - timedelta(days=3)) not in card.text
    assert card.text.count(t.day(last)) == 2, "that it closed, and of which day the count is"
    assert t.day(last + timedelta(days=1)) not in card.text


async def test_a_form_opened_yesterday_signs_unless_the_text_has_changed(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    yesterday = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    older = await world.slash(world.bob, "demands sign", demand=str(demand.id))
    world.clock.move(days=1)
    assert t("demand-signed") in sent_text(await world.submit(world.alice, yesterday))
    editing = await world.slash(world.organiser, "organise demand edit", demand=str(demand.id), language="en")
    looked = await world.submit(world.organiser, editing, {"title": "Stop it", "body": "All of it."})
    await world.press(world.organiser, looked, "demand-amend")
    assert sent_text(await world.submit(world.bob, older)) == t("refusal-demand-changed")
    shown = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert t("demand-text-changed", day=world.clock().date()).replace("**", "") in shown.text
    assert t("demand-versions", count=2) in shown.text


@pytest.mark.full
async def test_a_delivery_and_an_answer_can_be_corrected_in_public(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    asked = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, asked, "demand-announce")
    await world.app.demands.close(world.server_id, demand.id)
    day = world.clock().date().isoformat()
    deliver, answer = "organise demand deliver", "organise demand answer"
    form = await world.slash(world.organiser, deliver, demand=str(demand.id))
    await world.submit(world.organiser, form, {"to": "The bord", "day": day, "note": "", "sure": True})
    form = await world.slash(world.organiser, answer, demand=str(demand.id), outcome="refused")
    await world.submit(world.organiser, form, {"text": "No way.", "day": day, "sure": True})
    await world.tick()
    assert await world.suggestions(world.organiser, deliver, "demand")
    assert await world.suggestions(world.organiser, answer, "demand")
    form = await world.slash(world.organiser, deliver, demand=str(demand.id))
    other = await world.slash(world.organiser, deliver, demand=str(demand.id))
    assert form.form is not None
    assert t("happened-corrects").replace("**", "") in form.form.text.replace("**", "")
    assert "The bord" in str(form.result.modal)
    await world.submit(world.organiser, form, {"to": "The board", "day": day, "note": "", "sure": True})
    crossed = {"to": "Somebody", "day": day, "note": "", "sure": True}
    assert sent_text(await world.submit(world.organiser, other, crossed)) == t("refusal-record-changed")
    form = await world.slash(world.organiser, answer, demand=str(demand.id), outcome="partly")
    assert "No way." in str(form.result.modal)
    await world.submit(world.organiser, form, {"text": "Some of it.", "day": day, "sure": True})
    await world.tick()
    for card in await cards(world):
        assert "The board" in card.text
        assert "Some of it." in card.text
        assert "The bord" not in card.text
    headlines = [post.text.splitlines()[0] for post in await world.posts()]
    for kind in ("delivered", "answered"):
        assert headlines.count(t(f"post-demand-{kind}-title")) == 1
        assert headlines.count(t(f"post-demand-{kind}-corrected-title")) == 1


async def test_two_organisers_prolong_signing_beyond_what_signers_were_told(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    assert demand.signing_ends is not None
    day = (demand.signing_ends + timedelta(days=1)).date()
    world.clock.move_to(demand.signing_ends - timedelta(days=30))
    name = {"demand": str(demand.id)}
    proposed = await world.slash(
        world.organiser, "organise demand schedule", **name, last_day=f"{day:%d/%m/%Y}"
    )
    own = await world.press(world.organiser, proposed, "demand-extend")
    assert sent_text(own) == t("refusal-extension-own")
    second = world.join("dominique", world.organisers)
    seen = await world.slash(second, "organise demand schedule", **name)
    await world.press(second, seen, "demand-extend")
    await world.tick()
    longer = await world.app.demands.get(world.server_id, demand.id)
    assert (longer.version, longer.extension) == (demand.version + 1, None)
    assert longer.signing_ends is not None
    assert longer.signing_ends > demand.signing_ends
    assert longer.closes_at is not None
    assert longer.closes_at.date() in (day, day + timedelta(days=1))
    *_, told = await world.posts()
    assert told.text.startswith(t("post-demand-prolonged-title")), "those who signed are told"
    assert timestamp(longer.closes_at, "F") in told.markdown


async def test_a_goal_beside_a_last_day_that_cannot_be_proposed_is_not_saved(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    assert demand.signing_ends is not None
    day = (demand.signing_ends + timedelta(days=200)).date()
    refused = await world.slash(
        world.organiser,
        "organise demand schedule",
        demand=str(demand.id),
        goal=500,
        last_day=f"{day:%d/%m/%Y}",
    )
    assert sent_text(refused) == t("refusal-extension-too-long", months=12)
    assert (await world.app.demands.get(world.server_id, demand.id)).goal == demand.goal
