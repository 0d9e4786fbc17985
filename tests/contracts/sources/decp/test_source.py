"""The DECP source over real HTTP, against a stand-in for the ministry's portal."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator

from bot.contracts.model import Kind, Record
from bot.contracts.sources.decp import BATCH_SIZE, DATASET, MAX_ROWS, Decp
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    IncompleteRead,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Unchanged,
)
from bot.demo.sources.opendatasoft import Portal
from tests.contracts.sources.decp.test_parse import (
    BUYER,
    HOLDER,
    OTHER,
    modified,
    row,
)

pytestmark = pytest.mark.wire

NOON = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)
SIREN = HOLDER[:9]
WATCH = {"suppliers": [SIREN]}


def numbered(count: int, **columns: Any) -> list[dict[str, Any]]:
    return [row(id=f"M{number:05}", **columns) for number in range(count)]


@pytest.fixture
async def portal() -> AsyncIterator[Portal]:
    async with Portal(DATASET, columns=tuple(row())) as server:
        yield server


@pytest.fixture
def source(portal: Portal, http: SourceHttp) -> Decp:
    return Decp(http, portal.url, lambda: NOON)


async def read(
    source: Decp, query: Any = WATCH, reading: ReadContext | None = None
) -> tuple[dict[str, Record], set[str], IncompleteRead | None]:
    """Return the records of a search by id, the unchanged ids, and its faults."""
    records: list[Record] = []
    unchanged: set[str] = set()
    incomplete = None
    try:
        async for seen in source.search(query, reading or ReadContext()):
            if isinstance(seen, Unchanged):
                unchanged.add(seen.source_id)
            else:
                records.append(seen)
    except IncompleteRead as error:
        incomplete = error
    found = {record.source_id: record for record in records}
    assert len(found) == len(records)
    return found, unchanged, incomplete


async def test_a_company_is_found_by_all_its_sites_in_every_column_of_holders(
    portal: Portal, source: Decp
) -> None:
    portal.rows = [
        row(id="first"),
        row(id="third", titulaire_id_1=OTHER, titulaire_id_3=SIREN + "00105"),
        row(id="other", titulaire_id_1=OTHER),
        row(id="inside", titulaire_id_1="1" + SIREN + "0000"),
        row(id="later", titulaire_id_1=OTHER),
        modified("1", "2025-01-01", id="later", titulaire_id_1=OTHER, idtitulairemodification=HOLDER),
    ]
    found, _, incomplete = await read(source)
    assert incomplete is None
    assert set(found) == {f"{BUYER}/{number}" for number in ("first", "third", "later")}
    assert found[f"{BUYER}/later"].supplier.ids == {"siret": HOLDER}
    found, _, _ = await read(source, {"suppliers": [SIREN + "00105"]})
    assert set(found) == {f"{BUYER}/third"}


async def test_a_contract_is_read_with_the_rows_of_its_other_holders(portal: Portal, source: Decp) -> None:
    portal.rows = [row(), row(titulaire_id_1=OTHER, montant=5)]
    found, _, _ = await read(source)
    got = await source.get(f"{BUYER}/2024M001")
    assert got == found[f"{BUYER}/2024M001"]
    assert got is not None
    assert got.supplier.name == f"SIRET {HOLDER}; SIRET {OTHER}"
    assert got.obligated is None


async def test_frameworks_come_before_their_orders(portal: Portal, source: Decp) -> None:
    portal.rows = [
        row(id="A order", nature="Marché subséquent", idaccordcadre="Z frame"),
        row(id="Z frame", techniques="Accord-cadre", montant=3000000000),
    ]
    found, _, _ = await read(source)
    assert [record.kind for record in found.values()] == [Kind.VEHICLE, Kind.ORDER]
    assert found[f"{BUYER}/A order"].parent_source_id == f"{BUYER}/Z frame"
    assert found[f"{BUYER}/Z frame"].ceiling == Decimal(3000000000)


async def test_the_table_frozen_since_2024_is_not_read(http: SourceHttp) -> None:
    async with Portal("decp-v3-marches-valides", *numbered(1)) as frozen:
        with pytest.raises(SourceError):
            await Decp(http, frozen.url, lambda: NOON).probe()
    assert frozen.asked


async def test_similar_words_are_not_a_match(portal: Portal, source: Decp) -> None:
    portal.rows = [
        row(id="1", objet="Études de filature"),
        row(id="2", objet="Etude des filatures"),
        row(id="3", objet="Étude de filetage"),
        row(id="4", objet="Étude de filaturo"),
    ]
    found, _, _ = await read(source, {"words": ["étude filature"]})
    assert {record.number for record in found.values()} == {"1", "2"}
    assert (await source.survey({"words": ["étude filature"]})).total == 2


@pytest.mark.parametrize("number", ['2024"M', "back\\slash", "it's 1", "a/b", "x) or (1=1", "  padded "])
async def test_a_number_with_any_characters_finds_its_contract(
    number: str, portal: Portal, source: Decp
) -> None:
    portal.rows = [row(id=number), row(id="else")]
    found, _, incomplete = await read(source)
    assert incomplete is None
    got = await source.get(f"{BUYER}/{number}")
    assert isinstance(got, Record)
    assert got == found[got.source_id]
    assert got.number == number


async def test_quick_reads_read_only_changes_and_nothing_without_a_new_import(
    portal: Portal, source: Decp
) -> None:
    extra = modified("1", "2025-01-01", "80000", id="M00000")
    portal.rows = [*numbered(3), extra]
    first = ReadContext()
    found, _, _ = await read(source, reading=first)
    assert first.state == portal.loaded
    marks = {source_id: str(record.mark) for source_id, record in found.items()}
    with pytest.raises(NothingNew):
        await read(source, reading=ReadContext(full=False, state=first.state, marks=marks))
    assert portal.paths[-1] == "/"
    portal.loaded = "2026-09-23T04:10:00+00:00"
    portal.rows = [row(id="M00001", montant=99999), extra, *reversed(numbered(3)), extra]
    later = ReadContext(full=False, state=first.state, marks=marks)
    found, unchanged, _ = await read(source, reading=later)
    assert set(found) == {f"{BUYER}/M00001"}
    assert unchanged == {f"{BUYER}/M00000", f"{BUYER}/M00002"}
    assert later.state == portal.loaded
    full = ReadContext(full=True, state=portal.loaded, marks=marks)
    assert len((await read(source, reading=full))[0]) == 3


async def test_a_portal_without_the_time_of_its_import_is_always_read(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(1)
    portal.loaded = None
    reading = ReadContext(full=False)
    found, _, _ = await read(source, reading=reading)
    assert (len(found), reading.state) == (1, None)


async def test_many_contracts_are_read_in_few_requests(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(2 * BATCH_SIZE + 1)
    found, _, incomplete = await read(source)
    assert (len(found), incomplete) == (2 * BATCH_SIZE + 1, None)
    assert portal.paths == ["/", "/records", *["/exports/json"] * 4]
    assert max(len(query.get("where", "")) for _, query in portal.asked) < 3000


async def test_an_unreadable_contract_does_not_affect_others_and_is_read_again(
    portal: Portal, source: Decp
) -> None:
    portal.rows = [*numbered(2), row(id="odd", montant="beaucoup")]
    reading = ReadContext()
    found, _, incomplete = await read(source, reading=reading)
    assert set(found) == {f"{BUYER}/M00000", f"{BUYER}/M00001"}
    assert incomplete is not None
    assert (incomplete.unread, incomplete.whole_search) == ({f"{BUYER}/odd"}, True)
    assert reading.state is None
    assert "odd" in incomplete.faults[0].detail


async def test_a_row_without_a_number_is_reported_and_hides_no_known_contract(
    portal: Portal, source: Decp
) -> None:
    portal.rows = [*numbered(1), row(id="CDL"), row(id=["x"])]
    found, _, incomplete = await read(source)
    assert len(found) == 1
    assert incomplete is not None
    assert (len(incomplete.faults), incomplete.unread, incomplete.whole_search) == (2, frozenset(), True)


async def test_rows_without_any_number_are_a_bad_answer(portal: Portal, source: Decp) -> None:
    portal.rows = [row(id="CDL")]
    _, _, incomplete = await read(source)
    assert incomplete is not None
    assert not incomplete.whole_search
    portal.rows = [row(id="CDL"), row(id="INX")]
    with pytest.raises(SourceError) as caught:
        await read(source)
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


async def test_a_host_that_stops_answering_ends_the_read(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(3 * BATCH_SIZE)
    answered = 0

    def change(path: str, answer: Any) -> Any:
        nonlocal answered
        answered += path == "/exports/json"
        return answer if answered < 3 else web.Response(status=503)

    portal.change = change
    found, _, incomplete = await read(source)
    assert len(found) == BATCH_SIZE
    assert incomplete is not None
    assert [fault.fault for fault in incomplete.faults] == [SourceErrorKind.BUSY]
    assert not incomplete.whole_search


async def test_a_truncated_export_is_incomplete(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(3)
    portal.change = lambda path, answer: answer[:1] if path == "/exports/json" else answer
    with pytest.raises(SourceError) as caught:
        await read(source)
    assert caught.value.fault is SourceErrorKind.PAGES_MISSING


async def test_too_wide_a_query_is_refused(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(MAX_CONTRACTS + 1)
    for asked in (read(source), source.survey(WATCH)):
        with pytest.raises(SourceError) as caught:
            await asked
        assert caught.value.fault is SourceErrorKind.TOO_MANY
    portal.change = lambda path, answer: {**answer, "total_count": MAX_ROWS + 1} if "rec" in path else answer
    portal.asked.clear()
    with pytest.raises(SourceError) as caught:
        await read(source)
    assert caught.value.fault is SourceErrorKind.TOO_MANY
    assert "/exports/json" not in portal.paths


async def test_a_survey_counts_kinds_and_lists_holders(portal: Portal, source: Decp) -> None:
    portal.rows = [
        row(id="1"),
        row(id="2", techniques="Accord-cadre", datenotification="2026-05-04"),
        row(id="3", titulaire_id_2="FR123", titulaire_typeidentifiant_2="TVA", datenotification="CDL"),
        modified("1", "2025-01-01", id="1"),
        row(id="4", acheteur_id="21350238800019", titulaire_id_1=OTHER),
    ]
    survey = await source.survey({"buyers": [BUYER]})
    assert survey.counts == {Kind.CONTRACT: 2, Kind.VEHICLE: 1}
    assert survey.newest == date(2026, 5, 4)
    assert [(one.name, one.id) for one in survey.suppliers] == [
        (f"SIRET {HOLDER}", HOLDER),
        ("TVA FR123", None),
    ]
    assert [one.contracts for one in survey.suppliers] == [3, 1]
    amounts = {match.number: match.amount for match in survey.matches}
    assert amounts["1"] is None, "it was modified: only a full read tells its amount"
    assert amounts["2"] is not None
    assert survey.matches[0].day == date(2026, 5, 4)
    picked = source.canonical({"buyers": [BUYER], str(source.pick): [survey.suppliers[0].id]})
    assert (await source.survey(picked)).total == 3
    assert set(Decp.surveyed) <= set(row())


async def test_an_unknown_id_is_absent_and_an_error_is_a_fault(portal: Portal, source: Decp) -> None:
    portal.rows = numbered(1)
    said = [await source.get(f"{BUYER}/{number}") for number in ("unknown", "unknown-too")]
    answers = [one.answers[0] for one in said if isinstance(one, Absent)]
    assert len(answers) == 2
    assert answers[0].content != answers[1].content, "kept with the question: the answer is [] to both"
    for answer in answers:
        record = next(iter(ArchiveIterator(BytesIO(answer.content))))
        assert "unknown" in record.rec_headers["WARC-Target-URI"]
        assert record.content_stream().read() == b"[]"
    assert await source.get("nothing") == Absent()
    assert source.asks_by_id
    for reply in ({"body": b"<html>", "content_type": "application/json"}, {"status": 400}):
        portal.change = lambda *_, reply=reply: web.Response(**reply)
        with pytest.raises(SourceError):
            await source.get(f"{BUYER}/unknown")


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[1, 2]"])
async def test_an_invalid_answer_ends_the_read(body: bytes, portal: Portal, source: Decp) -> None:
    portal.rows = numbered(1)
    said = web.Response
    portal.change = lambda path, answer: (
        said(body=body, content_type="application/json") if path == "/exports/json" else answer
    )
    with pytest.raises(SourceError) as caught:
        await read(source)
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


async def test_a_missing_column_is_reported_in_the_portals_words(portal: Portal, http: SourceHttp) -> None:
    portal.rows = [{key: value for key, value in row().items() if not key.startswith("titulaire")}]
    async with Portal(DATASET, *portal.rows) as renamed:
        with pytest.raises(SourceError) as caught:
            await read(Decp(http, renamed.url, lambda: NOON))
    assert caught.value.fault is SourceErrorKind.REFUSED
    assert "titulaire_id_1" in caught.value.detail
