"""When the keys of demands end, for ``tocsin check``: what is destroyed when, what is held or cannot be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.petitions.privacy.retention import LEAST_DAYS, LEAST_NOTICE, NOTICE, earliest_end, retention_end
from bot.storage import Database
from bot.storage.tables import Demand, Server


async def ends(database: Database, now: datetime) -> Sequence[tuple[bool, str]]:
    """A sentence for each closed demand that has its key, by id, and whether all is well with it."""
    closed = (
        select(Demand, func.coalesce(Server.organiser_channel_id, Server.channel_id).label("channel"))
        .join(Server, Server.id == Demand.server_id)
        .where(Demand.state == "closed", Demand.key_destroyed_at.is_(None))
        .order_by(Demand.id)
    )
    async with database.read() as session:
        rows = (await session.execute(closed)).all()
    found = []
    for demand, channel in rows:
        good, sentence = _end(demand, channel, now)
        found.append((good, f"the key of demand {demand.id} ({demand.slug}) {sentence}"))
    return found


def _end(demand: Demand, channel: int | None, now: datetime) -> tuple[bool, str]:
    if demand.legal_hold:
        return True, "is held: it is kept until an organiser ends the hold."
    if demand.closed_at is None or demand.retention_months is None:
        return True, "has no end: it opened before there was one. Destroy it with tocsin keys destroy."
    end = retention_end(demand.closed_at, demand.retention_months)
    if demand.retention_told_at is not None:
        earliest = earliest_end(demand.closed_at, demand.retention_months, demand.retention_told_at)
        when = f"on {earliest:%Y-%m-%d} at the earliest" if earliest > now else "soon"
        return True, (
            f"is to be destroyed {when}, once the bot has run on {LEAST_DAYS} days since organisers were "
            f"told, which was on {demand.retention_told_at:%Y-%m-%d}."
        )
    if end - NOTICE > now:
        return True, f"ends on {end:%Y-%m-%d}; organisers are told {NOTICE.days} days before."
    if channel is None:
        return False, (
            f"cannot be destroyed, though its time ends on {end:%Y-%m-%d}: organisers must be told before, "
            "and their server has no channel. An organiser chooses one with /organise settings channel."
        )
    return True, (
        f"ends on {end:%Y-%m-%d}, and is destroyed {LEAST_NOTICE.days} days after organisers are told at the "
        "earliest; their post is on its way."
    )
