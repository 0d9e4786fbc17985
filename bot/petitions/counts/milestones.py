"""Published counts that are worth a post: shares of the goal, and round numbers. Each once for good."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.tables import Demand, Milestone, Publication
from bot.storage.upsert import insert_ignore

PERCENTS = (25, 50, 75, 100)
_FIRST_ROUND = 10
_LOST = "lost:"


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone. ``percent`` of ``goal``, or a round ``number``: the others are ``None``."""

    number: int | None = None
    percent: int | None = None
    goal: int | None = None

    @property
    def name(self) -> str:
        """As it is stored. A goal that is raised has milestones of its own."""
        return f"round:{self.number}" if self.percent is None else f"percent:{self.percent}:{self.goal}"


def crossed(before: int, after: int, goal: int | None) -> list[Reached]:
    """What a published count reaches that was ``before`` at the one before it (0 if there was none)."""
    reached = [Reached(number=number) for number in _rounds(after) if before < number]
    if goal is not None:
        shares = ((percent, -(-goal * percent // 100)) for percent in PERCENTS)  # rounded up
        reached += [
            Reached(percent=percent, goal=goal) for percent, least in shares if before < least <= after
        ]
    return reached


def most_telling(reached: Sequence[Reached]) -> Reached:
    """The one to post of several: the goal, else its largest share, else the largest round number."""
    return max(reached, key=lambda each: (each.percent or 0, each.number or 0))


def named(name: str) -> Reached:
    """The milestone that is stored under ``name``."""
    kind, *parts = name.split(":")
    numbers = [int(part) for part in parts]
    return Reached(number=numbers[0]) if kind == "round" else Reached(percent=numbers[0], goal=numbers[1])


def _rounds(most: int) -> Iterator[int]:
    """10, 25, 50, 100, 250, 500, 1,000, … as far as ``most``."""
    power = _FIRST_ROUND
    while True:
        for number in (power, power * 5 // 2, power * 5):
            if number > most:
                return
            yield number
        power *= 10


async def reached_with(database: Database, demand_id: int, number: int) -> list[Reached]:
    """What a demand's publication of this number reached."""
    async with database.read() as session:
        names = await session.scalars(
            select(Milestone.name).where(Milestone.demand_id == demand_id, Milestone.number == number)
        )
        return [named(name) for name in names]


async def note(
    session: AsyncSession,
    database: Database,
    demand: Demand,
    publication: Publication,
    *,
    before: int,
    closing: bool = False,
) -> None:
    """Take note of a publication that was just made, in its transaction, which holds the server's row:
    what the count reached for the first time since the one ``before``, or that it is the last, is posted."""
    fresh = [
        reached
        for reached in crossed(max(before, await _lost(session, demand.id)), publication.count, demand.goal)
        if await _is_first(session, database, demand.id, reached, publication)
    ]
    if closing:  # which says the count, and how far it got
        await post(session, database, demand, "closed", "closed", publication.published_at)
    elif fresh:
        occasion = f"milestone:{publication.number}"
        await post(session, database, demand, "milestone", occasion, publication.published_at)


async def note_lost(
    session: AsyncSession, database: Database, demand_id: int, most: int, now: datetime
) -> None:
    """Of publications that were lost, the highest with the count ``most``, every milestone was posted that
    they reached, also the shares of goals that nobody knows any more: none of them is posted again."""
    await session.execute(
        insert_ignore(database, Milestone).values(
            demand_id=demand_id, name=f"{_LOST}{most}", number=0, reached_at=now
        )
    )


async def _lost(session: AsyncSession, demand_id: int) -> int:
    """The highest count of publications that were lost, 0 where none were."""
    names = await session.scalars(
        select(Milestone.name).where(Milestone.demand_id == demand_id, Milestone.name.startswith(_LOST))
    )
    return max((int(name.removeprefix(_LOST)) for name in names), default=0)


async def _is_first(
    session: AsyncSession, database: Database, demand_id: int, reached: Reached, publication: Publication
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
