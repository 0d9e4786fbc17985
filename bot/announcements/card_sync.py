"""Synchronisation of posted demand cards with the current state of their demands.

Every change of what a card shows increments the demand's stamp; each posted card stores the stamp that it was
last known to show. Edits are idempotent, so they need not be recorded before: a crash between the edit and
its record causes one more edit.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import String, cast, literal, literal_column, or_, update

from bot.announcements.outbox import Queued, select_queued, to_queued
from bot.announcements.poster_interface import ChannelRefuses, Gone, Poster, TryAgain, take_groups
from bot.common.async_utils import backoff
from bot.common.clock import Clock
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Announcement, Demand, Server

log = logging.getLogger(__name__)


_MAX_CARDS_PER_TICK = 200  # cards per tick
_EDIT_TIMEOUT_S = 8.0
_FIRST_WAIT, _LAST_WAIT = timedelta(seconds=10), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class _Behind:
    queued: Queued
    message_id: int
    stamp: int  # stamp of the demand when the card was found to be behind


class CardSync:
    """Periodic task that edits outdated cards."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        poster: Poster,
    ) -> None:
        self._database = database
        self._clock = clock
        self._poster = poster
        # Failed cards: number of failures in a row, and time of the next attempt. In memory only: an extra
        # edit does no harm.
        self._failed: dict[int, tuple[int, datetime]] = {}

    async def tick(self) -> int:
        """Edit outdated cards, and return their number."""
        channels = groupby(await self._behind(), key=lambda card: card.queued.channel_id)
        return await take_groups([list(cards) for _, cards in channels], self._edit_channel)

    async def _behind(self) -> list[_Behind]:
        now = self._clock()
        query = (
            select_queued(Announcement.message_id, Demand.stamp)
            .join(Demand, Announcement.subject == literal("demand:") + cast(Demand.id, String))
            .where(
                literal_column("announcements.kind = 'demand'"),  # matches the partial index
                Announcement.state == "sent",
                Announcement.message_id.is_not(None),
                Server.removed_at.is_(None),  # cards are unreachable there, not deleted
                or_(Announcement.shown_stamp.is_(None), Announcement.shown_stamp < Demand.stamp),
            )
            .order_by(Announcement.channel_id, Announcement.id)
        )
        async with self._database.read() as session:
            rows = (await session.execute(query)).all()
        found = [_Behind(to_queued(row), row.message_id, row.stamp) for row in rows]
        still = {card.queued.id for card in found}
        self._failed = {id: failure for id, failure in self._failed.items() if id in still}
        return [card for card in found if self._is_due(card.queued.id, now)][:_MAX_CARDS_PER_TICK]

    def _is_due(self, announcement_id: int, now: datetime) -> bool:
        _, until = self._failed.get(announcement_id, (0, now))
        return until <= now or until > now + _LAST_WAIT  # set by a clock that was ahead

    async def _edit_channel(self, cards: Sequence[_Behind], end: float) -> int:
        """Edit a channel's cards one after the other, until Discord asks to wait or refuses."""
        edited = 0
        for card in cards:
            if asyncio.get_running_loop().time() >= end:
                break
            try:
                async with asyncio.timeout(_EDIT_TIMEOUT_S):
                    await self._poster.edit(card.queued, card.message_id)
            except Gone:
                await self._forget(card)
            except (ChannelRefuses, TryAgain, TimeoutError) as error:
                log.info("card %s could not be edited: %r", card.queued.id, error)
                wait = getattr(error, "retry_after", None) or 0.0
                for other in cards:
                    self._put_off(other, timedelta(seconds=wait))
                break
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("card %s could not be edited", card.queued.id)
                self._put_off(card)
            else:
                await self._note(card)
                edited += 1
        return edited

    def _put_off(self, card: _Behind, at_least: timedelta = timedelta()) -> None:
        times = self._failed.get(card.queued.id, (0, None))[0]
        wait = max(backoff(_FIRST_WAIT, _LAST_WAIT, times), at_least)
        self._failed[card.queued.id] = (times + 1, self._clock() + wait)

    async def _note(self, card: _Behind) -> None:
        self._failed.pop(card.queued.id, None)
        async with self._database.write() as session:
            await session.execute(
                update(Announcement)
                .where(
                    Announcement.id == card.queued.id,
                    or_(Announcement.shown_stamp.is_(None), Announcement.shown_stamp < card.stamp),
                )
                .values(shown_stamp=card.stamp)
            )

    async def _forget(self, card: _Behind) -> None:
        """Drop the message id of a deleted message: there is nothing left to update."""
        self._failed.pop(card.queued.id, None)
        async with self._database.write() as session:
            await session.execute(
                update(Announcement).where(Announcement.id == card.queued.id).values(message_id=None)
            )
