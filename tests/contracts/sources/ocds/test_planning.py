"""Plans to buy in OCDS data: the planning stage of Find a Tender, and planned tenders elsewhere."""

import json
from datetime import date
from typing import Any

import pytest

from bot.contracts.model import Kind, Record, Status
from bot.contracts.sources.ocds.package_reader import read_processes
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

OCID = "ocds-h6vhtk-05175e"
NOTICES = "https://www.find-tender.service.gov.uk/Notice/"
BUYER = {"id": "GB-PPON-PWRW-3185-DZTP", "name": "UK Export Finance"}
WATCH = {"buyers": ["gb-ppon-pwrw-3185-dztp"]}


def notice(number: str, month: int, kind: str = "UK1") -> dict[str, Any]:
    """Return an entry of the documents of a process."""
    return {
        "id": number,
        "documentType": "plannedProcurementNotice",
        "noticeType": kind,
        "url": NOTICES + number,
        "datePublished": f"2026-{month:02}-19T15:41:12+01:00",
    }


def plan(
    number: str, month: int, *, status: str = "planned", kind: str = "UK1", **more: Any
) -> dict[str, Any]:
    """Return a release of the planning stage."""
    return {
        "ocid": OCID,
        "id": number,
        "date": f"2026-{month:02}-19T15:41:12+01:00",
        "tag": ["planning"],
        "buyer": {**BUYER},
        "parties": [
            {**BUYER, "roles": ["buyer"], "identifier": {"scheme": "GB-PPON", "id": BUYER["id"][8:]}}
        ],
        "planning": {"documents": [notice(number, month, kind)]},
        "tender": {
            "id": OCID,
            "title": "Biometric matching",
            "status": status,
            "value": {"amount": 213750, "currency": "GBP"},
            "communication": {"futureNoticeDate": "2027-04-01T23:59:59+01:00"},
            "contractPeriod": {"startDate": "2027-09-01T00:00:00Z", "endDate": "2030-07-31T00:00:00Z"},
            "techniques": {"hasFrameworkAgreement": True},
            **more,
        },
    }


def read(*releases: dict[str, Any], query: Any = WATCH, known: tuple[str, ...] = ()) -> list[Record]:
    content = "\n".join(json.dumps(each) for each in releases).encode()
    found = read_processes(
        content,
        processes=[(OCID, f"{NOTICES}api?key=1", len(content))],
        query=query,
        known={f"{OCID}/{one}": "notice" for one in known},
    )
    assert found[0].unread == ()
    return list(found[0].records)


def test_a_planned_tender_is_a_plan_without_money() -> None:
    (found,) = read(plan("022779-2026", 5, kind="UK3"))
    assert (found.source_id, found.kind, found.status) == (f"{OCID}/planning", Kind.NOTICE, Status.PLANNED)
    assert (found.signed, found.start) == (date(2026, 5, 19), date(2027, 4, 1)), "not that of the contract"
    assert (found.obligated, found.ceiling) == (None, None)
    assert {scheme: code.code for scheme, code in found.codes.items()} == {
        "notice-type": "UK3",
        "estimate": "213750.00 GBP",
    }


def test_several_notices_of_one_plan_are_one_record_with_the_page_of_the_newest() -> None:
    (found,) = read(plan("067439-2026", 10), plan("022779-2026", 5), plan("040821-2026", 7))
    assert (found.url, found.signed) == (f"{NOTICES}067439-2026", date(2026, 10, 19))


def test_a_plan_is_found_by_the_buyers_number_or_its_title() -> None:
    release = plan("022779-2026", 5)
    for query, count in [
        ({"buyers": ["pwrw-3185-dztp"]}, 1),
        ({"words": ["biometric"]}, 1),
        ({"words": ["metric"]}, 0),
        ({"suppliers": ["acme"]}, 0),
    ]:
        assert len(read(release, query=query)) == count


def test_a_plan_of_several_buyers_is_found_by_each_of_them() -> None:
    release = plan("022779-2026", 5)
    other = {"id": "GB-PPON-AAAA-1111-BBBB", "name": "Home Office", "roles": ["buyer"]}
    release["parties"].append({**other, "identifier": {"scheme": "GB-PPON", "id": "AAAA-1111-BBBB"}})
    for buyer in ("gb-ppon-aaaa-1111-bbbb", WATCH["buyers"][0]):
        (found,) = read(release, query={"buyers": [buyer]})
        assert found.source_id == f"{OCID}/planning"


def test_several_recorded_pipeline_notices_of_one_process_are_one_plan() -> None:
    path = SHARED_DATA / "ocds" / "findatender_real_pipeline_UK1_extract.json"
    if not path.exists():
        pytest.skip("the recorded answers are not here")
    extract = json.loads(path.read_text(encoding="utf-8"))
    documents = extract["planning"]["documents"]
    assert [each["noticeType"] for each in documents] == ["UK1"] * 3
    release = {**plan("x", 10), "planning": extract["planning"], "date": extract["date"]}
    (found,) = read(release)
    assert (found.url, found.signed) == (documents[-1]["url"], date(2025, 10, 22))
    assert found.codes["notice-type"].code == "UK1"


def test_the_tender_of_a_plan_is_another_record_and_news() -> None:
    tender = plan("070000-2026", 11, status="active")
    (found,) = read(plan("022779-2026", 5), tender, known=("planning",))
    assert (found.source_id, found.status) == (f"{OCID}/tender", Status.ACTIVE)
    assert "estimate" not in found.codes
    assert read(plan("022779-2026", 5), known=("tender",)) == [], "a plan that led to a tender is past"


@pytest.mark.parametrize("known", [(), ("planning",)])
def test_a_plan_that_is_withdrawn_is_cancelled(known: tuple[str, ...]) -> None:
    (found,) = read(plan("022779-2026", 5), plan("1-2026", 6, status="withdrawn"), known=known)
    assert (found.source_id, found.status) == (f"{OCID}/planning", Status.CANCELLED)


def test_a_tender_that_is_withdrawn_is_no_plan() -> None:
    gone = plan("070000-2026", 11, status="withdrawn")
    (found,) = read(gone, known=("planning", "tender"))
    assert (found.source_id, found.status) == (f"{OCID}/tender", Status.CANCELLED)
    documents = [notice("070000-2026", 11, "UK4")]
    (found,) = read(plan("070000-2026", 11, status="withdrawn", documents=documents))
    assert found.source_id == f"{OCID}/tender"


def test_a_real_planning_release_is_a_plan() -> None:
    path = SHARED_DATA / "ocds" / "contractsfinder_real_planning_release.json"
    if not path.exists():
        pytest.skip("the recorded answers are not here")
    release = {**json.loads(path.read_text(encoding="utf-8")), "ocid": OCID}
    (found,) = read(release, query={"words": ["school"]})
    assert (found.status, found.start) == (Status.PLANNED, date(2030, 4, 1))
    assert (found.codes["estimate"].code, found.codes["cpv"].code) == ("213750.00 GBP", "60120000")
    assert found.url.startswith("https://www.contractsfinder.service.gov.uk/Notice/")
