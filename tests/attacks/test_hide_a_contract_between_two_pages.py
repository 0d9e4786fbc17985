"""Attack: a publisher's full page names no next page, which hides a contract on it.

The contract must be found, or the gap reported. Find a Tender lost such links from June to August 2026.
The attacker gains from a contract that goes unnoticed.
"""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.ocds.publishers import WINDOWS
from bot.contracts.sources.ocds.source import Ocds
from bot.storage import Database
from bot.storage.models import Announcement, Observation, Watch
from tests.conftest import MovableClock
from tests.contracts.ingest.test_european_watch import Europe
from tests.contracts.sources.ocds.test_source import release
from tests.support.loopback.ocds import LoopbackOcds

pytestmark = pytest.mark.behaviour

ACME = {"suppliers": ["acme"]}
HIDDEN = "ocds-x-hidden/contract"


class Publisher(LoopbackOcds):
    """A publisher that omits the link on every second page while ``loses`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.loses = False

    async def _packages(self, request: web.Request) -> web.Response:
        answer = await super()._packages(request)
        if self.loses and "cursor" in request.query:
            package = json.loads(answer.text or "")
            package.pop("links", None)
            return web.json_response(package)
        return answer


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    async with Publisher() as running:
        yield running


@pytest.fixture
async def world(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Europe]:
    async def pause(_: float) -> None:
        pass

    async with open_session(True) as session:
        http = SourceHttp(
            session,
            user_agent="Tocsin tests",
            allow_loopback=True,
            clock=clock,
            limits=HttpLimits(attempts=1),
        )
        windows = {"127.0.0.1": WINDOWS["www.find-tender.service.gov.uk"]}
        source = Ocds(http, clock, tmp_path, windows=windows, pause=pause)
        yield Europe(sqlite_database, clock, {"ocds": source})


def others(clock: MovableClock, *, spread: timedelta) -> list[tuple[Any, dict[str, Any]]]:
    """Return 350 releases of other companies, with the hidden one among them."""
    began = clock() - timedelta(hours=4)
    nobody = {"parties": [], "awards": []}
    found = [(began + spread * n / 350, release(f"other-{n}", **nobody)) for n in range(350)]
    at = began + spread * 249 / 350
    value = {"amount": 3_000_000, "currency": "GBP"}
    contract = {"id": "contract", "awardID": "a", "status": "active", "value": value}
    return [*found[:250], (at, release("hidden", contracts=[contract])), *found[250:]]


async def watched(world: Europe, publisher: Publisher, clock: MovableClock) -> None:
    publisher.releases = [(clock() - timedelta(hours=1), release("first"))]
    await world.watch("ocds", {"address": publisher.api, **ACME})
    await world.days(0)
    publisher.releases = []
    clock.move(hours=5)


async def test_a_contract_behind_a_lost_link_is_announced(
    world: Europe, publisher: Publisher, clock: MovableClock
) -> None:
    await watched(world, publisher, clock)
    publisher.releases = others(clock, spread=timedelta(hours=3))
    publisher.loses = True
    await world.days(0.25)
    assert await world.posts() == [("contract", ["new-contract"])], "the contract on the third page was told"
    assert not await world.faults()


@pytest.mark.full
async def test_a_gap_that_no_smaller_window_closes_is_reported_and_read_again(
    world: Europe, publisher: Publisher, clock: MovableClock, sqlite_database: Database
) -> None:
    await watched(world, publisher, clock)
    publisher.releases = others(clock, spread=timedelta(0))
    publisher.loses = True
    for _ in range(8):
        await world.days(0.25)
    async with sqlite_database.read() as session:
        complete = (await session.execute(select(Observation.complete).order_by(Observation.id))).scalars()
        kinds = (await session.execute(select(Announcement.kind).order_by(Announcement.id))).scalars().all()
    assert not any(list(complete)[1:]), "no read that may lack something counts as complete"
    assert kinds == ["baseline", "failing"]
    assert await world.faults() == ["pages-missing"]
    publisher.loses = False
    await world.days(0.25)
    assert await world.posts() == [("contract", ["new-contract"])]
    assert not await world.faults()


async def test_a_first_read_with_a_lost_link_is_no_baseline(
    world: Europe, publisher: Publisher, clock: MovableClock, sqlite_database: Database
) -> None:
    clock.move(hours=5)
    publisher.releases = others(clock, spread=timedelta(0))
    publisher.loses = True
    await world.watch("ocds", {"address": publisher.api, **ACME})
    await world.days(0)
    async with sqlite_database.read() as session:
        assert (await session.execute(select(Watch.baseline_at))).scalar_one() is None, (
            "a first read of which pages are missing is not called complete"
        )
    publisher.loses = False
    await world.days(0.25)
    async with sqlite_database.read() as session:
        assert (await session.execute(select(Announcement.kind))).scalars().all() == ["baseline"]
    assert await world.posts() == [], "what the first look lacked is in the digest, and no news"
