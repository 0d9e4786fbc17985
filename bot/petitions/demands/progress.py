"""Texts of the progress chart of a demand's published counts: title, labels, and alternative text."""

from collections.abc import Sequence

from bot.charts.progress import Point, ProgressWords
from bot.texts import Translator


def percent_of(count: int, goal: int) -> int:
    """Return the reached share of the goal in whole per cent, rounded down: 100 only when it is reached."""
    return count * 100 // goal


def progress_words(
    title: str, points: Sequence[Point], goal: int | None, verified: str, t: Translator
) -> ProgressWords:
    """Return the texts in the chart (``bot.charts.progress.progress_png``) of the demand called ``title``.

    ``points`` are all its published counts, oldest first, at least one; ``verified`` says how the signers of
    the last count were verified (``signing.eligibility.how_verified``).
    """
    return ProgressWords(
        title=_finding(points[-1], goal, t),
        subtitle=title,
        goal="" if goal is None else t("progress-goal", goal=goal),
        notes=t("progress-notes", day=points[-1].day, verified=verified),
        locale=t.language,
        number=t.number,
        month=t.month,
        day=t.day,
    )


def progress_alternative(points: Sequence[Point], goal: int | None, verified: str, t: Translator) -> str:
    """Return the chart's alternative text for screen readers."""
    return t(
        "progress-alt",
        title=_finding(points[-1], goal, t),
        number=len(points),
        first=points[0].count,
        since=points[0].day,
        last=points[-1].count,
        day=points[-1].day,
        verified=verified,
    )


def _finding(last: Point, goal: int | None, t: Translator) -> str:
    if goal is None:
        return t("progress-title", count=last.count, day=last.day)
    if last.count >= goal:
        return t("progress-title-reached", count=last.count, goal=goal)
    return t("progress-title-goal", count=last.count, goal=goal, percent=percent_of(last.count, goal))
