"""Erasure of a person: deletes all data about them, in every server of this bot."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import select

from bot.audit import Audit
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.roster.service import Roster
from bot.petitions.signing.service import Signing
from bot.storage import Database
from bot.storage.models import Demand, Server
from bot.storage.purge import purge_soon

ANSWER_INTERVAL_S = 1.0
"""Erasures are answered at a whole multiple of this interval: the work takes longer if there is something to
withdraw."""

Sleep = Callable[[float], Awaitable[object]]


class Erasure:
    """Service that withdraws all signatures of a person and deletes all other data about them."""

    def __init__(
        self,
        database: Database,
        *,
        signing: Signing,
        roster: Roster,
        audit: Audit,
        requests: AccessRequests,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._signing = signing
        self._roster = roster
        self._audit = audit
        self._requests = requests
        self._sleep = sleep
        self._purging = asyncio.Lock()
        self._to_clear = False

    async def erase(self, person_id: int) -> None:
        """Delete all data about a person: signatures in demands of any state, roster entries, identity in the
        audit log, access request. The response and its timing do not depend on what there was.

        The next publication corrects published counts. Raises the database's error, and ``KeysError``; then
        it must be requested again.
        """
        work = asyncio.create_task(self._erase(person_id))
        try:
            await self._sleep(ANSWER_INTERVAL_S)
            while not work.done():
                await self._sleep(ANSWER_INTERVAL_S)
        finally:
            work.cancel()  # no effect if it is done
        await work

    async def _erase(self, person_id: int) -> None:
        erased = False
        while not erased:
            await self._withdraw_everything(person_id)
            async with self._database.write() as session:
                # Locked first, as everywhere: the deletion of a server starts with its row.
                held = select(Server.id).order_by(Server.id).with_for_update(read=True, key_share=True)
                await session.execute(held)
                # Then nobody signs there: what they signed since under a roster entry would stay without it.
                by_roster = (Demand.verified_by == "roster", Demand.key_destroyed_at.is_(None))
                locked = select(Demand.id).where(*by_roster).order_by(Demand.id)
                demand_ids = (await session.scalars(locked.with_for_update(key_share=True))).all()
                erased = not await self._signing.stands(session, demand_ids, member_id=person_id)
                if erased:
                    await self._roster.erase(session, person_id)
                    await self._audit.erase_actor(session, person_id)
                    await self._requests.forget(session, person_id)
        await self._clear()

    async def _withdraw_everything(self, person_id: int) -> None:
        """Withdraw all signatures, before the roster entries are deleted: a signature that was made under one
        could not be found without it.

        All demands are searched, but a withdrawal is recorded beside a key only where a signature stands:
        other unions get no trace of the person.
        """
        async with self._database.read() as session:
            with_key = select(Demand.id).where(Demand.state != "draft", Demand.key_destroyed_at.is_(None))
            demand_ids = (await session.scalars(with_key.order_by(Demand.id))).all()
        await self._signing.withdraw_signed(demand_ids, member_id=person_id)

    async def _clear(self) -> None:
        """Clear erased data from the disk, once for all concurrent callers. A long read may prevent it: the
        publisher tries again every hour."""
        self._to_clear = True
        async with self._purging:
            if self._to_clear:
                self._to_clear = False
                await purge_soon(self._database)
