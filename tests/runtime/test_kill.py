"""The whole bot in its own process, killed between two steps and restarted: one post."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.announcements.poster_interface import nonce
from bot.app import open_app
from bot.common.clock import utc_now
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Announcement, Demand, PostStep, Server
from tests.support.loopback import (
    Fault,
    LoopbackDiscord,
    drop,
    hold,
    shown,
)
from tests.support.loopback.run_bot import API, CLOCK_AHEAD, GATEWAY
from tests.support.loopback.seed import one_change
from tests.support.loopback.world import NEWS
from tests.support.petition_desk import PRIVACY
from tests.support.processes import Running, start

pytestmark = [pytest.mark.crash, pytest.mark.full]

ROOT = Path(__file__).resolve().parents[2]
HOUR = 3600.0
TIMEOUT_S = 60.0  # seconds; starting takes two or three


class Stage:
    """A loopback Discord, a database with one pending announcement, and the bot's process."""

    def __init__(self, loopback: LoopbackDiscord, database: Database, folder: Path) -> None:
        self.loopback = loopback
        self.database = database
        self.folder = folder
        self.channel_id = loopback.channel.id

    @asynccontextmanager
    async def bot(
        self, *, clock_ahead: float = 0.0, discord_ahead: float | None = None
    ) -> AsyncIterator[Running]:
        """Run the bot later by so many seconds, and Discord with it, unless that has another clock."""
        self.loopback.ahead = clock_ahead if discord_ahead is None else discord_ahead
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": self.loopback.token,
            "DATABASE_URL": str(self.database.url),
            "TOCSIN_KEY_DIR": str(self.folder / "keys"),
            API: self.loopback.api,
            GATEWAY: self.loopback.gateway_url,
            CLOCK_AHEAD: str(clock_ahead),
        }
        process = await start(
            "tests.support.loopback.run_bot",
            folder=self.folder,
            environ=environment,
            out=self.folder / "out.txt",
            err=self.folder / "log.txt",
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def row(self) -> Announcement:
        async with self.database.read() as session:
            return (await session.execute(select(Announcement))).scalar_one()

    async def until(self, condition: Callable[[], Awaitable[Any]]) -> None:
        async with asyncio.timeout(TIMEOUT_S):
            while not await condition():
                await asyncio.sleep(0.02)

    async def until_sent(self) -> None:
        async def sent() -> bool:
            return (await self.row()).state == "sent"

        await self.until(sent)

    async def until_faulty(self, process: Running, fault: Fault) -> None:
        """Wait for the request that has the fault."""
        waiting = {asyncio.create_task(fault.reached.wait()), asyncio.create_task(process.wait())}
        _, rest = await asyncio.wait(waiting, timeout=TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        assert fault.reached.is_set(), self.log

    @property
    def posts(self) -> list[dict[str, Any]]:
        return self.loopback.messages[self.channel_id]

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}")
    await upgrade(database)
    async with LoopbackDiscord() as loopback:
        await one_change(database, loopback)
        yield Stage(loopback, database, tmp_path)
    await database.close()


async def test_killed_after_storing_a_change_and_before_posting_it(stage: Stage) -> None:
    held = hold()
    stage.loopback.fail(held)
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.kill()
    held.release()
    await asyncio.sleep(0.1)
    assert stage.posts == [], "what never reached Discord's channel does not come later"
    assert (await stage.row()).first_attempt_at is not None, "the doubt is on record"
    async with stage.bot():
        await stage.until_sent()
        await asyncio.sleep(0.6)  # three more ticks
    assert len(stage.posts) == 1
    assert "70CMSD25FR0000122" in shown(stage.posts[0])
    assert (await stage.row()).message_id == int(stage.posts[0]["id"])


async def test_killed_after_posting_and_before_storing_the_id(stage: Stage) -> None:
    held = hold(after=True)
    stage.loopback.fail(held)
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.kill()
    row = await stage.row()
    assert (len(stage.posts), row.state, row.message_id) == (1, "pending", None)
    assert stage.posts[0]["nonce"] == nonce(row.id)
    async with stage.bot():
        await stage.until_sent()
        await asyncio.sleep(0.6)  # three more ticks
    assert len(stage.posts) == 1
    assert (await stage.row()).message_id == int(stage.posts[0]["id"])


async def test_killed_at_every_attempt_posts_once(stage: Stage) -> None:
    for hour, fault in enumerate([hold(), drop(), hold(after=True)]):
        stage.loopback.fail(fault)
        async with stage.bot(clock_ahead=hour * HOUR) as process:
            await stage.until_faulty(process, fault)
            process.kill()
        stage.loopback.forget_nonces()
    async with stage.bot(clock_ahead=3 * HOUR):
        await stage.until_sent()
    assert len(stage.posts) == 1
    assert (await stage.row()).message_id == int(stage.posts[0]["id"])


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_killed_at_the_steps_after_a_post_takes_each_once(stage: Stage, after: bool) -> None:
    async with stage.database.write() as session:
        await session.execute(update(Server).values(threads=True, publish=True))
    stage.loopback.channel.type = NEWS
    faults = [hold(after=after), hold(after=after)]
    for held, operation in zip(faults, ("start_thread", "crosspost"), strict=True):
        stage.loopback.fail(held, operation=operation)
    async with stage.bot() as process:
        for held in faults:
            await stage.until_faulty(process, held)
        process.kill()
    for held in faults:
        held.release()
    await asyncio.sleep(0.1)

    async def followed() -> bool:
        async with stage.database.read() as session:
            waiting = select(PostStep.step).where(PostStep.done_at.is_(None))
            return not (await session.scalars(waiting)).all()

    async with stage.bot():
        await stage.until(followed)
    ids = [post["id"] for post in stage.posts]
    assert ids == list(stage.loopback.threads) == list(stage.loopback.published)
    assert len(ids) == 1


async def test_with_a_hidden_history_nothing_is_posted_twice(stage: Stage) -> None:
    held = hold(after=True)
    stage.loopback.fail(held)
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.kill()
    stage.loopback.forget_nonces()
    await stage.loopback.deny(stage.channel_id, "read_message_history")

    async def settled() -> bool:
        return (await stage.row()).state != "pending"

    async with stage.bot(clock_ahead=HOUR):
        await stage.until(settled)
    assert (await stage.row()).state == "uncertain"
    assert len(stage.posts) == 1


async def test_killed_after_editing_a_card_and_before_storing_it_edits_again(stage: Stage) -> None:
    demand = await announced_demand(stage)
    card = select(Announcement.state, Announcement.shown_stamp).where(Announcement.kind == "demand")

    async def card_state() -> tuple[str, int | None, int]:
        async with stage.database.read() as session:
            state, shown_stamp = (await session.execute(card)).one()
            return state, shown_stamp, (await session.execute(select(Demand.stamp))).scalar_one()

    async def posted() -> bool:
        return (await card_state())[0] == "sent"

    async def is_noted() -> bool:
        _, shown_stamp, stamp = await card_state()
        return shown_stamp == stamp

    async with stage.bot():
        await stage.until(posted)
    await Lifecycle(stage.database, utc_now).schedule(demand.server_id, demand.id, goal=4321)
    held = hold(after=True)
    stage.loopback.fail(held, operation="edit_message")
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.kill()
    [message] = [post for post in stage.posts if "Stop it" in shown(post)]
    assert "4,321" in shown(message), "Discord has the edit"
    assert not await is_noted()
    async with stage.bot():
        await stage.until(is_noted)
        await asyncio.sleep(0.6)  # three more ticks
    assert [post["id"] for post in stage.posts if "Stop it" in shown(post)] == [message["id"]]
    assert "4,321" in shown(message)
    assert stage.loopback.count("edit_message") == 2


async def announced_demand(stage: Stage) -> DemandView:
    """Open a demand whose card is about to be posted."""
    settings = Settings(database_url=str(stage.database.url), key_dir=stage.folder / "keys")
    async with open_app(settings) as app:
        server_id = stage.loopback.guild.id
        await app.servers.update(server_id, privacy=PRIVACY)
        draft = await app.demands.create(server_id, {"en": {"title": "Stop it", "body": "Now."}})
        demand = await app.demands.open(server_id, draft.id)
        await app.demands.announce(server_id, demand.id, request="1")
        return demand


async def test_a_clock_that_differs_from_discords_is_logged_for_the_steward(stage: Stage) -> None:
    async with stage.bot(clock_ahead=49 * HOUR, discord_ahead=0.0):
        await stage.until_sent()
    assert re.search(
        r"ERROR bot\.common\.clock_check: the clock of this machine is ahead by 2 days, 1:00:\d\d: ",
        stage.log,
    )


async def test_a_stop_stores_the_post_in_flight(stage: Stage) -> None:
    held = hold(after=True)
    stage.loopback.fail(held)
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.terminate()
        async with asyncio.timeout(TIMEOUT_S):
            await asyncio.sleep(0.5)
            held.release()
            assert await process.wait() == 0, stage.log
    row = await stage.row()
    assert (row.state, row.message_id) == ("sent", int(stage.posts[0]["id"]))
    assert "Traceback" not in stage.log


async def test_a_stop_while_discord_hangs_ends_in_time(stage: Stage) -> None:
    held = hold(after=True)
    stage.loopback.fail(held)
    async with stage.bot() as process:
        await stage.until_faulty(process, held)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0, stage.log
    held.release()
    assert (await stage.row()).state == "pending"
    async with stage.bot():
        await stage.until_sent()
    assert len(stage.posts) == 1
    assert "Traceback" not in stage.log
