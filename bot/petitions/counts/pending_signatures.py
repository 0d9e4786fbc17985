"""Signature rows behind a count: decrypted and counted, published, and rewritten in a neutral order.

A publication does not update the rows that it publishes: the demand starts a new batch, and the rows of older
batches are no longer pending. So it takes only the time of counting, however many rows there are.

Afterwards the rows are rewritten in the order of their references, because their position on disk must not
reveal when they were signed. That takes longer than a publication may; if a crash prevents it, the next tick
does it.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.sharding import Shard
from bot.errors import CANNOT_STORE
from bot.keystore.keyring import Keys, KeysError
from bot.keystore.sealing import Group, Sealer
from bot.petitions.signing.account_age_stats import AccountAgeStats
from bot.storage import Database
from bot.storage.locks import LeaseKeeper
from bot.storage.models import Demand, Signature

log = logging.getLogger(__name__)

LEASE = "publish"

_PAGE_SIZE = 1000  # rows that are decrypted before yielding to the event loop
_STATEMENT_SIZE = 500  # references per statement
_BATCH_SIZE = 5000  # rows rewritten per transaction on PostgreSQL; signers wait meanwhile

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
_FIRST, _LAST = b"", b"\xff" * 33  # sort before and after every reference

Fits = Callable[[bytes, Group], bool]
"""Predicate that selects rows by reference and decrypted content."""


@dataclass(frozen=True, slots=True)
class SignatureGroups:
    """Numbers of published, pending and leaving signatures of a demand, by group; and of those that stand,
    the ones selected by the predicate."""

    published: Counter[Group] = field(default_factory=Counter)
    pending: Counter[Group] = field(default_factory=Counter)
    leaving: Counter[Group] = field(default_factory=Counter)
    found_published: Counter[Group] = field(default_factory=Counter)
    found_pending: Counter[Group] = field(default_factory=Counter)
    found: list[bytes] = field(default_factory=list)  # their references


def by_unit(groups: Counter[Group]) -> Counter[int | None]:
    """Return the number of signatures that name each unit (None: no unit)."""
    counts: Counter[int | None] = Counter()
    for group, count in groups.items():
        counts[group.unit_id] += count
    return counts


async def sealer_of(keys: Keys, demand_id: int) -> Sealer | None:
    """Return the sealer that decrypts a demand's rows; ``None``, and a line in the log, if its key is
    unavailable: the rows are still counted, without unit, day and version."""
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
) -> SignatureGroups:
    """Count a demand's rows in one pass. A row that does not decrypt is in the group without content."""
    rows = SignatureGroups()
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
    """Return the number of rows of a demand that do not decrypt."""
    return sum([sealer.groups(page).count(b"") async for page in _pages(session, demand_id)])


async def remove(session: AsyncSession, demand_id: int, references: Collection[bytes]) -> None:
    ordered = sorted(references)
    for start in range(0, len(ordered), _STATEMENT_SIZE):
        some = ordered[start : start + _STATEMENT_SIZE]
        await session.execute(
            delete(Signature).where(Signature.demand_id == demand_id, Signature.reference.in_(some))
        )


async def _pages(session: AsyncSession, demand_id: int, batch: int = 0) -> AsyncIterator[Sequence[Any]]:
    """Yield pages of (reference, sealed content, state) for every row; the state is ``_PUBLISHED``,
    ``_PENDING`` if in the current ``batch``, or ``_LEAVING``."""
    given = {"demand": demand_id, "batch": batch, "after": _FIRST, "most": _PAGE_SIZE}
    connection = await session.connection()  # faster than the session's own rows
    while page := (await connection.execute(_PAGE, given)).all():
        yield page
        given["after"] = page[-1][0]


async def settle(session: AsyncSession, demand: Demand) -> None:
    """Publish the pending rows and delete the leaving ones, in the caller's transaction, which holds the
    demand's row."""
    await session.execute(
        delete(Signature).where(Signature.demand_id == demand.id, Signature.state == "leaving")
    )
    demand.batch += 1


async def unrested(session: AsyncSession, shard: Shard) -> Sequence[int]:
    """Return the demands of a shard's servers that have published rows which are not rewritten in a neutral
    order yet."""
    theirs = shard.having(Demand.server_id)
    found = select(Demand.id).where(theirs, Demand.rested < Demand.batch - 1, Demand.state != "draft")
    return (await session.scalars(found.order_by(Demand.id))).all()


async def rest_due(
    database: Database, leases: LeaseKeeper, shard: Shard, arrivals: AccountAgeStats | None = None
) -> int:
    """Rewrite in a neutral order the rows that were published since the last run, here or by another process,
    and return the number of demands. ``arrivals`` computes its figures first. A demand that fails is logged
    and retried."""
    async with database.read() as session:
        demand_ids = await unrested(session, shard)
        if arrivals is not None:
            await arrivals.look(session, demand_ids)
    if not demand_ids:
        return 0
    rested = 0
    async with leases.holding(LEASE) as held:
        for demand_id in demand_ids if held else ():
            try:
                await rest(database, demand_id)
                rested += 1
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("demand %s: its rows could not be put to rest", demand_id)
    return rested


async def rest(database: Database, demand_id: int) -> None:
    """Rewrite a demand's published rows in the order of their references.

    SQLite orders a table's pages by key, but writes a new row's bytes wherever its page has free space: so
    every row of the demand is rewritten, pending ones unchanged, and in one transaction, since neighbours
    share a page. PostgreSQL appends, and numbers its transactions: only the rows of the batch, and those
    signed again for a newer version, are rewritten, in parts between which members can sign;
    ``Database.checkpoint`` then orders the whole table. On PostgreSQL a row's transaction id reveals its
    batch and part, about as much as its day and its reference do.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy needs no sorting.
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
            # Signing and withdrawing lock the same row: no signature changes while they are rewritten.
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return
            # Fixed at the first part: rows that are published meanwhile may be in parts that are already
            # done.
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
    """Return the last reference of the part after ``after``."""
    theirs = (Signature.demand_id == demand_id, Signature.reference > after)
    found = select(Signature.reference).where(*theirs).order_by(Signature.reference)
    return await session.scalar(found.limit(1).offset(_BATCH_SIZE - 1)) or _LAST
