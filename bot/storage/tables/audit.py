"""What organisers did, on record, and members' requests for their data.

The audit has no foreign key to the server: an entry is the last thing its transaction writes, and would
lock the server's row after all that hangs on it.
"""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class AuditActor(Base):
    """Who acted, apart from what they did: entries name a random token, and this row, which can be erased,
    says under the audit's key whose it is."""

    __tablename__ = "audit_actors"
    __table_args__ = (UniqueConstraint("server_id", "reference"),)

    token: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    server_id: Mapped[int] = mapped_column(BigInteger)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32))  # HMAC-SHA256 of the Discord id
    sealed: Mapped[bytes]  # the Discord id, AES-GCM-SIV
    erase_at: Mapped[datetime | None]  # the person asked for it: the row goes then


class AuditEntry(Base):
    """One act of an organiser. Append-only; ``hash`` is an HMAC of the entry and of the hash before."""

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
    """Somebody asked for a copy of their data, which is ready a day later. Gone when the time is over."""

    __tablename__ = "access_requests"

    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # HMAC-SHA256 of the id
    ready_at: Mapped[datetime]
