"""Retention report for ``tocsin check``: the end of each demand's key, holds, and notices that cannot be
sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.common.clock import in_english
from bot.petitions.conditions import is_held
from bot.petitions.privacy.retention import FailedNotice, failed_notices
from bot.petitions.privacy.retention_schedule import GRACE, MIN_UPTIME_DAYS, NOTICE, earliest_end, key_end
from bot.storage import Database
from bot.storage.models import Demand

_WHY = {
    "no-channel": "their server has no channel. An organiser chooses one with /organise settings channel",
    "refused": "Discord refuses the post, /updates status says why. Organisers put that right, or choose "
    "another channel with /organise settings channel",
}


async def retention_report(database: Database, now: datetime) -> Sequence[tuple[bool, str]]:
    """Return a sentence for each closed demand that has its key, by id, with whether all is well."""
    closed = select(Demand).where(Demand.state == "closed", Demand.key_destroyed_at.is_(None))
    async with database.read() as session:
        demands = (await session.scalars(closed.order_by(Demand.id))).all()
        failed = {notice.demand_id: notice for notice in await failed_notices(session, now)}
    found = []
    for demand in demands:
        good, sentence = _end(demand, failed.get(demand.id), now)
        found.append((good, f"the key of demand {demand.id} ({demand.slug}) {sentence}"))
    return found


def _end(demand: Demand, failed: FailedNotice | None, now: datetime) -> tuple[bool, str]:
    if demand.closed_at is None or demand.retention_months is None:
        return True, "has no end: it opened before there was one. Destroy it with tocsin keys destroy."
    end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
    last = end + GRACE
    if failed is not None:
        return False, (
            f"ends on {in_english(end)}, and organisers cannot be told before: {_WHY[failed.why]}. It is "
            f"destroyed on {in_english(last)} anyway."
        )
    if last <= now:
        return False, (
            f"was due to be destroyed by {in_english(last)}: the bot was off, or this machine's clock is "
            "wrong. The bot destroys it once it runs and Discord has shown that the clock is right."
        )
    if is_held(demand, now):
        until = f" until {in_english(demand.hold_until)}" if demand.hold_until else ""
        return True, f"is held{until}, for a dispute; two organisers can renew that, one can end it."
    if demand.retention_told_at is not None:
        day = earliest_end(end, demand.retention_told_at)
        return True, (
            f"is to be destroyed on {in_english(day)}, if the bot has run on {MIN_UPTIME_DAYS} days since "
            f"organisers were told on {in_english(demand.retention_told_at)}; "
            f"by {in_english(last)} in any case."
        )
    if end - NOTICE > now:
        return True, f"ends on {in_english(end)}; organisers are told {NOTICE.days} days before."
    return True, (
        f"ends on {in_english(end)}, and is destroyed by {in_english(last)}; "
        "the post to organisers is on its way."
    )
