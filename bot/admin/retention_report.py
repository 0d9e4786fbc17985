"""Retention report for ``tocsin check``: the end of each demand's key, holds, and notices that cannot be
sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.errors import Sentence
from bot.petitions.conditions import is_held
from bot.petitions.privacy.retention import FailedNotice, failed_notices
from bot.petitions.privacy.retention_schedule import GRACE, MIN_UPTIME_DAYS, NOTICE, earliest_end, key_end
from bot.storage import Database
from bot.storage.models import Demand

_WHY = {
    "no-channel": Sentence("terminal-retention-no-channel"),
    "refused": Sentence("terminal-retention-refused"),
}


async def retention_report(database: Database, now: datetime) -> Sequence[tuple[bool, Sentence]]:
    """Return a sentence for each closed demand that has its key, by id, with whether all is well."""
    closed = select(Demand).where(Demand.state == "closed", Demand.key_destroyed_at.is_(None))
    async with database.read() as session:
        demands = (await session.scalars(closed.order_by(Demand.id))).all()
        failed = {notice.demand_id: notice for notice in await failed_notices(session, now)}
    found = []
    for demand in demands:
        good, sentence = _end(demand, failed.get(demand.id), now)
        found.append(
            (
                good,
                Sentence(
                    "terminal-retention-key", number=str(demand.id), slug=demand.slug, sentence=sentence
                ),
            )
        )
    return found


def _end(demand: Demand, failed: FailedNotice | None, now: datetime) -> tuple[bool, Sentence]:
    if demand.closed_at is None or demand.retention_months is None:
        return True, Sentence("terminal-retention-no-end")
    end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
    last = end + GRACE
    if failed is not None:
        return False, Sentence(
            "terminal-retention-cannot-tell", end=end.date(), why=_WHY[failed.why], last=last.date()
        )
    if last <= now:
        return False, Sentence("terminal-retention-late", last=last.date())
    if is_held(demand, now):
        if demand.hold_until is None:
            return True, Sentence("terminal-retention-held")
        return True, Sentence("terminal-retention-held-until", day=demand.hold_until.date())
    if demand.retention_told_at is not None:
        day = earliest_end(end, demand.retention_told_at)
        return True, Sentence(
            "terminal-retention-told",
            day=day.date(),
            days=MIN_UPTIME_DAYS,
            told=demand.retention_told_at.date(),
            last=last.date(),
        )
    if end - NOTICE > now:
        return True, Sentence("terminal-retention-ends", end=end.date(), days=NOTICE.days)
    return True, Sentence("terminal-retention-telling", end=end.date(), last=last.date())
