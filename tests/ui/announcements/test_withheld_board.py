"""Notice to organisers that their public board contradicts the database."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.demo.world import World
from bot.runtime.board import automatic_publishing
from bot.storage.models import Publication
from tests.support.demand_steps import open_demand, sign, texts_of

pytestmark = pytest.mark.behaviour


async def test_organisers_are_told_once_that_their_board_is_withheld(
    world: World, language: str, tmp_path: Path
) -> None:
    t = texts_of(world, language)
    app = replace(world.app, settings=replace(world.app.settings, board=tmp_path / "site"))
    await world.app.servers.update(world.server_id, board="syndicat")
    demand = await open_demand(world)
    for number in range(3):
        await sign(world, world.join(f"member-{number}", world.members), demand)
    world.clock.move(days=7)
    await world.tick()
    publishing = automatic_publishing(app)
    assert publishing is not None
    await publishing.tick()
    assert (tmp_path / "site" / "syndicat").is_dir()
    async with world.app.database.write() as session:
        await session.execute(update(Publication).values(count=Publication.count + 1))
    with world.failures_expected() as logged:
        for _ in range(2):  # the second is a bot that was restarted
            world.clock.move(days=1)
            await publishing.tick()
            await world.tick()
            publishing = automatic_publishing(app)
            assert publishing is not None
    assert len(logged) == 2
    [told] = [post for post in await world.posts() if t("withheld-title") in post.markdown]
    assert t("withheld-what", demand=demand.slug.replace("-", "\\-")) in told.markdown
    assert t("withheld-next") in told.markdown
