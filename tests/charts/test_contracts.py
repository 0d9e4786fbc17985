"""Pictures of money over time: no clipped or overlapping text, no text read as a formula."""

import asyncio
import io
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.charts.canvas import (
    DIM,
    EMPTY,
    GRID,
    INK,
    PAPER,
    REST,
    SERIES,
    WIDTH,
    Painter,
    amount_ticks,
    drawable,
    month_ticks,
)
from bot.charts.contracts import (
    HEIGHT,
    compose,
    draw,
    shorten,
    spread,
)
from bot.contracts.model import Kind
from bot.contracts.queries.series import (
    Ceiling,
    Chart,
    Line,
    Step,
)
from bot.texts import Texts
from bot.ui.contracts.figures import MAX_ALT_TEXT_LENGTH, chart_alternative, chart_card, chart_words

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[2]
TEXTS = Texts.load()


def line(contract_id: int, number: str, *steps: tuple[str, str], **more: Any) -> Line:
    return Line(
        **{
            "contract_id": contract_id,
            "number": number,
            "kind": Kind.ORDER,
            "steps": tuple(Step(date.fromisoformat(day), Decimal(total)) for day, total in steps),
            "as_read": False,
            **more,
        }
    )


def vehicle(number: str, amount: str, committed: str | None) -> Ceiling:
    return Ceiling(
        contract_id=0,
        number=number,
        kind=Kind.VEHICLE,
        amount=Decimal(amount),
        committed=None if committed is None else Decimal(committed),
    )


STORY = Chart(
    currency="USD",
    lines=(
        line(1, "70CDCR26FR0000024", ("2025-12-18", "4816782.50"), subject="SKIP TRACING SERVICES"),
        line(2, "70CDCR26FR0000031", ("2026-02-19", "350000"), ("2026-04-02", "420000")),
    ),
    rest=(),
    rest_count=0,
    rest_kinds=frozenset(),
    ceilings=(vehicle("70CDCR26D00000015", "365821218.75", "5236782.50"),),
    more_ceilings=0,
    one_ceiling=True,
    as_read=0,
    others=(),
    unknown=0,
    sources=("usaspending",),
    read_at=datetime(2026, 5, 5, 12, tzinfo=UTC),
)
CROWDED = replace(
    STORY,
    lines=tuple(
        line(
            number,
            f"70CDCR2{number}FR00000{number}{number}",
            (f"20{14 + number}-03-01", str(20_000_000 // (number + 1))),
            ("2026-02-19", str(31_000_000 // (number + 1))),
        )
        for number in range(6)
    ),
    rest=(Step(date(2012, 1, 1), Decimal(1_000_000)), Step(date(2025, 1, 1), Decimal(-100_000))),
    rest_count=17,
    rest_kinds=frozenset({Kind.CONTRACT}),
    ceilings=(
        vehicle("70CDCR26D00000015", "365821218.75", "4816782.50"),
        Ceiling(
            contract_id=0,
            number="HSCEMS14A00005",
            kind=Kind.ORDER,
            amount=Decimal(85_000_000),
            committed=Decimal(31_000_000),
        ),
    ),
    more_ceilings=3,
    one_ceiling=False,
    as_read=2,
    others=(("EUR", 2), ("GBP", 1)),
    unknown=4,
)
HOSTILE = replace(
    STORY,
    lines=(
        line(1, "$x_1^2$ \\frac{1}{", ("2026-05-05", "1")),
        line(2, "Z" * 100, ("2026-05-05", "-99999999999999.99")),
        line(3, "中文\u202e\x00\n😀", ("2026-05-05", "0")),
        line(4, "", ("2026-05-05", "0")),
    ),
    ceilings=(vehicle("$\\alpha$ " + "W" * 90, "0.01", None), vehicle("V", "0", "500000000000")),
    one_ceiling=False,
)
SINGLE = replace(STORY, currency="EUR", lines=(line(1, "ACME-1", ("2026-05-05", "0")),), ceilings=())
TOLD = replace(CROWDED, lines=tuple(replace(one, subject="$W$" * 40) for one in CROWDED.lines))
FEW = replace(TOLD, lines=TOLD.lines[:3], rest=(), rest_count=0, ceilings=TOLD.ceilings[:1])
CHARTS = {"story": STORY, "crowded": CROWDED, "hostile": HOSTILE, "single": SINGLE, "told": TOLD, "few": FEW}


def written(chart: Chart, language: str) -> Any:
    """Return the texts of a picture with their places, and its canvas."""
    figure: Any = compose(chart, chart_words(chart, TEXTS.of(language))).figure
    renderer = figure.canvas.get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer), text) for text in figure.texts]


@pytest.mark.parametrize("name", ["crowded", "hostile"])
def test_a_picture_is_a_png_in_portrait_format(name: str) -> None:
    chart = CHARTS[name]
    content = draw(chart, chart_words(chart, TEXTS.of("fr")))
    assert len(content) < 300_000
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        corners = [picture.convert("RGB").getpixel(at) for at in ((0, 0), (WIDTH - 1, HEIGHT - 1))]
        assert corners == [(255, 255, 255)] * 2, "a dark client must not swallow what is written"


@pytest.mark.full
@pytest.mark.parametrize("name", CHARTS)
def test_every_text_is_inside_the_picture_overlaps_no_other_and_is_large_enough_and_no_formula(
    name: str,
) -> None:
    found = written(CHARTS[name], "fr")  # whose words are longer
    for words, place, text in found:
        assert text.get_fontsize() >= 20, words
        assert text.get_parse_math() is False
        assert place.x0 >= 0, words
        assert place.y0 >= 0, words
        assert place.x1 <= WIDTH, words
        assert place.y1 <= HEIGHT, words
    for (one, first, _), (other, second, _) in combinations(found, 2):
        width = min(first.x1, second.x1) - max(first.x0, second.x0)
        height = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert width <= 0 or height <= 1, (one, other)


def test_a_picture_has_the_very_colours_of_its_lines() -> None:
    with Image.open(io.BytesIO(draw(CROWDED, chart_words(CROWDED, TEXTS.of("en"))))) as picture:
        found = {colour for count, colour in picture.convert("RGB").getcolors() or () if count > 100}
    wanted = (INK, DIM, GRID, EMPTY, PAPER, REST, *SERIES[: len(CROWDED.lines)])
    assert {ImageColor.getrgb(colour) for colour in wanted} <= found


def test_lines_are_labelled_with_what_they_are_for() -> None:
    assert "SKIP TRACING…" in [text for text, _, _ in written(STORY, "en")]
    assert "70CDCR26FR0000024 (SKIP TRACING…): $4,816,782.50" in chart_alternative(STORY, TEXTS.of("en"))
    assert sum(text.startswith("$W$") for text, _, _ in written(FEW, "en")) == 3


def test_text_from_sources_is_drawn_literally() -> None:
    words = [text for text, _, _ in written(HOSTILE, "en")]
    assert "$x_1^2$ \\frac{1}{" in words
    assert "ZZZZZZZZZ…ZZZZZZZZZ" in words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_title_states_the_finding(language: str) -> None:
    title = chart_words(STORY, TEXTS.of(language)).title
    assert (
        title
        == {
            "en": "$5.2M committed on 2 orders since 18 December 2025, under a ceiling of $365.8M",
            "fr": "5,2\u00a0M\u00a0$US engagés sur 2 commandes depuis le 18 décembre 2025, "
            "sous un plafond de 365,8\u00a0M\u00a0$US",
        }[language]
    )
    assert title in " ".join(words for words, _, _ in written(STORY, language)), "in lines"


def test_the_title_states_no_more_than_is_known() -> None:
    t = TEXTS.of("en")
    title = chart_words(CROWDED, t).title
    assert "since" not in title
    assert title.endswith("23 orders and contracts; ceilings up to $365.8M")
    alone = replace(STORY, lines=STORY.lines[:1], ceilings=(), one_ceiling=False)
    assert chart_words(alone, t).title == "$4.8M committed on one order since 18 December 2025"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_alternative_text_has_every_amount(language: str) -> None:
    t = TEXTS.of(language)
    said = chart_alternative(STORY, t)
    assert chart_words(STORY, t).title in said
    for amount in ("4816782.50", "350000", "420000"):
        assert t.money(Decimal(amount), "USD") in said
    for day in (date(2025, 12, 18), date(2026, 2, 19), date(2026, 4, 2), date(2026, 5, 5)):
        assert t.day(day) in said
    for words in (
        "70CDCR26FR0000024",
        "70CDCR26D00000015",
        "USAspending",
        t.about(Decimal("365821218.75"), "USD"),
    ):
        assert words in said


@pytest.mark.parametrize("name", CHARTS)
def test_the_alternative_text_fits_and_always_names_the_source(name: str) -> None:
    chart, t = CHARTS[name], TEXTS.of("fr")
    said = chart_alternative(chart, t)
    assert len(said) <= MAX_ALT_TEXT_LENGTH
    assert t("source-read", source="USAspending", date=date(2026, 5, 5)) in said
    assert not any(each in said for each in "\u202e\x00\n")


def test_contracts_that_are_not_drawn_are_mentioned() -> None:
    notes = " ".join(chart_words(CROWDED, TEXTS.of("en")).notes)
    assert "2 contracts in EUR, one contract in GBP" in notes
    assert "4 contracts whose total is not known here" in notes
    assert "3 lower ceilings are not drawn" in notes
    assert "2 contracts are drawn from the day we first read them" in notes
    assert chart_words(STORY, TEXTS.of("en")).notes == []


def test_a_ceiling_is_called_a_maximum_and_is_in_no_sum() -> None:
    words = chart_words(CROWDED, TEXTS.of("en"))
    assert words.ceilings == [
        "Framework contract 70CDCR26D00000015: up to $365.8M ($4.8M committed so far)",
        "Order HSCEMS14A00005, with every option: up to $85M ($31M committed so far)",
    ]
    total = sum(line.total for line in CROWDED.lines) + CROWDED.rest[-1].total
    assert CROWDED.total == total
    assert "$75.8M" in words.title


def test_the_card_links_every_contract_that_has_a_line() -> None:
    card = chart_card(STORY, TEXTS.of("en"))
    ids = [getattr(item, "custom_id", None) for item in card.walk_children()]
    assert [each for each in ids if each] == ["contract:1:chart", "contract:2:chart"]


def test_the_same_data_give_the_same_picture() -> None:
    words = chart_words(STORY, TEXTS.of("fr"))
    assert draw(STORY, words) == draw(STORY, words)


async def test_pictures_are_drawn_off_the_event_loop_one_at_a_time() -> None:
    at_work, most = 0, 0
    loops_thread = threading.get_ident()

    def slow(data: Chart, words: Any) -> bytes:
        nonlocal at_work, most
        assert threading.get_ident() != loops_thread
        at_work += 1
        most = max(most, at_work)
        content = draw(data, words)
        at_work -= 1
        return content

    painter, words = Painter(), chart_words(SINGLE, TEXTS.of("en"))
    drawn = await asyncio.gather(*(painter.draw(slow, SINGLE, words) for _ in range(3)))
    assert len(set(drawn)) == 1
    assert most == 1


@pytest.mark.full
def test_a_service_without_a_home_folder_draws_without_a_warning_and_leaves_no_file(tmp_path: Path) -> None:
    in_the_way, temporary = tmp_path / "file", tmp_path / "tmp"
    in_the_way.touch()
    temporary.mkdir()
    program = (
        "import logging, os, sys, warnings\n"
        "logging.basicConfig(level=logging.WARNING)\n"
        "warnings.simplefilter('error')\n"
        "from bot.charts.canvas import drawable\n"
        "assert 'matplotlib' not in sys.modules\n"
        "assert drawable('a\\u4e2d') == 'a\\ufffd'\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "assert 'MPLCONFIGDIR' not in os.environ\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "HOME": str(in_the_way / "home"),
            "TMPDIR": str(temporary),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(temporary.iterdir()) == []


def test_axis_amounts_are_round_and_include_zero() -> None:
    ticks = amount_ticks(Decimal(0), Decimal("4816782.50"))
    assert ticks == [Decimal(number * 1_000_000) for number in range(5)]
    assert amount_ticks(Decimal("-100000"), Decimal(1_000_000)) == [
        Decimal(number * 500_000) for number in (0, 1, 2)
    ]
    assert amount_ticks(Decimal(0), Decimal(0)) == [Decimal(0)]


@given(st.decimals(-(10**15), 0, places=2), st.decimals(0, 10**15, places=2))
def test_axis_amounts_are_few_enough_to_read(low: Decimal, high: Decimal) -> None:
    ticks = amount_ticks(low, high)
    assert 1 <= len(ticks) <= 6
    assert 0 in ticks
    assert all(low <= tick <= high for tick in ticks)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_axis_months_are_few_and_evenly_spaced(one: date, other: date) -> None:
    first, last = sorted((one, other))
    ticks = list(month_ticks(first, last))
    assert len(ticks) <= 5
    assert all(first <= tick <= last and tick.day == 1 for tick in ticks)
    months = [tick.year * 12 + tick.month for tick in ticks]
    assert len({after - before for before, after in pairwise(months)}) <= 1


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=8))
@settings(deadline=None)
def test_labels_never_overlap_and_stay_near_their_place(wanted: list[float]) -> None:
    places = spread(wanted, 100, 0, 1000)
    assert all(50 - 1e-6 <= place <= 950 + 1e-6 for place in places)
    assert all(abs(one - other) >= 100 - 1e-6 for one, other in combinations(places, 2))
    free = all(abs(one - other) > 100 for one, other in combinations(wanted, 2))
    if free and all(50 < each < 950 for each in wanted):
        assert places == wanted


def test_a_long_number_keeps_both_ends() -> None:
    assert shorten("70CDCR26FR0000024") == "70CDCR26FR0000024"
    assert shorten("ocds-213czf-000-00001-award-7") == "ocds-213c…1-award-7"


def test_characters_missing_from_the_font_are_marked_and_control_characters_dropped() -> None:
    assert drawable("a\u202f€ é\n中\u202e\x00") == "a\u202f€ é \ufffd"
