"""Bot services in a process of their own that read documents which are slow to compare, again and again.

Prints the results as JSON: the longest wait of a member who signs meanwhile, the longest time for which one
callback held the event loop, in processor time (so that other programs of the machine do not count), and the
number of signatures that were acknowledged and are stored.
"""

import asyncio
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

import bot.app  # noqa: F401 - the bot's other modules use memory, too
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.registry import Sources
from bot.contracts.watches.service import Watches
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Observation, Signature, Watch
from tests.conftest import MovableClock
from tests.support.loopback.web import AllHere
from tests.support.petition_desk import SERVER, open_desk
from tests.support.watching import POLL

AMENDMENTS = 2_000
SUPPLIER = "Acme"
DAY = "2026-01-01T00:00:00Z"
MIN_ROUNDS = 2
PAUSE_S = 3.0  # between two reads of each address
SIGN_EVERY_S = 0.05


class Documents:
    """Documents of a hostile publisher: other ids, or other words, at each read. One is of so many
    ``contracts``."""

    def __init__(self, contracts: int) -> None:
        self.contracts = contracts
        self.reads = 0

    def answer(self, path: str) -> bytes:
        self.reads += 1
        made = {"/amended": self._amended, "/many": self._many, "/texts": self._texts}
        releases = made[path](self.reads)
        return json.dumps({"version": "1.1", "releases": releases}, ensure_ascii=False).encode()

    def _amended(self, number: int) -> list[dict[str, Any]]:
        """Contracts with as many amendments as are read, which have other numbers three times."""
        name = f"amended-{number // 3}"
        return [release(f"{name}-{place}", AMENDMENTS, f"{number}") for place in range(4)]

    def _many(self, number: int) -> list[dict[str, Any]]:
        each = AMENDMENTS // self.contracts
        return [release(f"many-{place}", each, f"{number}") for place in range(self.contracts)]

    def _texts(self, number: int) -> list[dict[str, Any]]:
        texts = ["\ufdfa" * 100_000, "We sell data. " * 14_000]
        return [
            {
                "ocid": f"text-{place}",
                "id": f"{number}",
                "date": DAY,
                "awards": [
                    {
                        "id": "award",
                        "status": "active",
                        "title": f"Award {place}",
                        "description": f"{number}. {text}",
                        "suppliers": [{"id": "1", "name": SUPPLIER}],
                    }
                ],
            }
            for place, text in enumerate(texts)
        ]


def release(ocid: str, amendments: int, prefix: str) -> dict[str, Any]:
    return {
        "ocid": ocid,
        "id": prefix,
        "date": DAY,
        "awards": [{"id": "award", "suppliers": [{"id": "1", "name": SUPPLIER}]}],
        "contracts": [
            {
                "id": f"contract-{ocid}",
                "awardID": "award",
                "title": f"Contract {ocid}",
                "status": "active",
                "amendments": [
                    {
                        "id": f"{prefix}-{number}",
                        "date": DAY,
                        "rationale": f"Part {number}",
                    }
                    for number in range(amendments)
                ],
            }
        ],
    }


class Holds:
    """The longest time that one callback held the event loop, in seconds of its thread's processor time."""

    def __init__(self) -> None:
        self.longest = 0.0
        run = asyncio.events.Handle._run  # type: ignore[attr-defined]

        def timed(handle: Any) -> None:
            began = time.thread_time()
            run(handle)
            self.longest = max(self.longest, time.thread_time() - began)

        asyncio.events.Handle._run = timed  # type: ignore[attr-defined]


async def measured(port: int, folder: Path, seconds: float) -> dict[str, Any]:
    clock = MovableClock()
    database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'slow.db'}")
    await upgrade(database)
    desk = await open_desk(database, clock, folder / "keys")
    demand = await desk.open_demand()
    gc.freeze()  # as the bot does when everything is open
    sys.setswitchinterval(0.001)
    waits: list[float] = []

    async def sign() -> None:
        while True:
            began = time.perf_counter()
            await desk.sign(demand, 10**17 + len(waits))
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(SIGN_EVERY_S)

    async with open_session(True, resolver=AllHere()) as session:
        limits = HttpLimits(pace=0, attempts=2)
        http = SourceHttp(session, user_agent="Tocsin test", allow_loopback=True, limits=limits, clock=clock)
        sources = Sources(http, Settings(database_url="sqlite+aiosqlite://", files=folder), clock)
        watches = Watches(database, sources, clock)
        watcher = Watcher(database, sources, clock, poll=POLL)
        for place, name in enumerate(("amended", "many", "texts")):
            query = {"address": f"http://host{place}.example:{port}/{name}", "suppliers": [SUPPLIER]}
            await watches.add(SERVER, name, "ocds", query)
        holds = Holds()
        signing = asyncio.create_task(sign())
        ends = time.monotonic() + seconds

        async def read_on() -> None:
            rounds = 0
            while time.monotonic() < ends or rounds < MIN_ROUNDS:
                rounds += 1
                async with database.write() as opened:
                    await opened.execute(update(Watch).values(next_read_at=clock(), failures=0))
                await watcher.tick()
                await asyncio.sleep(PAUSE_S)

        reading = asyncio.create_task(read_on())
        await asyncio.wait({reading, signing}, return_when=asyncio.FIRST_COMPLETED)
        for task in (signing, reading):
            task.cancel()
        await asyncio.gather(signing, reading, return_exceptions=True)
    async with database.read() as opened:
        stored = await opened.scalar(select(func.count()).select_from(Signature))
        reads = await opened.scalar(select(func.count()).select_from(Observation))
    await database.close()
    return {
        "signed": len(waits),
        "stored": stored,
        "reads": reads,
        "longest_wait_ms": round(max(waits) * 1000),
        "median_wait_ms": round(sorted(waits)[len(waits) // 2] * 1000, 1),
        "longest_hold_ms": round(holds.longest * 1000, 1),
    }


if __name__ == "__main__":
    said = asyncio.run(measured(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
    sys.stdout.write(json.dumps(said) + "\n")
