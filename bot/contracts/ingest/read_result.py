"""Result of one read with its time budget, and its recording: one observation, and the row of each watch.

A source is stale if it is read completely, but has nothing new, or far fewer matches than before. A pause,
or two days without a complete read, resets the count of quiet days: the changes of that time are read at
once, and say nothing of how often the source publishes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import hold_unsure, note_full_read
from bot.announcements.digest_batching import release_batched
from bot.announcements.outbox import NewAnnouncement, enqueue, enqueue_baseline
from bot.common.async_utils import backoff
from bot.contracts.evidence_allowance import ALLOWANCE
from bot.contracts.ingest.ingestor import Ingestor, NobodyWatches
from bot.contracts.ingest.settlement import tell_organisers
from bot.contracts.ingest.subscriptions import hold_servers, mark_told
from bot.contracts.sources.protocol import HOST_FAULTS, ReadContext, SourceError, SourceErrorKind
from bot.storage import Database
from bot.storage.models import Server, Watch
from bot.storage.observations import note_observation

Notice = Literal["stale", "stale-over", "less", "less-over"]

MIN_QUIET = timedelta(days=14)
MIN_NEWS_READS = 10  # minimum of reads with news from which the source's rhythm is known
MAX_GAP = timedelta(days=2)
MIN_MATCHED = 10  # for fewer contracts, half is too few to mean anything

FIRST, EACH = 900.0, 10.0
"""Time limit of a read in seconds: the initial one, and an extension for each contract read in full. It
suffices for a thousand contracts with two or three requests each, at one request a second; an address that
gives nothing is abandoned after a quarter of an hour."""

T = TypeVar("T")

FIRST_RETRY = timedelta(minutes=15)  # exponential backoff, up to the usual interval
JITTER = (0.9, 1.1)
MAX_FAULTS, MAX_DETAIL_LENGTH = 20, 300  # stored per read
NEARLY_COMPLETE_READS = 3  # in a row, or
MAX_BASELINE_WAIT = timedelta(days=1)  # and a nearly complete read is the baseline
FAILURES_TOLD = 3  # failures in a row after which the organisers are told, once

INTERNAL = SourceErrorKind.INTERNAL.value
"""Fault of a read that failed by a bug of ours (``fault-internal`` in the texts)."""

PARTLY = "partly"
"""Fault of a read whose list of matches is complete, without single contracts (``fault-partly``)."""

# Faults after which further requests to the host are pointless.
_AWAY = frozenset({SourceErrorKind.RESTING, SourceErrorKind.NO_HOST})
_NO_HOST = HOST_FAULTS | _AWAY


class Budget:
    """Time budget of one read, starting now."""

    def __init__(self) -> None:
        self._ends_at = asyncio.get_running_loop().time() + FIRST

    def earn(self) -> None:
        """Extend the budget: a contract was read in full."""
        self._ends_at += EACH

    async def of(self, work: Awaitable[T]) -> T:
        """Await ``work``; when the budget is used up, cancel it and raise ``SourceError`` with
        ``TIMEOUT``."""
        limit = asyncio.timeout_at(self._ends_at)
        try:
            async with limit:
                return await work
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise SourceError(SourceErrorKind.TIMEOUT, "the time for one read is used up") from error


@dataclass(slots=True)
class ReadResult:
    """Result of one read, and its time budget."""

    matched: set[str] = field(default_factory=set)
    seen_whole: set[str] = field(default_factory=set)  # read in full, or unchanged since they were
    parents: dict[str, None] = field(default_factory=dict)  # a set in the order in which they came
    read: set[str] = field(default_factory=set)  # ids that were requested one by one
    unread: set[str] = field(default_factory=set)  # found, but could not be read or stored
    budget: Budget = field(default_factory=Budget)
    whole_search: bool = False  # everything that is neither matched nor unread does not match
    nothing_new: bool = False  # the source says so: the matches of the last read still hold
    lists_all: bool = True  # a complete search lists all matches, and not only changes
    asked: bool = True  # False: it was too early to ask the source, and this is no read
    given_up: bool = False  # not everything was requested that should have been
    changed: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fail(self, error: SourceError) -> None:
        self.faults.append((error.fault.value, error.detail))

    def has_found(self, source_id: str) -> bool:
        """True if an id matches, even if it could not be read."""
        return source_id in self.matched or source_id in self.unread

    @property
    def count(self) -> int:
        """The number of matches, whether they could be read or not."""
        return len(self.unread) + self._read_of_matched

    @property
    def complete(self) -> bool:
        """True if nothing failed. Entries that a source always leaves out are only reported."""
        return not self.faults or (
            self.whole_search and {fault for fault, _ in self.faults} == {SourceErrorKind.LEFT_OUT}
        )

    @property
    def concludes(self) -> bool:
        """True if every contract that is neither matched nor unread is known not to match."""
        return self.whole_search or self.nothing_new

    @property
    def settled(self) -> bool:
        """True if the read did everything it is for, except for single contracts that cannot be read now."""
        return self.concludes and not self.given_up

    @property
    def is_read(self) -> bool:
        """True if there is something to record: the source was asked, or something failed."""
        return self.asked or bool(self.faults)

    @property
    def nearly_complete(self) -> bool:
        """True if only single contracts are missing, and not more of them than were read."""
        return self.whole_search and self._mostly_read

    @property
    def host_answers(self) -> bool:
        """True if contracts can be requested by id: the circuit breaker of the host is closed, and it
        answered the search, if that did not end."""
        away = _AWAY if self.concludes else _NO_HOST
        return not any(fault in away for fault, _ in self.faults)

    @property
    def fault(self) -> str | None:
        """The fault to show for the read, ``None`` without any."""
        if not self.faults:
            return None
        if any(fault == ALLOWANCE for fault, _ in self.faults):
            return ALLOWANCE
        if self.complete:
            return SourceErrorKind.LEFT_OUT.value
        partly = self.settled and self._mostly_read and all(fault != INTERNAL for fault, _ in self.faults)
        return PARTLY if partly else self.faults[0][0]

    @property
    def _mostly_read(self) -> bool:
        return len(self.unread) <= self._read_of_matched

    @property
    def _read_of_matched(self) -> int:
        return len(self.matched) - sum(source_id in self.matched for source_id in self.unread)


class Bookkeeper:
    """Recorder of reads. ``poll`` is the usual interval between two reads, ``jitter`` draws from a range."""

    def __init__(self, database: Database, poll: timedelta, jitter: Callable[[float, float], float]) -> None:
        self._database = database
        self._poll = poll
        self._jitter = jitter

    async def begin(self, watch_ids: tuple[int, ...], now: datetime) -> None:
        """Postpone the next read as if this one had failed, so that a read that crashes the process is not
        repeated at once at each start. The result is recorded by ``note``."""
        async with self._database.write() as session:
            await hold_servers(session, watch_ids)
            wanted = select(Watch).where(Watch.id.in_(watch_ids)).order_by(Watch.id).with_for_update()
            for watch in await session.scalars(wanted):
                watch.next_read_at = now + self._retry_after(watch.failures)

    async def note(
        self,
        watch_ids: tuple[int, ...],
        intake: Ingestor,
        findings: ReadResult,
        reading: ReadContext,
        now: datetime,
        *,
        others: Collection[str] = (),
    ) -> None:
        """Record a read in one transaction: the observation, the rows of the watches, the digest of a first
        read, messages to the organisers, and the release of announcements from this read.

        For a read that asked nothing, only the time of the next one. ``others``: the keys of reads still in
        progress. Raises ``NobodyWatches``.
        """
        stretch = self._jitter(*JITTER)
        async with self._database.write() as session:
            await hold_servers(session, watch_ids, alone=True)
            wanted = select(Watch).where(Watch.id.in_(watch_ids)).order_by(Watch.id).with_for_update()
            watches = (await session.execute(wanted)).scalars().all()
            if not watches:
                raise NobodyWatches
            if findings.is_read:
                values = _observation(watches[0], intake, findings, now)
                await note_observation(session, self._database, [one.id for one in watches], values)
            held = await intake.evidence.charge(session, watches, intake.began.date())
            if findings.settled:
                intake.forget_marks(findings.unread)
                await intake.store_marks(session)
            for watch in watches:
                if not findings.is_read:
                    watch.next_read_at = now + (reading.next_in or self._poll) * stretch
                    continue
                watch.last_read_at = now
                before, read_before = watch.last_matched, watch.last_complete_at
                still_holds = findings.nothing_new and watch.fault == SourceErrorKind.LEFT_OUT
                if not still_holds:
                    watch.fault = findings.fault
                if findings.settled:
                    self._settled(watch, intake, findings, reading, now)
                self._ended(watch, findings, reading, stretch, now)
                if watch.id in held:
                    watch.fault = ALLOWANCE
                    watch.next_read_at = max(watch.next_read_at, _tomorrow(intake.began))
                if watch.baseline_at is None:
                    watch.nearly_complete = watch.nearly_complete + 1 if findings.nearly_complete else 0
                    if findings.complete or _is_near_enough(watch, now):
                        watch.baseline_at = now
                        watch.unread = sorted(findings.unread)
                        await mark_told(session, [watch.server_id], digest_of=watch.id, now=now)
                        await self._digest(session, watch, now)
                elif findings.complete:
                    await self._tell_of_source(session, watch, findings, before, read_before, now)
                await self._tell_organisers(session, watch, now)
            await tell_organisers(session, self._database, read_key=intake.key, others=others, now=now)
            await release_batched(session, self._database, occasion=intake.key, now=now, others=others)

    def _ended(
        self, watch: Watch, findings: ReadResult, reading: ReadContext, stretch: float, now: datetime
    ) -> None:
        """Note the end of a read, and the time of the next one."""
        if findings.complete:
            watch.failures, watch.last_complete_at = 0, now
            watch.next_read_at = now + (reading.next_in or self._poll) * stretch
        else:
            watch.next_read_at = now + self._retry_after(watch.failures) * stretch
            watch.failures += 1
        if reading.full and (findings.complete or findings.nearly_complete):
            note_full_read(watch, now, nothing_new=findings.nothing_new)

    @staticmethod
    def _settled(
        watch: Watch, intake: Ingestor, findings: ReadResult, reading: ReadContext, now: datetime
    ) -> None:
        watch.whole_read_at = intake.began
        if not findings.nothing_new:
            watch.last_matched = findings.count
        # Contracts that could not be read are retried in the next read, which must not get "nothing new".
        watch.state = reading.state if findings.complete or reading.stands else None
        if reading.full:
            watch.full_read_at = now

    async def _tell_organisers(self, session: AsyncSession, watch: Watch, now: datetime) -> None:
        """Tell organisers once when a watch fails, at once if it is held until tomorrow, and once when it
        works again."""
        held = watch.fault == ALLOWANCE
        if watch.failing_told_at is None and (held or watch.failures >= FAILURES_TOLD):
            if await self._to_organisers(session, watch, "failing", now):
                watch.failing_told_at = now
        elif watch.failing_told_at is not None and watch.failures == 0 and not held:
            watch.failing_told_at = None
            await self._to_organisers(session, watch, "working", now)

    async def _tell_of_source(
        self,
        session: AsyncSession,
        watch: Watch,
        findings: ReadResult,
        before: int | None,
        read_before: datetime | None,
        now: datetime,
    ) -> None:
        """Tell organisers once when a source has had nothing new for longer than ever, or far fewer matches,
        and once when this is over; ``before`` and ``read_before`` are of the previous complete read."""
        notices: list[Notice | None] = [
            note_quiet(watch, news=findings.changed > 0, read_before=read_before, now=now)
        ]
        if findings.lists_all and not findings.nothing_new:
            notices.append(note_number(watch, before=before, matched=findings.count, now=now))
        for kind in notices:
            if kind is None or await self._to_organisers(session, watch, kind, now):
                continue
            if kind == "stale":
                watch.stale_told_at = None
            elif kind == "less":
                watch.less_told_at = None

    async def _to_organisers(
        self,
        session: AsyncSession,
        watch: Watch,
        kind: Literal["failing", "working"] | Notice,
        now: datetime,
    ) -> bool:
        """Enqueue a message to the organisers; return whether there is a channel for it."""
        channel_id = await _channel(session, watch, organisers=True)
        if channel_id is None:
            return False
        announcement = NewAnnouncement(
            watch.server_id, channel_id, kind, f"watch:{watch.id}", f"{kind}:{now.isoformat()}"
        )
        await enqueue(session, self._database, announcement, now)
        return True

    async def _digest(self, session: AsyncSession, watch: Watch, now: datetime) -> None:
        channel_id = await _channel(session, watch, organisers=False)
        if channel_id is not None:
            await enqueue_baseline(
                session,
                self._database,
                server_id=watch.server_id,
                channel_id=channel_id,
                watch_id=watch.id,
                query_key=watch.query_key,
                now=now,
            )
            restored = and_(Watch.id == watch.id, Watch.sure_from >= now)
            await hold_unsure(session, now, subject=f"watch:{watch.id}", watches=restored)

    def _retry_after(self, failures: int) -> timedelta:
        return backoff(FIRST_RETRY, self._poll, failures)


def _observation(watch: Watch, intake: Ingestor, findings: ReadResult, now: datetime) -> dict[str, object]:
    return {
        "read_key": intake.key,
        "read_at": now,
        "complete": findings.complete,
        "matched": watch.last_matched or 0 if findings.nothing_new else findings.count,
        "changed": findings.changed,
        "faults": [
            {"fault": fault, "detail": detail[:MAX_DETAIL_LENGTH]}
            for fault, detail in findings.faults[:MAX_FAULTS]
        ],
    }


def _tomorrow(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _is_near_enough(watch: Watch, now: datetime) -> bool:
    """True if an incomplete read may be the baseline."""
    return watch.nearly_complete >= NEARLY_COMPLETE_READS or (
        watch.nearly_complete > 0 and now - watch.created_at >= MAX_BASELINE_WAIT
    )


async def _channel(session: AsyncSession, watch: Watch, *, organisers: bool) -> int | None:
    """Return the channel for a message: the organisers' channel if set, or the server's announcements
    channel."""
    wanted = (
        select(Server.channel_id, Server.organiser_channel_id)
        .where(Server.id == watch.server_id)
        .with_for_update(read=True)
    )
    channel_id, organiser_channel_id = (await session.execute(wanted)).one()
    return organiser_channel_id or channel_id if organisers else channel_id


def note_quiet(watch: Watch, *, news: bool, read_before: datetime | None, now: datetime) -> Notice | None:
    """Count the time without news after a complete read; return the notice to send. ``read_before``: the time
    of the one before it."""
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


def forget_staleness(watch: Watch) -> None:
    """Reset the counts of staleness, as after a pause; the known rhythm of the source is preserved."""
    watch.quiet_since = watch.stale_told_at = None
    watch.less_from = watch.less_told_at = None


def _is_gap(read_before: datetime | None, now: datetime) -> bool:
    return read_before is None or not timedelta(0) <= now - read_before <= MAX_GAP
