"""Titles of pages: findings, from long, hostile and empty records too, never more than the records say."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from bot.board.contract_parts import contract_finding, state_of
from bot.board.demand_parts import finding
from bot.board.markdown import text_of
from bot.contracts.model import Kind, Status
from bot.contracts.queries.views import ContractLine
from bot.petitions.demands.views import VoidView
from bot.texts import Texts
from tests.board.rich_board import NAME

pytestmark = pytest.mark.unit

TEXTS = Texts.load()
HOSTILE = "\u202e<b>**_`=1+1\n# " + "x" * 5000
ORDER = ContractLine(
    id=1,
    source="usaspending",
    kind=Kind.ORDER,
    number="70CDCR26FR0000024",
    title="THE PURPOSE OF THIS TASK ORDER IS TO OBTAIN SKIP TRACING SERVICES FOR ENFORCEMENT AND REMOVAL"
    " OPERATIONS (ERO).",
    supplier="CAPGEMINI GOVERNMENT SOLUTIONS LLC",
    buyer="U.S. IMMIGRATION AND CUSTOMS ENFORCEMENT",
    buyer_unit=None,
    currency="USD",
    obligated=Decimal("4816782.50"),
    ceiling=None,
    ordered=None,
    orders=None,
    signed=date(2025, 12, 18),
    start=None,
    end=date(2026, 5, 14),
    potential_end=None,
    url="https://www.usaspending.gov/award/X",
    parent_number=None,
    parent_ceiling=None,
    changed_at=datetime(2026, 5, 5, tzinfo=UTC),
    last_action=None,
    short_buyer="ICE",
    short_supplier="Capgemini",
)


def titled(language: str, state: str = "", **values: Any) -> str:
    told = contract_finding(replace(ORDER, **values), TEXTS.of(language), state)
    return told.replace("\u2068", "").replace("\u2069", "").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "ICE committed $4.8 million to Capgemini: “… SKIP TRACING SERVICES FOR ENFORCEMENT AND"),
        ("fr", "ICE a engagé 4,8 M $US auprès de Capgemini : « … SKIP TRACING SERVICES FOR ENFORCEMENT AND"),
    ],
)
def test_the_title_of_a_contract_says_who_committed_what_to_whom_for_what(language: str, said: str) -> None:
    assert titled(language).startswith(said)


def test_a_title_says_no_more_than_the_record() -> None:
    for language in TEXTS.languages:
        t = TEXTS.of(language)
        sentence = t("board-committed", buyer="ICE", supplier="Capgemini", amount="\0").partition("\0")[0]
        assert contract_finding(ORDER, t).startswith(sentence)
        for values in (
            {"obligated": None},
            *([] if language == "pl" else [{"obligated": Decimal(0)}, {"obligated": Decimal(-5)}]),  # no verb
            {"currency": "XXX"},
            {"source": "decp"},  # the amount of the whole contract, not of what is committed
            {"kind": Kind.VEHICLE, "ceiling": Decimal(365_821_218)},
            {"kind": Kind.NOTICE},
            {"buyer": "", "short_buyer": ""},
            {"supplier": "", "short_supplier": ""},
        ):
            assert not contract_finding(replace(ORDER, **values), t).startswith(sentence), values  # type: ignore[arg-type]
        money = t.rounded(Decimal(4_816_782), "USD")
        assert money not in contract_finding(ORDER, t, t("headline-withdrawn"))


def test_a_title_says_what_is_over() -> None:
    t = TEXTS.of("en")

    def state(status: Status | None, *, gone: bool = False) -> str:
        told: Any = SimpleNamespace(status=status, missing_since=ORDER.changed_at if gone else None)
        told.withdrawn = gone
        return state_of(told, t)

    assert state(Status.ACTIVE) == state(None) == ""
    assert titled("en", state(Status.TERMINATED)).startswith("ICE → Capgemini: terminated: “…")
    assert titled("en", state(None, gone=True)).startswith("ICE → Capgemini: no longer at the source: “…")
    page = {"kind": Kind.PAGE, "number": "group.example/work", "title": ""}
    assert titled("en", state(Status.REMOVED), **page) == "Page group.example/work · page removed"


def test_a_long_and_hostile_record_makes_a_short_title_of_one_line() -> None:
    for language in TEXTS.languages:
        t = TEXTS.of(language)
        names = {"title": HOSTILE, "buyer": HOSTILE, "supplier": HOSTILE, "number": HOSTILE}
        for kind in Kind:
            for values in (names, dict.fromkeys(names, ""), {**names, "buyer": "", "obligated": None}):
                line = replace(ORDER, short_buyer="", short_supplier="", kind=kind, **values)  # type: ignore[arg-type]
                told = contract_finding(line, t)
                assert 0 < len(told) < 500
                assert "\u202e" not in told
                assert "\n" not in told
                assert told.count("\u2068") == told.count("\u2069")


def test_the_title_of_a_demand_says_how_many_signed_with_its_title_as_it_is() -> None:
    for language in TEXTS.languages:
        t = TEXTS.of(language)
        texts = {"de": {"title": HOSTILE[:140], "body": ""}}
        view = SimpleNamespace(texts=texts, state="open", publication=None, void=None)
        one: Any = SimpleNamespace(view=view)
        said = t("board-event-opened", title="\0").partition("\0")[0]
        assert finding(one, t).startswith(said)
        view.publication = SimpleNamespace(count=187)
        told = finding(one, t)
        assert "187" in told
        assert "\u202e" not in told
        assert "\0" not in told
        view.state, view.void = "void", VoidView(at=ORDER.changed_at, why=HOSTILE, again=None)
        told = finding(one, t)
        assert told.startswith(t("board-event-void", title="\0").partition("\0")[0])
        assert "187" not in told
        assert "\u202e" not in told


@pytest.mark.full
def test_headings_and_titles_of_the_first_page_and_of_contracts_are_findings(rich_site: Path) -> None:
    board = rich_site / NAME
    for language in ("en", "fr"):
        for path in (board / language / "index.html", *(board / language / "contracts").glob("*/*.html")):
            page = html.fromstring(path.read_bytes())
            (heading,) = page.xpath("//h1")
            (title,) = page.xpath("//meta[@property='og:title']/@content")
            assert heading.text_content() == title, path
            assert page.findtext(".//title") == f"{title} – CGT Capgemini"
            assert title != "CGT Capgemini"


@pytest.mark.full
def test_no_public_text_says_this_server(rich_site: Path) -> None:
    for path in (rich_site / NAME).rglob("*.*"):
        if path.suffix in (".html", ".json", ".atom", ".csv"):
            told = path.read_text().replace("\u2068", "").lower()
            for here in ("this server", "ce serveur", "diesem server", "dieses servers"):
                assert here not in told, path
    page = (rich_site / NAME / "en" / "index.html").read_text()
    assert "members of the Discord server “CGT Capgemini”" in page


@pytest.mark.full
def test_tables_of_the_board_have_no_character_that_nobody_sees(rich_site: Path) -> None:
    for path in (rich_site / NAME / "data").glob("*.csv"):
        told = path.read_bytes().decode("utf-8-sig")
        assert "alert(1)" in told or path.name == "actions.csv"
        assert not [
            each for each in told if unicodedata.category(each) in ("Cc", "Cf") and each not in "\r\n"
        ]


def test_a_page_does_not_lead_to_a_text_that_only_discord_shows() -> None:
    for language in TEXTS.languages:
        t = TEXTS.of(language)
        for kind in ("page-removed", "page-moved"):
            told = t(f"change-{kind}", inside="no", new="group.example")
            assert "`/" in told
            shown = text_of(told, t)
            assert t("board-instead-of-show") not in shown
            assert not re.search(r"[`:]\.|:\s*$", shown)
