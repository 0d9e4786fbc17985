"""Test harness: several bot processes on one database and one loopback Discord, and ways to disturb them."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, select

from bot.storage import Database
from bot.storage.models import Announcement
from tests.support.loopback import LoopbackDiscord
from tests.support.loopback.run_bot import API, GATEWAY
from tests.support.processes import Running, start

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 120.0  # seconds; starting takes two or three, a takeover as many more


class Process:
    """One process, with a log of its own."""

    def __init__(self, log: Path, inner: Running) -> None:
        self._log = log
        self._inner = inner

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    async def says(self, words: str, *, times: int = 1) -> None:
        """Wait until its log contains these words."""
        async with asyncio.timeout(TIMEOUT_S):
            while self.log.count(words) < times:
                assert self._inner.returncode is None, self.log
                await asyncio.sleep(0.02)

    async def ended(self) -> int:
        """Wait for its end; return the exit code."""
        return await asyncio.wait_for(self._inner.wait(), TIMEOUT_S)

    def kill(self) -> None:
        self._inner.kill()

    def stop(self) -> None:
        self._inner.terminate()

    def pause(self) -> None:
        self._inner.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._inner.send_signal(signal.SIGCONT)


class Sites:
    """Factory of processes that share ``database``; ``folder`` holds their keys and logs."""

    def __init__(self, loopback: LoopbackDiscord, database: Database, folder: Path) -> None:
        self.loopback = loopback
        self.database = database
        self.folder = folder

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.database.url.render_as_string(hide_password=False)

    @asynccontextmanager
    async def bot(self, name: str, **environ: str) -> AsyncIterator[Process]:
        """Start a process; on exit it is killed if it still runs."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": self.loopback.token,
            "DATABASE_URL": self.url,
            "TOCSIN_KEY_DIR": str(self.folder / "keys"),
            API: self.loopback.api,
            GATEWAY: self.loopback.gateway_url,
            **environ,
        }
        path = self.folder / f"{name}.log"
        inner = await start(
            "tests.support.loopback.run_bot",
            folder=self.folder,
            environ=environment,
            out=self.folder / f"{name}.out",
            err=path,
        )
        try:
            yield Process(path, inner)
        finally:
            if inner.returncode is None:
                inner.kill()
            await inner.wait()

    async def until(self, condition: Callable[[], Awaitable[Any]]) -> None:
        async with asyncio.timeout(TIMEOUT_S):
            while not await condition():
                await asyncio.sleep(0.02)

    async def all_posted(self) -> bool:
        async with self.database.read() as session:
            return set(await session.scalars(select(Announcement.state))) == {"sent"}

    async def assert_each_posted_once(self) -> None:
        """Check that each announcement is one message, the one in its row, and that each channel has them in
        the order of their creation."""
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        noted: dict[int, list[str]] = {}
        for row in rows:
            assert row.state == "sent"
            noted.setdefault(row.channel_id, []).append(str(row.message_id))
        posted = {channel: [one["id"] for one in said] for channel, said in self.loopback.messages.items()}
        assert {channel: ids for channel, ids in posted.items() if ids} == noted


class Cable:
    """Proxy for a PostgreSQL on this machine that can drop all traffic without closing connections."""

    def __init__(self, database: URL) -> None:
        self._socket = f"{database.query['host']}/.s.PGSQL.5432"
        self._database = database.database
        self._whole = asyncio.Event()
        self._whole.set()
        self.keeps_open = False  # after the server closes its end, the client is not told
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    @property
    def url(self) -> str:
        """The address of the database through the proxy."""
        assert self._server is not None
        _, port = self._server.sockets[0].getsockname()
        return f"postgresql://postgres@127.0.0.1:{port}/{self._database}"

    def cut(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    def end(self) -> None:
        """Break all connections and accept no more, as if the server at the other end stopped."""
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def __aenter__(self) -> "Cable":
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.end()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        await self._whole.wait()
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        self._writers.append(far_writer)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._carry(source, sink))
            self._tasks.add(task)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                await self._whole.wait()
                sink.write(data)
                await sink.drain()
        except ConnectionError:
            pass
        finally:
            if not self.keeps_open:
                sink.close()
