"""Steps that follow a post: a thread under it, its publication to the servers that follow its channel, and
its edit when more is known of what it tells.

A step is stored in the transaction that stores the post as sent, or what more is known, and forgotten when
Discord confirmed it. All can be asked for twice, so a crash between the request and its record causes one
more request. A step that fails does not touch the post.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Literal, cast

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import KINDS, Queued, select_queued, to_queued
from bot.announcements.poster_interface import ChannelRefuses, FollowUpPoster, Gone, TryAgain, take_groups
from bot.common.async_utils import backoff
from bot.common.clock import Clock
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Announcement, PostStep, Server
from bot.storage.upsert import insert, insert_ignore

log = logging.getLogger(__name__)


Step = Literal["thread", "publish", "edit"]

PUBLISHED_AN_HOUR = 10
"""Discord's limit of publications in one channel."""

_HOUR = timedelta(hours=1)
_EDITS_FOR = timedelta(days=7)  # after the post: a purchase of many orders is proved within some days
_KEEPS_TRYING = timedelta(days=7)  # after the post; later neither a thread nor a publication helps anybody
_PROBE = timedelta(minutes=5)  # until the right is looked for again
_FIRST_WAIT, _LAST_WAIT = timedelta(seconds=10), timedelta(hours=6)
_MAX_STEPS_PER_TICK = 200
_STEP_TIMEOUT_S = 8.0


@dataclass(frozen=True, slots=True)
class _Due:
    queued: Queued
    step: Step
    message_id: int | None
    attempts: int
    since: datetime  # when it was due
    expired: bool  # not wanted any more, or too late


async def add_steps(session: AsyncSession, database: Database, queued: Queued, now: datetime) -> None:
    """Add the steps of a post that its server wants, in the transaction that stores it as sent."""
    if not KINDS[queued.kind].followed:
        return
    wanted = select(Server.threads, Server.publish).where(
        Server.id == queued.server_id, Server.channel_id == queued.channel_id
    )
    row = (await session.execute(wanted)).first()
    if row is None:
        return
    for step, chosen in (("thread", row.threads), ("publish", row.publish)):
        if chosen:
            await session.execute(
                insert_ignore(database, PostStep).values(
                    announcement_id=queued.id, step=step, attempts=0, next_attempt_at=now
                )
            )


async def edit_posts(session: AsyncSession, database: Database, subject: str, now: datetime) -> None:
    """Schedule an edit of each post about a contract from the last week, so that it shows what is known now;
    in the caller's transaction. A post that has not been started will show it anyway. One that is just being
    posted or edited may have been written from older data, so it is edited once more."""
    sent = and_(Announcement.message_id.is_not(None), Announcement.sent_at > now - _EDITS_FOR)
    begun = and_(Announcement.state == "pending", Announcement.first_attempt_at.is_not(None))
    posted = select(Announcement.id).where(
        Announcement.kind == "contract",
        Announcement.subject == subject,
        or_(and_(Announcement.state == "sent", sent), begun),
    )
    for announcement_id in await session.scalars(posted):
        key, values = {"announcement_id": announcement_id, "step": "edit"}, {"next_attempt_at": now}
        new = insert(database, PostStep).values(**key, **values, attempts=0)
        await session.execute(new.on_conflict_do_update(index_elements=list(key), set_=values))


class FollowUps:
    """Periodic task that takes the due steps."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        poster: FollowUpPoster,
    ) -> None:
        self._database = database
        self._clock = clock
        self._poster = poster

    async def tick(self) -> int:
        """Take the due steps, oldest first in a channel, and return their number."""
        in_turn = groupby(await self._due(), key=lambda one: (one.queued.channel_id, one.step))
        return await take_groups([list(steps) for _, steps in in_turn], self._take_in_turn)

    async def _due(self) -> list[_Due]:
        now = self._clock()
        query = (
            select_queued(
                PostStep.step,
                PostStep.attempts,
                PostStep.next_attempt_at,
                Announcement.message_id,
                Announcement.sent_at,
                Server.threads,
                Server.publish,
            )
            .join(PostStep, PostStep.announcement_id == Announcement.id)
            .where(
                PostStep.done_at.is_(None),
                Announcement.state == "sent",
                # A time beyond any wait was stored while the clock was ahead.
                or_(PostStep.next_attempt_at <= now, PostStep.next_attempt_at > now + _LAST_WAIT),
                Server.removed_at.is_(None),
            )
            .order_by(Announcement.channel_id, PostStep.step.desc(), Announcement.id)
            .limit(_MAX_STEPS_PER_TICK)
        )
        async with self._database.read() as session:
            rows = (await session.execute(query)).all()
        return [
            _Due(
                to_queued(row),
                cast(Step, row.step),
                row.message_id,
                row.attempts,
                row.next_attempt_at,
                expired=not {"thread": row.threads, "publish": row.publish}.get(row.step, True)
                or row.sent_at is None
                or row.sent_at < now - _KEEPS_TRYING,
            )
            for row in rows
        ]

    async def _take_in_turn(self, steps: Sequence[_Due], end: float) -> int:
        """Take the steps of one kind in one channel, until one has to wait."""
        taken = 0
        for one in steps:
            if asyncio.get_running_loop().time() >= end:
                break
            if one.expired or one.message_id is None:
                await self._forget(one)
                continue
            if one.step == "publish" and (free_at := await self._publishes_at(one)) > self._clock():
                await self._put_off(one, free_at, fault=None, attempts=one.attempts)
                break
            try:
                async with asyncio.timeout(_STEP_TIMEOUT_S):
                    await self._request(one, one.message_id)
            except Gone:
                await self._forget(one)
            except ChannelRefuses as error:
                await self._put_off(one, self._clock() + _PROBE, fault=error.code, attempts=one.attempts)
                break
            except (TryAgain, TimeoutError) as error:
                log.info("%s of announcement %s has to wait: %r", one.step, one.queued.id, error)
                wait = timedelta(seconds=getattr(error, "retry_after", None) or 0.0)
                await self._retry(one, wait)
                break
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("%s of announcement %s failed", one.step, one.queued.id)
                await self._retry(one)
            else:
                await self._finish(one)
                taken += 1
        return taken

    async def _request(self, one: _Due, message_id: int) -> None:
        if one.step == "thread":
            await self._poster.open_thread(one.queued, message_id)
        elif one.step == "edit":
            await self._poster.edit(one.queued, message_id)
        else:
            await self._poster.publish(one.queued, message_id)

    async def _publishes_at(self, one: _Due) -> datetime:
        """Return when the channel has room for a publication under Discord's limit."""
        now = self._clock()
        done = (
            select(PostStep.done_at)
            .join(Announcement, Announcement.id == PostStep.announcement_id)
            .where(
                Announcement.channel_id == one.queued.channel_id,
                PostStep.step == "publish",
                PostStep.done_at > now - _HOUR,
                PostStep.done_at <= now,
            )
            .order_by(PostStep.done_at.desc())
            .limit(PUBLISHED_AN_HOUR)
        )
        async with self._database.read() as session:
            times = [at for at in await session.scalars(done) if at is not None]
        return now if len(times) < PUBLISHED_AN_HOUR else times[-1] + _HOUR

    async def _retry(self, one: _Due, at_least: timedelta = timedelta()) -> None:
        wait = max(backoff(_FIRST_WAIT, _LAST_WAIT, one.attempts), min(at_least, _LAST_WAIT))
        await self._put_off(one, self._clock() + wait, fault=None, attempts=one.attempts + 1)

    async def _put_off(self, one: _Due, until: datetime, *, fault: str | None, attempts: int) -> None:
        """Put off this step, and with it the later ones of its kind in the channel."""
        rest = and_(
            PostStep.step == one.step,
            PostStep.done_at.is_(None),
            PostStep.announcement_id.in_(
                select(Announcement.id).where(Announcement.channel_id == one.queued.channel_id)
            ),
        )
        async with self._database.write() as session:
            await session.execute(
                update(PostStep)
                .where(rest)
                .values(next_attempt_at=until, fault=fault)
                .execution_options(synchronize_session=False)
            )
            await session.execute(update(PostStep).where(_is(one)).values(attempts=attempts))

    async def _finish(self, one: _Due) -> None:
        """Record a step as done, unless it is due anew. Publications are kept for an hour, because Discord
        limits them by the hour."""
        now = self._clock()
        async with self._database.write() as session:
            same = _is(one), PostStep.next_attempt_at == one.since
            await session.execute(update(PostStep).where(*same).values(done_at=now, fault=None))
            await session.execute(
                delete(PostStep)
                .where(
                    PostStep.done_at.is_not(None),
                    or_(
                        PostStep.step != "publish",
                        PostStep.done_at <= now - _HOUR,
                        PostStep.done_at > now + _LAST_WAIT,
                    ),
                )
                .execution_options(synchronize_session=False)
            )

    async def _forget(self, one: _Due) -> None:
        async with self._database.write() as session:
            await session.execute(delete(PostStep).where(_is(one)))


def _is(one: _Due) -> Any:
    return and_(PostStep.announcement_id == one.queued.id, PostStep.step == one.step)
