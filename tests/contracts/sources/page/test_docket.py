"""Dockets of bid protests, as pages that know their fields."""

from collections.abc import AsyncIterator

import pytest
from lxml.html import document_fromstring

from bot.contracts.diff.text import line_changes
from bot.contracts.model import Record, Status
from bot.contracts.sources.page.docket import docket_fields, is_docket
from bot.contracts.sources.page.source import WebPages
from bot.contracts.sources.protocol import IncompleteRead, SourceError, SourceErrorKind
from tests.conftest import MovableClock
from tests.contracts.sources.page.test_source import Follower
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.wire

DOCKET = "/docket/b-424186.4"
FILED = '<time datetime="2026-02-02T12:00:00Z">Feb 2, 2026</time>'
DUE = '<time datetime="2026-05-13T12:00:00Z">May 13, 2026</time>'
OPEN = {
    "Protester": "Ballard Green LLC",
    "Solicitation Number": "26-SOL-DCR-01",
    "Agency": "Department of Homeland Security : Immigration and Customs Enforcement",
    "File Number": "B-424186.4",
    "Outcome": "Case Currently Open",
    "Filed Date": FILED,
    "Due Date": DUE,
    "Case Type": "Bid Protest",
    "GAO Attorney": "Ada Person",
}
CLOSED = {
    **{label: value for label, value in OPEN.items() if label != "Due Date"},
    "Outcome": "Dismissed",
    "Decision Date": '<time datetime="2026-03-04T12:00:00Z">Mar 4, 2026</time>',
}


def docket(fields: dict[str, str]) -> str:
    shown = "".join(
        f'<div class="field"><div class="field__label">{label}</div>'
        f'<div class="field__items"><div class="field__item">{value}</div></div></div>'
        for label, value in fields.items()
    )
    return f"""<!DOCTYPE html><html><head><title>{fields.get("File Number")} | U.S. GAO</title></head><body>
    <nav><a href="/">Menu</a></nav><main>{shown}</main><footer>Contact</footer></body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        running.shows(DOCKET, docket(OPEN))
        yield running


@pytest.fixture
async def follower(site: Site, clock: MovableClock) -> AsyncIterator[Follower]:
    async with source_http(clock) as http:
        yield Follower(WebPages(http, clock), clock, site.at(DOCKET))


def codes(record: Record) -> dict[str, str]:
    return {scheme: code.code for scheme, code in record.codes.items()}


async def test_a_docket_has_its_fields_and_not_the_name_of_the_attorney(follower: Follower) -> None:
    record = await follower.record()
    assert record.title == "B-424186.4 · Ballard Green LLC · 26-SOL-DCR-01"
    assert codes(record) == {
        "protester": "Ballard Green LLC",
        "solicitation": "26-SOL-DCR-01",
        "protest-agency": OPEN["Agency"],
        "protest-file": "B-424186.4",
        "protest-outcome": "Case Currently Open",
        "protest-filed": "2026-02-02",
        "protest-due": "2026-05-13",
        "protest-case": "Bid Protest",
    }
    assert record.text is not None
    assert record.text.splitlines()[0] == "Protester: Ballard Green LLC"
    assert "Ada Person" not in record.text
    assert "Menu" not in record.text


async def test_a_decision_is_a_changed_line(site: Site, follower: Follower) -> None:
    before = await follower.record()
    site.shows(DOCKET, docket(CLOSED))
    follower.clock.move(days=1)
    after = await follower.record()
    assert line_changes(before.text or "", after.text or "") == (
        ["Outcome: Case Currently Open", "Due Date: 2026-05-13"],
        ["Outcome: Dismissed", "Decision Date: 2026-03-04"],
    )
    assert codes(after)["protest-outcome"] == "Dismissed"


async def test_a_docket_that_is_gone_is_removed_only_when_seen_twice(site: Site, follower: Follower) -> None:
    await follower.record()
    site.fails(DOCKET, 404)
    follower.clock.move(days=1)
    removed = await follower.record()
    assert removed.status is Status.REMOVED


async def test_robots_that_are_refused_leave_the_docket_as_it_was(site: Site, follower: Follower) -> None:
    await follower.record()
    site.fails(DOCKET, 403)
    follower.clock.move(days=1)
    with pytest.raises(IncompleteRead) as caught:
        await follower.read()
    assert caught.value.faults[0].fault is SourceErrorKind.REFUSED


@pytest.mark.parametrize(
    ("site", "is_one"),
    [
        ("https://www.gao.gov", True),
        ("https://GAO.gov", True),
        ("http://127.0.0.1:8123", True),
        ("https://gao.gov.example.org", False),
        ("https://notgao.gov", False),
        ("https://example.org", False),
        ("https://example.org/gao.gov", False),
    ],
)
def test_only_a_page_of_gao_or_of_the_demo_is_a_docket(site: str, is_one: bool) -> None:
    assert is_docket(f"{site}{DOCKET}") is is_one


def test_gaos_page_without_the_fields_is_a_fault_and_one_of_the_demo_an_ordinary_page() -> None:
    rebuilt = document_fromstring("<html><body><h1>B-424186.4</h1><p>Dismissed</p></body></html>")
    with pytest.raises(SourceError) as caught:
        docket_fields(rebuilt, f"https://www.gao.gov{DOCKET}")
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER
    assert docket_fields(rebuilt, f"http://127.0.0.1{DOCKET}") == {}


def test_a_page_that_is_a_label_as_a_whole_has_no_fields() -> None:
    whole = document_fromstring('<html class="field__label"><body>Protester</body></html>')
    assert docket_fields(whole, f"https://example.org{DOCKET}") == {}


def test_a_label_that_comes_twice_counts_once_and_several_values_are_listed() -> None:
    page = docket(OPEN).replace(
        '<div class="field__item">26-SOL-DCR-01</div>',
        '<div class="field__item">26-SOL-DCR-01</div><div class="field__item">26-SOL-DCR-02</div>',
    )
    twice = page.replace(
        "</main>", '<p><b class="field__label">Outcome</b><i class="field__item">No</i></p></main>'
    )
    fields = docket_fields(document_fromstring(twice), DOCKET)
    assert fields["solicitation"] == "26-SOL-DCR-01, 26-SOL-DCR-02"
    assert fields["protest-outcome"] == "Case Currently Open"
