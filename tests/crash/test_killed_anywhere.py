"""Killed at any moment: what was acknowledged is there, what was posted is posted once, all of it is whole.

A campaign goes on for many runs of the bot, each of which ends with SIGKILL somewhere while members sign and
withdraw, a feed is read, counts are published and posts are sent; now and then the machine's clock is wrong
by hours or days. After each run everything is checked that ``tocsin check`` checks. Databases of the first
version are killed while they are brought to this one's tables.

``TOCSIN_KILL_SEED`` repeats what a failure names.
"""

import asyncio
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import func, select, text

from bot.app import open_app
from bot.clock import utc_now
from bot.petitions.keys.keyring import Keys
from bot.settings import Settings
from bot.steward.check import _check_database
from bot.storage import Database
from bot.storage.migrate import revision, upgrade
from bot.storage.migrations import HEAD
from bot.storage.tables import Announcement, Change, Contract, Publication, Signature
from bot.ui.router import route
from tests.loopback import Interaction, LoopbackDiscord, shown
from tests.loopback.run_bot import API, CLOCK_AHEAD, GATEWAY
from tests.loopback.seed import PRIVACY, TICKED
from tests.loopback.web import Site
from tests.storage.test_migrations import FIRST_ROWS, _to

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
HOUR, DAY = 3600.0, 86_400.0
MEMBERS = range(1_000, 1_040)
SIGN, WITHDRAW = "sign", "withdraw"
ACKNOWLEDGED = {SIGN: "Your signature stands", WITHDRAW: "No signature of yours stands"}
WRONG_CLOCKS = (0, 0, 0, 0, 0, 0, -3 * HOUR, 3 * HOUR, -2 * DAY, 2 * DAY)


class Nursery:
    """Where processes of the bot come from."""

    def __init__(self, inner: asyncio.subprocess.Process, folder: Path) -> None:
        self._inner = inner
        self._folder = folder
        self._children: set[int] = set()

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path) -> AsyncIterator["Nursery"]:
        inner = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.crash.nursery"),
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        nursery = cls(inner, folder)
        try:
            yield nursery
        finally:
            inner.kill()
            await inner.wait()
            for child in nursery._children:  # of a test that failed
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    async def begin(self, *argv: str, **env: str) -> int:
        asked = {"argv": argv, "env": env, "log": str(self._folder / "log.txt"), "cwd": str(self._folder)}
        assert self._inner.stdin is not None
        assert self._inner.stdout is not None
        self._inner.stdin.write(json.dumps(asked).encode() + b"\n")
        child = int(await asyncio.wait_for(self._inner.stdout.readline(), PATIENCE))
        self._children.add(child)
        return child

    async def end(self, pid: int, number: int) -> None:
        """Send a signal, and wait until there is no such process."""
        async with asyncio.timeout(PATIENCE):
            try:
                os.kill(pid, number)
                while True:
                    os.kill(pid, 0)
                    await asyncio.sleep(0.005)
            except ProcessLookupError:
                self._children.discard(pid)

    @property
    def log(self) -> str:
        return (self._folder / "log.txt").read_text(encoding="utf-8")


class Campaign:
    """A server with a demand that is signed, and a feed that says something new each time it is read."""

    def __init__(
        self, seed: int, loopback: LoopbackDiscord, site: Site, settings: Settings, nursery: Nursery
    ) -> None:
        self.chance = random.Random(seed)
        self.loopback = loopback
        self.site = site
        self.settings = settings
        self.nursery = nursery
        self.demand_id = 0
        self.version = 0
        self.articles = 3
        self.stands: dict[int, bool] = {}  # of each member, as they were last told
        self.unsure: dict[int, set[bool]] = defaultdict(set)  # what they asked for since, unanswered
        site._replies["/feed.xml"] = self._feed

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        items = "".join(
            f"<item><title>Article {number} about ICE</title><guid>article-{number}</guid>"
            f"<link>{self.site.at(f'/article-{number}')}</link><description>More.</description></item>"
            for number in range(max(0, self.articles - 100), self.articles)  # others have scrolled out
        )
        self.articles += 3
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def set_up(self) -> None:
        server_id = self.loopback.guild.id
        async with open_app(self.settings) as app:
            await app.servers.update(
                server_id, privacy=PRIVACY, retention_months=12, channel_id=self.loopback.channel.id
            )
            draft = await app.demands.create(server_id, {"en": {"title": "Stop it", "body": "Now."}})
            demand = await app.demands.open(server_id, draft.id)
            self.demand_id, self.version = demand.id, demand.version
            await app.watches.add(server_id, "News", "feed", {"address": self.site.at("/feed.xml")})

    async def begin(self, wrong: float) -> int:
        """Start the bot by a clock that is wrong by so many seconds."""
        environment = {
            "DISCORD_TOKEN": self.loopback.token,
            "DATABASE_URL": self.settings.database_url,
            "TOCSIN_KEY_DIR": str(self.settings.key_dir),
            "TOCSIN_ALLOW_LOOPBACK": "yes",
            "TOCSIN_POLL_MINUTES": "0.02",
            "TOCSIN_PUBLISH_CHANGES": "3",
            "TOCSIN_PUBLISH_HOURS": "0",
            "TOCSIN_PUBLISH_LATEST_HOURS": "0",
            API: self.loopback.api,
            GATEWAY: self.loopback.gateway_url,
            CLOCK_AHEAD: str(self.loopback.ahead + wrong),
        }
        return await self.nursery.begin("run", **environment)

    async def until_killed(self) -> None:
        """One run, which ends about when so many answers, posts, reads or requests of any kind were seen."""
        seen, most = self.chance.choice(
            [
                (lambda: self.loopback.count("callback"), 100),
                (lambda: self.loopback.count("create_message"), 4),
                (lambda: len(self.site.asked), 2),
                (lambda: len(self.loopback.requests), 120),
            ]
        )
        end = seen() + self.chance.randint(1, most)
        pid = await self.begin(self.chance.choice(WRONG_CLOCKS))
        members = asyncio.create_task(self._press())
        with suppress(TimeoutError):  # nothing to post or to read: it is killed where it is
            async with asyncio.timeout(3):
                while seen() < end:
                    await asyncio.sleep(0.003)
        await asyncio.sleep(self.chance.uniform(0, 0.03))
        await self.nursery.end(pid, signal.SIGKILL)
        members.cancel()
        await asyncio.gather(members, return_exceptions=True)
        self.loopback.ahead += self.chance.choice([HOUR / 6, 7 * HOUR, DAY, 3 * DAY])
        self.loopback.forget_nonces()

    async def _press(self) -> None:
        """Eight members at a time press, whoever is there to answer."""
        busy: set[int] = set()

        async def one() -> None:
            while True:
                member = self.chance.choice([member for member in MEMBERS if member not in busy])
                busy.add(member)
                await self._ask(member)
                busy.remove(member)

        while not any(session.socket for session in self.loopback.gateway.sessions.values()):
            await asyncio.sleep(0.01)
        async with asyncio.TaskGroup() as group:
            for _ in range(8):
                group.create_task(one())

    async def _ask(self, member: int) -> None:
        act = self.chance.choice([SIGN, SIGN, WITHDRAW])
        self.unsure[member].add(act == SIGN)
        if act == SIGN:
            form = route("sign", self.demand_id, self.version, "0" * 8)
            asked = await self.loopback.submit(form, TICKED, user_id=member)
        else:
            asked = await self.loopback.press(route("withdraw", self.demand_id), user_id=member)
        told = await self._told(asked)
        assert ACKNOWLEDGED[act] in told, told
        self.stands[member], self.unsure[member] = act == SIGN, set()

    async def _told(self, asked: Interaction) -> str:
        while not asked.messages:
            await asyncio.sleep(0.002)
        return shown(asked.messages[0])

    # What must hold after each run

    async def check(self) -> None:
        await self._check_whole()
        database = await Database.connect(self.settings.database_url)
        try:
            await self._check_signatures(database)
            await self._check_posts(database)
        finally:
            await database.close()

    async def _check_whole(self) -> None:
        _, _, file = self.settings.database_url.partition("sqlite+aiosqlite:///")
        if file:
            with closing(sqlite3.connect(file)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        findings = [finding async for finding in _check_database(self.settings)]
        assert [str(finding) for finding in findings if not finding.good] == []

    async def _check_signatures(self, database: Database) -> None:
        keys = Keys(self.settings.key_dir, database, utc_now)
        async with database.read() as session:
            rows = await session.scalars(select(Signature.reference).where(Signature.state != "leaving"))
            standing = set(rows)
        for member in {*self.stands, *self.unsure}:
            possible = {self.stands.get(member, False), *self.unsure[member]}
            reference = await keys.reference(self.demand_id, member)
            assert (reference in standing) in possible, f"{member} was told otherwise"

    async def _check_posts(self, database: Database) -> None:
        async with database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        posted = self.posted()
        there = dict(posted)
        assert len(there) == len(posted), "posted twice"
        sent = {row.id: row.message_id for row in rows if row.state == "sent"}
        assert sent.items() <= there.items(), "noted as sent, and it is not there"
        assert there.keys() <= {row.id for row in rows}, "posted without being on record"
        news = [
            int(mark[1:]) for mark, _ in posted if mark in {f"a{r.id}" for r in rows if r.kind == "contract"}
        ]
        assert news == sorted(news), "out of order"

    def posted(self) -> list[tuple[int, int]]:
        """The announcement's and the message's id of each post in the channel, in order."""
        found = []
        for message in self.loopback.messages[self.loopback.channel.id]:
            [announcement_id] = set(re.findall(r'[:"]a([0-9]+)[:"]', json.dumps(message["components"])))
            found.append((int(announcement_id), int(message["id"])))
        return found

    async def to_its_end(self) -> None:
        """A last run, by the right clock, in which the feed says nothing new: nothing waits any more."""
        last = self.articles

        async def same(request: web.Request) -> web.StreamResponse:
            self.articles = last
            return await self._feed(request)

        self.site._replies["/feed.xml"] = same
        self.loopback.ahead += 3 * DAY  # what was noted by a clock that was ahead is due
        pid = await self.begin(0)
        database = await Database.connect(self.settings.database_url)
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._nothing_waits(database, last):
                    await asyncio.sleep(0.1)
        finally:
            await database.close()
        await self.nursery.end(pid, signal.SIGTERM)
        assert self.nursery.log.rstrip().endswith("bot.serve: stopped"), self.nursery.log[-3000:]

    async def _nothing_waits(self, database: Database, articles: int) -> bool:
        async with database.read() as session:
            known = await session.scalar(select(func.count()).select_from(Contract))
            states = Counter(await session.scalars(select(Announcement.state)))
        return known == articles and set(states) == {"sent"}

    async def check_the_end(self) -> None:
        await self.check()
        database = await Database.connect(self.settings.database_url)
        try:
            async with database.read() as session:
                published = await session.scalar(select(func.count()).select_from(Publication))
                told = await session.scalars(
                    select(Change.contract_id).where(Change.kind == "new-article", Change.news)
                )
                subjects = list(await session.scalars(select(Announcement.subject)))
        finally:
            await database.close()
        assert published, "counts were published meanwhile"
        digests = [subject for subject in subjects if subject.startswith(("changes", "watch"))]
        for contract_id in told:
            assert f"contract:{contract_id}" in subjects or digests, "an article that nobody was told of"


def a_seed() -> int:
    given = os.environ.get("TOCSIN_KILL_SEED")
    return int(given) if given else random.SystemRandom().randrange(2**32)


async def killed(url: str, folder: Path, runs: int) -> None:
    seed = a_seed()
    sys.stderr.write(f"TOCSIN_KILL_SEED={seed}\n")  # shown where it fails
    settings = Settings(database_url=url, key_dir=folder / "keys", allow_loopback=True)
    async with LoopbackDiscord() as loopback, Site.running() as site, Nursery.open(folder) as nursery:
        campaign = Campaign(seed, loopback, site, settings, nursery)
        await campaign.set_up()
        for _ in range(runs):
            await campaign.until_killed()
            await campaign.check()
        await campaign.to_its_end()
        await campaign.check_the_end()
        assert "Traceback" not in nursery.log, nursery.log[-5000:]


async def killed_while_migrating(folder: Path, database: Database, runs: int) -> None:
    """An SQLite file of the first version, each time anew."""
    chance, file = random.Random(a_seed()), Path(str(database.url.database))
    writer = database.engine.execution_options(tocsin_write=True)
    async with writer.begin() as connection:
        await connection.run_sync(_to, "0001")
        for statement in FIRST_ROWS:
            await connection.execute(text(statement))
    await database.close()
    first = shutil.copyfile(file, folder / "first.db")
    interrupted = 0
    async with Nursery.open(folder) as nursery:
        for _ in range(runs):
            for beside in ("", "-wal", "-shm"):
                file.with_name(file.name + beside).unlink(missing_ok=True)
            shutil.copyfile(first, file)
            pid = await nursery.begin("db", "upgrade", DATABASE_URL=f"sqlite+aiosqlite:///{file}")
            await asyncio.sleep(chance.uniform(0, 0.4))
            await nursery.end(pid, signal.SIGKILL)
            reached = await revision(database)
            interrupted += reached == "0001"
            assert reached in ("0001", HEAD), "all of it, or nothing"
            await upgrade(database)
            async with database.read() as session:
                for table in ("servers", "demands", "publications", "watches", "contracts", "announcements"):
                    assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 1, table
            await database.close()
            with closing(sqlite3.connect(file)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert interrupted, "some were killed before they were done"


async def test_killed_fifteen_times_while_everything_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    await killed(sqlite_url, tmp_path, 15)


async def test_killed_five_times_while_migrating(sqlite_url: str, tmp_path: Path) -> None:
    await killed_while_migrating(tmp_path, await Database.connect(sqlite_url), 5)


@pytest.mark.long
async def test_killed_a_hundred_and_fifty_times(sqlite_url: str, tmp_path: Path) -> None:
    await killed(sqlite_url, tmp_path, 150)


@pytest.mark.long
async def test_killed_fifty_times_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    await killed(postgres_url, tmp_path, 50)


@pytest.mark.long
async def test_killed_forty_times_while_migrating(sqlite_url: str, tmp_path: Path) -> None:
    await killed_while_migrating(tmp_path, await Database.connect(sqlite_url), 40)
