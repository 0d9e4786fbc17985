"""Attack: an organiser of one server, or anybody who can read the bot's health, wants to know what others
watch.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.errors import UserError
from bot.runtime.health.report import Report, ask
from bot.runtime.health.server import exposition
from bot.storage import Database
from tests.conftest import MovableClock
from tests.contracts.watches.test_service import Daily, daily  # noqa: F401  (a fixture)
from tests.support.contracts import order
from tests.support.watching import Watching

pytestmark = pytest.mark.behaviour

OTHERS, OWN = 1, 2


async def suggested(suggest: Callable[..., Awaitable[Any]], server_id: int) -> Any:
    """Return the suggestions of a server before anything is typed; they were once the same in all."""
    scoped = "server_id" in inspect.signature(suggest).parameters
    return await (suggest(server_id, "") if scoped else suggest(""))


async def test_no_suggestion_comes_from_other_servers_contracts(
    database: Database, clock: MovableClock
) -> None:
    world = Watching(database, clock)
    await world.watch(OTHERS)
    await world.server(OWN)
    world.source.show(order())
    await world.watcher.tick()
    for suggest in (world.contracts.suggest_suppliers, world.contracts.suggest_buyers):
        assert await suggested(suggest, OTHERS) != []
        assert await suggested(suggest, OWN) == []


async def test_the_last_check_of_a_watch_is_that_of_its_own_server(
    daily: Watching,  # noqa: F811
) -> None:
    assert isinstance(daily.source, Daily)
    await daily.watch(OTHERS)
    daily.source.show(order(end=None))
    await daily.watcher.tick()
    daily.clock.move(hours=3)
    own, added = await daily.watch(OWN), daily.clock()
    await daily.watcher.tick()
    daily.clock.move(hours=1)
    with pytest.raises(UserError) as refused:
        await daily.watches.check(OWN, own.id)
    assert refused.value.arguments["at"] >= added


async def test_health_and_metrics_name_no_watch(database: Database, clock: MovableClock) -> None:
    world = Watching(database, clock)
    await world.watch(OTHERS, name="The company that they do not talk about")
    stored = await ask(database, clock())
    assert stored is not None
    report = Report(
        as_of=clock(),
        gateway=True,
        silence=0,
        stored=stored,
        keys=True,
        trouble=None,
        drift=0,
        failing={},
    )
    assert "do not talk about" not in str(report.as_json()) + exposition(report).decode()
