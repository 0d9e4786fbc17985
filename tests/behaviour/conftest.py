"""The whole bot in a simulated Discord, with a stand-in of USAspending that tells the recorded history."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.history import load_history
from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import World


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """A test that asks for it runs once in each language, and so does its ``world``."""
    language: str = request.param
    return language


@pytest.fixture
async def usaspending() -> AsyncIterator[UsaspendingStandIn]:
    """USAspending on this machine, on the first day of the recorded history; ``show`` moves it on."""
    async with UsaspendingStandIn(load_history()) as stand_in:
        yield stand_in


@pytest.fixture
async def world(request: pytest.FixtureRequest, usaspending: UsaspendingStandIn) -> AsyncIterator[World]:
    """A server that follows no contract yet. Fails the test if the bot fails unseen; see ``World``."""
    language = request.getfixturevalue("language") if "language" in request.fixturenames else "en"
    async with World(language=language, usaspending_url=usaspending.url) as world:
        yield world
