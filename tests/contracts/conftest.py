"""Fixtures: the HTTP access of sources and registers to servers on this machine; the services of watches."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.contracts.sources.http import SourceHttp, open_session
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.scripted_server import source_http
from tests.support.watching import Watching


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(True) as opened:
        yield opened


@pytest.fixture
def http(session: aiohttp.ClientSession) -> SourceHttp:
    return source_http(session)


@pytest.fixture
def world(database: Database, clock: MovableClock) -> Watching:
    return Watching(database, clock)
