"""Views of contracts for commands and posts: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal

from bot.contracts.model import Action, Change, Code, Kind, Status
from bot.contracts.story.views import NO_STORY, Story


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
    """The announced changes of one contract in one read, with administrative ones if wanted. ``story`` is
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
