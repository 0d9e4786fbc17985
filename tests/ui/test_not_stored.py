"""Answers to members while the disk is full."""

import pytest

from bot.demo.world import World
from bot.storage.errors import SENTENCES
from tests.support.demand_steps import (
    open_demand,
    sent_text,
    sign,
    texts_of,
)
from tests.support.disks import failing

pytestmark = pytest.mark.behaviour


async def test_a_signature_is_refused_while_the_disk_is_full_and_counts_later(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    with world.failures_expected() as failures:
        async with failing(world.app.database, "read-only"):
            for _ in range(3):
                answer = await sign(world, world.alice, demand)
                assert sent_text(answer) == t("failure-not-stored")
                assert answer.private
            answer = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
            assert sent_text(answer) == t("failure-not-stored")
            status = await world.slash(world.organiser, "updates status")
            assert t("status-not-stored", why="read-only") in sent_text(status)
    assert failures == [
        "bot.storage.errors: nothing can be stored, and nothing is acknowledged: " + SENTENCES["read-only"]
    ]
    assert t("demand-signed") in sent_text(await sign(world, world.alice, demand))
    status = await world.slash(world.organiser, "updates status")
    assert t("status-not-stored", why="read-only") not in sent_text(status)
