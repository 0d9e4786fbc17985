"""Erasing a person: everything about them, in every server of this bot, whatever it is."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import select

from bot.audit import Audit
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.roster.service import Roster
from bot.petitions.signing.service import Signing
from bot.storage import Database
from bot.storage.tables import Demand, Server

ANSWER_INTERVAL_S = 1.0
"""An erasure is answered at a whole multiple of it: the work takes longer where there is something to
withdraw."""

Sleep = Callable[[float], Awaitable[object]]


class Erasure:
    """Withdraws every signature of a person, and deletes what else is kept of them."""

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
        self._clearing = asyncio.Lock()
        self._to_clear = False

    async def erase(self, person_id: int) -> None:
        """Leave nothing that is about a person: their signatures in demands of any state, their place on
        rosters, who they are in the audit, their request for a copy. The same whatever there was, and after
        the same time.

        What was published is put right by the next publication. Raises the database's error, and
        ``KeysError``; then it is to be asked again.
        """
        work = asyncio.create_task(self._erase(person_id))
        try:
            await self._sleep(ANSWER_INTERVAL_S)
            while not work.done():
                await self._sleep(ANSWER_INTERVAL_S)
        finally:
            work.cancel()  # does nothing to what is done
        await work

    async def _erase(self, person_id: int) -> None:
        await self._withdraw_everything(person_id)
        async with self._database.write() as session:
            # Held first, as everywhere: who deletes a server goes from it to what hangs on it.
            held = select(Server.id).order_by(Server.id).with_for_update(read=True, key_share=True)
            await session.execute(held)
            await self._roster.erase(session, person_id)
            await self._audit.erase_actor(session, person_id)
            await self._requests.forget(session, person_id)
        await self._clear()

    async def _withdraw_everything(self, person_id: int) -> None:
        """Before the roster forgets them: without their place on it a signature made by it is not found.

        Looked for in every demand, and noted beside the keys of those where one stands: a union that they
        have nothing to do with has no trace of them."""
        async with self._database.read() as session:
            with_key = select(Demand.id).where(Demand.state != "draft", Demand.key_destroyed_at.is_(None))
            demand_ids = (await session.scalars(with_key.order_by(Demand.id))).all()
        await self._signing.withdraw_signed(demand_ids, member_id=person_id)

    async def _clear(self) -> None:
        """Clear the disk of what was erased, once for all who wait. A reader may stand in the way: the
        publications try again each hour."""
        self._to_clear = True
        async with self._clearing:
            if self._to_clear:
                self._to_clear = False
                await self._database.checkpoint()
