"""Pictures: money over time by contract, with the ceilings beside it, drawn for a phone.

Matplotlib is imported with the first picture, and only its objects are used: nothing is kept between two
pictures. Everything is laid out in pixels, from top to bottom. No text from outside is read as a formula.
"""

import asyncio
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.contracts.series import Ceiling, Chart, Line, Step

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1080, 1350
"""In pixels: four to five, as phones show a picture largest without cutting it."""

# Okabe and Ito's palette, which all kinds of colour vision tell apart, without its yellow, which white paper
# swallows; neighbours differ in lightness, and every line has a pattern of its own.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#000000", "#CC79A7", "#E69F00", "#56B4E9")
_PATTERNS: tuple[Any, ...] = (
    "solid",
    (0, (6, 1.5)),
    (0, (2, 1)),
    (0, (6, 1.5, 1.5, 1.5)),
    (0, (10, 2)),
    (0, (1, 0.8)),
    (0, (4, 1, 1, 1, 1, 1)),
)
_REST_COLOUR = "#7A7A7A"
_INK, _DIM, _GRID, _PAPER, _EMPTY = "#1A1A1A", "#555555", "#DDDDDD", "#FFFFFF", "#F0F0F0"

_MARGIN = 48
_LINE_HEIGHT = 1.27
_TITLE, _TEXT, _FOOT = 43, 29, 25  # sizes of type; Discord shows a third of them on a phone
_SMALLEST_LABEL = 20
_LONGEST_NAME = 19
_CONNECTOR = 40
_BAR = 30
_MOST_INTERVALS = 5
_MOST_MONTHS = 4
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What a picture says, in its reader's language.

    ``labels`` are a name and an amount for each line, and last those of the rest if there is one;
    ``ceilings`` a sentence each. ``amount``, ``month`` and ``day`` write what stands at the axes.
    """

    title: str
    subtitle: str
    labels: Sequence[tuple[str, str]]
    ceilings_title: str
    ceilings: Sequence[str]
    notes: Sequence[str]
    source: str
    amount: Callable[[Decimal], str]
    month: Callable[[Date], str]
    day: Callable[[Date], str]


@dataclass(frozen=True)
class Painter:
    """Draws beside the event loop, and one picture at a time: each takes a second of work."""

    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, data: Chart, words: ChartWords) -> bytes:
        """The picture as a PNG file."""
        async with self._turn:
            return await asyncio.to_thread(draw, data, words)


def draw(data: Chart, words: ChartWords) -> bytes:
    """The picture as a PNG file; the same for the same data and words."""
    figure = compose(data, words)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=72, metadata={"Software": None})
    return written.getvalue()


def compose(data: Chart, words: ChartWords) -> "Figure":
    """The picture, laid out but not yet painted."""
    page = _Page()
    y = page.write(words.title, HEIGHT - _MARGIN, _TITLE, bold=True)
    top = page.write(words.subtitle, y - 12, _TEXT, colour=_DIM) - 24
    bottom = _footer(page, words)
    if data.ceilings:
        bottom = _ceilings(page, data.ceilings, words, bottom)
    _lines(page, data, words, bottom, top)
    return page.figure


class _Page:
    """A white page to write and draw on; places are in pixels from its lower left corner."""

    def __init__(self) -> None:
        _load_matplotlib()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        # At 72 dots an inch, a point of type is a pixel.
        self.figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=_PAPER)
        canvas: Any = FigureCanvasAgg(self.figure)
        self._renderer = canvas.get_renderer()

    def put(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = _INK,
        **more: Any,
    ) -> None:
        """One line of text, its lower left corner at a place unless told otherwise."""
        self.figure.text(
            x / WIDTH,
            y / HEIGHT,
            words,
            fontproperties=_font(size, bold),
            color=colour,
            parse_math=False,
            **{"va": "bottom", **more},
        )

    def write(self, words: str, top: float, size: float, *, bold: bool = False, colour: str = _INK) -> float:
        """A paragraph over the whole width, from ``top`` down; where it ends."""
        for line in self.wrapped(words, size, bold=bold):
            self.put(_MARGIN, top, line, size, bold=bold, colour=colour, va="top")
            top -= size * _LINE_HEIGHT
        return top

    def write_up(
        self, words: str, bottom: float, size: float, *, bold: bool = False, colour: str = _INK
    ) -> float:
        """The same from ``bottom`` up; where it begins."""
        for line in reversed(self.wrapped(words, size, bold=bold)):
            self.put(_MARGIN, bottom, line, size, bold=bold, colour=colour)
            bottom += size * _LINE_HEIGHT
        return bottom

    def wrapped(self, words: str, size: float, *, bold: bool = False) -> list[str]:
        """Text in lines that fit the page; spaces that do not break stay, a word that is too long is cut."""
        width, lines = WIDTH - 2 * _MARGIN, [""]
        for word in drawable(words).split(" "):
            joined = f"{lines[-1]} {word}".lstrip(" ")
            if self.width(joined, size, bold=bold) <= width:
                lines[-1] = joined
                continue
            while self.width(word, size, bold=bold) > width:
                word = word[: len(word) * 9 // 10 - 1] + "…"
            lines.append(word)
        return [line for line in lines if line]

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide a line of text is, in pixels."""
        return float(self._renderer.get_text_width_height_descent(words, _font(size, bold), ismath=False)[0])

    def field(self, left: float, bottom: float, right: float, top: float) -> Any:
        """A bare field to draw in."""
        axes = self.figure.add_axes(
            (left / WIDTH, bottom / HEIGHT, (right - left) / WIDTH, (top - bottom) / HEIGHT)
        )
        axes.set_axis_off()
        return axes

    def stroke(self, places: Sequence[tuple[float, float]], **more: Any) -> None:
        """A line through these places."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*places, strict=True)
        self.figure.add_artist(
            Line2D(
                [x / WIDTH for x in xs],
                [y / HEIGHT for y in ys],
                transform=self.figure.transFigure,
                **more,
            )
        )


def _footer(page: _Page, words: ChartWords) -> float:
    """Notes and source at the foot; where they begin."""
    y = page.write_up(words.source, _MARGIN - 10, _FOOT, colour=_DIM)
    return page.write_up(" ".join(words.notes), y, _FOOT, colour=_DIM) + 22


def _ceilings(page: _Page, ceilings: Sequence[Ceiling], words: ChartWords, bottom: float) -> float:
    """Ceilings as bars of one scale, each filled as far as money is committed; where they begin."""
    from matplotlib.patches import Rectangle

    most = max(max(each.amount, each.committed or Decimal(0)) for each in ceilings)
    y = bottom
    for ceiling, sentence in reversed(list(zip(ceilings, words.ceilings, strict=True))):
        axes = page.field(_MARGIN, y, WIDTH - _MARGIN, y + _BAR)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        outline: dict[str, Any] = {"edgecolor": _INK, "linestyle": (0, (4, 3)), "linewidth": 3}
        axes.add_patch(Rectangle((0, 0), _share(ceiling.amount, most), 1, facecolor=_EMPTY, **outline))
        if ceiling.committed is not None and ceiling.committed > 0:
            seen = 5 / (WIDTH - 2 * _MARGIN)  # a sliver is drawn as wide as can be seen
            share = max(_share(ceiling.committed, most), seen)
            axes.add_patch(Rectangle((0, 0), share, 1, facecolor=_INK))
        y = page.write_up(sentence, y + _BAR + 8, _TEXT - 2) + 14
    return page.write_up(words.ceilings_title, y, _TEXT - 2, bold=True) + 26


def _lines(page: _Page, data: Chart, words: ChartWords, bottom: float, top: float) -> None:
    """The steps of every contract, each named at its end, and the axes around them."""
    first, last = data.first, data.last
    if first == last:
        first -= timedelta(days=30)
    drawn = [line.steps for line in data.lines] + ([data.rest] if data.rest else [])
    totals = [step.total for steps in drawn for step in steps]
    ticks = amount_ticks(min(Decimal(0), *totals), max(Decimal(0), *totals))
    low, high = min(ticks[0], *totals), max(ticks[-1], *totals)
    if low == high:
        high = low + 1

    bottom += _TEXT * _LINE_HEIGHT + 18  # for the dates
    place = (top - bottom) / len(drawn)
    size = min(float(_TEXT - 1), max(_SMALLEST_LABEL, (place - 4) / (2 * _LINE_HEIGHT)))
    labels = [(drawable(shortened(name)), drawable(amount)) for name, amount in words.labels]
    widest = max(max(page.width(name, size), page.width(amount, size, bold=True)) for name, amount in labels)
    amounts = [drawable(words.amount(tick)) for tick in ticks]
    left = _MARGIN + max(page.width(amount, _FOOT) for amount in amounts) + 16
    right = WIDTH - _MARGIN - widest - _CONNECTOR - 8

    def height_of(total: Decimal) -> float:
        return bottom + _share(total - low, high - low) * (top - bottom)

    axes = page.field(left, bottom, right, top)
    axes.set_xlim(first.toordinal(), last.toordinal())
    axes.set_ylim(float(low), float(high))
    for tick, amount in zip(ticks, amounts, strict=True):
        axes.axhline(float(tick), color=_INK if tick == 0 else _GRID, linewidth=2, clip_on=False, zorder=0)
        page.put(left - 14, height_of(tick), amount, _FOOT, colour=_DIM, ha="right", va="center_baseline")
    _dates(page, words, first, last, (left, right), bottom)

    ends = [height_of(steps[-1].total) for steps in drawn]
    places = spread(ends, size * 2 * _LINE_HEIGHT + 4, bottom, top)
    for index, (steps, label) in enumerate(zip(drawn, labels, strict=True)):
        line = data.lines[index] if index < len(data.lines) else None
        look = _look(index if line is not None else None)
        xs, ys = _path(steps, line, last)
        axes.plot(xs, ys, drawstyle="steps-post", clip_on=False, zorder=20 - index, **look)
        name_y = places[index]
        # Thin and grey: in the line's own look it would seem to be what the money did next.
        leader = [(right, ends[index]), (right + 10, ends[index]), (right + _CONNECTOR, name_y)]
        page.stroke(leader, color=_DIM, linewidth=2)
        x = right + _CONNECTOR + 8
        page.put(x, name_y + 1, label[0], size)
        page.put(x, name_y - 1, label[1], size, bold=True, va="top")


def _look(index: int | None) -> dict[str, Any]:
    if index is None:
        return {"color": _REST_COLOUR, "linestyle": (0, (3, 1)), "linewidth": 5}
    return {"color": _COLOURS[index], "linestyle": _PATTERNS[index], "linewidth": 5}


def _path(steps: Sequence[Step], line: Line | None, last: Date) -> tuple[list[int], list[float]]:
    """Through the steps to the last day. A contract whose beginning is known rises from zero."""
    rises = line is None or not line.as_read
    days = [step.day for step in steps[:1] if rises] + [step.day for step in steps] + [last]
    totals = [Decimal(0)] * rises + [step.total for step in steps] + [steps[-1].total]
    return [day.toordinal() for day in days], [float(total) for total in totals]


def _dates(
    page: _Page, words: ChartWords, first: Date, last: Date, across: tuple[float, float], bottom: float
) -> None:
    left, right = across
    months = list(month_ticks(first, last))
    written = [(day, words.month(day)) for day in months] if len(months) > 1 else []
    for day, text in written or [(first, words.day(first)), (last, words.day(last))]:
        x = left + (day - first).days / (last - first).days * (right - left)
        page.stroke([(x, bottom), (x, bottom - 8)], color=_DIM, linewidth=2)
        half = page.width(drawable(text), _FOOT) / 2
        centre = min(max(x, _MARGIN + half), WIDTH - _MARGIN - half)
        page.put(centre, bottom - 19, drawable(text), _FOOT, colour=_DIM, ha="center", va="top")


def amount_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round amounts between these, evenly far apart, zero among them; ``low`` is at most zero, ``high``
    at least."""
    span = high - low
    if span == 0:
        return [Decimal(0)]
    step = Decimal(1).scaleb(span.adjusted() - 1)
    factors = (Decimal(factor).scaleb(power) for power in range(3) for factor in (1, 2, 5))
    step *= next(factor for factor in factors if span / (step * factor) <= _MOST_INTERVALS)
    lowest = (low / step).to_integral_value(rounding="ROUND_CEILING")
    highest = (high / step).to_integral_value(rounding="ROUND_FLOOR")
    return [step * count for count in range(int(lowest), int(highest) + 1)]


def month_ticks(first: Date, last: Date) -> Iterator[Date]:
    """First days of months between these days, evenly far apart and few enough to be written out."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    every = next((each for each in _MONTHS if (end - begin) / each <= _MOST_MONTHS - 0.5), 600)
    for month in range(begin, end + 1):
        day = Date(month // 12, month % 12 + 1, 1)
        if month % every == 0 and day >= first:
            yield day


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Centres for labels of one height, between ``low`` and ``high`` and near where they are wanted."""
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


def shortened(name: str) -> str:
    """A contract's number in a width that leaves room for its line: both ends tell it from others."""
    if len(name) <= _LONGEST_NAME:
        return name
    half = (_LONGEST_NAME - 1) // 2
    return f"{name[:half]}…{name[-half:]}"


def drawable(text: str) -> str:
    """Text with white space as a space, without controls, and a mark for what the font cannot draw."""
    known = _characters()
    one_line = "".join(" " if each in "\t\n\r\v\f" else each for each in text)
    return "".join(
        each if ord(each) in known else "\ufffd" for each in one_line if each.isprintable() or each.isspace()
    )


def _share(part: Decimal, whole: Decimal) -> float:
    return float(part / whole) if whole else 0.0


def _load_matplotlib() -> None:
    """Import matplotlib without leaving or needing anything in the user's folders.

    It would keep a list of the machine's fonts there, and warn where it may not: a service often has no
    home. Only the fonts that come with it are used.
    """
    if "matplotlib.font_manager" in sys.modules:
        return
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="tocsin-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            import matplotlib.font_manager  # noqa: F401
        finally:
            if before is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = before


@cache
def _file(bold: bool) -> str:
    _load_matplotlib()
    import matplotlib

    return f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def _characters() -> frozenset[int]:
    _load_matplotlib()
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(_file(False)).get_charmap()) & frozenset(FT2Font(_file(True)).get_charmap())


def _font(size: float, bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(bold), size=size)
