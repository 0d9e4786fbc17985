"""News: when a change is told, by a table of which the first line that fits decides. Pure.

The table is in docs/sources.md as well; ``tests/contracts/diff/test_news.py`` compares the two.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date as Date
from decimal import Decimal
from typing import Protocol

from bot.common.news_class import NewsClass
from bot.common.text import phrase_at
from bot.contracts.diff.changes import A_WEEK
from bot.contracts.model import Change, ChangeKind, Kind


class ContractFacts(Protocol):
    """Columns of a contract that the table asks for: a ``Record`` has them, and a stored contract."""

    source: str
    kind: str
    title: str
    signed: Date | None
    obligated: Decimal | None
    ceiling: Decimal | None


@dataclass(frozen=True, slots=True)
class _Case:
    change: Change
    contract: ContractFacts
    words: Collection[str]
    today: Date


# Days from a record's own date to the first read that finds it, from which it is a late find. These sources
# regularly publish contracts weeks after their date; the others date what they publish.
LATE_DAYS = {"usaspending": 120, "decp": 120, "ocds": 60}
USUAL_LATE_DAYS = 14

_FOUND = {
    ChangeKind.NEW_VEHICLE,
    ChangeKind.NEW_CONTRACT,
    ChangeKind.NEW_ORDER,
    ChangeKind.NEW_ORDER_UNDER_VEHICLE,
    ChangeKind.NEW_NOTICE,
    ChangeKind.NEW_ARTICLE,
}
NEW = frozenset({*_FOUND, ChangeKind.NEW_PAGE})
CEILINGS = frozenset({ChangeKind.CEILING_RAISED, ChangeKind.CEILING_LOWERED})
MOVED_ENDS = frozenset({ChangeKind.EXTENDED, ChangeKind.SHORTENED})
ENDED_EARLY = frozenset({ChangeKind.TERMINATED, ChangeKind.CANCELLED, ChangeKind.WITHDRAWN})
OTHER_SUPPLIER = frozenset({ChangeKind.SUPPLIER_CHANGED, ChangeKind.NOVATED})
_PAGES = {ChangeKind.PAGE_CHANGED, ChangeKind.PAGE_REMOVED, ChangeKind.PAGE_MOVED}
_OF_AN_END = {
    ChangeKind.ENDS_WITHIN_30_DAYS,
    ChangeKind.ENDS_WITHIN_7_DAYS,
    ChangeKind.LAPSED,
    ChangeKind.CLOSED_OUT,
}
_WITHOUT_EFFECT = {
    ChangeKind.ACTION,
    ChangeKind.MONEY_ADDED,
    ChangeKind.MONEY_REMOVED,
    ChangeKind.NO_LONGER_MATCHES,
    ChangeKind.ALSO_LISTED,
    ChangeKind.TEXT_CHANGED,
}


def is_late_find(change: Change, source: str, signed: Date | None, read_on: Date) -> bool:
    """True if a record comes so long after its own date that it is not new today, as after a gap."""
    if change.kind not in _FOUND or signed is None:
        return False
    return (read_on - signed).days >= LATE_DAYS.get(source, USUAL_LATE_DAYS)


def has_money(contract: ContractFacts) -> bool:
    """True if an amount is committed, or, of a framework contract, a ceiling is known."""
    framework = contract.kind == Kind.VEHICLE
    return bool(contract.obligated and contract.obligated > 0) or bool(framework and contract.ceiling)


def is_marked(change: Change, contract: ContractFacts, words: Collection[str]) -> bool:
    """True if an action that has an effect, or the title of a new record, has one of these words."""
    said = None if change.kind is ChangeKind.ACTION else change.description
    texts = [said, contract.title if change.kind in NEW else None]
    return any(text and phrase_at(text, words) for text in texts)


def _ends_soon(case: _Case) -> bool:
    change, near = case.change, case.change.kind is ChangeKind.ENDS_WITHIN_7_DAYS
    if change.kind in MOVED_ENDS and isinstance(change.new, Date):
        near = 0 <= (change.new - case.today).days <= A_WEEK.days
    return near and has_money(case.contract)


def _moves_end(case: _Case) -> bool:
    old, new = case.change.old, case.change.new
    if case.change.kind not in MOVED_ENDS or not isinstance(old, Date) or not isinstance(new, Date):
        return False
    return abs((new - old).days) >= A_WEEK.days and has_money(case.contract)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: the changes that it is for, in words and as a condition, and their class."""

    says: str
    fits: Callable[[_Case], bool]
    tells: NewsClass


TABLE = (
    Line("a correction", lambda case: case.change.kind is ChangeKind.CORRECTED, NewsClass.ALWAYS),
    Line("an end within 7 days, of a contract that has money", _ends_soon, NewsClass.ALWAYS),
    Line(
        "an action with an effect, or the title of a new record, with a marked word",
        lambda case: is_marked(case.change, case.contract, case.words),
        NewsClass.AT_ONCE,
    ),
    Line(
        "found late",
        lambda case: is_late_find(case.change, case.contract.source, case.contract.signed, case.today),
        NewsClass.DIGEST,
    ),
    Line(
        "a new contract, order, framework contract, notice, article or page; in force",
        lambda case: case.change.kind in NEW or case.change.kind is ChangeKind.IN_FORCE,
        NewsClass.AT_ONCE,
    ),
    Line(
        "money that moved, by one unit of the currency or more; a ceiling that moved",
        lambda case: abs(case.change.amount or Decimal()) >= 1 or case.change.kind in CEILINGS,
        NewsClass.AT_ONCE,
    ),
    Line(
        "ended early, cancelled, withdrawn, returned; another supplier",
        lambda case: case.change.kind in {*ENDED_EARLY, *OTHER_SUPPLIER, ChangeKind.RETURNED},
        NewsClass.AT_ONCE,
    ),
    Line("a page that changed or is gone", lambda case: case.change.kind in _PAGES, NewsClass.AT_ONCE),
    Line(
        "an end moved by 7 days or more, of a contract that has money",
        _moves_end,
        NewsClass.AT_ONCE,
    ),
    Line(
        "an end within 30 or 7 days, a lapse or a close-out, of a contract without known money",
        lambda case: case.change.kind in _OF_AN_END and not has_money(case.contract),
        NewsClass.ON_DEMAND,
    ),
    Line(
        "an action without effect; less than one unit of the currency; no longer matches; also listed; an "
        "edited notice",
        lambda case: case.change.kind in _WITHOUT_EFFECT,
        NewsClass.ON_DEMAND,
    ),
    Line("everything else", lambda case: True, NewsClass.DIGEST),
)


def news_class(change: Change, contract: ContractFacts, words: Collection[str], today: Date) -> NewsClass:
    """Return when a change is told to a server that marks these ``words``. A change that is only stored, as
    what was there when a watch began, is told on demand at most."""
    if not change.news:
        return NewsClass.ON_DEMAND
    case = _Case(change, contract, words, today)
    return next(line.tells for line in TABLE if line.fits(case))


def highest_class(
    changes: Iterable[Change], contract: ContractFacts, words: Collection[str], today: Date
) -> NewsClass:
    """Return when changes of one contract that are told together are told."""
    return max((news_class(each, contract, words, today) for each in changes), default=NewsClass.ON_DEMAND)
