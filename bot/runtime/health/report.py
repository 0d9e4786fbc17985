"""Health report of the running bot.

Nothing in it changes when somebody signs or withdraws, presses a button or runs a command. So it has no count
of interactions, requests or commits, no size of the database or its log, no memory, processor time or
garbage, no delay of the event loop, and no age of the last event from Discord: polling these every second
would reveal when members act. Its values change with the public record, with public acts of organisers, and
with faults.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.board.state import BoardFault
from bot.common.async_utils import within
from bot.storage import Database
from bot.storage.errors import SENTENCES
from bot.storage.models import Announcement, Server, Watch
from bot.storage.notes import last_backups

_DATABASE_TIMEOUT_S = 5.0  # timeout of the database in seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHealth:
    """Health of one watch. ``age``: seconds since the last complete read, or since it was added if there was
    none."""

    id: int
    source: str
    age: int
    was_read: bool
    failures: int  # consecutive reads that were not complete
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseReport:
    """The part of the report that comes from the database."""

    watches: Sequence[WatchHealth]
    waiting: int  # announcements on their way to a channel
    oldest: int  # age of the oldest of them in seconds; 0 if there is none
    uncertain: int  # announcements that may have been posted: an organiser has to look
    refusing: int  # servers whose channel refuses posts
    backups: Mapping[str, int]  # age of the last backup in seconds, of "database" and "keys"; none: no entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The health report. ``stored`` is ``None`` while the database does not answer, ``drift`` before it was
    checked."""

    as_of: datetime
    gateway: bool
    silence: int  # seconds since the gateway's last heartbeat
    stored: DatabaseReport | None
    trouble: str | None  # code of why nothing can be stored, see ``bot.storage.errors``
    keys: bool  # the key folder answers
    drift: int | None  # demands whose signatures and ledger disagree
    failing: Mapping[str, int]  # consecutive failures by periodic task
    board: Sequence[BoardFault] = ()  # what could not be published on the board
    timestamps: Sequence[str] = ()  # authorities that have given no time-stamp for days, and why

    @property
    def ready(self) -> bool:
        """Return whether it answers members: connected to Discord, and database and key folder are there."""
        return self.gateway and self.stored is not None and self.keys

    @property
    def state(self) -> str:
        return "ready" if self.ready else "not ready"

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON, for people and programs. Ages are in seconds."""
        stored = self.stored
        return {
            "state": self.state,
            "wrong": list(self._wrong()),
            "as_of": self.as_of.isoformat(timespec="seconds"),
            "version": __version__,
            "gateway": {"connected": self.gateway, "heartbeat_age": self.silence},
            "database": {"reachable": stored is not None, "trouble": self.trouble},
            "keys": {"reachable": self.keys},
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
            "backups": stored and {"age": dict(stored.backups)},
            "counts": {"drift": self.drift},
            "failing_jobs": dict(self.failing),
            "board": [
                {"part": fault.part, "since": fault.since.isoformat(timespec="seconds"), "why": fault.why}
                for fault in self.board
            ],
            "timestamps": list(self.timestamps),
        }

    def _wrong(self) -> Sequence[str]:
        """Return sentences about problems that the steward has to look into."""
        said = []
        if not self.gateway:
            said.append("Discord's gateway is not there.")
        if not self.keys:
            said.append("The key folder does not answer: nothing is signed or withdrawn until it does.")
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
        said += [
            f"The board is not up to date since {fault.since:%d %B %Y, %H:%M} UTC ({fault.part}): {fault.why}"
            for fault in self.board
        ]
        said += (f"{fault}." for fault in self.timestamps)
        return said


async def ask(database: Database, now: datetime) -> DatabaseReport | None:
    """Read the database's part; ``None`` if it does not answer in time, whatever its driver raises."""
    try:
        return await within(_DATABASE_TIMEOUT_S, _stored(database, now))
    except Exception:  # while it starts up, drivers raise exceptions of no common type
        return None


async def _stored(database: Database, now: datetime) -> DatabaseReport:
    async with database.read() as session:
        return await _ask(session, now)


async def _ask(session: AsyncSession, now: datetime) -> DatabaseReport:
    waits = and_(
        Announcement.state == "pending", Announcement.gathering.is_(False), Announcement.for_digest.is_(False)
    )
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
    return DatabaseReport(
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
        backups={of: _age(at, now) for of, at in (await last_backups(session)).items()},
    )


def _age(since: datetime, now: datetime) -> int:
    """Return the age in whole seconds; 0 if the clock was set back meanwhile."""
    return max(0, int((now - since).total_seconds()))
