"""Who may sign: all that the organisers set must hold, when the form opens and when it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.signing.signer import Signer
from bot.refusal import Refusal
from bot.storage.tables import Demand, Server

MOST_DAYS = 3650
"""Ten years: Discord is not much older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is asked of whoever signs a demand now."""

    member_role_id: int | None = None
    account_days: int = 0  # since the Discord account was made
    server_days: int = 0  # since its holder joined the server


def refusal(conditions: Conditions, signer: Signer, *, now: datetime) -> Refusal | None:
    """The first condition that does not hold. Never looks at what the person signed, nor at the roster: a
    refusal for want of a link would show a bystander who is on it."""
    role_id = conditions.member_role_id
    if role_id is not None and role_id not in signer.role_ids:
        return Refusal("refusal-role-needed", role_id=str(role_id))
    if not _for_days(conditions.account_days, signer.account_created_at, now):
        return Refusal("refusal-account-young", days=conditions.account_days)
    if not _for_days(conditions.server_days, signer.joined_at, now):
        return Refusal("refusal-joined-lately", days=conditions.server_days)
    return None


def claim(demand: Demand, server: Server) -> None:
    """Let a demand that opens say of its signers what is asked of them. Raises ``Refusal`` if it is to ask
    for a roster that is not there."""
    if server.roster and server.roster_size is None:
        raise Refusal("refusal-roster-empty")
    demand.verified_by = "roster" if server.roster else "server" if server.member_role_id is None else "role"
    demand.roster_size = server.roster_size if server.roster else None
    demand.account_days, demand.server_days = server.min_account_days, server.min_server_days


async def weaken(session: AsyncSession, server_id: int, now_asked: Conditions) -> None:
    """Let the server's open demands claim of their signers no more than is asked from now on, in the
    caller's transaction. A claim never grows again: those who signed before were not asked.

    The roster is not taken back: a demand that opened with it goes on asking for it.
    """
    theirs = (Demand.server_id == server_id, Demand.state == "open")
    changed = {"stamp": Demand.stamp + 1}
    if now_asked.member_role_id is None:
        weaker = update(Demand).where(*theirs, Demand.verified_by == "role")
        await session.execute(weaker.values(verified_by="server", **changed))
    for column, days in (
        (Demand.account_days, now_asked.account_days),
        (Demand.server_days, now_asked.server_days),
    ):
        weaker = update(Demand).where(*theirs, column > days)
        await session.execute(weaker.values({column.key: days, **changed}))


def _for_days(days: int, since: datetime | None, now: datetime) -> bool:
    return not days or (since is not None and now - since >= timedelta(days=days))
