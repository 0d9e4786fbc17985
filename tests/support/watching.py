"""Test harness for the watcher: a database, a source in memory and the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, select, text, update

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Record
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import News
from bot.contracts.watches.service import Watches, WatchInfo
from bot.storage import Database
from bot.storage.models import Announcement, Base, Server
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource

POLL = timedelta(hours=6)
QUERY = {"suppliers": ["CAPGEMINI"]}


class Watching:
    """The services of a test that plays reads, with one fake source under the name "usaspending"."""

    def __init__(self, database: Database, clock: MovableClock, source: FakeSource | None = None) -> None:
        self.database = database
        self.clock = clock
        self.source = source or FakeSource()
        sources = {"usaspending": self.source}
        self.watches = Watches(database, sources, clock)
        self.contracts = Contracts(database)
        self.watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda low, high: (low + high) / 2)

    async def server(self, server_id: int, *, channel_id: int | None = -1) -> None:
        """Create a server that posts in the channel ``server_id * 10``, unless told otherwise."""
        channel = server_id * 10 if channel_id == -1 else channel_id
        async with self.database.write() as session:
            session.add(Server(id=server_id, channel_id=channel, created_at=self.clock()))

    async def watch(self, server_id: int = 1, name: str = "ICE", query: Any = QUERY) -> WatchInfo:
        """Add a watch, and its server if it does not exist."""
        async with self.database.read() as session:
            found = (
                await session.execute(select(Server.id).where(Server.id == server_id))
            ).scalar_one_or_none()
        if found is None:
            await self.server(server_id)
        return await self.watches.add(server_id, name, "usaspending", query)

    async def begin(self, *shown: Record, **more: Any) -> WatchInfo:
        """Add a watch, and run its first read, which finds these records (see ``FakeSource.show``)."""
        watch = await self.watch()
        await self.first_read(*shown, **more)
        return watch

    async def first_read(self, *shown: Record, **more: Any) -> int:
        """Run a read at once, which finds these records."""
        self.source.show(*shown, **more)
        return await self.watcher.tick()

    async def read_of(self, *shown: Record, **more: Any) -> int:
        """Run the next read, which finds these records."""
        self.source.show(*shown, **more)
        return await self.read()

    async def full_read_of(self, *shown: Record, **more: Any) -> int:
        """Run a full read, which finds these records."""
        self.source.show(*shown, **more)
        return await self.read_in_full()

    async def read(self) -> int:
        """Run the next read, six hours and a half later."""
        self.clock.move(hours=6.5)
        return await self.watcher.tick()

    async def read_in_full(self) -> int:
        """Run a full read, a day later."""
        self.clock.move(hours=24)
        return await self.watcher.tick()

    async def info(self, watch: WatchInfo) -> WatchInfo:
        return next(w for w in await self.watches.list(watch.server_id) if w.id == watch.id)

    async def announced(self, server_id: int | None = None) -> list[Announcement]:
        """Return the announcements, in the order of enqueuing."""
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        return [row for row in rows if server_id in (None, row.server_id)]

    async def news(self, server_id: int | None = None) -> list[News]:
        """Return the content of contract announcements, single or in a digest, in the order of enqueuing."""
        found = []
        for row in await self.announced(server_id):
            if row.kind == "contract":
                news = await self.contracts.news(int(row.subject.partition(":")[2]), row.occasion)
                assert news is not None
                found.append(news)
            elif row.kind == "changes":
                page = await self.contracts.digest_of_changes(row.id, server_id=row.server_id, limit=1000)
                found += page.items
        return found

    async def posts(self, server_id: int | None = None) -> list[tuple[str, list[str]]]:
        """Return number and kinds of change of each announcement of a contract."""
        return [
            (news.contract.number, [change.kind.value for change in news.changes])
            for news in await self.news(server_id)
        ]

    async def told(self, server_id: int = 1) -> list[tuple[str, list[str]]]:
        """Return number and kinds of change of all news of contracts, posted or shown on demand, oldest
        first."""
        page = await self.contracts.latest(server_id, limit=1000)
        return [
            (news.contract.number, [change.kind.value for change in news.changes])
            for news in reversed(page.items)
        ]

    async def scalars(self, query: Any) -> list[Any]:
        """Return the first column of what is stored."""
        async with self.database.read() as session:
            return list(await session.scalars(query))

    async def scalar(self, query: Any) -> Any:
        """Return the one value of what is stored."""
        async with self.database.read() as session:
            return (await session.execute(query)).scalar_one()

    async def rows(self, *tables: str) -> dict[str, list[Any]]:
        """Return every row of these tables, or of all."""
        found = {}
        async with self.database.read() as session:
            for name in tables or Base.metadata.tables:
                result = await session.execute(text(f"SELECT * FROM {name}"))
                found[name] = sorted(map(repr, result.all()))
        return found

    @contextmanager
    def written(self) -> Iterator[list[str]]:
        """Record the write statements within the context, as "INSERT watches"."""
        statements: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            words = statement.split()
            if words[0] in ("INSERT", "UPDATE", "DELETE"):
                statements.append(f"{words[0]} {words[1] if words[0] == 'UPDATE' else words[2]}")

        event.listen(self.database.engine.sync_engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(self.database.engine.sync_engine, "before_cursor_execute", note)

    @contextmanager
    def transactions(self) -> Iterator[list[str]]:
        """Record an entry for each write transaction within the context."""
        begun: list[str] = []
        write = self.database.write

        def counted(**how: Any) -> Any:
            begun.append("write")
            return write(**how)

        self.database.write = counted  # type: ignore[method-assign]
        try:
            yield begun
        finally:
            self.database.write = write  # type: ignore[method-assign]


async def all_posted(database: Database, at: datetime) -> None:
    """Post everything in the outbox, as a bot in a good channel does."""
    async with database.write() as session:
        await session.execute(
            update(Announcement)
            .where(Announcement.state == "pending")
            .values(state="sent", sent_at=at, gathering=False, for_digest=False)
        )
