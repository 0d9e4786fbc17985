"""Links between Discord accounts and members of the roster: current ones, and those that were replaced.

A member has one current link. An account that was linked before keeps the right to withdraw what was signed
under that link, until the keys of the demands are destroyed, and nothing else.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import RosterLink, RosterMember
from bot.storage.transaction import Ask, InListQuery


@dataclass(frozen=True, slots=True)
class RosterRow:
    """Roster entry that a Discord account is linked with."""

    server_id: int
    reference: bytes = field(repr=False)
    on_roster: bool  # False: left the roster; kept only so that they can withdraw
    replaced: bool = False  # another account was, or may have been, linked with the member before
    account: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class LinkNotice:
    """Notice to an account at its next use: either another account is linked in its place since a ``day``, or
    one can be from ``ready_at`` on, with a replacement code."""

    day: Day | None = None
    ready_at: datetime | None = None


async def links(ask: Ask, server_id: int, accounts: Sequence[bytes]) -> dict[bytes, RosterRow]:
    """Return the roster entries that these accounts are linked with, by account."""
    question, values = _LINKS.of(accounts)
    rows = await ask(question, {**values, "server_id": server_id})
    return {
        account: RosterRow(server_id, reference, seen > 0, replaced, account)
        for account, reference, seen, replaced in rows
    }


async def former_links(ask: Ask, server_id: int, accounts: Sequence[bytes]) -> dict[bytes, list[bytes]]:
    """Return the members that these accounts were linked with before they were replaced, by account."""
    question, values = _FORMER.of(accounts)
    found: dict[bytes, list[bytes]] = defaultdict(list)
    for account, reference in await ask(question, {**values, "server_id": server_id}):
        found[account].append(reference)
    return found


_LINKS = InListQuery(
    lambda accounts: select(
        RosterMember.account, RosterMember.reference, RosterMember.seen, RosterMember.replaced
    ).where(RosterMember.server_id == bindparam("server_id"), RosterMember.account.in_(accounts))
)
_FORMER = InListQuery(
    lambda accounts: select(RosterLink.account, RosterLink.reference).where(
        RosterLink.server_id == bindparam("server_id"), RosterLink.account.in_(accounts)
    )
)


async def use_code(
    session: AsyncSession, server_id: int, account: bytes, *, code: bytes, used: bytes, now: datetime
) -> bool:
    """Link an account with the member whose code was typed, in the caller's transaction. Return whether the
    code is valid now, or was used by this account before. ``used`` is the reference of the code together with
    the account.

    If the account is linked with another member on the roster, that link stays and the code is used up all
    the same: neither the answer nor the code's later validity may reveal who is linked.
    """
    theirs = RosterMember.server_id == server_id
    rows = (
        await session.scalars(
            select(RosterMember)
            .where(theirs, or_(RosterMember.account == account, RosterMember.code == code))
            .order_by(RosterMember.reference)
            .with_for_update()
        )
    ).all()
    own = next((row for row in rows if row.account == account), None)
    good = (row for row in rows if row.code == code and (row.code_from is None or row.code_from <= now))
    member = next(good, None)
    if member is None:
        return bool(await session.scalar(select(exists().where(theirs, RosterMember.code == used))))
    stays = own is not None and own is not member and own.seen > 0
    if own is not None and own is not member and not stays:  # left and came back under another number
        await _keep_former(session, own, now, told=True)
        await session.delete(own)
        await session.flush()
    if member.account not in (None, account):
        await _keep_former(session, member, now, told=False)
        member.replaced = True
    member.account, member.code, member.code_from = None if stays else account, used, None
    if not stays:
        present = (RosterLink.account == account, RosterLink.reference == member.reference)
        await session.execute(delete(RosterLink).where(RosterLink.server_id == server_id, *present))
    return True


async def _keep_former(session: AsyncSession, member: RosterMember, now: datetime, *, told: bool) -> None:
    assert member.account is not None
    await session.merge(
        RosterLink(
            server_id=member.server_id,
            account=member.account,
            reference=member.reference,
            replaced_on=now.date(),
            told=told,
        )
    )
