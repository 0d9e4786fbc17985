"""Migration of duplicates: contracts and actions that earlier versions stored twice after their source
changed their ids.

``doubled.json`` is a small invented history as stored by the version with the tables of 0008.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from bot.contracts.queries.service import Contracts
from bot.storage import Database, dump, migrate
from bot.storage.models import Action, Announcement, Contract

pytestmark = pytest.mark.storage

DOUBLED = Path(__file__).with_name("doubled.json")
VEHICLE, FIRST, SECOND = "70ABCD26D00000001", "70ABCD26F00000001", "70ABCD26F00000002"


def _to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.fixture
async def migrated(database_url: str) -> AsyncIterator[Database]:
    """The database with this version's tables."""
    kept: dict[str, Any] = json.loads(DOUBLED.read_text(encoding="utf-8"))
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
    async with database.write() as session:
        for shape in await dump.shapes(session):
            if shape.name in kept:
                names = [name for name, _ in shape.columns]
                places = [kept[shape.name]["columns"].index(name) for name in names]
                await dump.put(
                    session, shape, [[row[place] for place in places] for row in kept[shape.name]["rows"]]
                )
    await migrate.upgrade(database)
    yield database
    await database.close()


async def test_each_contract_and_each_modification_is_stored_once(migrated: Database) -> None:
    async with migrated.read() as session:
        contracts = (await session.scalars(select(Contract).order_by(Contract.id))).all()
        actions = (await session.scalars(select(Action).order_by(Action.id))).all()
    assert sorted(row.number for row in contracts) == [VEHICLE, FIRST, SECOND]
    assert {row.number: row.source_id.rsplit("_", 2)[-2:] for row in contracts} == {
        VEHICLE: [VEHICLE, "999"],
        FIRST: ["-NONE-", "-NONE-"],
        SECOND: [VEHICLE, "7012"],
    }, "under the ids that the source uses now"
    number = {row.id: row.number for row in contracts}
    found = sorted((number[row.contract_id], row.number) for row in actions)
    assert found == [
        *((FIRST, each) for each in ("0", "P00001", "P00002", "P00003", "P00004")),
        *((SECOND, each) for each in ("0", "P1", "P2")),
    ]
    assert len({row.action_id for row in actions}) == len(actions)


async def test_contracts_keep_their_first_read_and_the_watches_that_announced_them(
    migrated: Database,
) -> None:
    async with migrated.read() as session:
        first = (await session.scalars(select(Contract).where(Contract.number == FIRST))).one()
        oldest = (
            await session.scalars(select(Contract.first_seen_at).order_by(Contract.first_seen_at))
        ).first()
        links = await session.execute(
            text(
                "SELECT watch_id, matched, told, unmatched_since FROM watched_contracts "
                "WHERE contract_id = :id"
            ),
            {"id": first.id},
        )
        assert first.first_seen_at == oldest
        assert sorted(map(tuple, links)) == [(1, True, True, None), (2, True, True, None)]
        answers = await session.execute(
            text("SELECT count(*) FROM contract_snapshots WHERE contract_id = :id"), {"id": first.id}
        )
        assert answers.scalar_one() == 4, "what both were read from"
    assert {f"us:CONT_AWD_{FIRST}_7012_-NONE-_-NONE-", f"us:CONT_AWD_{FIRST}_7012_{VEHICLE}_7012"} <= set(
        first.identifiers
    ), "evidence is found under either id"


async def test_every_post_has_the_same_content_and_its_button_opens_the_contract(migrated: Database) -> None:
    service = Contracts(migrated)
    async with migrated.read() as session:
        posts = (await session.scalars(select(Announcement).where(Announcement.kind == "contract"))).all()
    assert len(posts) == 10
    said = set()
    for post in posts:
        news = await service.news(int(post.subject.partition(":")[2]), post.occasion)
        assert news is not None
        said.add((news.contract.number, tuple(change.kind.value for change in news.changes)))
        assert (await service.line(post.server_id, news.contract.id)).number == news.contract.number
    assert said == {
        (FIRST, ("money-added",)),
        (FIRST, ("new-order",)),
        (VEHICLE, ("new-vehicle",)),
        (SECOND, ("money-added", "money-added")),
    }
