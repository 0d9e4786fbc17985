"""A campaign that was set up with commands is exported, and is the same in an empty server."""

from dataclasses import replace

import pytest

from bot.campaign import apply, parse
from bot.demo.world import World

pytestmark = pytest.mark.behaviour

EMPTY = 4_242


async def test_a_campaign_from_commands_is_the_same_in_an_empty_server(world: World, language: str) -> None:
    async def fill_in(command: str, values: dict[str, object], **options: object) -> None:
        form = await world.slash(world.organiser, command, **options)
        await world.submit(world.organiser, form, values)

    day = world.clock().date().isoformat()
    fact = {"title": "The order", "body": "First.\n\nSecond.", "state": ["stated"], "checked": day}
    await fill_in("organise fact add", {**fact, "sources": "A record\nA registry\n2026-01"}, language="en")
    await fill_in("organise word add", {"word": "CSE", "meaning": "Élu."}, language="fr")
    await fill_in("organise demand create", {"title": "Halt", "body": "Halt it."}, language="en")
    await world.slash(
        world.organiser,
        "organise demand schedule",
        demand="Halt",
        goal=350,
        last_day="2026-12-31",
        hour="18:00",
        time_zone="Europe/Paris",
    )
    await world.slash(world.organiser, "organise site add", name="Paris", size=420, language="en")
    await world.slash(
        world.organiser, "organise site edit", site="Paris", name="Paryż", size=430, language="pl"
    )
    form = await world.slash(world.organiser, "organise watch add", source="usaspending")
    shown = await world.submit(
        world.organiser, form, {"name": "Watch", "suppliers": "CAPGEMINI GOVERNMENT SOLUTIONS"}
    )
    await world.press(world.organiser, shown, "watch-save")

    taken = await world.slash(world.organiser, "organise export", what="campaign")
    assert taken.private
    campaign = parse(taken.files["campaign.toml"].decode(), clock=world.clock)
    app = world.app
    await apply(
        campaign,
        EMPTY,
        servers=app.servers,
        watches=app.watches,
        database=app.database,
        clock=app.clock,
        audit=app.audit,
    )
    here, there = [await app.campaign_export.read(server) for server in (world.server_id, EMPTY)]
    assert replace(here, title="") == replace(there, title="")
    kinds = (here.facts, here.words, here.demands, here.units, here.watches)
    assert [len(kind) for kind in kinds] == [1, 1, 1, 1, 1]
    (site,) = here.units
    assert (site.names, site.size) == ({"en": "Paris", "pl": "Paryż"}, 430), "as it was last proposed"
    assert (here.demands[0].goal, here.demands[0].time_zone) == (350, "Europe/Paris")
