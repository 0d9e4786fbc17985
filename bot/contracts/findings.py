"""What one read came to, and noting it: one observation, and the row of each watch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.gathering import gathered
from bot.announcements.outbox import enqueue, enqueue_baseline
from bot.contracts.followers import mark_told
from bot.contracts.sources.protocol import Fault, Reading, SourceError
from bot.contracts.store import Intake, NobodyWatches
from bot.storage import Database
from bot.storage.tables import Observation, Server, Watch

FIRST_RETRY = timedelta(minutes=15)  # doubled with each failure, never longer than the usual wait
JITTER = (0.9, 1.1)
MOST_FAULTS, MOST_DETAIL = 20, 300  # kept of one read
NEARLY_COMPLETE_READS = 3  # in a row, or
LONGEST_WAIT_FOR_BASELINE = timedelta(days=1)  # and a nearly complete read is taken for the baseline
FAILURES_TOLD = 3  # in a row: then the organisers are told, once

_NO_HOST = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY, Fault.RESTING})  # asking for more is vain


@dataclass(slots=True)
class Findings:
    """What one read came to."""

    matched: set[str] = field(default_factory=set)
    seen_whole: set[str] = field(default_factory=set)  # read in full, or unchanged since they were
    unread: set[str] = field(default_factory=set)  # found, but could not be read or stored
    whole_search: bool = False  # whatever is not in one of these does not match
    nothing_new: bool = False  # the source says so: what matched at the last read matches now
    parents: dict[str, None] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)  # of those that were asked for by id
    changed: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fail(self, error: SourceError) -> None:
        self.faults.append((error.fault.value, error.detail))

    @property
    def complete(self) -> bool:
        return not self.faults

    @property
    def nearly_complete(self) -> bool:
        """Whether all that is missing is single contracts, and no more of them than were read."""
        return self.whole_search and len(self.unread) <= len(self.matched - self.unread)

    @property
    def host_answers(self) -> bool:
        return not any(fault in _NO_HOST for fault, _ in self.faults)


class Bookkeeper:
    """Notes reads. ``poll`` is the usual wait between two of them, ``jitter`` draws from a range."""

    def __init__(self, database: Database, poll: timedelta, jitter: Callable[[float, float], float]) -> None:
        self._database = database
        self._poll = poll
        self._jitter = jitter

    async def note(
        self,
        watch_ids: tuple[int, ...],
        intake: Intake,
        findings: Findings,
        reading: Reading,
        now: datetime,
    ) -> None:
        """In one transaction: the observation, the watches\' rows, the digest of a first read, what the
        organisers are to be told, and the release of what the read had announced. Raises ``NobodyWatches``.
        """
        stretch = self._jitter(*JITTER)
        async with self._database.write() as session:
            wanted = select(Watch).where(Watch.id.in_(watch_ids)).order_by(Watch.id).with_for_update()
            watches = (await session.execute(wanted)).scalars().all()
            if not watches:
                raise NobodyWatches
            await session.execute(
                insert(Observation), [_observation(watch, intake, findings, now) for watch in watches]
            )
            if findings.complete:
                await intake.store_marks(session)
            for watch in watches:
                watch.last_read_at = now
                watch.fault = findings.faults[0][0] if findings.faults else None
                if findings.complete:
                    self._completed(watch, findings, reading, now, stretch)
                else:
                    watch.state = reading.state if reading.stands else watch.state
                    watch.next_read_at = now + self._retry_after(watch.failures) * stretch
                    watch.failures += 1
                if watch.baseline_at is None:
                    watch.nearly_complete = watch.nearly_complete + 1 if findings.nearly_complete else 0
                    if findings.complete or _is_near_enough(watch, now):
                        watch.baseline_at = now
                        watch.unread = sorted(findings.unread)
                        await mark_told(session, [watch.server_id], digest_of=watch.id)
                        await self._digest(session, watch, now)
                await self._tell_organisers(session, watch, now)
            await gathered(session, self._database, occasion=intake.key, now=now)

    def _completed(
        self, watch: Watch, findings: Findings, reading: Reading, now: datetime, stretch: float
    ) -> None:
        watch.failures = 0
        watch.last_complete_at = now
        if not findings.nothing_new:
            watch.last_matched = len(findings.matched)
        watch.next_read_at = now + (reading.next_in or self._poll) * stretch
        watch.state = reading.state
        if reading.full:
            watch.full_read_at = now

    async def _tell_organisers(self, session: AsyncSession, watch: Watch, now: datetime) -> None:
        """Once that a watch fails, and once that it works again."""
        if watch.failing_told_at is None and watch.failures >= FAILURES_TOLD:
            if await self._to_organisers(session, watch, "failing", now):
                watch.failing_told_at = now
        elif watch.failing_told_at is not None and watch.failures == 0:
            watch.failing_told_at = None
            await self._to_organisers(session, watch, "working", now)

    async def _to_organisers(
        self, session: AsyncSession, watch: Watch, kind: Literal["failing", "working"], now: datetime
    ) -> bool:
        """Whether there is a channel to tell them in."""
        channel_id = await _channel(session, watch, organisers=True)
        if channel_id is None:
            return False
        await enqueue(
            session,
            self._database,
            server_id=watch.server_id,
            channel_id=channel_id,
            kind=kind,
            subject=f"watch:{watch.id}",
            occasion=f"{kind}:{now.isoformat()}",
            now=now,
        )
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

    def _retry_after(self, failures: int) -> timedelta:
        doubled: int = 2 ** min(failures, 16)
        return min(self._poll, FIRST_RETRY * doubled)


def _observation(watch: Watch, intake: Intake, findings: Findings, now: datetime) -> dict[str, object]:
    return {
        "watch_id": watch.id,
        "read_key": intake.key,
        "read_at": now,
        "complete": findings.complete,
        "matched": watch.last_matched or 0 if findings.nothing_new else len(findings.matched),
        "changed": findings.changed,
        "faults": [
            {"fault": fault, "detail": detail[:MOST_DETAIL]}
            for fault, detail in findings.faults[:MOST_FAULTS]
        ],
    }


def _is_near_enough(watch: Watch, now: datetime) -> bool:
    """Whether a read that is not complete may be the baseline."""
    return watch.nearly_complete >= NEARLY_COMPLETE_READS or (
        watch.nearly_complete > 0 and now - watch.created_at >= LONGEST_WAIT_FOR_BASELINE
    )


async def _channel(session: AsyncSession, watch: Watch, *, organisers: bool) -> int | None:
    """Where a server wants to be told: the organisers\' channel, or the one of all updates."""
    wanted = (
        select(Server.channel_id, Server.organiser_channel_id)
        .where(Server.id == watch.server_id)
        .with_for_update(read=True)
    )
    channel_id, organiser_channel_id = (await session.execute(wanted)).one()
    return organiser_channel_id or channel_id if organisers else channel_id
