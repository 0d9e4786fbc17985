"""Attack: whoever reads the log, or watches it grow, wants to know when somebody pressed and how often."""

import io
import logging
from dataclasses import replace
from typing import Any

import pytest

from bot.common.logging import LogHandler, log_to, write_held_lines
from bot.demo.world import World
from bot.petitions.signing.service import Signing
from tests.common.test_logging import SETTINGS
from tests.support.demand_steps import open_demand, sent_text

pytestmark = pytest.mark.behaviour


async def fail(*_: Any, **_named: Any) -> Any:
    raise RuntimeError("a fault of our own")


async def lines_of(world: World, demand: int, presses: int) -> tuple[list[str], set[str]]:
    """Press a button that fails, several times; return what the log says an hour later without its moments,
    and the answers."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = log_to(stream, replace(SETTINGS, log="DEBUG"))
    assert isinstance(handler, LogHandler)
    root.addHandler(handler)
    try:
        answers = {
            sent_text(await world.slash(world.alice, "demands withdraw", demand=str(demand)))
            for _ in range(presses)
        }
        assert "failure" not in stream.getvalue(), "no line at the moment of a press"
        await write_held_lines()
    finally:
        root.removeHandler(handler)
        handler.close()
    return sorted(line.partition(" ")[2] for line in stream.getvalue().splitlines()), answers


async def test_neither_the_moment_nor_the_number_of_failed_presses_is_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await open_demand(world)
    monkeypatch.setattr(Signing, "withdraw", fail)
    with world.failures_expected():
        once, answers = await lines_of(world, demand.id, 1)
        often, same_answers = await lines_of(world, demand.id, 7)
    assert once == often
    assert answers == same_answers, "the reference is the same for all of them"
    assert sum("failure" in line for line in once) == 1
