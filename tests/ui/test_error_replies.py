"""Replies to failures, and their lines in the log."""

import re
from typing import Any

import pytest

from bot.demo.world import World
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour


@pytest.mark.parametrize("mistake", [KeyError("title"), IndexError("list index"), TypeError("none")])
async def test_a_bug_is_logged_with_the_reference_in_the_reply(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch, mistake: Exception
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise mistake

    monkeypatch.setattr(world.app.demands, "list", broken)
    with world.failures_expected() as failures:
        answer = await world.slash(world.alice, "demands list")
    assert answer.private
    found = re.search(r"\*\*([0-9a-f]{8})\*\*", sent_text(answer))
    assert found is not None
    assert sent_text(answer) == texts_of(world, language)("failure-ours", reference=found[1])
    assert any(found[1] in failure and str(mistake) in failure for failure in failures)


async def test_an_unknown_button_is_treated_as_one_of_an_older_version(world: World, language: str) -> None:
    demand = await open_demand(world)
    for custom_id in ("vote:1", ":", "contract:first", "latest:²", f"latest:{2**63}"):
        card = (await world.slash(world.alice, "demands show", demand=str(demand.id))).card
        stored = world.env.backend.get_message(card.message.channel.id, card.message.id)
        pressed = card.button("secret").custom_id
        assert pressed is not None
        rename(stored.components, pressed, custom_id)
        answer = await world._answer(await world.alice.click(card.message, custom_id=custom_id))
        assert sent_text(answer) == texts_of(world, language)("failure-outdated")
        assert answer.private


def rename(parts: Any, before: str, after: str) -> None:
    for part in parts:
        if part.get("custom_id") == before:
            part["custom_id"] = after
        rename(part.get("components", ()), before, after)
