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


class Kind(StrEnum):
    """What sort of contract a record is."""

    CONTRACT = "contract"  # stands alone
    ORDER = "order"  # placed under a vehicle
    VEHICLE = "vehicle"  # holds the ceiling; orders are placed under it


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

    ``action_id`` is stable in its source: the same id with another amount or date is a correction.
    ``code`` is the source's own reason code (USAspending ``action_type``), ``None`` for a base award.
    """

    action_id: str
    number: str
    date: Date | None
    code: str | None = None
    description: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of a source, byte for byte as it was read, for the snapshot store."""

    url: str
    query: str  # the request's body, empty for a GET
    fetched_at: datetime
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contract as a source shows it now, whole: header, every action, and the answers it came from."""

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
    exercised: Decimal | None = None
    ceiling: Decimal | None = None
    paid: Decimal | None = None
    signed: Date | None = None
    start: Date | None = None
    end: Date | None = None  # for a vehicle, the last day to order
    potential_end: Date | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    url: str
    actions: tuple[Action, ...] = ()
    answers: tuple[Answer, ...] = field(default=(), compare=False)


class ChangeKind(StrEnum):
    """What is different from what we knew, in the terms a person would use."""

    NEW_VEHICLE = "new-vehicle"
    NEW_ORDER = "new-order"
    NEW_CONTRACT = "new-contract"
    MONEY_ADDED = "money-added"
    MONEY_REMOVED = "money-removed"
    CEILING_RAISED = "ceiling-raised"
    CEILING_LOWERED = "ceiling-lowered"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    TERMINATED = "terminated"  # the buyer ends it before its time, wholly or in part
    SCOPE_CHANGED = "scope-changed"
    SUPPLIER_CHANGED = "supplier-changed"
    ACTION = "action"  # an action without money and without visible effect
    CORRECTED = "corrected"  # the same action, another value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between what was known of a contract and what was read.

    ``old`` and ``new`` hold money as ``Decimal``, days as ``date``, names as ``str``, by the kind:
    money kinds carry ``amount`` (signed) with the action it came with, and so does ``TERMINATED`` where
    money moved with it; ceilings, dates and suppliers
    carry ``old`` and ``new``; ``CORRECTED`` carries whichever of ``old``/``new`` (amounts) and
    ``old_date``/``new_date`` differ. ``news`` says whether it is announced or only kept.
    """

    kind: ChangeKind
    action_id: str | None = None
    number: str | None = None  # the action's number, as in P00012
    code: str | None = None
    description: str | None = None
    date: Date | None = None  # when the action took effect
    amount: Decimal | None = None
    old: Decimal | Date | str | None = None
    new: Decimal | Date | str | None = None
    old_date: Date | None = None
    new_date: Date | None = None
    news: bool = True
