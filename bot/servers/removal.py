"""Removal from servers: nothing is posted or read for a server that removed the bot, and later its data is
deleted.

By the clock alone, a jump would delete a server and its keys at once: a minimum number of days on which the
bot ran, which it counts itself, must pass too.
"""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.errors import CANNOT_STORE
from bot.keystore.issuing import issuing_key
from bot.keystore.keyring import Keys, demand_key, roster_key, round_key, share_key
from bot.petitions.demand_rows import held_condition
from bot.petitions.demands.consent import drop_unused
from bot.petitions.page_rows import forget_note, held_note, withheld_note
from bot.servers.board import reserved_note
from bot.storage import Database
from bot.storage.models import Demand, IssuingKey, IssuingRound, Note, PageDemand, Server
from bot.storage.notes import days_run
from bot.storage.observations import forget_unwatched
from bot.storage.purge import purge_soon

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""Retention after the bot was removed from a server, in case that was a mistake. Members and stewards are
informed of it."""

MIN_UPTIME_DAYS = 24
"""Minimum number of days on which the bot ran in that time; it may be off on some."""

_NOTICE_INTERVAL = timedelta(days=1)


class Removals:
    """Notes removals of the bot from servers, and deletes their data after the retention period."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        keys: Keys,
        *,
        audit: Recorder = UNRECORDED,
    ) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._audit = audit
        self._told: dict[int, datetime] = {}  # last warning about a legal hold, by server

    async def note(self, server_id: int) -> None:
        """Note that the bot was removed from a server."""
        async with self._database.write() as session:
            noted = await session.execute(
                update(Server)
                .where(Server.id == server_id, Server.removed_at.is_(None))
                .values(removed_at=self._clock())
                .returning(Server.id)
            )
            if noted.first() is not None:
                log.warning(
                    "the bot was removed from server %s: its data will be deleted in %d days, unless it is "
                    "invited back",
                    server_id,
                    KEPT.days,
                )

    async def compare(self, present: Collection[int]) -> None:
        """Note what changed while the bot was offline: it is in the servers ``present``, and in no other.

        A server without a name is ignored: something was imported for it, and the bot was never there.
        """
        async with self._database.read() as session:
            known = (await session.execute(select(Server.id, Server.name, Server.removed_at))).all()
        for server in known:
            if server.id in present and server.removed_at is not None:
                await self.welcome(server.id)
            elif server.id not in present and server.removed_at is None and server.name:
                await self.note(server.id)

    async def welcome(self, server_id: int) -> bool:
        """Note that the bot is in a server; return whether it is there again."""
        async with self._database.write() as session:
            back = await session.execute(
                update(Server)
                .where(Server.id == server_id, Server.removed_at.is_not(None))
                .values(removed_at=None, removed_day=None)
                .returning(Server.id)
            )
            is_back = back.first() is not None
        if is_back:
            log.info("the bot is back in server %s: its data is kept", server_id)
        return is_back

    async def tick(self) -> int:
        """Delete the servers that are due; return their number. One that fails is logged and retried."""
        now, forgotten = self._clock(), 0
        day = await days_run(self._database, self._clock)
        await self._look(day, now)
        async with self._database.read() as session:
            due = (
                await session.scalars(
                    select(Server.id)
                    .where(
                        Server.removed_at <= now - KEPT,
                        Server.removed_day <= day - MIN_UPTIME_DAYS,
                    )
                    .order_by(Server.id)
                )
            ).all()
            kept = set(
                await session.scalars(
                    select(Demand.server_id).where(held_condition(now), Demand.server_id.in_(due)).distinct()
                )
            )
        for server_id in due:
            if server_id in kept:
                self._tell_of_hold(server_id, now)
                continue
            try:
                if await self.delete(server_id, removed_before=now - KEPT):
                    forgotten += 1
                    log.warning("server %s removed the bot long enough ago: its data is deleted", server_id)
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("the data of server %s could not be deleted", server_id)
        return forgotten

    async def delete(self, server_id: int, *, removed_before: datetime | None = None) -> bool:
        """Delete a server with everything that belongs to it, including the keys of its demands and of its
        roster. The name of its board stays reserved, by a hash: its addresses never become another's.

        With ``removed_before``, only if the bot was removed from it by then and none of its demands is under
        a legal hold; return whether it was deleted.
        """
        async with self._database.write() as session:
            # Locked before everything that depends on it: nobody opens a demand or joins a roster meanwhile.
            server = (
                await session.execute(select(Server).where(Server.id == server_id).with_for_update())
            ).scalar_one_or_none()
            demands = (
                await session.execute(
                    select(Demand.id, held_condition(self._clock()).label("held"))
                    .where(Demand.server_id == server_id)
                    .order_by(Demand.id)
                    .with_for_update()
                )
            ).all()
            if removed_before is not None and (
                server is None
                or server.removed_at is None
                or server.removed_at > removed_before
                or any(demand.held for demand in demands)
            ):
                return False
            if server is not None and (board := server.board_name or server.board):
                await session.merge(Note(name=reserved_note(board), value=""))
            names = [*(demand_key(demand.id) for demand in demands), roster_key(server_id)]
            names += await _names_of_rounds(session, server_id)
            await self._keys.forget(session, names)
            on_page = select(PageDemand).join(Demand, Demand.id == PageDemand.demand_id)
            for page in await session.scalars(on_page.where(Demand.server_id == server_id)):
                about = (withheld_note(page.demand_id), held_note(page.demand_id))
                await session.execute(delete(Note).where(Note.name.in_(about)))
                # The box is told at a tick.
                await session.merge(Note(name=forget_note(page.opening), value=page.opening))
            await session.execute(delete(Server).where(Server.id == server_id))
            await forget_unwatched(session)
            await self._audit.forget(session, server_id)
            await drop_unused(session, self._database)
        await self._keys.discard()
        await purge_soon(self._database)
        return True

    async def delete_again(self) -> None:
        """Delete again the servers that were deleted after this database was backed up: their keys are
        destroyed, and what is left of them here must not come back. Raises ``KeysError``."""
        for server_id in await self._keys.forgotten():
            await self.delete(server_id)
            log.warning(
                "server %s was deleted after this database was backed up, and its keys are destroyed: "
                "its data "
                "is deleted again",
                server_id,
            )

    async def _look(self, day: int, now: datetime) -> None:
        """Start the day count of newly removed servers. A removal noted by a clock that was ahead counts as
        noted now."""
        changes: tuple[tuple[ColumnElement[bool], dict[str, Any]], ...] = (
            (Server.removed_day.is_(None), {"removed_day": day}),
            (Server.removed_at > now, {"removed_at": now, "removed_day": day}),
        )
        async with self._database.read() as session:
            found = select(Server.id).where(
                Server.removed_at.is_not(None), or_(*(condition for condition, _ in changes))
            )
            ids = (await session.scalars(found)).all()
        if ids:
            async with self._database.write() as session:
                for condition, values in changes:
                    await session.execute(
                        update(Server)
                        .where(Server.id.in_(ids), Server.removed_at.is_not(None), condition)
                        .values(values)
                    )

    def _tell_of_hold(self, server_id: int, now: datetime) -> None:
        told = self._told.get(server_id)
        if told is None or not timedelta() <= now - told < _NOTICE_INTERVAL:
            self._told[server_id] = now
            log.warning(
                "server %s removed the bot long ago, and its data is kept: one of its demands is under a "
                "legal hold; end the hold to let it be deleted",
                server_id,
            )


async def _names_of_rounds(session: AsyncSession, server_id: int) -> list[str]:
    """Return the names of all keys of a server's rounds."""
    found = select(IssuingRound.public_id, IssuingKey.position).join(IssuingKey)
    rows = (await session.execute(found.where(IssuingRound.server_id == server_id))).all()
    return [
        *{round_key(row.public_id) for row in rows},
        *(share_key(row.public_id, row.position) for row in rows),
        *(issuing_key(row.public_id, row.position) for row in rows),
    ]
