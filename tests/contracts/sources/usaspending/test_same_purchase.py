"""The same purchase: the rule on the recorded history and on every combination, and the search over HTTP."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.same_purchase import MAX_DAYS, alike, can_be_split, is_alike
from bot.contracts.model import Code, Kind, Party, Record
from bot.contracts.sources.protocol import OrdersAlike, Proof, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.parse import parent_number_of, parent_of
from bot.contracts.sources.usaspending.purchase_search import FIELDS
from bot.demo.sources.usaspending_answers import row
from tests.support.purchases import DECEMBER, HOLDERS, SOLICITATION, TOGETHER, purchase_awards, split_award
from tests.support.usaspending import DATA, SEARCH, puts, says

pytestmark = pytest.mark.wire

HISTORY = DATA / "history" / "real_ice_skip_tracing_transactions_fy2026.csv"
CAPGEMINI = "70CDCR26FR0000024"
NUMBERS = {holder.number for holder in HOLDERS}


def recorded() -> Iterator[Record]:
    """Yield the orders of the recorded history by their base awards; descriptions stand for codes."""
    with HISTORY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Modification"] == "0":
                source_id = row["Generated Award ID"]
                yield Record(
                    source="usaspending",
                    source_id=source_id,
                    kind=Kind.ORDER,
                    number=row["Award ID"],
                    title=row["Transaction Description"],
                    buyer=Party(name=row["Agency"]),
                    supplier=Party(name=row["Recipient Name"]),
                    parent_source_id=parent_of(source_id),
                    parent_number=parent_number_of(source_id),
                    currency="USD",
                    obligated=Decimal(row["Federal Action Obligation"]),
                    signed=date.fromisoformat(row["Action Date"]),
                    codes={
                        "psc": Code(row["Product/Service Description"]),
                        "naics": Code(row["NAICS Description"]),
                    },
                    url="",
                )


@pytest.mark.skipif(not HISTORY.exists(), reason="the recorded history is not in this checkout")
def test_every_recorded_seed_finds_the_same_14_orders_and_no_other() -> None:
    orders = list(recorded())
    assert len(orders) > len(HOLDERS), "earlier purchases of the same are in the history"
    for seed in orders:
        group = alike(seed, orders)
        if seed.number in NUMBERS:
            assert {order.number for order in group} == NUMBERS - {seed.number}, seed.number
            amounts = {order.number: order.obligated for order in [seed, *group]}
            assert amounts == {holder.number: Decimal(holder.amount) for holder in HOLDERS}
        else:
            assert group == []


def order(number: str = "70CDCR26FR0000024", vehicle: str = "70CDCR26D00000015", **more: Any) -> Record:
    found = Record(
        source="usaspending",
        source_id=f"CONT_AWD_{number}_7012_{vehicle}_7012",
        kind=Kind.ORDER,
        number=number,
        title="SKIP TRACING",
        buyer=Party(name="ICE"),
        supplier=Party(name=f"SUPPLIER OF {number}"),
        parent_number=vehicle,
        currency="USD",
        signed=DECEMBER,
        codes={"psc": Code("R799"), "naics": Code("561611")},
        url="",
    )
    return replace(found, **more)


OTHER = "70CDCR26FR0000019", "70CDCR26D00000013"


@pytest.mark.parametrize(
    "difference",
    [
        {"number": "70CMSD26FR0000019"},  # another office
        {"parent_number": "70CDCR26D00000015"},  # the same vehicle
        {"parent_number": "70CDCR25D00000013"},  # a vehicle of an earlier year
        {"number": "70CDCR27FR0000019", "parent_number": "70CDCR27D00000013"},  # another year, of both
        {"parent_number": "47QTCA18D00A2"},  # a schedule of another agency
        {"parent_number": "70CDCR26A00000013"},  # a purchase agreement
        {"parent_number": None},
        {"supplier": Party(name="Supplier of: 70CDCR26FR0000024.")},
        {"supplier": Party(name="")},
        {"codes": {"psc": Code("R799")}},
        {"codes": {"naics": Code("561611")}},
        {"codes": {"psc": Code("R799"), "naics": Code("561440")}},
        {"signed": DECEMBER + timedelta(days=MAX_DAYS + 1)},
        {"signed": DECEMBER - timedelta(days=MAX_DAYS + 1)},
        {"signed": None},
    ],
    ids=str,
)
def test_one_difference_is_enough_to_be_another_purchase(difference: dict[str, Any]) -> None:
    assert is_alike(order(), order(*OTHER))
    assert not is_alike(order(), replace(order(*OTHER), **difference))


def test_a_corrected_name_is_the_same_supplier_and_a_corrected_number_too() -> None:
    seed = order(supplier=Party(name="GLOCK, INC.", ids={"uei": "A"}))
    assert not is_alike(seed, order(*OTHER, supplier=Party(name="GDIT LLC", ids={"uei": "A"})))
    assert not is_alike(seed, order(*OTHER, supplier=Party(name="Glock Inc", ids={"uei": "B"})))


ORDERS = st.builds(
    lambda serial, year, office, days, psc, supplier, vehicle_year: order(
        f"{office}{year}FR{serial:07}",
        f"{office}{vehicle_year}D{serial:08}",
        signed=None if days is None else DECEMBER + timedelta(days=days),
        codes={"psc": Code(psc), "naics": Code("561611")} if psc else {},
        supplier=Party(name=supplier),
    ),
    st.integers(1, 40),
    st.sampled_from([25, 26]),
    st.sampled_from(["70CDCR", "70CMSD"]),
    st.none() | st.integers(-70, 70),
    st.sampled_from(["R799", "R408", ""]),
    st.sampled_from(["", *"ABCDEFGH"]),
    st.sampled_from([25, 26, 26]),
)


@given(st.lists(ORDERS, max_size=12))
def test_groups_are_symmetric_around_one_seed_and_never_chained(orders: list[Record]) -> None:
    for seed in orders:
        group = alike(seed, orders)
        assert seed.source_id not in {other.source_id for other in group}
        if group:
            assert can_be_split(seed)
        for other in group:
            assert is_alike(other, seed), "seen from either side"
            assert seed.signed is not None
            assert other.signed is not None
            assert abs((other.signed - seed.signed).days) <= MAX_DAYS, "of the seed, not of a member"
            assert other.number[:8] == seed.number[:8], "one office and one year"
            assert other.supplier.name != seed.supplier.name


# The search, over HTTP


async def found(source: Any, number: str, known: Any = None, most: int = 20) -> OrdersAlike:
    """Return the orders alike to the one with a number, which is read first."""
    award_id = next(one["id"] for one in purchase_awards() if one["id"].split("_")[2] == number)
    seed = await source.get(award_id)
    alike: OrdersAlike = await source.orders_alike(seed, known or {}, most)
    return alike


def numbers(orders: OrdersAlike, *proofs: Proof) -> set[str]:
    return {one.number for one, proof in orders.orders if not proofs or proof in proofs}


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda one: str(one.number))
async def test_each_of_the_14_orders_leads_to_the_13_others(open_api: Any, holder: Any) -> None:
    _, source = await open_api(*purchase_awards())
    alike = await found(source, holder.number)
    assert numbers(alike) == NUMBERS - {holder.number}, "nothing of June, or of another office or year"
    assert {proof for _, proof in alike.orders} == {Proof.UNASKED}
    together = Decimal(holder.amount) + sum(one.obligated for one, _ in alike.orders if one.obligated)
    assert together == TOGETHER
    assert alike.complete
    assert alike.requests == 2, "one search, and the vehicle's solicitation, which nobody stated"


async def test_a_common_solicitation_proves_and_another_excludes(open_api: Any) -> None:
    awards = purchase_awards(solicitation=SOLICITATION)
    twin = split_award("70CDCR26FR0000040", "70CDCR26D00000040", "TWIN LLC", solicitation="70CDCR26R00000015")
    nobody = split_award("70CDCR26FR0000041", "70CDCR26D00000041", "SILENT LLC")
    api, source = await open_api(*awards, *twin, *nobody)
    alike = await found(source, CAPGEMINI)
    assert numbers(alike, Proof.SAME) == NUMBERS - {CAPGEMINI}
    assert numbers(alike, Proof.OTHER) == {"70CDCR26FR0000040"}
    assert numbers(alike, Proof.UNSTATED) == {"70CDCR26FR0000041"}
    assert (alike.solicitation, alike.complete) == (SOLICITATION, True)
    assert alike.requests == len(api.requests) - 2 == 1 + 1 + 15 + 1, (
        "an order itself only for lack of another"
    )


async def test_a_number_that_several_purchases_may_have_proves_nothing(open_api: Any) -> None:
    _, source = await open_api(*purchase_awards(solicitation="N/A"))
    alike = await found(source, CAPGEMINI)
    assert numbers(alike, Proof.SAME) == set()
    assert alike.solicitation is None


async def test_an_order_with_a_solicitation_of_its_own_is_compared_with_orders(open_api: Any) -> None:
    awards = purchase_awards()
    for award in awards:
        if award["id"].startswith("CONT_AWD_"):
            award["solicitation"] = "26-sol-dcr 01" if CAPGEMINI in award["id"] else SOLICITATION
        else:
            award["solicitation"] = f"of {award['id']}"
    _, source = await open_api(*awards)
    alike = await found(source, CAPGEMINI)
    assert numbers(alike, Proof.SAME) == NUMBERS - {CAPGEMINI}, "whatever their vehicles say"


async def test_a_solicitation_without_room_in_the_day_is_asked_for_later(open_api: Any) -> None:
    _, source = await open_api(*purchase_awards(solicitation=SOLICITATION))
    first = await found(source, CAPGEMINI, most=8)
    assert (first.requests <= 8, first.complete) == (True, False)
    assert len(numbers(first, Proof.SAME)) == 5
    known = {one.source_id: proof for one, proof in first.orders}
    second = await found(source, CAPGEMINI, known)
    assert (second.complete, numbers(second, Proof.SAME)) == (True, NUMBERS - {CAPGEMINI})
    third = await found(source, CAPGEMINI, {one.source_id: proof for one, proof in second.orders})
    assert third.requests == 2


async def test_an_award_that_cannot_be_read_leaves_its_proof_for_later(open_api: Any, faulty: Any) -> None:
    _, source = await open_api(*purchase_awards(solicitation=SOLICITATION))
    faulty.plan("70CDCR26D00000013", says("", status=500))
    alike = await found(source, CAPGEMINI)
    assert numbers(alike) == NUMBERS - {CAPGEMINI}
    assert not alike.complete
    assert alike.orders[0][1] is Proof.SAME


async def test_a_search_that_ignores_its_filters_is_refused_or_judged_again(
    open_api: Any, faulty: Any
) -> None:
    furniture = split_award("70CDCR26FR0000050", "70CDCR26D00000050", "CHAIRS LLC", psc=["7110", "FURNITURE"])
    awards = [*purchase_awards(), *furniture]
    _, source = await open_api(*awards)
    every = [row(award, FIELDS) for award in awards if award["id"].startswith("CONT_AWD_")]
    faulty.plan(SEARCH, puts("results", value=every), times=1)  # it drops them, and does not say so
    assert numbers(await found(source, CAPGEMINI)) == NUMBERS - {CAPGEMINI}
    faulty.plan(SEARCH, puts("messages", value=["filters from the request were not used: {'psc_codes'}"]))
    with pytest.raises(SourceError) as refused:
        await found(source, CAPGEMINI)
    assert refused.value.fault is SourceErrorKind.FILTER_IGNORED


async def test_half_a_page_and_a_missing_page_are_no_result(open_api: Any, faulty: Any) -> None:
    _, source = await open_api(*purchase_awards())
    faulty.plan(SEARCH, puts("page_metadata", "hasNext", value=True))
    with pytest.raises(SourceError) as broken:
        await found(source, CAPGEMINI)
    assert broken.value.fault is SourceErrorKind.PAGES_MISSING


async def test_rows_without_codes_or_amount_and_unreadable_ones(open_api: Any, faulty: Any) -> None:
    awards = purchase_awards()
    for award in awards:
        if "70CDCR26FR0000019" in award["id"]:
            award["psc"] = None
        elif "70CDCR26FR0000017" in award["id"]:
            award["obligated"] = None
    _, source = await open_api(*awards)

    def spoil(_request: Any, answer: Any) -> Any:
        for one in answer["results"]:
            if one["Award ID"] == "70CDCR26FR0000021":
                one["Award Amount"] = "a lot"
            if one["Award ID"] == "70CDCR26FR0000019":
                one["NAICS"] = None
        return answer

    faulty.plan(SEARCH, spoil)
    alike = await found(source, CAPGEMINI)
    assert numbers(alike) == NUMBERS - {CAPGEMINI, "70CDCR26FR0000019", "70CDCR26FR0000021"}
    assert {one.split("_")[2] for one in alike.unread} == {"70CDCR26FR0000021"}
    amounts = {one.number: one.obligated for one, _ in alike.orders}
    assert amounts["70CDCR26FR0000017"] is None, "unknown is not zero"


async def test_an_order_that_cannot_be_compared_costs_no_request(open_api: Any) -> None:
    api, source = await open_api(*purchase_awards())
    before = len(api.requests)
    for seed in (order(codes={}), order(vehicle="47QTCA18D00A2"), order(buyer=Party(name=""))):
        assert (await source.orders_alike(seed, {}, 20)).orders == ()
    assert len(api.requests) == before
