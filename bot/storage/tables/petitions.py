"""Demands, signatures and counts."""

from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class Demand(Base):
    """What the union asks for. Its text is frozen and hashed when it opens."""

    __tablename__ = "demands"
    __table_args__ = (
        UniqueConstraint("server_id", "slug"),
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),
        {"sqlite_autoincrement": True},  # an id names a key file and old cards: it is never used twice
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(8), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    texts: Mapped[dict[str, Any]]  # {"en": {"title": …, "body": …}, "fr": …}
    text_hash: Mapped[str | None] = mapped_column(String(64))
    consent: Mapped[dict[str, Any] | None]  # the consent text as shown, by language, frozen at opening
    consent_hash: Mapped[str | None] = mapped_column(String(64))
    verified_by: Mapped[str] = mapped_column(String(12), default="server")  # server: anyone in it; role
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    last_publication_at: Mapped[datetime | None]


class Consent(Base):
    """A consent text as it was shown, under the hash that signatures keep. Written once, never changed:
    what a signer agreed to can be read when the demand has long had another."""

    __tablename__ = "consents"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # ``consent.digest`` of ``texts``
    texts: Mapped[dict[str, Any]]  # by language
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Signature(Base):
    """One member's standing support of one demand; the member is only a keyed reference.

    Without rowid on SQLite: a rowid would keep the order of signing. Days, never times.
    """

    __tablename__ = "signatures"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'published', 'leaving')", name="state"),
        {"sqlite_with_rowid": False},
    )

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    version: Mapped[int]  # of the demand's text
    consent_hash: Mapped[str] = mapped_column(String(64))
    signed_on: Mapped[Day]
    state: Mapped[str] = mapped_column(
        String(10)
    )  # leaving: published, withdrawn, gone at the next publication


class Publication(Base):
    """A count as it was published, and what changed since the one before."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("demand_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    count: Mapped[int]
    added: Mapped[int]
    withdrawn: Mapped[int]
    verified_by: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(12))  # batch, late, closing
