"""Fixtures: the HTTP access of sources and registers to servers on this machine."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.contracts.sources.http import SourceHttp, open_session
from tests.support.scripted_server import source_http


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(True) as opened:
        yield opened


@pytest.fixture
def http(session: aiohttp.ClientSession) -> SourceHttp:
    return source_http(session)
