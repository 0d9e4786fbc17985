"""Parsing of rows of TED's search, in each of their formats."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.model import Answer, Kind, Status
from bot.contracts.sources.policy import clean_text
from bot.contracts.sources.protocol import QueryError, SourceError, SourceErrorKind
from bot.contracts.sources.ted import OF_PLANNING, Ted, expert_query, normalise_number, value
from bot.contracts.sources.values import MAX_WHOLE_ANSWER_SIZE, join_names, names, notice_identifier
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

UUID = "912f1717-1ace-413d-aa61-cd21cd6b95e7"
AWARD: dict[str, Any] = {
    "publication-number": "00443934-2026",
    "publication-date": "2026-06-29+02:00",
    "notice-type": "can-standard",
    "notice-identifier": UUID.upper() + "-01",
    "notice-title": {"fra": ["France – Services de conseil"], "eng": "France – Consultancy"},
    "procedure-identifier": "5d3a4d3e-0000-4000-8000-00000000000a",
    "buyer-name": {"fra": ["Ministère de l’Intérieur"]},
    "buyer-country": ["FRA", "FRA"],
    "winner-name": {"fra": ["CAPGEMINI TECHNOLOGY SERVICES", "CAPGEMINI TECHNOLOGY SERVICES"]},
    "winner-identifier": ["47976684200690", "47976684200690"],
    "result-value-notice": "4816782.5",
    "result-value-cur-notice": ["EUR"],
    "tender-value": ["1000.00", "2000.00"],
    "tender-value-cur": ["EUR", "EUR"],
    "contract-conclusion-date": ["2026-06-01+02:00", "2026-06-12+02:00"],
    "classification-cpv": ["72000000", "72000000", "72200000"],
}


@pytest.mark.parametrize(
    ("said", "planned"),
    [
        (["00123456-2026", "123456-2026"], "123456-2026"),
        (UUID.upper() + "-01", UUID),
        ([f"{UUID}-01/PAR-0001", "7-2025/PAR-0002"], f"7-2025, {UUID}"),
        (["PAR-0001", "2026", "x-2026", ""], None),
        (None, None),
    ],
)
def test_a_notice_names_the_planning_notice_that_it_belongs_to(said: Any, planned: str | None) -> None:
    for key in OF_PLANNING:
        code = Ted.record({**AWARD, key: said}).codes.get("planned-notice")
        assert (code.code if code else None) == planned


def test_an_award_is_a_notice_with_its_winner_amount_and_day() -> None:
    found = Ted.record(AWARD)
    assert (found.source_id, found.number, found.kind) == ("443934-2026", "443934-2026", Kind.NOTICE)
    assert found.title == "France – Consultancy"
    assert (found.buyer.name, found.buyer.ids) == ("Ministère de l’Intérieur", {"country": "FRA"})
    assert found.supplier.name == "CAPGEMINI TECHNOLOGY SERVICES"
    assert found.supplier.ids == {"registration": "47976684200690"}
    assert (found.obligated, found.currency) == (Decimal("4816782.50"), "EUR")
    assert found.signed == date(2026, 6, 12)
    assert found.identifiers == {"ted:443934-2026", f"eforms-notice:{UUID}"}
    assert {scheme: code.code for scheme, code in found.codes.items()} == {
        "notice-type": "can-standard",
        "procedure": "5d3a4d3e-0000-4000-8000-00000000000a",
        "cpv": "72000000",
    }
    assert found.url == "https://ted.europa.eu/en/notice/-/detail/443934-2026"


def test_a_tender_has_no_winner_amount_or_currency() -> None:
    bare = {"publication-number": "1-2026", "publication-date": "2026-01-02+01:00", "winner-name": None}
    found = Ted.record({**bare, "contract-conclusion-date": None})
    assert (found.supplier.name, found.obligated, found.currency) == ("", None, "XXX")
    assert (found.title, found.signed) == ("1-2026", date(2026, 1, 2))


@pytest.mark.parametrize(
    ("notice_type", "planned"),
    [("pin-buyer", True), ("pin-only", True), ("pin-rtl", True), ("pin-tran", True)]
    + [(other, False) for other in ("pin-cfc-standard", "pin-cfc-social", "veat", "cn-standard", None)],
)
def test_only_planning_notices_are_plans_and_not_calls_that_look_like_them(
    notice_type: str | None, planned: bool
) -> None:
    assert (Ted.record({**AWARD, "notice-type": notice_type}).status is Status.PLANNED) == planned


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"total-value": 12, "total-value-cur": "EUR"}, (Decimal(12), "EUR")),
        ({"total-value": [12, 12], "total-value-cur": ["EUR"]}, (Decimal(12), "EUR")),
        ({"total-value": [12, 13], "total-value-cur": ["EUR"]}, (None, "XXX")),
        ({"tender-value": ["7.5"], "tender-value-cur": ["SEK", "SEK"]}, (Decimal("7.50"), "SEK")),
        ({"tender-value": [7, 7], "tender-value-cur": ["EUR"]}, (None, "XXX")),
        ({"tender-value": [7, 8], "tender-value-cur": ["EUR"]}, (None, "XXX")),
        ({"tender-value": [7], "tender-value-cur": ["EUR", "SEK"]}, (None, "XXX")),
        ({"tender-value": [7]}, (None, "XXX")),
        ({"total-value": -5, "total-value-cur": "EUR"}, (Decimal(-5), "EUR")),
        ({"total-value": 5, "total-value-cur": "euro"}, (None, "XXX")),
    ],
)
def test_values_by_lot_are_never_summed_and_uncertain_ones_are_unknown(said: Any, expected: Any) -> None:
    assert value(said) == expected


def test_a_language_map_holds_a_text_or_a_list_and_english_or_french_is_preferred() -> None:
    assert names("x", {"nld": ["A"], "fra": "B"}) == ["B"]
    assert names("x", {"eng": [], "spa": ["C", "C"], "deu": ["D"]}) == ["D"]
    assert names("x", "E  F") == ["E F"]
    assert names("x", {"eng": [None, ""], "spa": None}) == []


def test_more_than_three_winners_are_counted() -> None:
    assert join_names(["A", "B", "C"]) == "A; B; C"
    assert join_names(["A", "B", "C", "D", "E"]) == "A; B; C; +2"
    several = Ted.record({**AWARD, "winner-name": {"eng": list("ABCDE")}})
    assert (several.supplier.name, several.supplier.ids) == ("A; B; C; +2", {})


@pytest.mark.parametrize("day", ["1900-01-01+01:00", "2000-00-00", "2999-12-31+01:00"])
def test_an_impossible_day_of_conclusion_is_not_the_day_of_signature(day: str) -> None:
    row = {**AWARD, "contract-conclusion-date": [day]}
    if day.startswith("2000"):
        with pytest.raises(SourceError, match="contract-conclusion-date"):
            Ted.record(row)
    else:
        assert Ted.record(row).signed == date(2026, 6, 29)


@pytest.mark.parametrize("number", [None, "", "x", "2026", "0-2026", 12, ["a"]])
def test_a_row_without_a_number_is_no_notice(number: object) -> None:
    with pytest.raises(SourceError) as caught:
        Ted.record({**AWARD, "publication-number": number})
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


@pytest.mark.parametrize(
    "change",
    [
        {"notice-title": 3.5},
        {"notice-title": {"eng": [{"a": 1}]}},
        {"total-value": "many", "result-value-notice": None},
        {"publication-date": "29/06/2026"},
        {"result-value-notice": True},
        {"result-value-notice": Decimal("1e30")},
    ],
)
def test_a_value_of_another_type_is_a_bad_answer(change: Any) -> None:
    with pytest.raises(SourceError):
        Ted.record({**AWARD, **change})


def test_numbers_and_identifiers_are_normalised() -> None:
    assert normalise_number("00566631-2026") == normalise_number(" 566631-2026 ") == "566631-2026"
    assert notice_identifier(UUID) == notice_identifier(UUID.upper() + "-02") == UUID
    assert notice_identifier("e60ad0f2") is None


def test_the_stored_part_of_a_long_page_is_the_row_of_the_notice() -> None:
    short = Answer(url="u", query="q", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), content=b"{}")
    long = Answer(url="u", query="q", fetched_at=short.fetched_at, content=b" " * (MAX_WHOLE_ANSWER_SIZE + 1))
    assert Ted.record(AWARD, short).answers == (short,)
    (kept,) = Ted.record(AWARD, long).answers
    assert json.loads(kept.content) == AWARD
    assert (kept.url, kept.query, kept.media) == ("u", "q", "application/json")


def test_the_query_is_in_teds_query_language() -> None:
    query = {"suppliers": ["CAP A", "CAP B"], "words": ["visas"], "countries": ["BEL", "FRA"]}
    assert expert_query(query, date(2026, 2, 3)) == (
        '(winner-name ~ "CAP A" OR winner-name ~ "CAP B") AND (FT ~ "visas") AND buyer-country IN (BEL FRA)'
        " AND publication-date>=20260203 SORT BY publication-number DESC"
    )


@given(st.text(max_size=300))
def test_an_accepted_text_is_short_and_clean_and_stays_unchanged(text: str) -> None:
    try:
        taken = clean_text("words", text, shortest=3)
    except QueryError:
        return
    assert taken == clean_text("words", taken)
    assert len(taken) <= 200


def test_the_whole_real_extract_is_parsed() -> None:
    path = SHARED_DATA / "eu" / "ted_notices_extract.json"
    if not path.exists():
        pytest.skip("the recorded answers are not here")
    rows = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["notices"]
    found = {notice.number: notice for notice in map(Ted.record, rows)}
    assert set(found) == {"443934-2026", "1739-2024", "274576-2016", "412169-2016"}
    assert found["443934-2026"].title == "Assurances de la construction"
    assert found["1739-2024"].supplier.name == "Crowe Foederer Audit & Assurance B.V."
    assert found["1739-2024"].signed == date(2023, 12, 28)
    assert found["274576-2016"].supplier.name == ""
    assert found["412169-2016"].title == "Software licences and support"
    assert {notice.currency for notice in found.values()} == {"XXX"}
