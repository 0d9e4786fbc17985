"""Fixtures: the services for the demands of a server, and a Discord on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.loopback import LoopbackDiscord
from tests.support.petition_desk import Desk, open_desk


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys")


@pytest.fixture
async def loopback() -> AsyncIterator[LoopbackDiscord]:
    """A Discord to which this process talks instead of the real one."""
    async with LoopbackDiscord() as server:
        back = server.redirect()
        yield server
        back()
