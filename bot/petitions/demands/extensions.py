"""Extensions of signing: a last day beyond the longest signing time that signers were told of.

The longest signing time is fixed when a demand opens, and stands in its consent: it limits how long its key
can exist. One organiser proposes a later last day, another confirms it; that makes a new version with a new
consent, which is posted. A proposal alone has no effect.
"""

import secrets
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock, add_months
from bot.common.deadline import is_over
from bot.errors import UserError
from bot.petitions.demands.consent import SIGNING_MONTHS, consent_texts, keep
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.service import keep_version
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page.limits import check_new_version
from bot.petitions.posts import post
from bot.petitions.privacy_notice import privacy_of
from bot.petitions.row_locks import lock_demand
from bot.storage import Database
from bot.storage.models import Demand
from bot.texts import Texts


class Extensions:
    """Service for the extensions of all servers. Each call names a server and sees only that server's
    demands; ``by`` is the Discord id of the organiser."""

    def __init__(
        self, database: Database, clock: Clock, texts: Texts, audit: Audit, on_page: PageLedgers | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._audit = audit
        self._page = on_page

    async def propose(self, server_id: int, demand_id: int, closes: Deadline, *, by: int) -> None:
        """Propose a later last day; replaces an earlier proposal. Raises ``UserError`` for a demand that is
        not open, for a day more than the longest signing time from now, and on the page while a new version
        would mark signatures (``petitions.page.limits``)."""
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            await self._check(session, demand, closes.moment)
            demand.extension = {
                "id": secrets.token_hex(4),
                "moment": closes.moment.isoformat(),
                "zone": closes.zone,
                "by": (await self._audit.token(session, server_id, by)).hex(),
            }
            await session.flush()
            subject, after = f"demand:{demand_id}", {"closes_at": closes.moment}
            await self._audit.record(session, server_id, by, "demand-extend-propose", subject, after=after)

    async def confirm(self, server_id: int, demand_id: int, *, proposal: str, by: int) -> None:
        """Extend signing as proposed by another organiser. ``proposal`` is the id of the proposal that was
        shown. Raises ``UserError``, also if ``by`` proposed it."""
        async with self._database.write() as session:
            server, demand = await lock_demand(session, server_id, demand_id)
            proposed = demand.extension
            if proposed is None or proposed["id"] != proposal:
                raise UserError("refusal-extension-changed")
            moment = datetime.fromisoformat(proposed["moment"])
            await self._check(session, demand, moment)
            proposers = [bytes.fromhex(proposed["by"])]
            await self._audit.second_person(session, server_id, by, proposers, kind="extension")
            before = {"closes_at": demand.closes_at, "signing_months": demand.signing_months}
            demand.closes_at, demand.time_zone = moment, proposed["zone"]
            demand.signing_months = _months_until(demand, moment)
            demand.consent = await consent_texts(
                self._texts,
                replace(privacy_of(server), retention_months=demand.retention_months),
                demand.texts,
                roster=demand.verified_by == "roster",
                signed_by=demand.signed_by,
                signing_months=demand.signing_months,
            )
            demand.consent_hash = await keep(session, demand.consent)
            demand.extension = None
            demand.version += 1
            demand.stamp += 1
            await session.flush()
            now = self._clock()
            await keep_version(session, demand, now)
            # Whoever signed before was told of a shorter time, and can still withdraw.
            await post(session, self._database, demand, "prolonged", f"prolonged:{demand.stamp}", now)
            after = {"closes_at": moment, "signing_months": demand.signing_months}
            await self._audit.record(
                session, server_id, by, "demand-extend", f"demand:{demand_id}", before=before, after=after
            )
            is_on_page = demand.signed_by == "page"
        if self._page is not None and is_on_page:
            await self._page.settle_soon(demand_id)

    async def _check(self, session: AsyncSession, demand: Demand, moment: datetime) -> None:
        now = self._clock()
        if demand.state == "draft" or demand.signing_months is None:
            raise UserError("refusal-demand-not-open")
        if is_over(demand, now):
            raise UserError("refusal-schedule-closed")
        if moment > add_months(now, SIGNING_MONTHS):
            raise UserError("refusal-extension-too-long", months=SIGNING_MONTHS)
        await check_new_version(session, demand, moment, now)


def _months_until(demand: Demand, moment: datetime) -> int:
    """Return the fewest months from a demand's opening that reach this moment."""
    opened_at = demand.opened_at or moment
    months = demand.signing_months or SIGNING_MONTHS
    while add_months(opened_at, months) < moment:
        months += 1
    return months
