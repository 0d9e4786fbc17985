"""Fixture: a scripted server."""

from collections.abc import AsyncIterator

import pytest

from tests.support.scripted_server import Scripted, serving


@pytest.fixture
async def server() -> AsyncIterator[Scripted]:
    async with serving() as scripted:
        yield scripted
