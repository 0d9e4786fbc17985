"""Publications in which signatures were struck, or whose count is below the one before, in sentences."""

from collections.abc import Sequence

from bot.clock import day_there
from bot.exports.read import Asked
from bot.storage.tables import Publication
from bot.texts import Translator

_MOST = 3


def falls_of(asked: Asked, t: Translator) -> Sequence[str]:
    """A sentence for each, oldest first, and one that says how many there are more: where signatures were
    struck comes before where members withdrew, and what is newer before what is older."""
    found = [row for row in asked.publications if row.invalidated or row.count < _before(row)]
    told = sorted(found, key=lambda row: (row.invalidated == 0, -row.number))[:_MOST]
    lines = [_line(asked, row, t) for row in sorted(told, key=lambda row: row.number)]
    more = len(found) - len(told)
    return lines if not more else [*lines, t("page-fell-more", count=more)]


def _before(row: Publication) -> int:
    return row.count - row.added + row.withdrawn + row.invalidated


def _line(asked: Asked, row: Publication, t: Translator) -> str:
    reasons = dict.fromkeys(
        t(f"invalidation-reason-{each.reason}")
        for each in asked.invalidations
        if each.publication == row.number and each.struck
    )
    parts = []
    if row.invalidated:
        parts.append(t("page-fell-struck", count=row.invalidated, reasons=" · ".join(reasons) or "–"))
    if row.withdrawn:
        parts.append(t("page-fell-withdrawn", count=row.withdrawn))
    if row.added:
        parts.append(t("page-fell-added", count=row.added))
    day = day_there(row.published_at, asked.demand.time_zone)
    return t("page-fell", day=day, before=_before(row), after=row.count, what=", ".join(parts))
