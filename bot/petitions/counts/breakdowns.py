"""Breakdown of a published count: totals by unit, as far as ``suppression`` allows."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.counts.suppression import PublishedCount, choose
from bot.petitions.counts.units import units_of
from bot.storage.models import Demand, Publication, Server

_ONE_IN = 3


def is_left_out() -> bool:
    """True if a breakdown is left out at random, as one in three is. If every missing breakdown were due to a
    rule, a missing one would reveal that a rule forbade it, and with it what some unit did."""
    return secrets.randbelow(_ONE_IN) == 0


async def breakdown(
    session: AsyncSession, demand: Demand, counts: Mapping[int | None, int], row: Publication
) -> list[dict[str, Any]] | None:
    """Return the breakdown to publish with ``row``, or None for none, in the caller's transaction.

    ``counts`` are the standing signatures at this publication, by unit. A unit whose size was not agreed by
    two organisers is not shown. Names are in the language of the server's posts, where the unit has one in
    it.
    """
    units = [unit for unit in await units_of(session, demand.server_id) if unit.is_confirmed]
    if not units or is_left_out():
        return None
    before = await session.execute(
        select(
            Publication.count.label("total"),
            Publication.invalidated,
            Publication.breakdown,
        )
        .where(Publication.demand_id == demand.id, Publication.number < row.number)
        .order_by(Publication.number)
    )
    past = [
        PublishedCount(
            count=one.total,
            invalidated=one.invalidated,
            cells=None if one.breakdown is None else {cell["id"]: cell["count"] for cell in one.breakdown},
        )
        for one in before
    ]
    now = PublishedCount(count=row.count, invalidated=row.invalidated)
    named = {unit.id: counts.get(unit.id, 0) for unit in units}
    cells = choose({unit.id: unit.least_size for unit in units}, named, now, past)
    if cells is None:
        return None
    language = (
        await session.execute(select(Server.language).where(Server.id == demand.server_id))
    ).scalar_one()
    return [
        {
            "id": unit.id,
            "unit": unit.slug,
            "name": unit.names.get(language) or next(iter(unit.names.values())),
            "size": unit.size,
            "count": cells[unit.id],
        }
        for unit in units
        if unit.id in cells
    ]
