"""Head and press box of the first page: the money in one line, and what the press may write, and not."""

from collections.abc import Iterator
from datetime import date as Day
from typing import Any

from bot.board.contents import BoardContents, BoardDemand
from bot.board.contract_parts import commitment, sold_as
from bot.contracts.model import Kind
from bot.contracts.queries.series import Chart
from bot.texts import Translator
from bot.ui.contracts.names import NONE, or_none, source_name
from bot.ui.demands.lines import count_line
from bot.ui.markdown import plain


def money_title(chart: Chart, t: Translator) -> str:
    """Return buyer and supplier, if all drawn contracts have the same, and what they come to."""
    what = t(
        "board-money-title",
        amount=t.rounded(chart.total, chart.currency),
        source=chart.sources[0] if len(chart.sources) == 1 else NONE,
        since=NONE if chart.as_read else t.month(chart.first),  # without a dated beginning it is unknown
    )
    if not (chart.buyer and chart.supplier):
        return what
    return t("headline", who=t("line-parties", buyer=chart.buyer, supplier=chart.supplier), what=what)


def press_box(board: BoardContents, t: Translator, today: Day) -> dict[str, Any]:
    """Return who publishes, whom the press asks, and sentences that it may write, and should not, as
    markdown."""
    return {
        "publisher": plain(board.privacy.controller or board.title),
        "contact": plain(board.press or ""),
        "right": list(_right(board, t)),
        "wrong": list(_wrong(board, t)),
    }


def _right(board: BoardContents, t: Translator) -> Iterator[str]:
    for line in board.largest:
        if said := commitment(line, or_none(t, line.obligated, line.currency), t):
            source = t("line-source", source=source_name(t, line.source), date=line.changed_at.date())
            yield t("board-press-money", said=said, what=sold_as(line, t, board.words), source=source)
            break
    for one in _counted(board):
        yield count_line(one.view, t, plain(one.server)).replace("**", "")


def _wrong(board: BoardContents, t: Translator) -> Iterator[str]:
    for line in board.largest:
        if line.kind is Kind.VEHICLE and (amount := or_none(t, line.ceiling, line.currency)) != NONE:
            yield t("board-press-ceiling", amount=amount)
    for one in _counted(board):
        if one.view.verified_by != "roster" and one.view.publication is not None:
            yield t("board-press-employees", count=one.view.publication.count)


def _counted(board: BoardContents) -> list[BoardDemand]:
    """Return the first demand, if a count of it was published."""
    return [one for one in board.shown_demands[:1] if one.view.publication and one.view.void is None]
