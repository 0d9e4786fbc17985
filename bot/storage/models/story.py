"""Findings of enquiries about contracts (``contracts.story``)."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


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
