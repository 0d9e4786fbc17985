"""Attack: a server watches its own address, which shows another publisher's contracts with other content.

That content must not be announced to followers of the real publisher, stored as their contract, or named
as its source.
"""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.feed.source import Feeds
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.page.source import WebPages
from bot.contracts.sources.protocol import Source
from bot.contracts.sources.registry import POLICIES
from bot.contracts.watches.service import Watches
from bot.exports import write_evidence
from bot.exports.manifest import ManifestSigner
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Contract,
    Server,
    Watch,
    WatchedContract,
)
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http
from tests.support.watching import POLL

pytestmark = pytest.mark.behaviour

UNION, ATTACKER = 1, 2
CONDITIONS = {"ocds": {"suppliers": ["acme"]}, "feed": {}, "page": {}}
MEDIA = {"ocds": "application/json", "feed": "application/feed+json", "page": "text/html"}


def release(title: str, amount: int, end: str) -> dict[str, Any]:
    """Return a release of the same process with other content."""
    return {
        "ocid": "ocds-h6vhtk-070a",
        "id": f"{title}-{amount}-{end}",
        "date": "2026-02-13T10:00:00Z",
        "tag": ["contract"],
        "buyer": {"id": "1", "name": "Home Office"},
        "tender": {"id": "t", "title": title},
        "awards": [{"id": "a", "suppliers": [{"id": "2", "name": "Acme Ltd"}]}],
        "contracts": [
            {
                "id": "tracing-1",
                "awardID": "a",
                "status": "active",
                "value": {"amount": amount, "currency": "GBP"},
                "period": {"endDate": end},
            }
        ],
    }


REAL, FALSE, NEWLY_FALSE = (
    json.dumps({"version": "1.1", "releases": [release(*said)]}).encode()
    for said in (
        ("Tracing", 10, "2027-01-01"),
        ("Cancelled after the strike", 9_000_000, "2026-03-01"),
        ("Cancelled", 9_500_000, "2028-03-01"),
    )
)


def show(site: Site, path: str, content: bytes, kind: str = "ocds") -> str:
    """Show the same at an address: as a package, as an article with one id, or as a page; return the
    address.
    """
    title = json.loads(content)["releases"][0]["tender"]["title"]
    if kind == "page":
        text = f"{title}: so says the office of its contracts with Acme. " * 10
        content = f"<!doctype html><title>{title}</title><body><main><p>{text}</p></main></body>".encode()
    if kind == "feed":
        item = {"id": "1", "title": title, "content_text": title}
        content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode()
    site.shows(path, content, MEDIA[kind])
    return site.at(path)


class World:
    """The server of a union, that of an attacker, and the bot that serves both."""

    def __init__(self, database: Database, clock: MovableClock, http: SourceHttp, folder: Path) -> None:
        self.database, self._clock = database, clock
        sources: dict[str, Source] = {
            "ocds": Ocds(http, clock, folder),
            "feed": Feeds(http, clock),
            "page": WebPages(http, clock),
        }
        self._watches = Watches(database, sources, clock)
        self._watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda *_: 1.0)

    async def watch(self, server_id: int, kind: str, address: str) -> None:
        async with self.database.write() as session:
            await session.merge(Server(id=server_id, channel_id=server_id, created_at=self._clock()))
        query = {"address": address, **CONDITIONS[kind]}
        await self._watches.add(server_id, f"Watch {address[-20:]}", kind, query)
        await self.read()

    async def read(self) -> None:
        self._clock.move(hours=26)
        await self._watcher.tick()

    async def posts(self, server_id: int) -> list[str]:
        """Return all announcements except the digest of the first read."""
        async with self.database.read() as session:
            wanted = select(Announcement.kind).where(Announcement.server_id == server_id)
            return [kind for kind in await session.scalars(wanted) if kind != "baseline"]

    async def contract(self, server_id: int) -> Any:
        """Return the one contract that a server follows, as its card shows it."""
        async with self.database.read() as session:
            follows = select(WatchedContract.contract_id).join(Watch).where(Watch.server_id == server_id)
            (contract_id,) = set(await session.scalars(follows))
        return await Contracts(self.database).show(server_id, contract_id)

    async def evidence(self, server_id: int) -> dict[str, Any]:
        file = io.BytesIO()
        texts, signer = Texts.load(), ManifestSigner(bytes(32))
        await write_evidence(self.database, server_id, file, now=self._clock(), texts=texts, signer=signer)
        with zipfile.ZipFile(file) as opened:
            answers: dict[str, Any] = json.loads(opened.read("snapshots.json"))
        return answers


@pytest.fixture
async def real() -> AsyncIterator[Site]:
    async with Site.running() as running:
        yield running


@pytest.fixture
async def false() -> AsyncIterator[Site]:
    async with Site.running() as running:
        yield running


@pytest.fixture
async def world(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[World]:
    async with source_http(clock) as http:
        yield World(sqlite_database, clock, http, tmp_path)


@pytest.mark.rest_in_full
@pytest.mark.parametrize("kind", ["ocds", "feed", "page"])
@pytest.mark.parametrize("attacker_first", [False, True])
async def test_another_address_does_not_change_the_contract_of_a_union(
    world: World, real: Site, false: Site, kind: str, attacker_first: bool
) -> None:
    address = show(real, "/contracts", REAL, kind)
    its_own = show(false, "/contracts", FALSE, kind)
    if attacker_first:
        await world.watch(ATTACKER, kind, its_own)
    await world.watch(UNION, kind, address)
    if not attacker_first:
        await world.watch(ATTACKER, kind, its_own)
    before = await world.contract(UNION)
    assert before.line.title == "Tracing"
    show(false, "/contracts", NEWLY_FALSE, kind)
    for _ in range(3):
        await world.read()
    assert await world.posts(UNION) == [], "nothing is news but by its own publisher"
    after = await world.contract(UNION)
    assert (after.line, after.actions) == (before.line, before.actions)
    assert after.also == (), "and the attacker's record is not shown beside it"
    assert (await world.contract(ATTACKER)).line.title != "Tracing", "of its own address it is told"


@pytest.mark.parametrize("hidden", ["path", "query"])
async def test_another_address_on_the_same_host_is_another_publisher(
    world: World, real: Site, hidden: str
) -> None:
    """A different query of the same address is of the same publisher."""
    address = show(real, "/contracts", REAL)
    await world.watch(UNION, "ocds", address)
    its_own = show(real, "/upload", FALSE) if hidden == "path" else f"{address}?year=2026"
    await world.watch(ATTACKER, "ocds", its_own)
    async with world.database.read() as session:
        known = (await session.scalars(select(Contract.id))).all()
    assert len(known) == (2 if hidden == "path" else 1)
    assert await world.posts(UNION) == []


async def test_evidence_does_not_name_another_address_with_the_same_bytes(
    world: World, real: Site, false: Site
) -> None:
    its_own = show(false, "/copied", REAL)
    await world.watch(ATTACKER, "ocds", its_own)
    address = show(real, "/contracts", REAL)
    await world.watch(UNION, "ocds", address)
    (entry,) = (await world.evidence(UNION))["snapshots"]
    assert entry["url"] == address
    assert {each["contract_id"] for each in entry["contracts"]} == {"ocds-h6vhtk-070a/tracing-1"}


def test_every_source_with_addresses_chosen_by_servers_is_tested_here() -> None:
    chosen = {each.name for each in POLICIES if any(field.key == "address" for field in each.fields)}
    assert chosen == CONDITIONS.keys()
