"""The USAspending source over real HTTP, against a stand-in with the API's quirks."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from bot.contracts.model import Kind
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    IncompleteRead,
    ReadContext,
    SourceError,
    SourceErrorKind,
)
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.history import load_history
from tests.support.replay.snapshots import ICE, UEI, states_from_snapshots
from tests.support.usaspending import (
    NOON,
    ROW_SEARCH,
    SEARCH,
    TRANSACTIONS,
    Faulty,
    award,
    drops,
    paths,
    puts,
    read,
    recorded,
    says,
    searches,
)

pytestmark = pytest.mark.wire

WATCH = {"suppliers": [UEI], "agencies": [ICE["name"]]}
SKIP_TRACING = "CONT_AWD_70CDCR26FR0000024_7012_70CDCR26D00000015_7012"
BRIDGE = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"
SCHEDULE = "CONT_IDV_47QTCA18D00A2_4732"


async def test_a_search_yields_whole_orders_and_vehicles(open_api: Any) -> None:
    _, source = await open_api(states=load_history())
    found, faults = await read(source, WATCH)
    assert faults == []
    assert Counter(record.kind for record in found.values()) == {Kind.ORDER: 10, Kind.VEHICLE: 3}
    assert next(iter(found)).startswith("CONT_IDV_")
    order = found[SKIP_TRACING]
    assert (order.number, order.parent_number) == ("70CDCR26FR0000024", "70CDCR26D00000015")
    assert (order.obligated, order.ceiling) == (Decimal("4816782.50"), None)
    assert (order.signed, order.end) == (date(2025, 12, 18), date(2026, 3, 15))
    assert order.buyer.name == ICE["name"]
    assert order.buyer_unit == "DETENTION COMPLIANCE AND REMOVALS"
    assert order.supplier.ids == {"uei": UEI}
    assert order.codes["naics"].code == "561611"
    assert [(action.number, action.amount) for action in order.actions] == [("0", Decimal("4816782.50"))]
    vehicle = found[str(order.parent_source_id)]
    assert (vehicle.obligated, vehicle.ceiling) == (Decimal("0.00"), Decimal("365821218.75"))
    assert vehicle.signed == date(2025, 12, 16)


async def test_a_vehicle_of_another_agency_is_not_found_but_can_be_read_by_id(open_api: Any) -> None:
    _, source = await open_api(states=load_history())
    found, _ = await read(source, WATCH)
    assert SCHEDULE not in found
    schedule = await source.get(SCHEDULE)
    assert schedule.buyer.name == "Federal Acquisition Service"


async def test_the_recorded_history_is_read_day_by_day(open_api: Any) -> None:
    api, source = await open_api(states=load_history())
    bridges, orders = [], []
    for step in range(5):
        api.show(step)
        bridges.append(await source.get(BRIDGE))
        orders.append(await source.get(SKIP_TRACING))
    assert [len(bridge.actions) for bridge in bridges] == [12, 13, 13, 14, 14]
    assert bridges[0].obligated == Decimal("22296046.28")
    assert [bridge.obligated - bridges[0].obligated for bridge in bridges] == [
        Decimal(0),
        Decimal("2306976.66"),
        Decimal("2306976.66"),
        Decimal("2295794.15") + Decimal("2686283.99"),
        Decimal("2295794.15") + Decimal("2686283.99"),
    ]
    before, after = bridges[2].actions[-1], bridges[3].actions[-2]
    assert before.action_id == after.action_id
    assert (before.date, after.date) == (date(2026, 2, 19), date(2026, 2, 24))
    assert [bridge.end for bridge in bridges][2:4] == [date(2026, 3, 23), date(2026, 9, 23)]
    assert [order.end for order in orders][1:3] == [date(2026, 3, 15), date(2026, 5, 14)]
    closed = await source.get("CONT_AWD_70CTD021FR0000248_7012_47QTCA18D00A2_4732")
    assert (closed.actions[-1].number, closed.actions[-1].amount) == ("P00010", Decimal("0.00"))


async def test_contracts_that_an_agency_only_pays_for_are_found_once(open_api: Any) -> None:
    other = {"name": "Other Bureau", "code": "1900"}
    _, source = await open_api(
        award("BOTH", funding=ICE),
        award("PAID", awarding=other, funding=ICE),
        award("BOUGHT", funding=other),
        award("NEITHER", awarding=other),
    )
    found, faults = await read(source, {"suppliers": "acme", "agencies": ICE["name"]})
    assert faults == []
    assert {record.number for record in found.values()} == {"BOTH", "PAID", "BOUGHT"}
    [paid] = [record for record in found.values() if record.number == "PAID"]
    assert paid.buyer.name == "Other Bureau"
    assert paid.funder is not None
    assert paid.funder.name == ICE["name"]


async def test_each_search_has_one_group_of_types_one_supplier_and_one_role(open_api: Any) -> None:
    api, source = await open_api(award("A"))
    agencies = [ICE["name"], {"name": "Bureau", "toptier": "Department"}]
    await read(source, {"suppliers": ["acme", "other"], "agencies": agencies, "keywords": ["abc", "def"]})
    asked = searches(api)
    assert len(asked) == 8
    assert {len(filters["recipient_search_text"]) for filters in asked} == {1}
    assert {frozenset(agency["type"] for agency in filters["agencies"]) for filters in asked} == {
        frozenset({"awarding"}),
        frozenset({"funding"}),
    }
    assert {tuple(filters["keywords"]) for filters in asked} == {("abc", "def")}
    assert all(len(filters["agencies"]) == 2 for filters in asked)
    assert {"type": "funding", "tier": "subtier", "name": "Bureau", "toptier_name": "Department"} in asked[1][
        "agencies"
    ]


async def test_keywords_are_alternatives_and_need_no_supplier(open_api: Any) -> None:
    api, source = await open_api(
        award("A", title="SKIP TRACING"), award("B", title="ASYLUM CALLS"), award("C", title="PAPER")
    )
    found, faults = await read(source, {"keywords": ["asylum", "skip trac"]})
    assert ({record.number for record in found.values()}, faults) == ({"A", "B"}, [])
    assert len(searches(api)) == 2


async def test_suppliers_are_found_by_name_parent_and_uei(open_api: Any) -> None:
    _, source = await open_api(award("A"), award("B", supplier={"name": "OTHER INC", "uei": "OTHER"}))
    for words in ("acm", "Holding", "acmeuei"):
        found, _ = await read(source, {"suppliers": words})
        assert {record.number for record in found.values()} == {"A"}


async def test_every_page_is_read_and_equal_rows_lose_none(open_api: Any) -> None:
    awards = [award("SAME", id=f"CONT_AWD_SAME_7012_V{n}_7012") for n in range(230)]
    api, source = await open_api(*awards)
    survey = await source.survey({"suppliers": "acme"})
    assert survey.total == 230
    pages = [body["page"] for path, body in api.requests if path == SEARCH]
    assert pages == [1, 1, 2, 3]


async def test_a_repeated_row_is_one_contract(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A"), award("B"))
    faulty.plan(SEARCH, lambda _request, answer: {**answer, "results": answer["results"] * 2})
    found, faults = await read(source, {"suppliers": "acme"})
    assert (len(found), faults) == (2, [])


async def test_the_number_of_pages_is_limited(open_api: Any, faulty: Faulty) -> None:
    api, source = await open_api(award("A"))
    faulty.plan(SEARCH, puts("page_metadata", "hasNext", value=True))
    assert (await read(source, {"suppliers": "acme"}))[1] == [SourceErrorKind.PAGES_MISSING] * 2
    assert len(searches(api)) < 6


async def test_too_many_contracts_are_refused_before_any_is_read(open_api: Any) -> None:
    api, source = await open_api(*(award(f"N{n}") for n in range(MAX_CONTRACTS + 1)))
    assert await read(source, {"suppliers": "acme"}) == ({}, [SourceErrorKind.TOO_MANY])
    assert set(paths(api)) == {SEARCH}
    with pytest.raises(SourceError, match="too-many"):
        await source.survey({"suppliers": "acme"})


async def test_pages_are_read_only_until_there_are_too_many_contracts(open_api: Any) -> None:
    api, source = await open_api(*(award(f"N{n}") for n in range(MAX_CONTRACTS + 300)))
    await read(source, {"suppliers": "acme"})
    assert len(searches(api)) == 1 + MAX_CONTRACTS // 100 + 1


async def test_the_limit_of_contracts_applies_to_all_searches_together(open_api: Any) -> None:
    half = MAX_CONTRACTS // 2 + 1
    orders = [award(f"N{n}") for n in range(half)]
    vehicles = [award(f"V{n}", id=f"CONT_IDV_V{n}_7012") for n in range(half)]
    _, source = await open_api(*orders, *vehicles)
    assert await read(source, {"suppliers": "acme"}) == ({}, [SourceErrorKind.TOO_MANY])


def unused_filters(names: str) -> str:
    return f"The following filters from the request were not used: {names}. See https://api.example/docs"


async def test_an_answer_to_other_filters_is_refused(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A"))
    faulty.plan(
        SEARCH, puts("messages", value=["About 2007-10-01.", unused_filters("{'recipient_search_text'}")])
    )
    assert await read(source, {"suppliers": "acme"}) == ({}, [SourceErrorKind.FILTER_IGNORED] * 2)
    with pytest.raises(SourceError, match="filter-ignored"):
        await source.survey({"suppliers": "acme"})


@pytest.mark.parametrize("messages", [[unused_filters("{'keyword_search'}")], [], None])
async def test_the_known_false_report_of_an_unused_filter_is_ignored(
    open_api: Any, faulty: Faulty, messages: Any
) -> None:
    _, source = await open_api(award("A", title="PAPER"))
    faulty.plan(ROW_SEARCH, puts("messages", value=messages))
    found, faults = await read(source, {"keywords": "paper"})
    assert (len(found), faults) == (1, [])


@pytest.mark.parametrize("names", ["{'keyword_search', 'agencies'}", "{'keywords'}", "(something else)"])
async def test_a_true_report_beside_the_false_one_is_a_fault(
    open_api: Any, faulty: Faulty, names: str
) -> None:
    _, source = await open_api(award("A", title="PAPER"))
    faulty.plan(ROW_SEARCH, puts("messages", value=[unused_filters(names)]))
    assert (await read(source, {"keywords": "paper"}))[1] == [SourceErrorKind.FILTER_IGNORED] * 2


AWARD_A = "/awards/CONT_AWD_A"
DAMAGE = {
    "html": (says("<html>Down</html>"), SourceErrorKind.BAD_ANSWER),
    "a list": (says("[]"), SourceErrorKind.BAD_ANSWER),
    "500": (says("", 500), SourceErrorKind.SERVER_ERROR),
    "404": (says('{"detail": "No Award found with: {}"}', 404), SourceErrorKind.GONE),
    "word for amount": (puts("total_obligation", value="abc"), SourceErrorKind.BAD_ANSWER),
    "another award": (puts("generated_unique_award_id", value="CONT_AWD_Z"), SourceErrorKind.BAD_ANSWER),
}


@pytest.mark.parametrize(("change", "fault"), DAMAGE.values(), ids=DAMAGE.keys())
async def test_an_unreadable_contract_is_left_out_and_the_rest_is_read(
    open_api: Any, faulty: Faulty, change: Any, fault: SourceErrorKind
) -> None:
    _, source = await open_api(award("A"), award("B"), award("C"))
    faulty.plan(AWARD_A, change)
    found, faults = await read(source, {"suppliers": "acme"})
    assert {record.number for record in found.values()} == {"B", "C"}
    assert faults == [fault]


async def lacking(source: Usaspending) -> tuple[bool, set[str]]:
    """Return whether an incomplete search was whole, and the numbers of unreadable contracts."""
    with pytest.raises(IncompleteRead) as incomplete:
        async for _ in source.search({"suppliers": "acme"}, ReadContext()):
            pass
    return incomplete.value.whole_search, {source_id.split("_")[2] for source_id in incomplete.value.unread}


async def test_unreadable_contracts_are_distinguished_from_a_failed_search(
    open_api: Any, faulty: Faulty
) -> None:
    _, source = await open_api(award("A"), award("B"), award("C"))
    faulty.plan(AWARD_A, says("", 500))
    assert await lacking(source) == (True, {"A"})
    faulty.plan(SEARCH, says("", 422), times=1)
    assert await lacking(source) == (False, {"A"})


async def test_a_search_that_the_host_breaks_off_is_incomplete(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(*(award(f"N{n}") for n in range(4)))
    faulty.plan("/awards/CONT", drops)
    whole, unread = await lacking(source)
    assert (whole, len(unread)) == (False, 4)


async def test_a_fault_names_its_contract(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A"))
    faulty.plan("/awards/CONT", puts("total_obligation", value="abc"))
    with pytest.raises(SourceError, match="CONT_AWD_A_7012_-NONE-_-NONE-: total_obligation: 'abc'"):
        await source.get("CONT_AWD_A_7012_-NONE-_-NONE-")


@pytest.mark.parametrize(
    "change",
    [
        puts("results", value=[]),
        puts("results", value=None),
        puts("results", "action_date", value="soon"),
        puts("results", "federal_action_obligation", value={}),
        puts("results", "id", value=None),
    ],
    ids=["none", "null", "date", "amount", "id"],
)
async def test_an_unreadable_history_is_never_an_empty_one(
    open_api: Any, faulty: Faulty, change: Any
) -> None:
    _, source = await open_api(award("A"))
    faulty.plan(TRANSACTIONS, change)
    assert await read(source, {"suppliers": "acme"}) == ({}, [SourceErrorKind.BAD_ANSWER])


async def test_a_long_history_is_read_to_its_end(open_api: Any) -> None:
    rows = [
        {"id": f"TX_{n}", "number": f"P{n:05}", "date": "2026-01-01", "amount": "0.01"} for n in range(5001)
    ]
    _, source = await open_api(award("A", transactions=rows))
    record = await source.get("CONT_AWD_A_7012_-NONE-_-NONE-")
    assert len(record.actions) == 5001
    assert record.obligated == Decimal("50.01")
    assert len(record.answers) == 3


async def test_a_lost_host_is_not_requested_for_the_rest(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(*(award(f"N{n}") for n in range(20)))
    faulty.plan(TRANSACTIONS, lambda _request, answer: answer, times=3)
    faulty.plan("/awards/CONT", lambda _request, answer: answer, times=3)
    faulty.plan("/awards/CONT", drops)
    found, faults = await read(source, {"suppliers": "acme"})
    assert len(found) == 3
    assert faults == [*[SourceErrorKind.UNREACHABLE] * 3, SourceErrorKind.RESTING]


async def test_a_host_that_fails_sometimes_is_requested_for_the_rest(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(*(award(f"N{n}") for n in range(6)))
    for number in ("N0_", "N2_", "N4_"):
        faulty.plan(f"/awards/CONT_AWD_{number}", says("", 503))
    found, faults = await read(source, {"suppliers": "acme"})
    assert {record.number for record in found.values()} == {"N1", "N3", "N5"}
    assert faults == [SourceErrorKind.BUSY] * 3

    for _ in range(3):
        faulty.plan(SEARCH, says("", 503), times=5)  # as often as it is retried
        faulty.plan(SEARCH, lambda _request, answer: answer, times=1)
    found, faults = await read(source, {"suppliers": ["acme", "one", "two"]})
    assert len(found) == 3
    assert faults == [SourceErrorKind.BUSY] * 6


async def test_a_host_that_does_not_answer_searches_gets_no_other_requests(
    open_api: Any, faulty: Faulty
) -> None:
    api, source = await open_api(award("A"))
    faulty.plan("/", drops)
    suppliers = {"suppliers": ["acme", "one", "two", "three"]}
    faults = [*[SourceErrorKind.UNREACHABLE] * 2, SourceErrorKind.RESTING]  # the first request is for news
    assert await read(source, suppliers) == ({}, faults)
    assert set(paths(api)) == {SEARCH}


async def test_a_failed_search_does_not_affect_the_others(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A"))
    faulty.plan(SEARCH, says('{"detail": "odd"}', 422), times=1)
    found, faults = await read(source, {"suppliers": "acme"})
    assert (len(found), faults) == (1, [SourceErrorKind.REFUSED])


@pytest.mark.parametrize("results", [None, {}, ["odd"], [{"Award ID": "A"}], [{"generated_internal_id": 5}]])
async def test_search_rows_of_another_type_are_a_bad_answer(
    open_api: Any, faulty: Faulty, results: Any
) -> None:
    _, source = await open_api(award("A"))
    faulty.plan(SEARCH, puts("results", value=results))
    assert await read(source, {"suppliers": "acme"}) == ({}, [SourceErrorKind.BAD_ANSWER] * 2)


async def test_an_award_is_absent_only_if_the_api_has_no_such_award(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A"))
    unknown = "CONT_AWD_UNKNOWN_7012_-NONE-_-NONE-"
    said = await source.get(unknown)
    assert isinstance(said, Absent)
    (answer,) = said.answers
    assert answer.media == "application/warc"
    response, request = ArchiveIterator(BytesIO(answer.content))
    assert response.http_headers.get_statuscode() == "404"
    assert response.rec_headers["WARC-Target-URI"] == answer.url
    assert answer.url.endswith(f"/api/v2/awards/{unknown}/")
    assert request.http_headers.protocol == "GET"
    kept = b"".join(record.content_stream().read() for record in ArchiveIterator(BytesIO(answer.content)))
    assert b"No Award found" in kept
    for reply, fault, tries in [
        (says('{"detail": "Not found."}', 404), SourceErrorKind.GONE, 1),
        (says("<html>404</html>", 404), SourceErrorKind.GONE, 1),
        (says("", 500), SourceErrorKind.SERVER_ERROR, 3),
        (says("", 503), SourceErrorKind.BUSY, 5),
    ]:
        faulty.plan("/awards/CONT", reply, times=tries)
        with pytest.raises(SourceError) as caught:
            await source.get("CONT_AWD_A_7012_-NONE-_-NONE-")
        assert caught.value.fault is fault


async def test_an_id_with_odd_characters_is_escaped(open_api: Any) -> None:
    odd = "CONT_AWD_A/B C?_7012_-NONE-_-NONE-"
    api, source = await open_api(award("A", id=odd))
    record = await source.get(odd)
    assert record.source_id == odd
    assert api.requests[0][0] == f"/api/v2/awards/{odd}/"


async def test_answers_have_their_time_and_address_and_no_pay_data(open_api: Any, faulty: Faulty) -> None:
    api, source = await open_api(award("A"))
    officers = {"officers": [{"name": "EVE EXAMPLE", "amount": 99.5}] + [{"name": None, "amount": None}] * 4}
    faulty.plan("/awards/CONT", puts("executive_details", value=officers))
    record = await source.get("CONT_AWD_A_7012_-NONE-_-NONE-")
    header, history = record.answers
    assert b"EVE" not in header.content
    assert json.loads(header.content)["executive_details"] is None
    assert json.loads(header.content)["piid"] == "A"
    assert (header.url, header.query) == (f"{api.url}/api/v2/awards/CONT_AWD_A_7012_-NONE-_-NONE-/", "")
    assert json.loads(history.query)["award_id"] == "CONT_AWD_A_7012_-NONE-_-NONE-"
    assert {answer.fetched_at for answer in record.answers} == {NOON}
    assert record.url == "https://www.usaspending.gov/award/CONT_AWD_A_7012_-NONE-_-NONE-"


async def test_a_survey_counts_without_reading_contracts(open_api: Any) -> None:
    api, source = await open_api(
        award("A", signed="2024-05-01"),
        award("B", signed=None, supplier={"name": "ACME TWO"}),
        award("C"),
        award("V", id="CONT_IDV_V_7012", signed="2026-03-01"),
    )
    survey = await source.survey({"suppliers": "acme"})
    assert survey.counts == {Kind.CONTRACT: 3, Kind.VEHICLE: 1}
    assert survey.newest == date(2026, 3, 1)
    assert [(supplier.name, supplier.id) for supplier in survey.suppliers] == [
        ("ACME LLC", "ACMEUEI00001"),
        ("ACME TWO", None),
    ]
    assert not any("/awards/CONT" in path for path in paths(api))
    empty = await source.survey({"suppliers": "nobody"})
    assert (empty.total, empty.newest, empty.suppliers) == (0, None, ())


async def test_a_probe_requests_only_the_last_import(open_api: Any, faulty: Faulty) -> None:
    api, source = await open_api(award("A"))
    await source.probe()
    assert api.requests == [("/api/v2/awards/last_updated/", None)]
    faulty.plan("last_updated", puts("last_updated", value=None), times=1)
    faulty.plan("last_updated", says("", 503))
    for fault in (SourceErrorKind.BAD_ANSWER, SourceErrorKind.BUSY):
        with pytest.raises(SourceError) as caught:
            await source.probe()
        assert caught.value.fault is fault


async def test_recorded_answers_are_read_through_the_client(open_api: Any, faulty: Faulty) -> None:
    header = recorded("recorded", "orm_contract.json")
    history = recorded("recorded", "orm_transactions.json")
    history["page_metadata"]["hasNext"] = False  # recorded with pages of three
    _, source = await open_api(award("A"))
    faulty.plan("/awards/CONT", lambda _request, _answer: header)
    faulty.plan(TRANSACTIONS, lambda _request, _answer: history)
    record = await source.get(header["generated_unique_award_id"])
    assert (record.obligated, len(record.actions)) == (Decimal("172213419.67"), 3)


async def test_recorded_searches_are_surveyed(open_api: Any, faulty: Faulty) -> None:
    vehicles = recorded("recorded", "orm_search_results_idvs.json")
    contracts = recorded("recorded", "orm_search_results_contracts.json")
    _, source = await open_api(award("A"))
    for answer in (vehicles, contracts):
        answer["page_metadata"]["hasNext"] = False
        faulty.plan(SEARCH, says(json.dumps(answer)), times=1)
    survey = await source.survey({"suppliers": "space"})
    assert (survey.total, survey.counts[Kind.VEHICLE]) == (7, 3)
    assert survey.newest == date(2019, 6, 5)


async def test_captured_days_are_read_with_their_repeated_rows_and_corrections(open_api: Any) -> None:
    captured = recorded("history", "capgemini_ice_fy2026_snapshots.json")["snapshots"]
    states = states_from_snapshots(captured)
    assert [state["date"] for state in states][:2] == ["2026-02-13", "2026-02-24"]
    assert any(
        len(facts["transactions"]) > len({row["id"] for row in facts["transactions"]})
        for state in states
        for facts in state["awards"]
    )
    api, source = await open_api(states=states)
    amounts = []
    for step in range(len(states)):
        api.show(step)
        found, faults = await read(source, WATCH)
        assert faults == []
        assert len(found) in {6, 7}
        amounts += [
            (action.date, action.amount) for action in found[BRIDGE].actions if action.number == "P00012"
        ]
    assert list(dict.fromkeys(amounts)) == [
        (date(2026, 2, 19), Decimal("2306976.66")),
        (date(2026, 2, 24), Decimal("2295794.15")),
    ]
