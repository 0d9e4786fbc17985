"""Benchmark: members run commands of a real ``tocsin run``, in turns while nobody reads the board beside it
and while a thousand do (``readers_process``)."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from aiohttp.test_utils import unused_port

from benchmarks.loopback import client
from benchmarks.loopback.client import ROOT, Bot, Loopback, Outcome
from benchmarks.readers_process import SMALL_PAGES
from benchmarks.report import Figure
from bot.app import open_app
from bot.settings import Settings

ROUNDS = 5
CLICKS = 300  # a round
CLICK_EVERY = 0.02  # seconds
READING = ("demands list", "contracts list", "help")
MAX_TIMES = 2.0
_PAGE = b"<!doctype html><title>Board</title>" + b"<p>Halt all cooperation: 312 signatures.</p>\n" * 1_000


async def measure() -> list[Figure]:
    """Measure the wait of members."""
    with tempfile.TemporaryDirectory() as name:
        return await _clicks(Path(name))


async def _clicks(folder: Path) -> list[Figure]:
    port = unused_port()
    site = folder / "board"  # written by hand, so that the bot does not replace it by its own
    site.mkdir()
    (site / "index.html").write_bytes(_PAGE)
    (site / "large.csv").write_bytes(bytes(32 * 1024 * 1024))
    async with client.running() as loopback:
        tocsin = await loopback.bot("tocsin")
        url = f"sqlite+aiosqlite:///{folder / 'tocsin.db'}"
        async with open_app(Settings(database_url=url, key_dir=folder / "keys")) as app:
            await app.servers.ensure(tocsin.guild_id, name="Server")
        environ = {
            "DATABASE_URL": url,
            "TOCSIN_KEY_DIR": str(folder / "keys"),
            "TOCSIN_BOARD": str(site),
            "TOCSIN_SITE": f"127.0.0.1:{port}",
        }
        async with client.start_process("tocsin", loopback, tocsin, folder, **environ) as process:
            said = await client.ready(process)
            rounds = []
            for number in range(ROUNDS + 1):
                alone = await _wait(loopback, tocsin)
                async with _started("readers_process", str(port)) as readers:
                    assert readers.stdout is not None
                    await readers.stdout.readline()
                    busy = await _wait(loopback, tocsin)
                if number:  # the first is to warm up
                    rounds.append((busy, alone))
            said.cancel()
    return [
        _figure("median", [(busy.median, alone.median) for busy, alone in rounds]),
        _figure("of 99 in 100", [(busy.percentile(0.99), alone.percentile(0.99)) for busy, alone in rounds]),
    ]


async def _wait(loopback: Loopback, bot: Bot) -> Outcome:
    commands = [client.command(words) for words in READING]
    [outcome] = await loopback.run(bot, client.load(*commands, count=CLICKS, every=CLICK_EVERY))
    return outcome


def _figure(what: str, waits: list[tuple[float, float]]) -> Figure:
    return Figure(
        "serving",
        f"wait for a command while 1,000 readers take {SMALL_PAGES} pages a second or stall, {what}",
        "ms",
        median(busy for busy, _ in waits) * 1e3,
        median(alone for _, alone in waits) * 1e3,
        "while nobody reads",
        f"ratio ≤ {MAX_TIMES}",
        median(busy / alone for busy, alone in waits) <= MAX_TIMES,
    )


@asynccontextmanager
async def _started(program: str, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"benchmarks.{program}", *arguments),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        await client.end_process(process)
