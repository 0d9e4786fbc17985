"""Model of public contracts: records as a source shows them, and changes.

Money is ``Decimal`` in one currency for each contract; ``None`` means "the source does not say" and is never
zero. *Obligated* is the amount the buyer has committed so far, *ceiling* the most it may commit, *paid* the
amount paid out by the treasury: different things that are never added to one another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

_NOT_WORD = re.compile(r"\W+")

MAX_ID_LENGTH = 200  # of a contract or action, as stored
NO_CURRENCY = "XXX"
"""ISO 4217 code for "no currency": a record without money."""


class Kind(StrEnum):
    """Kind of a record."""

    CONTRACT = "contract"  # stands alone
    ORDER = "order"  # placed under a vehicle
    VEHICLE = "vehicle"  # holds the ceiling; orders are placed under it
    NOTICE = "notice"  # announces a tender or an award
    ARTICLE = "article"  # a publication about it, from a feed
    PAGE = "page"  # a watched web page


class Status(StrEnum):
    """Status of a contract, for sources that have one; of a page: there, removed, or moved."""

    PLANNED = "planned"  # announced by the buyer: an intention, not a contract
    PENDING = "pending"  # agreed on, and not signed
    ACTIVE = "active"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"
    CLOSED = "closed"
    REMOVED = "removed"
    MOVED = "moved"


MOVED_TO = "moved-to"
"""Key in ``Record.codes`` of the host that a page redirects to, while its status is ``MOVED``."""


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

    ``action_id`` is stable in its source: the same id with another amount or date is a correction. An id made
    from a row that does not say which action it is ends in ``action_matching.GUESSED``. ``code`` is the
    source's own reason code (USAspending ``action_type``), ``None`` for a base award.
    """

    action_id: str
    number: str
    date: Date | None
    code: str | None = None
    description: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and its response as sent and received, with the body decompressed."""

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
    """A response of a source for the snapshot store, byte for byte as it was read."""

    url: str
    query: str  # the request's body, empty for a GET
    fetched_at: datetime
    content: bytes
    media: str = "application/json"  # of ``content``: "application/warc" for a whole exchange
    exchange: Exchange | None = field(default=None, compare=False, repr=False)  # the exchange it came in


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontract:
    """A subcontract as it was reported, by the holder of the contract or its buyer.

    ``number`` is the reporter's own and not unique. ``amounts`` are those of all reports with the same
    number, subcontractor and date, the smallest first: sources repeat reports, and a repetition is no second
    subcontract. ``amended`` is the amount after its last modification. Amounts are a part of the contract's,
    never to be added to it nor to one another.
    """

    number: str
    supplier: Party
    date: Date | None = None
    description: str | None = None
    currency: str
    amounts: tuple[Decimal | None, ...]
    amended: Decimal | None = None

    @property
    def key(self) -> tuple[str, str, Date | None]:
        """Identity within a contract: number, subcontractor (its identifier, or else its name without case
        and punctuation) and date."""
        if self.supplier.ids:
            scheme, value = min(self.supplier.ids.items())
            return self.number, f"{scheme}:{value}", self.date
        return self.number, " ".join(_NOT_WORD.sub(" ", self.supplier.name.casefold()).split()), self.date

    @property
    def amount(self) -> Decimal | None:
        """The greatest reported amount, by which subcontracts are sorted and judged."""
        return max((amount for amount in (*self.amounts, self.amended) if amount is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubcontractUnder:
    """A subcontract with the contract that it is of, which need not be one that is known here.

    ``prime_id`` is the contract's id in its source, ``prime`` its holder.
    """

    prime_id: str
    prime_number: str
    prime: Party
    buyer: str
    url: str
    subcontract: Subcontract

    @property
    def key(self) -> tuple[str, str, str, Date | None]:
        """Identity within a source: the contract, and the subcontract's number, subcontractor and date."""
        return self.prime_id, *self.subcontract.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contract as a source shows it now: header, actions, and the answers it came from.

    ``whole`` is ``False`` if only some of the actions were read and no totals: values missing from such a
    record are unknown, and a contract that it shows first need not be new. ``in_shares``: amounts are of
    several holders each, so that the known amounts of the whole contract no longer hold. ``ordered`` and
    ``orders`` are, for a vehicle, the total of its orders and their number, as given by the source. ``text``
    is the main text of a page or an article, a paragraph a line. ``identifiers`` ("scheme:value") prove that
    records of two sources are of one contract. ``mark`` is a hash of the row in the source's list by which
    the contract was found: as long as it is the same, nothing in the row changed. ``subcontracts`` is
    ``None`` if the source does not list them with the contract. ``said_at`` is when the source published what
    the record says, if it shows older publications, too: these change nothing. ``kind_guessed``: the source
    did not say here whether this is a framework.
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
    in_shares: bool = field(default=False, compare=False)
    said_at: datetime | None = field(default=None, compare=False)
    kind_guessed: bool = field(default=False, compare=False)
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
    subcontracts: tuple[Subcontract, ...] | None = None
    answers: tuple[Answer, ...] = field(default=(), compare=False)
    mark: str | None = field(default=None, compare=False)


class ChangeKind(StrEnum):
    """Kind of a change, in the terms a person would use."""

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
    SUPPLIER_CHANGED = "supplier-changed"  # another name or identifier, without an action that explains it
    SUPPLIER_RENAMED = "supplier-renamed"
    SUPPLIER_MERGED = "supplier-merged"
    NOVATED = "novated"  # another company takes the contract over
    TERMINATED = "terminated"  # the buyer ends it before its time, wholly or in part
    CANCELLED = "cancelled"
    IN_FORCE = "in-force"  # a pending contract is signed, or an ended one continues
    CLOSED_OUT = "closed-out"
    ENDS_WITHIN_30_DAYS = "ends-within-30-days"
    ENDS_WITHIN_7_DAYS = "ends-within-7-days"
    LAPSED = "lapsed"  # its last day has passed and no extension is on record
    NO_LONGER_MATCHES = "no-longer-matches"  # the source still has it, the search no longer finds it
    WITHDRAWN = "withdrawn"  # the source no longer knows it
    RETURNED = "returned"  # after it was withdrawn, removed or moved
    PAGE_CHANGED = "page-changed"
    PAGE_REMOVED = "page-removed"
    PAGE_MOVED = "page-moved"  # its address redirects elsewhere
    TEXT_CHANGED = "text-changed"  # of a notice or an article
    ALSO_LISTED = "also-listed"  # a second source shows a contract that is known from a first
    ACTION = "action"  # an action without money and without visible effect
    CORRECTED = "corrected"  # the same action, another value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the known state of a contract and what was read.

    ``old`` and ``new`` hold money as ``Decimal``, days as ``date``, names and lines as ``str``, depending on
    the kind: money kinds have ``amount`` (signed) with its action, and so do ends and options if money moved
    with them; ceilings, dates and suppliers have ``old`` and ``new``; deadlines have the last day as ``new``;
    a changed page has the removed lines as ``old`` and the added ones as ``new``; a moved page has its new
    host as ``new``; ``CORRECTED`` has those of ``old``/``new`` (amounts) and ``old_date``/``new_date`` that
    differ. Amounts are in ``currency``. ``news``: true unless it is only stored, as what was
    there when a watch began; ``diff.news_class`` decides when it is told.
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
