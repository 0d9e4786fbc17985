"""How the running bot is, in one look.

Nothing in it moves when somebody signs or withdraws, presses a button or asks a question. So it has no count
of interactions, requests or commits, no size of the database or its log, no memory, processor time or
garbage, no delay of the event loop, and no age of the last event from Discord: whoever reads these every
second would see when members act. What is here moves with the public record, with what organisers do in
public, and with faults.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.patience import within
from bot.storage import Database
from bot.storage.tables import Announcement, Server, Watch
from bot.storage.trouble import SENTENCES

_PATIENCE = 5.0  # seconds that the database has to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHealth:
    """``age``: seconds since the last complete read, or since it was added where there was none."""

    id: int
    source: str
    age: int
    was_read: bool
    failures: int  # reads in a row that were not complete
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the database tells."""

    watches: Sequence[WatchHealth]
    waiting: int  # announcements on their way to a channel
    oldest: int  # seconds that the oldest of them waits; 0 where there is none
    uncertain: int  # announcements that may have been posted: an organiser has to look
    refusing: int  # servers whose channel refuses posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``stored`` is ``None`` while the database does not answer, ``silence`` on a process that stands by,
    ``drift`` before it was looked for."""

    as_of: datetime
    standby: bool
    gateway: bool
    silence: int | None  # seconds since the gateway's last heartbeat
    stored: Stored | None
    trouble: str | None  # why nothing can be stored, see ``bot.storage.trouble``
    drift: int | None  # demands of which signatures and ledger disagree
    failing: Mapping[str, int]  # work in the background: rounds in a row that failed

    @property
    def ready(self) -> bool:
        """It answers members: connected to Discord, and the database is there."""
        return self.gateway and self.stored is not None and not self.standby

    @property
    def state(self) -> str:
        return "standby" if self.standby else "ready" if self.ready else "not ready"

    def as_json(self) -> dict[str, Any]:
        """For people and programs. Ages are in seconds."""
        stored = self.stored
        return {
            "state": self.state,
            "wrong": list(self._wrong()),
            "as_of": self.as_of.isoformat(timespec="seconds"),
            "version": __version__,
            "gateway": {"connected": self.gateway, "heartbeat_age": self.silence},
            "database": {"reachable": stored is not None, "trouble": self.trouble},
            "announcements": stored
            and {
                "waiting": stored.waiting,
                "oldest_age": stored.oldest if stored.waiting else None,
                "uncertain": stored.uncertain,
                "servers_refusing": stored.refusing,
            },
            "watches": stored
            and [
                {
                    "id": watch.id,
                    "source": watch.source,
                    "complete_read_age": watch.age if watch.was_read else None,
                    "failed_reads": watch.failures,
                    "paused": watch.paused,
                }
                for watch in stored.watches
            ],
            "counts": {"drift": self.drift},
            "failing_jobs": dict(self.failing),
        }

    def _wrong(self) -> Sequence[str]:
        """What the steward has to look at, in sentences."""
        said = []
        if not self.standby and not self.gateway:
            said.append("Discord's gateway is not there.")
        if self.stored is None:
            said.append("The database does not answer.")
        else:
            if self.stored.refusing:
                said.append(
                    f"Servers whose channel refuses posts: {self.stored.refusing}. /updates status says why."
                )
            if self.stored.uncertain:
                said.append(
                    f"Announcements that may have been posted or not: {self.stored.uncertain}. An organiser "
                    "decides in /updates status."
                )
            failing = [str(watch.id) for watch in self.stored.watches if watch.failures and not watch.paused]
            if failing:
                said.append(f"Watches whose last read was not complete: {', '.join(failing)}.")
        if self.trouble is not None:
            said.append(f"Nothing can be stored: {SENTENCES[self.trouble]}.")
        if self.drift:
            said.append(f"Demands whose count and ledger do not agree: {self.drift}. Run tocsin check.")
        said += [
            f"{name} failed {times} times in a row: see the log." for name, times in self.failing.items()
        ]
        return said


async def ask(database: Database, now: datetime) -> Stored | None:
    """``None`` where the database does not answer in time, in whatever way it or its driver says so."""
    try:
        return await within(_PATIENCE, _stored(database, now))
    except Exception:  # while it starts, drivers raise what is of no common kind
        return None


async def _stored(database: Database, now: datetime) -> Stored:
    async with database.read() as session:
        return await _ask(session, now)


async def _ask(session: AsyncSession, now: datetime) -> Stored:
    waits = and_(Announcement.state == "pending", Announcement.gathering.is_(False))
    waiting, oldest, uncertain = (
        await session.execute(
            select(
                func.coalesce(func.sum(case((waits, 1), else_=0)), 0),
                func.min(case((waits, Announcement.created_at))),
                func.coalesce(func.sum(case((Announcement.state == "uncertain", 1), else_=0)), 0),
            )
            .join(Server, Server.id == Announcement.server_id)
            .where(Announcement.state.in_(("pending", "uncertain")), Server.removed_at.is_(None))
        )
    ).one()
    refusing = await session.execute(
        select(func.count()).where(Server.channel_fault.is_not(None), Server.removed_at.is_(None))
    )
    watches = await session.scalars(
        select(Watch)
        .join(Server, Server.id == Watch.server_id)
        .where(Server.removed_at.is_(None))
        .order_by(Watch.id)
    )
    return Stored(
        watches=[
            WatchHealth(
                id=watch.id,
                source=watch.source,
                age=_age(watch.last_complete_at or watch.created_at, now),
                was_read=watch.last_complete_at is not None,
                failures=watch.failures,
                paused=watch.paused_at is not None,
            )
            for watch in watches
        ],
        waiting=waiting,
        oldest=0 if oldest is None else _age(oldest, now),
        uncertain=uncertain,
        refusing=refusing.scalar_one(),
    )


def _age(since: datetime, now: datetime) -> int:
    """Whole seconds; none where a clock was set back meanwhile."""
    return max(0, int((now - since).total_seconds()))
