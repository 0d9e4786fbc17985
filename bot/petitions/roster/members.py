"""Members of a roster: their references and links with Discord accounts, their removal, the signatures of
those who left, and their number.

References are keyed hashes of membership numbers, link codes and accounts. A member has one current link. An
account that was linked before keeps the right to withdraw what was signed under that link, until the keys of
the demands are destroyed, and nothing else.
"""

import hmac
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keystore.keyring import Keys
from bot.petitions.roster.file import canonical
from bot.storage.engine import Ask, InListQuery
from bot.storage.models import (
    Demand,
    IssuingKey,
    IssuingRound,
    MemberCard,
    RosterLink,
    RosterMember,
    Server,
    Signature,
)


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


# HMAC domain separation: no reference can be mistaken for one of another kind.
_NUMBER = b"tocsin roster number\0"
_CODE = b"tocsin roster code\0"
_USED_CODE = b"tocsin roster used code\0"
_ACCOUNT = b"tocsin roster account\0"


def number_reference(key: bytes, number: str) -> bytes:
    """Return the reference of a membership number, given as returned by ``file.tidy_number``."""
    return hmac.digest(key, _NUMBER + canonical(number).encode(), "sha256")


def code_reference(key: bytes, code: str) -> bytes:
    """Return the reference of an unused link code, given as returned by ``codes.read_code``."""
    return hmac.digest(key, _CODE + code.encode(), "sha256")


def used_code_reference(key: bytes, code: str, account_id: int) -> bytes:
    """Return the reference of a link code that an account has used."""
    return hmac.digest(key, _USED_CODE + f"{account_id} {code}".encode(), "sha256")


def account_reference(key: bytes, account_id: int) -> bytes:
    """Return the reference of a Discord account on the roster."""
    return hmac.digest(key, _ACCOUNT + str(account_id).encode(), "sha256")


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
    kept as long as a ledger of the server is open, or may still be opened: withdrawing must stay possible,
    and who returns has it still, so that a new code for their place waits seven days. No longer: whoever
    erases is told when it goes."""
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


async def store_size(session: AsyncSession, server_id: int, size: int | None) -> None:
    """Store the current size of the roster, ``None`` if there is none any more; also for the cards of open
    demands, on which that is 0."""
    await session.execute(update(Server).where(Server.id == server_id).values(roster_size=size))
    await session.execute(
        update(Demand)
        .where(
            Demand.server_id == server_id,
            Demand.verified_by == "roster",
            Demand.state == "open",
            Demand.roster_size.is_distinct_from(size or 0),
        )
        .values(roster_size=size or 0, stamp=Demand.stamp + 1)
    )
