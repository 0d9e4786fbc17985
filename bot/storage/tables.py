"""The tables. One class a table; what a column means is said where its name does not.

Contracts, actions, changes and snapshots belong to no server: two servers that watch the same contract
share them. Watches, announcements, facts and demands belong to one server.
"""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.storage.types import Hundredths, UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        datetime: UtcDateTime,
        Day: Date,
        Decimal: Hundredths,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
        bool: Boolean,
        float: Float,
        bytes: LargeBinary,
    }


class Server(Base):
    """A Discord server and what its organisers set. ``id`` is the server's own."""

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
    retention: Mapped[str | None]
    recipients: Mapped[str | None]
    created_at: Mapped[datetime]


class Watch(Base):
    """What to look for in which source, for one server."""

    __tablename__ = "watches"
    # Ids are not used again: announcements and forms name a watch long after it was removed.
    __table_args__ = (UniqueConstraint("server_id", "name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(String(32))
    query: Mapped[dict[str, Any]]
    query_key: Mapped[str] = mapped_column(String(64), index=True)  # identical queries share it
    created_at: Mapped[datetime]
    next_read_at: Mapped[datetime] = mapped_column(index=True)
    baseline_at: Mapped[datetime | None]  # of the first complete read; nothing is announced before
    nearly_complete: Mapped[int] = mapped_column(default=0)  # reads in a row before it, lacking few contracts
    unread: Mapped[list[Any]] = mapped_column(default=list)  # ids that the baseline had to do without
    last_read_at: Mapped[datetime | None]
    last_complete_at: Mapped[datetime | None]
    last_matched: Mapped[int | None]  # contracts that matched in the last complete read
    failures: Mapped[int] = mapped_column(default=0)  # reads in a row that were not complete
    fault: Mapped[str | None] = mapped_column(String(32))  # sources.Fault of the last read


class Contract(Base):
    """A contract as last read; ``source`` and ``source_id`` name it."""

    __tablename__ = "contracts"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    source_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[str]
    buyer: Mapped[str]
    buyer_ids: Mapped[dict[str, Any]]
    buyer_parent: Mapped[str | None]
    buyer_unit: Mapped[str | None]
    funder: Mapped[str | None]
    supplier: Mapped[str]
    supplier_ids: Mapped[dict[str, Any]]
    supplier_parent: Mapped[str | None]
    parent_source_id: Mapped[str | None] = mapped_column(String(200), index=True)
    parent_number: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3))
    obligated: Mapped[Decimal | None]
    exercised: Mapped[Decimal | None]
    ceiling: Mapped[Decimal | None]
    paid: Mapped[Decimal | None]
    signed: Mapped[Day | None]
    start: Mapped[Day | None]
    end: Mapped[Day | None]
    potential_end: Mapped[Day | None]
    codes: Mapped[dict[str, Any]]  # {"naics": {"code": …, "description": …}}
    url: Mapped[str]
    record_hash: Mapped[str] = mapped_column(String(64))
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when what we know of it last changed: the date shown as "read on"
    missing_since: Mapped[datetime | None]  # the source no longer knows the id


class WatchedContract(Base):
    """That a watch follows a contract: because it matched, or only as the parent of one that did."""

    __tablename__ = "watched_contracts"

    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    matched: Mapped[bool]  # False: followed only as a parent; its own changes are no news
    told: Mapped[bool] = mapped_column(default=False)  # the watch's server had it in a digest or as news


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
    amount: Mapped[Decimal | None]
    first_seen_at: Mapped[datetime]
    revised_from: Mapped[list[Any]]  # [{"amount": "2306976.66", "date": "2026-02-19", "until": ISO moment}]


class Snapshot(Base):
    """An answer of a source as it was read, once, by its SHA-256; ``content`` is zlib-compressed."""

    __tablename__ = "snapshots"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    url: Mapped[str]
    query: Mapped[str]
    fetched_at: Mapped[datetime]
    content: Mapped[bytes]


class ContractSnapshot(Base):
    """Which answers a contract was read from, at which read."""

    __tablename__ = "contract_snapshots"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("snapshots.sha256"), primary_key=True)
    read_key: Mapped[str] = mapped_column(String(36))


class Observation(Base):
    """One read of one watch: what it saw, whether it was complete, and why not."""

    __tablename__ = "observations"
    __table_args__ = (Index("ix_observations_watch_id_read_at", "watch_id", "read_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id", ondelete="CASCADE"))
    read_key: Mapped[str] = mapped_column(String(36))  # shared by the watches that one read served
    read_at: Mapped[datetime]
    complete: Mapped[bool]
    matched: Mapped[int]
    changed: Mapped[int]
    faults: Mapped[list[Any]]  # [{"fault": "timeout", "detail": …}]


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
    old: Mapped[str | None]  # money, day or name as text, by the kind
    new: Mapped[str | None]
    old_date: Mapped[Day | None]
    new_date: Mapped[Day | None]


class Announcement(Base):
    """Something on its way to one channel. ``subject`` and ``occasion`` make it unique there:
    "contract:12" in the read "…", "watch:3" at its baseline, "demand:5" at the organiser's request."""

    __tablename__ = "announcements"
    __table_args__ = (
        UniqueConstraint("channel_id", "subject", "occasion"),
        Index("ix_announcements_state_next_attempt_at", "state", "next_attempt_at"),
        CheckConstraint("state IN ('pending', 'sent', 'uncertain')", name="state"),
        {"sqlite_autoincrement": True},  # the id makes the nonce and is in the post: never used again
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))  # contract, baseline, demand
    subject: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    first_attempt_at: Mapped[datetime | None]
    last_attempt_at: Mapped[datetime | None]  # set before sending: a crash leaves the doubt on record
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(60))


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


class KeyFingerprint(Base):
    """Which key the database belongs with: the SHA-256 of the key, never the key."""

    __tablename__ = "key_fingerprints"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class Lease(Base):
    """Work that one process does at a time. ``until`` is in seconds by the database's own clock."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(60))
    until: Mapped[float]


class Note(Base):
    """Small facts the program keeps about itself, such as the hash of the synced commands."""

    __tablename__ = "notes"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]
