"""The client: it loads the cogs before it connects, and finishes its answers before it ends."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.app import open_app
from bot.errors import NotStored
from bot.runtime.client import TocsinBot
from bot.settings import Settings
from tests.support.loopback import LoopbackDiscord

pytestmark = pytest.mark.wire

TIMEOUT_S = 120.0  # seconds


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[TocsinBot]:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys"
    )
    async with open_app(settings) as app:
        bot = TocsinBot(app)
        yield bot
        await bot.close()


async def test_a_start_that_cannot_load_the_cogs_fails(
    bot: TocsinBot, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.runtime.client.every_cog", broken)
    with pytest.raises(RuntimeError, match="broken"):
        await asyncio.wait_for(bot.start(loopback.token), TIMEOUT_S)


async def test_texts_are_parsed_off_the_event_loop_before_somebody_is_answered(
    bot: TocsinBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[int] = []
    monkeypatch.setattr(bot.app.texts, "_bundle", lambda _: parsed.append(threading.get_ident()))
    press: Any = SimpleNamespace(data={"custom_id": "facts-list"}, locale="en-US")
    assert await bot.may_answer(press)
    assert parsed
    assert threading.get_ident() not in parsed


async def test_a_process_that_ends_finishes_its_answers_and_takes_no_more(
    bot: TocsinBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press: Any = SimpleNamespace(data={"custom_id": "facts-list"}, locale="en-US")
    taken, written = asyncio.Event(), asyncio.Event()
    answered: list[str] = []

    async def answer() -> None:
        assert await bot.may_answer(press)
        taken.set()
        await written.wait()
        answered.append("It is not certain that this was stored.")

    answering = asyncio.create_task(answer())
    await taken.wait()
    finishing = asyncio.create_task(bot.finish_answers())
    await asyncio.sleep(0)
    assert not await bot.may_answer(press)
    written.set()
    await finishing
    assert answered
    await answering
    hanging = asyncio.create_task(asyncio.Event().wait())
    bot._answering.add(hanging)
    monkeypatch.setattr("bot.runtime.client._LAST_ANSWERS_TIMEOUT_S", 0.01)
    await asyncio.wait_for(bot.finish_answers(), TIMEOUT_S)
    hanging.cancel()


async def test_an_event_while_nothing_can_be_stored_is_not_logged_as_a_failure(
    bot: TocsinBot, caplog: pytest.LogCaptureFixture
) -> None:
    for error, logged in ((NotStored("full"), False), (RuntimeError("broken"), True)):
        try:
            raise error
        except Exception:
            await bot.on_error("on_ready")
        assert ("on_ready" in caplog.text) == logged


async def test_a_refused_login_is_raised_by_the_start(bot: TocsinBot, loopback: LoopbackDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        await bot.start("another.token")
