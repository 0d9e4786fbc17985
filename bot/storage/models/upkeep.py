"""The program's own state."""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
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
