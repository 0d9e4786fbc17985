"""Attack: a site shows something else in place of a watched page for an hour; it must not be posted as a
change.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.contracts.sources.page.source import WebPages
from bot.storage import Database
from tests.conftest import MovableClock
from tests.contracts.ingest.test_european_watch import Europe
from tests.contracts.sources.page.test_source import (
    FIRST,
    FOURTH,
    OUR_WORK,
    SECOND,
    THIRD,
    page,
)
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.behaviour

WHOLE = page(FIRST, SECOND, THIRD, FOURTH)
TEST = """<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Ray 8f2: enable JavaScript
and cookies to continue.</p></body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        running.shows(OUR_WORK, WHOLE)
        yield running


@pytest.fixture
async def world(sqlite_database: Database, clock: MovableClock, site: Site) -> AsyncIterator[Europe]:
    async with source_http(clock) as http:
        europe = Europe(sqlite_database, clock, {"page": WebPages(http, clock)})
        await europe.watch("page", {"address": site.at(OUR_WORK)})
        await europe.days(0)
        yield europe


async def there_and_back(world: Europe, site: Site) -> list[str]:
    """Return the posts about a page that shows other content in one read, and its own in the next."""
    await world.days(1)
    site.shows(OUR_WORK, WHOLE, validators=False)
    for _ in range(12):
        await world.days(0.1)
    return [kind for _, kinds in await world.posts() for kind in kinds]


@pytest.mark.parametrize(
    "instead",
    [
        TEST,
        page("This page does not exist.", title="Not found", note=""),
        page(FIRST, "Maintenance tonight."),
    ],
)
async def test_a_page_that_replaces_another_once_is_not_posted(
    world: Europe, site: Site, instead: str
) -> None:
    site.shows(OUR_WORK, instead)
    assert await there_and_back(world, site) == []


async def test_half_a_page_in_pieces_is_not_posted(world: Europe, site: Site) -> None:
    async def reply(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(WHOLE.encode()[: len(WHOLE) // 2])
        await asyncio.sleep(0)
        await response.write_eof()
        return response

    site._replies[OUR_WORK] = reply
    assert await there_and_back(world, site) == []


@pytest.mark.parametrize("place", ["/en/activity", "/en-us/home/?from=404"])
async def test_a_redirect_is_posted_as_a_redirect(world: Europe, site: Site, place: str) -> None:
    site.shows(place, page("Everything that we do for public services."))
    site.moves(OUR_WORK, place, 302)
    await world.days(1)
    await world.days(0.1)
    assert [kinds for _, kinds in await world.posts()] == [["page-moved"]]
