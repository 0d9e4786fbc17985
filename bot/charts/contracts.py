"""Charts of contracts, in formats for phones: money over time by contract, with ceilings; and a purchase that
is split among suppliers, a bar for each order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.charts.canvas import (
    DIM,
    EMPTY,
    FOOT,
    GRID,
    INK,
    LINE_HEIGHT,
    MARGIN,
    REST,
    SERIES,
    TEXT,
    TITLE,
    WIDTH,
    Canvas,
    amount_ticks,
    drawable,
)
from bot.contracts.queries.series import Ceiling, Chart, Line, Step

HEIGHT = 1350
"""Pixels. With ``WIDTH`` a 4:5 ratio, the largest that phones show without cropping."""

# Each line has a pattern of its own beside its colour.
_PATTERNS: tuple[Any, ...] = (
    "solid",
    (0, (6, 1.5)),
    (0, (2, 1)),
    (0, (6, 1.5, 1.5, 1.5)),
    (0, (10, 2)),
    (0, (1, 0.8)),
    (0, (4, 1, 1, 1, 1, 1)),
)
_MIN_LABEL_SIZE = 20
_MAX_NAME_LENGTH = 19
_CONNECTOR = 40
_BAR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """Texts of a chart, in its reader's language.

    ``labels`` are a name and an amount for each line, and last those of the rest if there is one;
    ``subjects`` say what each line is for, and are left out where there is no room; ``ceilings`` a sentence
    each. ``amount``, ``month`` and ``day`` format the axis labels.
    """

    title: str
    subtitle: str
    labels: Sequence[tuple[str, str]]
    subjects: Sequence[str]
    ceilings_title: str
    ceilings: Sequence[str]
    notes: Sequence[str]
    source: str
    amount: Callable[[Decimal], str]
    month: Callable[[Date], str]
    day: Callable[[Date], str]


def draw(data: Chart, words: ChartWords) -> bytes:
    """Return the chart as a PNG file; deterministic for the same data and words."""
    return compose(data, words).png()


def compose(data: Chart, words: ChartWords) -> Canvas:
    """Return the chart, laid out but not yet rendered."""
    page = Canvas(HEIGHT)
    y = page.write(words.title, HEIGHT - MARGIN, TITLE, bold=True)
    top = page.write(words.subtitle, y - 12, TEXT, colour=DIM) - 24
    bottom = _footer(page, words)
    if data.ceilings:
        bottom = _ceilings(page, data.ceilings, words, bottom)
    _lines(page, data, words, bottom, top)
    return page


def _footer(page: Canvas, words: ChartWords) -> float:
    """Write notes and source at the foot; return the y of their top."""
    y = page.write_up(words.source, MARGIN - 10, FOOT, colour=DIM)
    return page.write_up(" ".join(words.notes), y, FOOT, colour=DIM) + 22


def _ceilings(page: Canvas, ceilings: Sequence[Ceiling], words: ChartWords, bottom: float) -> float:
    """Draw the ceilings as bars on one scale, each filled by its committed share; return the y of their
    top."""
    from matplotlib.patches import Rectangle

    most = max(max(each.amount, each.committed or Decimal(0)) for each in ceilings)
    y = bottom
    for ceiling, sentence in reversed(list(zip(ceilings, words.ceilings, strict=True))):
        axes = page.field(MARGIN, y, WIDTH - MARGIN, y + _BAR)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        outline: dict[str, Any] = {"edgecolor": INK, "linestyle": (0, (4, 3)), "linewidth": 3}
        axes.add_patch(Rectangle((0, 0), _share(ceiling.amount, most), 1, facecolor=EMPTY, **outline))
        if ceiling.committed is not None and ceiling.committed > 0:
            seen = 5 / (WIDTH - 2 * MARGIN)  # minimum width, so that a small share stays visible
            share = max(_share(ceiling.committed, most), seen)
            axes.add_patch(Rectangle((0, 0), share, 1, facecolor=INK))
        y = page.write_up(sentence, y + _BAR + 8, TEXT - 2) + 14
    return page.write_up(words.ceilings_title, y, TEXT - 2, bold=True) + 26


def _lines(page: Canvas, data: Chart, words: ChartWords, bottom: float, top: float) -> None:
    """Draw each contract as a step line, labelled at its end, with the axes."""
    first, last = data.first, data.last
    if first == last:
        first -= timedelta(days=30)
    drawn = [line.steps for line in data.lines] + ([data.rest] if data.rest else [])
    totals = [step.total for steps in drawn for step in steps]
    ticks = amount_ticks(min(Decimal(0), *totals), max(Decimal(0), *totals))
    low, high = min(ticks[0], *totals), max(ticks[-1], *totals)
    if low == high:
        high = low + 1

    bottom += TEXT * LINE_HEIGHT + 18  # for the dates
    labels, size = _labels(words, (top - bottom) / len(drawn))
    widest = max(page.width(line, size, bold=line is label[-1]) for label in labels for line in label)
    amounts = [drawable(words.amount(tick)) for tick in ticks]
    left = MARGIN + max(page.width(amount, FOOT) for amount in amounts) + 16
    right = WIDTH - MARGIN - widest - _CONNECTOR - 8

    def height_of(total: Decimal) -> float:
        return bottom + _share(total - low, high - low) * (top - bottom)

    axes = page.field(left, bottom, right, top)
    axes.set_xlim(first.toordinal(), last.toordinal())
    axes.set_ylim(float(low), float(high))
    for tick, amount in zip(ticks, amounts, strict=True):
        axes.axhline(float(tick), color=INK if tick == 0 else GRID, linewidth=2, clip_on=False, zorder=0)
        page.put(left - 14, height_of(tick), amount, FOOT, colour=DIM, ha="right", va="center_baseline")
    page.dates(first, last, (left, right), bottom, month=words.month, day=words.day)

    ends = [height_of(steps[-1].total) for steps in drawn]
    places = spread(ends, size * max(map(len, labels)) * LINE_HEIGHT + 4, bottom, top)
    for index, (steps, label) in enumerate(zip(drawn, labels, strict=True)):
        line = data.lines[index] if index < len(data.lines) else None
        look = _look(index if line is not None else None)
        xs, ys = _path(steps, line, last)
        axes.plot(xs, ys, drawstyle="steps-post", clip_on=False, zorder=20 - index, **look)
        name_y = places[index]
        # Thin and grey: in the line's own style it would look like a continuation of the data.
        leader = [(right, ends[index]), (right + 10, ends[index]), (right + _CONNECTOR, name_y)]
        page.stroke(leader, color=DIM, linewidth=2)
        x = right + _CONNECTOR + 8
        *above, name, amount = label
        for subject in above:
            name_y -= size * LINE_HEIGHT / 2
            page.put(x, name_y + 1 + size * LINE_HEIGHT, subject, size)
        page.put(x, name_y + 1, name, size)
        page.put(x, name_y - 1, amount, size, bold=True, va="top")


def _labels(words: ChartWords, place: float) -> tuple[list[tuple[str, ...]], float]:
    """Return the lines of each label, and their size, for labels at most ``place`` high; without subjects
    where these do not fit."""
    labels: list[tuple[str, ...]] = [(drawable(shorten(name)), drawable(said)) for name, said in words.labels]
    if place >= 3 * _MIN_LABEL_SIZE * LINE_HEIGHT + 4:
        for index, subject in enumerate(words.subjects):
            labels[index] = (*filter(None, [drawable(subject)]), *labels[index])
    rows = max(map(len, labels))
    return labels, min(float(TEXT - 1), max(_MIN_LABEL_SIZE, (place - 4) / (rows * LINE_HEIGHT)))


def _look(index: int | None) -> dict[str, Any]:
    if index is None:
        return {"color": REST, "linestyle": (0, (3, 1)), "linewidth": 5}
    return {"color": SERIES[index], "linestyle": _PATTERNS[index], "linewidth": 5}


def _path(steps: Sequence[Step], line: Line | None, last: Date) -> tuple[list[int], list[float]]:
    """Return the points through the steps to the last day. A contract with a known beginning rises from
    zero."""
    rises = line is None or not line.as_read
    days = [step.day for step in steps[:1] if rises] + [step.day for step in steps] + [last]
    totals = [Decimal(0)] * rises + [step.total for step in steps] + [steps[-1].total]
    return [day.toordinal() for day in days], [float(total) for total in totals]


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Return centres for labels of one height, between ``low`` and ``high`` and close to ``wanted``."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], -index))
    placed = list(wanted)
    floor = low + height / 2
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + height
    ceiling = high - height / 2
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - height
    return placed


def shorten(name: str) -> str:
    """Shorten a contract's number so that its line has enough width, keeping both ends, which distinguish
    it."""
    if len(name) <= _MAX_NAME_LENGTH:
        return name
    half = (_MAX_NAME_LENGTH - 1) // 2
    return f"{name[:half]}…{name[-half:]}"


def _share(part: Decimal, whole: Decimal) -> float:
    return float(part / whole) if whole else 0.0


MAX_BARS = 20

_OTHERS, _OWN = SERIES[:2]
_MAX_ROW, _BAR_SHARE = 64, 0.5  # pixels of a row; the share of it that its bar takes
_NAMES, _AMOUNTS = 420, 240  # pixels of the columns beside the bars
_GAP = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """An order: its supplier, its amount (``None``: unknown) with its text, and whether it is the one that
    the chart is about."""

    supplier: str
    amount: Decimal | None
    said: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseChart:
    """Bars, at most ``MAX_BARS``, from top to bottom, and the texts around them."""

    bars: Sequence[Bar]
    title: str
    subtitle: str
    notes: Sequence[str]
    source: str


def purchase_png(chart: PurchaseChart) -> bytes:
    """Return the chart as a PNG file."""
    return compose_purchase(chart).png()


def compose_purchase(chart: PurchaseChart) -> Canvas:
    """Return the chart, laid out but not yet rendered."""
    page = Canvas(HEIGHT)
    top = page.write(chart.title, HEIGHT - MARGIN, TITLE, bold=True)
    top = page.write(chart.subtitle, top - 12, TEXT, colour=DIM) - 24
    bottom = page.write_up(chart.source, MARGIN - 10, FOOT, colour=DIM)
    bottom = page.write_up(" ".join(chart.notes), bottom, FOOT, colour=DIM) + 22
    _bars(page, chart.bars, bottom, top)
    return page


def _bars(page: Canvas, bars: Sequence[Bar], bottom: float, top: float) -> None:
    """Draw a row for each order: supplier, bar on one scale, amount. An unknown amount has no bar."""
    row = min(float(_MAX_ROW), (top - bottom) / max(len(bars), 1))
    size = min(float(FOOT), row * 0.55)
    left, right = MARGIN + _NAMES + _GAP, WIDTH - MARGIN - _AMOUNTS - _GAP
    most = max((bar.amount for bar in bars if bar.amount is not None), default=Decimal(0))
    for place, bar in enumerate(bars):
        middle = top - (place + 0.5) * row
        name = _fitting(page, bar.supplier, size, bold=bar.own)
        page.put(MARGIN, middle, name, size, bold=bar.own, va="center_baseline")
        x = float(left)
        if bar.amount is not None and bar.amount > 0:
            x += max(float(bar.amount / most) * (right - left), 3.0)  # so that a small one stays visible
            colour = _OWN if bar.own else _OTHERS
            page.stroke(
                [(left, middle), (x, middle)], color=colour, linewidth=row * _BAR_SHARE, solid_capstyle="butt"
            )
        said = drawable(bar.said)
        page.put(x + _GAP, middle, said, size, bold=bar.own, colour=INK, va="center_baseline")


def _fitting(page: Canvas, name: str, size: float, *, bold: bool) -> str:
    """Return a name, cut to its column."""
    shown = drawable(name)
    while page.width(shown, size, bold=bold) > _NAMES:
        shown = shown[: len(shown) * 9 // 10 - 1].rstrip() + "…"
    return shown
