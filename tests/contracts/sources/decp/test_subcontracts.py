"""Acts of subcontracting in French procurement data, and the traps of the table's rows."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.sources.decp import contract_of, subcontracts_of
from tests.conftest import SHARED_DATA
from tests.contracts.sources.decp.test_parse import HOLDER, OTHER, modified, row

pytestmark = pytest.mark.unit


def act(number: Any = "1", amount: Any = "123456.89", day: str = "2023-10-11", **more: Any) -> dict[str, Any]:
    columns = {
        "idactesoustraitance": number,
        "idsoustraitant": OTHER,
        "typeidentifiantsoustraitant": "SIRET",
        "montantactesoustraitance": amount,
        "datenotificationactesoustraitance": day,
        "datepublicationdonneesactesoustraitance": day,
        **more,
    }
    return row(**columns)


def change(number: str, amount: str, day: str, **more: Any) -> dict[str, Any]:
    return act(
        idmodificationactesoustraitance=number,
        montantmodificationactesoustraitance=amount,
        datenotificationmodificationsoustraitancemodificationactesoustraitance=day,
        **more,
    )


ROWS = [
    act(),
    act("2", "5000,50", "2024-01-02"),
    act(idmodification="1", montantmodification="90000"),
    act(titulaire_id_1=HOLDER),
    row(),
]


def test_an_act_that_the_table_repeats_is_one_report() -> None:
    found = contract_of(ROWS).subcontracts
    assert found is not None
    assert [(one.number, one.date, one.amounts) for one in found] == [
        ("2", date(2024, 1, 2), (Decimal("5000.50"),)),
        ("1", date(2023, 10, 11), (Decimal("123456.89"),)),
    ]
    assert {one.supplier.name for one in found} == {f"SIRET {OTHER}"}
    assert found[0].supplier.ids == {"siret": OTHER}
    assert {one.currency for one in found} == {"EUR"}


@given(st.lists(st.sampled_from(ROWS)).flatmap(lambda more: st.permutations([*ROWS, *more])))
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]]) -> None:
    assert subcontracts_of(rows) == subcontracts_of(ROWS)


def test_an_act_is_no_part_of_the_sum_of_its_contract() -> None:
    without, with_it = contract_of([row()]), contract_of([row(), act(amount="79000")])
    assert (without.obligated, without.actions) == (with_it.obligated, with_it.actions)
    assert without.subcontracts == ()


def test_the_version_published_last_counts() -> None:
    later = act(amount="99.00", datepublicationdonneesactesoustraitance="2024-06-01")
    [one] = subcontracts_of([later, act()])
    assert one.amounts == (Decimal("99.00"),)
    both = subcontracts_of([act(), act(amount="99.00")])
    assert [each.amounts for each in both] == [(Decimal("99.00"), Decimal("123456.89"))]


def test_a_modification_is_given_where_it_can_only_be_of_one_act() -> None:
    changes = [change("1", "23465.87", "2022-10-20"), change("2", "30000", "2024-10-20")]
    [one] = subcontracts_of(changes)
    assert (one.amounts, one.amended) == ((Decimal("123456.89"),), Decimal(30000))
    two = subcontracts_of([*changes, act("2")])
    assert [each.amended for each in two] == [None, None]


@pytest.mark.parametrize("sentinel", ["CDL", "", None])
def test_placeholders_are_empty(sentinel: Any) -> None:
    assert subcontracts_of([act(sentinel)]) == ()
    [one] = subcontracts_of([act("1", sentinel, sentinel, idsoustraitant=sentinel)])
    assert (one.supplier.name, one.amounts, one.date) == ("", (None,), None)


@pytest.mark.parametrize("wrong", ["12/10/2023", "environ 100", [1], {"a": 1}])
def test_an_unreadable_value_costs_neither_the_act_nor_its_contract(wrong: Any) -> None:
    found = contract_of([act("1", wrong, wrong)])
    assert found.obligated == Decimal(80000)
    assert found.subcontracts is not None
    assert [(one.amounts, one.date) for one in found.subcontracts] == [((None,), None)]


def test_a_number_that_is_no_siret_is_a_name_and_no_identifier() -> None:
    [one] = subcontracts_of([act(idsoustraitant="214356")])
    assert (one.supplier.name, one.supplier.ids) == ("SIRET 214356", {})


def test_another_platform_without_subcontracts_leaves_those_of_the_first() -> None:
    later = modified("1", "2024-06-01", datepublicationdonnees="2024-06-01", source="megalis")
    assert len(contract_of([act(), later]).subcontracts or ()) == 1


def test_the_official_example_is_read() -> None:
    path = SHARED_DATA / "fr" / "format-commande-publique_acteSousTraitance.json"
    if not path.exists():
        pytest.skip("the official example is not at hand")
    market = json.loads(path.read_bytes())["marches"]["marche"][0]
    told = market["actesSousTraitance"][0]["acteSousTraitance"]
    later = market["modificationsActesSousTraitance"][0]["modificationActeSousTraitance"]
    flat = change(
        str(later["id"]),
        str(later["montant"]),
        later["dateNotificationModificationSousTraitance"],
        idactesoustraitance=told["id"],
        idsoustraitant=told["sousTraitant"]["id"],
        montantactesoustraitance=str(told["montant"]),
    )
    [one] = subcontracts_of([flat])
    assert (one.number, one.supplier.name) == ("1", "SIRET 214356")
    assert (one.amounts, one.amended) == ((Decimal("123456.89"),), Decimal("23465.87"))
