"""Sentences about publications with invalidated signatures, or with a count below the previous one."""

from collections.abc import Sequence

from bot.common.clock import day_there
from bot.exports.queries import ExportedDemand
from bot.storage.models import Publication
from bot.texts import Translator

_MAX_FALLS = 3


def decrease_sentences(asked: ExportedDemand, t: Translator) -> Sequence[str]:
    """Return a sentence for each fall, oldest first, and one for the number of further ones. Invalidations
    take precedence over other falls, newer over older."""
    counts = (0, *(row.count for row in asked.publications))
    found = [
        (before, row)
        for before, row in zip(counts, asked.publications, strict=False)
        if row.invalidated or row.count < before
    ]
    told = sorted(found, key=lambda each: (each[1].invalidated == 0, -each[1].number))[:_MAX_FALLS]
    lines = [_line(asked, *each, t) for each in sorted(told, key=lambda each: each[1].number)]
    more = len(found) - len(told)
    return lines if not more else [*lines, t("page-fell-more", count=more)]


def _line(asked: ExportedDemand, before: int, row: Publication, t: Translator) -> str:
    day = day_there(row.published_at, asked.demand.time_zone)
    fell = t("page-fell", day=day, before=before, after=row.count)
    if not row.invalidated:
        return fell
    reasons = dict.fromkeys(
        t(f"invalidation-reason-{each.reason}")
        for each in asked.invalidations
        if each.publication == row.number and each.struck
    )
    return f"{fell} {t('page-fell-struck', count=row.invalidated, reasons=' · '.join(reasons) or '–')}"
