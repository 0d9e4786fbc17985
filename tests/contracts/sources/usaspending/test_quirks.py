"""Quirks of the real USAspending API, each by its name, and their handling by the source."""

from datetime import date
from decimal import Decimal
from typing import Any

import aiohttp
import pytest

from bot.contracts.model import Record
from bot.contracts.sources.http.client import HttpLimits
from bot.contracts.sources.protocol import MAX_CONTRACTS, Absent, ReadContext, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.api import AWARD_SEARCH, PAGE
from tests.support.faulty_usaspending import InjectedFailure, Oddity
from tests.support.usaspending import (
    CHILDREN,
    ROW_SEARCH,
    SEARCH,
    TRANSACTIONS,
    award,
    paths,
    read,
    search,
)

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}
A = "CONT_AWD_A_7012_-NONE-_-NONE-"


def dated(*states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"date": f"2026-02-{13 + number}", "awards": awards} for number, awards in enumerate(states)]


def action(number: str, day: str, amount: str) -> dict[str, Any]:
    return {"id": f"CONT_TX_{number}", "number": number, "date": day, "amount": amount}


def test_the_client_waits_longer_than_the_90_seconds_that_the_server_gives_its_search() -> None:
    assert HttpLimits().timeout >= 95


async def test_no_search_reaches_the_offset_of_50000_beyond_which_the_cursor_pair_is_needed(
    open_api: Any,
) -> None:
    assert MAX_CONTRACTS + PAGE < 50_000
    api, source = await open_api(*(award(f"A{number}") for number in range(150)))
    await search(source, ACME)
    bodies = [body for path, body in api.requests if path.endswith(AWARD_SEARCH) and body]
    assert bodies
    assert not any("last_record_unique_id" in body or "last_record_sort_value" in body for body in bodies)


async def test_every_address_ends_with_a_slash_or_a_redirect_would_turn_a_post_into_a_get(
    open_api: Any,
) -> None:
    api, source = await open_api(
        award("A", id="CONT_AWD_A_7012_V_7012", supplier={"name": "ACME", "uei": "U", "parent": "HOLDING"}),
        award("V", id="CONT_IDV_V_7012"),
    )
    await source.probe()
    await search(source, ACME)
    await search(source, {"keywords": ["paper"]})
    await source.survey(ACME)
    asked = {path for path, _ in api.requests}
    assert len(asked) > 8
    assert all(path.endswith("/") for path in asked)


async def test_a_redirect_is_reported_and_not_followed(open_api: Any) -> None:
    api, source = await open_api(award("A"))
    with pytest.raises(SourceError) as caught:
        await source._api.ask("POST", AWARD_SEARCH.rstrip("/"), {})
    assert caught.value.fault in {SourceErrorKind.REFUSED, SourceErrorKind.MOVED}
    assert paths(api) == [SEARCH.rstrip("/")]


async def test_an_answer_without_a_silently_dropped_filter_such_as_recipient_id_is_refused(
    open_api: Any,
) -> None:
    """It is no filter of the award search: everything is returned, and a message is the only sign."""
    _, source = await open_api(award("A"), award("B", supplier={"name": "OTHER"}))
    filters = {"award_type_codes": ["C"], "recipient_id": "x-C"}
    with pytest.raises(SourceError) as caught:
        await source._api.ask("POST", AWARD_SEARCH, {"filters": filters, "fields": ["Award ID"]})
    assert caught.value.fault is SourceErrorKind.FILTER_IGNORED
    assert "recipient_id" in caught.value.detail


async def test_types_of_two_groups_are_answered_422_without_detail(open_api: Any) -> None:
    _, source = await open_api(award("A"))
    filters = {"award_type_codes": ["C", "IDV_A"]}
    with pytest.raises(SourceError) as caught:
        await source._api.ask("POST", AWARD_SEARCH, {"filters": filters, "fields": ["Award ID"]})
    assert caught.value.fault is SourceErrorKind.REFUSED
    assert "must only contain types from one group" in caught.value.detail


async def test_the_last_sort_value_of_the_last_page_is_the_text_none(open_api: Any) -> None:
    api, source = await open_api(*(award(f"N{n:03}") for n in range(100)))
    found, faults = await read(source, ACME)
    assert (len(found), faults) == (100, [])
    assert [body["page"] for path, body in api.requests if path == SEARCH] == [1, 1, 2], (
        "a full page may have one after it"
    )


async def test_an_award_search_has_no_period_as_its_meaning_differs_from_its_name(
    open_api: Any,
) -> None:
    """A period applies to the date of the latest action: earlier corrections and late actions would be
    missed.
    """
    api, source = await open_api(award("A", signed="2010-01-01"))
    assert (await search(source, ACME)).numbers == {"A"}
    filters = [body["filters"] for path, body in api.requests if path == SEARCH and body]
    assert filters
    assert not any("time_period" in each for each in filters)


@pytest.mark.parametrize("oddity", list(Oddity))
async def test_an_award_in_another_format_is_the_same_award(open_api: Any, oddity: Oddity) -> None:
    """Amounts as text or whole numbers, datetimes for dates, missing hierarchies, and officers with their
    pay.
    """
    api, source = await open_api(award("A", potential_end="2025-08-23", ceiling="2.00"))
    plain = await source.get(A)
    api.oddities.add(oddity)
    assert plain is not None
    assert plain.potential_end == date(2025, 8, 23)
    assert await source.get(A) == plain


async def test_an_obligation_above_the_ceiling_is_kept_as_an_error_of_the_data(open_api: Any) -> None:
    _, source = await open_api(award("A", ceiling="1.00", obligated="1.50"))
    found = await source.get(A)
    assert found is not None
    assert (found.obligated, found.ceiling) == (Decimal("1.50"), Decimal("1.00"))


@pytest.mark.parametrize("failure", list(InjectedFailure))
async def test_a_request_that_fails_once_or_twice_is_retried(open_api: Any, failure: InjectedFailure) -> None:
    """503 with an empty body, a connection closed without a byte, 500 from its error formatter."""
    api, source = await open_api(award("A"))
    for path in (SEARCH, f"/awards/{A}", TRANSACTIONS):
        api.fail(path, failure, times=2)
    found, faults = await read(source, ACME)
    assert (set(found), faults) == ({A}, [])


@pytest.mark.parametrize(
    ("failure", "fault", "tries"),
    [
        (InjectedFailure.EMPTY_503, SourceErrorKind.BUSY, 5),
        (InjectedFailure.CLOSED, SourceErrorKind.UNREACHABLE, 5),
        (InjectedFailure.CRASH, SourceErrorKind.SERVER_ERROR, 3),
    ],
)
async def test_a_lasting_failure_is_reported_with_its_kind(
    open_api: Any, failure: InjectedFailure, fault: SourceErrorKind, tries: int
) -> None:
    api, source = await open_api(award("A"))
    api.fail(f"/awards/{A}", failure, times=100)
    outcome = await search(source, ACME)
    assert (outcome.faults, outcome.unread) == ([fault], {A})
    # A GET on a kept-alive connection that is closed without a byte is repeated by the client.
    asked = sum(f"/awards/{A}" in path for path in paths(api))
    assert asked in ({tries, 2 * tries} if failure is InjectedFailure.CLOSED else {tries})


async def test_an_unknown_id_has_no_transactions_with_status_200_which_proves_nothing(open_api: Any) -> None:
    api, source = await open_api(award("A", obligated="5.00", transactions=[]))
    said, _ = await source._api.ask("POST", "transactions/", {"award_id": "CONT_AWD_UNKNOWN"})
    assert said["results"] == []
    outcome = await search(source, ACME)
    assert (outcome.records, outcome.faults) == ({}, [SourceErrorKind.BAD_ANSWER])
    assert isinstance(await source.get("CONT_AWD_UNKNOWN_7012_-NONE-_-NONE-"), Absent)
    assert api.requests


@pytest.mark.parametrize("source_id", ["CONT_AWD_A\x00_7012", "CONT_AWD_A\n_7012", "CONT_AWD_\ud800_7012"])
async def test_an_id_with_control_characters_is_never_sent_as_the_api_would_answer_500(
    open_api: Any, source_id: str
) -> None:
    api, source = await open_api(award("A"))
    with pytest.raises(SourceError) as caught:
        await source.get(source_id)
    assert caught.value.fault is SourceErrorKind.REFUSED
    assert api.requests == []


async def test_a_withdrawn_award_is_unknown_by_its_id_until_it_returns(
    open_api: Any,
) -> None:
    """Trap 3: rows vanish, and most of them return."""
    api, source = await open_api(
        states=dated([award("A"), award("B")], [award("B")], [award("A"), award("B")])
    )
    for step, there in enumerate([True, False, True]):
        api.show(step)
        outcome = await search(source, ACME)
        assert ((A in outcome.records), outcome.faults) == (there, [])
        assert isinstance(await source.get(A), Record) is there


BASE, LATEST = action("0", "2026-01-01", "1"), action("P00002", "2026-02-10", "1")


async def test_a_back_dated_action_changes_the_amount_and_not_the_last_modified_date(open_api: Any) -> None:
    """Last Modified Date is that of the latest action by date: alone it would miss this one."""
    late = action("P00001", "2026-01-15", "7")
    states = dated([award("A", transactions=[BASE, LATEST])], [award("A", transactions=[BASE, late, LATEST])])
    api, source = await open_api(states=states)
    reading = ReadContext()
    marks = (await search(source, ACME, reading)).marks
    api.show(1)
    outcome = await search(source, ACME, ReadContext(full=False, state=reading.state, marks=marks))
    assert [one.number for one in outcome.records[A].actions] == ["0", "P00001", "P00002"]


async def test_a_back_dated_action_without_money_is_in_no_row_and_waits_for_the_full_read(
    open_api: Any,
) -> None:
    late = action("P00001", "2026-01-15", "0")
    states = dated([award("A", transactions=[BASE, LATEST])], [award("A", transactions=[BASE, late, LATEST])])
    api, source = await open_api(states=states)
    reading = ReadContext()
    marks = (await search(source, ACME, reading)).marks
    api.show(1)
    quick = await search(source, ACME, ReadContext(full=False, state=reading.state, marks=marks))
    assert (quick.unchanged, quick.records) == ({A: None}, {})
    full = await search(source, ACME, ReadContext(state=reading.state, marks=marks))
    assert len(full.records[A].actions) == 3


async def test_a_deleted_action_moves_the_last_modified_date_back_and_is_noticed(open_api: Any) -> None:
    zero = {**LATEST, "amount": "0"}
    states = dated([award("A", transactions=[BASE, zero])], [award("A", transactions=[BASE])])
    api, source = await open_api(states=states)
    reading = ReadContext()
    marks = (await search(source, ACME, reading)).marks
    api.show(1)
    quick = await search(source, ACME, ReadContext(full=False, state=reading.state, marks=marks))
    assert len(quick.records[A].actions) == 1


async def test_a_vehicle_can_have_a_parent_that_is_not_in_its_id(open_api: Any) -> None:
    """A blanket purchase agreement under a schedule."""
    agreement = "CONT_IDV_B_7012"
    _, source = await open_api(award("B", id=agreement, type="IDV_E", parent="CONT_IDV_S_4732"))
    found = await source.get(agreement)
    assert found is not None
    assert (found.parent_source_id, found.parent_number) == ("CONT_IDV_S_4732", "S")


ROWS = {"filters": {"award_type_codes": ["C"]}, "fields": ["Award ID", "Mod"], "sort": "Mod"}


def period(**dates: str) -> dict[str, Any]:
    return {**ROWS, "filters": {"award_type_codes": ["C"], "time_period": [dates]}}


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        (ROW_SEARCH, {**ROWS, "sort": None}, 422, "Missing value: 'sort' is a required field"),
        (ROW_SEARCH, {**ROWS, "sort": "Action Date"}, 400, "Sort value not found in fields: Action Date"),
        (ROW_SEARCH, {**ROWS, "fields": ["Mod", "Typo"]}, 400, None),
        (ROW_SEARCH, {**ROWS, "page": 501, "limit": 100}, 422, None),
        (ROW_SEARCH, {**ROWS, "order": "x"}, 500, None),
        (ROW_SEARCH, period(start_date="2026-01-01"), 422, "Missing value: 'filters' is a required field"),
        (ROW_SEARCH, period(start_date="2007-09-30", end_date="2026-01-01"), 500, None),
        (ROW_SEARCH, period(start_date="soon", end_date="2026-01-01"), 500, None),
        (ROW_SEARCH, period(start_date="2026-01-02", end_date="2026-01-01"), 500, None),
        (CHILDREN, {"award_id": A, "limit": 101}, 422, "Field 'limit' value '101' is above max '100'"),
        (CHILDREN, {"award_id": A, "type": "orders"}, 422, None),
        ("/api/v2/recipient/", {"keyword": "X", "limit": 1001}, 422, None),
    ],
)
async def test_the_stand_in_refuses_requests_like_the_api(
    open_api: Any, path: str, body: dict[str, Any], status: int, said: str | None
) -> None:
    api, _ = await open_api(award("A"))
    sent = {key: value for key, value in body.items() if value is not None}
    async with aiohttp.ClientSession() as session, session.post(api.url + path, json=sent) as response:
        assert response.status == status
        assert said is None or (await response.json())["detail"] == said


async def test_requests_are_sent_as_json_because_a_form_would_be_ignored(open_api: Any) -> None:
    api, source = await open_api(award("A"))
    seen: list[str] = []

    async def listen(request: Any, handler: Any) -> Any:
        seen.append(f"{request.method} {request.content_type}")
        return await handler(request)

    api.intercept = listen
    await search(source, ACME)
    assert {kind for kind in seen if kind.startswith("POST")} == {"POST application/json"}
