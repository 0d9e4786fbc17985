"""Members of a roster: their removal, the signatures of those who left, and their number."""

from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keystore.keyring import Keys
from bot.storage.models import (
    Demand,
    IssuingKey,
    IssuingRound,
    MemberCard,
    RosterLink,
    RosterMember,
    Signature,
)

_BATCH_SIZE = 10_000

ON_ROSTER = (
    (RosterMember.server_id == MemberCard.server_id)
    & (RosterMember.reference == MemberCard.place)
    & (RosterMember.seen > 0)
)
"""Condition that a card's place is on the roster."""


async def remove_members(session: AsyncSession, server_id: int, these: ColumnElement[bool]) -> None:
    """Take members off the roster, in the caller's transaction, which holds the server's row if any of them
    is on it: a round that begins counts them before, or not at all. A linked member keeps the link, and
    nothing else, as long as a demand may hold their signature: withdrawing it must stay possible."""
    theirs = RosterMember.server_id == server_id
    needed = exists().where(
        Demand.server_id == server_id,
        Demand.verified_by == "roster",
        Demand.state != "draft",
        Demand.key_destroyed_at.is_(None),
    )
    await session.execute(update(RosterMember).where(theirs, these).values(seen=0, code=None, code_from=None))
    await session.execute(
        delete(RosterMember).where(theirs, RosterMember.seen == 0, RosterMember.account.is_(None) | ~needed)
    )
    await session.execute(delete(RosterLink).where(RosterLink.server_id == server_id, ~needed))
    await remove_cards_off_roster(session, server_id)


async def remove_cards_off_roster(session: AsyncSession, server_id: int) -> None:
    """Delete the codes and cards of places that are not on the roster, in the caller's transaction. A card is
    kept as long as a ledger is open, or may still be opened, that a token of it may be in: withdrawing must
    stay possible, and who returns has it still, so that a new code for their place waits seven days."""
    needed = exists().where(
        IssuingRound.server_id == server_id,
        IssuingKey.round_id == IssuingRound.id,
        IssuingKey.state != "ended",
    )
    off = (MemberCard.server_id == server_id, ~exists().where(ON_ROSTER))
    ending = update(MemberCard).where(*off, MemberCard.code.is_not(None))
    await session.execute(ending.values(code=None, code_from=None))
    await session.execute(delete(MemberCard).where(*off, MemberCard.key.is_(None) | ~needed))


async def signatures_off_roster(session: AsyncSession, keys: Keys, demand_id: int) -> set[bytes]:
    """Return the references of a demand's signatures whose members are no longer on the roster.

    Empty for a demand that does not require the roster.
    """
    demand: Any = (
        await session.execute(
            select(Demand.server_id).where(Demand.id == demand_id, Demand.verified_by == "roster")
        )
    ).one_or_none()
    if demand is None:
        return set()
    standing = select(Signature.reference).where(
        Signature.demand_id == demand_id, Signature.state != "leaving"
    )
    left = set(await session.scalars(standing))
    page = (
        select(RosterMember.reference)
        .where(RosterMember.server_id == demand.server_id, RosterMember.seen > 0)
        .order_by(RosterMember.reference)
        .limit(_BATCH_SIZE)
    )
    last = b""
    while left and (members := (await session.scalars(page.where(RosterMember.reference > last))).all()):
        for member in members:
            reference = await keys.roster_reference(demand_id, member)
            if reference is not None:
                left.discard(reference)
        last = members[-1]
    return left


async def last_import(session: AsyncSession, server_id: int) -> int:
    """Return the number of the last import of a server's roster; 0: none."""
    newest = select(func.max(RosterMember.seen)).where(RosterMember.server_id == server_id)
    return await session.scalar(newest) or 0


def round_down(count: int) -> int:
    """Round down to tens."""
    return count // 10 * 10
