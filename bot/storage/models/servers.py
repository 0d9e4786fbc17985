"""Servers, and their organisers' watches, facts and settings."""

from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class Server(Base):
    """A Discord server and its settings. ``id`` is Discord's."""

    __tablename__ = "servers"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    channel_fault: Mapped[
        str | None
    ]  # why the channel refuses posts (a ``channel-fault-…`` text); None: it works
    channel_fault_at: Mapped[datetime | None]
    organiser_role_id: Mapped[int | None] = mapped_column(BigInteger)
    member_role_id: Mapped[int | None] = mapped_column(BigInteger)
    controller: Mapped[str | None]
    contact: Mapped[str | None]
    legal_basis: Mapped[str | None]
    recipients: Mapped[str | None]
    press: Mapped[str | None]  # contact for the press, shown on the board
    organiser_channel_id: Mapped[int | None] = mapped_column(BigInteger)  # for faults of watches
    purchase_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    subcontract_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    weekly: Mapped[bool] = mapped_column(default=False, server_default=false())  # "still watching", each week
    weekly_at: Mapped[datetime | None]  # when it was last said
    digest: Mapped[str | None] = mapped_column(String(8))  # "day" or "week"; None: news is posted at once
    digest_hour: Mapped[int] = mapped_column(default=8, server_default="8")  # in ``time_zone``
    digest_weekday: Mapped[int] = mapped_column(default=0, server_default="0")  # of a weekly one; 0: Monday
    threads: Mapped[bool] = mapped_column(default=False, server_default=false())  # under news of contracts
    publish: Mapped[bool] = mapped_column(default=False, server_default=false())  # to other servers
    # Roles that posts mention, by kind of news; the bot gives them to nobody.
    contracts_role_id: Mapped[int | None] = mapped_column(BigInteger)
    publications_role_id: Mapped[int | None] = mapped_column(BigInteger)
    demands_role_id: Mapped[int | None] = mapped_column(BigInteger)
    deadlines_role_id: Mapped[int | None] = mapped_column(BigInteger)
    min_account_days: Mapped[int] = mapped_column(default=0, server_default="0")  # required of signers
    min_server_days: Mapped[int] = mapped_column(default=0, server_default="0")
    roster: Mapped[bool] = mapped_column(default=False, server_default=false())  # new demands ask for it
    # Members on the roster at its last import, rounded down to tens, so that it does not move when a single
    # person joins or leaves. None: no roster.
    roster_size: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(String(40), default="UTC", server_default="UTC")  # of deadlines
    retention_months: Mapped[int | None]  # after a demand closes, until its key is destroyed
    untold: Mapped[list[Any]] = mapped_column(
        default=list, server_default="[]"
    )  # for want of a channel, or until tomorrow
    # Name of its board, the folder of the public site; None: nothing of it is public.
    board: Mapped[str | None] = mapped_column(String(40), unique=True, index=True)
    # Name that its board has, or had: reserved, since the addresses of its pages never change.
    board_name: Mapped[str | None] = mapped_column(String(40), unique=True, index=True)
    removed_at: Mapped[datetime | None]  # the bot was removed from the server: its data will be deleted
    evidence_on: Mapped[Day | None]  # the day of ``evidence_bytes``: see ``contracts.evidence_allowance``
    evidence_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    removed_day: Mapped[int | None]  # the bot's uptime in days when that was first seen
    created_at: Mapped[datetime]


class Watch(Base):
    """A search in one source, for one server."""

    __tablename__ = "watches"
    # Ids are never reused: announcements and forms name a watch long after it was removed.
    __table_args__ = (UniqueConstraint("server_id", "name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(String(32))
    query: Mapped[dict[str, Any]]
    query_key: Mapped[str] = mapped_column(String(64), index=True)  # shared by identical queries
    created_at: Mapped[datetime]
    next_read_at: Mapped[datetime] = mapped_column(index=True)
    baseline_at: Mapped[datetime | None]  # time of the first complete read; nothing is announced before
    # consecutive earlier reads that lacked few contracts
    nearly_complete: Mapped[int] = mapped_column(default=0)
    unread: Mapped[list[Any]] = mapped_column(default=list)  # ids that were missing from the baseline
    last_read_at: Mapped[datetime | None]
    last_complete_at: Mapped[datetime | None]
    sure_from: Mapped[datetime | None]  # see ``announcements.after_restore``
    last_matched: Mapped[int | None]  # contracts that matched in the last complete read
    failures: Mapped[int] = mapped_column(default=0)  # consecutive reads that were not complete
    fault: Mapped[str | None] = mapped_column(String(32))  # SourceErrorKind of the last read
    paused_at: Mapped[datetime | None]  # not read while it is set
    failing_told_at: Mapped[datetime | None]  # when the organisers were told that it fails; None: all is well
    state: Mapped[str | None]  # the source's state after the last whole read (``protocol.ReadContext.state``)
    full_read_at: Mapped[datetime | None]  # of the last settled read of every contract; None: read in full
    whole_read_at: Mapped[datetime | None]  # start of the last read that settled what matches and what not
    # See ``contracts.ingest.read_result``.
    quiet_since: Mapped[datetime | None]  # of the last complete read with news
    longest_quiet: Mapped[int | None]  # the longest time between two of these, in seconds
    news_reads: Mapped[int] = mapped_column(default=0, server_default="0")
    stale_told_at: Mapped[datetime | None]  # when the organisers were told that nothing new comes
    less_from: Mapped[int | None]  # matches before a read found less than half as many
    less_told_at: Mapped[datetime | None]  # when the organisers were told
    evidence_on: Mapped[Day | None]  # the day of ``evidence_bytes``: see ``contracts.evidence_allowance``
    evidence_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class WatchDraft(Base):
    """Draft of a watch, or of the change of ``watch_id``: its results are previewed before it is saved.

    ``entries`` are the form's inputs, ``query`` their meaning (empty while they make no valid query),
    ``picks`` the suppliers to choose from (``[{"name", "id", "parent"}]``). Deleted after a day.
    """

    __tablename__ = "watch_drafts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(100))
    entries: Mapped[dict[str, Any]]
    query: Mapped[dict[str, Any]]
    picks: Mapped[list[Any]] = mapped_column(default=list)
    watch_id: Mapped[int | None]  # the watch that it changes; no foreign key: that one may be removed
    created_at: Mapped[datetime]


class WatchGroup(Base):
    """Watches of one query that were read together: a row for each, under a key of all of them."""

    __tablename__ = "watch_groups"

    group_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    watch_id: Mapped[int] = mapped_column(
        ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Observation(Base):
    """One read of a group of watches: its results, whether it was complete, and why not."""

    __tablename__ = "observations"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_key: Mapped[str] = mapped_column(String(64), index=True)  # of ``WatchGroup``
    read_key: Mapped[str] = mapped_column(String(36), unique=True)
    read_at: Mapped[datetime] = mapped_column(index=True)
    complete: Mapped[bool]
    matched: Mapped[int]
    changed: Mapped[int]
    faults: Mapped[list[Any]]  # [{"fault": "timeout", "detail": …}]


class ShortName(Base):
    """A server's short name for a buyer or a supplier (``contracts.short_names``)."""

    __tablename__ = "short_names"
    __table_args__ = (UniqueConstraint("server_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(220))  # "uei:DR6MQ56MGFA5", or "name:" and the folded name
    party: Mapped[str] = mapped_column(String(200))  # as it was given
    short: Mapped[str] = mapped_column(String(30))


class Fact(Base):
    """A statement with its sources and the day it was checked."""

    __tablename__ = "facts"
    __table_args__ = (UniqueConstraint("server_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))  # confirmed, stated, disputed, unconfirmed
    texts: Mapped[dict[str, Any]]  # {"en": {"title": …, "body": …}, "fr": …}
    sources: Mapped[list[Any]]  # [{"title": …, "publisher": …, "date": …, "url": …}], url optional
    checked_on: Mapped[Day]
    edited_at: Mapped[datetime | None]  # last change in Discord; None: as a campaign file loaded it
    retired_at: Mapped[datetime | None]  # shown no more; kept, so that it can be brought back
    # What it said before, oldest first: [{"until": ISO moment, "state": …, "texts": …}]
    earlier: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    reminded_of: Mapped[Day | None]  # the ``checked_on`` that organisers were reminded of


class FactContract(Base):
    """A contract that a fact names, and the newest change of it that nobody has checked the fact against.

    ``change_id`` is no foreign key: it is only compared, and a new one is a new question to the organisers.
    """

    __tablename__ = "fact_contracts"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(200), primary_key=True)  # as it was named, or its source's id
    # None: no watch of the server has found it yet.
    contract_id: Mapped[int | None] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), index=True
    )
    change_id: Mapped[int | None]  # None: the fact was checked since its last change
    changed_at: Mapped[datetime | None]  # when that change was read
    asked: Mapped[bool] = mapped_column(default=False, server_default=false())  # the organisers, about it


class FactDraft(Base):
    """Entries of a form of a fact that was refused. Deleted after a day."""

    __tablename__ = "fact_drafts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    fact_id: Mapped[int]  # 0: a new one
    language: Mapped[str] = mapped_column(String(8))
    entries: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class GlossaryEntry(Base):
    """A word of a server's own, with what it means."""

    __tablename__ = "glossary_entries"
    __table_args__ = (UniqueConstraint("server_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    texts: Mapped[dict[str, Any]]  # {"en": {"word": …, "meaning": …}, "fr": …}
