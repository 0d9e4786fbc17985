"""Counting of a demand's signatures: its rows are decrypted, and counted by state and content."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keystore.keyring import Keys, KeysError
from bot.keystore.sealing import Group, Sealer
from bot.storage.models import Demand, Signature

log = logging.getLogger(__name__)

_PAGE_SIZE = 1000  # rows that are decrypted before yielding to the event loop
_STATEMENT_SIZE = 500  # references per statement

_PUBLISHED, _PENDING, _LEAVING = range(3)
_PAGE = text(
    f"SELECT reference, sealed, CASE WHEN state = 'leaving' THEN {_LEAVING} "  # noqa: S608
    f"WHEN state = 'pending' AND batch = :batch THEN {_PENDING} ELSE {_PUBLISHED} END FROM signatures "
    "WHERE demand_id = :demand AND reference > :after ORDER BY reference LIMIT :most"
)

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
        log.error("demand %s: its signatures are counted without being decrypted: %s", demand_id, error)
        return None
    if sealer is None:
        log.error("demand %s: its signatures are counted without being decrypted: it has no key", demand_id)
    return sealer


async def count_signatures(
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


async def count_unopened(session: AsyncSession, sealer: Sealer, demand_id: int) -> int:
    """Return the number of rows of a demand that do not decrypt."""
    return sum([sealer.groups(page).count(b"") async for page in _pages(session, demand_id)])


async def delete_signatures(session: AsyncSession, demand_id: int, references: Collection[bytes]) -> None:
    """Delete these rows of a demand, in the caller's transaction."""
    ordered = sorted(references)
    for start in range(0, len(ordered), _STATEMENT_SIZE):
        some = ordered[start : start + _STATEMENT_SIZE]
        await session.execute(
            delete(Signature).where(Signature.demand_id == demand_id, Signature.reference.in_(some))
        )


async def _pages(session: AsyncSession, demand_id: int, batch: int = 0) -> AsyncIterator[Sequence[Any]]:
    """Yield pages of (reference, sealed content, state) for every row; the state is ``_PUBLISHED``,
    ``_PENDING`` if in the current ``batch``, or ``_LEAVING``."""
    given = {"demand": demand_id, "batch": batch, "after": b"", "most": _PAGE_SIZE}
    connection = await session.connection()  # faster than the session's own rows
    while page := (await connection.execute(_PAGE, given)).all():
        yield page
        given["after"] = page[-1][0]
