"""Milestones: published counts that are worth a post, i.e. percentages of the goal and round numbers. Each is
posted once, ever."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.models import Demand, Milestone, Publication
from bot.storage.upsert import insert_ignore

PERCENTS = (25, 50, 75, 100)
_FIRST_ROUND = 10
_LOST = "lost:"


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """A milestone: either ``percent`` of ``goal`` or a round ``number``; the others are ``None``."""

    number: int | None = None
    percent: int | None = None
    goal: int | None = None

    @property
    def name(self) -> str:
        """Storage name. A raised goal has milestones of its own."""
        return f"round:{self.number}" if self.percent is None else f"percent:{self.percent}:{self.goal}"


def milestones_between(before: int, after: int, goal: int | None) -> list[MilestoneReached]:
    """Return the milestones between the previous published count ``before`` (0 if there was none) and
    ``after``."""
    reached = [MilestoneReached(number=number) for number in _rounds(after) if before < number]
    if goal is not None:
        shares = ((percent, -(-goal * percent // 100)) for percent in PERCENTS)  # rounded up
        reached += [
            MilestoneReached(percent=percent, goal=goal)
            for percent, least in shares
            if before < least <= after
        ]
    return reached


def most_telling(reached: Sequence[MilestoneReached]) -> MilestoneReached:
    """Return the milestone to post out of several: the goal, else its largest percentage, else the largest
    round number."""
    return max(reached, key=lambda each: (each.percent or 0, each.number or 0))


def parse_milestone(name: str) -> MilestoneReached:
    """Parse a storage name."""
    kind, *parts = name.split(":")
    numbers = [int(part) for part in parts]
    return (
        MilestoneReached(number=numbers[0])
        if kind == "round"
        else MilestoneReached(percent=numbers[0], goal=numbers[1])
    )


def _rounds(most: int) -> Iterator[int]:
    """Yield the round numbers up to ``most``: 10, 25, 50, 100, 250, 500, 1,000, …"""
    power = _FIRST_ROUND
    while True:
        for number in (power, power * 5 // 2, power * 5):
            if number > most:
                return
            yield number
        power *= 10


async def reached_with(database: Database, demand_id: int, number: int) -> list[MilestoneReached]:
    """Return the milestones that a demand reached with the publication of this number."""
    async with database.read() as session:
        names = await session.scalars(
            select(Milestone.name).where(Milestone.demand_id == demand_id, Milestone.number == number)
        )
        return [parse_milestone(name) for name in names]


async def note(
    session: AsyncSession,
    database: Database,
    demand: Demand,
    publication: Publication,
    *,
    before: int,
    closing: bool = False,
) -> None:
    """Record the milestones of a publication that was just made, and enqueue the post for those reached for
    the first time since the count ``before``, or for the closing. Runs in the publication's transaction,
    which holds the server's row."""
    fresh = [
        reached
        for reached in milestones_between(
            max(before, await _lost(session, demand.id)), publication.count, demand.goal
        )
        if await _is_first(session, database, demand.id, reached, publication)
    ]
    if closing:  # the closing post includes the count and the percentage of the goal
        await post(session, database, demand, "closed", "closed", publication.published_at)
    elif fresh:
        occasion = f"milestone:{publication.number}"
        await post(session, database, demand, "milestone", occasion, publication.published_at)


async def note_lost(
    session: AsyncSession, database: Database, demand_id: int, most: int, now: datetime
) -> None:
    """Mark all milestones up to ``most``, the highest count of the lost publications, as posted. They were
    posted before the restore, including percentages of goals that are no longer known, and must not be posted
    again."""
    await session.execute(
        insert_ignore(database, Milestone).values(
            demand_id=demand_id, name=f"{_LOST}{most}", number=0, reached_at=now
        )
    )


async def _lost(session: AsyncSession, demand_id: int) -> int:
    """Return the highest count of lost publications, 0 if there were none."""
    names = await session.scalars(
        select(Milestone.name).where(Milestone.demand_id == demand_id, Milestone.name.startswith(_LOST))
    )
    return max((int(name.removeprefix(_LOST)) for name in names), default=0)


async def _is_first(
    session: AsyncSession,
    database: Database,
    demand_id: int,
    reached: MilestoneReached,
    publication: Publication,
) -> bool:
    made = await session.execute(
        insert_ignore(database, Milestone)
        .values(
            demand_id=demand_id,
            name=reached.name,
            number=publication.number,
            reached_at=publication.published_at,
        )
        .returning(Milestone.name)
    )
    return made.scalar_one_or_none() is not None
