"""The organisers' export, on both databases: its files, none of which names a member."""

import csv
import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import jsonschema
import pytest
from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.contracts.model import Kind
from bot.errors import UserError
from bot.exports import Export, Exports, export, summary_page
from bot.exports.ledger_file import Head
from bot.exports.queries import read_rows
from bot.exports.summary_page import page_content
from bot.exports.verify import verify
from bot.exports.writer import _CODED, schema
from bot.keystore.keyring import Keys
from bot.petitions.counts.invalidations import REASONS
from bot.petitions.counts.ledger import FORMAT, entry_hash, entry_of
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.publications import Reason
from bot.petitions.demands.consent import digest
from bot.petitions.demands.views import STATES
from bot.servers.board import Boards
from bot.storage import Database
from bot.storage.models import (
    Action,
    AuditEntry,
    Contract,
    Demand,
    Invalidation,
    Publication,
    Server,
    Subcontract,
    Watch,
    WatchedContract,
)
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.page_desk import open_page_desk
from tests.support.petition_desk import (
    SERVER,
    TEXTS,
    Desk,
)

pytestmark = pytest.mark.storage

READ_AT = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
TABLES = ["counts", "units", "paper", "invalidations", "versions", "contracts", "actions"]
NAMES = [
    *("README.txt", "actions.csv", "contracts.csv", "counts.csv", "invalidations.csv", "ledger.json"),
    *("paper.csv", "tocsin-export.schema.json", "tocsin.json", "tocsin.xlsx", "units.csv", "versions.csv"),
    *("manifest.json", "manifest.sig"),
]
MEMBER = 222_222_222_222_222_222
ORGANISER, ANOTHER = 333_333_333_333_333_333, 444_444_444_444_444_444


BOARD = "https://board.example/"

Take = Callable[..., Awaitable["Taken"]]


@dataclass
class Taken:
    """An export and the contents of its files."""

    export: Export
    files: dict[str, bytes]


@pytest.fixture
def take(tmp_path: Path, clock: MovableClock) -> Take:
    """Return a function that makes an export, and checks it with its schema and with ``verify``."""

    async def taking(
        database: Database, server_id: int = SERVER, boards: Boards | None = None, **more: Any
    ) -> Taken:
        keys = await Keys.open(tmp_path / "keys", database, clock)
        exports = Exports(database, clock, Texts.load(), keys, Audit(database, clock, keys), boards)
        taken = await exports.take(server_id, tmp_path / "out", **more)
        for path in (taken.folder, taken.archive):
            assert verify(path).faults == []
        files = {name: (taken.folder / name).read_bytes() for name in taken.names}
        made = [path for path in taken.folder.rglob("*") if path.is_file()]
        assert {path.relative_to(taken.folder).as_posix() for path in made} == set(taken.names)
        jsonschema.validate(
            json.loads(files["tocsin.json"]),
            json.loads(files["tocsin-export.schema.json"]),
            format_checker=jsonschema.FormatChecker(),
        )
        return Taken(taken, files)

    return taking


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no page: that takes most of the time of an export."""
    monkeypatch.setattr(summary_page, "draw", lambda _content, _now: b"%PDF-")


def rows(taken: Taken, name: str) -> list[dict[str, str]]:
    text = taken.files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def document(taken: Taken) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(taken.files["tocsin.json"])
    return found


def sheets(taken: Taken) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet of the workbook as text; check that none is a formula or a link."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    found: dict[str, list[list[str]]] = {}
    with zipfile.ZipFile(io.BytesIO(taken.files["tocsin.xlsx"])) as book:
        listed = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{space}sheet")
        names = [sheet.attrib["name"] for sheet in listed]
        for number, name in enumerate(names[: len(TABLES)], 1):
            sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert sheet.find(f".//{space}f") is None
            assert sheet.find(f".//{space}hyperlink") is None
            found[name] = [
                ["".join(cell.itertext()) for cell in row.iter(f"{space}c")]
                for row in sheet.iter(f"{space}row")
            ]
        found["pictures"] = [names[len(TABLES) :]]
    return found


async def store(database: Database) -> None:
    """Store two contracts that a watch matched, one it only follows, and one of another server's watch."""
    async with database.write() as session:
        for server_id in (SERVER, 2):
            if await session.get(Server, server_id) is None:
                session.add(Server(id=server_id, created_at=READ_AT))
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


async def test_the_page_for_the_meeting_has_who_pays_whom_and_how_much(
    desk: Desk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store(desk.database)
    await desk.open_demand()
    drawn: list[summary_page.PageContent] = []
    monkeypatch.setattr(summary_page, "draw", lambda content, _now: drawn.append(content) or b"")
    await take(desk.database)
    said = "U.S. Immigration and Customs Enforcement → CAPGEMINI GOVERNMENT SOLUTIONS LLC, $4.8M committed on"
    assert [said in fact for fact in drawn[0].facts].count(True) == 1
    monkeypatch.setattr(export, "_MAX_CHARTED", 1)
    await take(desk.database)
    assert not any(said in fact for fact in drawn[1].facts), "too many are not drawn"


async def test_an_empty_export_has_every_file_with_headers(database: Database, take: Take) -> None:
    async with database.write() as session:
        session.add(Server(id=99, created_at=READ_AT))
    taken = await take(database, server_id=99)
    assert taken.export.names == NAMES
    assert taken.export.as_of == READ_AT
    assert taken.files["counts.csv"].decode("utf-8-sig") == (
        "demand,title,state,source,publication,published_at,count,goal,invalidated,"
        "verified_by,account_days,server_days,reason,previous_hash,hash\r\n"
    )
    found = document(taken)
    assert found.pop("made_by").startswith("Tocsin ")
    assert found == {
        "format": 3,
        "schema": "tocsin-export.schema.json",
        "as_of": "2026-02-13T12:00:00Z",
        "server": {"id": "99", "name": ""},
        "demands": [],
        "contracts": [],
    }
    assert [name for name in sheets(taken) if name != "pictures"] == TABLES


async def test_each_contract_matched_by_the_servers_watches_is_listed_once(
    database: Database, take: Take
) -> None:
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
        "exercised": "",
        "ceiling": "365821218.75",
        "paid": "",
        "signed": "2025-12-18",
        "start": "",
        "end": "",
        "url": "https://www.usaspending.gov/award/CONT_IDV_1",
        "read_at": "2026-02-13T12:00:00Z",
    }
    assert (order["obligated"], order["ceiling"]) == ("4816782.50", "")
    assert order["parent_number"] == "70CDCR26D00000015"
    assert order["title"] == '\'=HYPERLINK("http://x")'


async def test_actions_have_their_contract_currency_and_earlier_values(
    database: Database, take: Take
) -> None:
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


async def test_the_json_has_the_same_data_nested_with_decimals_as_text(
    database: Database, take: Take
) -> None:
    await store(database)
    vehicle, order = document(await take(database))["contracts"]
    assert (vehicle["obligated"], vehicle["ceiling"], vehicle["actions"]) == (None, "365821218.75", [])
    assert (order["title"], order["obligated"]) == ('=HYPERLINK("http://x")', "4816782.50")
    assert [action["amount"] for action in order["actions"]] == ["4816782.50", "-0.01"]
    assert order["actions"][1]["revised_from"] == [
        {"amount": "-0.02", "date": "2026-03-10", "until": "2026-03-20T00:00:00Z"}
    ]


async def test_the_json_has_subcontracts_with_the_amount_of_each_report_and_no_sum(
    database: Database, take: Take
) -> None:
    await store(database)
    async with database.write() as session:
        [order_id] = await session.scalars(select(Contract.id).where(Contract.title.startswith("=HYPER")))
        subcontract = Subcontract(
            contract_id=order_id,
            number="S-1",
            supplier="ACME LLC",
            supplier_ids={},
            date=date(2026, 1, 5),
            currency="USD",
            amounts=["50000.00", "50000.00", None],
            amount=Decimal(50000),
            revised_from=[],
            first_seen_at=READ_AT,
        )
        session.add(subcontract)
    vehicle, order = document(await take(database))["contracts"]
    assert vehicle["subcontracts"] == []
    [told] = order["subcontracts"]
    assert (told["subcontractor"], told["date"]) == ("ACME LLC", "2026-01-05")
    assert told["reported_amounts"] == ["50000.00", "50000.00", None]
    assert (told["amended_amount"], told["missing_since"]) == (None, None)
    assert order["obligated"] == "4816782.50"


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_counts_have_one_row_for_each_publication_in_the_servers_language(
    desk: Desk, take: Take
) -> None:
    await desk.servers.update(SERVER, language="fr")
    demand = await desk.open_demand()
    for member in range(3):
        await desk.sign(demand, MEMBER + member)
    await desk.publish()
    await desk.withdraw(demand, MEMBER)
    await desk.publish()

    taken = await take(desk.database)
    first, second = rows(taken, "counts.csv")
    entries = document(taken)["demands"][0]["publications"]
    assert first == {
        "demand": demand.slug,
        "title": "Arrêter toute coopération avec ICE",
        "state": "open",
        "source": "discord",
        "publication": "1",
        "published_at": "2026-02-13T13:00:00Z",
        "count": "3",
        "goal": "",
        "invalidated": "0",
        "verified_by": "server",
        "account_days": "0",
        "server_days": "0",
        "reason": first["reason"],
        "previous_hash": "",
        "hash": entries[0]["hash"],
    }
    assert (second["publication"], second["count"]) == ("2", "2")
    assert second["previous_hash"] == first["hash"] == entries[1]["previous_hash"] != ""
    (found,) = document(taken)["demands"]
    assert found["texts"]["en"]["title"] == "Halt all cooperation with ICE"
    assert [entry["count"] for entry in entries] == [3, 2]
    assert found["counts"] == {"discord": 2, "paper": 0}
    manifest = json.loads(taken.files["manifest.json"])
    assert manifest["demands"] == [
        {
            "demand": demand.slug,
            "text_sha256": demand.text_hash,
            "publication": 2,
            "count": 2,
            "ledger_hash": second["hash"],
            "paper": 0,
        }
    ]
    written = sheets(taken)["décomptes"]
    assert written[1][1] == "Arrêter toute coopération avec ICE"
    assert written[1][2:4] == ["ouverte", "Discord"]
    assert [row[6] for row in written] == ["signatures", "3", "2"]
    assert sheets(taken)["pictures"] == [[f"1 {demand.slug}"[:31]]]
    english = await take(desk.database, language="en")
    assert rows(english, "counts.csv")[0]["title"] == "Halt all cooperation with ICE"


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_units_are_those_of_each_publication(desk: Desk, take: Take) -> None:
    demand = await desk.open_demand()
    many = [
        {"id": number, "unit": f"unit-{number}", "name": f"=Site {number}", "size": 400, "count": 20 + number}
        for number in range(26)
    ]
    async with desk.database.write() as session:
        session.add(await _publication(session, demand.id, 1, 900, many))
    await desk.sign(demand, MEMBER)
    await desk.publish()
    taken = await take(desk.database)
    units = rows(taken, "units.csv")
    assert [(row["publication"], row["unit"], row["count"]) for row in units] == [
        ("1", unit["unit"], str(unit["count"])) for unit in many
    ]
    assert {row["name"] for row in units} == {f"'=Site {number}" for number in range(26)}
    assert [row[4] for row in sheets(taken)["units"][1:]] == [unit["name"] for unit in many]
    first, last = document(taken)["demands"][0]["publications"]
    assert (first["breakdown"], last["breakdown"]) == (many, None)


async def test_a_french_workbook_has_french_sheet_names_headers_and_codes(
    database: Database, take: Take
) -> None:
    await store(database)
    english, french = [await take(database, language=language) for language in ("en", "fr")]
    t = Texts.load().of("fr")
    plain, spoken = sheets(english), sheets(french)
    assert [name for name in spoken if name != "pictures"] == [t(f"sheet-{name}") for name in TABLES]
    for name in TABLES:
        headers = plain[name][0]
        assert spoken[t(f"sheet-{name}")][0] == [t(f"column-{header}") for header in headers]
        heading = ",".join(headers)
        for taken in (english, french):
            assert taken.files[f"{name}.csv"].decode("utf-8-sig").startswith(heading), "CSV is for programs"
    assert {row[2] for row in spoken["contrats"][1:]} == {"commande", "contrat-cadre"}
    assert {row["kind"] for row in rows(french, "contracts.csv")} == {"order", "vehicle"}


def codes_in(schema: Any) -> Iterator[str]:
    """Yield the values that a schema allows in columns with codes."""
    for name, part in schema.items() if isinstance(schema, dict) else ():
        if name in _CODED and isinstance(part, dict):
            yield from (part.get("enum") or filter(None, [part.get("const")]))
        yield from codes_in(part)


def test_every_code_in_a_workbook_has_a_word_in_each_of_its_languages() -> None:
    codes = {*codes_in(json.loads(schema())), *REASONS, *STATES, *Kind, "discord", "page"} - {"draft"}
    assert codes >= {*get_args(Reason), "opening", "amended", "ended", "roster", "withdrawn", "proposed"}
    texts = Texts.load()
    spoken = [language for language in texts.languages if texts.of(language).has("sheet-counts")]
    assert spoken == ["fr"], "English has the words of the CSV files"
    for language in spoken:
        assert [code for code in sorted(codes) if not texts.of(language).has(f"coded-{code}")] == []


async def test_pages_and_articles_stand_below_the_contracts_without_buyer_and_currency(
    database: Database, take: Take
) -> None:
    await store(database)
    async with database.write() as session:
        for kind in ("page", "article", "notice"):
            other = _contract(f"a {kind}", "127.0.0.1/docket/b-1", kind, None, None)
            other.source, other.currency, other.buyer = "a", "XXX", "127.0.0.1"
            session.add(other)
            await session.flush()
            watch_id = (await session.scalars(select(Watch.id).where(Watch.server_id == SERVER))).first()
            session.add(WatchedContract(watch_id=watch_id, contract_id=other.id, matched=True))
    taken = await take(database)
    listed = rows(taken, "contracts.csv")
    assert [row["kind"] for row in listed] == ["vehicle", "order", "notice", "article", "page"]
    assert [(row["buyer"], row["currency"]) for row in listed[2:]] == [("127.0.0.1", ""), ("", ""), ("", "")]
    assert [row[2] for row in sheets(taken)["contracts"][-2:]] == ["article", "page"]


async def test_contracts_have_what_was_exercised_and_paid(database: Database, take: Take) -> None:
    await store(database)
    async with database.write() as session:
        values = {"exercised": Decimal("5000000.10"), "paid": Decimal("-1.50")}
        await session.execute(update(Contract).where(Contract.source_id == "CONT_AWD_1").values(**values))
    taken = await take(database)
    (order,) = [row for row in rows(taken, "contracts.csv") if row["kind"] == "order"]
    assert (order["exercised"], order["paid"]) == ("5000000.10", "-1.50")
    (nested,) = [one for one in document(taken)["contracts"] if one["kind"] == "order"]
    assert (nested["exercised"], nested["paid"]) == ("5000000.10", "-1.50")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_paper_has_its_own_table(desk: Desk, take: Take) -> None:
    demand = await desk.open_demand()
    paper = Paper(desk.database, desk.clock, Audit(desk.database, desk.clock, desk.keys))
    for number, label in enumerate(("@Lyon", "Nantes", "Lille")):
        scan = f"{number:063x}1"
        given = await paper.enter(
            SERVER, demand.id, label=label, count=10 + number, scan_sha256=scan, by=ORGANISER
        )
        if label != "Nantes":
            await paper.confirm(SERVER, given.id, by=ANOTHER)
        if label == "Lille":
            await paper.withdraw(SERVER, given.id, note="-2 sheets", by=ANOTHER)
    taken = await take(desk.database)
    found = [(row["source"], row["label"], row["count"], row["state"]) for row in rows(taken, "paper.csv")]
    assert found == [
        ("paper", "'@Lyon", "10", "confirmed"),
        ("paper", "Nantes", "11", "entered"),
        ("paper", "Lille", "12", "withdrawn"),
    ]
    assert rows(taken, "paper.csv")[2]["note"] == "'-2 sheets"
    assert rows(taken, "counts.csv") == []
    assert document(taken)["demands"][0]["counts"] == {"discord": 0, "paper": 10}
    whole = b"".join(taken.files.values())
    for organiser in (ORGANISER, ANOTHER):
        assert str(organiser).encode() not in whole


@pytest.mark.usefixtures("undrawn")
async def test_invalidations_are_listed_once_they_are_published(desk: Desk, take: Take) -> None:
    demand = await desk.open_demand()
    common: dict[str, Any] = {
        "demand_id": demand.id,
        "reason": "bots",
        "criteria": {"days": ["2026-02-13"]},
        "previewed": 10,
        "proposed_by": bytes(16),
        "proposed_at": READ_AT,
    }
    ran: dict[str, Any] = {"confirmed_at": READ_AT, "confirmed_by": bytes(16), "ran_at": READ_AT}
    async with desk.database.write() as session:
        session.add(await _publication(session, demand.id, 1, 30, None))
        session.add_all(
            [
                Invalidation(**common),
                Invalidation(**common, cancelled_at=READ_AT),
                Invalidation(**common, **ran, struck=7),
                Invalidation(**common, **ran, struck=12, publication=1),
            ]
        )
    taken = await take(desk.database)
    found = [
        (row["state"], row["struck"], row["publication"], row["ran_at"])
        for row in rows(taken, "invalidations.csv")
    ]
    assert found == [
        ("proposed", "", "", ""),
        ("cancelled", "", "", ""),
        ("confirmed", "", "", ""),
        ("published", "12", "1", "2026-02-13T12:00:00Z"),
    ]
    assert b'2026-02-13"' not in taken.files["invalidations.csv"], "the criteria stay with the organisers"


async def test_drafts_are_in_no_file(desk: Desk, take: Take) -> None:
    await desk.demands.create(SERVER, {"en": {"title": "Secret plan", "body": "Nobody knows of it yet."}})
    taken = await take(desk.database)
    assert document(taken)["demands"] == []
    assert b"Secret plan" not in b"".join(taken.files.values())


async def test_a_demand_without_a_publication_has_a_page_and_no_count(desk: Desk, take: Take) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    taken = await take(desk.database)
    assert taken.files[f"page-{demand.slug}.pdf"].startswith(b"%PDF-")
    assert rows(taken, "counts.csv") == []
    (found,) = json.loads(taken.files["manifest.json"])["demands"]
    assert (found["publication"], found["count"], found["ledger_hash"]) == (None, 0, None)


async def test_unpublished_signatures_and_withdrawals_change_no_byte(desk: Desk, take: Take) -> None:
    """Nor does anything else at the same time."""
    await store(desk.database)
    demand = await desk.open_demand()
    for member in range(3):
        await desk.sign(demand, MEMBER + member)
    await desk.publish()
    before = await take(desk.database)
    await desk.sign(demand, MEMBER + 10)
    await desk.withdraw(demand, MEMBER)
    after = await take(desk.database)
    differ = {name for name in before.files if before.files[name] != after.files[name]}
    assert differ <= {"manifest.json", "manifest.sig"}, "only the audit has one entry more"
    manifests = [json.loads(taken.files["manifest.json"]) for taken in (before, after)]
    assert manifests[0].pop("audit") != manifests[1].pop("audit")
    assert manifests[0] == manifests[1]
    assert before.export.folder != after.export.folder, "an export that is there is never touched"


async def test_no_file_identifies_a_member(desk: Desk, take: Take) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    taken = await take(desk.database, by=ORGANISER)
    for content in [*taken.files.values(), json.dumps(sheets(taken)).encode()]:
        for secret in (MEMBER, ORGANISER):
            assert str(secret).encode() not in content
        assert reference not in content
        assert reference.hex().encode() not in content.lower()


async def test_demands_and_contracts_of_another_server_are_excluded(desk: Desk, take: Take) -> None:
    await store(desk.database)
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.publish()
    taken = await take(desk.database, server_id=2)
    assert rows(taken, "counts.csv") == []
    assert [row["number"] for row in rows(taken, "contracts.csv")] == ["OTHER"]


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_every_export_is_recorded_except_one_that_is_too_large(desk: Desk, take: Take) -> None:
    await desk.open_demand()

    async def recorded() -> int:
        async with desk.database.read() as session:
            found = await session.scalars(select(AuditEntry).where(AuditEntry.act == "export"))
            return len(found.all())

    with pytest.raises(UserError) as refused:
        await take(desk.database, most=1000)
    assert refused.value.id == "refusal-export-too-big"
    assert await recorded() == 0
    await take(desk.database, by=ORGANISER)
    await take(desk.database)
    assert await recorded() == 2


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_an_export_reads_no_signature_and_makes_a_fixed_number_of_queries(
    sqlite_database: Database, take: Take
) -> None:
    await store(sqlite_database)
    await take(sqlite_database)  # the key is made with the first one
    asked: list[str] = []
    event.listen(
        sqlite_database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    await take(sqlite_database)
    once = len([statement for statement in asked if statement.startswith("SELECT")])
    async with sqlite_database.write() as session:
        session.add_all(
            Demand(
                server_id=SERVER,
                slug=f"demand-{number}",
                state="closed",
                texts=TEXTS,
                text_hash=digest(TEXTS),
                created_at=READ_AT,
                opened_at=READ_AT,
            )
            for number in range(3)
        )
    asked.clear()
    await take(sqlite_database)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= once
    assert not any("signatures" in statement for statement in asked)


async def _publication(
    session: AsyncSession, demand_id: int, number: int, count: int, breakdown: Any
) -> Publication:
    """Return a stored publication, with its hash in the ledger."""
    demand = await session.get_one(Demand, demand_id)
    row = Publication(
        format=FORMAT,
        demand_id=demand_id,
        number=number,
        published_at=READ_AT,
        count=count,
        invalidated=0,
        verified_by="server",
        account_days=0,
        server_days=0,
        reason="batch",
        breakdown=breakdown,
        text_hash=demand.text_hash,
        previous_hash=None,
    )
    row.hash = entry_hash(entry_of(demand.slug, row))
    return row


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_an_export_names_the_pages_of_the_board_only_where_there_is_one(
    database: Database, desk: Desk, take: Take
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 5_000)
    await desk.publish()
    before = await take(database)
    assert "board" not in document(before)
    signed = ("manifest.json", "manifest.sig")  # with the audit, which notes each export
    for without in (Boards(database, Texts.load(), ""), Boards(database, Texts.load(), BOARD)):
        again = (await take(database, boards=without)).files
        assert {name for name in again if again[name] != before.files[name]} == set(signed)
        assert again["manifest.json"].count(b"board") == 0
    await desk.servers.update(SERVER, board="capgemini")
    taken = await take(database, boards=Boards(database, Texts.load(), BOARD))
    home, page = (f"{BOARD}capgemini/en/{path}" for path in ("index.html", f"demands/{demand.slug}.html"))
    for name in ("tocsin.json", "manifest.json"):
        found = json.loads(taken.files[name])
        assert (found["board"], [each["page"] for each in found["demands"]]) == (home, [page])
        assert found["format"] == json.loads(before.files[name])["format"]
        found.pop("board")
        assert found.keys() == json.loads(before.files[name]).keys()
    readme = taken.files["README.txt"].decode()
    assert readme.count(BOARD) == 1
    assert home in readme
    assert verify(taken.export.archive).good


@pytest.mark.usefixtures("undrawn")
@pytest.mark.full
async def test_the_readme_and_the_page_have_the_head_to_keep(
    database: Database, desk: Desk, take: Take
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 5_000)
    await desk.publish()
    taken = await take(database)
    (entry,) = document(taken)["demands"][0]["publications"]
    head = str(Head(demand.slug, 1, entry["hash"][:32]))
    assert head in taken.files["README.txt"].decode().splitlines()
    assert verify(taken.export.folder, head=head).good
    changed = head[:-1] + ("0" if head[-1] != "0" else "1")
    assert not verify(taken.export.folder, head=changed).good
    (fault,) = verify(taken.export.folder, head=head.replace(demand.slug, "another")).faults
    assert fault.id == "board-check-head-demand"
    async with database.read() as session:
        (asked,) = (await read_rows(session, SERVER, "fr")).demands
    t = Texts.load().of("fr")
    content = page_content(asked, "CGT", "key", desk.clock(), t, address=f"{BOARD}x/fr/index.html")
    assert f"{BOARD}x/fr/index.html" in content.below[-1]
    assert any(head in line for line in content.below)


async def test_the_consent_is_exported_only_of_a_demand_that_is_signed_on_the_page(
    desk: Desk, database: Database
) -> None:
    demand = await desk.open_demand()
    async with database.read() as session:
        (asked,) = (await read_rows(session, SERVER, "en")).demands
    assert asked.consents == {}
    async with database.write() as session:
        await session.execute(update(Demand).where(Demand.id == demand.id).values(signed_by="page"))
    async with database.read() as session:
        (asked,) = (await read_rows(session, SERVER, "en")).demands
    (version,) = asked.versions
    assert {name: digest(consent) for name, consent in asked.consents.items()} == {
        version.consent_hash: version.consent_hash
    }


@pytest.mark.usefixtures("undrawn")
async def test_signatures_on_the_page_are_counted_apart_in_an_export_that_holds(
    database: Database, clock: MovableClock, tmp_path: Path, take: Take
) -> None:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.servers.ensure(SERVER, name="CGT", language="en")
    await desk.begin_round()
    demand = await desk.open_demand()
    await desk.publish()
    await desk.sign(demand, 8)
    await desk.publish()
    taken = await take(database)
    (listed,) = document(taken)["demands"]
    assert listed["counts"] == {"discord": 0, "page": 5, "paper": 0}
