"""Held changes: changes that may come from the source and not from its contracts, until that is known.

In the transaction that ingests a contract, its shifts are held back and recorded (``note_shifts``). When the
read is over (``Settlement``), those that are not massive are applied and announced in the same read; massive
ones stay held, and so do values that need confirmation. The next complete read that finds the same settles
them: single ones are announced as news, massive ones are applied silently and reported once to the
organisers. A read that finds the old values again discards them, and nobody is told.

A value that moves in one complete read after another stays held, and this is reported once to the organisers
(``UNSTEADY_READS``). An incomplete read settles shifts that would not be massive at the same rate in all
contracts.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.diff.shifts import (
    CENTS,
    DATE,
    END,
    STATUS,
    SUPPLIER,
    Shift,
    Value,
    is_mass,
)
from bot.contracts.ingest.comparison import Noted
from bot.contracts.model import Party, Status
from bot.storage.engine import rows_of, write_rows
from bot.storage.models import (
    HeldChange,
    Observation,
    WatchedContract,
    WatchGroup,
)

MAX_EXAMPLE_LENGTH = 300  # of a restyled text
ORPHAN_GRACE = timedelta(days=3)
"""Grace period after which any read may settle a held change, including incomplete ones. Before, only the
watch whose read held it does, unless it is paused or removed."""

MIN_READ_DISTANCE = timedelta(hours=1)
"""Minimum time between two answers with the same value to count as two reads. Watches are read every few
hours, each at its own time; overlapping ones often read a contract within one tick."""

UNSTEADY_READS, UNSTEADY_FOR = 3, timedelta(days=3)
"""Limits from which a value is unsteady: it moved in so many complete reads, or still moves after so long."""

FOUND, WAITING, MASS, UNDONE, TOLD = "found", "waiting", "mass", "undone", "told"
OPEN = (FOUND, WAITING, MASS)


_Key = tuple[str, str | None]  # field, and id of the action
_COLUMNS = tuple(HeldChange.__table__.c)
_THIS = HeldChange.id == bindparam("row")


async def note_shifts(
    session: AsyncSession, contract_id: int, noted: Noted, *, read_key: str, now: datetime
) -> tuple[bool, bool]:
    """Record the shifts that a read finds of a contract, compared with those recorded before. Return whether
    there is a new one, and whether anything is held."""
    recorded = (
        select(*_COLUMNS)
        .where(HeldChange.contract_id == contract_id, HeldChange.state != TOLD)
        .order_by(HeldChange.id)
        .with_for_update()
    )
    before = {(row.field, row.action_id): row async for row in rows_of(session, recorded)}
    now_found = _values_of(noted.shifts, noted.restylings, before)
    fresh, gone, seen, undone = (list[dict[str, Any]]() for _ in range(4))
    for key, values in now_found.items():
        row = before.get(key)
        if row is not None and row.new == values["new"] and row.state != UNDONE:
            seen.append({"row": row.id})
            continue
        held = row is not None and row.state in (MASS, WAITING) and row.sort == values["sort"]
        if row is not None:
            gone.append({"row": row.id})
        fresh.append(
            {
                "contract_id": contract_id,
                "field": key[0],
                "action_id": key[1],
                "state": row.state if row is not None and held else FOUND,
                "held_at": now,
                "since": now if row is None else row.since,
                "moves": 0 if row is None else row.moves,
                "notice": None if row is None else row.notice,
                "read_key": read_key,
                "seen_key": read_key,
                **values,
            }
        )
    open_yet = False
    for key, row in before.items():
        says = row.field in noted.restylings if row.restyled else noted.whole or row.action_id in noted.listed
        if key in now_found or not says:
            open_yet |= row.state in OPEN
        else:
            (seen if row.state == UNDONE else undone).append({"row": row.id})
    await write_rows(session, delete(HeldChange).where(_THIS), gone)
    await write_rows(session, update(HeldChange).where(_THIS).values(seen_key=read_key), seen)
    undo = {"state": UNDONE, "read_key": read_key, "held_at": now, "seen_key": read_key}
    await write_rows(session, update(HeldChange).where(_THIS).values(undo), undone)
    await write_rows(session, insert(HeldChange), fresh)
    return bool(fresh), bool(noted.shifts) or open_yet


def _values_of(
    found: Sequence[Shift],
    otherwise: Mapping[str, tuple[str, str, int]],
    before: Mapping[_Key, Any],
) -> dict[_Key, dict[str, Any]]:
    """Return the values to record of shifts and restylings, but for a restyling that is undone."""
    values: dict[_Key, dict[str, Any]] = {
        (shift.field, shift.action_id): {
            "old": text_of(shift.old),
            "new": text_of(shift.new),
            "sort": shift.sort,
            "waits": shift.must_stand,
            "restyled": False,
            "actions": int(shift.action_id is not None),
        }
        for shift in found
    }
    for sort, (was, now_is, actions) in otherwise.items():
        row = before.get((sort, None))
        if row is not None and row.restyled and row.old == now_is[:MAX_EXAMPLE_LENGTH]:
            continue  # the way back
        values[sort, None] = {
            "old": was[:MAX_EXAMPLE_LENGTH],
            "new": now_is[:MAX_EXAMPLE_LENGTH],
            "sort": sort,
            "waits": False,
            "restyled": True,
            "actions": actions,
        }
    return values


async def contracts_with_held_changes(session: AsyncSession, watch_ids: Collection[int]) -> set[int]:
    """Return our ids of contracts that these watches follow and that have held changes."""
    wanted = (
        select(HeldChange.contract_id)
        .join(WatchedContract, WatchedContract.contract_id == HeldChange.contract_id)
        .where(WatchedContract.watch_id.in_(watch_ids), HeldChange.state != TOLD)
    )
    return set(await session.scalars(wanted))


class Settlement:
    """Judgement of held changes (``rows``) at the end of a conclusive read."""

    def __init__(self, rows: Sequence[HeldChange], *, read_key: str, now: datetime) -> None:
        self.rows = rows
        self._read_key = read_key
        self._now = now
        self._listed: Collection[int] = ()
        self._unlisted_stand = False

    @classmethod
    async def of_read(
        cls,
        session: AsyncSession,
        watch_ids: Collection[int],
        *,
        read_key: str,
        others: Collection[str],
        now: datetime,
    ) -> "Settlement":
        """Load the rows that a read of these watches may judge: its own, those held by earlier reads, and
        those that nobody else settles. ``others``: the keys of reads in progress."""
        held = HeldChange
        groups = select(WatchGroup.group_key).where(WatchGroup.watch_id.in_(watch_ids))
        theirs = select(Observation.read_key).where(Observation.group_key.in_(groups))
        any_read = select(Observation.id).where(Observation.read_key == held.read_key)
        follows = select(WatchedContract.contract_id).where(WatchedContract.watch_id.in_(watch_ids))
        wanted = (
            select(*_COLUMNS)
            .where(
                held.contract_id.in_(follows),
                held.state != TOLD,
                held.read_key.not_in(sorted(others)),
                or_(
                    held.read_key.in_(theirs),
                    ~any_read.exists(),
                    held.held_at <= now - ORPHAN_GRACE,
                ),
            )
            .order_by(held.id)
        )
        return cls([row async for row in rows_of(session, wanted)], read_key=read_key, now=now)

    def judge(
        self,
        contracts: int,
        listed: Collection[int],
        *,
        seen: int | None = None,
        unlisted_stand: bool = False,
    ) -> dict[str, list[HeldChange]]:
        """Sort the rows by outcome: "news", "silent" (applied, reported to the organisers), "rounded"
        (applied, not reported), "mass", "waiting", "forget"; and list those that "moved" and are held. The
        others stay as they are.

        ``contracts`` is the number watched; ``listed`` are our ids of the contracts found. ``seen``: the
        number that an incomplete read found. ``unlisted_stand``: what the read does not list is as it was.
        """
        self._listed, self._unlisted_stand = listed, unlisted_stand
        judged: dict[str, list[HeldChange]] = {}
        moved = _by_sort(row for row in self.rows if row.state == MASS and row.read_key == self._read_key)
        for sort, rows in _by_sort(row for row in self.rows if row.state == FOUND).items():
            massive = _is_mass([*rows, *moved.get(sort, ())], contracts)
            may_be = seen is not None and (not seen or _is_mass(rows, contracts, contracts / seen))
            for row in rows:
                if seen is None or not (massive or self._must_wait(row, may_be)):
                    judged.setdefault(self._of_fresh(row, massive), []).append(row)
        if seen is None:
            self._judge_masses(moved, judged)
            held = (MASS, WAITING, UNDONE)
            again = [row for row in self.rows if row.state in held and row.read_key == self._read_key]
            judged["moved"] = [*again, *judged.get("mass", ()), *judged.get("waiting", ())]
        for row in self.rows:
            if row.state == WAITING and self._agrees(row):
                judged.setdefault("news", []).append(row)
            gone_back = self._agrees(row) or (row.restyled and seen is None)  # needs confirmation, too
            if row.state == UNDONE and gone_back:
                judged.setdefault("forget", []).append(row)
        return judged

    def _judge_masses(
        self,
        moved: Mapping[str, Sequence[HeldChange]],
        judged: dict[str, list[HeldChange]],
    ) -> None:
        for sort, rows in _by_sort(row for row in self.rows if row.state in (MASS, UNDONE)).items():
            agreed = [row for row in rows if row.state == MASS and self._agrees(row)]
            undone = sum(row.state == UNDONE for row in rows)
            if len(agreed) + undone < len(moved.get(sort, ())):
                continue  # most of it moves again: none is confirmed
            for row in agreed:
                stands = len(agreed) >= undone
                judged.setdefault(self._of_mass(row, stands=stands), []).append(row)

    def _must_wait(self, row: HeldChange, may_be_mass: bool) -> bool:
        """Return whether a row of an incomplete read is left to the next, which may find it massive."""
        return row.restyled or (may_be_mass and row.held_at > self._now - ORPHAN_GRACE)

    @staticmethod
    def _of_fresh(row: HeldChange, massive: bool) -> str:
        if massive:
            return "mass"
        if row.restyled:
            return "forget"
        if row.waits:
            return "waiting"
        return "rounded" if row.sort == CENTS else "news"

    @staticmethod
    def _of_mass(row: HeldChange, *, stands: bool) -> str:
        if row.restyled:
            return "told" if stands else "forget"
        return "silent" if stands and not shift_of(row).tells_when_it_stands else "news"

    def _agrees(self, row: HeldChange) -> bool:
        """True if this read found the same, and is another than the one that found it first."""
        is_listed = row.contract_id in self._listed
        found = is_listed if row.restyled else row.seen_key == self._read_key
        found = found or (self._unlisted_stand and not is_listed)
        return found and row.read_key != self._read_key and _is_later_read(row.held_at, self._now)


def _is_later_read(held_at: datetime, now: datetime) -> bool:
    return not timedelta(0) <= now - held_at < MIN_READ_DISTANCE  # a time in the future does not block


def _is_mass(rows: Sequence[HeldChange], watched: int, times: float = 1) -> bool:
    """Return whether rows are massive, extrapolated by a factor (``times``)."""
    befallen = len({row.contract_id for row in rows})
    return is_mass(befallen * times, watched, sum(row.actions for row in rows) * times)


def _by_sort(rows: Iterable[HeldChange]) -> dict[str, list[HeldChange]]:
    found: dict[str, list[HeldChange]] = {}
    for row in rows:
        found.setdefault(row.sort, []).append(row)
    return found


async def set_state(
    session: AsyncSession, rows: Iterable[HeldChange], state: str | None, *, now: datetime | None = None
) -> None:
    """Set the state of rows, or delete them."""
    ids = ({"row": row.id} for row in rows)
    if state is None:
        await write_rows(session, delete(HeldChange).where(_THIS), ids)
        return
    values: dict[str, Any] = {"state": state} | ({"held_at": now} if now is not None else {})
    values |= {"notice": None} if state == TOLD else {}  # it is no longer unsteady
    await write_rows(session, update(HeldChange).where(_THIS).values(values), ids)


async def count_moves(session: AsyncSession, rows: Iterable[HeldChange]) -> None:
    """Increment the number of complete reads in which these rows moved."""
    moved = update(HeldChange).where(_THIS).values(moves=HeldChange.moves + 1)
    await write_rows(session, moved, ({"row": row.id} for row in rows))


async def count_followed(session: AsyncSession, watch_ids: Collection[int]) -> int:
    """Return the number of contracts that these watches follow."""
    of_watches = and_(WatchedContract.watch_id.in_(watch_ids), WatchedContract.matched)
    wanted = select(func.count(WatchedContract.contract_id.distinct())).where(of_watches)
    return int((await session.execute(wanted)).scalar_one())


def shift_of(row: HeldChange) -> Shift:
    """Return the shift in a row."""
    return Shift(row.field, value_of(row.field, row.old), value_of(row.field, row.new), row.action_id)


def text_of(value: Value) -> str:
    """Return a value as it is stored."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Date):
        return value.isoformat()
    if isinstance(value, Party):
        return json.dumps([value.name, dict(value.ids), value.parent], sort_keys=True)
    return value.value


def value_of(field: str, text: str) -> Value:
    """Return a value that ``text_of`` wrote."""
    if field in (DATE, END):
        return Date.fromisoformat(text)
    if field == STATUS:
        return Status(text)
    if field == SUPPLIER:
        name, ids, parent = json.loads(text)
        return Party(name=name, ids=ids, parent=parent)
    return Decimal(text)
