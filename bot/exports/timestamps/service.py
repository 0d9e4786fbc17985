"""Daily time-stamps: one process makes the document of the day and has each authority time-stamp it.

The document stands for the heads of all published ledgers, and for the answers that are not yet time-stamped.
A server's part has the SHA-256 of an answer only if that server may see all of it: the hash of a list that
was read for others would tell of their watches.

The document is stored before anybody is asked, and an answer before it counts: a process that is killed in
between asks again about the same bytes. The primary key allows one proof for each day and authority. A day
that no authority time-stamped is replaced by the next, which has all that it had.
"""

import asyncio
import logging
import secrets
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.async_utils import backoff
from bot.common.clock import Clock, seconds_awake_or_not
from bot.contracts.following import followed_ids
from bot.contracts.queries.snapshots import is_in_part, own_reads
from bot.contracts.sources import SourceError
from bot.contracts.sources.http import SourceHttp
from bot.exports.timestamps.document import (
    EVIDENCE,
    HEADS,
    StampedHead,
    document_of,
    evidence_part,
    heads_part,
    sums_of,
)
from bot.exports.timestamps.tokens import (
    MAX_ANSWER_SIZE,
    TokenError,
    check_token,
    request_for,
    root_certificate,
)
from bot.settings import TimestampAuthority
from bot.storage import Database
from bot.storage.models import (
    ContractSnapshot,
    Demand,
    Publication,
    Server,
    Snapshot,
    TimestampDay,
    TimestampPart,
    TimestampProof,
)
from bot.storage.upsert import insert_ignore

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class DayPart:
    """A server's part of a day's document."""

    server_id: int
    kind: str
    content: bytes


async def read_parts(session: AsyncSession, day: Day) -> list[DayPart]:
    """Return the parts of a day's document, of all servers that have something to prove."""
    parts = []
    there = select(Server.id).where(Server.removed_at.is_(None)).order_by(Server.id)
    for server_id in (await session.scalars(there)).all():
        if heads := await _heads(session, server_id):
            parts.append(DayPart(server_id, HEADS, heads_part(day, _salt(), heads)))
        if sums := await _new_sums(session, server_id):
            content = await asyncio.to_thread(evidence_part, day, _salt(), sums)
            parts.append(DayPart(server_id, EVIDENCE, content))
    return parts


def written(day: Day, parts: Sequence[DayPart]) -> tuple[bytes, list[TimestampPart]]:
    """Return the document with these parts, and their rows. Takes its time: not for the event loop."""
    rows = [
        TimestampPart(day=day, server_id=part.server_id, kind=part.kind, content=zlib.compress(part.content))
        for part in parts
    ]
    return document_of(day, (part.content for part in parts)), rows


async def _heads(session: AsyncSession, server_id: int) -> list[StampedHead]:
    """Return the newest publication of each demand of a server: public, on the board and in posts."""
    newest = (
        select(Publication.demand_id, func.max(Publication.number).label("number"))
        .join(Demand, Demand.id == Publication.demand_id)
        .where(Demand.server_id == server_id)
        .group_by(Publication.demand_id)
        .subquery()
    )
    query = (
        select(Demand.slug, Publication.number, Publication.hash)
        .join(Publication, Publication.demand_id == Demand.id)
        .join(
            newest,
            (newest.c.demand_id == Publication.demand_id) & (newest.c.number == Publication.number),
        )
    )
    return [
        StampedHead(slug, number, hash)
        for slug, number, hash in await session.execute(query)
        if hash is not None
    ]


async def _new_sums(session: AsyncSession, server_id: int) -> set[str]:
    """Return the SHA-256 of a server's answers that no time-stamp covers yet."""
    mine = func.max(case((ContractSnapshot.read_key.in_(own_reads(server_id)), 1), else_=0))
    query = (
        select(Snapshot.sha256, Snapshot.source, Snapshot.url, Snapshot.media, mine)
        .join(ContractSnapshot, ContractSnapshot.sha256 == Snapshot.sha256)
        .where(ContractSnapshot.contract_id.in_(followed_ids(server_id)))
        .group_by(Snapshot.sha256, Snapshot.source, Snapshot.url, Snapshot.media)
    )
    found = set()
    async for sha256, source, url, media, own in await session.stream(query):
        if not is_in_part(source, url, media, mine=bool(own)):
            found.add(sha256)
    proven = (
        select(TimestampPart.content)
        .where(TimestampPart.server_id == server_id, TimestampPart.kind == EVIDENCE)
        .where(TimestampPart.day.in_(select(TimestampProof.day)))
    )
    return found - await asyncio.to_thread(_all_sums, (await session.scalars(proven)).all())


def _all_sums(packed: Iterable[bytes]) -> set[str]:
    return {sha256 for content in packed for sha256 in sums_of(zlib.decompress(content))}


def _salt() -> str:
    return secrets.token_hex(_SALT_BYTES)


log = logging.getLogger(__name__)

LATE_AFTER = timedelta(days=3)
"""Time without a time-stamp after which the person who runs the bot is told."""
MAX_DIFFERENCE = timedelta(minutes=10)
"""Difference of an authority's clock from ours that is reported. The time-stamp is kept all the same."""

_FIRST_PAUSE_S, _MAX_PAUSE_S = 600.0, 6 * 3600.0


@dataclass(frozen=True, slots=True)
class AuthorityState:
    """State of an authority: its newest time-stamp, by its clock and by ours; ``None`` before the first."""

    url: str
    stamped_at: datetime | None = None
    received_at: datetime | None = None

    @property
    def differs(self) -> bool:
        """Return whether the two clocks were far apart."""
        if self.stamped_at is None or self.received_at is None:
            return False
        return abs(self.stamped_at - self.received_at) > MAX_DIFFERENCE

    def is_late(self, now: datetime) -> bool:
        """Return whether its newest time-stamp is days old."""
        return self.received_at is None or now - self.received_at > LATE_AFTER


@dataclass(slots=True)
class _Attempts:
    failures: int = 0
    not_before: float = 0.0
    why: str = ""


class Timestamps:
    """Asks the authorities once a day. ``now`` is a monotonic clock for the pauses after failures, which
    double up to six hours."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        http: SourceHttp,
        authorities: Sequence[TimestampAuthority],
        *,
        clock_is_right: Callable[[], bool] = lambda: True,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._clock = clock
        self._http = http
        self._authorities = {authority.url: authority.root for authority in authorities}
        self._clock_is_right = clock_is_right
        self._now = now
        self._attempts = {url: _Attempts() for url in self._authorities}
        self._faults: Sequence[str] = ()

    @property
    def faults(self) -> Sequence[str]:
        """Sentences for the health report: authorities that fail and have given no time-stamp for days, or
        none at all."""
        return self._faults

    async def tick(self) -> None:
        """Ask each authority that has not time-stamped today. A clock that is known to be wrong makes no
        document: its day would be wrong."""
        if not self._clock_is_right() or not await self._due(self._clock().date()):
            return
        try:
            await self._ask_all()
        finally:
            self._faults = await self._late()

    async def _late(self) -> Sequence[str]:
        states = await authority_states(self._database, list(self._authorities))
        return [
            f"No time-stamp from {state.url} "
            + ("yet" if state.received_at is None else f"since {state.received_at:%d %B %Y}")
            + f": {self._attempts[state.url].why}"
            for state in states
            if state.is_late(self._clock()) and self._attempts[state.url].failures
        ]

    async def _ask_all(self) -> None:
        day = self._clock().date()
        document = await self._document(day)
        for url in await self._due(day) if document is not None else ():
            await self._ask(url, day, document or b"")

    async def _due(self, day: Day) -> list[str]:
        """Return the authorities that have to be asked now."""
        done = select(TimestampProof.authority).where(TimestampProof.day == day)
        async with self._database.read() as session:
            stamped = set(await session.scalars(done))
        now = self._now()
        return [u for u, each in self._attempts.items() if u not in stamped and each.not_before <= now]

    async def _document(self, day: Day) -> bytes | None:
        """Return the document of the day, made if it is not there yet; ``None`` if nothing is to be
        proven."""
        stored = select(TimestampDay.document).where(TimestampDay.day == day)
        async with self._database.read() as session:
            if (found := await session.scalar(stored)) is not None:
                return found
            parts = await read_parts(session, day)
        if not parts:
            return None
        document, rows = await asyncio.to_thread(written, day, parts)
        unproven = TimestampDay.day.not_in(select(TimestampProof.day)) & (TimestampDay.day < day)
        async with self._database.write() as session:
            await session.execute(delete(TimestampDay).where(unproven))
            row = {"day": day, "document": document, "made_at": self._clock()}
            made = insert_ignore(self._database, TimestampDay).values(row).returning(TimestampDay.day)
            if await session.scalar(made) is None:  # another process was first
                return await session.scalar(stored)
            session.add_all(rows)
        return document

    async def _ask(self, url: str, day: Day, document: bytes) -> None:
        """Have an authority time-stamp the document; a failure is logged and tried again later."""
        attempts = self._attempts[url]
        try:
            proof = await self._proof(url, day, document)
        except (SourceError, TokenError, OSError) as error:
            self._note_failure(url, str(error))
            return
        async with self._database.write() as session:
            await session.execute(insert_ignore(self._database, TimestampProof).values(**proof))
        if attempts.failures:
            log.info("%s time-stamps again", url)
        self._attempts[url] = _Attempts()

    async def _proof(self, url: str, day: Day, document: bytes) -> dict[str, object]:
        """Return an authority's checked answer as a row. Without its root certificate, nobody is asked."""
        root = await asyncio.to_thread(root_certificate, self._authorities[url])
        request = await asyncio.to_thread(request_for, document)
        answer = await self._http.post_bytes(
            url,
            request.as_bytes(),
            media="application/timestamp-query",
            accept="application/timestamp-reply",
            max_bytes=MAX_ANSWER_SIZE,
        )
        token = await asyncio.to_thread(check_token, answer, document, root, request)
        received_at = self._clock()
        if AuthorityState(url, token.stamped_at, received_at).differs:
            log.warning(
                "%s dates its time-stamp %s, and this machine's clock says %s: one of them is wrong",
                url,
                token.stamped_at.isoformat(),
                received_at.isoformat(timespec="seconds"),
            )
        return {
            "day": day,
            "authority": url,
            "answer": answer,
            "root": root,
            "stamped_at": token.stamped_at,
            "received_at": received_at,
        }

    def _note_failure(self, url: str, why: str) -> None:
        attempts = self._attempts[url]
        if why != attempts.why:
            log.warning("no time-stamp of today from %s; it will be asked again: %s", url, why)
        failures = attempts.failures + 1
        pause = backoff(_FIRST_PAUSE_S, _MAX_PAUSE_S, failures - 1)
        self._attempts[url] = _Attempts(failures, self._now() + pause, why)


async def authority_states(database: Database, urls: Sequence[str]) -> Sequence[AuthorityState]:
    """Return the newest time-stamp of each authority."""
    newest = (
        select(TimestampProof.authority, func.max(TimestampProof.day).label("day"))
        .group_by(TimestampProof.authority)
        .subquery()
    )
    query = select(TimestampProof.authority, TimestampProof.stamped_at, TimestampProof.received_at).join(
        newest, (newest.c.authority == TimestampProof.authority) & (newest.c.day == TimestampProof.day)
    )
    async with database.read() as session:
        found = {row[0]: AuthorityState(*row) for row in await session.execute(query)}
    return [found.get(url, AuthorityState(url)) for url in urls]
