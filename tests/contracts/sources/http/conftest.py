"""Fixtures: a scripted server, and the HTTP access of sources to it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.contracts.sources.http import SourceHttp, open_session
from tests.support.scripted_server import Scripted, serving, source_http


@pytest.fixture
async def server() -> AsyncIterator[Scripted]:
    async with serving() as scripted:
        yield scripted


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(True) as opened:
        yield opened


@pytest.fixture
def http(session: aiohttp.ClientSession) -> SourceHttp:
    return source_http(session)
