"""Deadlines: changes by date alone, for a contract that ends soon or has ended without extension. Pure."""

from datetime import date as Date
from datetime import timedelta

from bot.contracts.diff.changes import kind_by_code
from bot.contracts.model import Change, ChangeKind, Kind, Record, Status

FAR, MONTH, WEEK, PAST = range(4)
"""Stages of an end, as stored in ``contracts.end_stage``: each is announced once for each end."""

A_MONTH, A_WEEK = timedelta(days=30), timedelta(days=7)
LATENCY = timedelta(days=7)
"""Grace period after which an end counts as lapsed: nine actions in ten are on record within six days of
their date (measured on USAspending in August 2026), including extensions on the last day."""

_TOLD_AS = {
    MONTH: ChangeKind.ENDS_WITHIN_30_DAYS,
    WEEK: ChangeKind.ENDS_WITHIN_7_DAYS,
    PAST: ChangeKind.LAPSED,
}
_OVER = frozenset({Status.TERMINATED, Status.CANCELLED, Status.CLOSED})
_ENDED_BY = frozenset({ChangeKind.TERMINATED, ChangeKind.CANCELLED, ChangeKind.CLOSED_OUT})
_WITH_AN_END = frozenset({Kind.CONTRACT, Kind.ORDER, Kind.VEHICLE})


def stage(end: Date | None, today: Date) -> int:
    """Return the stage of an end: ``FAR``, ``MONTH``, ``WEEK`` (its last day included) or ``PAST``."""
    if end is None or end - today > A_MONTH:
        return FAR
    if today - end > LATENCY:
        return PAST
    return MONTH if end - today > A_WEEK else WEEK


def deadline(record: Record, told: int, today: Date) -> Change | None:
    """Return the change to announce for a contract's end today, given the last announced stage of this end.

    ``None`` for a contract that was ended otherwise; an end is not announced as near when it is over.
    """
    now = stage(record.end, today)
    if now <= told or record.kind not in _WITH_AN_END or _is_over(record):
        return None
    if now == WEEK and record.end is not None and record.end < today:
        return None
    return Change(kind=_TOLD_AS[now], new=record.end)


def _is_over(record: Record) -> bool:
    """True if a contract was terminated, cancelled or closed out, without later actions other than removals
    of money, which return what is left over. If only a part was ended, the other parts continue."""
    if record.status in _OVER:
        return True
    ended = [a.date for a in record.actions if a.date and kind_by_code(record.source, a.code) in _ENDED_BY]
    went_on = [a.date for a in record.actions if a.date and not (a.amount is not None and a.amount < 0)]
    return bool(ended) and max(ended) >= max(went_on, default=Date.min)
