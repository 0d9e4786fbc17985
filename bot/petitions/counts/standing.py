"""The rows behind a count: opened and counted, published, and put to rest.

A publication writes no row of those it publishes: the demand begins another batch, and what waited in the
one before waits no more. So it takes the time of counting, however many there are.

Then the rows are put to rest: written anew in the order of their references, since where a row lies on disk
must not tell when it was signed. That takes longer than a publication may; where a crash prevented it, it is
done at the next tick.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.keys.keyring import Keys, KeysError
from bot.petitions.keys.sealing import Group, Sealer
from bot.petitions.signing.arrivals import Arrivals
from bot.refusal import CANNOT_STORE
from bot.shard import Shard
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Demand, Signature

log = logging.getLogger(__name__)

LEASE = "publish"

_A_PAGE = 1000  # rows that are opened before the event loop has its turn
_A_STATEMENT = 500  # references that one statement names
_A_PART = 5000  # rows that are put to rest at once on PostgreSQL, while whoever signs waits

_KEPT = ", ".join(
    column.name for column in Signature.__table__.columns if column.name not in ("state", "batch")
)
_THEIRS = "FROM signatures WHERE demand_id = :demand AND reference > :after AND reference <= :last"
_RESTING = "(batch BETWEEN 1 AND :rested)"
_WRITTEN = (
    f"INSERT INTO signatures ({_KEPT}, state, batch) SELECT {_KEPT}, "
    f"CASE WHEN {_RESTING} AND state = 'pending' THEN 'published' ELSE state END, "
    f"CASE WHEN {_RESTING} THEN 0 ELSE batch END FROM"
)
_PUBLISHED, _PENDING, _LEAVING = range(3)
_PAGE = text(
    f"SELECT reference, sealed, CASE WHEN state = 'leaving' THEN {_LEAVING} "  # noqa: S608
    f"WHEN state = 'pending' AND batch = :batch THEN {_PENDING} ELSE {_PUBLISHED} END FROM signatures "
    "WHERE demand_id = :demand AND reference > :after ORDER BY reference LIMIT :most"
)
_FIRST, _LAST = b"", b"\xff" * 33  # before and after every reference

Fits = Callable[[bytes, Group], bool]
"""Whether a row is among those that are looked for, by its reference and what it holds."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How many signatures of a demand are published, wait and leave, in groups; and of those that stand the
    ones that were looked for."""

    published: Counter[Group] = field(default_factory=Counter)
    pending: Counter[Group] = field(default_factory=Counter)
    leaving: Counter[Group] = field(default_factory=Counter)
    found_published: Counter[Group] = field(default_factory=Counter)
    found_pending: Counter[Group] = field(default_factory=Counter)
    found: list[bytes] = field(default_factory=list)  # their references


def by_unit(groups: Counter[Group]) -> Counter[int | None]:
    """How many name each unit (None: none)."""
    counts: Counter[int | None] = Counter()
    for group, count in groups.items():
        counts[group.unit_id] += count
    return counts


async def sealer_of(keys: Keys, demand_id: int) -> Sealer | None:
    """What opens a demand's rows; ``None``, and a line in the log, where its key is not there: they are
    counted all the same, and tell of no unit, day or version."""
    try:
        sealer = await keys.sealer(demand_id)
    except KeysError as error:
        log.error("demand %s: its signatures are counted without being opened: %s", demand_id, error)
        return None
    if sealer is None:
        log.error("demand %s: its signatures are counted without being opened: it has no key", demand_id)
    return sealer


async def counted(
    session: AsyncSession, sealer: Sealer | None, demand: Demand, fits: Fits | None = None
) -> Rows:
    """Count a demand's rows, in one pass over them. One that does not open is in the group of those that
    tell nothing."""
    rows = Rows()
    every: Counter[tuple[int, bytes]] = Counter()
    found: Counter[tuple[int, bytes]] = Counter()
    async for page in _pages(session, demand.id, demand.batch):
        states = [row[2] for row in page]
        opened = [b""] * len(page) if sealer is None else sealer.groups(page)
        every.update(zip(states, opened, strict=True))
        if fits is not None:
            groups = {one: Group.read(one) for one in set(opened)}
            for row, state, one in zip(page, states, opened, strict=True):
                if state != _LEAVING and fits(row[0], groups[one]):
                    rows.found.append(row[0])
                    found[state, one] += 1
    for counts, (published, pending, leaving) in (
        (every, (rows.published, rows.pending, rows.leaving)),
        (found, (rows.found_published, rows.found_pending, Counter())),
    ):
        for (state, one), count in counts.items():
            (published, pending, leaving)[state][Group.read(one)] += count
    return rows


async def unopened(session: AsyncSession, sealer: Sealer, demand_id: int) -> int:
    """How many rows of a demand do not open."""
    return sum([sealer.groups(page).count(b"") async for page in _pages(session, demand_id)])


async def remove(session: AsyncSession, demand_id: int, references: Collection[bytes]) -> None:
    """Delete rows."""
    ordered = sorted(references)
    for start in range(0, len(ordered), _A_STATEMENT):
        some = ordered[start : start + _A_STATEMENT]
        await session.execute(
            delete(Signature).where(Signature.demand_id == demand_id, Signature.reference.in_(some))
        )


async def _pages(session: AsyncSession, demand_id: int, batch: int = 0) -> AsyncIterator[Sequence[Any]]:
    """Reference, sealed content and state of every row, some at a time: ``_PUBLISHED``, ``_PENDING`` in
    the ``batch`` that is gathered, or ``_LEAVING``."""
    given = {"demand": demand_id, "batch": batch, "after": _FIRST, "most": _A_PAGE}
    connection = await session.connection()  # past the session, whose own rows take as long as opening
    while page := (await connection.execute(_PAGE, given)).all():
        yield page
        given["after"] = page[-1][0]


async def settle(session: AsyncSession, demand: Demand) -> None:
    """Publish what waits and remove what left, in the caller's transaction, which holds the demand's row."""
    await session.execute(
        delete(Signature).where(Signature.demand_id == demand.id, Signature.state == "leaving")
    )
    demand.batch += 1


async def unrested(session: AsyncSession, shard: Shard) -> Sequence[int]:
    """The demands of a shard's servers of which something was published and not put to rest yet."""
    theirs = shard.having(Demand.server_id)
    found = select(Demand.id).where(theirs, Demand.rested < Demand.batch - 1, Demand.state != "draft")
    return (await session.scalars(found.order_by(Demand.id))).all()


async def rest_due(
    database: Database, leases: LeaseKeeper, shard: Shard, arrivals: Arrivals | None = None
) -> int:
    """Put to rest what was published since the last time, here or by whoever closed a demand; of how many
    demands. ``arrivals`` makes its figures of them. One that fails is logged, and tried again."""
    async with database.read() as session:
        demand_ids = await unrested(session, shard)
        if arrivals is not None:
            await arrivals.look(session, demand_ids)
    if not demand_ids or not await leases.take(LEASE):
        return 0
    rested = 0
    try:
        for demand_id in demand_ids:
            try:
                await rest(database, demand_id)
                rested += 1
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("demand %s: its rows could not be put to rest", demand_id)
    finally:
        await leases.give_back(LEASE)
    return rested


async def rest(database: Database, demand_id: int) -> None:
    """Write what was published anew, in the order of the references.

    SQLite keeps a table's pages in the order of its keys, but puts a new row's bytes wherever its page has
    room: every row of the demand is written anew, those that wait as they are, and all at once, since
    neighbours share a page. PostgreSQL appends, and numbers the transactions: the rows of the batch, and
    those that were signed again for a newer version, are written anew, by parts between which members sign,
    and ``Database.checkpoint`` then puts the whole table in order. There a row's transaction tells its batch
    and part, much as its day and its reference do.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy is in order already and needs no sorting.
            f"CREATE TEMPORARY TABLE resting AS SELECT * {_THEIRS} ORDER BY reference",
            f"DELETE {_THEIRS}",
            f"{_WRITTEN} resting ORDER BY rowid",
            "DROP TABLE resting",
        ]
    else:
        statements = [
            f"WITH taken AS (DELETE {_THEIRS} AND {_RESTING} RETURNING *) {_WRITTEN} taken ORDER BY reference"
        ]
    after, rested = _FIRST, None
    while after < _LAST:
        async with database.write() as session:
            # Whoever signs or withdraws holds it too: none of the rows changes while they are rewritten.
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return
            # Of what is published while the parts go on, the parts that are done hold some.
            rested = demand.batch - 1 if rested is None else rested
            last = _LAST if database.is_sqlite else await _end(session, demand_id, after)
            given = {"demand": demand_id, "after": after, "last": last, "rested": rested}
            for statement in statements:
                wanted = {name: value for name, value in given.items() if f":{name}" in statement}
                await session.execute(text(statement), wanted)
            if last == _LAST:
                demand.rested = rested
        after = last


async def _end(session: AsyncSession, demand_id: int, after: bytes) -> bytes:
    """The last reference of the part that follows one."""
    theirs = (Signature.demand_id == demand_id, Signature.reference > after)
    found = select(Signature.reference).where(*theirs).order_by(Signature.reference)
    return await session.scalar(found.limit(1).offset(_A_PART - 1)) or _LAST
