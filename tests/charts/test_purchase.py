"""Chart of a purchase: any orders fit its page, and one that is unknown has no bar."""

from decimal import Decimal

import pytest

from bot.charts.canvas import WIDTH
from bot.charts.contracts import HEIGHT, MAX_BARS, Bar, PurchaseChart, compose_purchase

pytestmark = pytest.mark.unit

HOSTILE = ("A" * 500, "$x^2$ \\frac", "\u202eABC", "", "\U0001f514 مرحبا")


def chart(*bars: Bar) -> PurchaseChart:
    return PurchaseChart(bars=bars, title="T" * 90, subtitle="s", notes=["n " * 120], source="USAspending")


def test_hostile_names_and_strange_amounts_stay_on_the_page() -> None:
    amounts = (Decimal(1), Decimal("9999999999999.99"), None, Decimal(0), Decimal(-5))
    bars = [
        Bar(name, amount, str(amount)[:12], own=place == 1)
        for place, (name, amount) in enumerate(zip(HOSTILE * 4, amounts * 4, strict=True))
    ]
    assert len(bars) == MAX_BARS
    page = compose_purchase(chart(*bars))
    assert page.png()
    strokes = page.figure.artists
    assert len(strokes) == 8, "none for an amount that is unknown, zero or negative"
    assert all(0 <= x <= 1 for line in strokes for x in line.get_xdata())
    assert (WIDTH, HEIGHT) == (1080, 1350)


def test_no_order_and_only_unknown_amounts_are_drawn_without_bars() -> None:
    for bars in ([], [Bar("A", None, "?")], [Bar("A", Decimal(0), "0")]):
        assert compose_purchase(chart(*bars)).figure.artists == []
