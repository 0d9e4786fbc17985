"""The organisers' export, on both databases: what is in it, and that no member is."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.exports import Export, export
from bot.storage import Database
from bot.storage.tables import Action, Contract, Server, Watch, WatchedContract
from tests.conftest import MovableClock
from tests.storage.petition_desk import SERVER, Desk, open_desk

READ_AT = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
NAMES = ["counts.csv", "contracts.csv", "actions.csv", "tocsin.json"]
MEMBER = 222_222_222_222_222_222


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys")


async def take(database: Database, server_id: int = SERVER, now: datetime = READ_AT) -> Export:
    return await export(database, server_id, now)


def rows(taken: Export, name: str) -> list[dict[str, str]]:
    text = taken.files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def document(taken: Export) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(taken.files["tocsin.json"])
    return found


async def store(database: Database) -> None:
    """Two contracts that a watch matched, one it only follows, and one of another server's watch."""
    async with database.write() as session:
        session.add_all(Server(id=server_id, created_at=READ_AT) for server_id in (SERVER, 2))
        await session.flush()
        watches = [
            Watch(
                server_id=server_id,
                name=name,
                source="usaspending",
                query={},
                query_key="0",
                created_at=READ_AT,
                next_read_at=READ_AT,
            )
            for server_id, name in ((SERVER, "One"), (SERVER, "Two"), (2, "One"))
        ]
        order = _contract("CONT_AWD_1", "70CDCR26FR0000024", "order", Decimal("4816782.50"), None)
        vehicle = _contract("CONT_IDV_1", "70CDCR26D00000015", "vehicle", None, Decimal("365821218.75"))
        order.parent_number, order.title = vehicle.number, '=HYPERLINK("http://x")'
        followed = _contract("CONT_IDV_2", "47QTCA18D00A2", "vehicle", None, None)
        foreign = _contract("CONT_AWD_9", "OTHER", "order", None, None)
        session.add_all([*watches, order, vehicle, followed, foreign])
        await session.flush()
        session.add_all(
            WatchedContract(watch_id=watch.id, contract_id=contract.id, matched=matched)
            for watch, contract, matched in (
                (watches[0], order, True),
                (watches[1], order, True),
                (watches[0], vehicle, True),
                (watches[0], followed, False),
                (watches[2], foreign, True),
            )
        )
        session.add_all(
            [
                _action(order.id, "T_1", "P00001", date(2026, 3, 11), Decimal("-0.01"), "-60 days"),
                _action(order.id, "T_0", "0", date(2025, 12, 18), Decimal("4816782.50"), None),
                _action(foreign.id, "T_9", "0", None, None, None),
            ]
        )


def _contract(
    source_id: str, number: str, kind: str, obligated: Decimal | None, ceiling: Decimal | None
) -> Contract:
    return Contract(
        source="usaspending",
        source_id=source_id,
        kind=kind,
        number=number,
        title="SUPPORT; -SERVICES",
        buyer="U.S. Immigration and Customs Enforcement",
        buyer_ids={},
        buyer_unit="DETENTION COMPLIANCE AND REMOVALS",
        supplier="CAPGEMINI GOVERNMENT SOLUTIONS LLC",
        supplier_ids={"uei": "DR6MQ56MGFA5"},
        currency="USD",
        obligated=obligated,
        ceiling=ceiling,
        signed=date(2025, 12, 18),
        codes={},
        url=f"https://www.usaspending.gov/award/{source_id}",
        record_hash="0",
        first_seen_at=READ_AT,
        changed_at=READ_AT,
    )


def _action(
    contract_id: int, action_id: str, number: str, day: date | None, amount: Decimal | None, text: str | None
) -> Action:
    earlier = {"amount": "-0.02", "date": "2026-03-10", "until": "2026-03-20T00:00:00.000012+00:00"}
    return Action(
        contract_id=contract_id,
        action_id=action_id,
        number=number,
        date=day,
        code="C",
        description=text,
        amount=amount,
        first_seen_at=READ_AT,
        revised_from=[earlier] if number == "P00001" else [],
    )


async def test_an_export_of_nothing_has_every_file_and_its_headers(database: Database) -> None:
    taken = await take(database, server_id=99)
    assert list(taken.files) == NAMES
    assert taken.as_of == READ_AT
    assert taken.files["counts.csv"].decode("utf-8-sig") == (
        "demand,title,state,version,publication,published_at,count,added,withdrawn,verified_by,reason\r\n"
    )
    assert document(taken) == {
        "format": 1,
        "as_of": "2026-02-13T12:00:00Z",
        "server_id": "99",
        "demands": [],
        "contracts": [],
    }


async def test_contracts_are_those_that_the_servers_watches_matched_each_once(database: Database) -> None:
    await store(database)
    vehicle, order = rows(await take(database), "contracts.csv")
    assert vehicle == {
        "contract_id": "CONT_IDV_1",
        "number": "70CDCR26D00000015",
        "kind": "vehicle",
        "title": "SUPPORT;' -SERVICES",
        "supplier": "CAPGEMINI GOVERNMENT SOLUTIONS LLC",
        "supplier_uei": "DR6MQ56MGFA5",
        "buyer": "U.S. Immigration and Customs Enforcement",
        "buyer_unit": "DETENTION COMPLIANCE AND REMOVALS",
        "parent_number": "",
        "currency": "USD",
        "obligated": "",
        "ceiling": "365821218.75",
        "signed": "2025-12-18",
        "start": "",
        "end": "",
        "url": "https://www.usaspending.gov/award/CONT_IDV_1",
        "read_at": "2026-02-13T12:00:00Z",
    }
    assert (order["obligated"], order["ceiling"]) == ("4816782.50", "")
    assert order["parent_number"] == "70CDCR26D00000015"
    assert order["title"] == '\'=HYPERLINK("http://x")'


async def test_actions_carry_their_contract_currency_and_earlier_values(database: Database) -> None:
    await store(database)
    base, modification = rows(await take(database), "actions.csv")
    assert (base["number"], base["amount"], base["revised_from"]) == ("0", "4816782.50", "")
    assert modification == {
        "contract_id": "CONT_AWD_1",
        "contract_number": "70CDCR26FR0000024",
        "number": "P00001",
        "action_id": "T_1",
        "date": "2026-03-11",
        "code": "C",
        "description": "'-60 days",
        "amount": "-0.01",
        "currency": "USD",
        "first_seen_at": "2026-02-13T12:00:00Z",
        "revised_from": "amount -0.02, date 2026-03-10, until 2026-03-20T00:00:00Z",
    }


async def test_the_json_holds_the_same_nested_with_decimals_as_text_and_texts_as_they_are(
    database: Database,
) -> None:
    await store(database)
    vehicle, order = document(await take(database))["contracts"]
    assert (vehicle["obligated"], vehicle["ceiling"], vehicle["actions"]) == (None, "365821218.75", [])
    assert (order["title"], order["obligated"]) == ('=HYPERLINK("http://x")', "4816782.50")
    assert [action["amount"] for action in order["actions"]] == ["4816782.50", "-0.01"]
    assert order["actions"][1]["revised_from"] == [
        {"amount": "-0.02", "date": "2026-03-10", "until": "2026-03-20T00:00:00Z"}
    ]


async def test_counts_are_one_row_a_publication_in_the_servers_language(desk: Desk) -> None:
    await desk.servers.update(SERVER, language="fr")
    demand = await desk.open_demand()
    for member in range(3):
        await desk.sign(demand, MEMBER + member)
    await desk.publish()
    await desk.withdraw(demand, MEMBER)
    await desk.publish()

    taken = await take(desk.database)
    first, second = rows(taken, "counts.csv")
    assert first == {
        "demand": demand.slug,
        "title": "Arrêter toute coopération avec ICE",
        "state": "open",
        "version": "1",
        "publication": "1",
        "published_at": "2026-02-13T13:00:00Z",
        "count": "3",
        "added": "3",
        "withdrawn": "0",
        "verified_by": "server",
        "reason": first["reason"],
    }
    assert (second["publication"], second["count"], second["withdrawn"]) == ("2", "2", "1")
    (found,) = document(taken)["demands"]
    assert found["texts"]["en"]["title"] == "Halt all cooperation with ICE"
    assert [publication["count"] for publication in found["publications"]] == [3, 2]


async def test_signing_and_withdrawing_change_no_byte_until_they_are_published(desk: Desk) -> None:
    demand = await desk.open_demand()
    for member in range(3):
        await desk.sign(demand, MEMBER + member)
    await desk.publish()
    before = await take(desk.database, now=desk.clock())

    desk.clock.move(minutes=5)
    await desk.sign(demand, MEMBER + 10)
    await desk.withdraw(demand, MEMBER)
    after = await take(desk.database, now=desk.clock())

    assert [after.files[name] for name in NAMES[:3]] == [before.files[name] for name in NAMES[:3]]
    earlier, later = document(before), document(after)
    assert earlier.pop("as_of") != later.pop("as_of")
    assert earlier == later


async def test_no_member_is_in_any_file(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    for content in (await take(desk.database)).files.values():
        assert str(MEMBER).encode() not in content
        assert reference not in content
        assert reference.hex().encode() not in content.lower()


async def test_another_servers_demands_and_contracts_are_not_in_it(desk: Desk) -> None:
    await store(desk.database)
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    taken = await take(desk.database, server_id=2)
    assert rows(taken, "counts.csv") == []
    assert [row["number"] for row in rows(taken, "contracts.csv")] == ["OTHER"]


async def test_an_export_asks_the_database_a_fixed_number_of_times(
    sqlite_database: Database,
) -> None:
    await store(sqlite_database)
    asked: list[str] = []
    event.listen(
        sqlite_database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    await take(sqlite_database)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 5
    assert not any("signatures" in statement for statement in asked)
