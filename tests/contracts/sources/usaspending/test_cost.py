"""Cost of repeated reads of USAspending: none without a new import, and only rows of unchanged contracts."""

from datetime import timedelta
from typing import Any

import pytest

from bot.contracts.sources.protocol import NothingNew, ReadContext
from bot.contracts.sources.usaspending import source as usaspending_source
from bot.contracts.sources.usaspending.source import Usaspending
from tests.conftest import MovableClock
from tests.support.faulty_usaspending import InjectedFailure
from tests.support.usaspending import (
    LAST_LOAD,
    SEARCH,
    Faulty,
    award,
    paths,
    says,
    search,
)

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}
A, B = "CONT_AWD_A_7012_-NONE-_-NONE-", "CONT_AWD_B_7012_-NONE-_-NONE-"
ORDER = "CONT_AWD_A_7012_V_7012"


async def quick_read(source: Usaspending) -> ReadContext:
    """Return the state of a full read for a quick one."""
    reading = ReadContext()
    outcome = await search(source, ACME, reading)
    assert outcome.faults == []
    return ReadContext(full=False, state=reading.state, marks=outcome.marks)


def loaded(*awards: dict[str, Any], day: str = "2026-02-14") -> dict[str, Any]:
    return {"date": day, "awards": awards}


async def test_a_quick_read_requests_nothing_without_a_new_import(open_api: Any) -> None:
    api, source = await open_api(award("A"))
    reading = await quick_read(source)
    assert reading.state == "02/13/2026"
    api.requests.clear()
    with pytest.raises(NothingNew):
        await search(source, ACME, reading)
    assert api.requests == [(LAST_LOAD, None)]


async def test_watches_that_are_read_one_after_another_share_the_day_of_the_last_import(
    open_api: Any, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usaspending_source, "LOAD_SHARED_FOR", timedelta(minutes=5))
    api, source = await open_api(award("A"))
    readings = [await quick_read(source) for _ in range(3)]
    assert [path for path, _ in api.requests].count(LAST_LOAD) == 1
    clock.move(minutes=5)
    api.requests.clear()
    for reading in readings:
        with pytest.raises(NothingNew):
            await search(source, ACME, reading)
    assert api.requests == [(LAST_LOAD, None)]


async def test_a_full_read_also_reads_without_a_new_import(open_api: Any) -> None:
    api, source = await open_api(award("A"))
    reading = await quick_read(source)
    reading.full = True
    outcome = await search(source, ACME, reading)
    assert (set(outcome.records), outcome.unchanged) == ({A}, {})
    assert any("/awards/CONT" in path for path in paths(api))


async def test_after_an_import_only_changed_contracts_are_read_in_full(open_api: Any) -> None:
    first = loaded(award("A"), award("B"), award("O", id=ORDER), day="2026-02-13")
    changed = award("B", end="2026-12-31")
    api, source = await open_api(states=[first, loaded(award("A"), changed, award("O", id=ORDER))])
    reading = await quick_read(source)
    api.show(1)
    api.requests.clear()
    outcome = await search(source, ACME, reading)
    assert reading.state == "02/14/2026"
    assert outcome.unchanged == {A: None, ORDER: "CONT_IDV_V_7012"}
    assert set(outcome.records) == {B}
    assert [path for path in paths(api) if "/awards/CONT" in path] == [f"/api/v2/awards/{B}/"]


CHANGES: dict[str, dict[str, Any]] = {
    "money": {"obligated": "1.51"},
    "end": {"end": "2026-12-31"},
    "start": {"start": "2026-01-02"},
    "signed": {"signed": "2026-01-02"},
    "title": {"title": "OTHER WORK"},
    "supplier's name": {"supplier": {"name": "ACME INC", "uei": "ACMEUEI00001", "parent": "HOLDING SE"}},
    "supplier's uei": {"supplier": {"name": "ACME LLC", "uei": "ACMEUEI00002", "parent": "HOLDING SE"}},
    "a later action without money": {
        "transactions": [
            *award("A")["transactions"],
            {"id": "CONT_TX_1", "number": "P00001", "date": "2026-02-10", "amount": "0.00"},
        ]
    },
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_every_change_of_a_row_is_noticed(open_api: Any, change: dict[str, Any]) -> None:
    states = [loaded(award("A"), day="2026-02-13"), loaded(award("A", **change))]
    api, source = await open_api(states=states)
    reading = await quick_read(source)
    api.show(1)
    assert set((await search(source, ACME, reading)).records) == {A}


async def test_the_last_day_to_order_of_a_vehicle_is_noticed(open_api: Any) -> None:
    """An IDV's row has no End Date; its field is Last Date to Order."""
    vehicle = award("V", id="CONT_IDV_V_7012", end="2030-01-01")
    states = [loaded(vehicle, day="2026-02-13"), loaded({**vehicle, "end": "2031-01-01"})]
    api, source = await open_api(states=states)
    reading = await quick_read(source)
    api.show(1)
    assert set((await search(source, ACME, reading)).records) == {"CONT_IDV_V_7012"}


DAYS = ("2026-02-13", "2026-02-14")


async def test_rows_in_another_order_and_repeated_are_no_change(open_api: Any, faulty: Faulty) -> None:
    api, source = await open_api(states=[loaded(award("A"), award("B"), day=day) for day in DAYS])
    reading = await quick_read(source)
    api.show(1)
    faulty.plan(
        SEARCH,
        lambda _request, answer: {**answer, "results": [*answer["results"][::-1], *answer["results"]]},
    )
    outcome = await search(source, ACME, reading)
    assert (set(outcome.unchanged), outcome.records) == ({A, B}, {})


@pytest.mark.parametrize("answer", ["<html>", '{"last_updated": null}', '{"last_updated": 5}', "[]"])
async def test_an_invalid_date_of_the_last_import_is_no_fault_of_the_read(
    open_api: Any, faulty: Faulty, answer: str
) -> None:
    _, source = await open_api(award("A"))
    reading = await quick_read(source)
    faulty.plan(LAST_LOAD, says(answer))
    outcome = await search(source, ACME, reading)
    assert (outcome.unchanged, outcome.faults, reading.state) == ({A: None}, [], "02/13/2026")


async def test_an_unreadable_contract_is_read_again_despite_an_unchanged_row(
    open_api: Any,
) -> None:
    api, source = await open_api(states=[loaded(award("A"), award("B"), day=day) for day in DAYS])
    api.fail(f"/awards/{A}", InjectedFailure.CRASH, times=3)
    reading = ReadContext()
    outcome = await search(source, ACME, reading)
    assert outcome.unread == {A}
    api.show(1)
    again = await search(source, ACME, ReadContext(full=False, state=reading.state, marks=outcome.marks))
    assert (set(again.records), set(again.unchanged)) == ({A}, {B})


async def test_an_order_is_read_in_full_when_another_of_its_vehicle_changed(open_api: Any) -> None:
    orders = {name: f"CONT_AWD_{name}_7012_V_7012" for name in ("A", "B")}
    alone = award("C")
    _, source = await open_api(award("A", id=orders["A"]), award("B", id=orders["B"]), alone)
    first = await search(source, {"suppliers": ["acme"]})
    assert set(first.records) == {*orders.values(), alone["id"]}
    marks = {**first.marks, orders["A"]: "another row"}
    second = await search(source, {"suppliers": ["acme"]}, ReadContext(full=False, marks=marks))
    assert set(second.records) == set(orders.values()), "both orders under the vehicle, and nothing else"
    assert set(second.unchanged) == {alone["id"]}
