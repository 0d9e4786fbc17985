"""Keyword watches on USAspending: every transaction with a keyword, from rows alone, without losses.

``spending_by_transaction`` sorts on one field and returns ties in another order at every request, as
captures of the real one show; so does the stand-in.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import aiohttp
import pytest

from bot.contracts.diff.action_matching import GUESSED
from bot.contracts.model import Kind
from bot.contracts.sources.protocol import ReadContext, SourceErrorKind
from bot.contracts.sources.usaspending import api as api_module
from bot.contracts.sources.usaspending.parse import ROW_FIELDS
from bot.demo.history import load_history, transaction_id
from tests.conftest import MovableClock
from tests.support.replay.snapshots import ICE, states_from_snapshots
from tests.support.usaspending import (
    ROW_SEARCH,
    Faulty,
    award,
    drops,
    paths,
    puts,
    recorded,
    says,
    search,
    searches,
)

pytestmark = pytest.mark.wire

SKIP = {"keywords": ["skip tracing"]}
TODAY = date(2026, 2, 13)
OLD = "CONT_AWD_OLD_7012_-NONE-_-NONE-"


def actions(award_id: str, *rows: tuple[str, str, str], told: str = "SKIP TRACING") -> list[dict[str, Any]]:
    """Return transactions from numbers, dates and amounts."""
    return [
        {
            "id": transaction_id(award_id, number),
            "number": number,
            "date": day,
            "amount": amount,
            "description": told,
        }
        for number, day, amount in rows
    ]


def mentioned(number: str, *rows: tuple[str, str, str], **facts: Any) -> dict[str, Any]:
    award_id = facts.pop("id", f"CONT_AWD_{number}_7012_-NONE-_-NONE-")
    return award(number, id=award_id, transactions=actions(award_id, *rows), **facts)


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


async def test_rows_of_all_suppliers_make_incomplete_records(open_api: Any) -> None:
    order = "CONT_AWD_70A_7012_70V_4732"
    api, source = await open_api(
        mentioned(
            "70A",
            ("0", "2025-12-18", "4816782.50"),
            ("P00001", "2026-02-11", "0.00"),
            id=order,
            naics=["561611", "INVESTIGATION"],
            supplier={"name": "ACME LLC", "uei": "ACMEUEI00001"},
        ),
        mentioned("70B", ("P00007", "2026-02-01", "-5"), supplier={"name": "OTHER"}),
        mentioned("70V", ("0", "2026-01-02", "0"), id="CONT_IDV_70V_7012"),
        award("70C", title="PAPER"),
    )
    outcome = await search(source, SKIP)
    assert (outcome.faults, set(paths(api))) == ([], {ROW_SEARCH})  # and no contract is requested
    assert outcome.numbers == {"70A", "70B", "70V"}
    found = outcome.records[order]
    assert (found.kind, found.whole, found.currency) == (Kind.ORDER, False, "USD")
    assert (found.parent_source_id, found.parent_number) == ("CONT_IDV_70V_4732", "70V")
    assert (found.title, found.buyer.name, found.buyer.parent) == (
        "SKIP TRACING",
        ICE["name"],
        ICE["toptier"],
    )
    assert (found.supplier.name, found.supplier.ids) == ("ACME LLC", {"uei": "ACMEUEI00001"})
    assert (found.obligated, found.ceiling, found.end) == (None, None, None)
    assert found.signed == date(2025, 12, 18)
    assert found.codes["naics"].code == "561611"
    assert found.identifiers == {f"us:{order}"}
    assert found.url == f"https://www.usaspending.gov/award/{order}"
    assert [(action.number, action.amount, action.date) for action in found.actions] == [
        ("0", Decimal("4816782.50"), date(2025, 12, 18)),
        ("P00001", Decimal("0.00"), date(2026, 2, 11)),
    ]
    assert [answer.url for answer in found.answers] == [api.url + ROW_SEARCH]
    assert found.mark is not None
    assert len(found.mark) <= 64
    other = outcome.records["CONT_AWD_70B_7012_-NONE-_-NONE-"]
    assert (other.kind, other.signed, other.actions[0].amount) == (Kind.CONTRACT, None, Decimal("-5.00"))
    assert outcome.records["CONT_IDV_70V_7012"].kind is Kind.VEHICLE


async def test_actions_have_guesses_of_the_ids_in_the_history(open_api: Any) -> None:
    _, source = await open_api(states=load_history())
    found = (await search(source, SKIP)).records
    assert len(found) >= 2
    for source_id, record in found.items():
        whole = await source.get(source_id)
        assert whole is not None
        assert {action.action_id for action in record.actions} <= {
            action.action_id + GUESSED for action in whole.actions
        }


async def test_contracts_and_vehicles_are_searched_separately_and_agencies_in_both_roles(
    open_api: Any,
) -> None:
    api, source = await open_api(mentioned("A", ("0", "2026-01-01", "1")))
    await search(source, {**SKIP, "agencies": [ICE["name"]]})
    asked = [
        (filters["award_type_codes"][0], filters["agencies"][0]["type"], filters["keywords"])
        for filters in searches(api)
    ]
    assert asked == [
        ("IDV_A", "awarding", ["skip tracing"]),
        ("IDV_A", "funding", ["skip tracing"]),
        ("A", "awarding", ["skip tracing"]),
        ("A", "funding", ["skip tracing"]),
    ]


async def test_an_action_that_an_agency_both_buys_and_pays_for_is_counted_once(open_api: Any) -> None:
    _, source = await open_api(mentioned("A", ("0", "2026-01-01", "1"), funding=ICE))
    outcome = await search(source, {**SKIP, "agencies": [ICE["name"]]})
    assert [len(record.actions) for record in outcome.records.values()] == [1]


def crowd(rows: int, days: int) -> list[dict[str, Any]]:
    """Return so many contracts with one action of no money each, on the last days."""
    return [mentioned(f"N{n:04}", ("0", days_ago(n % days), "0.00")) for n in range(rows)]


async def test_unstable_paging_drops_and_repeats_rows_within_ties(open_api: Any) -> None:
    """Trap 1 of pages by number, which this client must never use."""
    api, _ = await open_api(*crowd(250, 1))
    filters = {"award_type_codes": ["A", "B", "C", "D"], "keywords": ["skip tracing"]}
    seen: list[str] = []
    async with aiohttp.ClientSession() as session:
        for page in (1, 2, 3):
            body = {
                "filters": filters,
                "fields": ROW_FIELDS,
                "sort": "Transaction Amount",
                "limit": 100,
                "page": page,
            }
            async with session.post(api.url + ROW_SEARCH, json=body) as response:
                seen += [row["generated_internal_id"] for row in (await response.json())["results"]]
    assert len(seen) == 250
    assert len(set(seen)) < 250


async def test_no_row_is_lost_on_several_pages(open_api: Any) -> None:
    api, source = await open_api(*crowd(950, 40))
    outcome = await search(source, SKIP)
    assert (len(outcome.records), outcome.faults) == (950, [])
    assert {body["page"] for path, body in api.requests if path == ROW_SEARCH} == {1}


async def test_the_days_are_divided_without_a_gap(open_api: Any) -> None:
    api, source = await open_api(*crowd(300, 90))
    await search(source, SKIP)
    asked = {
        (filters["time_period"][0]["start_date"], filters["time_period"][0]["end_date"])
        for filters in searches(api)
        if filters["award_type_codes"][0] == "A"
    }
    pieces = sorted(one for one in asked if not any(one != other and _holds(one, other) for other in asked))
    assert len(pieces) > 2
    assert (pieces[0][0], pieces[-1][1]) == (days_ago(365), days_ago(0))
    for (_, end), (start, _) in pairwise(pieces):
        assert date.fromisoformat(start) - date.fromisoformat(end) == timedelta(days=1)


def _holds(outer: tuple[str, str], inner: tuple[str, str]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


async def test_a_day_larger_than_a_page_is_read_type_by_type(open_api: Any) -> None:
    awards = [
        mentioned(f"{code}{n:03}", ("0", "2026-02-01", "0"), type=code) for code in "ABCD" for n in range(60)
    ]
    _, source = await open_api(*awards)
    outcome = await search(source, SKIP)
    assert (len(outcome.records), outcome.faults) == (240, [])


async def test_a_day_and_type_larger_than_a_page_are_read_from_both_ends(open_api: Any) -> None:
    api, source = await open_api(*crowd(190, 1))
    outcome = await search(source, SKIP)
    assert (len(outcome.records), outcome.faults) == (190, [])
    ends = [body["order"] for path, body in api.requests if path == ROW_SEARCH and body["sort"] == "Award ID"]
    assert ends == ["asc", "desc"]


@pytest.mark.parametrize("rows", [200, 260])
async def test_a_day_that_may_be_incomplete_is_read_in_part_and_reported(open_api: Any, rows: int) -> None:
    _, source = await open_api(*crowd(rows, 1), mentioned("OLD", ("0", "2025-11-01", "1")))
    outcome = await search(source, SKIP)
    assert (outcome.faults, outcome.whole_search, outcome.unread) == (
        [SourceErrorKind.TOO_MANY],
        False,
        frozenset(),
    )
    assert len(outcome.records) == 201
    assert "OLD" in outcome.numbers


async def test_many_actions_of_one_award_on_one_day_are_reported_as_incomplete(open_api: Any) -> None:
    """Ties on the award: the two ends overlap in rows that prove nothing about the others."""
    rows = [(f"P{n:05}", "2026-02-01", "0") for n in range(150)]
    _, source = await open_api(mentioned("A", *rows))
    outcome = await search(source, SKIP)
    assert outcome.faults == [SourceErrorKind.TOO_MANY]


async def test_too_many_rows_are_refused(open_api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_module, "MAX_ROWS", 500)
    awards = [
        mentioned(f"N{n:03}", *((f"P{m:05}", days_ago(m + n), "1") for m in range(52))) for n in range(10)
    ]
    api, source = await open_api(*awards)
    outcome = await search(source, SKIP)
    assert (outcome.matched, outcome.faults, outcome.whole_search) == (
        set(),
        [SourceErrorKind.TOO_MANY],
        False,
    )
    assert set(paths(api)) == {ROW_SEARCH}


async def test_too_many_contracts_are_refused(open_api: Any) -> None:
    _, source = await open_api(*crowd(1001, 300))
    outcome = await search(source, SKIP)
    assert (outcome.matched, outcome.faults) == (set(), [SourceErrorKind.TOO_MANY])


@pytest.mark.parametrize(("full", "days"), [(True, 365), (False, 120)])
async def test_every_read_covers_at_least_120_days_of_action_dates(
    open_api: Any, full: bool, days: int
) -> None:
    """Trap 4, latency: an action appeared 98 days after its date."""
    api, source = await open_api(mentioned("A", ("0", days_ago(98), "1")))
    outcome = await search(source, SKIP, ReadContext(full=full))
    assert outcome.numbers == {"A"}
    assert searches(api)[0]["time_period"] == [{"start_date": days_ago(days), "end_date": "2026-02-13"}]


async def test_no_day_before_the_first_of_the_api_is_requested(open_api: Any, clock: MovableClock) -> None:
    """A date before 2007-10-01, or a period that ends before it begins, is answered with HTTP 500."""
    for now in ("2008-03-01", "1970-01-01"):
        clock.now = clock.now.replace(year=int(now[:4]), month=int(now[5:7]), day=1)
        api, source = await open_api(mentioned("A", ("0", "2007-12-01", "1")))
        outcome = await search(source, SKIP)
        assert outcome.faults == []
        assert searches(api)[0]["time_period"][0]["start_date"] == "2007-10-01"


def dated_states(*days: tuple[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{"date": day, "awards": awards} for day, awards in days]


async def test_a_correction_in_place_is_the_same_action_with_another_amount_and_date(open_api: Any) -> None:
    """Trap 2: P00012 was 2,306,976.66 of 2026-02-19, and later 2,295,794.15 of 2026-02-24."""
    api, source = await open_api(
        states=dated_states(
            ("2026-02-12", [mentioned("A", ("P00012", "2026-02-01", "2306976.66"))]),
            ("2026-02-13", [mentioned("A", ("P00012", "2026-02-06", "2295794.15"))]),
        )
    )
    [before] = (await search(source, SKIP)).records.values()
    api.show(1)
    [after] = (await search(source, SKIP)).records.values()
    assert before.actions[0].action_id == after.actions[0].action_id
    assert (after.actions[0].amount, after.actions[0].date) == (Decimal("2295794.15"), date(2026, 2, 6))
    assert before.mark != after.mark


async def test_a_contract_before_the_searched_days_still_matches_and_a_withdrawn_one_does_not(
    open_api: Any,
) -> None:
    """Trap 3, withdrawal and return: absence counts only if the row should be visible."""
    old, recent = mentioned("OLD", ("0", days_ago(200), "1")), mentioned("NEW", ("0", days_ago(20), "1"))
    api, source = await open_api(
        states=dated_states(
            ("2026-02-12", [old, recent]), ("2026-02-13", [old]), ("2026-02-14", [old, recent])
        )
    )
    reading = ReadContext()
    marks = (await search(source, SKIP, reading)).marks
    assert len(marks) == 2
    foreign = {"CONT_AWD_F_7012_V_7012": "0" * 64}  # the mark of a supplier watch
    api.show(1)
    known = {**marks, **foreign}
    quick = await search(source, SKIP, ReadContext(full=False, state=reading.state, marks=known, known=known))
    assert (quick.records, quick.faults) == ({}, [])
    assert quick.unchanged == {
        OLD: None,
        "CONT_AWD_F_7012_V_7012": "CONT_IDV_V_7012",
    }
    full = await search(source, SKIP, ReadContext(known=marks))
    assert full.numbers == {"OLD"}
    assert full.matched == {OLD}
    api.show(2)
    left = {OLD: marks[OLD]}
    returned = await search(source, SKIP, ReadContext(full=False, marks=left, known=left))
    assert (returned.numbers, set(returned.unchanged)) == ({"NEW"}, {OLD})


async def test_a_contract_before_the_days_of_a_full_read_still_matches(
    open_api: Any, clock: MovableClock
) -> None:
    """A year later, none of its rows is within the days that reads search, which proves nothing about it."""
    old = mentioned("OLD", ("0", days_ago(300), "1"), id="CONT_AWD_OLD_7012_V_7012")
    recent = mentioned("NEW", ("0", days_ago(20), "1"))
    api, source = await open_api(states=dated_states(("2026-02-12", [old, recent]), ("2026-02-13", [old])))
    marks = (await search(source, SKIP)).marks
    assert len(marks) == 2
    clock.now += timedelta(days=100)
    api.show(1)
    full = await search(source, SKIP, ReadContext(known=marks))
    assert (full.records, full.faults) == ({}, [])
    assert full.unchanged == {old["id"]: "CONT_IDV_V_7012"}  # and the other contract is withdrawn


async def test_a_quick_read_yields_only_changes_in_recent_rows(open_api: Any) -> None:
    long_known = mentioned("A", ("0", days_ago(300), "1"), ("P00001", days_ago(30), "2"))
    corrected = mentioned("A", ("0", days_ago(300), "1"), ("P00001", days_ago(30), "3"))
    other = mentioned("B", ("0", days_ago(5), "1"))
    api, source = await open_api(
        states=dated_states(("2026-02-12", [long_known, other]), ("2026-02-13", [corrected, other]))
    )
    marks = (await search(source, SKIP)).marks
    same = await search(source, SKIP, ReadContext(full=False, marks=marks))
    assert (same.records, len(same.unchanged)) == ({}, 2)
    api.show(1)
    quick = await search(source, SKIP, ReadContext(full=False, marks=marks))
    assert (quick.numbers, len(quick.unchanged)) == ({"A"}, 1)
    assert (await search(source, SKIP, ReadContext(marks=marks))).numbers == {"A", "B"}


async def test_a_repeated_row_in_another_format_is_one_action(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(mentioned("A", ("0", "2026-02-01", "5")))
    plain = (await search(source, SKIP)).records

    def twice(_request: Any, answer: Any) -> Any:
        again = [{**row, "Transaction Amount": "5.00", "internal_id": "7"} for row in answer["results"]]
        return {**answer, "results": [*answer["results"], *answer["results"], *again]}

    faulty.plan(ROW_SEARCH, twice)
    assert (await search(source, SKIP)).records == plain


DAMAGE = {
    "amount": puts("results", "Transaction Amount", value="abc"),
    "date": puts("results", "Action Date", value="soon"),
    "number": puts("results", "Mod", value=None),
    "name": puts("results", "Recipient Name", value=["ACME"]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
async def test_an_unreadable_row_affects_only_its_contract_and_is_read_next_time(
    open_api: Any, faulty: Faulty, damage: Any
) -> None:
    _, source = await open_api(
        mentioned("A", ("0", "2026-02-01", "1")),
        mentioned("V", ("0", "2026-02-01", "1"), id="CONT_IDV_V_7012"),
    )
    faulty.plan(ROW_SEARCH, damage, times=1)  # vehicles are requested first
    outcome = await search(source, SKIP)
    assert (outcome.numbers, outcome.faults) == ({"A"}, [SourceErrorKind.BAD_ANSWER])
    assert (outcome.unread, outcome.whole_search) == ({"CONT_IDV_V_7012"}, True)
    assert (await search(source, SKIP)).numbers == {"A", "V"}


async def test_no_action_id_is_guessed_from_an_unusable_id(open_api: Any) -> None:
    odd = award("A", id="CONT_AWD_A_B_7012_-NONE-_-NONE-", parent=None, title="SKIP TRACING")
    _, source = await open_api(odd, mentioned("B", ("0", "2026-02-01", "1")))
    outcome = await search(source, SKIP)
    assert (outcome.numbers, outcome.unread) == ({"B"}, {odd["id"]})


@pytest.mark.parametrize(
    "change",
    [
        says("<html>"),
        says("", 500),
        puts("results", value=None),
        puts("page_metadata", value=None),
        puts("page_metadata", "hasNext", value="false"),
    ],
)
async def test_an_unreadable_page_makes_the_search_incomplete_without_affecting_others(
    open_api: Any, faulty: Faulty, change: Any
) -> None:
    _, source = await open_api(
        mentioned("A", ("0", "2026-02-01", "1")),
        mentioned("V", ("0", "2026-02-01", "1"), id="CONT_IDV_V_7012"),
    )
    faulty.plan(ROW_SEARCH, change, times=3)  # as often as it is retried, if at all
    outcome = await search(source, SKIP)
    assert "V" not in outcome.numbers
    assert outcome.faults
    assert not outcome.whole_search


async def test_a_row_without_its_award_affects_no_other_and_hides_no_known_contract(
    open_api: Any, faulty: Faulty
) -> None:
    _, source = await open_api(
        mentioned("A", ("0", "2026-02-01", "1")),
        mentioned("V", ("0", "2026-02-01", "1"), id="CONT_IDV_V_7012"),
    )
    faulty.plan(ROW_SEARCH, puts("results", "generated_internal_id", value=None), times=1)
    outcome = await search(source, SKIP)
    assert (outcome.numbers, outcome.unread, outcome.whole_search) == ({"A"}, frozenset(), True)
    assert outcome.faults == [SourceErrorKind.BAD_ANSWER]


async def test_a_lost_host_is_not_requested_for_all_days(open_api: Any, faulty: Faulty) -> None:
    api, source = await open_api(*crowd(300, 90))
    faulty.plan(ROW_SEARCH, drops)
    outcome = await search(source, SKIP)
    assert (outcome.matched, outcome.whole_search) == (set(), False)
    assert len(searches(api)) <= 10


async def test_a_recorded_answer_is_parsed(open_api: Any, faulty: Faulty) -> None:
    answer = recorded("recorded", "spending_by_transaction_skiptracing_subset.json")
    _, source = await open_api(award("A"))
    faulty.plan(ROW_SEARCH, lambda _request, empty: empty, times=1)
    faulty.plan(ROW_SEARCH, lambda _request, _answer: answer, times=1)
    outcome = await search(source, SKIP)
    assert outcome.faults == []
    assert len(outcome.records) == 6
    order = outcome.records["CONT_AWD_70CDCR26FR0000024_7012_70CDCR26D00000015_7012"]
    assert [(action.action_id, action.amount) for action in order.actions] == [
        ("CONT_TX_7012_7012_70CDCR26FR0000024_0_70CDCR26D00000015_0?", Decimal("4816782.50")),
        ("CONT_TX_7012_7012_70CDCR26FR0000024_P00001_70CDCR26D00000015_0?", Decimal("0.00")),
    ]
    assert order.supplier.name == "CAPGEMINI GOVERNMENT SOLUTIONS LLC"
    letter = outcome.records["CONT_AWD_70CDCR26C00000001_7012_-NONE-_-NONE-"]
    assert letter.actions[0].action_id == "CONT_TX_7012_-NONE-_70CDCR26C00000001_0_-NONE-_0?"


async def test_captured_days_are_parsed_with_repeats_and_corrections(
    open_api: Any, clock: MovableClock
) -> None:
    """Dated captures of the real search, with rows repeated within ties: the Capgemini P00001 row came
    twice.
    """
    captured = recorded("history", "capgemini_ice_fy2026_snapshots.json")["snapshots"]
    api, source = await open_api(states=states_from_snapshots(captured))
    told: dict[tuple[str, str], list[Any]] = {}
    for step, snapshot in enumerate(captured):
        api.show(step)
        clock.now = datetime.fromisoformat(snapshot["observed_at"]).astimezone(UTC)
        outcome = await search(source, {"keywords": ["skip tracing", "option period 7"]})
        assert outcome.faults == []
        for record in outcome.records.values():
            ids = [action.action_id for action in record.actions]
            assert len(ids) == len(set(ids))
            for action in record.actions:
                seen = told.setdefault((record.number, action.number), [])
                if (action.date, action.amount) not in seen:
                    seen.append((action.date, action.amount))
    assert told == {
        ("70CDCR24FR0000006", "P00011"): [(date(2025, 10, 9), Decimal("7372680.00"))],
        ("70CDCR26FR0000024", "0"): [(date(2025, 12, 18), Decimal("4816782.50"))],
        ("70CDCR26FR0000024", "P00001"): [(date(2026, 3, 11), Decimal("0.00"))],
        ("70CDCR24FR0000006", "P00012"): [
            (date(2026, 2, 19), Decimal("2306976.66")),
            (date(2026, 2, 24), Decimal("2295794.15")),
        ],
    }
