"""Migration of contracts that earlier versions stored as one for several publishers with the same ocid.

``one_ocid.json`` is the database of two addresses and four servers, as stored by the version with the
tables of 0008. Servers 1 and 3 watch the publisher, 2 and 3 a mirror of it; 4 removed its watch. Both have
``SHARED``.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from bot.contracts.following import matched_ids
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.ocds.publisher_ids import Publisher
from bot.contracts.sources.ocds.source import Ocds
from bot.exports.queries import batches
from bot.exports.tables import action_row, contract_json, contract_row
from bot.storage import Database, dump, migrate
from bot.storage.leases import LeaseKeeper
from bot.storage.models import (
    Action,
    Announcement,
    Change,
    Contract,
    ContractSnapshot,
    Watch,
    WatchedContract,
)
from tests.conftest import MovableClock
from tests.contracts.sources.ocds.test_source import (
    framework,
    ordered,
    package,
    release,
)
from tests.support.loopback.web import Site, source_http
from tests.support.watching import POLL

pytestmark = pytest.mark.storage

VERSIONS = Path(migrate.__file__).with_name("migrations") / "versions"
KEPT = Path(__file__).with_name("one_ocid.json")
SHARED, VEHICLE, ORDER, OLDER = (f"ocds-x-{number}/contract" for number in (2, 7, 1, 9))
LONG = "ocds-" + "x" * 190


def _to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _amended(amount: int, number: int = 2) -> dict[str, Any]:
    value = {"amount": amount, "currency": "GBP"}
    contract = {"id": "contract", "awardID": "a", "status": "active", "value": value}
    return release(2, id=f"{number}-2027", date=f"2026-02-{12 + number}T10:00:00Z", contracts=[contract])


def _show(site: Site, *releases: dict[str, Any]) -> None:
    site.shows("/contracts", json.dumps(package(*releases)), "application/json", validators=False)


class World:
    """The migrated database, and both publishers with their content of before."""

    def __init__(
        self, database: Database, clock: MovableClock, watcher: Watcher, real: Site, mirror: Site
    ) -> None:
        self.database, self._clock, self._watcher = database, clock, watcher
        self.real, self.mirror = real, mirror
        self.name, self.mirror_name = (
            Publisher.of({"address": site.at("/contracts")}).name for site in (real, mirror)
        )

    async def read(self) -> None:
        for _ in range(3):
            self._clock.move(hours=26)
            await self._watcher.tick()

    async def all(self, *columns: Any) -> list[Any]:
        async with self.database.read() as session:
            return [tuple(row) for row in await session.execute(select(*columns).order_by(columns[0]))]

    async def posts(self) -> Counter[int]:
        return Counter([row[1] for row in await self.all(Announcement.id, Announcement.server_id)])

    async def ids_of(self, server_id: int) -> dict[str, int]:
        """Return the ids of the contracts that a server follows."""
        wanted = (
            select(Contract.source_id, Contract.id)
            .join(WatchedContract, WatchedContract.contract_id == Contract.id)
            .join(Watch, Watch.id == WatchedContract.watch_id)
            .where(Watch.server_id == server_id)
        )
        async with self.database.read() as session:
            return {row.source_id: row.id for row in await session.execute(wanted)}


@pytest.fixture
async def world(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[World]:
    database = await Database.connect(database_url)
    async with source_http(clock) as http, Site.running() as real, Site.running() as mirror:
        written = KEPT.read_text(encoding="utf-8").replace("http://publisher.example", real.url)
        kept: dict[str, Any] = json.loads(written.replace("http://mirror.example", mirror.url))
        async with database.engine.execution_options(tocsin_write=True).begin() as connection:
            await connection.run_sync(_to, "0008")
        async with database.write() as session:
            for shape in await dump.shapes(session):
                if shape.name in kept:
                    places = [kept[shape.name]["columns"].index(name) for name, _ in shape.columns]
                    rows = [[row[place] for place in places] for row in kept[shape.name]["rows"]]
                    await dump.put(session, shape, rows)
            await dump.set_last_ids(session, {"contracts": 4, "announcements": 10, "changes": 5})
            await session.execute(text("UPDATE watches SET unread = '[\"ocds-x-8\"]' WHERE id = 2"))
        await migrate.upgrade(database)
        _show(real, framework(), release(2), _amended(20), ordered(1))
        _show(mirror, release(2), _amended(20))
        clock.move(hours=60)
        sources = {"ocds": Ocds(http, clock, tmp_path)}
        leases = LeaseKeeper(database, "test")
        watcher = Watcher(database, sources, clock, leases, poll=POLL, jitter=lambda *_: 1.0)
        yield World(database, clock, watcher, real, mirror)
    await database.close()


async def test_each_contract_belongs_to_its_publisher_and_servers_follow_the_same_contracts(
    world: World,
) -> None:
    mine = {f"{world.name}:{one}" for one in (SHARED, VEHICLE, ORDER)}
    theirs = f"{world.mirror_name}:{SHARED}"
    assert set(await world.ids_of(1)) == mine
    assert set(await world.ids_of(2)) == {theirs}
    assert set(await world.ids_of(3)) == {*mine, theirs}
    older = Publisher.of({"address": world.real.at("/older")}).stored_id(OLDER)
    stored = {row[0]: row[1] for row in await world.all(Contract.source_id, Contract.parent_source_id)}
    assert set(stored) == {*mine, theirs, older}, "one that none follows is where it was read"
    assert stored[f"{world.name}:{ORDER}"] == f"{world.name}:{VEHICLE}"
    assert await world.all(Watch.id, Watch.unread) == [
        (1, []), (2, [f"{world.mirror_name}:ocds-x-8"]), (3, []), (4, []),
    ]  # fmt: skip
    answers = Counter(row[0] for row in await world.all(ContractSnapshot.contract_id))
    both = (await world.ids_of(1))[f"{world.name}:{SHARED}"], (await world.ids_of(2))[theirs]
    assert answers[both[0]] == answers[both[1]] > 0, "and both have what they were read from"


async def test_nothing_is_announced_again_or_stored_twice(world: World) -> None:
    posts = await world.posts()
    contracts = await world.all(Contract.id, Contract.source_id)
    links = await world.all(WatchedContract.watch_id, WatchedContract.contract_id)
    changes = await world.all(Change.id)
    await world.read()
    assert await world.posts() == posts
    assert await world.all(Contract.id, Contract.source_id) == contracts
    assert set(await world.all(WatchedContract.watch_id, WatchedContract.contract_id)) == set(links)
    assert await world.all(Change.id) == changes
    (faults,) = {row[1] for row in await world.all(Watch.id, Watch.fault)}
    assert faults is None


async def test_every_post_has_the_same_content_and_its_button_opens_the_contract(world: World) -> None:
    service = Contracts(world.database)
    async with world.database.read() as session:
        posts = (await session.scalars(select(Announcement).where(Announcement.kind == "contract"))).all()
    said = set()
    for post in posts:
        news = await service.news(int(post.subject.partition(":")[2]), post.occasion)
        assert news is not None
        said.add((post.server_id, news.contract.title, news.changes[0].kind.value))
        contract_id = await service.announced(post.server_id, post.id)
        assert contract_id == news.contract.id
        assert (await service.line(post.server_id, contract_id)).title == news.contract.title
        assert await service.announced(4, post.id) is None, "of another server's post, nothing"
    assert said == {
        *((server_id, "Work 2", "corrected") for server_id in (1, 2, 3)),
        *((server_id, "Work 1", "new-order-under-vehicle") for server_id in (1, 3)),
    }


@pytest.mark.full
async def test_each_server_is_notified_only_of_its_own_publisher_afterwards(world: World) -> None:
    await world.read()
    before = await world.posts()
    _show(world.mirror, release(2), _amended(20), _amended(9_000_000, 5))
    await world.read()
    assert await world.posts() - before == Counter({2: 1, 3: 1})
    before = await world.posts()
    _show(world.real, framework(), release(2), _amended(20), _amended(30, 6), ordered(1))
    await world.read()
    assert await world.posts() - before == Counter({1: 1, 3: 1})
    contract_id = (await world.ids_of(1))[f"{world.name}:{SHARED}"]
    assert (await Contracts(world.database).show(1, contract_id)).line.obligated == 30


async def test_exports_show_the_ocid(world: World) -> None:
    quoted = []
    async with world.database.read() as session:
        async for batch in batches(session, matched_ids(3)):
            for contract, actions, _ in batch.rows():
                quoted.append(contract_row(contract)[0])
                assert contract_json(contract, actions)["contract_id"] == quoted[-1]
                assert action_row(contract, Action(revised_from=[]))[0] == quoted[-1]
    assert sorted(quoted) == sorted([SHARED, SHARED, VEHICLE, ORDER])


async def test_a_server_that_follows_both_publishers_has_one_line_for_the_contract(world: World) -> None:
    contracts = Contracts(world.database)
    page = await contracts.page(3)
    assert sorted(line.title for line in page.items) == ["Work 1", "Work 2", "Work 7"]
    both = await world.ids_of(3)
    shared, mirrored = both[f"{world.name}:{SHARED}"], both[f"{world.mirror_name}:{SHARED}"]
    assert [line.id for line in (await contracts.show(3, shared)).also] == [mirrored]
    assert (await contracts.show(1, shared)).also == ()
    changes = await contracts.latest(3)
    assert [news.contract.title for news in changes.items].count("Work 2") == 1


@pytest.mark.rest_in_full
async def test_a_contract_of_two_publishers_is_announced_once(world: World) -> None:
    await world.read()
    before = await world.posts()
    for site in (world.real, world.mirror):
        _show(site, framework(), release(2), _amended(20), ordered(1), release(5))
        await world.read()
    assert await world.posts() - before == Counter({1: 1, 2: 3, 3: 1}), "to 2 three are"


@pytest.mark.full
async def test_ids_that_become_too_long_stay_distinct(database_url: str) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
        for number in (1, 2):
            await connection.execute(
                text(
                    "INSERT INTO contracts (id, source, source_id, kind, number, title, buyer, buyer_ids, "
                    "supplier, supplier_ids, currency, codes, url, search, record_hash, first_seen_at, "
                    "changed_at) VALUES "
                    f"({number}, 'ocds', '{LONG}{number}', 'contract', '1', '', '', '{{}}', "
                    "'', '{}', 'GBP', '{}', 'https://example.org/', '', 'h', '2026-01-01 00:00:00', "
                    "'2026-01-01 00:00:00')"
                )
            )
    await migrate.upgrade(database)
    async with database.read() as session:
        ids = (await session.scalars(select(Contract.source_id))).all()
    assert len(set(ids)) == 2
    assert all(len(one) <= 200 and one.startswith(f"unknown:{LONG[:150]}") for one in ids)
    await database.close()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages", "find-tender"),
        (
            "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages/ocds-h6vhtk-1?a=1",
            "find-tender",
        ),
        ("https://www.contractsfinder.service.gov.uk/Published/Notices/OCDS/Search", "contracts-finder"),
        ("http://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages", None),
        ("https://www.find-tender.service.gov.uk:8443/api/1.0/ocdsReleasePackages", None),
        ("https://www.find-tender.service.gov.uk.example/api/1.0/ocdsReleasePackages", None),
        ("https://find-tender.example/www.find-tender.service.gov.uk", None),
        ("https://data.example/ocds?year=2026&key=secret", None),
    ],
)
def test_a_known_publisher_is_identified_by_its_host_and_others_by_their_address(
    address: str, name: str | None
) -> None:
    found = Publisher.of({"address": address, "words": ["x"]})
    assert found.name == name if name else len(found.name) == 32
    assert "?" not in found.place
    (migration,) = VERSIONS.glob("*_publishers.py")
    before = import_module(f"bot.storage.migrations.versions.{migration.stem}")
    assert before._publisher(address) == found.name, "the upgrade knew them by the same"
