"""Places of the registrar's rounds: each member who is on the roster when a round begins, or added during it.

A place that leaves the roster stays counted, and is noted under the round's key: one who returns is counted
once, however often a roster is cleared, replaced and imported again.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keystore.keyring import Keys, round_key
from bot.petitions.roster.references import left_reference
from bot.storage.models import IssuingKey, IssuingRound, LeftPlace, RosterMember

_BATCH_SIZE = 10_000


async def note_leaving(session: AsyncSession, keys: Keys, server_id: int, these: ColumnElement[bool]) -> None:
    """Note the members that are about to leave the roster, in the caller's transaction."""
    page = (
        select(RosterMember.reference)
        .where(RosterMember.server_id == server_id, RosterMember.seen > 0, these)
        .order_by(RosterMember.reference)
        .limit(_BATCH_SIZE)
        .with_for_update()  # or two transactions would note one member
    )
    for round_id, secret in await _under_way(session, keys, server_id):
        last = b""
        while leaving := (await session.scalars(page.where(RosterMember.reference > last))).all():
            references = sorted(left_reference(secret, place) for place in leaving)
            values = [{"round_id": round_id, "reference": reference} for reference in references]
            await session.execute(insert(LeftPlace), values)
            last = leaving[-1]


async def count_added(session: AsyncSession, keys: Keys, server_id: int, added: Collection[bytes]) -> None:
    """Count members who are new, or on the roster again, in the caller's transaction, which holds the
    server's row; at most 10,000."""
    for round_id, secret in await _under_way(session, keys, server_id):
        references = [left_reference(secret, place) for place in added]
        returning = delete(LeftPlace).where(
            LeftPlace.round_id == round_id, LeftPlace.reference.in_(references)
        )
        known = (await session.execute(returning.returning(LeftPlace.reference))).all()
        more = IssuingRound.places + len(added) - len(known)
        await session.execute(update(IssuingRound).where(IssuingRound.id == round_id).values(places=more))


async def _under_way(session: AsyncSession, keys: Keys, server_id: int) -> list[tuple[int, bytes]]:
    """Return, with their keys, the rounds that have a ledger, or may still get one."""
    going_on = exists().where(IssuingKey.round_id == IssuingRound.id, IssuingKey.state != "ended")
    theirs = select(IssuingRound.id, IssuingRound.public_id).where(
        IssuingRound.server_id == server_id, going_on
    )
    rounds = (await session.execute(theirs.order_by(IssuingRound.id))).all()
    secrets = [(row.id, await keys.key(round_key(row.public_id))) for row in rounds]
    return [(round_id, secret) for round_id, secret in secrets if secret is not None]
