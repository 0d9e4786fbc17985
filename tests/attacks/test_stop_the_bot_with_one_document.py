"""Attack: a document of some kilobytes, which takes gigabytes or minutes to parse, stops the whole bot.

It was once parsed in the bot's process, in a thread that nothing can end, and every reply was decoded as
JSON on the event loop.
"""

import asyncio
import contextlib
import gzip
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http import client as http_client
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.registry import Sources
from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.settings import Settings
from bot.storage import Database
from tests.attacks.hostile_documents import KINDS
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http
from tests.support.petition_desk import SERVER, open_desk
from tests.support.watching import POLL

MEMBER = 812_345_678_901_234_567
FEED = """<rss version="2.0"><channel><title>F</title>
<item><title>News</title><link>http://a.example/1</link><guid>1</guid></item></channel></rss>"""
SLOW = b'{"ocid":"a"' + b"".join(b',"k%d":1' % number for number in range(600_000)) + b"}"
pytestmark = [pytest.mark.storage, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as site:
        for name, kind in KINDS.items():
            site.shows(path(name), gzip.compress(kind.make(1), 1), kind.media, Content_Encoding="gzip")
        site.shows("/slow", gzip.compress(SLOW, 1), "application/json", Content_Encoding="gzip")
        yield site


@pytest.fixture
async def http(clock: MovableClock, site: Site) -> AsyncIterator[SourceHttp]:
    async with source_http(clock) as http:
        yield http


def path(name: str) -> str:
    return f"/{name.replace(' ', '-')}"


def opened(
    database: Database, http: SourceHttp, clock: MovableClock, folder: Path
) -> tuple[Watches, Watcher]:
    settings = Settings(database_url="sqlite+aiosqlite://", files=folder)
    sources = Sources(http, settings, clock)
    watcher = Watcher(database, sources, clock, poll=POLL)
    return Watches(database, sources, clock), watcher


@pytest.mark.full
@pytest.mark.rest_in_full
async def test_a_preview_of_each_document_reports_that_it_is_too_complex(
    database: Database, clock: MovableClock, http: SourceHttp, site: Site, tmp_path: Path
) -> None:
    watches, _ = opened(database, http, clock, tmp_path)
    for name, kind in KINDS.items():
        with pytest.raises(UserError) as caught:
            await watches.survey(SERVER, kind.source, kind.query(site.at(path(name))))
        assert caught.value.arguments.get("fault") == "too-complex", name


@pytest.mark.full
async def test_a_saved_watch_fails_like_any_other_and_members_sign_meanwhile(
    database: Database, clock: MovableClock, http: SourceHttp, site: Site, tmp_path: Path
) -> None:
    desk = await open_desk(database, clock, tmp_path / "keys")
    demand = await desk.open_demand()
    watches, watcher = opened(database, http, clock, tmp_path)
    hostile = {
        name: await watches.add(SERVER, name, kind.source, kind.query(site.at(path(name))))
        for name, kind in KINDS.items()
    }
    site.shows("/feed", FEED, "application/rss+xml")
    good = await watches.add(SERVER + 1, "news", "feed", {"address": site.at("/feed")})
    reading = asyncio.create_task(watcher.tick())
    await asyncio.sleep(0)
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    done, _ = await asyncio.wait({reading}, timeout=60)
    assert done, "all are read within a minute"
    assert await reading == len(KINDS) + 1
    assert (await watches.list(good.server_id))[0].last_complete_at is not None
    for watch in await watches.list(SERVER):
        assert (watch.name, watch.fault, watch.failures) == (watch.name, "too-complex", 1)
        assert watch.next_read_at > clock()
    assert len(hostile) == len(KINDS)


@pytest.mark.full
async def test_a_cancelled_preview_leaves_nothing_running(
    database: Database, clock: MovableClock, http: SourceHttp, site: Site, tmp_path: Path
) -> None:
    watches, _ = opened(database, http, clock, tmp_path)
    before = set(children(idle=False))
    asked = asyncio.create_task(
        watches.survey(SERVER, "ocds", {"address": site.at("/slow"), "suppliers": ["acme"]})
    )
    await until(lambda: "/slow" in site.paths())
    await until(lambda: asked.done() or bool(set(children()) - before))
    assert not asked.done(), "it is parsed in a process that can be ended"
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await until(lambda: not set(children()) - before)
    assert not set(children()) - before


@pytest.mark.parametrize("status", [200, 404, 500])
async def test_no_long_reply_is_decoded_on_the_event_loop(
    database: Database,
    http: SourceHttp,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
) -> None:
    """Neither to search it for words nor as an answer, whatever its status."""
    body = '{"detail": "no", "x": [' + "[]," * 20_000 + "[]]}"
    site.fails("/reply", status, body)
    with decoded_lengths(monkeypatch) as lengths, suppress(SourceError):
        await http.fetch(site.at("/reply"))
    assert max(lengths, default=0) <= 8 * 1024


async def test_a_document_that_kills_the_bot_is_not_read_again_at_once(
    database: Database, clock: MovableClock, http: SourceHttp, site: Site, tmp_path: Path
) -> None:
    """The bot ends during the read, as it did when a document took all memory, and is started again."""
    watches, watcher = opened(database, http, clock, tmp_path)
    name, kind = next(iter(KINDS.items()))
    await watches.add(SERVER, name, kind.source, kind.query(site.at(path(name))))
    reading = asyncio.create_task(watcher.tick())
    await until(lambda: path(name) in site.paths())
    reading.cancel()  # nothing is stored about it
    await asyncio.gather(reading, return_exceptions=True)
    _, again = opened(database, http, clock, tmp_path)
    assert await again.tick() == 0
    clock.move(minutes=16)
    assert await again.tick() == 1


@pytest.mark.long
async def test_two_hundred_documents_take_little_memory_and_no_member_waits(
    database: Database, tmp_path: Path
) -> None:
    """In its own process, through previews and through saved watches, two at a time."""
    async with Site.running() as site:
        for name, kind in KINDS.items():
            packed = gzip.compress(kind.make(4), 1)
            site.shows(path(name), packed, kind.media, validators=False, Content_Encoding="gzip")
        site.shows("/feed", FEED, "application/rss+xml")
        program = (sys.executable, "-m", "tests.attacks.hostile_reads", str(site.port), str(tmp_path))
        process = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
    figures = json.loads(said)
    sys.stdout.write(said.decode())
    assert figures["faults"] == {"too-complex": 200}
    assert figures["good_reads"] == figures["rounds"]
    assert figures["peak_mib"] < 400
    assert figures["longest_wait_ms"] < 200, f"of {figures['signed']} signatures"


@contextmanager
def decoded_lengths(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Record the lengths of the texts that the HTTP client decodes as JSON."""
    lengths: list[int] = []
    loads = http_client.json.loads

    def noted(content: bytes) -> object:
        lengths.append(len(content))
        return loads(content)

    with monkeypatch.context() as patched:
        patched.setattr(http_client.json, "loads", noted)
        yield lengths


def children(*, idle: bool = True) -> list[str]:
    """Return the living child processes of this one; with ``idle``, also the parser workers."""
    found: list[str] = []
    for thread in Path(f"/proc/{os.getpid()}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended meanwhile
            found += (thread / "children").read_text().split()
    return [pid for pid in found if idle or "pars" not in Path(f"/proc/{pid}/cmdline").read_text()]


async def until(true: Callable[[], bool]) -> None:
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
