"""Members of the demo's union who sign on its page: with tokens of the real registrar, in the real box."""

from datetime import timedelta

import aiohttp
import pytest

from bot.demo.board import ISSUED, PLACES, DemoBoard, PageMember, asked_over_http, demo_board
from bot.demo.simulation import WorldClock
from bot.demo.story import fill_in_privacy, open_page_demand
from bot.demo.world import World
from bot.settings import PublicationRule

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

RULE = PublicationRule(changes=1, every=timedelta(0), latest=timedelta(0), fewest=1)


async def test_a_visitor_signs_over_http_and_is_counted_with_others(language: str) -> None:
    async with demo_board() as board:
        world = World(language=language, publication=RULE, clock=WorldClock())
        board.tell(world)
        async with world:
            await sign(world, board)


async def sign(world: World, board: DemoBoard) -> None:
    app, server = world.app, world.server_id
    await fill_in_privacy(world, app.texts.of(world.language))
    publishing = await board.publish(world)
    union = board.union(world)
    code = await union.hand_out_codes()
    await app.rounds.begin(server, None)
    await publishing.tick()
    assert await union.issue(ISSUED) == ISSUED
    world.clock.move(days=7)
    await open_page_demand(world, union)
    await publishing.tick()
    async with aiohttp.ClientSession() as session:
        alice = PageMember(code, asked_over_http(session, board.state()["registrar"]))
        await alice.get_tokens(board.state())
        (demand,) = board.state()["demands"]
        await alice.sign(demand)
    assert board.acts.signed == 1, "what the visitor did is noticed, and nothing more is kept of it"
    await world.tick()
    (listed,) = await app.demands.list(server)
    assert (listed.signed_by, listed.count) == ("page", 0), "a row alone is not published"
    assert await union.sign(PLACES) == PLACES - 1, "each of the others signs once"
    await world.tick()
    (listed,) = await app.demands.list(server)
    assert listed.count == PLACES - 3, "three drawn by chance wait"
    assert board.acts.signed == 1
    await app.demands.close(server, listed.id)
    world.clock.move(days=7)
    await world.tick()
    assert await union.sign(1) == 0
    (listed,) = await app.demands.list(server)
    assert listed.count == PLACES
