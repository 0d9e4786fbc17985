"""Watchdog: ends a process that no longer does its work, so that its supervisor restarts it.

It watches Discord's gateway, to which discord.py reconnects for ever, sometimes in vain; and the event loop,
without which nothing else here could notice anything. Both are measured in rounds, not by a clock: a machine
or a process that was suspended for a while has missed nothing.

The gateway is measured by its own heartbeats, which come every 41 seconds whatever happens. Events are not
used: each press of a button is one, and the age of the last event would reveal when members act.
"""

import asyncio
import logging
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from discord.ext import commands

log = logging.getLogger(__name__)

LOOP_TIMEOUT_S = 60  # seconds without a round of the event loop
_NOTIFY_INTERVAL = 10  # rounds
_LAST_WORDS = 5.0  # timeout in seconds: a log that cannot be written must not keep the process alive


async def until_gone(is_up: Callable[[], bool], limit: timedelta) -> None:
    """Return once ``is_up`` has been false for ``limit`` without a break; never if that is zero."""
    if not limit:
        await asyncio.Event().wait()
    step = min(5.0, limit.total_seconds() / 10)
    missed = 0.0
    while missed < limit.total_seconds():
        await asyncio.sleep(step)
        missed = 0.0 if is_up() else missed + step


def end_within(seconds: float, code: int = 1) -> None:
    """End the process after so many seconds even if closing hangs: everything acknowledged is on disk."""
    ending = threading.Timer(seconds, os._exit, (code,))
    ending.daemon = True
    ending.start()


class Supervisor:
    """systemd's notification socket, if it started this process: see sd_notify(3). Otherwise does nothing."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        name = environ.get("NOTIFY_SOCKET", "")
        self._address = f"\0{name[1:]}" if name.startswith("@") else name

    def tell(self, state: str) -> None:
        """Send ``READY=1``, ``WATCHDOG=1`` or ``STOPPING=1``. Errors are ignored."""
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.setblocking(False)
            channel.connect(self._address)
            channel.send(state.encode())


class LoopWatch:
    """Ends the process from a thread if the event loop hangs; pings the supervisor while it does not."""

    def __init__(self, supervisor: Supervisor, *, timeout: int = LOOP_TIMEOUT_S) -> None:
        self._supervisor = supervisor
        self._timeout = timeout
        self._rounds = 0
        self._ended = threading.Event()
        self._loop_thread = threading.get_ident()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch the running event loop, and tell the supervisor that the program is ready."""
        self._loop_thread = threading.get_ident()
        coming_round = asyncio.create_task(self._come_round())
        threading.Thread(target=self._look, name="watchdog", daemon=True).start()
        self._supervisor.tell("READY=1")
        try:
            yield
        finally:
            self._supervisor.tell("STOPPING=1")
            self._ended.set()
            coming_round.cancel()

    async def _come_round(self) -> None:
        while True:
            if self._rounds % _NOTIFY_INTERVAL == 0:
                self._supervisor.tell("WATCHDOG=1")
            self._rounds += 1
            await asyncio.sleep(1.0)

    def _look(self) -> None:
        seen, missed = 0, 0
        while missed < self._timeout:
            if self._ended.wait(1.0):
                return
            missed = missed + 1 if self._rounds == seen else 0
            seen = self._rounds
        telling = threading.Thread(target=self._tell, daemon=True)
        telling.start()
        telling.join(_LAST_WORDS)
        os._exit(1)

    def _tell(self) -> None:
        frame = sys._current_frames().get(self._loop_thread)
        where = "".join(traceback.format_stack(frame)) if frame is not None else None
        words = "the event loop has not come round for %d seconds: the program ends, to be started again"
        record = log.makeRecord(
            log.name, logging.CRITICAL, __file__, 0, words, (self._timeout,), None, sinfo=where
        )
        log.handle(record)


_MISSED = 3.0  # heartbeats; discord.py itself gives up after one or two, if it can


class GatewayHealth:
    """Tracks the client's connection. discord.py's ``is_ready`` stays true after a disconnect."""

    def __init__(self, client: commands.Bot) -> None:
        self._client = client
        self._connected = False
        self._last_sign = time.perf_counter()  # initially the start of waiting
        client.add_listener(self._on_connection, "on_ready")
        client.add_listener(self._on_connection, "on_resumed")
        client.add_listener(self._on_disconnect, "on_disconnect")

    def is_up(self) -> bool:
        """Return whether the gateway is connected and answers heartbeats."""
        self._look()
        return self._connected and self.silence() < _MISSED * self._interval()

    def silence(self) -> float:
        """Return the seconds since its last sign of life while it was connected, or since the start."""
        self._look()
        return time.perf_counter() - self._last_sign

    async def _on_connection(self) -> None:
        self._connected = True
        self._last_sign = time.perf_counter()

    async def _on_disconnect(self) -> None:
        self._look()
        self._connected = False

    def _look(self) -> None:
        """Note the last heartbeat ACK, which discord.py keeps private."""
        if self._connected:
            beating = self._heartbeats()
            answered = time.perf_counter() if beating is None else float(beating._last_ack)
            self._last_sign = max(self._last_sign, answered)

    def _interval(self) -> float:
        beating = self._heartbeats()
        return float("inf") if beating is None else float(beating.interval)

    def _heartbeats(self) -> Any:
        """Return discord.py's heartbeat thread; ``None`` before the first connection, and in a simulated
        Discord."""
        return getattr(self._client.ws, "_keep_alive", None)
