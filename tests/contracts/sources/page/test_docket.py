"""Dockets of bid protests, as pages that know their fields."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from bot.contracts.diff.text import line_changes
from bot.contracts.model import Record
from bot.contracts.sources.page.docket import docket_fields, is_docket
from bot.contracts.sources.page.source import WebPages
from bot.contracts.sources.page.text import main_text
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


NEEDED = ("Protester", "File Number", "Outcome")


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


@pytest.mark.parametrize("host", ["https://www.gao.gov", "http://127.0.0.1"])
@pytest.mark.parametrize(
    "content",
    [
        "<html><body><h1>B-424186.4</h1><p>Dismissed</p></body></html>",
        '<html class="field__label"><body>Protester</body></html>',
        *(docket({name: value for name, value in OPEN.items() if name != label}) for label in NEEDED),
        docket({{"Outcome": "Status"}.get(label, label): value for label, value in OPEN.items()}),
        docket({**OPEN, "File Number": "B-424186.40"}),
        docket({**OPEN, "File Number": "B-424186.4, B-424186.5"}),
        docket({**OPEN, "File Number": "Ballard Green LLC B-424186.4"}),
        docket({**OPEN, "Filed Date": "Ada Person"}),
        docket({**OPEN, "Case Type": "Bid Protest GAO Attorney Ada Person"}),
        docket({**OPEN, "Agency": 'ICE</div><div class="field__item">Ada Person'}),
    ],
)
def test_a_docket_whose_fields_are_not_certain_is_a_fault(host: str, content: str) -> None:
    with pytest.raises(SourceError) as caught:
        docket_fields(document_fromstring(content), f"{host}{DOCKET}")
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


def test_a_docket_that_is_sent_as_plain_text_is_a_fault() -> None:
    with pytest.raises(SourceError) as caught:
        main_text(b"Outcome: Dismissed\nGAO Attorney: Ada Person", "text/plain", f"https://gao.gov{DOCKET}")
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


async def test_a_restructured_docket_changes_nothing_and_is_a_fault(site: Site, follower: Follower) -> None:
    await follower.record()
    beside = "".join(f'<div class="field__label">{label}</div>' for label in CLOSED)
    beside += "".join(f'<div class="field__item">{value}</div>' for value in CLOSED.values())
    site.shows(DOCKET, f"<html><body><main><div>{beside}</div></main></body></html>")
    follower.clock.move(days=1)
    with pytest.raises((SourceError, IncompleteRead)) as caught:
        await follower.read()
    assert "bad-answer" in str(caught.value)


def test_a_label_without_a_value_does_not_get_that_of_the_next() -> None:
    shown = docket({**OPEN, "Case Type": ""}).replace('<div class="field__item"></div>', "")
    shown = shown.replace('</div></div><div class="field">', "</div>")
    assert '<div class="field__items"></div><div class="field__label">GAO Attorney' in shown
    fields = docket_fields(document_fromstring(shown), f"https://www.gao.gov{DOCKET}")
    assert fields["protest-outcome"] == "Case Currently Open"
    assert "protest-case" not in fields


@st.composite
def rebuilt_dockets(draw: st.DrawFn) -> str:
    """Return a page with the facts of ``CLOSED`` in another structure."""
    fields = list(CLOSED.items())
    names = draw(st.lists(st.sampled_from([*CLOSED, "Status", "File"]), max_size=2))
    fields = [
        (draw(st.sampled_from(["", "Status", label])) if label in names else label, value)
        for label, value in fields
    ]
    label_class = st.sampled_from(["field__label", "field__label", "label"])
    item_class = st.sampled_from(["field__item", "field__item", "value"])
    mixed = draw(st.booleans())
    one_label, one_item = draw(label_class), draw(item_class)
    labels = [
        f'<div class="{draw(label_class) if mixed else one_label}">{label}</div>' for label, _ in fields
    ]
    items = [f'<span class="{draw(item_class) if mixed else one_item}">{value}</span>' for _, value in fields]
    if draw(st.booleans()):
        items = [f'<div class="field__items">{item}</div>' for item in items]
    if draw(st.booleans()):
        labels = [f"<h3>{label}</h3>" for label in labels]
    pairs = list(zip(labels, items, strict=True))
    arrangement = draw(st.sampled_from(["fields", "siblings", "columns", "reversed", "nested", "one field"]))
    if arrangement == "fields":
        body = "".join(f"<div>{label}{item}</div>" for label, item in pairs)
    elif arrangement == "siblings":
        body = "".join(label + item for label, item in pairs)
    elif arrangement == "columns":
        body = "".join(labels) + "".join(items)
    elif arrangement == "reversed":
        body = "".join(item + label for label, item in pairs)
    elif arrangement == "one field":
        body = f"{labels[0]}<div>{''.join(items)}</div>" + "".join(labels[1:])
    else:
        body = ""
        for label, item in reversed(pairs):
            body = f"<div>{label}{item}{body}</div>"
    return f"<html><body><main>{body}</main></body></html>"


@given(rebuilt_dockets())
def test_a_rebuilt_docket_gives_right_facts_or_a_fault(page: str) -> None:
    try:
        found = docket_fields(document_fromstring(page), f"https://www.gao.gov{DOCKET}")
    except SourceError as error:
        event(error.fault.value)
        return
    right = docket_fields(document_fromstring(docket(CLOSED)), f"https://www.gao.gov{DOCKET}")
    assert found.items() <= right.items()
    assert found["protest-outcome"] == "Dismissed"


def test_a_label_that_comes_twice_counts_once_and_several_values_are_listed() -> None:
    page = docket(OPEN).replace(
        '<div class="field__item">26-SOL-DCR-01</div>',
        '<div class="field__item">26-SOL-DCR-01</div><div class="field__item">26-SOL-DCR-02</div>',
    )
    twice = page.replace(
        "</main>",
        '<p><b class="field__label">Outcome</b><i class="field__item">Case Currently Open</i></p></main>',
    )
    fields = docket_fields(document_fromstring(twice), DOCKET)
    assert fields["solicitation"] == "26-SOL-DCR-01, 26-SOL-DCR-02"
    assert fields["protest-outcome"] == "Case Currently Open"
    with pytest.raises(SourceError):
        docket_fields(
            document_fromstring(
                twice.replace('"field__item">Case Currently Open</i>', '"field__item">Dismissed</i>')
            ),
            DOCKET,
        )
