"""The TED source over real HTTP, against a stand-in with the search API's quirks."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.model import Code, Kind, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    IncompleteRead,
    Match,
    ReadContext,
    SourceError,
    SourceErrorKind,
)
from bot.contracts.sources.ted import OF_PLANNING, Ted
from tests.support.loopback.ted import TedServer

pytestmark = pytest.mark.wire

NOON = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)
WATCH = {"suppliers": ["Capgemini"]}


def notice(number: int, **members: Any) -> dict[str, Any]:
    """Return an award to Capgemini, except for ``members`` (``_`` for ``-``)."""
    said = {
        "publication-number": f"{number}-2026",
        "publication-date": "2026-06-29+02:00",
        "notice-type": "can-standard",
        "notice-title": {"eng": [f"Notice {number}"]},
        "buyer-name": {"fra": ["Préfecture"]},
        "buyer-country": ["FRA"],
        "winner-name": {"fra": ["CAPGEMINI"]},
    }
    return {**said, **{key.replace("_", "-"): value for key, value in members.items()}}


@pytest.fixture
async def ted() -> AsyncIterator[TedServer]:
    async with TedServer() as server:
        yield server


@pytest.fixture
def source(ted: TedServer, http: SourceHttp) -> Ted:
    return Ted(http, ted.url, lambda: NOON)


async def read(source: Ted, query: Any = WATCH) -> tuple[dict[str, Record], IncompleteRead | None]:
    records: list[Record] = []
    incomplete = None
    try:
        async for record in source.search(query, ReadContext()):
            records.append(record)
    except IncompleteRead as error:
        incomplete = error
    found = {record.source_id: record for record in records}
    assert len(found) == len(records)
    return found, incomplete


async def test_matches_on_all_pages_are_found_once(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(number) for number in range(1, 601)]
    ted.notices += [notice(700, winner_name={"fra": ["AUTRE"]}), notice(701, publication_date="2020-01-02Z")]
    found, incomplete = await read(source)
    assert incomplete is None
    assert set(found) == {f"{number}-2026" for number in range(1, 601)}
    assert next(iter(found)) == "600-2026"
    assert [body["page"] for body in ted.asked] == [1, 2, 3]
    assert {body["limit"] for body in ted.asked} == {250}
    assert found["7-2026"].kind is Kind.NOTICE
    assert found["7-2026"].answers[0].query.startswith('{"query"')


async def test_every_key_is_a_condition_and_its_values_are_alternatives(ted: TedServer, source: Ted) -> None:
    ted.notices = [
        notice(1),
        notice(2, winner_name={"deu": ["ATOS"]}, buyer_country=["DEU"]),
        notice(3, winner_name={"deu": ["ATOS"]}, description_lot={"fra": ["visas"]}),
        notice(4, buyer_name={"fra": ["Mairie"]}),
    ]
    for query, numbers in [
        ({"suppliers": ["capgemini", "atos"]}, {1, 2, 3, 4}),
        ({"suppliers": ["capgemini", "atos"], "countries": ["FRA", "bel"]}, {1, 3, 4}),
        ({"words": ["VISAS"]}, {3}),
        ({"suppliers": "capgemini", "buyers": ["mairie"]}, {4}),
    ]:
        found, incomplete = await read(source, source.canonical(query))
        assert incomplete is None
        assert set(found) == {f"{number}-2026" for number in numbers}


@pytest.mark.parametrize(
    "name",
    ['A"B" OR FT ~ "x', "back\\slash", 'end"', "a) OR (FT ~ b", "SORT BY PD ASC", "wild*card?", "it's & co"],
)
async def test_typed_text_stays_within_its_quotes(name: str, ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(1)]
    assert await read(source, source.canonical({"suppliers": [name]})) == ({}, None)


async def test_too_wide_a_query_is_refused_before_the_read(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(number) for number in range(1, MAX_CONTRACTS + 2)]
    with pytest.raises(SourceError) as caught:
        await read(source)
    assert caught.value.fault is SourceErrorKind.TOO_MANY
    assert len(ted.asked) == 1
    with pytest.raises(SourceError) as caught:
        await source.survey(WATCH)
    assert caught.value.fault is SourceErrorKind.TOO_MANY


async def test_a_survey_counts_notices_and_names_winners(ted: TedServer, source: Ted) -> None:
    ted.notices = [
        notice(1, publication_date="2026-07-01+02:00"),
        notice(2, winner_name={"fra": ["CAPGEMINI", "CAPGEMINI CONSULTING"]}),
        notice(3, publication_date="broken"),
    ]
    survey = await source.survey(WATCH)
    assert (survey.counts, survey.newest) == ({Kind.NOTICE: 3}, date(2026, 7, 1))
    assert [supplier.name for supplier in survey.suppliers] == ["CAPGEMINI", "CAPGEMINI CONSULTING"]
    assert (await source.survey({"suppliers": ["nobody"]})).total == 0


async def test_a_survey_shows_the_newest_notices_with_their_value(ted: TedServer, source: Ted) -> None:
    money = {"total_value": "1500000", "total_value_cur": ["EUR"]}
    ted.notices = [notice(number, publication_date=f"2026-06-0{number}+02:00") for number in range(1, 5)]
    ted.notices.append(notice(9, publication_date="2026-07-01+02:00", **money))
    first, *_, last = (await source.survey(WATCH)).matches
    assert first == Match("9-2026", date(2026, 7, 1), "Préfecture", "CAPGEMINI", Decimal("1500000"), "EUR")
    assert (last.number, last.amount) == ("3-2026", None)


async def test_an_answer_with_a_timeout_of_ted_is_incomplete(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(number) for number in range(1, 400)]
    ted.change = lambda body, answer: {**answer, "timedOut": body["page"] == 1}
    found, incomplete = await read(source)
    assert len(found) == 250
    assert incomplete is not None
    assert [fault.fault for fault in incomplete.faults] == [SourceErrorKind.TIMEOUT]
    assert not incomplete.whole_search
    ted.change = lambda _, answer: {**answer, "timedOut": True, "notices": []}
    with pytest.raises(SourceError):
        await source.get("1-2026")


async def test_an_unreadable_notice_does_not_affect_others_and_is_named(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(1), notice(2, publication_date="soon"), notice(3)]
    found, incomplete = await read(source)
    assert set(found) == {"1-2026", "3-2026"}
    assert incomplete is not None
    assert (incomplete.unread, incomplete.whole_search) == ({"2-2026"}, True)
    ted.change = lambda _, answer: {**answer, "notices": [{"notice-type": "x"}, *answer["notices"][1:]]}
    _, incomplete = await read(source)
    assert incomplete is not None
    # A row without a number is no known contract: it hides nothing.
    assert (len(incomplete.faults), incomplete.unread, incomplete.whole_search) == (2, {"2-2026"}, True)
    ted.change = lambda _, answer: {**answer, "notices": [1, "x", {}]}
    _, incomplete = await read(source)
    assert incomplete is not None
    assert (len(incomplete.faults), incomplete.whole_search) == (3, False)


async def test_repeated_rows_are_yielded_once(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(1), notice(2)]
    ted.change = lambda _, answer: {**answer, "notices": [*answer["notices"], *answer["notices"]]}
    assert await read(source) == await read(source)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"<html>maintenance</html>", SourceErrorKind.BAD_ANSWER),
        (b'{"notices": [], "totalNoticeCount": "many"}', SourceErrorKind.BAD_ANSWER),
        (b'{"notices": {}, "totalNoticeCount": 1}', SourceErrorKind.BAD_ANSWER),
        (b'{"notices": [1], "totalNoticeCount": 1}', SourceErrorKind.BAD_ANSWER),
        (b"[]", SourceErrorKind.BAD_ANSWER),
    ],
)
async def test_an_invalid_answer_ends_the_read(
    body: bytes, fault: SourceErrorKind, ted: TedServer, source: Ted
) -> None:
    ted.change = lambda *_: web.Response(body=body, content_type="application/json")
    found, incomplete = await read(source)
    assert found == {}
    assert incomplete is not None
    assert [error.fault for error in incomplete.faults] == [fault]
    assert not incomplete.whole_search


async def test_an_unknown_field_is_reported_in_teds_words(
    ted: TedServer, source: Ted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.contracts.sources.ted.FIELDS", ("publication-number", "winner-nom"))
    _, incomplete = await read(source)
    assert incomplete is not None
    assert incomplete.faults[0].fault is SourceErrorKind.REFUSED
    assert "winner-nom" in incomplete.faults[0].detail
    monkeypatch.undo()
    await read(source)
    assert set(OF_PLANNING) <= set(ted.asked[-1]["fields"]), "it was not their fault"


async def test_the_fields_for_planning_notices_are_given_up_if_ted_refuses_them(
    ted: TedServer, source: Ted
) -> None:
    ted.notices = [notice(1, previous_planning_identifier_part_lot=["9-2025"])]
    found, incomplete = await read(source)
    assert (incomplete, found["1-2026"].codes["planned-notice"]) == (None, Code("9-2025"))

    def refuse(body: Any, answer: Any) -> Any:
        if any(field.startswith("previous-") for field in body["fields"]):
            said = {"message": "Parameter 'fields' contains unsupported value (supported values are: a,b)"}
            return web.json_response(said, status=400)
        return answer

    ted.change = refuse
    ted.asked.clear()
    for _ in range(2):
        found, incomplete = await read(source)
        assert (incomplete, list(found)) == (None, ["1-2026"])
    assert len(ted.asked) == 3, "refused once"


async def test_one_notice_is_read_by_its_number(ted: TedServer, source: Ted) -> None:
    ted.notices = [notice(1), notice(2)]
    found = await source.get("00000002-2026")
    assert isinstance(found, Record)
    assert found.number == "2-2026"
    assert await source.get("3-2026") == await source.get("x) OR (1") == Absent()
    assert len(ted.asked) == 2


async def test_the_link_is_built_from_the_number_because_teds_own_has_html_escapes(
    ted: TedServer, source: Ted
) -> None:
    ted.notices = [{**notice(1), "links": {"html": {"ENG": "https://ted.example/detail?a=1&amp;b=2"}}}]
    found, _ = await read(source)
    assert found["1-2026"].url == "https://ted.europa.eu/en/notice/-/detail/1-2026"
    assert not any("links" in body["fields"] for body in ted.asked)


async def test_a_probe_requests_little(ted: TedServer, source: Ted) -> None:
    await source.probe()
    assert [(body["limit"], body["fields"]) for body in ted.asked] == [(1, ["publication-number"])]
    ted.change = lambda *_: web.Response(status=503)
    with pytest.raises(SourceError):
        await source.probe()
