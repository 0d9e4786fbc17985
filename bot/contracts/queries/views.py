"""Views of contracts for commands and posts, as plain values; and the query that fills a line of a contract,
its order, and lines by many ids at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, outerjoin

from bot.contracts.model import Action, Change, Code, Kind, Status
from bot.contracts.story.views import NO_STORY, Story
from bot.storage import models
from bot.storage.models import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """A contract in one line. Amounts are in ``currency``, except for the ceiling of its vehicle, which is in
    ``parent_currency``; ``None`` means "the source does not say".

    ``parent_ceiling`` is the ceiling of the vehicle, for all its orders together; ``None`` if the vehicle
    is not known. ``changed_at`` is the date to show as "read on"; ``last_action`` the day of the newest
    action. ``ordered`` and ``orders`` are, for a vehicle, the total of its orders and their number, as
    given by the source. ``planned``: it announces an intention of the buyer. ``short_buyer`` and
    ``short_supplier`` are the server's own names for them, if it has some; ``marked`` are the words that the
    server's watches are about.
    """

    id: int
    source: str
    kind: Kind
    number: str
    title: str
    supplier: str
    buyer: str
    buyer_unit: str | None
    currency: str
    obligated: Decimal | None
    ceiling: Decimal | None
    ordered: Decimal | None
    orders: int | None
    signed: Date | None
    start: Date | None
    end: Date | None
    potential_end: Date | None
    url: str
    parent_number: str | None
    parent_ceiling: Decimal | None
    parent_currency: str | None = None
    changed_at: datetime
    last_action: Date | None
    planned: bool = False
    short_buyer: str = ""
    short_supplier: str = ""
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The values of an action before a correction, and when that was detected."""

    amount: Decimal | None
    date: Date | None
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """One action with its earlier values, oldest first.

    ``effects`` are the changes of ceiling, end and supplier that were seen with it: the source itself does
    not attribute these to an action.
    """

    action: Action
    first_seen_at: datetime
    revised_from: tuple[Revision, ...]
    effects: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """A contract in full.

    ``parent`` is its vehicle; ``siblings`` are the newest other orders under that, and ``orders`` the newest
    under the contract itself, of those that this server follows; ``siblings_known`` and ``orders_known`` are
    their numbers. ``also`` are the records of the contract in other sources, matched by an identifier.
    ``actions`` are newest first; ``story`` is what is known beside the record.

    ``matched`` is ``False`` if this server follows it only as the vehicle of another; ``unmatched_since``:
    since when no search of this server's watches finds it, though one did. ``missing_since``: since when the
    source no longer knows its id; ``withdrawn``: that was announced. ``text``: true if there is a text to
    read; ``readings``: the number of stored figures over time.
    """

    line: ContractLine
    matched: bool
    unmatched_since: datetime | None
    buyer_parent: str | None
    funder: str | None
    supplier_parent: str | None
    supplier_ids: Mapping[str, str]
    exercised: Decimal | None
    paid: Decimal | None
    status: Status | None
    codes: Mapping[str, Code]
    first_seen_at: datetime
    missing_since: datetime | None
    withdrawn: bool
    whole: bool
    text: bool
    readings: int
    parent: ContractLine | None
    siblings: tuple[ContractLine, ...]
    siblings_known: int
    orders: tuple[ContractLine, ...]
    orders_known: int
    also: tuple[ContractLine, ...]
    actions: tuple[ActionView, ...]
    story: Story = NO_STORY

    @property
    def lines(self) -> tuple[ContractLine, ...]:
        """The lines of the contract and of all that are named with it."""
        above = () if self.parent is None else (self.parent,)
        return (self.line, *above, *self.siblings, *self.orders, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The changes of one contract in one read that are news. ``story`` is
    what is known by now beyond the contract's own record; ``notice_type`` is the source's code for the type
    of a notice."""

    contract: ContractLine
    parent: ContractLine | None
    changes: tuple[Change, ...]
    read_key: str
    seen_at: datetime
    story: Story = NO_STORY
    notice_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Summary of the contracts of a watch, posted once, at its baseline.

    ``obligated`` is by currency and of orders and contracts only: a vehicle's money is on its orders, and a
    notice commits none. ``unknown`` is the number of those without an amount from the source, ``unread`` the
    number of matches that could not be read at all. ``read_at`` is the time of the last complete read, or of
    the baseline before there is one. ``newest`` are all but vehicles, ``vehicles`` the newest of these.
    """

    watch_id: int
    name: str
    source: str
    read_at: datetime
    counts: Mapping[Kind, int]
    obligated: Mapping[str, Decimal]
    unknown: int
    unread: int
    newest: tuple[ContractLine, ...]
    vehicles: tuple[ContractLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A watch whose last read was incomplete, and the time of its last complete read; ``None``: never."""

    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySummary:
    """Summary of a server's watches since a moment.

    ``watches`` are those that are not ``paused``; of these, ``unread`` were never read completely, ``blind``
    not since that moment, and ``failing`` had an incomplete last read. ``read_at``: each of the others was
    last read completely then or later. ``contracts`` is the number of matches, ``changed`` that of contracts
    with news. ``began``: all of them are watched since then; nothing is known of what changed before.
    """

    watches: int
    paused: int
    unread: int
    blind: int
    failing: tuple[Failing, ...]
    read_at: datetime | None
    contracts: int
    changed: int
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class RestyledExample:
    """One value of a contract (``number``, on the source's page ``url``) as it was published before and is
    now; ``field`` has a sentence ``restyled-<field>``."""

    number: str
    url: str
    field: str
    old: Decimal | Date | str
    new: Decimal | Date | str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restyled:
    """A source that changed its way of publishing contracts, or has unsteady values. ``amounts`` and
    ``days``: true if these are among the changed values; ``since``: when the first was seen."""

    source: str
    contracts: int
    since: datetime
    amounts: bool
    days: bool
    examples: tuple[RestyledExample, ...]


_OF_SERVER = frozenset({"short_buyer", "short_supplier", "marked"})
"""Fields of a line that a server adds."""
FIELDS = tuple(field.name for field in fields(ContractLine) if field.name not in _OF_SERVER)

_IDS = 2000  # in one query: a database takes some ten thousand values

_parent = aliased(Contract)
_PARENT = and_(
    _parent.source == Contract.source,
    _parent.source_id == Contract.parent_source_id,
)

last_action = (
    select(func.max(models.Action.date))
    .where(models.Action.contract_id == Contract.id)
    .correlate(Contract)
    .scalar_subquery()
)


@cache
def lines() -> Select[*tuple[Any, ...]]:
    """Return a query for contracts with the columns of a line; to be filtered, ordered and limited by the
    caller."""
    return _lines().outerjoin(_parent, _PARENT)


def lines_among(found: FromClause, contract_id: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Return the same query starting from the ids that another query found; its rows without an id remain."""
    contracts = outerjoin(found, Contract, Contract.id == contract_id)
    return _lines().select_from(outerjoin(contracts, _parent, _PARENT))


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    made: dict[str, Any] = {
        "parent_number": func.coalesce(_parent.number, Contract.parent_number),
        "parent_ceiling": _parent.ceiling,
        "parent_currency": _parent.currency,
        "last_action": last_action,
        "planned": func.coalesce(Contract.status, "") == Status.PLANNED.value,
    }
    return select(*(made[name].label(name) if name in made else getattr(Contract, name) for name in FIELDS))


def newest_first(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Sort by the day of the newest activity; ties by id, so that pages neither repeat nor skip."""
    return query.order_by(Contract.newest_day.desc(), Contract.id.desc())


def line_of(row: Sequence[Any]) -> ContractLine:
    """Return the line in a row of ``lines()``; further columns are ignored."""
    values = dict(zip(FIELDS, row, strict=False))
    values["kind"], values["planned"] = Kind(values["kind"]), bool(values["planned"])
    return ContractLine(**values)


async def count_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> int:
    """Return the number of rows of a query."""
    return int((await session.execute(select(func.count()).select_from(query.subquery()))).scalar_one())


async def lines_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[ContractLine]:
    """Return the lines of a query based on ``lines``."""
    return [line_of(row) for row in await session.execute(query)]


async def lines_by_id(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return lines by contract id, however many."""
    ids = list(contract_ids)
    parts = [ids[start : start + _IDS] for start in range(0, len(ids), _IDS)]
    found = [await lines_of(session, lines().where(Contract.id.in_(part))) for part in parts]
    return {line.id: line for part in found for line in part}


async def parents_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return the known vehicles of contracts, by contract id."""
    child = aliased(Contract)
    pairs = await session.execute(
        select(child.id.label("child_id"), Contract.id)
        .join(Contract, and_(Contract.source == child.source, Contract.source_id == child.parent_source_id))
        .where(child.id.in_(contract_ids))
    )
    parent_ids: dict[int, int] = {row.child_id: row.id for row in pairs}
    by_id = await lines_by_id(session, set(parent_ids.values()))
    return {child_id: by_id[parent_id] for child_id, parent_id in parent_ids.items()}
