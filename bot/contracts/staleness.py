"""A source that is read completely and yet falls silent, or says much less than before. Changes only the row
of a watch; what is to be told is returned.

A pause, or two days without a complete read, begins the count of quiet days anew: what came meanwhile is
read at once, and says nothing of how often the source publishes.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.storage.tables import Watch

Notice = Literal["stale", "stale-over", "less", "less-over"]

MIN_QUIET = timedelta(days=14)
MIN_NEWS_READS = 10  # with fewer, nobody knows how often the source has something new
MAX_GAP = timedelta(days=2)
MIN_MATCHED = 10  # of fewer contracts, half is a few


def note_quiet(watch: Watch, *, news: bool, read_before: datetime | None, now: datetime) -> Notice | None:
    """Count the time without news, after a complete read. ``read_before``: the complete read before it."""
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
    """Compare how many contracts a complete read matched with the read before; a fall to less than half is
    told once a second read agrees."""
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
    """Begin anew, as after a pause; how often there was something new is still known."""
    watch.quiet_since = watch.stale_told_at = None
    watch.less_from = watch.less_told_at = None


def _is_gap(read_before: datetime | None, now: datetime) -> bool:
    return read_before is None or not timedelta(0) <= now - read_before <= MAX_GAP
