"""Parsing of rows of APProch's table of planned purchases."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.contracts.model import Answer, Code, Kind, Status
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

pytestmark = pytest.mark.unit


def row(**columns: Any) -> dict[str, Any]:
    """Return a row as the portal gives it: numbers for code and SIREN, "CDL" for empty texts."""
    base: dict[str, Any] = dict.fromkeys((*Approch.columns, *Approch.unkept))
    base |= {
        "code": 64516,
        "libelle": "Maintenance de bornes de contrôle biométrique",
        "description": "Contact : Camille Martin, camille.martin@example.fr. Reconnaissance faciale.",
        "statut": "Prévisionnel",
        "siren_de_l_entite_acheteuse": 110014016,
        "code_s_cpv": "50312000",
        "date_previsionnelle_de_publication": "2027-01-09",
        "montant_estime_du_marche": "1M - 5M€",
        "duree_previsionnelle_du_marche": 24,
        "departement_s_d_execution_du_marche": "06|2A",
        "type_de_procedure": "CDL",
    }
    return {**base, **columns}


def test_a_project_is_a_planned_notice_without_money() -> None:
    found = Approch.record(row())
    assert (found.source_id, found.number, found.kind) == ("64516", "64516", Kind.NOTICE)
    assert (found.status, found.start, found.signed) == (Status.PLANNED, date(2027, 1, 9), None)
    assert (found.obligated, found.ceiling, found.currency) == (None, None, "XXX")
    assert (found.buyer.name, found.buyer.ids) == ("SIREN 110014016", {"siren": "110014016"})
    assert (found.supplier.name, found.identifiers) == ("", {"approch:64516"})
    assert found.url == "https://projets-achats.marches-publics.gouv.fr/project/64516"
    assert found.codes == {
        "estimate": Code("1M - 5M€"),
        "project-state": Code("Prévisionnel"),
        "cpv": Code("50312000"),
    }


def test_a_siren_without_its_first_zeros_is_padded() -> None:
    assert Approch.record(row(siren_de_l_entite_acheteuse=1401252)).buyer.ids == {"siren": "001401252"}


def test_the_filler_is_an_empty_value() -> None:
    found = Approch.record(
        row(libelle="CDL", statut="CDL", montant_estime_du_marche="CDL", siren_de_l_entite_acheteuse=None)
    )
    assert (found.title, found.buyer.name, set(found.codes)) == ("64516", "", {"cpv"})
    assert found.status is Status.PLANNED


def test_a_day_that_stands_for_none_is_none() -> None:
    for day in ("7017-07-24", "CDL", None, ""):
        assert Approch.record(row(date_previsionnelle_de_publication=day)).start is None


@pytest.mark.parametrize("state", ["Abandonné", "Projet annulé", "ANNULE", "Retiré"])
def test_a_project_that_was_given_up_is_cancelled(state: str) -> None:
    assert Approch.record(row(statut=state)).status is Status.CANCELLED


def test_descriptions_are_not_stored_because_they_name_persons() -> None:
    answer = Answer(url="u", query="", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), content=b"the whole page")
    found = Approch.record(row(contact="Camille Martin"), answer)
    (kept,) = found.answers
    assert set(json.loads(kept.content)) == set(Approch.columns)
    assert b"Martin" not in kept.content
    assert "Martin" not in repr(found)


@pytest.mark.parametrize(
    "columns",
    [
        {"code": None},
        {"code": "a/b"},
        {"code": True},
        {"libelle": ["x"]},
        {"siren_de_l_entite_acheteuse": "1234567890"},
        {"siren_de_l_entite_acheteuse": {}},
        {"date_previsionnelle_de_publication": "janvier"},
        {"montant_estime_du_marche": [1]},
    ],
)
def test_a_value_of_another_type_is_a_bad_answer(columns: Any) -> None:
    with pytest.raises(SourceError) as caught:
        Approch.record(row(**columns))
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER
