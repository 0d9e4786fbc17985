"""Benchmark: readers of the board, and members who run commands meanwhile.

The board's server beside the bot sends the first page of a board; the baseline is aiohttp's own static files,
the same page in the same run. Then members run commands of a real ``tocsin run``, in turns while nobody reads
and while a thousand do (``readers_process``).
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from aiohttp.test_utils import unused_port

from benchmarks.loopback import client
from benchmarks.loopback.client import ROOT, Bot, Loopback, Outcome
from benchmarks.readers_process import SMALL_PAGES, get, read_answer
from benchmarks.report import Figure
from bot.app import open_app
from bot.board.folder import new_version
from bot.board.serving.process import site_process
from bot.settings import Address, Settings

ROUNDS = 5
REQUESTS = 4_000  # a round
AT_ONCE = 32
CLICKS = 300  # a round
CLICK_EVERY = 0.02  # seconds
READING = ("demands list", "contracts list", "help")
MAX_TIMES = 2.0
_PAGE = b"<!doctype html><title>Board</title>" + b"<p>Halt all cooperation: 312 signatures.</p>\n" * 1_000


async def measure() -> list[Figure]:
    """Measure requests a second, then the wait of members."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "board"
        async with new_version(site) as version:
            version.write("index.html", _PAGE)
            version.write("large.csv", bytes(32 * 1024 * 1024))
        return [await _pages(site), *await _clicks(site, Path(name))]


async def _pages(site: Path) -> Figure:
    static = _started("static_process", str(site))
    async with site_process(site, Address("127.0.0.1", 0)) as ours, static as process:
        assert process.stdout is not None
        theirs = (await process.stdout.readline()).decode().strip()
        for url in (ours, theirs):
            await _rate(url)
        rates = [(await _rate(ours), await _rate(theirs)) for _ in range(ROUNDS)]
    return Figure(
        "serving",
        f"the first page ({len(_PAGE) // 1000} kB), {AT_ONCE} readers: requests a second",
        "/s",
        median(rate for rate, _ in rates),
        median(rate for _, rate in rates),
        "aiohttp's static files",
        "ratio ≥ 1",
        median(ours / theirs for ours, theirs in rates) >= 1,
    )


async def _rate(url: str) -> float:
    """Return the requests a second that are answered to readers of many addresses."""
    host, port = url.removeprefix("http://").split(":")

    async def reader(number: int) -> None:
        connection = await asyncio.open_connection(host, port)
        for _ in range(REQUESTS // AT_ONCE):
            connection[1].write(get("/index.html", number))
            number += AT_ONCE
            await read_answer(connection[0])
        connection[1].close()

    begun = time.perf_counter()
    await asyncio.gather(*map(reader, range(AT_ONCE)))
    return REQUESTS / (time.perf_counter() - begun)


async def _clicks(site: Path, folder: Path) -> list[Figure]:
    port = unused_port()
    async with client.running() as loopback:
        tocsin = await loopback.bot("tocsin")
        url = f"sqlite+aiosqlite:///{folder / 'tocsin.db'}"
        async with open_app(Settings(database_url=url, key_dir=folder / "keys")) as app:
            await app.servers.ensure(tocsin.guild_id, name="Server")
        environ = {
            "DATABASE_URL": url,
            "TOCSIN_KEY_DIR": str(folder / "keys"),
            "TOCSIN_BOARD": str(_plain(site, folder)),
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


def _plain(site: Path, folder: Path) -> Path:
    """Return a copy of the site that is no site of the bot: it does not replace it by its own."""
    return Path(shutil.copytree(site, folder / "plain"))


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
