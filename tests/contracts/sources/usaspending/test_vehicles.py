"""Vehicles on USAspending: their orders, of any supplier, and the sum of these."""

from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import Kind
from bot.contracts.sources.protocol import MAX_CONTRACTS, ReadContext, SourceErrorKind
from tests.support.faulty_usaspending import InjectedFailure
from tests.support.usaspending import (
    AMOUNTS,
    CHILDREN,
    SEARCH,
    Faulty,
    award,
    paths,
    puts,
    says,
    search,
)

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}
VEHICLE = "CONT_IDV_V_7012"
OTHER = {"name": "OTHER INC", "uei": "OTHER0000001"}


def order(number: str, **facts: Any) -> dict[str, Any]:
    return award(number, id=f"CONT_AWD_{number}_7012_V_7012", **facts)


def vehicle(**facts: Any) -> dict[str, Any]:
    return award("V", **{"id": VEHICLE, "ceiling": "1000.00", "obligated": "0.00", **facts})


async def test_a_vehicle_has_the_sum_of_its_orders(open_api: Any) -> None:
    _, source = await open_api(vehicle(), order("A"), order("B", supplier=OTHER), award("C"))
    outcome = await search(source, ACME)
    found = outcome.records[VEHICLE]
    assert (found.kind, found.ordered, found.orders) == (Kind.VEHICLE, Decimal("3.00"), 2)
    assert (found.obligated, found.ceiling) == (Decimal("0.00"), Decimal("1000.00"))
    assert any(AMOUNTS in answer.url for answer in found.answers)
    assert {(record.ordered, record.orders) for record in outcome.records.values()} == {
        (Decimal("3.00"), 2),
        (None, None),
    }
    by_id = await source.get(VEHICLE)
    assert by_id is not None
    assert (by_id.ordered, by_id.orders) == (Decimal("3.00"), 2)


async def test_orders_of_a_matched_vehicle_are_read_even_if_they_do_not_match(
    open_api: Any,
) -> None:
    api, source = await open_api(
        vehicle(), order("A"), order("B", supplier=OTHER), award("C", supplier=OTHER)
    )
    outcome = await search(source, ACME)
    assert outcome.numbers == {"V", "A", "B"}
    assert next(iter(outcome.records)) == VEHICLE
    assert outcome.records["CONT_AWD_B_7012_V_7012"].parent_source_id == VEHICLE
    assert len(outcome.marks) == 3
    [asked] = [body for path, body in api.requests if path == CHILDREN]
    assert (asked["award_id"], asked["type"], asked["limit"]) == (VEHICLE, "child_awards", 100)


async def test_all_pages_of_orders_are_read(open_api: Any) -> None:
    orders = [order(f"N{n}", supplier=OTHER, start="2026-01-01") for n in range(230)]
    api, source = await open_api(vehicle(), *orders)
    outcome = await search(source, ACME)
    assert len(outcome.records) == 231
    assert [body["page"] for path, body in api.requests if path == CHILDREN] == [1, 2, 3]


def day(date: str, *awards: dict[str, Any]) -> dict[str, Any]:
    return {"date": date, "awards": awards}


async def test_a_quick_read_lists_only_orders_of_changed_vehicles(open_api: Any) -> None:
    one, new = order("A", supplier=OTHER), order("B", supplier=OTHER)
    other_vehicle, other_order = "CONT_IDV_W_7012", "CONT_AWD_C_7012_W_7012"
    still = [award("W", id=other_vehicle), award("C", id=other_order, supplier=OTHER)]
    states = [
        day("2026-02-13", vehicle(), one, *still),
        day("2026-02-14", vehicle(), one, new, *still),
        day("2026-02-15", vehicle(end="2030-01-01"), one, new, *still),
    ]
    api, source = await open_api(states=states)
    reading = ReadContext()
    marks = (await search(source, ACME, reading)).marks
    api.show(1)
    api.requests.clear()
    quick = await search(source, ACME, ReadContext(full=False, state=reading.state, marks=marks))
    others = {other_vehicle: None, other_order: other_vehicle}
    assert quick.unchanged == {VEHICLE: None, "CONT_AWD_A_7012_V_7012": VEHICLE, **others}
    assert (quick.records, set(paths(api))) == ({}, {SEARCH})
    api.show(2)
    changed = await search(source, ACME, ReadContext(full=False, marks=marks))
    assert (changed.numbers, changed.unchanged) == ({"V", "A", "B"}, others)
    assert {body["award_id"] for path, body in api.requests if path == CHILDREN} == {VEHICLE}
    api.show(1)
    assert (await search(source, ACME)).numbers == {"V", "A", "B", "W", "C"}


async def test_an_order_in_both_lists_has_the_mark_of_its_row_in_the_search(open_api: Any) -> None:
    mine = order("A")
    later = {**mine, "transactions": [*mine["transactions"], {**mine["transactions"][0], **ZERO}]}
    states = [
        day("2026-02-13", vehicle(), mine),
        day("2026-02-14", vehicle(), mine),
        day("2026-02-15", vehicle(end="2030-01-01"), mine),
        day("2026-02-16", vehicle(), later),
    ]
    api, source = await open_api(states=states)
    marks = (await search(source, ACME)).marks
    for step, read_again in enumerate([set(), {"V", "A"}, {"A"}], start=1):
        api.show(step)
        assert (await search(source, ACME, ReadContext(full=False, marks=marks))).numbers == read_again


ZERO = {"id": "CONT_TX_1", "number": "P00001", "date": "2026-02-10", "amount": "0"}


async def test_the_limit_of_contracts_includes_orders_under_vehicles(open_api: Any) -> None:
    half = MAX_CONTRACTS // 2 + 1
    mine = [award(f"N{n}") for n in range(half)]
    theirs = [order(f"M{n}", supplier=OTHER) for n in range(half)]
    api, source = await open_api(vehicle(), *mine, *theirs)
    outcome = await search(source, ACME)
    assert (outcome.matched, outcome.faults, outcome.whole_search) == (
        set(),
        [SourceErrorKind.TOO_MANY],
        False,
    )
    assert not any("/awards/CONT" in path for path in paths(api))


@pytest.mark.parametrize(
    "change",
    [
        says("", 500),
        says("<html>"),
        puts("child_award_total_obligation", value="abc"),
        puts("child_award_count", value="2"),
        puts("child_award_count", value=True),
        puts("child_award_count", value=-1),
        puts("generated_unique_award_id", value="CONT_IDV_Z_7012"),
        says('{"detail": "Not found."}', 404),
    ],
)
async def test_unreadable_amounts_affect_the_sum_and_not_the_vehicle(
    open_api: Any, faulty: Faulty, change: Any
) -> None:
    _, source = await open_api(vehicle(), order("A"))
    faulty.plan(AMOUNTS, change)
    outcome = await search(source, ACME)
    assert outcome.numbers == {"V", "A"}
    assert (len(outcome.faults), outcome.unread, outcome.whole_search) == (1, frozenset(), True)
    found = outcome.records[VEHICLE]
    assert (found.ordered, found.orders, found.ceiling) == (None, None, Decimal("1000.00"))
    assert found.mark is None  # otherwise it would not be read again before its row changes
    by_id = await source.get(VEHICLE)
    assert by_id is not None
    assert by_id.ordered is None


async def test_a_vehicle_without_sums_in_the_api_is_whole(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(vehicle())
    faulty.plan(AMOUNTS, says('{"detail": "No IDV award found with this id"}', 404))
    outcome = await search(source, ACME)
    assert (outcome.faults, outcome.records[VEHICLE].ordered) == ([], None)
    assert outcome.records[VEHICLE].mark is not None


async def test_orders_that_cannot_be_listed_make_the_search_incomplete(open_api: Any) -> None:
    api, source = await open_api(vehicle(), order("A"), order("B", supplier=OTHER))
    api.fail(CHILDREN, InjectedFailure.CRASH, times=3)
    outcome = await search(source, ACME)
    assert outcome.numbers == {"V", "A"}
    assert (outcome.faults, outcome.whole_search) == ([SourceErrorKind.SERVER_ERROR], False)


async def test_a_host_lost_while_listing_orders_gets_no_other_requests(open_api: Any) -> None:
    more = ({**vehicle(), "id": f"CONT_IDV_{name}_7012"} for name in "WXY")
    api, source = await open_api(vehicle(), *more, order("A"))
    api.fail("idvs/", InjectedFailure.CLOSED, times=100)
    outcome = await search(source, ACME)
    assert (outcome.matched, outcome.whole_search) == (set(), False)
    assert not any("/awards/CONT" in path for path in paths(api))
