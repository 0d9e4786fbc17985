"""Transactional outbox: announcements are enqueued in the transaction of the change itself, and read by
delivery and status; and their routing, to channels and to others when a channel changes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.common.news_class import NewsClass
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Announcement, PostStep, Server
from bot.storage.upsert import insert


@dataclass(frozen=True, slots=True)
class KindOfPost:
    """Properties of a kind of announcement.

    ``page``: the page of the public board that it is about; those without one go to the organisers' channel,
    if there is one. ``followed``: by a thread and a publication, if the server wants them, as news of
    contracts is: who writes in a thread under a demand would show that they care for it, and its buttons work
    in no other server. ``news``: the kind of news for which a post about a demand mentions a role.
    """

    page: Literal["contract", "contracts", "demand", "home", "updates", ""] = ""
    followed: bool = False
    news: str = ""


_DEMAND = KindOfPost("demand", news="demands")
KINDS: Mapping[str, KindOfPost] = {
    "contract": KindOfPost("contract", followed=True),
    "baseline": KindOfPost("contracts", followed=True),
    "changes": KindOfPost("updates", followed=True),  # of one read, if they are many
    "digest": KindOfPost("updates", followed=True),  # what was gathered for a channel's daily or weekly one
    "weekly": KindOfPost("updates"),
    "purchase": KindOfPost("contract"),  # other suppliers in the purchase that a contract is one order of
    "subcontracts": KindOfPost("contract"),  # of a contract
    "owner": KindOfPost("contracts"),  # another parent of a company that holds contracts
    "under-others": KindOfPost("contracts"),  # subcontracts that watched companies have of others' contracts
    "round-begun": KindOfPost("home"),  # of issuing keys, with the fingerprint of all rounds
    "demand": _DEMAND,  # its card, which is kept up to date
    "milestone": _DEMAND,
    "reminder": KindOfPost("demand", news="deadlines"),
    "widened": _DEMAND,
    "prolonged": _DEMAND,
    "closed": _DEMAND,
    "delivered": _DEMAND,
    "answered": _DEMAND,
    "void": _DEMAND,
    "failing": KindOfPost(),
    "working": KindOfPost(),
    "stale": KindOfPost(),  # a source is readable, but has had nothing new for longer than ever
    "stale-over": KindOfPost(),
    "less": KindOfPost(),  # a source returns much less than before
    "less-over": KindOfPost(),
    "drift": KindOfPost(),
    "retention": KindOfPost(),
    "restored": KindOfPost(),
    "restyled": KindOfPost(),  # a source changed its format
    "unsteady": KindOfPost(),  # a source gives other values time and again
    "facts-stale": KindOfPost(),  # facts that were not checked for long
    "fact-changed": KindOfPost(),  # a contract that a fact names
    "board-withheld": KindOfPost(),  # the database contradicts what the server's board has shown
    "card-objection": KindOfPost(),  # the holder of a member's card objected to a new code for its place
    "round-old": KindOfPost(),  # the newest round of issuing keys is three months old
}
"""Every kind of announcement."""

TO_ORGANISERS = tuple(kind for kind, of in KINDS.items() if not of.page)
DEMAND_KINDS = tuple(kind for kind, of in KINDS.items() if of.page == "demand")

CHANNEL_FAULTS = ("forbidden", "missing")
"""Reasons why a channel refuses posts (``channel-fault-<value>`` in the texts)."""


async def redirect(
    session: AsyncSession, server_id: int, channel_id: int, now: datetime, *, organisers: bool = False
) -> None:
    """Move pending announcements from other channels of the server to this one, in the caller's transaction:
    either those for everybody, or those for the ``organisers``.

    Announcements that may have been posted already stay: they can be found there, and would be posted twice
    here. Those that this channel has already, or would get twice, are dropped.
    """
    same, there = aliased(Announcement), aliased(Announcement)
    first = select(func.min(same.id)).where(_can_move(same, server_id, channel_id, organisers))
    has_it = exists().where(
        there.channel_id == channel_id,
        there.subject == Announcement.subject,
        there.occasion == Announcement.occasion,
    )
    moving = _can_move(Announcement, server_id, channel_id, organisers)
    await session.execute(
        delete(Announcement)
        .where(moving, or_(Announcement.id.not_in(first.group_by(same.subject, same.occasion)), has_it))
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Announcement)
        .where(moving)
        .values(
            channel_id=channel_id,
            attempts=0,
            first_attempt_at=None,
            last_attempt_at=None,
            next_attempt_at=now,
            fault=None,
        )
        .execution_options(synchronize_session=False)
    )


async def try_again(session: AsyncSession, server_id: int, channel_id: int, now: datetime) -> None:
    """Make the announcements that a channel refused due now, in the caller's transaction: the channel was
    fixed."""
    await session.execute(
        update(Announcement)
        .where(
            Announcement.server_id == server_id,
            Announcement.channel_id == channel_id,
            Announcement.state == "pending",
            Announcement.fault.in_(CHANNEL_FAULTS),
        )
        .values(next_attempt_at=now, fault=None)
        .execution_options(synchronize_session=False)
    )


def _can_move(row: Any, server_id: int, channel_id: int, organisers: bool) -> ColumnElement[bool]:
    """SQL condition: pending elsewhere and certainly not posted, i.e. without a recorded attempt that may
    have succeeded."""
    return and_(
        row.server_id == server_id,
        row.kind.in_(TO_ORGANISERS) if organisers else row.kind.not_in(TO_ORGANISERS),
        row.channel_id != channel_id,
        row.state == "pending",
        row.first_attempt_at.is_(None),
    )


def refused_elsewhere() -> ColumnElement[bool]:
    """SQL condition: held by a channel that is not the one in which its server posts."""
    return Announcement.fault.in_(CHANNEL_FAULTS) & Announcement.channel_id.is_distinct_from(
        Server.channel_id
    )


_ALL = true()
_OBJECTION = "card-objection:"

MAX_UNTOLD = 20
"""Notices of a server that wait for a channel or the next day, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An announcement, for rendering and posting."""

    id: int
    server_id: int
    channel_id: int
    kind: str
    subject: str  # "contract:12", "watch:3", "demand:5"
    occasion: str  # for contracts: the read's key
    language: str  # language of the server's posts
    created_at: datetime

    @property
    def subject_id(self) -> int:
        """Numeric id in ``subject``: of the contract, the watch or the demand."""
        return int(self.subject.partition(":")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Undelivered announcements of a server, and the reason."""

    pending: int
    gathered: int  # for the channel's next digest; not among the pending ones
    uncertain: int  # perhaps posted: the history is hidden, so they are not posted again
    oldest: datetime | None  # oldest pending or uncertain one
    channel_fault: str | None  # one of CHANNEL_FAULTS
    refused_steps: frozenset[str]  # what its posts lack for want of a right: "thread", "publish"
    unpublished: int  # posts that wait for their publication to other servers
    urgent: bool = False  # some of the gathered ones would be told at once, but for the day's other posts
    doubts: str = ""  # names the uncertain ones with their last attempts


@dataclass(frozen=True)
class NewAnnouncement:
    """An announcement to enqueue. Subject and occasion together are an idempotency key within a channel."""

    server_id: int
    channel_id: int
    kind: str  # one of ``KINDS``
    subject: str
    occasion: str
    gathering: bool = False  # waits for ``release_batched``
    news_class: NewsClass = NewsClass.ON_DEMAND  # of news about a contract
    shown_stamp: int | None = None  # minimum stamp of the demand that a card will show


async def enqueue(
    session: AsyncSession, database: Database, announcement: NewAnnouncement, now: datetime
) -> None:
    """Enqueue one announcement, in the caller's transaction."""
    await enqueue_all(session, database, [announcement], now)


async def enqueue_all(
    session: AsyncSession, database: Database, announcements: Iterable[NewAnnouncement], now: datetime
) -> None:
    """Enqueue several announcements, in the caller's transaction, with one statement. One that is there stays
    as it is, but for a higher class of its news."""
    common = {"created_at": now, "next_attempt_at": now, "state": "pending", "attempts": 0}
    if rows := [{**vars(announcement), **common} for announcement in announcements]:
        new = insert(database, Announcement)
        higher = new.excluded.news_class
        again = new.on_conflict_do_update(
            index_elements=["channel_id", "subject", "occasion"],
            set_={"news_class": higher},
            where=Announcement.news_class < higher,
        )
        await session.execute(again, rows)


async def channels_for(
    session: AsyncSession,
    server_ids: Iterable[int],
    wanted: ColumnElement[bool] | InstrumentedAttribute[bool] = _ALL,
) -> list[tuple[int, int]]:
    """Return the servers among these that want some news, with their channels, ordered by id. Their rows are
    locked: otherwise the news would miss a channel that an organiser sets at the same time."""
    channels = (
        select(Server.id, Server.channel_id)
        .where(Server.id.in_(list(server_ids)), wanted)
        .order_by(Server.id)
        .with_for_update(read=True)
    )
    rows = await session.execute(channels)
    return [(server_id, channel_id) for server_id, channel_id in rows if channel_id is not None]


async def enqueue_baseline(
    session: AsyncSession,
    database: Database,
    *,
    server_id: int,
    channel_id: int,
    watch_id: int,
    query_key: str,
    now: datetime,
) -> None:
    """Enqueue a watch's digest, once for each query of the watch: not again for another channel."""
    subject, occasion = f"watch:{watch_id}", f"baseline:{query_key[:32]}"
    theirs = Announcement.server_id == server_id, Announcement.subject == subject
    if not await session.scalar(select(exists().where(*theirs, Announcement.occasion == occasion))):
        announcement = NewAnnouncement(server_id, channel_id, "baseline", subject, occasion)
        await enqueue(session, database, announcement, now)


async def notify_organisers(
    session: AsyncSession, database: Database, server: Server, occasion: str, now: datetime
) -> None:
    """Enqueue a notice for a server's organisers, whose kind is the beginning of its ``occasion``; without a
    channel, it is kept until there is one."""
    if occasion not in server.untold:
        server.untold = [*server.untold, occasion][-MAX_UNTOLD:]
    await enqueue_untold(session, database, server, now)


async def enqueue_untold(session: AsyncSession, database: Database, server: Server, now: datetime) -> None:
    """Put the notices for organisers that waited for a channel, or for the next day, on their way, if the
    server has a channel now."""
    channel_id = server.organiser_channel_id or server.channel_id
    if channel_id is None:
        return
    waiting = [
        NewAnnouncement(server.id, channel_id, occasion.partition(":")[0], f"server:{server.id}", occasion)
        for occasion in server.untold
        if not waits(occasion, now)
    ]
    await enqueue_all(session, database, waiting, now)
    server.untold = [occasion for occasion in server.untold if waits(occasion, now)]


def objection_occasion(now: datetime) -> str:
    """Return the occasion of a notice that a card's holder objected. It is posted from the next day on: its
    time would be the one at which a member used the signing page."""
    return f"{_OBJECTION}{now.date().isoformat()}:{token_hex(8)}"


def waits(occasion: str, now: datetime) -> bool:
    """True for an objection of this day."""
    return occasion.startswith(_OBJECTION) and occasion.split(":")[1] >= now.date().isoformat()


class Outbox:
    """Service for what organisers see of announcements and decide about them."""

    def __init__(self, database: Database, clock: Clock, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def get(self, announcement_id: int) -> Queued | None:
        """Return an announcement, posted or not; ``None`` if there is none with this id."""
        async with self._database.read() as session:
            row = (await session.execute(select_queued().where(Announcement.id == announcement_id))).first()
        return None if row is None else to_queued(row)

    async def backlog(self, server_id: int) -> Backlog:
        """Return the undelivered announcements of this server."""

        gathered = and_(Announcement.state == "pending", Announcement.for_digest)

        def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
            return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

        elsewhere = func.max(case((refused_elsewhere(), Announcement.fault)))
        waiting = (
            select(
                number(and_(Announcement.state == "pending", ~gathered)).label("pending"),
                number(gathered).label("gathered"),
                number(and_(gathered, Announcement.news_class >= NewsClass.AT_ONCE)).label("urgent"),
                number(Announcement.state == "uncertain").label("uncertain"),
                func.min(case((~gathered, Announcement.created_at))).label("oldest"),
                elsewhere.label("fault"),
            )
            .join(Server, Server.id == Announcement.server_id)
            .where(Announcement.server_id == server_id, Announcement.state != "sent")
        )
        async with self._database.read() as session:
            found = (await session.execute(waiting)).one()
            fault = (
                await session.execute(select(Server.channel_fault).where(Server.id == server_id))
            ).scalar_one_or_none()
            steps = (await session.execute(_waiting_steps(server_id))).all()
            doubts = _named((await session.execute(_uncertain(server_id))).all())
        return Backlog(
            pending=found.pending,
            gathered=found.gathered,
            urgent=found.urgent > 0,
            uncertain=found.uncertain,
            oldest=found.oldest,
            channel_fault=fault or found.fault,
            refused_steps=frozenset(row.step for row in steps if row.fault is not None),
            unpublished=sum(row.number for row in steps if row.step == "publish"),
            doubts=doubts,
        )

    async def retry_uncertain(
        self, server_id: int, *, by: int | None = None, shown: str | None = None
    ) -> int:
        """Post the uncertain announcements again, in the current channel, because an organiser found them
        missing; return their number. ``shown``: the ``doubts`` that they were shown. Raises ``UserError`` if
        others are uncertain now."""
        now = self._clock()
        # Lock order: the server's row first, as everywhere. It has the current channel.
        chosen = select(Server.channel_id).where(Server.id == server_id).with_for_update(read=True)
        async with self._database.write() as session:
            channel_id = (await session.execute(chosen)).scalar_one_or_none()
            result: Any = await session.execute(
                (await _decided(session, server_id, shown)).values(
                    state="pending",
                    attempts=0,
                    first_attempt_at=None,
                    next_attempt_at=now,
                    fault=None,
                )
            )
            if channel_id is not None:
                await redirect(session, server_id, channel_id, now)
            await self._record(session, server_id, by, "posts-again", result.rowcount)
        return int(result.rowcount)

    async def settle_uncertain(
        self, server_id: int, *, by: int | None = None, shown: str | None = None
    ) -> int:
        """Mark the uncertain announcements as posted, because an organiser has seen them; return their
        number. ``shown`` and errors as for ``retry_uncertain``."""
        async with self._database.write() as session:
            decided = await _decided(session, server_id, shown)
            result: Any = await session.execute(decided.values(state="sent", fault=None))
            await self._record(session, server_id, by, "posts-seen", result.rowcount)
        return int(result.rowcount)

    async def _record(
        self, session: AsyncSession, server_id: int, by: int | None, act: str, posts: int
    ) -> None:
        if posts:
            await self._audit.record(
                session, server_id, by, act, f"server:{server_id}", after={"posts": posts}
            )


def _waiting_steps(server_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(PostStep.step, func.count().label("number"), func.max(PostStep.fault).label("fault"))
        .join(Announcement, Announcement.id == PostStep.announcement_id)
        .where(
            Announcement.server_id == server_id,
            PostStep.done_at.is_(None),
            PostStep.step.in_(("thread", "publish")),
        )
        .group_by(PostStep.step)
    )


def _uncertain(server_id: int) -> Select[*tuple[Any, ...]]:
    theirs = Announcement.server_id == server_id, Announcement.state == "uncertain"
    return select(Announcement.id, Announcement.last_attempt_at).where(*theirs).order_by(Announcement.id)


def _named(uncertain: Sequence[Any]) -> str:
    """Return a hash of uncertain announcements and their last attempts; empty if there is none."""
    rows = [tuple(row) for row in uncertain]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16] if rows else ""


async def _decided(session: AsyncSession, server_id: int, shown: str | None) -> Any:
    """Return an update of the uncertain announcements. Raises ``UserError`` if others are uncertain than were
    shown: nobody has looked for those."""
    now = (await session.execute(_uncertain(server_id).with_for_update())).all()
    if shown is not None and _named(now) not in ("", shown):
        raise UserError("refusal-other-doubts")
    return update(Announcement).where(Announcement.id.in_([row.id for row in now]))


def select_queued(*more: Any) -> Select[Any]:
    """Query for announcements with their server's language, and ``more`` columns."""
    return select(
        Announcement.id,
        Announcement.server_id,
        Announcement.channel_id,
        Announcement.kind,
        Announcement.subject,
        Announcement.occasion,
        Server.language,
        Announcement.created_at,
        *more,
    ).join(Server, Server.id == Announcement.server_id)


def to_queued(row: Any) -> Queued:
    """Convert a row of ``select_queued``."""
    return made_of(Queued, row)
