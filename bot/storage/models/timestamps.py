"""Time-stamps of authorities (RFC 3161): the document of each day, and the proofs of it."""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class TimestampDay(Base):
    """The document of a day, whose SHA-256 the authorities are sent. It is kept as it was: byte for byte."""

    __tablename__ = "timestamp_days"

    day: Mapped[Day] = mapped_column(primary_key=True)
    document: Mapped[bytes]
    made_at: Mapped[datetime]


class TimestampPart(Base):
    """A server's part of a day's document, which has its SHA-256. ``content`` is zlib-compressed."""

    __tablename__ = "timestamp_parts"

    day: Mapped[Day] = mapped_column(ForeignKey("timestamp_days.day", ondelete="CASCADE"), primary_key=True)
    server_id: Mapped[int] = mapped_column(
        ForeignKey("servers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)  # "heads", "evidence"
    content: Mapped[bytes]


class TimestampProof(Base):
    """An authority's answer, with the certificates in it, and the root certificate (DER) that was trusted."""

    __tablename__ = "timestamp_proofs"

    day: Mapped[Day] = mapped_column(ForeignKey("timestamp_days.day", ondelete="CASCADE"), primary_key=True)
    authority: Mapped[str] = mapped_column(String(200), primary_key=True)  # its address
    answer: Mapped[bytes]
    root: Mapped[bytes]
    stamped_at: Mapped[datetime]  # by the authority's clock
    received_at: Mapped[datetime]  # by ours
