"""Chart of a purchase that is split among suppliers: a bar for each order, in a format for phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.charts.canvas import (
    DIM,
    FOOT,
    INK,
    MARGIN,
    SERIES,
    TEXT,
    TITLE,
    WIDTH,
    Canvas,
    drawable,
)

HEIGHT = 1350
"""Pixels. With ``WIDTH`` a 4:5 ratio, the largest that phones show without cropping."""

MAX_BARS = 20

_OTHERS, _OWN = SERIES[:2]
_MAX_ROW, _BAR = 64, 0.5  # pixels of a row; the share of it that its bar takes
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
    return compose(chart).png()


def compose(chart: PurchaseChart) -> Canvas:
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
                [(left, middle), (x, middle)], color=colour, linewidth=row * _BAR, solid_capstyle="butt"
            )
        said = drawable(bar.said)
        page.put(x + _GAP, middle, said, size, bold=bar.own, colour=INK, va="center_baseline")


def _fitting(page: Canvas, name: str, size: float, *, bold: bool) -> str:
    """Return a name, cut to its column."""
    shown = drawable(name)
    while page.width(shown, size, bold=bold) > _NAMES:
        shown = shown[: len(shown) * 9 // 10 - 1].rstrip() + "…"
    return shown
