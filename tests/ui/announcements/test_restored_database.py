"""Notices to organisers about a database restored from an older backup."""

import json

import pytest

from bot.announcements.after_restore import note_restored
from bot.demo.world import World
from bot.petitions.counts.losses import LostPublications
from tests.support.demand_steps import open_demand, sign, texts_of

pytestmark = pytest.mark.behaviour


async def test_organisers_are_notified_of_lost_publications(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    for number in range(3):
        await sign(world, world.join(f"member-{number}", world.members), demand)
    world.clock.move(days=7)
    await world.tick()
    file = world.app.keys.folder.path / f"demand-{demand.id}.published"
    head = json.loads(file.read_bytes())
    assert (head["number"], head["count"]) == (1, 3)
    file.write_text(json.dumps({**head, "number": 3, "hash": "ab" * 32}))
    await LostPublications(world.app.keys.folder, world.app.database).settle(world.clock)
    await world.tick()
    told = (await world.posts())[-1]
    assert t("restored-title") in told.markdown
    title = demand.texts[language]["title"]
    assert t("restored-what", demand=title, first="2", last="3") in told.markdown
    assert t("restored-next") in told.markdown


async def test_organisers_are_notified_of_the_older_database_and_pending_posts(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    made_at = world.clock()
    world.clock.move(days=1)
    async with world.app.database.write() as session:
        await note_restored(session, world.app.database, made_at=made_at)
    await world.tick()
    [told] = await world.posts()
    assert t("restored-title") in told.markdown
    assert t("restored-server", moment=made_at) in told.markdown
    assert t("restored-server-posts") in told.markdown
    status = await world.press(world.organiser, told, t("button-status"))
    assert status.private
