"""Time series for a chart: the committed money of each contract, and the ceilings beside it.

Only contracts with a total from the source are drawn: by their dated actions if these add up to the total,
otherwise by the totals, from the day we read them. Ceilings are never added, neither to money nor to each
other, and one chart shows one currency.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.following import first_of_its_kind
from bot.contracts.model import Kind
from bot.errors import UserError
from bot.storage import Database
from bot.storage.engine import rows_of
from bot.storage.models import Action, Contract, ContractValues, Watch, WatchedContract

MAX_LINES = 7
MAX_CEILINGS = 2
EARLIEST = Date(1990, 1, 1)
"""Actions dated before this day, or after today, are misdated: their contract is drawn by the totals as
read."""

_MONEY = (Kind.ORDER.value, Kind.CONTRACT.value)  # a vehicle's money is on its orders
_AT_ONCE = 500  # contracts whose actions are in memory at the same time


@dataclass(frozen=True, slots=True)
class Step:
    """The committed total from ``day`` on."""

    day: Date
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One contract's steps, oldest first. ``as_read``: the days are those on which we read the totals.
    ``subject`` is what the record says it is for, if it says more than the number."""

    contract_id: int
    number: str
    kind: Kind
    steps: tuple[Step, ...]
    as_read: bool
    subject: str = ""

    @property
    def total(self) -> Decimal:
        """The amount committed now."""
        return self.steps[-1].total


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A ceiling: of all orders of a vehicle, or of one contract with every option.

    ``committed`` is the amount that counts against it, ``None`` if unknown.
    """

    contract_id: int
    number: str
    kind: Kind
    amount: Decimal
    committed: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Content of a chart, in ``currency``.

    ``lines`` are the largest contracts, largest first, ``rest`` the sum of ``rest_count`` others.
    ``ceilings`` are the highest, ``more_ceilings`` the number of further ones; ``one_ceiling``: everything
    drawn counts against the only ceiling. ``as_read`` contracts are drawn from the day we first read them;
    ``others`` are the numbers of contracts in other currencies, ``unknown`` that of contracts without a total
    from the source. Everything is as of the day of ``read_at``. ``contract_ids`` are all contracts drawn;
    ``buyer`` and ``supplier`` are theirs, by short names, if they have the same.
    """

    currency: str
    lines: tuple[Line, ...]
    rest: tuple[Step, ...]
    rest_count: int
    rest_kinds: frozenset[Kind]
    ceilings: tuple[Ceiling, ...]
    more_ceilings: int
    one_ceiling: bool
    as_read: int
    others: tuple[tuple[str, int], ...]
    unknown: int
    sources: tuple[str, ...]
    read_at: datetime
    contract_ids: tuple[int, ...] = ()
    buyer: str = ""
    supplier: str = ""

    @property
    def total(self) -> Decimal:
        """The amount committed on everything drawn."""
        rest = self.rest[-1].total if self.rest else Decimal(0)
        return sum((line.total for line in self.lines), rest)

    @property
    def count(self) -> int:
        """The number of contracts drawn."""
        return len(self.lines) + self.rest_count

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of contracts drawn."""
        return self.rest_kinds | {line.kind for line in self.lines}

    @property
    def first(self) -> Date:
        """The first day drawn."""
        return min(steps[0].day for steps in self._drawn())

    @property
    def last(self) -> Date:
        """The last day drawn."""
        return max(self.read_at.date(), *(steps[-1].day for steps in self._drawn()))

    def _drawn(self) -> list[tuple[Step, ...]]:
        return [*(line.steps for line in self.lines), *([self.rest] if self.rest else [])]


@dataclass(slots=True)
class Drawn:
    """Lines of the contracts of an earlier chart, by id, each with what it was drawn from: the next chart
    reads the actions only of contracts that changed since. ``None``: there is nothing to draw."""

    lines: dict[int, tuple[object, "Line | None"]] = field(default_factory=dict)

    def fits(self, contract: "_Contract", today: Date) -> bool:
        """Return whether the line of a contract would be the same."""
        return contract.id in self.lines and self.lines[contract.id][0] == _drawn_from(contract, today)


class _Contract(NamedTuple):
    """A contract that a server follows, as stored. ``counts``: a watch matched it, and it stands for every
    source that shows it; ``complete_at``: when one that follows it was last read to the end. A tuple of its
    own, since the attributes of a row take ten times as long."""

    id: int
    source: str
    source_id: str
    parent_source_id: str | None
    kind: str
    number: str
    currency: str
    obligated: Any  # Decimal; None: it has no line
    ceiling: Any  # Decimal or None
    ordered: Decimal | None
    signed: Date | None
    changed_at: datetime
    title: str
    record_hash: str
    complete_at: datetime | None
    counts: bool

    @property
    def read_at(self) -> datetime:
        """The moment at which a source last confirmed it."""
        return max(self.complete_at or self.changed_at, self.changed_at)


@dataclass(frozen=True, slots=True)
class _Known:
    """Data for a chart: the contracts that a server follows, by id, the ``wanted`` ones, and the lines of
    those of them that ``changed`` since they were ``drawn``."""

    contracts: Mapping[int, _Contract]
    wanted: frozenset[int]
    changed: Mapping[int, Line | None]
    drawn: Drawn


async def chart(
    database: Database,
    server_id: int,
    today: Date,
    contract_id: int | None = None,
    drawn: Drawn | None = None,
) -> Chart:
    """Return the chart of all contracts that a server's watches matched, or of one, which may be a vehicle.
    ``drawn``, if given, is brought up to date.

    Refused if there is nothing to draw, and for a contract that the server does not follow.
    """
    known = await _read(database, server_id, today, contract_id, drawn or Drawn())
    return await asyncio.to_thread(_chart, known, today)


async def _read(
    database: Database, server_id: int, today: Date, contract_id: int | None, drawn: Drawn
) -> _Known:
    by_id: dict[int, _Contract] = {}
    async with database.read_long() as session:
        async for row in rows_of(session, _contracts(server_id)):
            by_id[row[0]] = _Contract._make(row)
        wanted, changed = await asyncio.to_thread(_wanted, by_id, today, contract_id, drawn)
        lines: dict[int, Line | None] = {}
        for start in range(0, len(changed), _AT_ONCE):
            some = changed[start : start + _AT_ONCE]
            actions = await _by_contract(session, _columns(Action, some, "date", "amount"))
            read = _columns(ContractValues, some, "seen_at", "currency", "obligated")
            in_order = read.order_by(ContractValues.seen_at, ContractValues.id)
            totals = await _by_contract(session, in_order)
            rows = [by_id[each] for each in some]
            lines |= await asyncio.to_thread(_lines, rows, actions, totals, today)
    return _Known(contracts=by_id, wanted=wanted, changed=lines, drawn=drawn)


def _contracts(server_id: int) -> Select[*tuple[Any, ...]]:
    """Return a query for the contracts that a server follows, with the columns of ``_Contract``."""
    links = (
        select(
            WatchedContract.contract_id,
            func.max(Watch.last_complete_at).label("complete_at"),
            func.count().filter(WatchedContract.matched).label("matched"),
        )
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id)
        .group_by(WatchedContract.contract_id)
        .subquery()
    )
    counts = and_(links.c.matched > 0, first_of_its_kind(server_id))
    columns = [getattr(Contract, name) for name in _Contract._fields if name not in ("complete_at", "counts")]
    return select(*columns, links.c.complete_at, counts.label("counts")).join(
        links, links.c.contract_id == Contract.id
    )


def _wanted(
    by_id: Mapping[int, _Contract], today: Date, contract_id: int | None, drawn: Drawn
) -> tuple[frozenset[int], list[int]]:
    """Return the ids of the contracts of a chart, and of those that changed since they were drawn."""
    if contract_id is None:
        wanted = frozenset(each.id for each in by_id.values() if each.counts)
    else:
        wanted = _family(by_id, contract_id)
    paying = (by_id[each] for each in wanted if by_id[each].kind in _MONEY)  # others have no line
    return wanted, sorted(each.id for each in paying if not drawn.fits(each, today))


def _drawn_from(contract: _Contract, today: Date) -> object:
    return contract.record_hash, contract.changed_at, today


def _columns(table: Any, contract_ids: Sequence[int], *names: str) -> Select[Any]:
    columns = [getattr(table, name) for name in names]
    return select(table.contract_id, *columns).where(table.contract_id.in_(contract_ids))


async def _by_contract(session: AsyncSession, query: Select[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    async for contract_id, *values in rows_of(session, query):
        found[contract_id].append(tuple(values))
    return found


def _family(by_id: Mapping[int, _Contract], contract_id: int) -> frozenset[int]:
    """Return a contract's id, with those of the orders under it if it is a vehicle."""
    chosen = by_id.get(contract_id)
    if chosen is None:
        raise UserError("refusal-contract-unknown")
    under = {
        row.id
        for row in by_id.values()
        if chosen.kind == Kind.VEHICLE.value
        and row.source == chosen.source
        and row.parent_source_id == chosen.source_id
    }
    return frozenset({contract_id, *under})


def _chart(known: _Known, today: Date) -> Chart:
    wanted = [known.contracts[each] for each in sorted(known.wanted)]
    paying = [row for row in wanted if row.kind in _MONEY]
    before = known.drawn
    before.lines = {
        row.id: before.lines[row.id]
        if row.id not in known.changed
        else (_drawn_from(row, today), known.changed[row.id])
        for row in paying
    }
    drawable = {each: line for each, (_, line) in before.lines.items() if line is not None}
    by_currency = Counter(known.contracts[each].currency for each in drawable)
    if not by_currency:
        raise UserError("refusal-chart-nothing")
    currency = min(by_currency, key=lambda each: (-by_currency[each], each))
    rows = [row for row in paying if row.id in drawable and row.currency == currency]
    of_rows = [drawable[row.id] for row in rows]  # in the order of their ids; equal amounts keep it
    lines = sorted(of_rows, key=lambda line: abs(line.total), reverse=True)
    kept = len(lines) if len(lines) <= MAX_LINES else MAX_LINES - 1
    ceilings, one = _ceilings(known, wanted, rows, currency)
    return Chart(
        currency=currency,
        lines=tuple(lines[:kept]),
        rest=_together(lines[kept:]),
        rest_count=len(lines) - kept,
        rest_kinds=frozenset(line.kind for line in lines[kept:]),
        ceilings=tuple(ceilings[:MAX_CEILINGS]),
        more_ceilings=max(0, len(ceilings) - MAX_CEILINGS),
        one_ceiling=one,
        as_read=sum(line.as_read for line in lines),
        others=tuple(sorted((each, by_currency[each]) for each in by_currency if each != currency)),
        unknown=sum(row.obligated is None for row in paying),
        sources=tuple(sorted({row.source for row in rows})),
        read_at=min(row.read_at for row in rows),
        contract_ids=tuple(row.id for row in rows),
    )


def _lines(
    rows: Sequence[_Contract],
    actions: Mapping[int, Sequence[tuple[Date | None, Decimal | None]]],
    totals: Mapping[int, Sequence[tuple[datetime, str, Decimal | None]]],
    today: Date,
) -> dict[int, Line | None]:
    return {row.id: _line(row, actions.get(row.id, ()), totals.get(row.id, ()), today) for row in rows}


def _line(
    row: _Contract,
    actions: Sequence[tuple[Date | None, Decimal | None]],
    totals: Sequence[tuple[datetime, str, Decimal | None]],
    today: Date,
) -> Line | None:
    """Return a contract's steps, ``None`` if its source gives no total."""
    if row.obligated is None:
        return None
    steps = _of_actions(actions, row.obligated, today)
    as_read = steps is None
    if steps is None:
        steps = _of_totals(totals, row)
        # If the source has no modifications, the total is that of the day it was signed.
        if not actions and row.signed is not None and EARLIEST <= row.signed <= steps[0].day:
            steps = (Step(row.signed, steps[0].total), *steps[1:])
            as_read = False
    return Line(
        contract_id=row.id,
        number=row.number,
        kind=Kind(row.kind),
        steps=_changing(steps),
        as_read=as_read,
        subject="" if row.title == row.number else row.title,
    )


def _of_actions(
    actions: Sequence[tuple[Date | None, Decimal | None]], total: Decimal, today: Date
) -> tuple[Step, ...] | None:
    by_day: dict[Date, Decimal] = {}
    for day, amount in actions:
        if amount is None or day is None or not EARLIEST <= day <= today:
            return None
        by_day[day] = by_day.get(day, Decimal(0)) + amount
    if not by_day or sum(by_day.values()) != total:  # some are missing: a part must not pass for the whole
        return None
    days = sorted(by_day)
    return tuple(map(Step, days, accumulate(by_day[day] for day in days)))


def _of_totals(totals: Sequence[tuple[datetime, str, Decimal | None]], row: _Contract) -> tuple[Step, ...]:
    """Return the last total of each day, ending with the current one."""
    by_day = {
        seen_at.date(): total
        for seen_at, currency, total in totals
        if total is not None and currency == row.currency
    }
    by_day.setdefault(row.changed_at.date(), row.obligated)
    last = max(by_day)
    by_day[last] = row.obligated
    return tuple(Step(day, by_day[day]) for day in sorted(by_day))


def _changing(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Remove steps that change nothing; the first stays."""
    return (*steps[:1], *(new for old, new in pairwise(steps) if new.total != old.total))


def _together(lines: Sequence[Line]) -> tuple[Step, ...]:
    """Return the steps of the sum of these lines."""
    by_day: dict[Date, Decimal] = {}
    for line in lines:
        before = Decimal(0)
        for step in line.steps:
            by_day[step.day] = by_day.get(step.day, Decimal(0)) + step.total - before
            before = step.total
    days = sorted(by_day)
    return _changing(tuple(map(Step, days, accumulate(by_day[day] for day in days))))


def _ceilings(
    known: _Known, wanted: Sequence[_Contract], rows: Sequence[_Contract], currency: str
) -> tuple[list[Ceiling], bool]:
    """Return ceilings, highest first, and whether the only one holds for everything drawn.

    They are those of wanted vehicles and of vehicles of drawn orders, and of other drawn contracts that may
    still grow.
    """
    under = defaultdict(list)
    for row in rows:
        under[row.source, row.parent_source_id].append(row)
    wanted_ids = {row.id for row in wanted}
    vehicles = [
        row
        for row in known.contracts.values()
        if row.kind == Kind.VEHICLE.value
        and row.ceiling is not None
        and row.currency == currency
        and (row.id in wanted_ids or (row.source, row.source_id) in under)
    ]
    found, covered = [], set()
    for vehicle in vehicles:
        orders = under.get((vehicle.source, vehicle.source_id), [])
        covered |= {row.id for row in orders}
        ours = sum((row.obligated for row in orders), Decimal(0)) if orders else None
        committed = vehicle.ordered if vehicle.ordered is not None else ours
        found.append(
            Ceiling(
                contract_id=vehicle.id,
                number=vehicle.number,
                kind=Kind.VEHICLE,
                amount=vehicle.ceiling,
                committed=committed,
            )
        )
    for row in rows:
        if row.id not in covered and row.ceiling is not None and row.ceiling > row.obligated:
            covered.add(row.id)
            found.append(
                Ceiling(
                    contract_id=row.id,
                    number=row.number,
                    kind=Kind(row.kind),
                    amount=row.ceiling,
                    committed=row.obligated,
                )
            )
    found.sort(key=lambda ceiling: (-ceiling.amount, ceiling.number))
    return found, len(found) == 1 and covered == {row.id for row in rows}
