"""Subject access requests: recorded at once, served a day later.

Everybody gets the same acknowledgement and, a day later, a file, whatever is stored about them. So nobody can
be forced to show on the spot whether they signed.
"""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.models import AccessRequest
from bot.storage.upsert import insert

DELAY = timedelta(days=1)
"""Delay until the file can be collected, rounded up to the hour."""

OPEN_FOR = timedelta(days=7)
"""Period in which the file can be collected."""

KEY = "privacy"
_PERSON = b"tocsin privacy\0"  # HMAC domain separation


class AccessRequests:
    """Open requests, stored under keyed references of people."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys

    async def ask(self, person_id: int) -> datetime | None:
        """Record a person's request, unless there is one. Return the time at which the file can be collected,
        or ``None`` if it can be now. Raises ``KeysError``."""
        now = self._clock()
        async with self._database.write() as session:
            reference = _reference(await self._keys.ensure(session, KEY), person_id)
            ready_at = await session.scalar(
                select(AccessRequest.ready_at).where(AccessRequest.reference == reference)
            )
            # A time later than that was stored while the clock was ahead.
            if ready_at is not None and now - OPEN_FOR < ready_at <= now + DELAY + timedelta(hours=1):
                return ready_at if ready_at > now else None
            ready_at = _next_hour(now + DELAY)
            noting = insert(self._database, AccessRequest).values(reference=reference, ready_at=ready_at)
            await session.execute(
                noting.on_conflict_do_update(index_elements=["reference"], set_={"ready_at": ready_at})
            )
        return ready_at

    async def collected(self, person_id: int) -> None:
        """Delete the request of a person who has collected the file."""
        async with self._database.write() as session:
            await self.forget(session, person_id)

    async def forget(self, session: AsyncSession, person_id: int) -> None:
        """Delete a person's request, in the caller's transaction."""
        key = await self._keys.key(KEY)
        if key is not None:
            theirs = AccessRequest.reference == _reference(key, person_id)
            await session.execute(delete(AccessRequest).where(theirs))

    async def tick(self) -> None:
        """Delete expired requests."""
        async with self._database.write() as session:
            over = AccessRequest.ready_at <= self._clock() - OPEN_FOR
            await session.execute(delete(AccessRequest).where(over))


def _reference(key: bytes, person_id: int) -> bytes:
    return hmac.digest(key, _PERSON + str(person_id).encode(), "sha256")


def _next_hour(moment: datetime) -> datetime:
    """Round up to the hour: the minute would reveal when somebody asked."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hour == moment else hour + timedelta(hours=1)
