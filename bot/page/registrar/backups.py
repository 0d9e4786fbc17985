"""Registrar's part of a backup, made so that two of them do not show who came between for tokens.

* No issued place, and the number of issues rounded up to tens. A round whose issued places are lost issues
  nothing more (``issues_missing``).
* No member's card: a place is written as it was before one came, with its code unused, and without a new one
  that does not work yet. After a restoration a card is registered again with the same code. To back up those
  that are not new, the database would have to keep which ones are: an order of arrival.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import IssuedPlace, IssuingRound, MemberCard

LEFT_OUT = frozenset({IssuedPlace.__tablename__})
"""Tables of which no row is in a backup."""


def masks(now: datetime) -> dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]]:
    """Return functions by table: of a row, with moments as ISO text, as a backup made now holds it."""

    def without_card(place: Mapping[str, Any]) -> Mapping[str, Any]:
        replaced = place["code"] is not None and _works(place["code_from"], now)
        first = None if replaced else place["used"]  # a newer code that waits would show a card
        return {
            **place,
            "key": None,
            "used": None,
            "code": first or place["code"],
            "code_from": None if replaced or first else place["code_from"],
        }

    return {
        IssuingRound.__tablename__: lambda round_: {**round_, "issued": rounded_up(round_["issued"])},
        MemberCard.__tablename__: without_card,
    }


def _works(code_from: str | None, now: datetime) -> bool:
    return code_from is None or datetime.fromisoformat(code_from) <= now


def rounded_up(number: int) -> int:
    """Return a number of issues or places as it may be shown: rounded up to tens."""
    return -(-number // 10) * 10


async def issues_missing(session: AsyncSession, round_: IssuingRound, noted: int) -> bool:
    """Return whether issued places of a round are missing, because the database was restored from a backup
    or from before some of the issues; ``noted`` is the number of issues that the key folder knows of. Whoever
    was issued could be issued again."""
    left = select(exists().where(IssuedPlace.round_id == round_.id))
    return noted > round_.issued or (round_.issued > 0 and not await session.scalar(left))
