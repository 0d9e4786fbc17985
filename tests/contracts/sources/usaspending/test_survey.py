"""Survey of a USAspending query, as an organiser sees it before it is watched."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import Kind
from bot.contracts.sources.protocol import MAX_CONTRACTS, SourceError, SourceErrorKind, Supplier
from tests.support.faulty_usaspending import InjectedFailure
from tests.support.usaspending import (
    CHILDREN,
    ROW_SEARCH,
    Faulty,
    award,
    paths,
    puts,
    recorded,
    says,
    search,
)

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}


def of(name: str, uei: str | None, parent: str | None = None, parent_uei: str | None = None) -> Any:
    return {"name": name, "uei": uei, "parent": parent, "parent_uei": parent_uei}


OTHER = of("OTHER INC", "OTHER0000001")
HELD = of("ACME HELD", "ACMEHELD0001", "HOLDING SE", "HOLDING00001")


async def test_suppliers_come_with_their_uei_and_parent_most_frequent_first(open_api: Any) -> None:
    _, source = await open_api(
        award("A", supplier=HELD),
        award("B", supplier=HELD),
        award("C", supplier=of("ACME ALONE", "ACMEALONE001")),
        award("D", supplier=of("ACME NAMELESS", None)),
    )
    survey = await source.survey(ACME)
    assert survey.suppliers == (
        Supplier("ACME HELD", "ACMEHELD0001", "HOLDING SE"),
        Supplier("ACME ALONE", "ACMEALONE001", None),
        Supplier("ACME NAMELESS", None, None),
    )


async def test_suppliers_come_with_the_sum_of_their_orders_and_matches_with_amounts(open_api: Any) -> None:
    _, source = await open_api(
        award("A", signed="2026-02-01"),
        award("B", id="CONT_AWD_B_7012_V_7012"),
        award("V", id="CONT_IDV_V_7012"),
    )
    survey = await source.survey(ACME)
    (supplier,) = survey.suppliers
    assert (supplier.contracts, supplier.amount, supplier.currency) == (3, Decimal("3.00"), "USD")
    assert survey.matches[0].number == "A"
    assert {match.number: match.amount for match in survey.matches} == {
        "A": Decimal("1.50"),
        "B": Decimal("1.50"),
        "V": None,  # its amount is in its orders
    }


async def test_one_company_under_two_names_is_one_supplier(open_api: Any) -> None:
    """Recipient names change in place: GLOCK, INC. is GLOCK, INC on old rows."""
    _, source = await open_api(
        award("A", supplier=of("ACME, INC.", "ACMEUEI00001")),
        award("B", supplier=of("ACME, INC.", "ACMEUEI00001")),
        award("C", supplier=of("ACME, INC", "ACMEUEI00001")),
    )
    assert (await source.survey(ACME)).suppliers == (Supplier("ACME, INC.", "ACMEUEI00001"),)


async def test_a_company_that_is_its_own_parent_has_none(open_api: Any) -> None:
    _, source = await open_api(award("A", supplier=of("ACME", "ACMEUEI00001", "ACME", "ACMEUEI00001")))
    assert (await source.survey(ACME)).suppliers == (Supplier("ACME", "ACMEUEI00001"),)


def under(vehicle: str, orders: int) -> list[Any]:
    """Return a vehicle of Acme's, and orders under it that were given to another."""
    return [
        award(vehicle, id=f"CONT_IDV_{vehicle}_7012"),
        *(
            award("O", id=f"CONT_AWD_{vehicle}O{n}_7012_{vehicle}_7012", supplier=OTHER)
            for n in range(orders)
        ),
    ]


async def test_orders_under_vehicles_are_counted(open_api: Any) -> None:
    _, source = await open_api(*under("V", 130), award("A", id="CONT_AWD_A_7012_V_7012"))
    survey = await source.survey(ACME)
    assert survey.counts == {Kind.ORDER: 131, Kind.VEHICLE: 1}
    assert {supplier.name for supplier in survey.suppliers} == {"ACME LLC"}
    assert len((await search(source, ACME)).matched) == survey.total


async def test_orders_are_listed_for_ten_vehicles_at_most(open_api: Any) -> None:
    api, source = await open_api(*(one for n in range(12) for one in under(f"V{n}", 1)))
    survey = await source.survey(ACME)
    assert survey.counts == {Kind.ORDER: 10, Kind.VEHICLE: 12}
    assert paths(api).count(CHILDREN) == 10


@pytest.mark.parametrize("vehicles", [{"V": MAX_CONTRACTS + 1}, {"V": 600, "W": 600}])
async def test_too_many_orders_are_reported_before_the_first_read(
    open_api: Any, vehicles: dict[str, int]
) -> None:
    api, source = await open_api(*(one for name, orders in vehicles.items() for one in under(name, orders)))
    with pytest.raises(SourceError) as caught:
        await source.survey(ACME)
    assert caught.value.fault is SourceErrorKind.TOO_MANY
    assert paths(api).count(CHILDREN) <= 14


@pytest.mark.parametrize(
    "change", [says("", 500), says("<html>"), says('{"detail": "odd"}', 400), puts("results", value=None)]
)
async def test_a_query_can_be_watched_even_if_orders_cannot_be_listed(
    open_api: Any, faulty: Faulty, change: Any
) -> None:
    _, source = await open_api(*under("V", 2), *under("W", 2))
    faulty.plan(CHILDREN, change, times=3)
    assert (await source.survey(ACME)).counts[Kind.VEHICLE] == 2


async def test_a_lost_host_is_not_requested_for_more_orders(open_api: Any) -> None:
    api, source = await open_api(*under("V", 2), *under("W", 2))
    api.fail("/idvs/awards/", InjectedFailure.EMPTY_503, times=5)
    assert (await source.survey(ACME)).counts == {Kind.VEHICLE: 2}
    assert paths(api).count(CHILDREN) == 5


async def test_parents_are_looked_up_for_ten_suppliers_at_most(open_api: Any) -> None:
    awards = [
        award(f"N{n}", supplier=of(f"ACME {n}", f"ACME{n:08}", "HOLDING SE", "HOLDING00001"))
        for n in range(12)
    ]
    api, source = await open_api(*awards)
    survey = await source.survey(ACME)
    assert [supplier.parent for supplier in survey.suppliers] == ["HOLDING SE"] * 10 + [None] * 2
    assert sum("/recipient/" in path for path in paths(api)) == 20


@pytest.mark.parametrize(
    "change",
    [
        says("", 500),
        says("<html>"),
        says('{"detail": "odd"}', 400),
        puts("results", value=None),
        puts("results", "recipient_level", value="R"),
        puts("results", "id", value=None),
        puts("results", "uei", value="SOMEBODYELSE"),
    ],
)
async def test_an_unavailable_parent_is_left_out(open_api: Any, faulty: Faulty, change: Any) -> None:
    _, source = await open_api(award("A", supplier=HELD))
    faulty.plan("/recipient/", change)
    assert (await source.survey(ACME)).suppliers == (Supplier("ACME HELD", "ACMEHELD0001"),)


async def test_a_lost_host_is_not_requested_for_more_parents(open_api: Any) -> None:
    api, source = await open_api(
        award("A", supplier=HELD), award("B", supplier=of("ACME ALONE", "ACMEALONE001"))
    )
    api.fail("/recipient/", InjectedFailure.EMPTY_503, times=5)
    survey = await source.survey(ACME)
    assert [supplier.parent for supplier in survey.suppliers] == [None, None]
    assert sum("/recipient/" in path for path in paths(api)) == 5


async def test_a_survey_of_keywords_reads_only_rows(open_api: Any) -> None:
    api, source = await open_api(
        award("A", title="SKIP TRACING", supplier=HELD),
        award("V", id="CONT_IDV_V_7012", title="SKIP TRACING", supplier=of("OTHER", "OTHER0000001")),
        award("C", title="PAPER"),
    )
    survey = await source.survey({"keywords": ["skip tracing"]})
    assert survey.counts == {Kind.CONTRACT: 1, Kind.VEHICLE: 1}
    assert survey.newest == date(2026, 1, 1)
    assert {supplier.name for supplier in survey.suppliers} == {"ACME HELD", "OTHER"}
    assert {path for path in paths(api) if "/recipient/" not in path} == {ROW_SEARCH}


async def test_an_incomplete_survey_of_keywords_fails(open_api: Any, faulty: Faulty) -> None:
    _, source = await open_api(award("A", title="SKIP TRACING"))
    faulty.plan(ROW_SEARCH, says("", 500), times=3)
    with pytest.raises(SourceError) as caught:
        await source.survey({"keywords": ["skip tracing"]})
    assert caught.value.fault is SourceErrorKind.SERVER_ERROR


async def test_a_recorded_company_that_is_its_own_parent_has_none(open_api: Any, faulty: Faulty) -> None:
    profile = recorded("recorded", "orm_recipient_university.json")
    supplier = of(profile["name"], profile["uei"], profile["name"], profile["uei"])
    _, source = await open_api(award("A", supplier=supplier))
    faulty.plan("/recipient/", lambda request, answer: answer if request.method == "POST" else profile)
    survey = await source.survey({"suppliers": ["university of iowa"]})
    assert survey.suppliers == (Supplier(profile["name"], profile["uei"]),)
