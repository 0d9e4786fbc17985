"""The BOAMP source over real HTTP, against a stand-in with the portal's quirks."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.model import Kind, Record
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    Absent,
    IncompleteRead,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
)
from bot.contracts.sources.ted import Ted
from bot.demo.sources.opendatasoft import Portal
from bot.demo.sources.opendatasoft import condition as parsed
from tests.contracts.sources.boamp.test_parse import UUID, row
from tests.contracts.sources.ted.test_source import notice
from tests.support.loopback.ted import TedServer

pytestmark = pytest.mark.wire

NOON = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)
WATCH = {"suppliers": ["Capgemini"]}


def numbered(count: int, **columns: Any) -> list[dict[str, Any]]:
    """Return so many notices of one day, which a sort by day returns in any order."""
    return [row(idweb=f"26-{number:05}", donnees=None, **columns) for number in range(count)]


@pytest.fixture
async def portal() -> AsyncIterator[Portal]:
    async with Portal(Boamp.dataset, columns=tuple(row())) as server:
        yield server


@pytest.fixture
def source(portal: Portal, http: SourceHttp) -> Boamp:
    return Boamp(http, portal.url, lambda: NOON)


async def read(
    source: Boamp | Ted, query: Any = WATCH, reading: ReadContext | None = None
) -> tuple[dict[str, Record], IncompleteRead | None]:
    records: list[Record] = []
    incomplete = None
    try:
        async for record in source.search(query, reading or ReadContext()):
            records.append(record)
    except IncompleteRead as error:
        incomplete = error
    found = {record.source_id: record for record in records}
    assert len(found) == len(records)
    return found, incomplete


async def test_pages_are_stable_if_all_notices_have_the_same_day(portal: Portal, source: Boamp) -> None:
    portal.rows = [*numbered(350), row(idweb="20-1", dateparution="2020-01-01")]
    found, incomplete = await read(source)
    assert incomplete is None
    assert len(found) == 350
    pages = [query for path, query in portal.asked if path == "/records"]
    assert [(page["offset"], page["limit"]) for page in pages] == [
        (str(n), "100") for n in (0, 100, 200, 300)
    ]
    assert pages[0]["order_by"] == "dateparution desc,idweb desc"


async def test_every_key_is_a_condition_and_its_values_are_alternatives(
    portal: Portal, source: Boamp
) -> None:
    portal.rows = [
        row(idweb="1"),
        row(idweb="2", titulaire=["SOPRA STERIA"], nomacheteur="Région Île-de-France"),
        row(idweb="3", titulaire=None, objet="Études de trafic"),
    ]
    for query, numbers in [
        ({"suppliers": ["sopra steria", "capgemini"]}, {"1", "2"}),
        ({"suppliers": ["sopra steria", "capgemini"], "buyers": ["ile france"]}, {"2"}),
        ({"words": ["trafic"]}, {"3"}),
        ({"buyers": ["intérieur"], "words": ["trafic"]}, {"3"}),
        ({"buyers": ["région"], "words": ["trafic"]}, set()),
    ]:
        found, incomplete = await read(source, source.canonical(query))
        assert incomplete is None
        assert set(found) == numbers


async def test_a_name_that_is_one_letter_off_is_not_a_match(portal: Portal, source: Boamp) -> None:
    portal.rows = [
        row(idweb="1"),
        row(idweb="2", titulaire=["CAPGEMINO"]),
        row(idweb="3", titulaire=["CAPGEMINY"]),
    ]
    found, incomplete = await read(source)
    assert (set(found), incomplete) == ({"1"}, None)
    assert (await source.survey(WATCH)).total == 1


@pytest.mark.parametrize("name", ['A "B" C', "back\\slash", 'end\\"', '") or search(objet,"a', "l'été"])
def test_typed_text_stays_within_its_quotes(name: str) -> None:
    where = Boamp.condition({"words": [name]}, date(2026, 1, 1))
    test = parsed(where, {"objet", "dateparution"})
    assert test({"objet": name, "dateparution": "2026-01-01"})
    assert not test({"objet": "abc", "dateparution": "2026-01-01"})


async def test_a_notice_that_is_also_on_ted_has_a_common_identifier(
    portal: Portal, source: Boamp, http: SourceHttp
) -> None:
    portal.rows = [row()]
    here, _ = await read(source)
    async with TedServer(notice(443934, notice_identifier=[UUID])) as server:
        there, _ = await read(Ted(http, server.url, lambda: NOON))
    one, other = next(iter(here.values())), next(iter(there.values()))
    assert one.identifiers & other.identifiers == {f"eforms-notice:{UUID}", "ted:443934-2026"}
    assert one.kind is other.kind


async def test_nothing_is_read_without_a_new_import(portal: Portal, source: Boamp) -> None:
    portal.rows = numbered(1)
    first = ReadContext()
    await read(source, reading=first)
    assert first.state == portal.loaded
    portal.asked.clear()
    with pytest.raises(NothingNew):
        await read(source, reading=ReadContext(full=False, state=first.state))
    assert portal.paths == ["/"]
    assert len((await read(source, reading=ReadContext(full=True, state=first.state)))[0]) == 1
    portal.loaded = "later"
    assert len((await read(source, reading=ReadContext(full=False, state=first.state)))[0]) == 1


async def test_an_unreadable_notice_does_not_affect_others_and_is_read_again(
    portal: Portal, source: Boamp
) -> None:
    portal.rows = [row(idweb="1"), row(idweb="2", donnees='{"EFORMS": '), row(idweb="3")]
    reading = ReadContext()
    found, incomplete = await read(source, reading=reading)
    assert set(found) == {"1", "3"}
    assert incomplete is not None
    assert (incomplete.unread, incomplete.whole_search) == ({"2"}, True)
    assert reading.state is None


async def test_a_failing_page_does_not_affect_earlier_pages(portal: Portal, source: Boamp) -> None:
    portal.rows = numbered(150)
    pages = 0

    def change(path: str, answer: Any) -> Any:
        nonlocal pages
        pages += path == "/records"
        return answer if pages < 2 else web.Response(body=b'{"results": [', content_type="application/json")

    portal.change = change
    found, incomplete = await read(source)
    assert len(found) == 100
    assert incomplete is not None
    assert [fault.fault for fault in incomplete.faults] == [SourceErrorKind.BAD_ANSWER]
    assert not incomplete.whole_search


async def test_a_survey_counts_notices_and_names_winners(portal: Portal, source: Boamp) -> None:
    portal.rows = [row(idweb="1"), row(idweb="2", titulaire=["CAPGEMINI"], dateparution="2026-09-01")]
    survey = await source.survey(WATCH)
    assert (survey.counts, survey.newest) == ({Kind.NOTICE: 2}, date(2026, 9, 1))
    assert [(supplier.name, supplier.contracts) for supplier in survey.suppliers] == [
        ("CAPGEMINI", 2),
        ("ATOS", 1),
    ]
    assert next((match.number, match.day) for match in survey.matches) == ("2", date(2026, 9, 1))
    assert all("donnees" not in query.get("select", "") for _, query in portal.asked)


async def test_one_notice_is_read_by_its_number(portal: Portal, source: Boamp) -> None:
    portal.rows = [row(), row(idweb="26-1")]
    found = await source.get("26-79114")
    assert isinstance(found, Record)
    assert found.number == "26-79114"
    assert await source.get('26-2" or idweb="26-1') == Absent()


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b'{"total_count": 1}', b'{"total_count": 1, "results": [1]}']
)
async def test_an_invalid_answer_ends_the_read(body: bytes, portal: Portal, source: Boamp) -> None:
    portal.change = lambda path, answer: (
        web.Response(body=body, content_type="application/json") if path == "/records" else answer
    )
    found, incomplete = await read(source)
    assert found == {}
    assert incomplete is not None
    assert [fault.fault for fault in incomplete.faults] == [SourceErrorKind.BAD_ANSWER]


async def test_a_probe_requests_only_the_last_import(portal: Portal, source: Boamp) -> None:
    await source.probe()
    assert portal.paths == ["/"]
    portal.change = lambda *_: []
    with pytest.raises(SourceError):
        await source.probe()
