"""Outbox of posts to channels."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class Announcement(Base):
    """A post to one channel, in the outbox. ``subject`` and ``occasion`` make it unique there: "contract:12"
    in the read "…", "watch:3" at its baseline, "demand:5" at the organiser's request."""

    __tablename__ = "announcements"
    __table_args__ = (
        UniqueConstraint("channel_id", "subject", "occasion"),
        Index("ix_announcements_state_next_attempt_at", "state", "next_attempt_at"),
        Index(
            "ix_announcements_gathering",
            "server_id",
            sqlite_where=text("gathering = 1"),  # SQLAlchemy's wording: SQLite matches it literally
        ),
        Index(
            "ix_announcements_for_digest",
            "server_id",
            sqlite_where=text("for_digest = 1"),
        ),
        Index(
            "ix_announcements_cards",
            "subject",
            sqlite_where=text("kind = 'demand'"),
        ),
        CheckConstraint("state IN ('pending', 'sent', 'uncertain')", name="state"),
        {"sqlite_autoincrement": True},  # the id makes the nonce and is in the post: never reused
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))  # see ``announcements.outbox.KINDS``
    # The read that found it is still going on: it is posted when that ends, alone or in a digest.
    gathering: Mapped[bool] = mapped_column(default=False, server_default=false())
    news_class: Mapped[int] = mapped_column(default=0, server_default="0")  # of news (``NewsClass``)
    # It is posted in the channel's next daily or weekly digest.
    for_digest: Mapped[bool] = mapped_column(default=False, server_default=false())
    subject: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    first_attempt_at: Mapped[datetime | None]
    last_attempt_at: Mapped[datetime | None]  # set before sending, so that a crash leaves the doubt on record
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # None also for a card that was deleted
    sent_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(60))
    shown_stamp: Mapped[int | None]  # of the demand, as the posted card shows it (``Demand.stamp``)


class PostStep(Base):
    """A step that follows a post: "thread", "edit", or "publish" to the servers that follow its channel."""

    __tablename__ = "post_steps"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[str] = mapped_column(String(8), primary_key=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(String(60))  # why the channel refuses it
    done_at: Mapped[datetime | None]  # of a publication, kept for the hour in which Discord counts it


class DigestEntry(Base):
    """One entry of a digest post: this contract in this read."""

    __tablename__ = "digest_entries"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    read_key: Mapped[str] = mapped_column(String(36), primary_key=True)
