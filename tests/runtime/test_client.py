"""The client: it connects to Discord while it loads the cogs, and answers when they are there."""

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
from tests.support.loopback import LoopbackDiscord, shown

pytestmark = pytest.mark.wire

MEMBER = 424242
TIMEOUT_S = 60.0  # seconds


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[TocsinBot]:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys"
    )
    async with open_app(settings) as app:
        bot = TocsinBot.of(app)
        yield bot
        await bot.close()


@pytest.fixture
async def first(bot: TocsinBot) -> AsyncIterator[TocsinBot]:
    """A bot without an app, instead of the other."""
    first = TocsinBot(bot.app.settings, bot.app.clock_check)
    yield first
    await first.abandon()


async def test_an_interaction_before_the_cogs_are_loaded_is_answered_then(
    bot: TocsinBot, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = threading.Event()
    monkeypatch.setattr("bot.runtime.client.import_module", lambda _: loaded.wait(TIMEOUT_S))
    monkeypatch.setattr("bot.runtime.client._EXPIRES_AFTER_S", TIMEOUT_S)
    starting = asyncio.create_task(bot.start(loopback.token))
    await asyncio.wait_for(loopback.ready(), TIMEOUT_S)
    facts = {"id": "1", "name": "facts", "type": 1, "options": [{"name": "list", "type": 1}]}
    command = await loopback.interact(2, facts, user_id=MEMBER)
    press = await loopback.press("facts-list", user_id=MEMBER)
    loaded.set()
    assert "fact" in shown(await command.replied())
    assert "fact" in shown(await press.replied())
    await bot.close()
    await starting


@pytest.mark.parametrize(("expires_after", "answered"), [(TIMEOUT_S, True), (0.0, False)])
async def test_nothing_is_done_for_an_interaction_that_expires_before_everything_is_open(
    bot: TocsinBot, monkeypatch: pytest.MonkeyPatch, expires_after: float, answered: bool
) -> None:
    monkeypatch.setattr("bot.runtime.client._EXPIRES_AFTER_S", expires_after)
    parsed: list[int] = []
    monkeypatch.setattr(bot.app.texts, "_bundle", lambda _: parsed.append(threading.get_ident()))
    press: Any = SimpleNamespace(data={"custom_id": "facts-list"}, locale="en-US")
    answering = asyncio.create_task(bot.may_answer(press))
    await asyncio.sleep(0)
    assert not answering.done()
    bot.opened.set()
    assert await answering is answered
    assert bool(parsed) is answered
    assert threading.get_ident() not in parsed


async def test_a_start_that_cannot_load_the_cogs_fails(
    bot: TocsinBot, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.runtime.client.import_module", broken)
    with pytest.raises(RuntimeError, match="broken"):
        await asyncio.wait_for(bot.start(loopback.token), TIMEOUT_S)


async def test_a_bot_that_connects_first_answers_once_it_has_an_app(
    bot: TocsinBot, first: TocsinBot, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runtime.client._EXPIRES_AFTER_S", TIMEOUT_S)
    first.begin(loopback.token)
    await asyncio.wait_for(loopback.ready(), TIMEOUT_S)
    press = await loopback.press("facts-list", user_id=MEMBER)
    assert not first.opened.is_set()
    first.use(bot.app)
    starting = asyncio.create_task(first.start(loopback.token))
    assert "fact" in shown(await press.replied())
    assert loopback.gateway.identified == 1
    await first.close()
    await starting


async def test_an_event_while_nothing_can_be_stored_is_not_logged_as_a_failure(
    bot: TocsinBot, caplog: pytest.LogCaptureFixture
) -> None:
    for error, logged in ((NotStored("full"), False), (RuntimeError("broken"), True)):
        try:
            raise error
        except Exception:
            await bot.on_error("on_ready")
        assert ("on_ready" in caplog.text) == logged


async def test_a_refused_login_is_raised_by_the_start(first: TocsinBot, loopback: LoopbackDiscord) -> None:
    _, connecting = first.begin("another.token")
    await asyncio.wait({connecting}, timeout=TIMEOUT_S)
    with pytest.raises(discord.LoginFailure):
        await first.start("another.token")
