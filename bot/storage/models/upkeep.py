"""The program's own state; the audit log of organisers' acts, members' requests for their data, and
time-stamps of authorities (RFC 3161).

The audit has no foreign key to the server: an entry is the last write of its transaction, and would lock the
server's row after all rows that depend on it.
"""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class KeyFingerprint(Base):
    """The key that the database belongs with: the SHA-256 of the key, never the key."""

    __tablename__ = "key_fingerprints"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    public_key: Mapped[str | None] = mapped_column(String(64))  # of a signing key, in hexadecimal
    destroyed_at: Mapped[datetime | None]  # on purpose: the file must be gone


class Term(Base):
    """The term of the active process, a number that only grows, in a single row: see ``keystore.term``."""

    __tablename__ = "terms"

    name: Mapped[str] = mapped_column(String(10), primary_key=True)  # "active"
    number: Mapped[int]


class LastBackup(Base):
    """Last backup that was written and read back, of ``database`` or ``keys``."""

    __tablename__ = "last_backups"

    saved: Mapped[str] = mapped_column(String(10), primary_key=True)
    made_at: Mapped[datetime]


class Note(Base):
    """A small fact that the program keeps about itself, such as the hash of the synced commands."""

    __tablename__ = "notes"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]


class NoticePage(Base):
    """Page of notices as last read from a source that all watches share: the first and last day of its
    window, its index in the window, and its packed content. ``number`` grows with every page read."""

    __tablename__ = "notice_pages"
    __table_args__ = (UniqueConstraint("first_day", "last_day", "page"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_day: Mapped[Day]
    last_day: Mapped[Day]
    page: Mapped[int]
    read_at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AuditActor(Base):
    """The person who acted, separate from the acts: entries hold a random token, and this row, which can be
    erased, maps it to the person under the audit's key."""

    __tablename__ = "audit_actors"
    __table_args__ = (UniqueConstraint("server_id", "reference"),)

    token: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    server_id: Mapped[int] = mapped_column(BigInteger)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32))  # HMAC-SHA256 of the Discord id
    sealed: Mapped[bytes]  # the Discord id, AES-GCM-SIV
    erase_at: Mapped[datetime | None]  # on request; after a later act, the row is deleted later


class AuditEntry(Base):
    """One act of an organiser. Append-only hash chain: ``hash`` is an HMAC of the entry and of the previous
    hash."""

    __tablename__ = "audit_entries"

    server_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, 3 … in each server
    at: Mapped[datetime]
    actor: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # None: the steward, or the bot itself
    act: Mapped[str] = mapped_column(String(40))  # "demand-open", "settings-change", …
    subject: Mapped[str] = mapped_column(String(60))  # "demand:5"
    sealed: Mapped[bytes]  # {"before": …, "after": …} as JSON, AES-GCM-SIV
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AccessRequest(Base):
    """A person's request for a copy of their data, which is ready a day later. Deleted when it expires."""

    __tablename__ = "access_requests"

    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # HMAC-SHA256 of the id
    ready_at: Mapped[datetime]


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
