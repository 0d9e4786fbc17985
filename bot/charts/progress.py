"""Progress chart: a demand's published counts over time, with its goal, in a format for phones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from bot.charts.canvas import (
    DIM,
    FOOT,
    GRID,
    INK,
    LINE_HEIGHT,
    MARGIN,
    SERIES,
    TEXT,
    TITLE,
    WIDTH,
    Canvas,
    amount_ticks,
    drawable,
)

HEIGHT = 810
"""Pixels. With ``canvas.WIDTH`` a 4:3 ratio."""

_COUNT_COLOUR, _GOAL_COLOUR = SERIES[:2]
_KEPT = 32  # cached charts of some ten thousand bytes each


@dataclass(frozen=True, slots=True)
class Point:
    """A published count, and the day of publication."""

    day: Date
    count: int


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """Texts of the chart, in its reader's language.

    ``title`` is the finding, ``subtitle`` names the demand; ``goal`` labels the goal line, ``notes`` are at
    the foot. ``locale`` is that of ``number``, ``month`` and ``day``: charts with the same words and the same
    locale are equal.
    """

    title: str
    subtitle: str
    goal: str
    notes: str
    locale: str
    number: Callable[[int], str] = field(compare=False)
    month: Callable[[Date], str] = field(compare=False)
    day: Callable[[Date], str] = field(compare=False)


def progress_png(points: Sequence[Point], goal: int | None, words: ProgressWords) -> bytes:
    """Return the chart as a PNG file, ``canvas.WIDTH`` by ``HEIGHT`` pixels; deterministic.

    ``points`` are all published counts, oldest first, at least one. Takes a second the first time, a third of
    one later: not for the event loop.
    """
    return compose(points, goal, words).png()


cached_progress_png = lru_cache(maxsize=_KEPT)(progress_png)
"""``progress_png`` with an LRU cache, since all copies of a card show the same chart. ``points`` must be a
tuple."""


def compose(points: Sequence[Point], goal: int | None, words: ProgressWords) -> Canvas:
    """Return the chart, laid out but not yet rendered."""
    page = Canvas(HEIGHT)
    top = page.write(words.title, HEIGHT - MARGIN, TITLE, bold=True)
    top = page.write(words.subtitle, top - 12, TEXT, colour=DIM) - 58
    bottom = page.write_up(words.notes, MARGIN - 10, FOOT, colour=DIM) + 22 + TEXT * LINE_HEIGHT
    plot(page, points, goal, words, bottom, top)
    return page


def plot(
    page: Canvas, points: Sequence[Point], goal: int | None, words: ProgressWords, bottom: float, top: float
) -> None:
    """Draw the counts as steps with a dot for each publication and the last number, and the axes."""
    counts = [point.count for point in points]
    high = max(*counts, goal or 0, 1)
    ticks = [int(tick) for tick in amount_ticks(Decimal(0), Decimal(high)) if tick == int(tick)]
    numbers = [drawable(words.number(tick)) for tick in ticks]
    last = drawable(words.number(counts[-1]))
    left = MARGIN + max(page.width(number, FOOT) for number in numbers) + 16
    right = WIDTH - MARGIN - page.width(last, TITLE, bold=True) - 24
    first_day, last_day = points[0].day, points[-1].day
    if first_day == last_day:
        first_day -= timedelta(days=1)

    def height_of(count: int) -> float:
        return bottom + count / high * (top - bottom)

    axes = page.field(left, bottom, right, top)
    axes.set_xlim(first_day.toordinal(), last_day.toordinal())
    axes.set_ylim(0, high)
    for tick, number in zip(ticks, numbers, strict=True):
        axes.axhline(tick, color=INK if tick == 0 else GRID, linewidth=2, clip_on=False, zorder=0)
        page.put(left - 14, height_of(tick), number, FOOT, colour=DIM, ha="right", va="center_baseline")
    days = [point.day.toordinal() for point in points]
    if goal is not None:
        axes.axhline(goal, color=_GOAL_COLOUR, linewidth=4, linestyle=(0, (4, 2)), clip_on=False, zorder=1)
        places = [
            (left + (day - first_day.toordinal()) / (last_day - first_day).days * (right - left), height)
            for day, height in zip(days, map(height_of, counts), strict=True)
        ]
        name = drawable(words.goal)
        width = page.width(name, FOOT, bold=True)
        feet = [foot for foot in (height_of(goal) + 8, height_of(goal) - 8 - FOOT) if foot >= bottom]
        at, foot = _free_place(places, width, (left, right), feet)
        page.put(at, foot, name, FOOT, bold=True, colour=_GOAL_COLOUR)
    look = {"color": _COUNT_COLOUR, "clip_on": False, "zorder": 2}
    axes.plot(days, counts, drawstyle="steps-post", linewidth=5, **look)
    axes.plot(days, counts, linestyle="none", marker="o", markersize=13 if len(points) < 40 else 7, **look)
    beside = max(height_of(counts[-1]), bottom + TITLE / 2)  # above the dates
    page.put(right + 20, beside, last, TITLE, bold=True, colour=_COUNT_COLOUR, va="center_baseline")
    page.dates(first_day, last_day, (left, right), bottom, month=words.month, day=words.day)


def _free_place(
    places: Sequence[tuple[float, float]], width: float, across: tuple[float, float], feet: Sequence[float]
) -> tuple[float, float]:
    """Return a place for a label that the counts do not cross, above the line or below it; the default place
    if they cross all of them."""
    left, right = across
    for foot in feet:
        for x in (left, right - width, (left + right - width) / 2):
            if not _passes(places, (x, x + width), (foot, foot + FOOT)):
                return x, foot
    return left, feet[0]


def _passes(
    places: Sequence[tuple[float, float]], across: tuple[float, float], up: tuple[float, float]
) -> bool:
    """Return whether the steps between these points cross a rectangle, or come close to it."""
    near = 14  # pixels: half a dot and the line
    steps = []
    for (x, y), (next_x, next_y) in zip(places, places[1:] or places, strict=False):
        steps += [((x, next_x), (y, y)), ((next_x, next_x), (y, next_y))]
    return any(
        max(xs) >= across[0] - near
        and min(xs) <= across[1] + near
        and max(ys) >= up[0] - near
        and min(ys) <= up[1] + near
        for xs, ys in steps
    )
