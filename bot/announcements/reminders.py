"""Reminders for organisers: a periodic task, for servers that have a channel."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import ColumnElement, Executable, func

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.common.clock import Clock
from bot.storage import Database
from bot.storage.models import Server


class OrganiserReminders(ABC):
    """Base of such a task: a subclass finds what is due and enqueues it in ``_remind_all``."""

    kind: ClassVar[str]

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> int:
        """Enqueue the due reminders unless another process does, and return their number."""
        return await self._remind_all()

    @abstractmethod
    async def _remind_all(self) -> int:
        """Enqueue the due reminders, and return their number."""

    def _reachable(self) -> Sequence[ColumnElement[bool]]:
        """Return the conditions of a server whose organisers have a channel."""
        return (
            func.coalesce(Server.organiser_channel_id, Server.channel_id).is_not(None),
            Server.removed_at.is_(None),
        )

    async def _remind(self, server_id: int, subject: str, occasion: str, *noting: Executable) -> None:
        """Enqueue a reminder, with statements that note it."""
        async with self._database.write() as session:
            # Lock order: the server's row first, as everywhere. It has the current channel.
            server = await session.get(Server, server_id, with_for_update={"read": True})
            channel_id = None if server is None else server.organiser_channel_id or server.channel_id
            if channel_id is None:
                return
            for statement in noting:
                await session.execute(statement)
            announcement = NewAnnouncement(
                server_id, channel_id, self.kind, subject, f"{self.kind}:{occasion}"
            )
            await enqueue(session, self._database, announcement, self._clock())
