"""Parsing of French procurement data (DECP), from the rows of the table and from older files."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.changes import merge_record
from bot.contracts.model import Kind
from bot.contracts.sources.decp import cells_of, contract_of
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

pytestmark = pytest.mark.unit

BUYER, HOLDER, OTHER = "20001318300021", "38024392300089", "47976684200690"


def row(**columns: Any) -> dict[str, Any]:
    """Return a row as the portal gives it: empty columns are "CDL", and columns of modifications are text."""
    base = {
        "id": "2024M001",
        "acheteur_id": BUYER,
        "objet": "Maintenance\\napplicative ",
        "nature": "Marché",
        "procedure": "Appel d'offres ouvert",
        "techniques": "Sans objet",
        "codecpv": "72000000",
        "idaccordcadre": "CDL",
        "montant": Decimal("80000.0"),
        "dureemois": 39,
        "datenotification": "2018-12-03",
        "datepublicationdonnees": "2019-01-25",
        "titulaire_id_1": HOLDER,
        "titulaire_typeidentifiant_1": "SIRET",
        "titulaire_id_2": "CDL",
        "titulaire_typeidentifiant_2": "CDL",
        "titulaire_id_3": None,
        "titulaire_typeidentifiant_3": None,
        "idmodification": "CDL",
        "montantmodification": "CDL",
        "dureemoismodification": "CDL",
        "idtitulairemodification": "CDL",
        "typeidentifianttitulairemodification": "CDL",
        "datenotificationmodificationmodification": "CDL",
        "datepublicationdonneesmodificationmodification": "CDL",
        "idactesoustraitance": "CDL",
        "source": "data.gouv.fr_aife",
    }
    return {**base, **columns}


def modified(number: str, day: str, amount: str = "CDL", months: str = "CDL", **more: Any) -> dict[str, Any]:
    return row(
        idmodification=number,
        datenotificationmodificationmodification=day,
        datepublicationdonneesmodificationmodification=day,
        montantmodification=amount,
        dureemoismodification=months,
        **more,
    )


HISTORY = [
    row(),
    row(idactesoustraitance="1"),
    modified("1", "2019-05-19", "100000.0"),
    modified("2", "2020-01-10", months="48"),
    modified("3", "2020-06-01", "90000,50"),
]


def test_rows_that_repeat_an_amount_are_one_contract() -> None:
    found = contract_of([row(), row(), row(idactesoustraitance="1"), row(idactesoustraitance="2")])
    assert (found.source_id, found.number) == (f"{BUYER}/2024M001", "2024M001")
    assert (found.kind, found.obligated, found.ceiling) == (Kind.CONTRACT, Decimal(80000), None)
    assert found.title == "Maintenance applicative"
    assert found.buyer.name == f"SIRET {BUYER}"
    assert (found.supplier.name, found.supplier.ids) == (f"SIRET {HOLDER}", {"siret": HOLDER})
    assert (found.signed, found.end) == (date(2018, 12, 3), date(2022, 3, 3))
    assert found.identifiers == {f"decp:{BUYER}/2024M001"}
    assert [(action.number, action.amount) for action in found.actions] == [("0", Decimal(80000))]
    assert (found.parent_number, found.parent_source_id) == (None, None)


def test_a_modification_has_the_new_total_and_its_action_the_difference() -> None:
    found = contract_of(HISTORY)
    assert found.obligated == Decimal("90000.50")
    assert found.end == date(2022, 12, 3)
    assert [(action.number, action.date, action.amount) for action in found.actions] == [
        ("0", date(2018, 12, 3), Decimal(80000)),
        ("1", date(2019, 5, 19), Decimal(20000)),
        ("2", date(2020, 1, 10), None),
        ("3", date(2020, 6, 1), Decimal("-9999.50")),
    ]


@given(st.lists(st.sampled_from(HISTORY)).flatmap(lambda more: st.permutations([*HISTORY, *more])))
def test_the_order_of_rows_and_their_repetition_change_nothing(rows: list[dict[str, Any]]) -> None:
    assert contract_of(rows) == contract_of(HISTORY)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (modified("AVENANT 9", "2019-05-19", "100000"), modified("AVENANT 10", "2019-05-19", "90000")),
        (
            modified("1", "2019-05-19", "100000") | {"datenotificationmodificationmodification": "CDL"},
            modified("2", "2019-06-01", "90000"),
        ),
    ],
)
def test_modifications_are_in_the_order_of_their_numbers_and_known_days(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    """The later one has the total, and no earlier action is corrected by it."""
    before, after = contract_of([row(), first]), contract_of([row(), second, first])
    assert after.obligated == Decimal(90000)
    told = {action.number: action.amount for action in before.actions}
    assert {*told.values()} == {Decimal(80000), Decimal(20000)}
    assert {action.number: action.amount for action in after.actions} == {
        **told,
        second["idmodification"]: Decimal(-10000),
    }


def test_another_holder_in_a_modification_becomes_the_supplier() -> None:
    taken = modified(
        "1", "2020-01-01", idtitulairemodification=OTHER, typeidentifianttitulairemodification="SIRET"
    )
    assert contract_of([row(), taken]).supplier.ids == {"siret": OTHER}


def test_joint_holders_share_one_amount() -> None:
    both = row(titulaire_id_2=OTHER, titulaire_typeidentifiant_2="TVA")
    found = contract_of([both])
    assert found.supplier.name == f"SIRET {HOLDER}; TVA {OTHER}"
    assert (found.supplier.ids, found.obligated) == ({}, Decimal(80000))


def test_holders_with_separate_amounts_leave_that_of_the_contract_unknown() -> None:
    lots = [row(), row(titulaire_id_1=OTHER, montant=5000)]
    found = contract_of(lots)
    assert found.obligated is None
    assert found.supplier.name == f"SIRET {HOLDER}; SIRET {OTHER}"
    same = contract_of([row(), row(titulaire_id_1=OTHER)])
    assert same.obligated == Decimal(80000)


def test_lots_under_one_number_leave_the_amount_of_the_contract_unknown() -> None:
    assert contract_of([row(montant=1000), row(montant=2000)]).obligated is None


def test_lots_that_one_platform_publishes_on_different_days_leave_the_amount_unknown() -> None:
    first = row(montant=20000, objet="Lot 1 : siège")
    second = row(montant=500000, objet="Lot 2 : agences", datepublicationdonnees="2024-03-01")
    known, found = contract_of([first]), contract_of([second, first])
    assert (found.in_shares, found.obligated, found.actions[0].amount) == (True, None, None)
    assert merge_record(known, found).obligated is None
    corrected = contract_of([first, second | {"objet": "LOT 1 : SIÈGE"}])
    assert (corrected.in_shares, corrected.obligated) == (False, Decimal(500000))


def test_the_latest_publication_of_two_platforms_applies() -> None:
    later = row(montant=70000, source="megalis", datepublicationdonnees="2024-03-01", objet="Corrigé")
    found = contract_of([later, row()])
    assert (found.obligated, found.title) == (Decimal(70000), "Corrigé")
    earlier = row(montant=99999, codecpv="99000000", objet="Zzz", source="zzz")
    assert contract_of([later, earlier]) == found


def test_a_modification_published_with_and_without_a_duration_has_it() -> None:
    both = [modified("1", "2020-01-10"), modified("1", "2020-01-10", months="48")]
    for rows in (both, both[::-1]):
        assert contract_of([row(), *rows]) == contract_of([row(), both[1]])


def test_the_amount_of_a_framework_is_a_ceiling_and_commits_nothing() -> None:
    for columns in (
        {"techniques": "Accord-cadre"},
        {"nature": "Accord-cadre"},
        {"techniques": ["Accord-cadre"]},
    ):
        rows = [row(**columns), modified("1", "2020-01-01", "100000", **columns)]
        found = contract_of(rows)
        assert (found.kind, found.ceiling, found.obligated) == (Kind.VEHICLE, Decimal(100000), None)
        assert [action.amount for action in found.actions] == [None, None]


@pytest.mark.parametrize("nature", ["Marché subséquent", "MARCHE SUBSEQUENT"])
def test_a_contract_under_a_framework_is_an_order_of_it(nature: str) -> None:
    found = contract_of([row(nature=nature, techniques="Accord-cadre", idaccordcadre="2023AC7")])
    assert (found.kind, found.obligated) == (Kind.ORDER, Decimal(80000))
    assert (found.parent_number, found.parent_source_id) == ("2023AC7", f"{BUYER}/2023AC7")
    assert contract_of([row(idaccordcadre="2023AC7")]).kind is Kind.ORDER


@pytest.mark.parametrize("amount", [1, Decimal("3000000000.0"), 0, -5])
def test_odd_amounts_are_kept_as_the_source_gives_them(amount: Any) -> None:
    assert contract_of([row(montant=amount)]).obligated == amount


@pytest.mark.parametrize("sentinel", ["CDL", "INX", "", None])
def test_placeholders_for_empty_are_empty_everywhere(sentinel: Any) -> None:
    keep = ("id", "acheteur_id")
    found = contract_of([{key: value if key in keep else sentinel for key, value in row().items()}])
    assert (found.title, found.supplier.name, found.obligated) == ("2024M001", "", None)
    assert (found.signed, found.end, found.codes) == (None, None, {})
    assert cells_of({"x": sentinel}).text("x") is None


@pytest.mark.parametrize("months", [0, 9999, -3, "CDL", None])
def test_an_impossible_duration_gives_no_end(months: Any) -> None:
    assert contract_of([row(dureemois=months)]).end is None


def test_an_end_is_a_valid_day() -> None:
    assert contract_of([row(datenotification="2024-01-31", dureemois=1)]).end == date(2024, 2, 29)
    assert contract_of([row(datenotification="9999-01-31", dureemois=12)]).end is None


def test_a_second_holder_makes_the_total_unknown() -> None:
    one = contract_of([row()])
    both = contract_of([row(), row(titulaire_id_1="22222222200022", montant=50000)])
    assert one.obligated is not None
    kept = merge_record(one, both)
    assert (both.in_shares, both.obligated, kept.obligated) == (True, None, None)
    assert kept.actions[0].amount is None, "nor is the award's share the whole"


@pytest.mark.parametrize(
    "columns",
    [
        {"montant": "beaucoup"},
        {"montant": True},
        {"montant": Decimal("1E+30")},
        {"datenotification": "31/12/2024"},
        {"datenotification": "2024-13-01"},
        {"id": "CDL"},
        {"acheteur_id": None},
        {"objet": {"fr": "x"}},
        {"titulaire_id_1": ["x"]},
    ],
)
def test_a_value_of_another_type_is_a_bad_answer(columns: Any) -> None:
    with pytest.raises(SourceError) as caught:
        contract_of([row(**columns)])
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


def test_no_rows_are_no_contract() -> None:
    with pytest.raises(SourceError):
        contract_of([])


def test_names_are_taken_from_tables_that_have_them() -> None:
    found = contract_of([row(acheteur_nom="LASAT", titulaire_denominationsociale_1="TECAN FRANCE SASU")])
    assert (found.buyer.name, found.supplier.name) == ("LASAT", "TECAN FRANCE SASU")
