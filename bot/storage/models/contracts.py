"""Contracts and everything known of them. They belong to no server: all that watch one share it."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base

NEVER = Day.min  # newest day of a contract that has none


class Contract(Base):
    """A contract as last read, identified by ``source`` and ``source_id``."""

    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        Index("ix_contracts_newest_day_id", "newest_day", "id"),
        # All that shows whether a board is up to date: without it every row would be read, each minute.
        Index("ix_contracts_changed_at", "changed_at", "missing_since", "withdrawn_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    source_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[str]
    buyer: Mapped[str] = mapped_column(index=True)
    buyer_ids: Mapped[dict[str, Any]]
    buyer_parent: Mapped[str | None]
    buyer_unit: Mapped[str | None]
    funder: Mapped[str | None]
    supplier: Mapped[str] = mapped_column(index=True)
    supplier_ids: Mapped[dict[str, Any]]
    supplier_parent: Mapped[str | None]
    parent_source_id: Mapped[str | None] = mapped_column(String(200), index=True)
    parent_number: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3))
    obligated: Mapped[Decimal | None] = mapped_column(index=True)
    exercised: Mapped[Decimal | None] = mapped_column(index=True)
    ceiling: Mapped[Decimal | None] = mapped_column(index=True)
    paid: Mapped[Decimal | None] = mapped_column(index=True)
    # Of a vehicle: the total committed by its orders, as the source gives it.
    ordered: Mapped[Decimal | None] = mapped_column(index=True)
    orders: Mapped[int | None]  # and their number
    signed: Mapped[Day | None]
    start: Mapped[Day | None]
    end: Mapped[Day | None]
    potential_end: Mapped[Day | None]
    status: Mapped[str | None] = mapped_column(String(12))
    codes: Mapped[dict[str, Any]]  # {"naics": {"code": …, "description": …}}
    identifiers: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    text: Mapped[str | None]
    whole: Mapped[bool] = mapped_column(default=True, server_default=true())
    url: Mapped[str]
    search: Mapped[str] = mapped_column(default="", server_default="")  # its search terms (storage.words)
    newest_day: Mapped[Day] = mapped_column(  # day of its last action, else of signing or start
        default=NEVER, server_default=NEVER.isoformat()
    )
    record_hash: Mapped[str] = mapped_column(String(64))
    first_seen_at: Mapped[datetime]
    said_at: Mapped[datetime | None]  # when the source published it, if it shows older publications, too
    changed_at: Mapped[datetime]  # when what we know of it last changed: shown as "read on"
    missing_since: Mapped[datetime | None]  # the source no longer knows the id
    missing_days: Mapped[int] = mapped_column(default=0, server_default="0")  # days on which it said so
    missing_on: Mapped[Day | None]  # the last of these
    withdrawn_at: Mapped[datetime | None]  # it was announced as withdrawn
    end_told_for: Mapped[Day | None]  # the end date that ``end_stage`` refers to
    end_stage: Mapped[int] = mapped_column(default=0, server_default="0")  # see contracts.deadlines


class ContractIdentifier(Base):
    """An identifier ("scheme:value") that proves that records of two sources are of one contract."""

    __tablename__ = "contract_identifiers"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    identifier: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)


class ContractLink(Base):
    """A link that the source states between records of one procedure (``contracts.ingest.links``)."""

    __tablename__ = "contract_links"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    link: Mapped[str] = mapped_column(String(240), primary_key=True, index=True)


class ContractValues(Base):
    """A contract's figures from this read on: the source itself keeps no such history."""

    __tablename__ = "contract_values"

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime]
    currency: Mapped[str] = mapped_column(String(3))
    obligated: Mapped[Decimal | None]
    exercised: Mapped[Decimal | None]
    ceiling: Mapped[Decimal | None]
    paid: Mapped[Decimal | None]
    ordered: Mapped[Decimal | None]
    end: Mapped[Day | None]


class WatchedContract(Base):
    """Link from a watch to a contract that it follows: because it matched, or only as the parent of one that
    did."""

    __tablename__ = "watched_contracts"

    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    matched: Mapped[bool]  # False: followed only as a parent; its own changes are no news
    told: Mapped[bool] = mapped_column(default=False)  # the watch's server had it in a digest or as news
    listed_at: Mapped[datetime | None]  # since when it has been in a digest only; None: in news, or in none
    unmatched_since: Mapped[datetime | None]  # the search no longer finds it
    unmatched_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    mark: Mapped[str | None] = mapped_column(String(64))  # hash of its row in the watch's list when last read


class FormerContract(Base):
    """A contract of which a server was told, and that none of its watches has followed since ``until``."""

    __tablename__ = "former_contracts"

    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    until: Mapped[datetime]


class Action(Base):
    """One modification of a contract. ``revised_from`` lists the values it had before corrections."""

    __tablename__ = "actions"
    __table_args__ = (UniqueConstraint("contract_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    action_id: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(50))
    date: Mapped[Day | None]
    code: Mapped[str | None] = mapped_column(String(8))
    description: Mapped[str | None]
    amount: Mapped[Decimal | None] = mapped_column(index=True)
    first_seen_at: Mapped[datetime]
    revised_from: Mapped[list[Any]]  # [{"amount": "2306976.66", "date": "2026-02-19", "until": ISO moment}]


class Snapshot(Base):
    """A source's answer as it was read, stored once by its SHA-256. ``content`` is zlib-compressed; ``size``
    is its length in bytes before that (``None`` for rows older than the column)."""

    __tablename__ = "snapshots"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    url: Mapped[str]
    query: Mapped[str]
    fetched_at: Mapped[datetime]
    media: Mapped[str] = mapped_column(
        String(60), default="application/json", server_default="application/json"
    )
    content: Mapped[bytes]
    size: Mapped[int | None]


class ContractSnapshot(Base):
    """Link from a contract to an answer that it was read from, and the read."""

    __tablename__ = "contract_snapshots"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("snapshots.sha256"), primary_key=True)
    read_key: Mapped[str] = mapped_column(String(36), primary_key=True, index=True)


class RegisterAnswer(Base):
    """A public register's answer to one question, shared by all servers: ``found`` lists entries (see
    ``registers.protocol.Candidate``), and ``more`` is true if the register has others."""

    __tablename__ = "register_answers"

    register: Mapped[str] = mapped_column(String(32), primary_key=True)
    asked: Mapped[str] = mapped_column(String(200), primary_key=True)
    found: Mapped[list[Any]]
    more: Mapped[bool]
    read_at: Mapped[datetime]


class Change(Base):
    """One difference from what was known of a contract, found in one read (``model.Change``).

    ``server_id`` is set if only that server had not followed the contract before, so that it is new to no one
    else.
    """

    __tablename__ = "changes"
    __table_args__ = (
        UniqueConstraint("contract_id", "read_key", "ordinal"),
        Index("ix_changes_seen_at", "seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    read_key: Mapped[str] = mapped_column(String(36))
    ordinal: Mapped[int]  # its place among the changes of one contract in one read
    server_id: Mapped[int | None] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    seen_at: Mapped[datetime]
    news: Mapped[bool]
    action_id: Mapped[str | None] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(50))
    code: Mapped[str | None] = mapped_column(String(8))
    description: Mapped[str | None]
    date: Mapped[Day | None]
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    old: Mapped[str | None]  # money, day, name or lines as text, by the kind
    new: Mapped[str | None]
    old_date: Mapped[Day | None]
    new_date: Mapped[Day | None]


class HeldChange(Base):
    """A difference in how something is published, held until it is known whether the contract or the source
    changed (see ``contracts.diff.shifts`` and ``contracts.ingest.held_changes``).

    ``state``: "found" by a read that is not over; "waiting" for the next read, alone; "mass", together with
    many others; "undone", since the source went back; "told" to the organisers, or about to be.
    """

    __tablename__ = "held_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(16))
    sort: Mapped[str] = mapped_column(String(16))  # the group that it is counted in
    restyled: Mapped[bool] = mapped_column(default=False, server_default=false())  # already applied
    waits: Mapped[bool] = mapped_column(default=False, server_default=false())  # waits even if alone
    action_id: Mapped[str | None] = mapped_column(String(200))
    actions: Mapped[int] = mapped_column(default=0, server_default="0")  # number of actions that it concerns
    old: Mapped[str]
    new: Mapped[str]
    state: Mapped[str] = mapped_column(String(8))
    held_at: Mapped[datetime]
    since: Mapped[datetime]  # when another value was first seen, be it not this one
    moves: Mapped[int] = mapped_column(default=0, server_default="0")  # complete reads in which it moved
    read_key: Mapped[str] = mapped_column(String(36))  # of the read that found it, or that undid it
    seen_key: Mapped[str | None] = mapped_column(String(36))  # of the last one that saw the same
    notice: Mapped[str | None] = mapped_column(String(60), index=True)  # the occasion of the announcement


class ContractEnquiry(Base):
    """Enquiry about a contract (``contracts.story.enquiries``): when it was asked, and when it is due again.

    ``requests`` are those of the last time, ``state`` is the source's state (``Watch.state``) then, and
    ``failures`` the number of failed ones in a row, the last for ``fault``.
    """

    __tablename__ = "contract_enquiries"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(24), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    requests: Mapped[int]
    state: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    fault: Mapped[str | None] = mapped_column(String(32))
    unsure: Mapped[bool] = mapped_column(default=False, server_default=false())  # as ``Watch.sure_from``


class PurchaseOrder(Base):
    """Order of another supplier that looks like a part of one purchase with a contract, as last read.

    ``proof`` is a ``Proof``; ``solicitation`` the common one, if that is the proof. ``missing_since``: since
    when the search no longer finds it. ``told``: it was there at the first reading, or was announced.
    ``occasion`` is that of its last announcement, and ``before`` the amount before that, ``None`` if it was
    new.
    """

    __tablename__ = "purchase_orders"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    award_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    number: Mapped[str] = mapped_column(String(100))
    supplier: Mapped[str]
    supplier_key: Mapped[str]  # distinguishes suppliers: an identifier, or the folded name
    currency: Mapped[str] = mapped_column(String(3))
    obligated: Mapped[Decimal | None]
    signed: Mapped[Day | None]
    url: Mapped[str]
    proof: Mapped[str] = mapped_column(String(8))
    solicitation: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    read_at: Mapped[datetime]
    missing_since: Mapped[datetime | None]
    told: Mapped[bool] = mapped_column(default=False, server_default=false())
    before: Mapped[Decimal | None]
    occasion: Mapped[str | None] = mapped_column(String(36), index=True)


class ContractOwner(Base):
    """Direct parent of a contract's holder, as the register of legal entities last named it on
    ``read_at``. ``company`` and ``parent`` are identifiers there, ``parent`` "" if it names none;
    ``stale``: the entry was not renewed."""

    __tablename__ = "contract_owners"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    company: Mapped[str] = mapped_column(String(20), primary_key=True)
    parent: Mapped[str] = mapped_column(String(20), primary_key=True)
    company_name: Mapped[str]
    parent_name: Mapped[str | None]
    stale: Mapped[bool]
    url: Mapped[str]
    read_at: Mapped[datetime]


class SubcontractColumns:
    """Columns of a reported subcontract (``model.Subcontract``).

    ``amounts`` are those of its reports, as text; ``amount`` is the greatest. ``revised_from`` lists the
    amounts before a change: ``[{"amounts": […], "amended": …, "until": ISO moment}]``. ``missing_since``:
    since when complete lists lack it. ``occasion`` is that of its announcement, ``None`` if it was there at
    the first complete reading.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(100))
    supplier: Mapped[str]
    supplier_ids: Mapped[dict[str, Any]]
    date: Mapped[Day | None]
    description: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3))
    amounts: Mapped[list[Any]]
    amended: Mapped[Decimal | None]
    amount: Mapped[Decimal | None]
    revised_from: Mapped[list[Any]]
    first_seen_at: Mapped[datetime]
    missing_since: Mapped[datetime | None]
    occasion: Mapped[str | None] = mapped_column(String(36), index=True)


class Subcontract(SubcontractColumns, Base):
    """A subcontract of a known contract."""

    __tablename__ = "subcontracts"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)


class SubcontractList(Base):
    """Last list of a contract's subcontracts: when it was read, the number of reports in it, repetitions
    included, and whether these are all. ``listed`` is the number of reports that were read, and ``whole_at``
    when a complete list was first read. ``begun``, unless empty, is the checkpoint from which the next list
    is continued, with its time and the number of reports at that time: ``{"at": ISO moment, "reports": 350,
    "from": …}``."""

    __tablename__ = "subcontract_lists"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    read_at: Mapped[datetime]
    reports: Mapped[int]
    complete: Mapped[bool] = mapped_column(default=True, server_default=true())
    listed: Mapped[int] = mapped_column(default=0, server_default="0")
    whole_at: Mapped[datetime | None]
    begun: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", deferred=True)


class SubcontractUnder(SubcontractColumns, Base):
    """A subcontract that a company of a watch's query has of somebody else's contract (``prime_…``)."""

    __tablename__ = "subcontracts_under"
    __table_args__ = (Index("ix_subcontracts_under_source_query_key", "source", "query_key"),)

    source: Mapped[str] = mapped_column(String(32))
    query_key: Mapped[str] = mapped_column(String(64))
    prime_id: Mapped[str] = mapped_column(String(200))
    prime_number: Mapped[str] = mapped_column(String(100))
    prime: Mapped[str]
    prime_ids: Mapped[dict[str, Any]]
    buyer: Mapped[str]
    url: Mapped[str]


class QueryEnquiry(Base):
    """Enquiry about a watch's query (``contracts.story.query_enquiries``): when it was asked, and when it is
    due again. ``incomplete``: what was found is not all; ``whole_at``: when all was first found."""

    __tablename__ = "query_enquiries"

    source: Mapped[str] = mapped_column(String(32), primary_key=True)
    query_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    topic: Mapped[str] = mapped_column(String(24), primary_key=True)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    state: Mapped[str | None]
    incomplete: Mapped[bool] = mapped_column(default=False, server_default=false())
    whole_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    fault: Mapped[str | None] = mapped_column(String(32))
    unsure: Mapped[bool] = mapped_column(default=False, server_default=false())  # as ``Watch.sure_from``
