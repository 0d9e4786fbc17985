"""Kills at random moments: acknowledged signatures are stored, posts appear once, the database is intact.

A campaign goes on for many runs of the bot, each ended by SIGKILL while members sign and withdraw, a feed
is read, counts are published and posts are sent; now and then the machine's clock is wrong by hours or
days. After each run everything is checked that ``tocsin check`` checks.

``TOCSIN_KILL_SEED`` repeats the choices of a failed run, but not the moments of its kills. ``pytest -m
"long and crash"`` kills far more often, and also fails if no kill hit signing, reading, delivery or
publication.
"""

import asyncio
import json
import os
import random
import re
import signal
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.app import open_app
from bot.cli.admin.check import _check_database
from bot.common.clock import utc_now
from bot.keystore.keyring import Keys
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Change,
    Contract,
    Demand,
    DigestEntry,
    Publication,
    Signature,
)
from bot.ui.router import route
from tests.support.loopback import Interaction, LoopbackDiscord, shown
from tests.support.loopback.run_bot import (
    API,
    CLOCK_AHEAD,
    GATEWAY,
)
from tests.support.loopback.seed import PRIVACY, TICKED
from tests.support.loopback.web import Site
from tests.support.processes import Running, start

pytestmark = [pytest.mark.crash, pytest.mark.full]

TIMEOUT_S = 120.0
PATIENCE_S = 3.0  # until something is posted or read after a start
NOT_KILLED = 0  # not a signal: it only tests whether the process exists
HOUR, DAY = 3600.0, 86_400.0
MEMBERS = range(1_000, 1_040)
SIGN, WITHDRAW = "sign", "withdraw"
STORED, POSTED = "signatures stored and not acknowledged", "posts made and not noted"
BEGUN, READ = "posts begun", "reads half taken in"
PUBLISHED = "counts published and not put to rest"
ACKNOWLEDGED = {SIGN: "Your signature is recorded", WITHDRAW: "You have no signature on this demand"}
WRONG_CLOCKS = (0, 0, 0, 0, 0, 0, -3 * HOUR, 3 * HOUR, -2 * DAY, 2 * DAY)


class Runs:
    """The bot's processes, one after another, with one log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: set[Running] = set()

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path) -> AsyncIterator["Runs"]:
        runs = cls(folder)
        try:
            yield runs
        finally:
            for process in runs._running:  # the log of a failed test
                process.kill()

    async def begin(self, module: str, *words: str, **environ: str) -> Running:
        log = self._folder / "log.txt"
        process = await start(module, *words, folder=self._folder, environ=environ, out=log)
        self._running.add(process)
        return process

    async def end(self, process: Running, number: int = NOT_KILLED) -> None:
        """Send a signal, and wait until the process is gone."""
        with suppress(ProcessLookupError):
            process.send_signal(number)
        await asyncio.wait_for(process.wait(), TIMEOUT_S)
        self._running.discard(process)

    def mistakes(self) -> list[str]:
        """Return everything logged with a traceback, except of connections that a busy machine closed too
        slowly.
        """
        told = re.findall(r"^(?:\S+ [A-Z]+|Traceback) .*(?:\n  .*)+", self.log, re.MULTILINE)
        late = re.compile("sqlalchemy.pool.*: Exception closing connection")
        return [each for each in told if "Traceback" in each and not late.search(each)]

    @property
    def log(self) -> str:
        return (self._folder / "log.txt").read_text(encoding="utf-8")


class Campaign:
    """A server with a demand that members sign, and a feed with a new article at each read."""

    def __init__(
        self, seed: int, loopback: LoopbackDiscord, site: Site, settings: Settings, runs: Runs
    ) -> None:
        self.chance = random.Random(seed)
        self.loopback = loopback
        self.site = site
        self.settings = settings
        self.runs = runs
        self.demand_id = 0
        self.version = 0
        self.articles = 3
        self.digest = self.chance.choice([None, "day"])  # of the channel
        self.stands: dict[int, bool] = {}  # for each member, the state in their last answer
        self.unsure: dict[int, set[bool]] = defaultdict(set)  # their requests since, unanswered
        self.hits: Counter[str] = Counter()  # the steps in which kills hit
        self._ahead: set[int] = set()  # members of whom more is stored than they were told
        site._replies["/feed.xml"] = self._feed

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        items = "".join(
            f"<item><title>Article {number} about ICE</title><guid>article-{number}</guid>"
            f"<link>{self.site.at(f'/article-{number}')}</link><description>More.</description></item>"
            for number in range(max(0, self.articles - 100), self.articles)  # older ones left the feed
        )
        self.articles += 3
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def set_up(self) -> None:
        server_id = self.loopback.guild.id
        async with open_app(self.settings) as app:
            await app.servers.update(
                server_id,
                name="Server",  # known: it is not greeted
                privacy=PRIVACY,
                retention_months=12,
                channel_id=self.loopback.channel.id,
                digest=self.digest,
                threads=True,
            )
            draft = await app.demands.create(server_id, {"en": {"title": "Stop it", "body": "Now."}})
            demand = await app.demands.open(server_id, draft.id)
            self.demand_id, self.version = demand.id, demand.version
            await app.watches.add(server_id, "News", "feed", {"address": self.site.at("/feed.xml")})

    async def begin(self, wrong: float) -> Running:
        """Start the bot with a clock that is wrong by so many seconds."""
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
        return await self.runs.begin("tests.support.hasty_bot", **environment)

    async def until_killed(self) -> None:
        """Run the bot until it has made a random number of answers, posts, reads or requests, and kill it."""
        seen, most = self.chance.choice(
            [
                (lambda: self.loopback.count("callback"), 100),
                (lambda: self.loopback.count("create_message"), 4),
                (lambda: len(self.site.asked), 2),
                (lambda: len(self.loopback.requests), 120),
            ]
        )
        end = seen() + self.chance.randint(1, most)
        process = await self.begin(self.chance.choice(WRONG_CLOCKS))
        members = asyncio.create_task(self._press())
        with suppress(TimeoutError):  # nothing to post or to read: it is killed anyway
            async with asyncio.timeout(PATIENCE_S):
                while seen() < end:
                    await asyncio.sleep(0.003)
        await asyncio.sleep(self.chance.uniform(0, 0.03))
        await self.runs.end(process, signal.SIGKILL)
        members.cancel()
        with suppress(asyncio.CancelledError):  # but a wrong answer to a member is raised
            await members
        self.loopback.requests.clear()
        if self.chance.random() < 0.8:  # otherwise it is restarted at once, as by a supervisor
            self.loopback.ahead += self.chance.choice([HOUR / 6, 7 * HOUR, DAY, 3 * DAY])
            self.loopback.forget_nonces()

    async def _press(self) -> None:
        """Let eight members at a time press, whether or not the bot answers."""
        busy: set[int] = set()
        await self._connected()

        async def one() -> None:
            while True:
                member = self.chance.choice([member for member in MEMBERS if member not in busy])
                busy.add(member)
                await self._ask(member)
                busy.remove(member)

        async with asyncio.TaskGroup() as group:
            for _ in range(8):
                group.create_task(one())

    async def _connected(self) -> None:
        while not any(session.socket for session in self.loopback.gateway.sessions.values()):
            await asyncio.sleep(0.01)

    async def _ask(self, member: int) -> None:
        await self._do(member, self.chance.choice([SIGN, SIGN, WITHDRAW]))

    async def _do(self, member: int, act: str) -> None:
        self.unsure[member].add(act == SIGN)
        if act == SIGN:
            form = route("sign", self.demand_id, self.version, "0" * 8)
            asked = await self.loopback.submit(form, TICKED, user_id=member)
        else:
            asked = await self.loopback.press(route("withdraw", self.demand_id), user_id=member)
        told = await self._answer(asked)
        assert ACKNOWLEDGED[act] in told, told
        self.stands[member], self.unsure[member] = act == SIGN, set()

    async def _answer(self, asked: Interaction) -> str:
        while not asked.messages:
            await asyncio.sleep(0.002)
        return shown(asked.messages[0])

    # Checks after each run

    async def check(self) -> None:
        await self._check_whole()
        database = await Database.connect(self.settings.database_url)
        try:
            await self._check_signatures(database)
            await self._check_posts(database)
            await self._note_interrupted_steps(database)
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
        ahead = set()
        for member in {*self.stands, *self.unsure}:
            possible = {self.stands.get(member, False), *self.unsure[member]}
            reference = await keys.reference(self.demand_id, member)
            assert (reference in standing) in possible, f"{member} was told otherwise"
            if (reference in standing) != self.stands.get(member, False):
                ahead.add(member)
        self.hits[STORED] += len(ahead - self._ahead)
        self._ahead = ahead

    async def _check_posts(self, database: Database) -> None:
        async with database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        posted = self.posted()
        there = dict(posted)
        assert len(there) == len(posted), "posted twice"
        sent = {row.id: row.message_id for row in rows if row.state == "sent"}
        assert sent.items() <= there.items(), "noted as sent, and it is not there"
        assert there.keys() <= {row.id for row in rows}, "posted without being on record"
        ids = {str(message_id) for message_id in there.values()}
        assert self.loopback.threads.keys() <= ids, "a thread under no post"
        of_contracts = {row.id for row in rows if row.kind == "contract"}
        news = [announcement_id for announcement_id, _ in posted if announcement_id in of_contracts]
        assert news == sorted(news), "out of order"
        pending = [row for row in rows if row.state == "pending"]
        self.hits[BEGUN] += sum(row.first_attempt_at is not None for row in pending)
        self.hits[POSTED] += sum(row.id in there for row in pending)
        self.hits[READ] += any(row.gathering for row in pending)

    async def _note_interrupted_steps(self, database: Database) -> None:
        async with database.read() as session:
            demand = await session.get_one(Demand, self.demand_id)
            self.hits[PUBLISHED] += demand.rested < demand.batch - 1

    def posted(self) -> list[tuple[int, int]]:
        """Return the announcement's and the message's id of each post in the channel, in order."""
        found = []
        for message in self.loopback.messages[self.loopback.channel.id]:
            [announcement_id] = set(re.findall(r'[:"]a([0-9]+)[:"]', json.dumps(message["components"])))
            found.append((int(announcement_id), int(message["id"])))
        return found

    async def finish(self) -> None:
        """Run the bot a last time, with the right clock and an unchanged feed, until a count is published,
        however few pressed on a slow machine, and nothing is pending."""
        last = self.articles

        async def same(request: web.Request) -> web.StreamResponse:
            self.articles = last
            return await self._feed(request)

        self.site._replies["/feed.xml"] = same
        self.loopback.ahead += 3 * DAY  # items noted by a clock that ran ahead are due
        async with open_app(self.settings) as app:
            await app.servers.update(self.loopback.guild.id, digest=None)
        process = await self.begin(0)
        database = await Database.connect(self.settings.database_url)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await self._connected()
                for member in MEMBERS:
                    await self._do(member, SIGN)
                while not await self._nothing_pending(database, last):
                    await asyncio.sleep(0.1)
        finally:
            await database.close()
        await self.runs.end(process, signal.SIGTERM)
        assert self.runs.log.rstrip().endswith("bot.runtime.run: stopped"), self.runs.log[-3000:]

    async def _nothing_pending(self, database: Database, articles: int) -> bool:
        async with database.read() as session:
            known = await session.scalar(select(func.count()).select_from(Contract))
            counts = await session.scalar(select(func.count()).select_from(Publication))
            states = Counter(await session.scalars(select(Announcement.state)))
        return bool(counts) and known == articles and set(states) == {"sent"}

    async def check_the_end(self) -> None:
        await self.check()
        database = await Database.connect(self.settings.database_url)
        try:
            async with database.read() as session:
                news = await session.scalars(
                    select(Change.contract_id).where(Change.kind == "new-article", Change.news)
                )
                expected = Counter(news)
                alone = await session.scalars(
                    select(Announcement.subject).where(Announcement.kind == "contract")
                )
                told = Counter(int(subject.removeprefix("contract:")) for subject in alone)
                told.update(await session.scalars(select(DigestEntry.contract_id)))
        finally:
            await database.close()
        assert set(expected.values()) <= {1}, "an article was new twice"
        assert told == expected, "an article that nobody was told of, or that was told twice"


def random_seed() -> int:
    given = os.environ.get("TOCSIN_KILL_SEED")
    return int(given) if given else random.SystemRandom().randrange(2**32)


async def killed(url: str, folder: Path, kills: int) -> Counter[str]:
    """Return how often kills hit each step."""
    seed = random_seed()
    sys.stderr.write(f"TOCSIN_KILL_SEED={seed}\n")  # shown if it fails
    settings = Settings(database_url=url, key_dir=folder / "keys", allow_loopback=True)
    async with LoopbackDiscord() as loopback, Site.running() as site, Runs.open(folder) as runs:
        campaign = Campaign(seed, loopback, site, settings, runs)
        await campaign.set_up()
        for _ in range(kills):
            await campaign.until_killed()
            await campaign.check()
        await campaign.finish()
        await campaign.check_the_end()
        assert not (mistakes := runs.mistakes()), mistakes[0]
    sys.stderr.write(f"{kills} kills: {dict(campaign.hits)}\n")
    return campaign.hits


async def test_killed_five_times(sqlite_url: str, tmp_path: Path) -> None:
    await killed(sqlite_url, tmp_path, 5)


@pytest.mark.long
async def test_killed_two_hundred_times(sqlite_url: str, tmp_path: Path) -> None:
    hits = await killed(sqlite_url, tmp_path, 200)
    assert min(hits[name] for name in (STORED, POSTED, BEGUN, READ, PUBLISHED)) > 0, hits


@pytest.mark.long
async def test_killed_a_hundred_times_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    hits = await killed(postgres_url, tmp_path, 100)
    assert min(hits[name] for name in (STORED, POSTED, BEGUN, READ, PUBLISHED)) > 0, hits
