"""Notice to organisers that their public board contradicts the database."""

from copy import copy
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import update

from bot.board import automatic
from bot.board.automatic import AutomaticPublishing
from bot.demo.world import World
from bot.petitions.demands.views import DemandView
from bot.runtime.board import automatic_publishing
from bot.storage.models import Publication
from tests.support.demand_steps import open_demand, sign, texts_of

pytestmark = pytest.mark.behaviour


def publishing_of(world: World, folder: Path) -> AutomaticPublishing:
    app = copy(world.app)
    app.settings = replace(app.settings, board=folder / "site")
    publishing = automatic_publishing(app)
    assert publishing is not None
    return publishing


async def contradict(world: World, publishing: AutomaticPublishing) -> DemandView:
    """Publish a demand's count on a board, and change it in the database."""
    await world.app.servers.update(world.server_id, board="syndicat")
    demand = await open_demand(world)
    for number in range(3):
        await sign(world, world.join(f"member-{number}", world.members), demand)
    world.clock.move(days=7)
    await world.tick()
    await publishing.tick()
    async with world.app.database.write() as session:
        await session.execute(update(Publication).values(count=Publication.count + 1))
    return demand


@pytest.mark.full
async def test_organisers_are_told_once_that_their_board_is_withheld(
    world: World, language: str, tmp_path: Path
) -> None:
    t = texts_of(world, language)
    publishing = publishing_of(world, tmp_path)
    demand = await contradict(world, publishing)
    assert (tmp_path / "site" / "syndicat").is_dir()
    with world.failures_expected() as logged:
        for _ in range(2):  # the second is a bot that was restarted
            world.clock.move(days=1)
            await publishing.tick()
            await world.tick()
            publishing = publishing_of(world, tmp_path)
    assert len(logged) == 2
    [told] = [post for post in await world.posts() if t("withheld-title") in post.markdown]
    assert t("withheld-what", demand=demand.slug.replace("-", "\\-")) in told.markdown
    assert t("withheld-next") in told.markdown


@pytest.mark.full
async def test_a_notice_that_could_not_be_stored_is_stored_at_the_next_publishing(
    world: World, tmp_path: Path
) -> None:
    publishing = publishing_of(world, tmp_path)
    await contradict(world, publishing)
    world.clock.move(days=1)
    fails = patch.object(automatic, "notify_organisers", side_effect=OSError("no space left"))
    with fails, pytest.raises(OSError, match="no space left"):
        await publishing.tick()
    with world.failures_expected():
        await publishing.tick()
        await world.tick()
    told = texts_of(world, "en")("withheld-title")
    assert len([post for post in await world.posts() if told in post.markdown]) == 1
