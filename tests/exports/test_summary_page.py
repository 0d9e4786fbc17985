"""The one-page PDF for a meeting: one sheet of A4, no overlaps, embedded fonts."""

import logging
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from bot.charts.canvas import MARGIN, WIDTH, Canvas
from bot.charts.progress import Point, ProgressWords
from bot.common.logging import keep_libraries_quiet
from bot.exports.queries import ExportedDemand
from bot.exports.summary_page import HEIGHT, PageContent, compose, draw, page_content
from bot.exports.writer import SCHEMA, schema
from bot.storage.models import Demand, PaperBatch, Publication
from bot.texts import Texts

pytestmark = pytest.mark.unit

NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
T = Texts.load().of("fr")
LONG = "Arrêter toute coopération, à Nîmes, à Œuvres-lès-Forêt et ailleurs : " * 30
SHEET = PageContent(
    server="CGT Capgemini",
    title="Arrêter toute coopération avec l’ICE",
    body="Nous demandons :\n\n- leur fin\n- de le dire",
    count=T.number(1234),
    counted=T("page-counted", count=1234, day=date(2026, 2, 13), number=7),
    facts=[T("demand-verified-role"), T("page-goal", goal=2000, share=61), T("page-paper", count=84)],
    method=T("page-method", verified="role"),
    below=[T("page-opened", day=date(2026, 1, 1)), T("page-text-hash", hash="0" * 64)],
    points=[Point(date(2026, 1, day), day * 40) for day in range(1, 31)],
    goal=2000,
    words=ProgressWords(
        title="",
        subtitle="",
        goal="Objectif",
        notes="",
        locale="fr",
        number=T.number,
        month=T.month,
        day=T.day,
    ),
)
SHEETS = {
    "as usual": SHEET,
    "long": replace(
        SHEET, title=LONG, body=LONG, server=LONG, facts=[LONG] * 10, method=LONG, below=[LONG] * 4
    ),
    "one word": replace(SHEET, title="x" * 2000, body="y" * 2000),
    "never published": replace(SHEET, count=T("page-uncounted"), counted="", points=[]),
    "one publication": replace(SHEET, points=[Point(date(2026, 1, 1), 3)], goal=None),
    "formulas": replace(SHEET, title=r"$\frac{1}{2}$ \alpha", body=r"$x_$ {"),
    "large": replace(SHEET, count=T.number(1_234_567)),
}


def exported_demand(*, verified_by: str = "role", time_zone: str = "UTC") -> ExportedDemand:
    """Return a demand that closed and was published at 04:05 UTC on 1 April."""
    at = datetime(2026, 4, 1, 4, 5, tzinfo=UTC)
    demand = Demand(
        state="closed", texts={"en": {"title": "Halt it", "body": "All of it."}}, verified_by=verified_by,
        time_zone=time_zone, opened_at=datetime(2026, 1, 1, 3, 0, tzinfo=UTC), closed_at=at,
    )  # fmt: skip
    last = Publication(
        number=1, count=9, published_at=at, verified_by=verified_by, account_days=0, server_days=0,
        invalidated=0,
    )  # fmt: skip
    return ExportedDemand(
        demand=demand, versions=[], publications=[last], ledger=[], paper=[], invalidations=[]
    )


def test_a_demand_on_paper_has_the_count_of_its_sheets_and_says_nothing_of_discord() -> None:
    t = Texts.load().of("en")
    asked = exported_demand()
    asked.demand.signed_by, asked.demand.goal = "paper", 40
    sheet = PaperBatch(count=30, confirmed_at=NOW, withdrawn_at=None)
    content = page_content(replace(asked, publications=[], paper=[sheet]), "CGT", "key", NOW, t)
    assert content.count.startswith("30 signatures on paper")
    assert content.facts == [t("page-goal", goal=40, share=75)]
    assert "Discord account" not in content.method


def test_a_demand_on_the_page_says_until_when_a_signature_can_be_withdrawn() -> None:
    asked = exported_demand()
    asked.demand.signed_by = "page"
    method = page_content(asked, "CGT", "key", NOW, Texts.load().of("en")).method
    assert "until the list closes" in method
    assert "Discord" not in method


def boxes(page: Canvas) -> list[Any]:
    from matplotlib.text import Text

    renderer = page.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    return [text.get_window_extent(renderer) for text in page.figure.findobj(Text) if text.get_text().strip()]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
@pytest.mark.full
def test_everything_is_on_the_page_without_overlaps(sheet: PageContent) -> None:
    found = boxes(compose(sheet))
    for box in found:
        assert box.x0 >= MARGIN - 2
        assert box.x1 <= WIDTH - 8
        assert 8 <= box.y0 < box.y1 <= HEIGHT - 8
    for one, other in combinations(found, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        along = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across <= 1 or along <= 3, (one, other)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.full
def test_text_beside_the_number_ends_before_the_margin(language: str) -> None:
    page = compose(
        SHEET
    )  # it imports matplotlib, without a trace in the home folder of the person who runs this
    from matplotlib.text import Text
    from matplotlib.textpath import TextPath

    assert max(box.x1 for box in boxes(page)) <= WIDTH - MARGIN + 1
    t, bare = Texts.load().of(language), replace(SHEET, body="", facts=[], method="", below=[], points=[])
    for count, number in product((3, 84, 12_345, 1_234_567), (2, 123)):
        said = t("page-counted", count=count, day=date(2026, 11, 26), number=number)
        page = compose(replace(bare, count=t.number(count), counted=said))
        assert max(box.x1 for box in boxes(page)) <= WIDTH - MARGIN + 1, said
        # Letters in the PDF are as wide as in the font.
        for line in page.figure.findobj(Text):
            size, words = float(line.get_fontsize()), line.get_text()
            if words and words in said:
                path = TextPath((0, 0), words, size, prop=line.get_fontproperties())
                right = float(line.get_position()[0]) * WIDTH + path.get_extents().x1
                assert right <= WIDTH - MARGIN + 1, words


@pytest.mark.full
@pytest.mark.parametrize("name", ["as usual", "formulas"])
def test_the_pdf_is_one_sheet_of_a4_with_embedded_fonts_and_deterministic(name: str) -> None:
    page = draw(SHEETS[name], NOW)
    assert page == draw(SHEETS[name], NOW)
    assert page.count(b"/Type /Page ") == 1
    (size,) = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", page)
    assert [round(float(side)) for side in size] == [595, 842]
    assert b"/FontFile2" in page
    assert b"/Subtype /Type3" not in page


@pytest.mark.full
def test_drawing_the_page_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    keep_libraries_quiet(logging.INFO)
    caplog.set_level(logging.INFO)
    draw(SHEET, NOW)
    assert caplog.records == []


def test_cut_text_ends_with_an_ellipsis() -> None:
    page = Canvas(HEIGHT)
    lines = page.lines(LONG, 20, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(page.width(line, 20) <= WIDTH - 2 * MARGIN for line in lines)
    assert page.lines("deux\nlignes", 20, most=3) == ["deux", "lignes"]


def test_only_the_part_of_a_long_text_that_fits_the_page_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, measured = Canvas(HEIGHT), 0
    width = page.width

    def counting(*given: Any, **more: Any) -> float:
        nonlocal measured
        measured += 1
        return width(*given, **more)

    monkeypatch.setattr(page, "width", counting)
    once = page.lines(LONG, 20, most=3)
    of_one, measured = measured, 0
    assert page.lines("\n".join([LONG] * 20), 20, most=3) == once
    assert measured == of_one < len(LONG.split(" ")) / 2


def test_the_published_schema_is_the_one_of_the_program() -> None:
    published = Path(__file__).parents[2] / "docs" / "schema" / SCHEMA
    assert published.read_bytes() == schema()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_days_are_in_the_time_zone_of_the_demand(language: str) -> None:
    t = Texts.load().of(language)
    here = page_content(exported_demand(time_zone="America/New_York"), "CGT", "key", NOW, t)
    closed = date(2026, 4, 1)
    assert t("page-closed", day=closed) in here.below[0]
    assert t("page-opened", day=date(2025, 12, 31)) in here.below[0]
    assert t("page-zone", zone="America/New_York") in here.below[0]
    west = page_content(exported_demand(time_zone="America/Los_Angeles"), "CGT", "key", NOW, t)
    assert t("page-closed", day=date(2026, 3, 31)) in west.below[0]
    assert west.counted == t("page-counted", count=9, day=date(2026, 3, 31), number=1)
    assert west.points == [Point(date(2026, 3, 31), 9)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_method_claims_no_more_about_signers_than_was_checked(language: str) -> None:
    t = Texts.load().of(language)
    methods = {
        how: page_content(exported_demand(verified_by=how), "CGT", "key", NOW, t).method
        for how in ("server", "role", "roster")
    }
    one_of_a_member = {"en": "one member", "fr": "celle d’un membre"}[language]
    unchecked = {"en": "nobody checked", "fr": "personne n’a vérifié"}[language]
    assert [how for how, said in methods.items() if one_of_a_member in said] == ["roster"]
    assert [how for how, said in methods.items() if unchecked in said] == ["server"]
    for said in methods.values():
        assert len(re.findall(r"\. |\.$", said)) == 2, "two sentences"
