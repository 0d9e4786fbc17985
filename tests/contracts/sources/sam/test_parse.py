"""Notices of SAM.gov, from rows to records."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import NO_CURRENCY, Kind, Party, Status
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.sam.parse import kept, matches, record, source_id_of, version_of
from tests.conftest import SHARED_DATA
from tests.support.loopback.sam import notice

pytestmark = pytest.mark.unit

AWARDEE = {"name": "EXAMPLE SERVICES LLC", "ueiSAM": "EXAMPLE00001", "location": {"streetAddress": "1 Road"}}
AWARD = {"number": "70CDCR26D00000012", "amount": "4816782.50", "date": "2026-03-20", "awardee": AWARDEE}


def row(**changes: Any) -> Any:
    return kept(notice(**changes))


def test_a_call_for_offers_has_its_agency_its_number_and_its_codes() -> None:
    found = record(row())
    assert (found.kind, found.number, found.status) == (Kind.NOTICE, "70CDCR26R00000001", Status.ACTIVE)
    assert found.source_id == "70CDCR/70CDCR26R00000001/solicitation"
    assert found.buyer == Party(
        name="US IMMIGRATION AND CUSTOMS ENFORCEMENT",
        ids={"toptier": "070", "subtier": "7012"},
        parent="HOMELAND SECURITY, DEPARTMENT OF",
    )
    assert found.buyer_unit == "DETENTION COMPLIANCE AND REMOVALS"
    assert found.signed == date(2026, 2, 10)
    assert found.end is None, "a contract ends; a notice has a day for offers"
    assert (found.currency, found.obligated) == (NO_CURRENCY, None)
    assert {scheme: code.code for scheme, code in found.codes.items()} == {
        "notice-type": "solicitation",
        "solicitation": "70CDCR26R00000001",
        "naics": "561611",
        "psc": "R799",
        "offers-due": "2026-03-05",
    }
    assert found.url == f"https://sam.gov/opp/{1:032x}/view"


def test_contact_persons_and_links_with_a_place_for_a_key_are_dropped_at_reading() -> None:
    stored = json.dumps(kept(notice(award=AWARD)))
    for dropped in ("Ada", "example.gov", "api_key", "noticedesc", "download", "Road"):
        assert dropped not in stored


@pytest.mark.parametrize(
    ("written", "code", "status"),
    [
        ("Presolicitation", "presolicitation", Status.PLANNED),
        ("Sources Sought", "sources-sought", Status.PLANNED),
        ("Special Notice", "special-notice", Status.PLANNED),
        ("Intent to Bundle Requirements (DoD-Funded)", "intent-to-bundle", Status.PLANNED),
        ("Solicitation", "solicitation", Status.ACTIVE),
        ("Combined Synopsis/Solicitation", "combined-synopsis", Status.ACTIVE),
        ("Justification", "justification", None),
        ("Award Notice", "award-notice", None),
        ("Consolidate/(Substantially) Bundle", "Consolidate/(Substantially) Bundle", None),
    ],
)
def test_an_intention_is_planned_and_a_call_for_offers_is_not(
    written: str, code: str, status: Status | None
) -> None:
    found = record(row(type=written))
    assert found.codes["notice-type"].code == code
    assert found.status is status


def test_an_award_has_its_company_and_its_amount_and_nothing_else_has() -> None:
    found = record(row(type="Award Notice", award=AWARD))
    assert found.supplier == Party(name="EXAMPLE SERVICES LLC", ids={"uei": "EXAMPLE00001"})
    assert (found.currency, found.obligated) == ("USD", Decimal("4816782.50"))
    assert found.source_id == "70CDCR/70CDCR26R00000001/award-notice/70CDCR26D00000012"
    assert found.codes["award-number"].code == "70CDCR26D00000012"
    without = record(row(type="Award Notice", award={"awardee": {}}))
    assert (without.supplier.name, without.obligated, without.currency) == ("", None, NO_CURRENCY)
    assert record(row(award=AWARD)).obligated is None


def test_cancelled_is_what_the_notice_says_and_archived_is_not_cancelled() -> None:
    assert record(row(isCanceled=True)).status is Status.CANCELLED
    assert record(row(status="cancelled", type="Presolicitation")).status is Status.CANCELLED
    assert record(row(title="Cancelled checks, processing of")).status is Status.ACTIVE
    assert record(row(active="No")).status is None
    archived = record(row(active="No", type="Presolicitation"))
    assert archived.status is Status.PLANNED
    assert archived.codes["archived"].code == "2026-03-20"


def test_a_path_whose_names_have_dots_is_shown_whole() -> None:
    path = "DEPT OF DEFENSE.U.S. SPECIAL OPERATIONS COMMAND.OFFICE"
    found = record(row(fullParentPathName=path))
    assert (found.buyer.name, found.buyer.parent, found.buyer_unit) == (path, None, None)
    assert found.buyer.ids["subtier"] == "7012"


def test_all_versions_of_a_notice_have_one_id_and_the_later_one_is_known_by_its_day() -> None:
    first, amended = row(), row(noticeId="f" * 32, postedDate="2026-02-20", title="Skip tracing: amendment 1")
    assert source_id_of(first) == source_id_of(amended)
    assert version_of(first).posted < version_of(amended).posted
    assert source_id_of(row(solicitationNumber=None)) == f"{1:032x}"
    number = str(first["solicitationNumber"])
    without = row(solicitationNumber=f"{number[:6]}-{number[6:8]}-{number[8:].lower()}")
    assert source_id_of(without) == source_id_of(first), "an office writes it with and without dashes"
    for number in ("1" * 300, "N/A", "RFI-1", "Sources sought"):
        assert source_id_of(row(solicitationNumber=number)) == f"{1:032x}", "it may be of several purchases"


def test_awards_without_numbers_to_two_companies_are_two_notices() -> None:
    companies = {"ueiSAM": "EXAMPLEUEI01"}, {"ueiSAM": "EXAMPLEUEI02"}, {"name": "EXAMPLE LLC"}, None
    awards = [row(type="Award Notice", award={"awardee": company}) for company in companies]
    assert len({source_id_of(award) for award in awards}) == 4


def test_buyers_are_found_by_words_or_codes_and_words_in_title_number_and_awardee() -> None:
    one = row(type="Award Notice", award=AWARD)
    assert matches(one, {"buyers": ["immigration customs"]})
    assert matches(one, {"buyers": ["7012"]})
    assert matches(one, {"buyers": ["70cdcr"], "words": ["example services"]})
    assert matches(one, {"words": ["SKIP TRACING"]})
    assert matches(one, {"words": ["70CDCR26R00000001"]})
    assert not matches(one, {"buyers": ["701"]})
    assert not matches(one, {"buyers": ["7012"], "words": ["detention"]})
    assert not matches(row(type="Sale of Surplus Property"), {"buyers": ["7012"]})


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ["a"]},
        {"postedDate": "10 February"},
        {"noticeId": "../../etc"},
        {"type": "Award Notice", "award": {"amount": "a lot"}},
    ],
)
def test_a_value_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        record(row(**changes))


def test_a_day_with_its_time_is_read() -> None:
    assert record(row(postedDate="2026-02-10 23:45:22+00")).signed == date(2026, 2, 10)


@pytest.mark.parametrize("name", ["opps", "individual_opp"])
def test_recorded_notices_are_read(name: str) -> None:
    file = SHARED_DATA / "sam" / f"procurement-tools_sam_{name}.json"
    if not file.exists():
        pytest.skip("the recorded answers are not here")
    (said,) = json.loads(file.read_text())["opportunitiesData"]
    found = record(kept(said))
    assert found.number == said["solicitationNumber"]
    assert found.url == said["uiLink"]
    assert found.buyer.ids["subtier"] == said["fullParentPathCode"].split(".")[1]
    assert said["pointOfContact"][0]["fullName"] not in json.dumps(kept(said))
