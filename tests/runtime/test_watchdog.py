"""Watchdogs: a process that no longer works ends by itself with a sentence, to be restarted."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime.watchdog import Supervisor, until_gone
from tests.runtime.test_run import TIMEOUT_S, Stage
from tests.runtime.test_run import stage as stage
from tests.support.loopback.run_bot import WATCHDOG

pytestmark = [pytest.mark.wire, pytest.mark.full]

GONE = "Discord's gateway has not been there for "


class Systemd:
    """The socket for status messages to systemd."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)
        self.socket.setblocking(False)

    async def next_message(self) -> str:
        async with asyncio.timeout(TIMEOUT_S):
            return (await asyncio.get_running_loop().sock_recv(self.socket, 100)).decode()

    def pending_messages(self) -> list[str]:
        said = []
        while True:
            try:
                said.append(self.socket.recv(100).decode())
            except BlockingIOError:
                return said


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    found = Systemd(tmp_path)
    yield found
    found.socket.close()


async def test_a_silent_gateway_ends_the_process(stage: Stage) -> None:
    stage.loopback.gateway.heartbeat_every = 0.2
    async with stage.ready(**{WATCHDOG: "6"}) as process:
        stage.loopback.gateway.silent = True
        assert (await stage.failed(process)).startswith(GONE)


async def test_a_gateway_that_only_answers_heartbeats_ends_the_process(stage: Stage) -> None:
    stage.loopback.gateway.heartbeat_every = 0.2
    stage.loopback.gateway.locked = True
    async with stage.bot(**{WATCHDOG: "2"}, TOCSIN_LOG_FORMAT="json") as process:
        last = await stage.failed(process)
        assert '"level": "CRITICAL"' in last
        assert f'"message": "{GONE}' in last
    assert stage.loopback.gateway.heartbeats > 1


async def test_a_bot_that_waits_because_it_was_started_too_often_is_not_missing(stage: Stage) -> None:
    stage.loopback.starts_left = 700
    async with stage.bot(**{WATCHDOG: "2"}) as process:
        await stage.until(lambda: stage.holds("Discord lets this bot start 700 more times today"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(process.wait(), 5.0)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0


async def test_a_short_interruption_does_not_end_the_process(stage: Stage) -> None:
    stage.loopback.gateway.heartbeat_every = 0.2
    async with stage.ready(**{WATCHDOG: "5"}) as process:
        for _ in range(4):
            resumed = stage.loopback.gateway.resumed
            await stage.loopback.gateway.break_connections()

            async def back(before: int = resumed) -> bool:
                return stage.loopback.gateway.resumed > before

            await stage.until(back)
            await asyncio.sleep(1.5)
        assert process.returncode is None
        await stage.stopped(process)


async def test_systemd_gets_signs_of_life_and_a_hanging_event_loop_ends_the_process(
    stage: Stage, systemd: Systemd
) -> None:
    async with stage.ready(NOTIFY_SOCKET=systemd.address, **{WATCHDOG: "4"}) as process:
        while await systemd.next_message() != "READY=1":
            pass
        while await systemd.next_message() != "WATCHDOG=1":
            pass
        process.send_signal(signal.SIGUSR1)
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 1
    assert (
        "CRITICAL bot.runtime.watchdog: the event loop has not come round for 4 seconds: the program ends"
        in stage.log
    )
    assert "run_bot.py" in stage.log.partition("CRITICAL")[2], "where it hangs is said"
    systemd.pending_messages()


async def test_systemd_is_notified_of_a_stop(stage: Stage, systemd: Systemd) -> None:
    async with stage.ready(NOTIFY_SOCKET=systemd.address) as process:
        await stage.stopped(process)
    said = systemd.pending_messages()
    assert {said[0], said[1]} == {"READY=1", "WATCHDOG=1"}
    assert said[-1] == "STOPPING=1"


async def test_only_an_uninterrupted_outage_counts() -> None:
    rounds = 0

    def now_and_then() -> bool:
        nonlocal rounds
        rounds += 1
        return rounds < 60 and rounds % 9 == 0

    await asyncio.wait_for(until_gone(now_and_then, timedelta(seconds=0.1)), TIMEOUT_S)
    assert rounds >= 60
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(until_gone(lambda: False, timedelta()), 0.2)


def test_without_a_supervisor_nothing_is_sent(tmp_path: Path) -> None:
    Supervisor({}).tell("READY=1")
    Supervisor({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).tell("READY=1")
