"""Voiding: the end of a demand on the page because its issuing key was copied, agreed by two organisers.

Whoever has a copy of the key can make any number of rows, so that its counts prove nothing. One organiser
proposes it with a public sentence why, another confirms it; a proposal alone has no effect. It is final: the
last entry of the ledger says so, what waits in the box is forgotten, and nothing more is issued in the round.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit, shown_proposal
from bot.common.clock import Clock
from bot.common.text import one_line
from bot.errors import UserError
from bot.petitions.demand_rows import lock_demand
from bot.petitions.page.ledgers import PageLedgers, close
from bot.petitions.posts import post, record
from bot.storage import Database
from bot.storage.models import Demand, PageDemand

WHY_LENGTH = 300


class Voiding:
    """Service for the demands of all servers that are signed on the page. Each call names a server and sees
    only that server's demands; ``by`` is the Discord id of the organiser."""

    def __init__(self, database: Database, clock: Clock, audit: Audit, ledgers: PageLedgers) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit
        self._ledgers = ledgers

    async def propose(self, server_id: int, demand_id: int, *, why: str, by: int) -> None:
        """Propose to void a demand; replaces an earlier proposal. Raises ``UserError``: without a reason, for
        a draft or one that is not signed on the page, and once its ledger is closed."""
        why = one_line(why)
        if not why or len(why) > WHY_LENGTH:
            raise UserError("refusal-void-why", most=WHY_LENGTH)
        async with self._database.write() as session:
            demand = await self._locked(session, server_id, demand_id)
            demand.void_proposal = await self._audit.proposal(session, server_id, by, why=why)
            await record(self._audit, session, demand, by, "demand-void-propose", after={"reason": why})

    async def confirm(self, server_id: int, demand_id: int, *, proposal: str, by: int) -> None:
        """Void a demand as another organiser proposed it, and post it. ``proposal`` is the id of the proposal
        that was shown. Raises ``UserError``, also if ``by`` proposed it."""
        now = self._clock()
        async with self._database.write() as session:
            demand = await self._locked(session, server_id, demand_id)
            proposed = shown_proposal(demand.void_proposal, proposal, kind="void")
            await self._audit.confirm(session, server_id, by, proposed, kind="void")
            demand.void_proposal = None
            demand.voided_at, demand.void_why = now, proposed["why"]
            close(demand, demand.closed_at or now)
            await session.flush()
            await post(session, self._database, demand, "void", "void", now)
            await record(self._audit, session, demand, by, "demand-void", after={"reason": demand.void_why})
        await self._ledgers.settle_soon(demand_id)

    async def drop(self, server_id: int, demand_id: int, *, by: int) -> None:
        """Delete a proposal. Raises ``UserError`` if there is none."""
        async with self._database.write() as session:
            demand = await self._locked(session, server_id, demand_id)
            if demand.void_proposal is None:
                raise UserError("refusal-void-changed")
            demand.void_proposal = None
            await record(self._audit, session, demand, by, "demand-void-drop")

    async def _locked(self, session: AsyncSession, server_id: int, demand_id: int) -> Demand:
        """Lock a demand that can be voided. Raises ``UserError``."""
        _, demand = await lock_demand(session, server_id, demand_id)
        page = await session.get(PageDemand, demand_id)
        if page is None:
            raise UserError("refusal-void-not-on-page")
        if demand.voided_at is not None:
            raise UserError("refusal-void-already")
        if page.ended_at is not None:
            raise UserError("refusal-void-ended")
        return demand
