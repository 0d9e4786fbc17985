"""Contracts and all that is known of them. They belong to no server: all that watch one share it."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base

NEVER = Day.min  # the newest day of a contract that has none


class Contract(Base):
    """A contract as last read; ``source`` and ``source_id`` name it."""

    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        Index("ix_contracts_newest_day_id", "newest_day", "id"),
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
    unsettled: Mapped[Decimal | None]  # a total that the source gave once, and no action explains
    exercised: Mapped[Decimal | None]
    ceiling: Mapped[Decimal | None] = mapped_column(index=True)
    paid: Mapped[Decimal | None]
    ordered: Mapped[Decimal | None]  # of a vehicle: what its orders commit in all, as the source gives it
    orders: Mapped[int | None]  # and how many they are
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
    search: Mapped[str] = mapped_column(default="", server_default="")  # what it is found by (storage.words)
    newest_day: Mapped[Day] = mapped_column(  # of its last action, or else when it was signed or began
        default=NEVER, server_default=NEVER.isoformat()
    )
    record_hash: Mapped[str] = mapped_column(String(64))
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when what we know of it last changed: the date shown as "read on"
    missing_since: Mapped[datetime | None]  # the source no longer knows the id
    missing_days: Mapped[int] = mapped_column(default=0, server_default="0")  # on which it said so
    missing_on: Mapped[Day | None]  # the last of these
    withdrawn_at: Mapped[datetime | None]  # it was announced as withdrawn
    end_told_for: Mapped[Day | None]  # the end of which ``end_stage`` was told
    end_stage: Mapped[int] = mapped_column(default=0, server_default="0")  # see contracts.deadlines


class ContractIdentifier(Base):
    """What proves that records of two sources are of one contract ("scheme:value")."""

    __tablename__ = "contract_identifiers"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    identifier: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)


class ContractValues(Base):
    """What a contract's figures were from this read on: the source itself keeps no such history."""

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
    """That a watch follows a contract: because it matched, or only as the parent of one that did."""

    __tablename__ = "watched_contracts"

    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    matched: Mapped[bool]  # False: followed only as a parent; its own changes are no news
    told: Mapped[bool] = mapped_column(default=False)  # the watch's server had it in a digest or as news
    listed_at: Mapped[datetime | None]  # it had it in a digest only, since then; None: as news, or not at all
    unmatched_since: Mapped[datetime | None]  # the search no longer finds it
    unmatched_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    mark: Mapped[str | None] = mapped_column(String(64))  # of its row in this watch's list when it was read


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
    """An answer of a source as it was read, once, by its SHA-256; ``content`` is zlib-compressed, ``size``
    are its bytes before that (``None`` of those that were kept before it was noted)."""

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
    """Which answers a contract was read from, at which read."""

    __tablename__ = "contract_snapshots"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("snapshots.sha256"), primary_key=True)
    read_key: Mapped[str] = mapped_column(String(36), primary_key=True)


class Change(Base):
    """What is different from what we knew of a contract, found in one read (``model.Change``).

    ``server_id`` is set where only that server had not followed the contract before, so that it is new to
    no one else.
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
    administrative: Mapped[bool] = mapped_column(default=False, server_default=false())
    old: Mapped[str | None]  # money, day, name or lines as text, by the kind
    new: Mapped[str | None]
    old_date: Mapped[Day | None]
    new_date: Mapped[Day | None]


class HeldChange(Base):
    """What a read found published otherwise, until it is known whether that is of the contract or of the
    source (see ``contracts.shifts`` and ``contracts.holding``).

    ``state``: "found" by a read that is not over; "waiting" for the next read, alone; "mass", with much else;
    "undone", since the source went back; "told" to the organisers, or about to be.
    """

    __tablename__ = "held_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(16))
    sort: Mapped[str] = mapped_column(String(16))  # what it is counted with
    restyled: Mapped[bool] = mapped_column(default=False, server_default=false())  # taken over already
    waits: Mapped[bool] = mapped_column(default=False, server_default=false())  # even alone
    action_id: Mapped[str | None] = mapped_column(String(200))
    actions: Mapped[int] = mapped_column(default=0, server_default="0")  # how many it is of
    old: Mapped[str]
    new: Mapped[str]
    state: Mapped[str] = mapped_column(String(8))
    held_at: Mapped[datetime]
    read_key: Mapped[str] = mapped_column(String(36))  # of the read that found it
    seen_key: Mapped[str | None] = mapped_column(String(36))  # of the last one that did, or that undid it
    notice: Mapped[str | None] = mapped_column(String(60), index=True)  # the occasion of the announcement
