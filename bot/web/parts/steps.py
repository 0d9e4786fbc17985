"""Chart of one contract as SVG within its page: cheap enough for each contract, and without a script."""

from collections.abc import Sequence
from datetime import date as Day
from decimal import Decimal
from html import escape

from markupsafe import Markup

from bot.contracts.model import NO_CURRENCY
from bot.contracts.queries.views import ContractView
from bot.texts import Translator
from bot.ui.contracts.names import PUBLISHED

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 716, 42, 212
_MIN_STEPS = 2


def steps_of(view: ContractView) -> list[tuple[Day, Decimal]]:
    """Return the committed money after each day with modifications, oldest first; nothing if the
    modifications do not add up to what the source commits, or there is only one day."""
    line = view.line
    if line.kind in PUBLISHED or line.currency == NO_CURRENCY or not view.whole:
        return []
    sums: dict[Day, Decimal] = {}
    for seen in view.actions:
        if seen.action.amount is None or (seen.action.date is None and seen.action.amount):
            return []
        if seen.action.date is not None:
            sums[seen.action.date] = sums.get(seen.action.date, Decimal(0)) + seen.action.amount
    total, steps = Decimal(0), []
    for day in sorted(sums):
        total += sums[day]
        steps.append((day, total))
    return steps if len(steps) >= _MIN_STEPS and total == line.obligated and max(sums.values()) > 0 else []


def steps_svg(view: ContractView, t: Translator) -> Markup:
    """Return the chart, with its content in words; empty if there is nothing to draw."""
    steps = steps_of(view)
    if not steps:
        return Markup()
    currency = view.line.currency
    (since, first), (day, last) = steps[0], steps[-1]
    said = t(
        "board-steps",
        first=t.money(first, currency),
        since=since,
        last=t.money(last, currency),
        day=day,
        number=len(steps),
    )
    labels = [
        (_LEFT, _TOP - 10, "start", t.about(max(total for _, total in steps), currency)),
        (_LEFT, _HEIGHT - 10, "start", t.day(since)),
        (_RIGHT, _HEIGHT - 10, "end", t.day(day)),
    ]
    words = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>' for x, y, anchor, text in labels
    )
    grid = "".join(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y}" y2="{y}"/>' for y in (_TOP, _BOTTOM))
    return Markup(  # noqa: S704
        f'<svg class="steps" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(said)}">'
        f'{grid}<path d="{_path(steps)}"/>{words}</svg>'
    )


def _path(steps: Sequence[tuple[Day, Decimal]]) -> str:
    days = (steps[-1][0] - steps[0][0]).days
    low = min(Decimal(0), *(total for _, total in steps))
    high = max(total for _, total in steps)

    def height(total: Decimal) -> float:
        return round(_BOTTOM - float((total - low) / (high - low)) * (_BOTTOM - _TOP), 1)

    drawn = [f"M{_LEFT} {height(Decimal(0))}"]
    for day, total in steps:
        x = round(_LEFT + (day - steps[0][0]).days / days * (_RIGHT - _LEFT), 1)
        drawn.append(f"H{x}V{height(total)}")
    return "".join(drawn)
