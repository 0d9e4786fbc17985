"""Marks of facts: when a contract changes, the facts that name it are to be checked again.

A mark is set in the transaction that stores the change, so no crash comes between the two. The organisers
are asked later, from the mark alone (``bot.facts.questions``).
"""

from collections.abc import Iterable

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.diff.changes import NEW_KINDS
from bot.contracts.model import Change, ChangeKind
from bot.storage import models
from bot.storage.models import Fact, FactContract, Watch, WatchedContract

_SAY_NOTHING_NEW = {
    *NEW_KINDS.values(),
    ChangeKind.NEW_ORDER_UNDER_VEHICLE,
    ChangeKind.ENDS_WITHIN_30_DAYS,
    ChangeKind.ENDS_WITHIN_7_DAYS,
}
"""Kinds of news that leave a contract as it was: it is new to a server, or its known last day is near."""


async def mark_facts(
    session: AsyncSession,
    contract_id: int,
    found: Iterable[Change],
    *,
    read_key: str,
    only: int | None = None,
) -> None:
    """Mark the facts that name a contract, if these stored changes may make one of them wrong: in each server
    that follows it, be its watches paused, or in one ``only``. Retired facts too, for when they come back."""
    if not any(map(_concerns, found)):
        return
    follows = (
        select(Watch.server_id)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .where(WatchedContract.contract_id == contract_id)
    )
    facts = select(Fact.id).where(Fact.server_id.in_(follows))
    if only is not None:
        facts = facts.where(Fact.server_id == only)
    stored = (models.Change.contract_id == contract_id, models.Change.read_key == read_key)
    newest = select(func.max(models.Change.id)).where(*stored).scalar_subquery()
    read_at = select(func.max(models.Change.seen_at)).where(*stored).scalar_subquery()
    await session.execute(
        update(FactContract)
        .where(FactContract.contract_id == contract_id, FactContract.fact_id.in_(facts))
        .values(change_id=newest, changed_at=read_at)
        .execution_options(synchronize_session=False)
    )


def _concerns(change: Change) -> bool:
    """True for news about the contract itself, and for an administrative change of a figure or a day."""
    if change.news:
        return change.kind not in _SAY_NOTHING_NEW
    moves = bool(change.amount) or change.old != change.new or change.old_date != change.new_date
    return change.administrative and moves
