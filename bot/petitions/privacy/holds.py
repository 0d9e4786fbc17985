"""Legal holds: in a dispute, a demand's key is kept beyond its retention period, on the responsibility of two
organisers.

One proposes with a reason, another confirms; a proposal alone has no effect. A hold expires after a year,
unless it is renewed in the same way. A single organiser can end it: the key then has its grace period of two
weeks, in which it can be held again.
"""

from datetime import timedelta

from bot.audit import Audit, shown_proposal
from bot.common.clock import Clock
from bot.common.text import one_line
from bot.errors import UserError
from bot.petitions.demand_rows import is_held, lock_demand
from bot.petitions.posts import record
from bot.storage import Database
from bot.storage.models import Demand

HOLD = timedelta(days=365)
"""Duration of a hold, from its confirmation."""

REASON_LENGTH = 200


class Holds:
    """Service for the legal holds of all servers. Each call names a server and sees only that server's
    demands; ``by`` is the Discord id of the organiser."""

    def __init__(self, database: Database, clock: Clock, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def propose(self, server_id: int, demand_id: int, *, reason: str, by: int) -> None:
        """Propose to hold a demand's key, or to renew its hold; replaces an earlier proposal.

        Raises ``UserError``: without a reason, for a draft, and once the key is destroyed.
        """
        reason = one_line(reason)
        if not reason or len(reason) > REASON_LENGTH:
            raise UserError("refusal-hold-reason", most=REASON_LENGTH)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            _check_has_key(demand)
            demand.hold_proposal = await self._audit.proposal(session, server_id, by, reason=reason)
            await record(self._audit, session, demand, by, "demand-hold-propose", after={"reason": reason})

    async def confirm(self, server_id: int, demand_id: int, *, proposal: str, by: int) -> None:
        """Hold the key for a year from now, as proposed by another organiser. ``proposal`` is the id of the
        proposal that was shown. Raises ``UserError``, also if ``by`` proposed it."""
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            _check_has_key(demand)
            proposed = shown_proposal(demand.hold_proposal, proposal, kind="hold")
            await self._audit.confirm(session, server_id, by, proposed, kind="hold")
            demand.legal_hold, demand.hold_reason = True, proposed["reason"]
            demand.hold_until = self._clock() + HOLD
            start_notice_anew(demand)
            after = {"reason": demand.hold_reason, "hold_until": demand.hold_until}
            await record(self._audit, session, demand, by, "demand-hold", after=after)

    async def end(self, server_id: int, demand_id: int, *, by: int) -> None:
        """End a hold, and delete a proposal. Raises ``UserError`` if there is neither, and once the key is
        destroyed."""
        now = self._clock()
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            _check_has_key(demand)
            if not demand.legal_hold and demand.hold_proposal is None:
                raise UserError("refusal-not-held")
            if is_held(demand, now):
                demand.hold_until = now
            demand.legal_hold, demand.hold_reason = False, None
            start_notice_anew(demand)
            await record(self._audit, session, demand, by, "demand-release")


def start_notice_anew(demand: Demand) -> None:
    """Reset the notice to organisers after a change of a key's end, so that they are notified again and cards
    are updated."""
    demand.hold_proposal = None
    demand.retention_told_at = demand.retention_day = demand.overdue_day = None
    demand.stamp += 1


def _check_has_key(demand: Demand) -> None:
    if demand.state == "draft":
        raise UserError("refusal-no-such-demand")
    if demand.signed_by == "paper":
        raise UserError("refusal-hold-paper")
    if demand.key_destroyed_at is not None:
        raise UserError("refusal-demand-anonymous", day=demand.key_destroyed_at.date())
