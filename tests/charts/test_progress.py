"""The picture of a demand's published counts, and its alternative text."""

import io
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from matplotlib.path import Path
from PIL import Image

from bot.charts.canvas import WIDTH, Canvas
from bot.charts.progress import (
    HEIGHT,
    Point,
    cached_progress_png,
    compose,
    progress_png,
)
from bot.petitions.demands.progress import percent_of, progress_alternative, progress_words
from bot.texts import Texts

pytestmark = pytest.mark.unit

TEXTS = Texts.load()
FIRST = date(2026, 2, 24)
CASES: dict[str, tuple[list[Point], int | None, str]] = {
    "rising": (
        [Point(FIRST, 37), Point(date(2026, 3, 9), 180), Point(date(2026, 4, 2), 412)],
        1000,
        "Halt all cooperation with ICE",
    ),
    "falling, without a goal": ([Point(FIRST, 12), Point(FIRST + timedelta(days=2), 9)], None, "End it"),
    "one count": ([Point(FIRST, 3)], 5, "End it"),
    "two on one day": ([Point(FIRST, 3), Point(FIRST, 4)], None, "End it"),
    "nobody": ([Point(FIRST, 0), Point(FIRST + timedelta(days=9), 0)], None, "End it"),
    "beyond the goal": (
        [Point(FIRST + timedelta(days=day), 5_000 * day) for day in range(71)],
        100_000,
        "A title of a hundred and twenty characters, $x_1^2$, " + "that says all of what is asked for " * 2,
    ),
}


def words_of(name: str, language: str) -> Any:
    points, goal, title = CASES[name]
    return (
        points,
        goal,
        progress_words(title, points, goal, TEXTS.of(language)("demand-verified-role"), TEXTS.of(language)),
    )


@pytest.mark.full
@pytest.mark.parametrize("name", CASES)
def test_every_text_is_inside_the_picture_large_enough_and_overlaps_no_other(name: str) -> None:
    points, goal, words = words_of(name, "fr")  # whose words are longer
    figure: Any = compose(points, goal, words).figure
    renderer = figure.canvas.get_renderer()
    found = [(text.get_text(), text.get_window_extent(renderer), text) for text in figure.texts]
    for shown, place, text in found:
        assert 0 <= place.x0 <= place.x1 <= WIDTH, shown
        assert 0 <= place.y0 <= place.y1 <= HEIGHT, shown
        assert text.get_fontsize() >= 20
        assert text.get_parse_math() is False
    for (one, first, _), (other, second, _) in combinations(found, 2):
        assert not first.overlaps(second), (one, other)


@pytest.mark.parametrize("days", [[(0, 50), (3, 108), (30, 58)], [(0, 20), (27, 104)], [(0, 104), (30, 20)]])
def test_the_label_of_the_goal_avoids_the_line_of_counts(days: list[tuple[int, int]]) -> None:
    points = [Point(FIRST + timedelta(days=day), count) for day, count in days]
    words = progress_words("End it", points, 100, "", TEXTS.of("fr"))
    figure: Any = compose(points, 100, words).figure
    renderer = figure.canvas.get_renderer()
    [named] = [text for text in figure.texts if text.get_text() == words.goal]
    [axes] = figure.axes
    stairs = [
        corner
        for before, point in pairwise([points[0], *points])
        for corner in ((point.day.toordinal(), before.count), (point.day.toordinal(), point.count))
    ]
    drawn = Path(axes.transData.transform(stairs))
    assert not drawn.intersects_bbox(named.get_window_extent(renderer), filled=False)


@pytest.mark.parametrize("bold", [True, False])
def test_an_apostrophe_does_not_overlap_the_letter_before(bold: bool) -> None:
    page = Canvas(100)
    apart = sum(page.width(letter, 40, bold=bold) for letter in "L’")
    assert page.width("L’", 40, bold=bold) == pytest.approx(apart, abs=1)


def test_a_picture_is_a_png_of_its_size_and_deterministic() -> None:
    content = progress_png(*words_of("rising", "fr"))
    assert content == progress_png(*words_of("rising", "fr"))
    assert len(content) < 200_000
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


def test_the_title_states_the_finding_with_localised_numbers() -> None:
    points = [Point(FIRST, 1_200), Point(FIRST + timedelta(days=3), 199_999)]

    def title(goal: int | None, language: str) -> str:
        return progress_words("", points, goal, "", TEXTS.of(language)).title

    assert title(200_000, "en") == "199,999 of 200,000 signatures: 99% of the goal"
    assert title(199_999, "en") == "199,999 signatures: the goal of 199,999 is reached"
    assert title(None, "en") == "199,999 signatures, published on 27 February 2026"
    assert title(200_000, "fr") == ("199\u202f999 signatures sur 200\u202f000\u00a0: 99\u00a0% de l’objectif")


def test_the_alternative_text_has_the_first_and_the_last_count() -> None:
    points, goal, _ = CASES["rising"]
    said = progress_alternative(points, goal, TEXTS.of("en")("demand-verified-role"), TEXTS.of("en"))
    for part in ("37", "24 February 2026", "412", "2 April 2026", "41%", "the organisers gave a role"):
        assert part in said
    assert "one count so far" in progress_alternative(points[:1], goal, "", TEXTS.of("en"))


def test_a_goal_is_reached_at_its_number_and_not_before() -> None:
    assert [percent_of(count, 1000) for count in (0, 4, 999, 1000, 2500)] == [0, 0, 99, 100, 250]


def test_a_drawn_picture_is_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    points, *more = words_of("rising", "en")
    first = cached_progress_png(tuple(points), *more)
    monkeypatch.setattr("bot.charts.progress.compose", lambda *_: pytest.fail("drawn again"))
    assert cached_progress_png(tuple(points), *more) is first
