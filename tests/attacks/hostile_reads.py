"""Bot services in a process of their own that read hostile documents from a site at a local port.

Prints the results as JSON: the peak memory of all its processes together (resident, summed), and the longest
wait of a member who signs meanwhile.
"""

import asyncio
import gc
import json
import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import bot.app  # noqa: F401 - the bot's other modules use memory, too
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.registry import Sources
from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from tests.attacks.hostile_documents import KINDS
from tests.conftest import MovableClock
from tests.support.loopback.web import AllHere
from tests.support.petition_desk import open_desk
from tests.support.watching import POLL

PREVIEWS, SAVED, OF_A_SERVER = 100, 100, 20
GOOD = 1


class Memory(threading.Thread):
    """A thread that samples the memory of this process and its children."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_kib = 0

    def run(self) -> None:
        while True:
            self.peak_kib = max(self.peak_kib, sum(map(resident_kib, [os.getpid(), *children()])))
            time.sleep(0.01)


def resident_kib(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0")
    return int(line.split()[1])


def children() -> list[int]:
    """Return the child processes, except one that is still a fork of this process without its own program."""
    found: list[str] = []
    for thread in Path("/proc/self/task").iterdir():
        try:
            found += (thread / "children").read_text().split()
        except OSError:  # it has ended
            continue
    return [int(pid) for pid in found if command(pid) != command("self")]


def command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


async def measured(port: int, folder: Path) -> dict[str, Any]:
    memory, clock = Memory(), MovableClock()
    memory.start()
    database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'hostile.db'}")
    await upgrade(database)
    desk = await open_desk(database, clock, folder / "keys")
    demand = await desk.open_demand()
    gc.freeze()  # as the bot does when everything is open
    sys.setswitchinterval(0.001)
    idle = memory.peak_kib
    waits: list[float] = []

    async def sign() -> None:
        while True:
            began = time.perf_counter()
            await desk.sign(demand, 10**17 + len(waits))
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0.02)

    faults: Counter[str] = Counter()
    async with open_session(True, resolver=AllHere()) as session:
        limits = HttpLimits(pace=0, attempts=2)
        http = SourceHttp(session, user_agent="Tocsin test", allow_loopback=True, limits=limits, clock=clock)
        settings = Settings(database_url="sqlite+aiosqlite://", files=folder)
        sources = Sources(http, settings, clock)
        watches = Watches(database, sources, clock)
        watcher = Watcher(database, sources, clock, poll=POLL)
        signing = asyncio.create_task(sign())
        names = list(KINDS) * (max(PREVIEWS, SAVED) // len(KINDS) + 1)

        def query(number: int) -> tuple[str, dict[str, Any]]:
            kind = KINDS[names[number]]
            place = f"/{names[number].replace(' ', '-')}?{number}"
            return kind.source, kind.query(f"http://host{number % 2}.example:{port}{place}")

        async def preview(numbers: list[int]) -> None:
            for number in numbers:
                try:
                    await watches.survey(100 + number % 2, *query(number))
                    faults["none"] += 1
                except UserError as refusal:
                    faults[refusal.arguments.get("fault", refusal.id)] += 1

        await asyncio.gather(*(preview(list(range(first, PREVIEWS, 2))) for first in (0, 1)))
        await watches.add(GOOD, "news", "feed", {"address": f"http://good.example:{port}/feed"})
        rounds = good = 0
        for start in range(0, SAVED, OF_A_SERVER):
            server = 1000 + start
            for number in range(start, start + OF_A_SERVER):
                await watches.add(server, f"{number}", *query(number))
            clock.move(hours=7)
            rounds += 1
            await watcher.tick()
            [news] = await watches.list(GOOD)
            good += news.last_complete_at == clock()
            for watch in await watches.list(server):
                faults[str(watch.fault)] += 1
                await watches.pause(server, watch.id)
        signing.cancel()
    await database.close()
    return {
        "faults": faults,
        "rounds": rounds,
        "good_reads": good,
        "idle_mib": idle // 1024,
        "peak_mib": memory.peak_kib // 1024,
        "signed": len(waits),
        "longest_wait_ms": round(max(waits) * 1000),
        "median_wait_ms": round(sorted(waits)[len(waits) // 2] * 1000, 1),
        "waits_over_100_ms": sum(wait > 0.1 for wait in waits),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(measured(int(sys.argv[1]), Path(sys.argv[2])))) + "\n")
