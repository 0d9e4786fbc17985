"""Staleness detection: a source that is read completely, but has nothing new, or far fewer matches than
before. Modifies only the row of a watch; the notice to send is returned.

A pause, or two days without a complete read, resets the count of quiet days: the changes of that time are
read at once, and say nothing of how often the source publishes.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.storage.models import Watch

Notice = Literal["stale", "stale-over", "less", "less-over"]

MIN_QUIET = timedelta(days=14)
MIN_NEWS_READS = 10  # minimum of reads with news from which the source's rhythm is known
MAX_GAP = timedelta(days=2)
MIN_MATCHED = 10  # for fewer contracts, half is too few to mean anything


def note_quiet(watch: Watch, *, news: bool, read_before: datetime | None, now: datetime) -> Notice | None:
    """Count the time without news after a complete read. ``read_before``: the time of the one before it."""
    was_told = watch.stale_told_at is not None
    if news:
        if watch.quiet_since is not None and not _is_gap(read_before, now):
            quiet = int((now - watch.quiet_since).total_seconds())
            watch.longest_quiet = max(watch.longest_quiet or 0, quiet)
        watch.news_reads += 1
        watch.quiet_since, watch.stale_told_at = now, None
        return "stale-over" if was_told else None
    if watch.quiet_since is None or (_is_gap(read_before, now) and not was_told):
        watch.quiet_since = now
    longest = timedelta(seconds=watch.longest_quiet or 0)
    if was_told or watch.news_reads < MIN_NEWS_READS or now - watch.quiet_since <= max(MIN_QUIET, longest):
        return None
    watch.stale_told_at = now
    return "stale"


def note_number(watch: Watch, *, before: int | None, matched: int, now: datetime) -> Notice | None:
    """Compare the number of matches of a complete read with the read before; a fall below half is reported
    once a second read confirms it."""
    if watch.less_from is None:
        if before is not None and before >= MIN_MATCHED and 2 * matched < before:
            watch.less_from = before
        return None
    if 2 * matched >= watch.less_from:
        was_told = watch.less_told_at is not None
        watch.less_from, watch.less_told_at = None, None
        return "less-over" if was_told else None
    if watch.less_told_at is not None:
        return None
    watch.less_told_at = now
    return "less"


def forget(watch: Watch) -> None:
    """Reset the state, as after a pause; the known rhythm of the source is preserved."""
    watch.quiet_since = watch.stale_told_at = None
    watch.less_from = watch.less_told_at = None


def _is_gap(read_before: datetime | None, now: datetime) -> bool:
    return read_before is None or not timedelta(0) <= now - read_before <= MAX_GAP
