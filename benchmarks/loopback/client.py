"""Client of the loopback Discord: starts it and the bots, and defines the load of members."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 600.0
"""Timeout in seconds for everything the benchmarks wait for."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot's account, and its server."""

    token: str
    guild_id: int
    role_id: int  # that every member has
    channels: Sequence[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a load. Times in seconds; ``waits`` until the answer that a member reads, sorted."""

    done: int
    seconds: float
    waits: Sequence[float]
    firsts: Sequence[float]
    late: int  # answers after Discord's limit of three seconds: the member saw a failure
    deferred: int
    answers: Sequence[tuple[str, int]]

    @property
    def rate(self) -> float:
        """Interactions a second."""
        return self.done / self.seconds

    def percentile(self, share: float) -> float:
        """Return the wait that this share of members did not exceed."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))]

    @property
    def median(self) -> float:
        return self.percentile(0.5)


def command(words: str, **options: str | int) -> tuple[int, dict[str, Any]]:
    """Return the interaction type and data of a slash command."""
    first, *rest = words.split()
    inner: list[dict[str, Any]] = [
        {"name": name, "type": 3 if isinstance(value, str) else 4, "value": value}
        for name, value in options.items()
    ]
    for depth, word in enumerate(reversed(rest)):
        inner = [{"name": word, "type": 1 if depth == 0 else 2, "options": inner}]
    return 2, {"id": "1", "name": first, "type": 1, "options": inner}


def form(custom_id: str, components: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    """Return the interaction type and data of a submitted form."""
    return 5, {"custom_id": custom_id, "components": components}


def load(
    *interactions: tuple[int, dict[str, Any]],
    count: int = 0,
    in_flight: int = 50,
    every: float = 0.0,
    first: int = 0,
    locale: str = "en-US",
) -> dict[str, Any]:
    """Return a load: members who send these interactions in turn, ``in_flight`` at a time, or one ``every``
    so many seconds. A load without a count ends with those that have one; ``first`` is the number of its
    first member."""
    return {
        "interactions": interactions,
        "count": count,
        "in_flight": in_flight,
        "every": every,
        "first": first,
        "locale": locale,
    }


class Loopback:
    """Control interface of the loopback Discord."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    @property
    def api(self) -> str:
        return f"{self.url}/api/v10"

    @property
    def gateway(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    async def bot(self, name: str, *, channels: int = 1) -> Bot:
        """Create an account in a server of its own."""
        return Bot(**await self._ask("bot", name=name, channels=channels))

    async def connected(self, bot: Bot, times: int = 1) -> float:
        """Wait until the gateway has accepted the bot so many times; return how many seconds ago that was."""
        told = await self._ask("connected", token=bot.token, times=times, within=TIMEOUT_S)
        return float(told["ago"])

    async def run(self, bot: Bot, *loads: dict[str, Any]) -> list[Outcome]:
        """Run loads side by side; return the outcome of each."""
        results = await self._ask("run", token=bot.token, loads=loads, within=TIMEOUT_S)
        return [
            Outcome(
                done=one["done"],
                seconds=one["seconds"],
                waits=sorted(one["waits"]),
                firsts=sorted(one["firsts"]),
                late=one["late"],
                deferred=one["deferred"],
                answers=[(body, times) for body, times in one["answers"]],
            )
            for one in results
        ]

    async def limit(self, *, posts: int, seconds: float, everywhere: int) -> None:
        """Set rate limits: posts in a channel per ``seconds``, and posts a second in all."""
        await self._ask("limit", posts=posts, seconds=seconds, everywhere=everywhere)

    async def posts(self, bot: Bot, count: int) -> Mapping[str, Any]:
        """Wait until a bot has posted so often."""
        return dict(await self._ask("posts", token=bot.token, count=count, within=TIMEOUT_S))

    async def _ask(self, do: str, **more: Any) -> Any:
        async with self._session.post(f"{self.url}/control", json={"do": do, **more}) as response:
            return await response.json()


@asynccontextmanager
async def running() -> AsyncIterator[Loopback]:
    """Run the loopback Discord, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.loopback.server"),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip()
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S + 10)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            yield Loopback(url, session)
    finally:
        await end_process(process)


@asynccontextmanager
async def start_process(
    program: str, loopback: Loopback, bot: Bot, folder: Path, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run ``benchmarks.{program}_process`` in a process of its own, with a pipe for its standard error."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": bot.token,
        "LOOPBACK_API": loopback.api,
        "LOOPBACK_GATEWAY": loopback.gateway,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"benchmarks.{program}_process"),
        cwd=folder,
        env={**environment, **environ},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        await end_process(process)


async def ready(process: asyncio.subprocess.Process, word: bytes = b"ready") -> "asyncio.Task[bytes]":
    """Wait until a bot says that it is ready, or another word; return a task that reads the rest of its
    output."""
    assert process.stderr is not None
    said = b""
    while word not in (line := await process.stderr.readline()):
        said += line
        if not line:
            raise RuntimeError(f"the bot ended before it was ready:\n{said.decode()}")
    return asyncio.create_task(process.stderr.read())


async def end_process(process: asyncio.subprocess.Process) -> None:
    """Terminate a process, and kill it if it does not exit."""
    if process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
