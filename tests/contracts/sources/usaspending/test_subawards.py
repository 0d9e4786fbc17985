"""Subawards on USAspending: of one award, and of a company under others, with the traps of both."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.sources.protocol import SourceError, SourceErrorKind, SubcontractList
from bot.contracts.sources.usaspending.subawards import MAX_PAGES
from tests.support.replay.snapshots import ICE
from tests.support.usaspending import SEARCH, Faulty, award, puts, recorded

pytestmark = pytest.mark.wire

COUNT, LIST = "/api/v2/awards/count/subaward/", "/api/v2/subawards/"
PRIME = "CONT_AWD_P_7012_-NONE-_-NONE-"
PRIME_INC = {"name": "PRIME INC", "uei": "PRIMEUEI0001"}


def sub(number: str = "S-1", amount: str | None = "50000.00", day: str = "2026-01-05", **more: Any) -> Any:
    return {
        "number": number,
        "name": "ACME LLC",
        "uei": "ACMEUEI00001",
        "date": day,
        "amount": amount,
        **more,
    }


def prime(*subs: Any, **more: Any) -> Any:
    return award("P", **{"supplier": PRIME_INC, "subawards": subs, **more})


async def test_the_count_is_cheap_and_unknown_for_an_award_that_the_api_does_not_know(open_api: Any) -> None:
    api, source = await open_api(prime(sub(), sub("S-2")))
    assert await source.count_subcontracts(PRIME) == 2
    assert await source.count_subcontracts("CONT_AWD_X_7012_-NONE-_-NONE-") is None
    assert [path for path, _ in api.requests] == [
        f"{COUNT}{PRIME}/",
        f"{COUNT}CONT_AWD_X_7012_-NONE-_-NONE-/",
    ]


async def test_a_count_that_is_no_number_is_refused(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(prime(sub()))
    faulty.plan(COUNT, puts("subawards", value=None))
    with pytest.raises(SourceError) as raised:
        await source.count_subcontracts(PRIME)
    assert raised.value.fault is SourceErrorKind.BAD_ANSWER


async def test_the_list_is_of_one_award_and_never_asked_without_its_id(open_api: Any) -> None:
    api, source = await open_api(prime(sub()), award("Q", subawards=[sub("S-9")]))
    found = await source.list_subcontracts(PRIME)
    assert [one.number for one in found.subcontracts] == ["S-1"]
    assert (found.complete, found.reports, len(found.answers)) == (True, 1, 1)
    for nothing in ("", " "):
        with pytest.raises(SourceError):
            await source.list_subcontracts(nothing)
    assert all(body["award_id"] == PRIME for path, body in api.requests if path == LIST)


async def test_every_request_names_its_limit_because_the_default_is_ten(open_api: Any) -> None:
    api, source = await open_api(
        prime(*(sub(f"S-{number}", day=f"2026-01-{number:02}") for number in range(1, 29)))
    )
    assert len((await source.list_subcontracts(PRIME)).subcontracts) == 28
    assert len((await source.subcontracts_under({"suppliers": ["ACME"]})).subcontracts) == 28
    assert [body["limit"] for _, body in api.requests] == [100, 100]


async def test_an_unknown_id_is_answered_with_200_and_an_empty_list(open_api: Any) -> None:
    api, source = await open_api(prime(sub()))
    found = await source.list_subcontracts("CONT_AWD_X_7012_-NONE-_-NONE-")
    assert (found.subcontracts, found.reports) == ((), 0)
    assert [path for path, _ in api.requests] == [LIST]


async def test_identical_reports_are_one_subcontract_and_their_number_is_kept(open_api: Any) -> None:
    repeated = [sub(), sub(), sub(amount="60000.00"), sub(day="2026-02-05"), sub(name="OTHER INC")]
    _, source = await open_api(prime(*repeated))
    found = await source.list_subcontracts(PRIME)
    assert [(one.date, one.supplier.name, one.amounts) for one in found.subcontracts] == [
        (date(2026, 2, 5), "ACME LLC", (Decimal("50000.00"),)),
        (date(2026, 1, 5), "ACME LLC", (Decimal("50000.00"),) * 2 + (Decimal("60000.00"),)),
        (date(2026, 1, 5), "OTHER INC", (Decimal("50000.00"),)),
    ]
    assert found.reports == 5


async def test_an_id_that_was_made_anew_is_the_same_subcontract(open_api: Any) -> None:
    states = [
        {"date": day, "awards": [prime(sub(id=number))]}
        for day, number in (("2026-02-13", 7), ("2026-02-20", 9))
    ]
    api, source = await open_api(states=states)
    before = await source.list_subcontracts(PRIME)
    api.show(1)
    assert (await source.list_subcontracts(PRIME)).subcontracts == before.subcontracts


async def test_pages_are_read_to_the_end_without_repeats(open_api: Any) -> None:
    _, source = await open_api(prime(*(sub(f"S-{number}") for number in range(200))))
    found = await source.list_subcontracts(PRIME)
    assert (len(found.subcontracts), found.reports, found.complete) == (200, 200, True)
    assert len(found.answers) == 3, "a full last page is not believed to be the last"


async def test_a_short_page_that_is_not_the_last_makes_the_list_incomplete(
    open_api: Any, faulty: Faulty
) -> None:
    _, source = await open_api(prime(sub(), sub("S-2")))
    faulty.plan(LIST, puts("page_metadata", "hasNext", value=True))
    found = await source.list_subcontracts(PRIME)
    assert (len(found.subcontracts), found.complete) == (2, False)


async def test_a_page_that_repeats_the_one_before_ends_the_list_incomplete(
    open_api: Any, faulty: Faulty
) -> None:
    _, source = await open_api(prime(*(sub(f"S-{number}") for number in range(150))))
    first = await source.list_subcontracts(PRIME)
    assert first.complete
    rows = [
        {"id": n, "subaward_number": str(n), "action_date": None, "amount": None, "recipient_name": None}
        for n in range(100)
    ]
    faulty.plan(LIST, puts("results", value=rows))
    found = await source.list_subcontracts(PRIME)
    assert (found.reports, found.complete, len(found.answers)) == (100, False, 2)


async def whole(source: Any) -> tuple[SubcontractList, list[int]]:
    """Read a list to its end; return it, and the number of requests of each part."""
    found, requests = await source.list_subcontracts(PRIME), []
    while found.begun:
        requests.append(len(found.answers))
        found = await source.list_subcontracts(PRIME, json.loads(json.dumps(found.begun)))
    return found, [*requests, len(found.answers)]


@pytest.mark.full
async def test_a_list_of_thousands_is_read_in_part(open_api: Any) -> None:
    _, source = await open_api(prime(*(sub(f"S-{number}") for number in range(MAX_PAGES * 100 + 50))))
    found, requests = await whole(source)
    assert (found.reports, found.complete) == (MAX_PAGES * 100, False)
    assert requests == [3, 3, 3, 1]


async def test_a_list_is_read_on_from_where_it_stopped_and_no_report_is_read_twice(open_api: Any) -> None:
    first = [sub(f"S-{number % 399}", "0.10", id=number) for number in range(400)]
    later = [sub(f"N-{number}", day="2026-03-01", id=1000 + number) for number in range(40)]
    states = [{"date": "2026-02-13", "awards": [prime(*first)]}]
    states.append({"date": "2026-02-20", "awards": [prime(*first, *later)]})
    api, source = await open_api(states=states)
    part = await source.list_subcontracts(PRIME)
    assert (part.reports, part.complete) == (300, False)
    api.show(1)
    found = await source.list_subcontracts(PRIME, json.loads(json.dumps(part.begun)))
    pages = [body["page"] for path, body in api.requests if path == LIST]
    assert pages == [1, 2, 3, 4, 5]
    assert (found.reports, found.complete, found.begun) == (400, True, {})
    assert {one.number: one.amounts for one in found.subcontracts}["S-0"] == (Decimal("0.10"),) * 2


async def test_the_search_by_name_finds_what_a_company_does_under_others(open_api: Any) -> None:
    own = award("A", subawards=[sub("S-3", name="THIRD LLC", uei="THIRDUEI0001")])
    api, source = await open_api(prime(sub(), sub(), awarding=ICE), own)
    found = await source.subcontracts_under({"suppliers": ["acme"]})
    [one] = found.subcontracts
    assert (one.prime_id, one.prime_number, one.prime.name, one.buyer) == (
        PRIME,
        "P",
        "PRIME INC",
        ICE["name"],
    )
    assert one.url.endswith(f"/award/{PRIME}")
    assert one.subcontract.supplier.ids == {"uei": "ACMEUEI00001"}
    assert one.subcontract.amounts == (Decimal("50000.00"),) * 2
    assert (found.complete, found.requests) == (True, 1)
    [(path, body)] = api.requests
    assert (path, body["spending_level"]) == (SEARCH, "subawards")
    assert {"A", "IDV_B"} <= set(body["filters"]["award_type_codes"])
    assert body["filters"]["recipient_search_text"] == ["ACME"]


async def test_a_report_that_two_searches_find_is_counted_once(open_api: Any) -> None:
    api, source = await open_api(prime(sub(), awarding=ICE, funding=ICE))
    found = await source.subcontracts_under(
        {"suppliers": ["ACME", "ACMEUEI00001"], "agencies": [ICE["name"]]}
    )
    assert [one.subcontract.amounts for one in found.subcontracts] == [(Decimal("50000.00"),)]
    assert found.requests == len(api.requests) == 4


async def test_the_search_that_finds_more_reports_of_a_subcontract_counts(open_api: Any) -> None:
    _, source = await open_api(prime(sub(name="ACME LLC"), sub(name="ACME FEDERAL LLC")))
    for suppliers in (["ACME LLC", "ACMEUEI00001"], ["ACMEUEI00001", "ACME LLC"]):
        [one] = (await source.subcontracts_under({"suppliers": suppliers})).subcontracts
        assert one.subcontract.amounts == (Decimal("50000.00"),) * 2


async def test_keywords_alone_name_no_company_and_ask_nothing(open_api: Any) -> None:
    api, source = await open_api(prime(sub()))
    assert (await source.subcontracts_under({"keywords": ["skip tracing"]})).subcontracts == ()
    assert api.requests == []


async def test_equal_days_are_not_paged_but_read_from_the_last_day_of_the_page(open_api: Any) -> None:
    subs = [sub(f"S-{n}", day=f"2026-01-{1 + n % 28:02}") for n in range(250)]
    api, source = await open_api(prime(*subs))
    found = await source.subcontracts_under({"suppliers": ["ACME"]})
    assert (len({one.key for one in found.subcontracts}), found.complete) == (250, True)
    assert all(len(one.subcontract.amounts) == 1 for one in found.subcontracts), "no report counts twice"
    assert found.requests == len(api.requests) == 3
    assert all(body["page"] == 1 for _, body in api.requests)


@pytest.mark.parametrize("fault", ["other order", "no date"])
async def test_a_search_that_is_not_in_the_order_of_dates_proves_nothing(
    open_api: Any, faulty: Faulty, fault: str
) -> None:
    def disordered(_request: Any, answer: Any) -> Any:
        first, *others = answer["results"]
        rows = [*others, first] if fault == "other order" else [{**first, "Sub-Award Date": None}, *others]
        return {**answer, "results": rows}

    _, source = await open_api(prime(*(sub(f"S-{n}", day=f"2026-01-{1 + n % 28:02}") for n in range(120))))
    faulty.plan(SEARCH, disordered)
    with pytest.raises(SourceError) as raised:
        await source.subcontracts_under({"suppliers": ["ACME"]})
    assert raised.value.fault is SourceErrorKind.BAD_ANSWER


async def test_a_full_page_that_says_it_is_the_last_is_not_believed(open_api: Any) -> None:
    api, source = await open_api(prime(*(sub(f"S-{n}", day=f"2026-01-{1 + n % 28:02}") for n in range(100))))
    found = await source.subcontracts_under({"suppliers": ["ACME"]})
    assert (len(found.subcontracts), found.complete) == (100, True)
    assert len(api.requests) > 1, "hasNext is false"


async def test_the_text_of_the_search_matches_the_subcontractor_and_never_the_holder_above(
    open_api: Any,
) -> None:
    _, source = await open_api(prime(sub(), supplier={"name": "ACME LLC", "uei": "ACMEUEI00009"}))
    assert (await source.subcontracts_under({"suppliers": ["ACMEUEI00009"]})).subcontracts == ()


async def test_more_on_one_day_than_a_page_is_incomplete_and_hides_no_other_day(open_api: Any) -> None:
    many = [sub(f"S-{n}") for n in range(101)]
    _, source = await open_api(prime(*many, sub("S-NEW", day="2026-02-01"), sub("S-OLD", day="2025-02-01")))
    found = await source.subcontracts_under({"suppliers": ["ACME"]})
    assert found.complete is False
    assert {"S-NEW", "S-OLD"} < {one.subcontract.number for one in found.subcontracts}


async def test_an_answer_about_awards_is_not_taken_for_subawards(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(prime(sub()))
    faulty.plan(SEARCH, puts("spending_level", value="awards"))
    with pytest.raises(SourceError) as raised:
        await source.subcontracts_under({"suppliers": ["ACME"]})
    assert raised.value.fault is SourceErrorKind.BAD_ANSWER


async def test_the_recorded_search_has_one_number_twice_and_no_internal_id(
    open_api: Any, faulty: Faulty
) -> None:
    answer = recorded("recorded", "orm_search_results_subawards.json")
    answer["page_metadata"]["hasNext"] = False
    _, source = await open_api(prime(sub()))
    faulty.plan(SEARCH, lambda _request, _answer: answer)
    found = await source.subcontracts_under({"suppliers": ["REGENTS"]})
    twice = [one.subcontract for one in found.subcontracts if one.subcontract.number == "1002081198"]
    assert sorted(one.amounts for one in twice) == [(Decimal(495216),), (Decimal(2030214),)]
    assert all(row["internal_id"] is None for row in answer["results"])


async def test_the_documented_list_is_read(open_api: Any, faulty: Faulty) -> None:
    answer = recorded("examples", "subawards_response.json")
    answer["page_metadata"]["hasNext"] = False
    _, source = await open_api(prime())
    faulty.plan(LIST, lambda _request, _answer: answer)
    [one] = (await source.list_subcontracts(PRIME)).subcontracts
    assert (one.number, one.supplier.name) == ("Z981002", "URS GROUP, INC.")
    assert (one.date, one.amounts) == (date(2011, 10, 27), (Decimal("110000.00"),))
    faulty.plan(COUNT, lambda _request, _answer: recorded("examples", "awards_count_subaward_response.json"))
    assert await source.count_subcontracts(PRIME) == 32
