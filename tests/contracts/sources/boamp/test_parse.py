"""Parsing of rows of BOAMP's table, without the personal data in them."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import Answer, Code, Kind, Status
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

ANSWER = Answer(url="u", query="", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), content=b"the whole page")
UUID = "912f1717-1ace-413d-aa61-cd21cd6b95e7"
PERSON = {"cbc:Name": "Mme Camille Martin", "cbc:Telephone": "0102030405", "cbc:ElectronicMail": "c@m.fr"}


def eforms(**result: Any) -> dict[str, Any]:
    """Return an award in eForms as BOAMP converts it to JSON; ``result`` goes into its results."""
    extension = {
        "efac:NoticeResult": result,
        "efac:Organizations": {"efac:Organization": {"efac:Company": {"cac:Contact": PERSON}}},
        "efac:Publication": {
            "efbc:NoticePublicationID": {"@schemeName": "ojs-notice-id", "#text": "00443934-2026"}
        },
    }
    notice = {
        "ext:UBLExtensions": {
            "ext:UBLExtension": {"ext:ExtensionContent": {"efext:EformsExtension": extension}}
        },
        "cbc:ID": {"@schemeName": "notice-id", "#text": UUID},
        "cac:TenderingProcess": {
            "cac:NoticeDocumentReference": {"cbc:ID": {"@schemeName": "ojs-notice-id", "#text": "1-2025"}}
        },
    }
    return {"EFORMS": {"ContractAwardNotice": notice}}


def row(**columns: Any) -> dict[str, Any]:
    base = {
        "idweb": "26-79114",
        "objet": "Tierce maintenance applicative",
        "nomacheteur": "MINISTERE DE L'INTERIEUR",
        "titulaire": ["CAPGEMINI", "CAPGEMINI", "ATOS"],
        "dateparution": "2026-08-09",
        "datelimitereponse": None,
        "nature": "ATTRIBUTION",
        "nature_libelle": "Avis d'attribution",
        "famille": "JOUE",
        "type_marche": ["SERVICES"],
        "procedure_libelle": "Procédure ouverte",
        "annonce_lie": ["26-1", "26-2"],
        "url_avis": "https://www.boamp.fr/pages/avis/?q=idweb:26-79114",
        "donnees": json.dumps(eforms(**{"cbc:TotalAmount": {"@currencyID": "EUR", "#text": "1234.5"}})),
    }
    return {**base, **columns}


def test_an_award_is_a_notice_with_the_same_numbers_as_on_ted() -> None:
    found = Boamp.record(row())
    assert (found.source_id, found.number, found.kind) == ("26-79114", "26-79114", Kind.NOTICE)
    assert (found.title, found.buyer.name) == ("Tierce maintenance applicative", "MINISTERE DE L'INTERIEUR")
    assert found.supplier.name == "CAPGEMINI; ATOS"
    assert (found.obligated, found.currency, found.signed) == (
        Decimal("1234.50"),
        "EUR",
        date(2026, 8, 9),
    )
    assert found.identifiers == {"boamp:26-79114", f"eforms-notice:{UUID}", "ted:443934-2026"}
    assert found.codes == {
        "notice-type": Code("ATTRIBUTION", "Avis d'attribution"),
        "linked-notice": Code("26-1, 26-2"),
    }
    assert found.url == "https://www.boamp.fr/pages/avis/?q=idweb:26-79114"


def test_the_procedure_and_the_planning_notices_of_lots_are_read_and_other_references_are_not() -> None:
    notice = eforms()
    root = notice["EFORMS"]["ContractAwardNotice"]
    root["cbc:ContractFolderID"] = UUID.upper()
    reference = {
        "cbc:ID": {"@schemeName": "notice-id-ref", "#text": "5d3a4d3e-0000-4000-8000-00000000000A-01"}
    }
    root["cac:ProcurementProjectLot"] = [
        {"cac:TenderingProcess": {"cac:NoticeDocumentReference": reference}},
        {"cac:TenderingProcess": {"cac:NoticeDocumentReference": [reference, {"cbc:ID": "00000077-2025"}]}},
        {"cac:TenderingProcess": {"cac:NoticeDocumentReference": {"cbc:ID": "PAR-0001"}}},
        {"cac:ProcurementProject": {"cbc:ID": "78-2025"}},
    ]
    found = Boamp.record(row(donnees=notice), ANSWER)
    codes = {scheme: code.code for scheme, code in found.codes.items()}
    assert codes["procedure"] == UUID
    assert codes["planned-notice"] == "5d3a4d3e-0000-4000-8000-00000000000a, 77-2025"
    assert json.loads(found.answers[0].content)["read from donnees"]["procedure"] == UUID
    assert PERSON["cbc:Name"] not in found.answers[0].content.decode()
    root["cbc:ContractFolderID"] = {"#text": "2026-0123"}
    assert "procedure" not in Boamp.record(row(donnees=notice)).codes, "a buyer's own number is no proof"


def test_pre_information_is_a_plan_whose_late_deadline_is_ignored() -> None:
    planned = Boamp.record(row(nature="PRE-INFORMATION", titulaire=None, datelimitereponse="7017-07-24"))
    assert (planned.status, planned.end, planned.supplier.name) == (Status.PLANNED, None, "")
    assert Boamp.record(row(nature="INTENTION_CONCLURE")).status is None


def test_a_notice_may_be_an_object_or_a_string_of_json() -> None:
    assert Boamp.record(row(donnees=json.loads(row()["donnees"]))) == Boamp.record(row())


@pytest.mark.parametrize(
    "donnees", [None, "", {}, {"MAPA": {"cbc:ID": UUID}}, '{"FNSimple": {}}', {"EFORMS": None}]
)
def test_notices_in_older_forms_have_no_ted_number(donnees: Any) -> None:
    found = Boamp.record(row(donnees=donnees, titulaire=None))
    assert found.identifiers == {"boamp:26-79114"}
    assert (found.supplier.name, found.obligated, found.currency) == ("", None, "XXX")


def test_a_repeated_element_is_a_list() -> None:
    notice = eforms()
    root = notice["EFORMS"]["ContractAwardNotice"]
    root["ext:UBLExtensions"]["ext:UBLExtension"] = [{}, root["ext:UBLExtensions"]["ext:UBLExtension"]]
    assert "ted:443934-2026" in Boamp.record(row(donnees=notice)).identifiers


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ({"cbc:TotalAmount": {"@currencyID": "EUR", "#text": "5"}}, (5, None, "EUR")),
        ({"cbc:TotalAmount": [{"@currencyID": "EUR", "#text": "5"}] * 2}, (5, None, "EUR")),
        (
            {"cbc:TotalAmount": [{"@currencyID": c, "#text": "5"} for c in ("EUR", "SEK")]},
            (None, None, "XXX"),
        ),
        ({"cbc:TotalAmount": "5"}, (None, None, "XXX")),
        (
            {"efbc:OverallMaximumFrameworkContractsAmount": {"@currencyID": "EUR", "#text": "9"}},
            (None, 9, "EUR"),
        ),
        (
            {
                "cbc:TotalAmount": {"@currencyID": "EUR", "#text": "5"},
                "efbc:OverallMaximumFrameworkContractsAmount": {"@currencyID": "SEK", "#text": "9"},
            },
            (5, None, "EUR"),
        ),
        (
            {"efac:LotTender": {"cbc:PayableAmount": {"@currencyID": "EUR", "#text": "5"}}},
            (None, None, "XXX"),
        ),
    ],
)
def test_an_amount_is_that_of_the_whole_notice_or_unknown(result: Any, expected: Any) -> None:
    found = Boamp.record(row(donnees=eforms(**result)))
    assert (found.obligated, found.ceiling, found.currency) == expected


def test_personal_data_are_removed() -> None:
    (kept,) = Boamp.record(row(contact="Camille Martin"), ANSWER).answers
    said = json.loads(kept.content)
    assert set(said) == {*Boamp.columns, "read from donnees"}
    assert said["read from donnees"]["total"] == ["1234.50", "EUR"]
    for secret in (b"Martin", b"0102030405", b"c@m.fr", b"the whole page"):
        assert secret not in kept.content


@pytest.mark.parametrize(
    "columns",
    [
        {"idweb": None},
        {"objet": ["x"]},
        {"titulaire": {"a": {"b": 1}, "eng": 3.5}},
        {"dateparution": "9 août 2026"},
        {"donnees": '{"EFORMS": '},
        {"donnees": [1]},
        {"donnees": eforms(**{"cbc:TotalAmount": {"@currencyID": "EUR", "#text": "beaucoup"}})},
    ],
)
def test_a_value_of_another_type_is_a_bad_answer(columns: Any) -> None:
    with pytest.raises(SourceError) as caught:
        Boamp.record(row(**columns))
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


def test_the_whole_real_extract_is_parsed() -> None:
    path = SHARED_DATA / "fr" / "boamp_records_extract.json"
    if not path.exists():
        pytest.skip("the recorded answers are not here")
    (given,) = json.loads(path.read_text(encoding="utf-8"))["results"]
    found = Boamp.record(given)
    assert found.number == "26-79114"
    assert found.title == "Assurance Dommage Ouvrage (DO) et Assurance Tous Risques Chantier (TRC)"
    assert found.codes["notice-type"] == Code("APPEL_OFFRE", "Avis de marché")
    assert (found.supplier.name, found.signed) == ("", date(2026, 8, 9))
