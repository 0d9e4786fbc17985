"""Subcontracts as reported: those of known contracts, and those that watched companies have under others."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


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
