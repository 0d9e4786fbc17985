"""The real ``tocsin run`` in its own process, against a loopback Discord: start, stop, stored data."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.common.clock import utc_now
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Note,
    Server,
    Signature,
    Watch,
)
from tests.cli.test_main import CAMPAIGN
from tests.support.loopback import (
    Fault,
    Interaction,
    LoopbackDiscord,
    answer,
    drop,
    hold,
    shown,
)
from tests.support.loopback.run_bot import API, GATEWAY
from tests.support.loopback.seed import TICKED, open_demand
from tests.support.processes import Process, fresh, leaves_no_core, start

pytestmark = pytest.mark.wire

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 120.0  # seconds; starting takes two or three
STOP_WITHIN = 30.0  # seconds: the bot has five for stopping, and this machine may be slow
MEMBER = 424242


class Stage:
    """A loopback Discord, a migrated database, and the bot's process."""

    program = "tests.support.loopback.run_bot"
    begin: Callable[..., Awaitable[Process]] = staticmethod(start)  # or ``fresh``

    def __init__(self, loopback: LoopbackDiscord, database: Database, folder: Path) -> None:
        self.loopback = loopback
        self.database = database
        self.folder = folder

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": self.loopback.token,
            "DATABASE_URL": str(self.database.url),
            "TOCSIN_KEY_DIR": str(self.folder / "keys"),
            "USASPENDING_URL": "http://127.0.0.1:9",
            "TOCSIN_ALLOW_LOOPBACK": "yes",
            API: self.loopback.api,
            GATEWAY: self.loopback.gateway_url,
        }

    @asynccontextmanager
    async def bot(self, **environ: str) -> AsyncIterator[Process]:
        path = self.folder / "log.txt"
        path.write_bytes(b"")
        process = await self.begin(
            self.program, folder=self.folder, environ={**self.environment, **environ}, out=path
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    @asynccontextmanager
    async def ready(self, **environ: str) -> AsyncIterator[Process]:
        async with self.bot(**environ) as process:
            await self.until(lambda: self.holds(" ready in "))
            yield process

    async def tocsin(self, *words: str) -> str:
        """Run another command of the same installation; return its output."""
        path = self.folder / "said.txt"
        path.write_bytes(b"")
        process = await start("bot", *words, folder=self.folder, environ=self.environment, out=path)
        assert await process.wait() == 0, path.read_text()
        return path.read_text()

    async def holds(self, words: str) -> bool:
        return words in self.log

    async def sent_commands(self, times: int) -> bool:
        return self.loopback.count("sync_commands") == times

    async def until(self, condition: Callable[[], Awaitable[Any]]) -> None:
        async with asyncio.timeout(TIMEOUT_S):
            while not await condition():
                await asyncio.sleep(0.02)

    async def reached(self, fault: Fault) -> None:
        await asyncio.wait_for(fault.reached.wait(), TIMEOUT_S)

    async def stopped(self, process: Process) -> float:
        """Ask it to end; return the seconds until the process ended successfully."""
        before = time.monotonic()
        process.terminate()
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0, self.log
        assert "Traceback" not in self.log, self.log
        assert self.log.rstrip().endswith("bot.runtime.run: stopped"), self.log
        return time.monotonic() - before

    async def failed(self, process: Process, status: int = 1) -> str:
        """Return the sentence with which the process ended by itself."""
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == status, self.log
        assert "Traceback" not in self.log, self.log
        return self.log.splitlines()[-1]

    async def signatures(self) -> int:
        async with self.database.read() as session:
            return (await session.execute(select(func.count()).select_from(Signature))).scalar_one()

    async def open_demand(self) -> str:
        """Open a demand of the first server; return the ``custom_id`` of its form."""
        settings = Settings(database_url=str(self.database.url), key_dir=self.folder / "keys")
        return await open_demand(settings, self.loopback.guild.id)

    async def sign(self, form: str, member_id: int) -> Interaction:
        return await self.loopback.submit(form, TICKED, user_id=member_id)

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text(encoding="utf-8")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}")
    await upgrade(database)
    async with LoopbackDiscord() as loopback:
        yield Stage(loopback, database, tmp_path)
    await database.close()


# Starting


@pytest.mark.full
async def test_a_refused_token_is_explained(stage: Stage) -> None:
    async with stage.bot(DISCORD_TOKEN="another.token") as process:
        assert (await stage.failed(process, 78)).startswith("Discord refused the token: ")
    assert "another.token" not in stage.log


async def test_an_unreachable_discord_is_explained(stage: Stage) -> None:
    async with stage.bot(**{API: "http://127.0.0.1:9/api/v10"}) as process:
        assert (await stage.failed(process)).startswith("Discord cannot be reached: ")


async def test_a_token_that_is_reset_while_the_bot_runs_is_explained(stage: Stage) -> None:
    async with stage.ready() as process:
        stage.loopback.token = "another.token"
        await stage.loopback.gateway.break_connections(4004)
        assert (await stage.failed(process, 78)).startswith("Discord refused the token: ")


REFUSED = {
    4010: "Discord refused the shard ",
    4011: "Discord requires that a bot in more than 2,500 servers ",
    4012: "Discord no longer accepts the version of its gateway ",
    4013: "Discord refused the intents ",
    4014: "Discord refused the intents ",
}


@pytest.mark.full
@pytest.mark.parametrize(
    "code", [4010, 4011, 4014, *(pytest.param(code, marks=pytest.mark.long) for code in (4012, 4013))]
)
async def test_a_refusal_that_lasts_is_one_sentence_and_a_status_of_its_own(stage: Stage, code: int) -> None:
    stage.loopback.gateway.refuses_with = code
    async with stage.bot() as process:
        assert (await stage.failed(process, 78)).startswith(REFUSED[code])
    assert stage.loopback.gateway.identified == 0


@pytest.mark.full
async def test_a_bot_that_was_started_too_often_waits_before_it_connects(stage: Stage) -> None:
    stage.loopback.starts_left = 700
    async with stage.bot() as process:
        await stage.until(lambda: stage.holds("Discord lets this bot start 700 more times today"))
        assert stage.loopback.gateway.identified == 0
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0, "it ends while it waits"


async def test_a_second_process_on_the_same_file_says_that_it_waits(stage: Stage) -> None:
    file = stage.database.url.database
    async with stage.ready() as first, stage.bot() as second:
        await stage.until(lambda: stage.holds(f"standby: another Tocsin is active on {file}; this one waits"))
        second.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(second.wait(), TIMEOUT_S) == 0, "it ends while it waits"
        assert stage.loopback.gateway.identified == 1
        first.kill()
    async with stage.ready():  # a killed process holds no lock
        pass


@pytest.mark.full
async def test_a_start_with_a_wrong_key_does_not_log_in(stage: Stage) -> None:
    await stage.open_demand()
    (key,) = (stage.folder / "keys").glob("demand-*.key")
    right = key.read_bytes()
    key.write_bytes(bytes(len(right)))  # which only the fingerprint tells
    async with stage.bot() as process:
        assert "demand-1" in await stage.failed(process)
    assert stage.loopback.count("me") == 0
    key.write_bytes(right)
    async with stage.ready():
        pass


@pytest.mark.full
async def test_a_ready_bot_knows_its_servers(stage: Stage) -> None:
    stage.loopback.guild.locale = "fr"
    expected = [(stage.loopback.guild.id, "Server 0", "fr")]

    async def known() -> bool:
        async with stage.database.read() as session:
            rows = (await session.execute(select(Server.id, Server.name, Server.language))).all()
        return [tuple(row) for row in rows] == expected

    async with stage.ready():
        await stage.until(known)  # named once greeted


@pytest.mark.full
async def test_a_running_bot_leaves_no_core(stage: Stage) -> None:
    """It closes itself to other processes of its user in the same call."""
    async with stage.ready() as process:
        assert leaves_no_core(process.pid)


@pytest.mark.full
async def test_commands_are_sent_again_only_if_they_differ(stage: Stage) -> None:
    async def noted() -> bool:
        async with stage.database.read() as session:
            names = (await session.execute(select(Note.name))).scalars()
            return any(name.startswith("commands:") for name in names)

    async with stage.ready() as process:
        await stage.until(noted)
        await stage.stopped(process)
    async with stage.ready() as process:
        await stage.stopped(process)
    assert stage.loopback.count("sync_commands") == 1
    async with stage.database.write() as session:
        await session.execute(update(Note).values(value="of an older version"))
    async with stage.ready():
        await stage.until(lambda: stage.sent_commands(2))


@pytest.mark.full
async def test_refused_commands_are_explained_and_sent_at_the_next_start(stage: Stage) -> None:
    stage.loopback.fail(answer(400), operation="sync_commands")
    async with stage.bot() as process:
        assert (await stage.failed(process)).startswith("Discord rejected a request of the bot (HTTP 400")
    async with stage.ready():
        await stage.until(lambda: stage.sent_commands(2))
        assert stage.loopback.commands


@pytest.mark.full
async def test_a_rate_limit_of_commands_does_not_delay_answers_to_members(stage: Stage) -> None:
    stage.loopback.fail(answer(429, retry_after=3600.0), operation="sync_commands")
    async with stage.ready() as process:
        await stage.until(lambda: stage.holds("only in 60 minutes"))
        await stage.stopped(process)
    async with stage.ready():
        await stage.until(lambda: stage.sent_commands(2))


# While it runs


@pytest.mark.full
async def test_the_log_of_a_start_has_no_warning(stage: Stage) -> None:
    stage.begin = fresh
    async with stage.ready() as process:
        await stage.stopped(process)
    assert " WARNING " not in stage.log
    assert "voice" not in stage.log


@pytest.mark.full
async def test_a_retried_source_is_logged_with_its_host_and_the_delay(stage: Stage) -> None:
    async with stage.database.write() as session:
        session.add(
            Watch(
                server_id=stage.loopback.guild.id,
                name="One",
                source="usaspending",
                query={"suppliers": ["ACME"]},
                query_key="0" * 64,
                created_at=utc_now(),
                next_read_at=utc_now(),
            )
        )
        session.add(Server(id=stage.loopback.guild.id, name="Server 0", language="en", created_at=utc_now()))
    async with stage.ready() as process:
        await stage.until(lambda: stage.holds("trying again"))
        await stage.stopped(process)
    (line, *_) = [line for line in stage.log.splitlines() if "trying again" in line]
    assert re.search(
        r" INFO bot\.runtime\.run \[[0-9a-f]{8}\]: 127\.0\.0\.1 did not answer properly; "
        r"trying again in \d+ s \(unreachable: ",
        line,
    )
    assert "stamina" not in stage.log


@pytest.mark.full
async def test_a_running_bot_applies_an_import_without_a_restart(stage: Stage) -> None:
    file = stage.folder / "campaign.toml"
    file.write_text(CAMPAIGN)
    async with (
        UsaspendingStandIn([{"date": "2026-02-13", "awards": []}]) as source,
        stage.ready(USASPENDING_URL=source.url) as process,
    ):
        before = await stage.loopback.command("facts list", user_id=MEMBER)
        assert "There is an order" not in shown(await before.replied())
        await stage.tocsin("import", str(file))
        after = await stage.loopback.command("facts list", user_id=MEMBER)
        assert "There is an order" in shown(await after.replied())

        async def read() -> bool:
            async with stage.database.read() as session:
                return (await session.execute(select(Watch.last_complete_at))).scalar_one() is not None

        await stage.until(read)  # and the new watch was due at once
        await stage.stopped(process)
    assert stage.loopback.gateway.identified == 1


# Stopping


async def test_a_signal_stops_the_bot_in_time(stage: Stage) -> None:
    async with stage.ready() as process:
        assert await stage.stopped(process) < STOP_WITHIN
    await stage.until(lambda: _true_when(stage.loopback.gateway.sessions, lambda one: one.socket is None))


async def test_a_second_signal_does_no_harm(stage: Stage) -> None:
    async with stage.ready() as process:
        process.send_signal(signal.SIGINT)
        assert await stage.stopped(process) < STOP_WITHIN


@pytest.mark.rest_in_full
@pytest.mark.parametrize("again", [False, True])
async def test_a_signal_during_the_start_stops_the_bot(stage: Stage, again: bool) -> None:
    if again:  # connects before anything is opened
        async with stage.ready() as process:
            await stage.stopped(process)
    waiting = hold()
    stage.loopback.fail(waiting, operation="me")
    async with stage.bot() as process:
        await stage.reached(waiting)
        assert await stage.stopped(process) < STOP_WITHIN


async def test_a_stored_signature_is_answered_before_the_bot_stops(stage: Stage) -> None:
    async with stage.ready() as process:
        form = await stage.open_demand()
        waiting = hold()
        stage.loopback.fail(waiting, operation="callback")
        interaction = await stage.sign(form, MEMBER)
        await stage.reached(waiting)
        stopping = asyncio.create_task(stage.stopped(process))
        await asyncio.sleep(0.2)
        waiting.release()
        assert "Your signature is recorded" in shown(await interaction.replied())
        assert await stopping < STOP_WITHIN
    assert await stage.signatures() == 1
    assert "signature" not in stage.log.lower(), "no line moves when somebody signs"


async def test_every_signature_acknowledged_during_a_stop_is_stored(stage: Stage) -> None:
    async with stage.ready() as process:
        form = await stage.open_demand()
        asked = [await stage.sign(form, MEMBER + number) for number in range(40)]
        assert await stage.stopped(process) < STOP_WITHIN
    told = [one for one in asked if one.messages and "Your signature is recorded" in shown(one.messages[0])]
    stored = await stage.signatures()
    assert len(told) <= stored <= len(asked)
    async with stage.ready():  # and it continues normally after a restart
        interaction = await stage.sign(form, MEMBER - 1)
        assert "Your signature is recorded" in shown(await interaction.replied())
    assert await stage.signatures() == stored + 1


@pytest.mark.full
async def test_a_lost_gateway_does_not_prevent_a_stop(stage: Stage) -> None:
    async with stage.ready() as process:
        stage.loopback.fail(*(drop() for _ in range(50)), operation="get_gateway_bot")
        await stage.loopback.gateway.break_connections()
        await asyncio.sleep(0.2)
        before = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0, stage.log
        assert time.monotonic() - before < STOP_WITHIN


async def _true_when(things: dict[str, Any], holds: Callable[[Any], bool]) -> bool:
    return all(holds(thing) for thing in things.values())
