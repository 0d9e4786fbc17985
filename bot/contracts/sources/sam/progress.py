"""Progress of reading SAM.gov: which days are read, and how many requests a day took; and the pages that are
stored. Pure.

A key of a person without a role may send ten requests a UTC day. All watches of all servers share them:
notices are read once, by windows of some days, and every watch is answered from what is stored. A request is
counted before it is sent, so that a killed process cannot send one that nobody counted.
"""

import functools
import json
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.protocol import SourceErrorKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

REQUESTS_A_DAY = 10
AT_ONCE = 4
"""Requests allowed from midnight on. One more is allowed after each ``SPREAD``, so that failures do not use
up the whole day's quota."""
SPREAD = timedelta(hours=3)
PAGE = 1000  # notices, the maximum
WINDOW = timedelta(days=3)
FIRST = timedelta(days=30)
"""Period to read before watches are answered: about thirty pages, so three days of requests."""
KEPT = timedelta(days=120)
"""Time for which notices are stored, by the day they were posted."""
SETTLED = timedelta(hours=12)
"""Delay after the end of a UTC day before it is read, so that the day has ended in Hawaii as well."""
CLOCKS = timedelta(days=1)
"""Maximum difference between the clocks of two processes."""
MAX_TRIES = 3
"""Reads of a window whose pages bring fewer different notices than the API counts, or whose count falls
meanwhile. After that many, the notices are accepted as they are: each page was full, so the count itself is
wrong."""
AFTER_FAILURE = timedelta(hours=1)
AFTER_BAD_ANSWER = timedelta(hours=6)
MAX_PAUSE = timedelta(days=2)
LATE = timedelta(days=2)
"""Delay of the notices after which a used-up quota is reported as a failure."""

_UNREADABLE = frozenset({SourceErrorKind.BAD_ANSWER, SourceErrorKind.PAGES_MISSING, SourceErrorKind.MOVED})


class NoRequestLeft(Exception):
    """Raised when no request may be counted: it may not be sent now, or there is no page to ask for."""


class Overtaken(Exception):
    """Raised for a page that is no longer the one in progress: another process read it, too."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page to ask for: the days of its window, both included, and the page's index."""

    first: date
    last: date
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Progress of all reads together.

    ``through`` and ``back_to`` are the last and the first day read, ``wanted`` the first day to be read
    before watches are answered. ``step`` and ``total`` are of the window in progress, ``tries`` is how often
    it is read again. ``pages`` is the number of the last stored page. ``paused_until`` and ``fault`` are of
    the last failure; with another ``key`` than its own (a fingerprint), they no longer hold.
    """

    day: date | None = None
    requests: int = 0
    through: date | None = None
    back_to: date | None = None
    wanted: date | None = None
    step: Step | None = None
    total: int | None = None
    tries: int = 0
    pages: int = 0
    read_at: datetime | None = None
    paused_until: datetime | None = None
    fault: str | None = None
    key: str = ""

    @property
    def is_ready(self) -> bool:
        """True if enough is read to answer watches."""
        return self.back_to is not None and self.wanted is not None and self.back_to <= self.wanted

    def stored(self) -> str:
        """Return the text for the database, which ``from_stored`` reads."""
        return _stored().dump_json(self).decode()

    @classmethod
    def from_stored(cls, text: str) -> "Progress":
        return _stored().validate_json(text)


@functools.cache
def _stored() -> "TypeAdapter[Progress]":
    """Return what reads and writes progress as JSON. Few bots need it, so no start imports it."""
    from pydantic import TypeAdapter

    return TypeAdapter(Progress)


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page of a window as it was read last. ``number`` grows with every page that is stored."""

    number: int
    step: Step
    read_at: datetime
    content: bytes

    def rows(self) -> list[Mapping[str, Any]]:
        """Return the notices, as ``parse.kept`` left them; an entry without an id is empty."""
        found: list[Mapping[str, Any]] = json.loads(zlib.decompress(self.content), parse_float=Decimal)
        return found


class NoticePages(Protocol):
    """Store of the progress and the pages, shared by all processes."""

    async def progress(self) -> Progress: ...

    async def change(
        self, change: Callable[[Progress], Progress], page: StoredPage | None = None
    ) -> Progress:
        """Change the progress and store a page, in one transaction that no other overlaps. The page replaces
        an earlier one of the same step. If ``change`` raises, nothing is stored."""
        ...

    def after(self, number: int) -> AsyncIterator[StoredPage]:
        """Yield the pages with a higher number, in order."""
        ...

    async def of_window(self, first: date, last: date) -> list[StoredPage]:
        """Return the pages of a window."""
        ...

    async def forget(self, before: date) -> None:
        """Delete the pages of windows that ended before a day."""
        ...


def last_day(now: datetime) -> date:
    """Return the last day that is over everywhere in the United States."""
    return (now - SETTLED).date() - timedelta(days=1)


def begun(progress: Progress, now: datetime) -> Progress:
    """Return the progress with the days to be read first. They are set anew until the first page came, after
    a pause so long that reading all the days since would take weeks, and if a clock that was ahead let future
    days be read."""
    newest, step, reached = last_day(now), progress.step, progress.through
    if step is not None and (reached or step.page or progress.tries):
        reached = max(reached or step.last, step.last)
    if progress.wanted is not None and reached is not None and -CLOCKS <= newest - reached <= FIRST:
        return progress
    first = newest - FIRST + timedelta(days=1)
    return replace(progress, wanted=first, through=None, back_to=None, step=None, total=None, tries=0)


def next_step(progress: Progress, now: datetime) -> Step | None:
    """Return the page to ask for next, ``None`` if all is read: new days first, then those before them."""
    if progress.step is not None:
        return progress.step
    newest, days = last_day(now), WINDOW - timedelta(days=1)
    if progress.through is None:
        return Step(newest - days, newest)
    if progress.through < newest:
        first = progress.through + timedelta(days=1)
        return Step(first, min(first + days, newest))
    if progress.back_to is None or progress.wanted is None or progress.back_to <= progress.wanted:
        return None
    last = progress.back_to - timedelta(days=1)
    return Step(max(last - days, progress.wanted), last)


def allowed_at(progress: Progress, now: datetime, key: str) -> datetime:
    """Return the earliest time for another request: now, or later."""
    paused = progress.paused_until if progress.key == key else None
    if paused is not None and now < paused <= now + MAX_PAUSE:  # a later one: the clock was ahead
        return paused
    sent = progress.requests if progress.day == now.date() else 0
    midnight = datetime.combine(now.date(), time(), UTC)
    if sent < AT_ONCE:
        return now
    if sent >= REQUESTS_A_DAY:
        return midnight + timedelta(days=1)
    return max(now, midnight + SPREAD * (sent - AT_ONCE + 1))


def counted(progress: Progress, now: datetime, key: str) -> Progress:
    """Return the progress with one more request counted today; its ``step`` is the page to ask for. Raises
    ``NoRequestLeft``."""
    ahead = timedelta(0) if progress.day is None else progress.day - now.date()
    if timedelta(0) < ahead <= MAX_PAUSE:  # the clock was set back: the day's requests may be sent already
        raise NoRequestLeft
    if allowed_at(progress, now, key) > now:
        raise NoRequestLeft
    step = None if is_over(progress) else next_step(progress, now)
    if step is None:  # another process has read the last page
        raise NoRequestLeft
    sent = progress.requests if progress.day == now.date() else 0
    return replace(progress, day=now.date(), requests=sent + 1, step=step)


def page_read(progress: Progress, step: Step, total: int, now: datetime) -> Progress:
    """Return the progress after a page, whose window now has ``total`` notices. If there were more when the
    previous page was read, some notices moved to pages already read, so the window is read again. At the end
    of a window ``step`` points one page beyond it (``is_over``). Raises ``Overtaken``."""
    if progress.step != step:
        raise Overtaken
    fewer = step.page > 0 and progress.total is not None and total < progress.total
    moved = fewer and progress.tries + 1 < MAX_TRIES
    return replace(
        progress,
        step=replace(step, page=0 if moved else step.page + 1),
        total=total,
        tries=progress.tries + moved,
        pages=progress.pages + 1,
        read_at=now,
        paused_until=None,
        fault=None,
    )


def is_over(progress: Progress) -> bool:
    """True if all pages of the window in progress are read."""
    step, total = progress.step, progress.total
    return step is not None and total is not None and step.page * PAGE >= total


def window_read(progress: Progress, end: Step | None) -> Progress:
    """Return the progress after a complete window; ``end`` is the step beyond its last page. Unchanged if
    another process has moved on."""
    step = progress.step
    if step is None or step != end:
        return progress
    through = step.last if progress.through is None else max(progress.through, step.last)
    back_to = step.first if progress.back_to is None else min(progress.back_to, step.first)
    return replace(progress, step=None, total=None, tries=0, through=through, back_to=back_to)


def window_lacking(progress: Progress, end: Step | None, now: datetime, key: str) -> Progress:
    """Return the progress after a window whose pages do not add up: it is read again. ``end`` is the step
    beyond its last page. Unchanged as with ``window_read``."""
    step = progress.step
    if step is None or step != end:
        return progress
    again = replace(progress, step=replace(step, page=0), total=None, tries=progress.tries + 1)
    return failed(again, SourceErrorKind.PAGES_MISSING, now, key)


def failed(
    progress: Progress, fault: SourceErrorKind, now: datetime, key: str, until: datetime | None = None
) -> Progress:
    """Return the progress after a request that brought no page; ``until``: the API wants none before."""
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    if fault in (SourceErrorKind.QUOTA, SourceErrorKind.KEY_REFUSED):
        until = tomorrow if until is None else until
    elif until is None:
        until = now + (AFTER_BAD_ANSWER if fault in _UNREADABLE else AFTER_FAILURE)
    paused = min(max(until, now + AFTER_FAILURE), now + MAX_PAUSE)
    return replace(progress, fault=fault.value, paused_until=paused, key=key)


def told_fault(progress: Progress, now: datetime, key: str) -> SourceErrorKind | None:
    """Return the failure to report. A used-up quota is reported only when notices are late."""
    if progress.fault is None or progress.key != key:
        return None
    fault = SourceErrorKind(progress.fault)
    behind = progress.through is None or last_day(now) - progress.through > LATE
    return None if fault is SourceErrorKind.QUOTA and not behind else fault


def packed(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the content of a page."""
    return zlib.compress(canonical_bytes(list(rows)), 9)
