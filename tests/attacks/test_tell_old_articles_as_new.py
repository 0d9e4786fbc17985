"""Attack: a feed gives its articles other ids, as a site does with new software; none may be posted again."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import select

from bot.contracts.sources.feed.source import Feeds
from bot.storage import Database
from bot.storage.models import Announcement, Change
from tests.conftest import MovableClock
from tests.contracts.ingest.test_european_watch import Europe
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.behaviour

FEED = "/feed"


def rss(site: Site, numbers: range, *, ids: str, links: str = "/article", titles: str = "Article") -> None:
    """Return a feed with articles of 2020, newest first; each has its own id."""
    items = "".join(
        f'<item><title>{titles} {n}</title><guid isPermaLink="false">{ids}{n}</guid><link>{links}/{n}</link>'
        f"<pubDate>{format_datetime(datetime(2020, 5, 1, tzinfo=UTC) + timedelta(days=n))}</pubDate></item>"
        for n in numbers
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Watchdog</title>'
    site.shows(FEED, f"{head}{items}</channel></rss>", "application/rss+xml", validators=False)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        rss(running, range(15), ids="old-")
        yield running


@pytest.fixture
async def world(sqlite_database: Database, clock: MovableClock, site: Site) -> AsyncIterator[Europe]:
    async with source_http(clock) as http:
        europe = Europe(sqlite_database, clock, {"feed": Feeds(http, clock)})
        await europe.watch("feed", {"address": site.at(FEED)})
        await europe.days(0)
        yield europe


async def news(database: Database) -> list[str]:
    async with database.read() as session:
        found = await session.execute(select(Change.kind).where(Change.news))
        return list(found.scalars())


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("links", "titles"), [("/article", "Article"), ("/new", "Article"), ("/article", "New")]
)
async def test_articles_under_other_ids_are_not_posted_again(
    world: Europe, site: Site, sqlite_database: Database, links: str, titles: str
) -> None:
    for ids in ("new-", "newer-", "old-"):
        rss(site, range(15), ids=ids, links=links, titles=titles)
        for _ in range(3):
            await world.days(0.5)
    assert await news(sqlite_database) == [], "not one of them is new"
    rss(site, range(16), ids="newest-", links=links, titles=titles)
    await world.days(1)
    assert await news(sqlite_database) == ["new-article"], "and what is new is told"


async def test_a_feed_that_differs_in_one_read_is_not_posted(
    world: Europe, site: Site, sqlite_database: Database
) -> None:
    rss(site, range(100, 115), ids="other-", links="/other", titles="Other")
    await world.days(1)
    rss(site, range(15), ids="old-")
    await world.days(0.1)
    await world.days(1)
    assert await news(sqlite_database) == []


async def test_a_feed_that_stays_different_waits_for_one_digest(
    world: Europe, site: Site, sqlite_database: Database
) -> None:
    rss(site, range(100, 115), ids="other-", links="/other", titles="Other")
    await world.days(1)
    async with sqlite_database.read() as session:
        assert (await session.execute(select(Announcement.kind))).scalars().all() == ["baseline"], (
            "it waits for a second read"
        )
    await world.days(0.1)
    await world.days(1)
    assert await news(sqlite_database) == ["new-article"] * 15
    async with sqlite_database.read() as session:
        posts = select(Announcement.kind, Announcement.for_digest).order_by(Announcement.id)
        told = [tuple(row) for row in await session.execute(posts)]
    assert told == [("baseline", False), *[("contract", True)] * 15]
