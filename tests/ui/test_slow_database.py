"""Organisers' commands with a slow database: Discord is answered in time, and the work is done."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from bot.demo.world import Reply, World
from bot.petitions.demands.service import DemandView
from bot.ui import replies
from tests.support.demand_steps import (
    PRIVACY,
    open_demand,
    privacy_values,
    sent_text,
    texts_of,
)
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour

THINKING, KEEPING = 5, 6  # Discord's numbers for a deferred answer, and for a deferred change of the message
LATER = {"en": {"title": "Later", "body": "Text."}}
SUPPLIER = {"suppliers": ["CAPGEMINI GOVERNMENT SOLUTIONS"]}


@pytest.fixture
async def demand(world: World) -> DemandView:
    """An open demand, beside a draft with id 2 and a watch with id 1."""
    demand = await open_demand(world)
    await world.app.demands.create(world.server_id, LATER)
    await world.app.watches.add(world.server_id, "Watch", "usaspending", SUPPLIER)
    world.clock.move(minutes=6)
    return demand


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that makes all further work too slow for a direct answer."""
    return lambda: monkeypatch.setattr(replies, "_DEFER_AFTER_S", 0.0)


def deferrals(world: World) -> list[int]:
    sent = [request.json for request in world.env.http_requests]
    kinds = [body.get("type") for body in sent if isinstance(body, dict)]
    return [kind for kind in kinds if kind in (THINKING, KEEPING)]


def written_in(parts: Any) -> Iterator[str]:
    """Yield the texts of a message's components."""
    for part in parts:
        yield part.get("content", "")
        yield from written_in(part.get("components", ()))


async def set_privacy(world: World) -> Reply:
    opened = await world.slash(world.organiser, "organise settings privacy")
    return await world.submit(world.organiser, opened, privacy_values(PRIVACY))


WRITES: dict[str, Callable[[World], Awaitable[Reply]]] = {
    "settings language": lambda w: w.slash(w.organiser, "organise settings language", language="fr"),
    "settings privacy": set_privacy,
    "watch check": lambda w: w.slash(w.organiser, "organise watch check", watch="1"),
}


@pytest.mark.rest_in_full
@pytest.mark.parametrize("command", WRITES)
async def test_a_slow_command_of_an_organiser_is_answered_later(
    world: World, demand: DemandView, slow: Callable[[], None], command: str
) -> None:
    slow()
    answer = await WRITES[command](world)
    assert deferrals(world) == [THINKING]
    assert answer.private
    assert answer.text


@pytest.mark.parametrize("action", ["demand-open", "demand-close", "demand-announce"])
async def test_a_card_with_a_slow_button_is_changed_later(
    world: World, language: str, demand: DemandView, slow: Callable[[], None], action: str
) -> None:
    t = texts_of(world, language)
    command = action.replace("-", " ")
    named = "2" if action == "demand-open" else str(demand.id)
    card = await world.slash(world.organiser, f"organise {command}", demand=named)
    slow()
    pressed = await world.press(world.organiser, card, action)
    assert deferrals(world) == [KEEPING]
    done = {
        "demand-open": t("demand-opened", channel=f"<#{world.news.id}>"),
        "demand-close": t("demand-state-closed"),
        "demand-announce": t("demand-announced", channel=f"<#{world.news.id}>"),
    }[action]
    message: Any = card.card.message
    stored = world.env.backend.get_message(message.channel.id, message.id)
    assert any(done in text for text in written_in(stored.components))
    assert pressed.shown == () or pressed.card.message.id == message.id


async def test_steps_of_a_slow_set_up_change_their_card_later(
    world: World, language: str, slow: Callable[[], None]
) -> None:
    roles, data = SettingUp(world, world.owner, language), SettingUp(world, world.owner, language)
    await roles.start()
    await roles.choose("roles")
    await data.start()
    await data.choose("data")
    await data.press("setup-data")
    slow()
    await roles.choose(world.members, menu="setup-role:members")
    await data.fill(privacy_values(PRIVACY))
    assert deferrals(world) == [KEEPING, KEEPING]
    settings = await world.app.servers.get(world.server_id)
    assert (settings.member_role_id, settings.privacy) == (world.members.id, PRIVACY)


async def test_a_refused_slow_button_is_explained_and_its_card_stays(
    world: World, language: str, demand: DemandView, slow: Callable[[], None]
) -> None:
    card = await world.slash(world.organiser, "organise demand close", demand=str(demand.id))
    await world.app.demands.close(world.server_id, demand.id)
    slow()
    refused = await world.press(world.organiser, card, "demand-close")
    assert texts_of(world, language)("refusal-demand-already-closed") in sent_text(refused)
    assert refused.private
    message: Any = card.card.message
    assert "demand-close" in str(world.env.backend.get_message(message.channel.id, message.id).components)
