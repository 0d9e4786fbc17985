"""First answers, over HTTP: sent once, and not at all where this process may not answer."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.common.clock import ClockCheck, utc_now
from bot.errors import RoleLost
from bot.fastpath.callback import QuickAnswers, send_answer
from bot.runtime.client import _trace

pytestmark = pytest.mark.wire


class Callback:
    """Where Discord takes answers: with these statuses, one after the other."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.taken: list[dict[str, Any]] = []

    async def take(self, request: web.Request) -> web.Response:
        self.taken.append(await request.json())
        return web.Response(status=self.statuses.pop(0), headers={"Date": "Thu, 01 Jan 2026 00:00:00 GMT"})


@pytest.fixture
async def callback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callback]:
    callback, app = Callback(), web.Application()
    app.router.add_post("/interactions/7/token/callback", callback.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await (site := web.TCPSite(runner, "127.0.0.1", 0)).start()
    monkeypatch.setattr(discord.http.Route, "BASE", site.name)
    yield callback
    await runner.cleanup()


async def answer(check: Any = None) -> ClockCheck:
    clock_check = ClockCheck(utc_now)
    async with aiohttp.ClientSession() as session:
        connector = session.connector
        assert connector is not None
        answers = QuickAnswers(lambda: connector, clock_check, None if check is None else _trace(check))
        interaction: Any = SimpleNamespace(id=7, token="token", _session=session)

        async def answering() -> None:
            answers.use()
            await send_answer(interaction, {"type": 4})

        await asyncio.create_task(answering())
        await answers.close()
        assert not session.closed
    return clock_check


async def test_what_discord_takes_is_sent_once_and_tells_the_time(callback: Callback) -> None:
    callback.statuses = [204]
    clock_check = await answer()
    assert callback.taken == [{"type": 4}]
    assert not clock_check.is_right(), "the day of the answer was not compared"


async def test_what_discord_did_not_take_is_sent_again(callback: Callback) -> None:
    callback.statuses = [502, 204]
    await answer()
    assert callback.taken == [{"type": 4}] * 2


async def test_nothing_is_sent_by_a_process_that_lost_its_role(callback: Callback) -> None:
    def check() -> None:
        raise RoleLost("another process answers")

    with pytest.raises(RoleLost):
        await answer(check)
    assert callback.taken == []
