"""Registrar's part of a backup, made so that two of them do not show who came between for tokens.

* No issued place, and the number of issues rounded up to tens. A round whose issued places are lost issues
  nothing more (``issues_missing``).
* A member's card once it is one of ``MIN_NEW_CARDS`` new ones. Until then, and once a new code for the place
  works, the place is written as it was before: with its code unused, and without a new one that does not work
  yet. After a restoration that card is registered again with the same code.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingRound, MemberCard

MIN_NEW_CARDS = 20
"""Cards that get into backups at once."""

LEFT_OUT = frozenset({IssuedPlace.__tablename__})
"""Tables of which no row is in a backup."""


def backed_up(table: str, row: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """Return a row of any table as a backup made now holds it, with moments as ISO text."""
    if table == IssuingRound.__tablename__:
        return {**row, "issued": rounded_up(row["issued"], row["places"])}
    if table == MemberCard.__tablename__:
        replaced = row["code"] is not None and _works(row["code_from"], now)
        if replaced or not row.get("in_backups"):
            first = None if replaced else row["used"]  # a newer code that waits would show a card
            before = {
                "key": None,
                "used": None,
                "code": first or row["code"],
                "code_from": None if replaced or first else row["code_from"],
                "in_backups": False,
            }
            return {name: before.get(name, value) for name, value in row.items()}
    return row


def _works(code_from: str | None, now: datetime) -> bool:
    return code_from is None or datetime.fromisoformat(code_from) <= now


def rounded_up(issued: int, places: int) -> int:
    """Return a number of issues as it may be shown: rounded up to tens, at most the number of places."""
    return min(-(-issued // 10) * 10, places)


async def issues_missing(session: AsyncSession, round_: IssuingRound, noted: int) -> bool:
    """Return whether issued places of a round are missing, because the database was restored from a backup
    or from before some of the issues; ``noted`` is the number of issues that the key folder knows of. Whoever
    was issued could be issued again."""
    left = select(exists().where(IssuedPlace.round_id == round_.id))
    return noted > round_.issued or (round_.issued > 0 and not await session.scalar(left))


async def admit_cards(database: Database) -> None:
    """Let new cards into backups, in servers that have enough of them."""
    new = (MemberCard.key.is_not(None), MemberCard.in_backups.is_(False))
    enough = select(MemberCard.server_id).where(*new).group_by(MemberCard.server_id)
    async with database.read() as session:
        server_ids = (await session.scalars(enough.having(func.count() >= MIN_NEW_CARDS))).all()
    for server_id in server_ids:
        async with database.write() as session:
            theirs = select(MemberCard).where(MemberCard.server_id == server_id, *new)
            cards = (await session.scalars(theirs.order_by(MemberCard.place).with_for_update())).all()
            for card in cards if len(cards) >= MIN_NEW_CARDS else ():
                card.in_backups = True
