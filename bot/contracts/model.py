"""The words of public contracts: what a source shows, and what changed.

Money is ``Decimal`` in one currency a contract; ``None`` means "the source does not say" and is never
zero. *Obligated* is what the buyer has committed so far, *ceiling* the most it may commit, *paid* what
left the treasury: different things that are never added to one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

NO_CURRENCY = "XXX"
"""ISO 4217 for what has no currency: a record without money."""


class Kind(StrEnum):
    """What sort of contract a record is."""

    CONTRACT = "contract"  # stands alone
    ORDER = "order"  # placed under a vehicle
    VEHICLE = "vehicle"  # holds the ceiling; orders are placed under it
    NOTICE = "notice"  # says that something is put out to tender, or was awarded
    ARTICLE = "article"  # what somebody published about it, from a feed
    PAGE = "page"  # a web page that is watched


class Status(StrEnum):
    """Where a contract stands, for sources that say so; a page is there, removed, or leads elsewhere."""

    PENDING = "pending"  # agreed on, and not signed
    ACTIVE = "active"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"
    CLOSED = "closed"
    REMOVED = "removed"
    MOVED = "moved"


MOVED_TO = "moved-to"
"""The entry of ``Record.codes`` that names the host a page leads to, while its status is ``MOVED``."""


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer or a supplier. ``ids`` maps a scheme ("uei", "subtier") to the party's identifier in it."""

    name: str
    ids: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a classification, such as NAICS 561611."""

    code: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One modification of a contract: the base award, money added, an option exercised.

    ``action_id`` is stable in its source: the same id with another amount or date is a correction. One that
    was made from a row that does not say which action it is ends in ``identity.GUESSED``.
    ``code`` is the source's own reason code (USAspending ``action_type``), ``None`` for a base award.
    """

    action_id: str
    number: str
    date: Date | None
    code: str | None = None
    description: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire, but for the packing of the body."""

    url: str
    sent: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    content: bytes
    at: datetime
    method: str = "GET"
    query: str = ""  # the request's body


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of a source, byte for byte as it was read, for the snapshot store."""

    url: str
    query: str  # the request's body, empty for a GET
    fetched_at: datetime
    content: bytes
    media: str = "application/json"  # of ``content``: "application/warc" for a whole exchange
    exchange: Exchange | None = field(default=None, compare=False, repr=False)  # what it came in


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contract as a source shows it now: header, actions, and the answers it came from.

    ``whole`` is ``False`` where only some of the actions were read and no totals: what such a record
    leaves out is not known, and a contract that it shows first need not be new.
    ``unsettled`` is only of what is known, not of what a source shows: a total that it gave once, and that no
    action explains yet (see ``totals``). ``in_shares``: amounts are of several holders each, so that what was
    known of the contract in all does not hold any more.
    ``ordered`` and ``orders`` are, of a vehicle, what its orders commit in all and how many they are, as
    the source gives it. ``text`` is the main text of a page or an article, a paragraph a line.
    ``identifiers`` ("scheme:value") prove that records of two sources are of one contract.
    ``mark`` is of the row in the source's list that the contract was found by: as long as the row has the
    same mark, nothing in it changed.
    """

    source: str
    source_id: str
    kind: Kind
    number: str
    title: str
    buyer: Party
    buyer_unit: str | None = None
    funder: Party | None = None
    supplier: Party
    parent_source_id: str | None = None
    parent_number: str | None = None
    currency: str
    obligated: Decimal | None = None
    unsettled: Decimal | None = None
    in_shares: bool = field(default=False, compare=False)
    exercised: Decimal | None = None
    ceiling: Decimal | None = None
    paid: Decimal | None = None
    ordered: Decimal | None = None
    orders: int | None = None
    signed: Date | None = None
    start: Date | None = None
    end: Date | None = None  # for a vehicle, the last day to order
    potential_end: Date | None = None
    status: Status | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()
    text: str | None = None
    url: str
    actions: tuple[Action, ...] = ()
    whole: bool = True
    answers: tuple[Answer, ...] = field(default=(), compare=False)
    mark: str | None = field(default=None, compare=False)


class ChangeKind(StrEnum):
    """What is different from what we knew, in the terms a person would use."""

    NEW_VEHICLE = "new-vehicle"
    NEW_ORDER = "new-order"
    NEW_ORDER_UNDER_VEHICLE = "new-order-under-vehicle"  # under one that is watched
    NEW_CONTRACT = "new-contract"
    NEW_NOTICE = "new-notice"
    NEW_ARTICLE = "new-article"
    NEW_PAGE = "new-page"
    MONEY_ADDED = "money-added"
    MONEY_REMOVED = "money-removed"
    CEILING_RAISED = "ceiling-raised"
    CEILING_LOWERED = "ceiling-lowered"
    OPTION_EXERCISED = "option-exercised"  # with or without money
    SCOPE_CHANGED = "scope-changed"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    SUPPLIER_CHANGED = "supplier-changed"  # another name or identifier, and no action says why
    SUPPLIER_RENAMED = "supplier-renamed"
    SUPPLIER_MERGED = "supplier-merged"
    NOVATED = "novated"  # another company takes the contract over
    TERMINATED = "terminated"  # the buyer ends it before its time, wholly or in part
    CANCELLED = "cancelled"
    IN_FORCE = "in-force"  # what was pending is signed, or what was over goes on
    CLOSED_OUT = "closed-out"
    ENDS_WITHIN_30_DAYS = "ends-within-30-days"
    ENDS_WITHIN_7_DAYS = "ends-within-7-days"
    LAPSED = "lapsed"  # its last day has passed and no extension is on record
    NO_LONGER_MATCHES = "no-longer-matches"  # the source still has it, the search no longer finds it
    WITHDRAWN = "withdrawn"  # the source no longer knows it
    RETURNED = "returned"  # after it was withdrawn, removed or moved
    PAGE_CHANGED = "page-changed"
    PAGE_REMOVED = "page-removed"
    PAGE_MOVED = "page-moved"  # its address leads elsewhere
    TEXT_CHANGED = "text-changed"  # of a notice or an article
    ALSO_LISTED = "also-listed"  # a second source shows a contract that is known from a first
    ACTION = "action"  # an action without money and without visible effect
    CORRECTED = "corrected"  # the same action, another value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between what was known of a contract and what was read.

    ``old`` and ``new`` hold money as ``Decimal``, days as ``date``, names and lines as ``str``, by the
    kind: money kinds carry ``amount`` (signed) with the action it came with, and so do the ends and
    options where money moved with them; ceilings, dates and suppliers carry ``old`` and ``new``; what ends
    soon carries its last day as ``new``; a changed page carries the lines that went as ``old`` and those
    that came as ``new``; one that moved the host that it leads to as ``new``; ``CORRECTED`` carries
    whichever of ``old``/``new`` (amounts) and ``old_date``/``new_date`` differ. Amounts are in ``currency``.
    ``news`` says whether it is announced; what is ``administrative`` is announced only where a server wants
    that; the rest is only kept.
    """

    kind: ChangeKind
    action_id: str | None = None
    number: str | None = None  # the action's number, as in P00012
    code: str | None = None
    description: str | None = None
    date: Date | None = None  # when the action took effect
    amount: Decimal | None = None
    currency: str | None = None
    old: Decimal | Date | str | None = None
    new: Decimal | Date | str | None = None
    old_date: Date | None = None
    new_date: Date | None = None
    news: bool = True
    administrative: bool = False
