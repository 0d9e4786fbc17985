"""Child process: a server beside the bot, started, restarted and ended by it.

It listens at sockets that stay open in the bot, so that whoever asks while it is started again waits. Its
standard input is a pipe from the bot: when the bot ends, however it ends, that ends, and with it the child.
Until then the bot can tell it something there, a line at a time.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.common.async_utils import cancel

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
"""Allowlist of its environment: the bot's own holds the token."""

_RESTART_S = (1.0, 60.0)  # the shortest and the longest pause
_END_S = 2.0
_TELL_INTERVAL_S = 1.0
_MAX_TOLD_BYTES = 65_536  # more than a pipe takes of short lines in a second


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildProcess:
    """A module that is run as a program. ``name`` is the log's; ``sockets`` are file descriptors that it
    inherits; ``environment`` adds to the allowlist; what a ``silent`` one prints is dropped. It is told the
    line that ``tell`` returns, and again when that changes; nothing while it is empty."""

    name: str
    module: str
    arguments: Sequence[str] = ()
    sockets: Sequence[int] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False
    tell: Callable[[], str] | None = None

    async def keep_running(self) -> None:
        """Run it, and again whenever it ends, until cancelled."""
        loop, pause = asyncio.get_running_loop(), _RESTART_S[0]
        while True:
            begun = loop.time()
            try:
                code: object = await self._run()
            except OSError as error:
                code = error.strerror
            pause = _RESTART_S[0] if loop.time() - begun > _RESTART_S[1] else min(2 * pause, _RESTART_S[1])
            log.error("%s ended (%s); it is started again in %.0f s", self.name, code, pause)
            await asyncio.sleep(pause)

    async def _run(self) -> int:
        """Run it until it ends; return its exit code. When cancelled, end it."""
        output = asyncio.subprocess.DEVNULL if self.silent else None
        allowed = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        path = os.pathsep.join(filter(None, (str(_ROOT), allowed.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", self.module, *self.arguments),  # no module of the working folder
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=output,
            pass_fds=self.sockets,
            env={**allowed, "PYTHONPATH": path, **self.environment},
        )
        telling = asyncio.create_task(self._keep_told(process.stdin)) if self.tell and process.stdin else None
        try:
            return await process.wait()
        finally:
            if telling is not None:
                await cancel(telling)
            if process.returncode is None and process.stdin is not None:
                process.stdin.close()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), _END_S)
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def _keep_told(self, stdin: asyncio.StreamWriter) -> None:
        told = ""
        with contextlib.suppress(ConnectionError):  # it ended
            while True:
                line = self.tell() if self.tell else ""
                if line != told:
                    stdin.write(f"{line}\n".encode())
                    await stdin.drain()
                    told = line
                await asyncio.sleep(_TELL_INTERVAL_S)


async def parent_ended(hear: Callable[[str], None] = lambda _line: None) -> None:
    """Wait, in the child, for the end of the bot; ``hear`` is called with each line that it tells."""
    ended = asyncio.Event()

    def read() -> None:
        lines = os.read(sys.stdin.fileno(), _MAX_TOLD_BYTES).decode()
        if not lines:
            ended.set()
        for line in lines.splitlines():
            hear(line)

    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), read)
    await ended.wait()


def leave_signals_to_parent() -> None:
    """Ignore, in the child, the signals that a terminal or systemd sends to all processes: they are for the
    bot, which then ends this."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
