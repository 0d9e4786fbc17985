"""First answer to an interaction, over HTTP: sent once, and never by an inactive process."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web
from discord.webhook.async_ import interaction_message_response_params

from bot.common.clock import utc_now
from bot.common.clock_check import ClockCheck
from bot.errors import RoleLost
from bot.runtime.client import _trace
from bot.ui.layout import Card
from bot.ui.replies import CallbackSender

pytestmark = pytest.mark.wire


class Callback:
    """Stand-in for the callback endpoint, which answers with these statuses in turn."""

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


async def send(clock_check: ClockCheck, check: Any = None) -> bool:
    async with aiohttp.ClientSession() as session:
        connector = session.connector
        assert connector is not None
        sender = CallbackSender(lambda: connector, clock_check, None if check is None else _trace(check))
        try:
            return await sender.send(7, "token", Card().text("Thank you"))
        finally:
            await sender.close()
            assert not session.closed, "the connections are the client's"


async def test_an_answer_is_that_of_discord_py_sent_once_and_its_date_checks_the_clock(
    callback: Callback,
) -> None:
    callback.statuses = [204]
    clock_check = ClockCheck(utc_now)
    assert await send(clock_check)
    assert not clock_check.is_right(), "the day of the answer was not compared"
    flags = discord.MessageFlags(ephemeral=True)
    theirs = interaction_message_response_params(
        type=4, view=Card().text("Thank you"), flags=flags, allowed_mentions=discord.AllowedMentions.none()
    ).payload
    assert theirs is not None
    assert theirs["data"].pop("tts") is False
    assert callback.taken == [json.loads(json.dumps(theirs))]


@pytest.mark.parametrize("status", [400, 404, 429, 502])
async def test_an_answer_that_discord_refuses_is_left_to_discord_py(callback: Callback, status: int) -> None:
    callback.statuses = [status]
    assert not await send(ClockCheck(utc_now))


async def test_an_answer_that_cannot_be_sent_is_left_to_discord_py(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")
    assert not await send(ClockCheck(utc_now))


async def test_a_process_that_lost_its_role_sends_nothing(callback: Callback) -> None:
    def check() -> None:
        raise RoleLost("another process answers")

    with pytest.raises(RoleLost):
        await send(ClockCheck(utc_now), check)
    assert callback.taken == []
