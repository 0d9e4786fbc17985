"""The real client in a process that lost the active role: it sends nothing to Discord."""

import asyncio
import os
import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.announcements.poster_interface import TryAgain, nonce
from bot.app import open_app
from bot.board import carrying
from bot.errors import RoleLost
from bot.runtime.client import TocsinBot
from bot.runtime.interface import announcement_cards
from bot.runtime.run import _end_at_once
from bot.runtime.scheduler import PeriodicTask
from bot.settings import Settings
from bot.storage.models import Announcement
from bot.ui.announcements.poster import DiscordPoster
from tests.board.test_carrying import is_running
from tests.support.loopback import LoopbackDiscord, hold, shown
from tests.support.loopback.seed import TICKED, one_change, open_demand_of

pytestmark = pytest.mark.wire

MEMBER = 424242
FOR_EVER = 1 << 30
TIMEOUT_S = 120.0  # seconds


class Role:
    """The active role, held for so many more checks."""

    left = FOR_EVER

    def check(self) -> None:
        if self.left <= 0:
            raise RoleLost
        self.left -= 1


class Ended(BaseException):
    """In place of the end of the test's own process."""


@asynccontextmanager
async def running(folder: Path, loopback: LoopbackDiscord, role: Role) -> AsyncIterator[TocsinBot]:
    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'tocsin.db'}", key_dir=folder / "keys")
    async with open_app(settings) as app:
        bot = TocsinBot(app, role.check)
        vars(bot)["_make_periodic_tasks"] = lambda: iter(())
        bot._connection.guild_ready_timeout = 0.1  # otherwise every test waits two seconds
        task = asyncio.create_task(bot.start(loopback.token))
        await loopback.ready()
        await bot.wait_until_ready()
        yield bot
        await bot.close()
        await task


async def test_work_that_loses_the_role_is_no_failure_and_is_not_answered(
    tmp_path: Path, loopback: LoopbackDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    role = Role()
    async with running(tmp_path, loopback, role) as bot:
        answered = await loopback.command("privacy erase", user_id=MEMBER)
        card = await answered.replied()

        async def lose(*_: object) -> None:
            role.left = 0
            raise RoleLost("another process is the active one")

        bot.app.erasure.erase = lose  # type: ignore[method-assign, assignment]
        slow = await loopback.press("privacy-erase", user_id=MEMBER, on=card)
        async with asyncio.timeout(TIMEOUT_S):
            while role.left or bot._answering:
                await asyncio.sleep(0.01)
        role.left = FOR_EVER
    assert not slow.messages
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_signature_that_waits_for_the_database_is_answered_before_the_bot_stops(
    tmp_path: Path, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runtime.client._ANSWER_TIMEOUT_S", TIMEOUT_S)
    async with running(tmp_path, loopback, Role()) as bot:
        signing, finishing = bot.app.signing, asyncio.Event()
        finish = signing.finish

        async def finished() -> None:
            finishing.set()
            await finish()

        monkeypatch.setattr(signing, "finish", finished)
        form = await open_demand_of(bot.app, loopback.guild.id)
        waiting = hold()
        loopback.fail(waiting, operation="callback")
        async with bot.app.database._writers:
            interaction = await loopback.submit(form, TICKED, user_id=MEMBER)
            async with asyncio.timeout(TIMEOUT_S):
                while not signing._flushing:
                    await asyncio.sleep(0.01)
            closing = asyncio.create_task(bot.close())
            await asyncio.wait_for(finishing.wait(), TIMEOUT_S)
        await asyncio.wait_for(waiting.reached.wait(), TIMEOUT_S)
        await asyncio.sleep(0.2)
        waiting.release()
        assert "Your signature is recorded" in shown(await interaction.replied())
        await closing


async def test_a_process_without_the_role_answers_nobody(tmp_path: Path, loopback: LoopbackDiscord) -> None:
    role = Role()
    async with running(tmp_path, loopback, role) as bot:
        answered = await loopback.command("privacy erase", user_id=MEMBER)
        card = await answered.replied()
        role.left = 0
        asked = len(loopback.requests)
        pressed = [
            await loopback.command("facts list", user_id=MEMBER),
            await loopback.press("privacy-erase", user_id=MEMBER, on=card),
        ]
        erased: list[int] = []
        bot.app.erasure.erase = erased.append  # type: ignore[method-assign, assignment]
        await asyncio.sleep(0.3)
        assert len(loopback.requests) == asked
        assert not any(one.callback.done() for one in pressed)
        assert erased == [], "nor does it do what it would not answer for"
        role.left = FOR_EVER
        assert shown(await (await loopback.command("facts list", user_id=MEMBER)).replied())


@pytest.mark.parametrize("times", [0, 1])
async def test_a_post_that_has_begun_is_not_sent_once_the_role_is_lost(
    tmp_path: Path, loopback: LoopbackDiscord, times: int
) -> None:
    role = Role()
    async with running(tmp_path, loopback, role) as bot:
        await one_change(bot.app.database, loopback)
        async with bot.app.database.read() as session:
            queued = await bot.app.outbox.get((await session.execute(select(Announcement.id))).scalar_one())
        assert queued is not None
        role.left = times  # checked when a request begins, and before its first byte is sent
        poster = DiscordPoster(bot, announcement_cards(bot.app))
        with pytest.raises(TryAgain):
            await poster.post(queued, nonce(queued.id))
        assert loopback.count("create_message") == 0
        role.left = FOR_EVER
        assert await poster.post(queued, nonce(queued.id))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the test reads /proc")
async def test_the_boards_command_ends_with_the_role(
    tmp_path: Path, loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(status: int) -> None:
        raise Ended(status)

    pids = tmp_path / "pids"
    program = f"sleep 600 & echo $$ $! > {shlex.quote(str(pids))}; wait"
    async with running(tmp_path, loopback, Role()) as bot:
        task = PeriodicTask("board", 0.01, lambda: carrying.run(shlex.join(["sh", "-c", program])))
        bot._periodic_tasks = [task]
        task.start(bot.wait_until_ready)
        async with asyncio.timeout(TIMEOUT_S):
            while not pids.exists() or not pids.read_text().endswith("\n"):
                await asyncio.sleep(0.01)
        monkeypatch.setattr(os, "_exit", end)
        with pytest.raises(Ended):
            await _end_at_once(bot)
        async with asyncio.timeout(TIMEOUT_S):
            while any(is_running(int(pid)) for pid in pids.read_text().split()):
                await asyncio.sleep(0.01)
