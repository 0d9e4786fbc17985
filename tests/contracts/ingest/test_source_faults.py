"""Faults between a source and the bot: in the end the same is announced, each change once.

The real sources with their real HTTP, against a feed and an API on this machine that fail like Discord in
``test_faults``: at the first request of a read or at a later one, once or as often as it is retried.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.contracts.sources.feed.source import Feeds
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.history import load_history
from bot.storage import Database
from bot.storage.models import Contract
from tests.conftest import MovableClock
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.loopback import (
    Fault,
    answer,
    drop,
    half,
    slow,
)
from tests.support.loopback.web import Site, source_http
from tests.support.watching import Watching

pytestmark = pytest.mark.wire

FAULTS: dict[str, Callable[[], Fault]] = {
    "429": lambda: answer(429),
    "500": lambda: answer(500),
    "503": lambda: answer(503),
    "403": lambda: answer(403),
    "dropped": lambda: drop(),
    "dropped after the effect": lambda: drop(after=True),
    "slow": lambda: slow(0.01),
    "half a body": lambda: half(),
    "half of what it says": lambda: half(framed=True),
}
ALL_TRIES = 50
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Disturbed:
    """Lets a number of requests through, then gives faults to the following ones."""

    def __init__(self) -> None:
        self.before = 0
        self.faults: list[Fault] = []

    async def __call__(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/robots.txt" or not self.faults:
            return await handler(request)
        if self.before:
            self.before -= 1
            return await handler(request)
        fault = self.faults.pop(0)
        if not fault.after and (struck := await fault.strike(request)) is not None:
            return struck
        response = await handler(request)
        return (fault.after and await fault.strike(request)) or response


Show = Callable[[int], None]


def http_by(clock: MovableClock) -> AbstractAsyncContextManager[SourceHttp]:
    """Open the HTTP access of sources, with circuit breakers that follow ``clock``."""
    return source_http(clock, time=lambda: clock().timestamp())


@asynccontextmanager
async def a_feed(disturbed: Disturbed, clock: MovableClock) -> AsyncIterator[tuple[Any, Any, Show]]:
    """Open a feed with two more articles at each step."""
    articles = 3

    async def feed(_: web.Request) -> web.StreamResponse:
        items = "".join(
            f"<item><title>Article {number}</title><guid>{number}</guid>"
            f"<link>{site.at(f'/{number}')}</link><description>More.</description></item>"
            for number in range(articles)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    async def reply(request: web.Request) -> web.StreamResponse:
        return await disturbed(request, feed)

    def show(step: int) -> None:
        nonlocal articles
        articles = 3 + 2 * step

    async with Site.running() as site, http_by(clock) as http:
        site._replies["/feed.xml"] = reply
        yield Feeds(http, clock), {"address": site.at("/feed.xml")}, show


@asynccontextmanager
async def an_api(disturbed: Disturbed, clock: MovableClock) -> AsyncIterator[tuple[Any, Any, Show]]:
    """Open USAspending with the recorded history."""
    async with FaultyUsaspending(load_history()) as api, http_by(clock) as http:
        api.intercept = disturbed
        source = Usaspending(http, api.url, clock)
        yield source, {"suppliers": ["CAPGEMINI"]}, api.show


async def announcements(
    database: Database, opened: Any, fault: str | None, before: int, times: int
) -> Sequence[tuple[str, list[str]]]:
    """Return the announcements of a day with a disturbed read and an undisturbed one."""
    clock, disturbed = MovableClock(), Disturbed()
    async with opened(disturbed, clock) as (source, query, show):
        watching = Watching(database, clock)
        watching.watches._sources["usaspending"] = source  # type: ignore[index]
        watching.watcher._sources["usaspending"] = source  # type: ignore[index]
        show(0)
        await watching.watch(query=query)
        await watching.read_in_full()
        show(1)
        if fault is not None:
            disturbed.before, disturbed.faults = before, [FAULTS[fault]() for _ in range(times)]
            await watching.read_in_full()
            disturbed.faults = []
        await watching.read_in_full()
        kinds = [row.kind for row in await watching.announced()]
        assert kinds.count("baseline") == 1
        return sorted(
            (str(news.contract.title), [change.kind.value for change in news.changes])
            for news in await watching.news()
        )


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("opened", "times"),
    [
        pytest.param(a_feed, ALL_TRIES, id="a feed, however often", marks=pytest.mark.full),
        pytest.param(an_api, ALL_TRIES, id="an API, however often"),
    ],
)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_day_of_faults_hides_and_repeats_nothing(
    sqlite_database: Database, migrated_file: Any, tmp_path: Any, fault: str, times: int, opened: Any
) -> None:
    expected = await _undisturbed(migrated_file, tmp_path, opened)
    assert expected
    before = 0 if opened is a_feed else len(fault) % 3  # the search, or the requests after it
    assert await announcements(sqlite_database, opened, fault, before, times) == expected


_TOLD: dict[Any, Any] = {}


async def _undisturbed(migrated_file: Any, folder: Any, opened: Any) -> Any:
    if opened not in _TOLD:
        copied = folder / "undisturbed.db"
        copied.write_bytes(migrated_file.read_bytes())
        database = await Database.connect(f"sqlite+aiosqlite:///{copied}")
        _TOLD[opened] = await announcements(database, opened, None, 0, 0)
        await database.close()
    return _TOLD[opened]


async def test_contracts_that_the_source_cannot_show_keep_no_other_unread(sqlite_database: Database) -> None:
    """Three in a row, always the first of the list, that answer 500."""
    clock = MovableClock()
    asked: list[str] = []

    async def answers(request: web.Request, handler: Handler) -> web.StreamResponse:
        parent, _, award = request.path.rstrip("/").rpartition("/")
        if not parent.endswith("/awards") or award == "last_updated":
            return await handler(request)
        asked.extend({award} - set(asked))
        return web.Response(status=500) if award in asked[:3] else await handler(request)

    async with FaultyUsaspending(load_history()) as api, http_by(clock) as http:
        api.intercept = answers
        watching = Watching(sqlite_database, clock)
        for service in (watching.watches, watching.watcher):
            service._sources["usaspending"] = Usaspending(http, api.url, clock)
        api.show(0)
        await watching.watch(query={"suppliers": ["CAPGEMINI"]})
        for _ in range(2):
            await watching.read_in_full()
            clock.move(hours=24)
        async with sqlite_database.read() as session:
            stored = set(await session.scalars(select(Contract.source_id)))
    assert len(asked) > 10
    assert stored == set(asked[3:])
