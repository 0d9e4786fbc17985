"""Demands, signatures and counts."""

import secrets
from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


def new_salt() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


class Demand(Base):
    """A demand of the union. Its text is frozen and hashed when it opens.

    ``state`` is that of the signing. What became of a closed demand is in ``delivered_on``, ``answered_on``
    and ``archived_at``.
    """

    __tablename__ = "demands"
    __table_args__ = (
        UniqueConstraint("server_id", "slug"),
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),
        {"sqlite_autoincrement": True},  # an id names a key file and old cards: never reused
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
    verified_by: Mapped[str] = mapped_column(
        String(12), default="server"
    )  # server: anyone in it; role; roster
    created_at: Mapped[datetime]
    # discord; page: the union's page, where nobody can tell who signed; paper: on paper alone. Frozen when it
    # opens.
    signed_by: Mapped[str] = mapped_column(String(8), default="discord", server_default="discord")
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # From which time counts until the next one; later than it where a clock ran ahead.
    last_publication_at: Mapped[datetime | None]
    # Earliest time to check whether enough changes are waiting. None: one interval after the last
    # publication.
    next_look_at: Mapped[datetime | None]
    goal: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(String(40), default="UTC", server_default="UTC")  # of the deadline
    # The weakest requirements for signers since it opened: days of account and of membership in the server.
    account_days: Mapped[int] = mapped_column(default=0, server_default="0")
    server_days: Mapped[int] = mapped_column(default=0, server_default="0")
    roster_size: Mapped[int | None]  # as ``Server.roster_size``, of the last import while it was open
    # The requirements for signers since it opened, whatever the server's settings are now: one of these roles
    # (none: anyone in the server may sign), days of account and of membership. Widened, never narrowed.
    role_ids: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    min_account_days: Mapped[int] = mapped_column(default=0, server_default="0")
    min_server_days: Mapped[int] = mapped_column(default=0, server_default="0")
    min_eligible: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # people, or no count is published
    eligible_checked: Mapped[bool | None]  # whether Discord said how many hold the role; None: not asked for
    delivered_on: Mapped[Day | None]
    delivered_to: Mapped[str | None]
    delivered_count: Mapped[int | None]  # as published when it was delivered
    delivery_note: Mapped[str | None]
    answered_on: Mapped[Day | None]
    answer: Mapped[str | None] = mapped_column(String(12))  # agreed, partly, refused
    answer_text: Mapped[str | None]
    archived_at: Mapped[datetime | None]
    # incremented at each change shown on a card
    stamp: Mapped[int] = mapped_column(default=0, server_default="0")
    # Signatures wait in the current batch; a publication begins the next one, and that alone publishes them.
    # The rows of every batch up to ``rested`` have been rewritten in a neutral order.
    batch: Mapped[int] = mapped_column(default=1, server_default="1")
    rested: Mapped[int] = mapped_column(default=0, server_default="0")
    signing_months: Mapped[int | None]  # the longest it may be signed from its opening, as signers were told
    # {"id", "moment", "zone", "by"} of a last day beyond that, which another organiser has to confirm.
    extension: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    retention_months: Mapped[int | None]  # after it closes, until its key is destroyed; as signers were told
    # Unconfirmed new texts that organisers have written for an open demand, by language like ``texts``.
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    legal_hold: Mapped[bool] = mapped_column(default=False, server_default=false())  # its key is kept
    hold_reason: Mapped[str | None]
    hold_until: Mapped[datetime | None]  # when the hold ends, or ended; None: as of ``hold_reason``
    # {"id": …, "reason": …, "by": a token of the audit} of a hold that another organiser has yet to confirm.
    hold_proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    voided_at: Mapped[datetime | None]  # its issuing key was copied: its counts prove nothing
    void_why: Mapped[str | None]  # as two organisers said it in public; None: read back from the board
    void_proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # id, why, by
    retention_told_at: Mapped[datetime | None]  # organisers were told when its key will be destroyed
    retention_day: Mapped[int | None]  # day on the bot's own day counter when they were to be told, then were
    overdue_day: Mapped[int | None]  # day on that counter when the end of its key was first seen to be past
    key_destroyed_at: Mapped[datetime | None]  # and with it every signature's row: only counts are left
    # Published totals by day, as of the last publication, sealed (``invalidations.note_standing``).
    standing: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # Salt of the codes in its withdrawal journal (``signing.withdrawals``). Never stored with the
    # keys, and never null: SQLite adds no other column without rewriting the table.
    salt: Mapped[bytes] = mapped_column(LargeBinary(32), default=new_salt, nullable=True)
    # {"number": …, "hash": …} of the last publication that was lost when this database was restored from a
    # backup, until the next publication follows it.
    lost_head: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class DemandVersion(Base):
    """A demand's text and consent as one version had them, from the moment it could be signed."""

    __tablename__ = "demand_versions"

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    texts: Mapped[dict[str, Any]]
    text_hash: Mapped[str] = mapped_column(String(64))
    consent_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]


class Milestone(Base):
    """A published count that was worth a post, each once: ``percent:50:2000`` (half of that goal),
    ``round:1000``. ``lost:840``: publications were lost of which the highest had this count, so nothing up to
    it is worth another post; its ``number`` is 0."""

    __tablename__ = "milestones"

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    number: Mapped[int]  # of the publication that reached it
    reached_at: Mapped[datetime]


class Consent(Base):
    """A consent text as shown, under the hash that signatures keep. Append-only: a signer's consent can be
    read even after the demand's has changed."""

    __tablename__ = "consents"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # ``consent.digest`` of ``texts``
    texts: Mapped[dict[str, Any]]  # by language
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Signature(Base):
    """One member's current support of one demand; the member is only a keyed reference.

    Without rowid on SQLite: a rowid would keep the order of signing.
    """

    __tablename__ = "signatures"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'published', 'leaving')", name="state"),
        {"sqlite_with_rowid": False},
    )

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    # Version, consent, day and unit, encrypted with the demand's key (``keystore.sealing.Content``). Of
    # constant length.
    sealed: Mapped[bytes] = mapped_column(LargeBinary(93))
    # pending: published as soon as the demand is at a later batch (``demand_rows.pending_condition``).
    # leaving: published, then withdrawn, and deleted at the next publication; its reference is random bytes,
    # its batch 0, and only its unit is sealed, so that it says nothing but that somebody of a unit leaves,
    # and that to the key's holder alone.
    state: Mapped[str] = mapped_column(String(10))
    # The batch of the demand in which the row was written; 0 once rewritten in a neutral order
    # (``standing.rest``).
    batch: Mapped[int] = mapped_column(default=1, server_default="1")


class Publication(Base):
    """A published count. The numbers added and withdrawn since the previous one are stored nowhere."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("demand_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    count: Mapped[int]
    verified_by: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(12))  # ``LedgerEntry.reason``
    invalidated: Mapped[int] = mapped_column(default=0, server_default="0")
    account_days: Mapped[int] = mapped_column(default=0, server_default="0")  # asked of signers, with it
    server_days: Mapped[int] = mapped_column(default=0, server_default="0")
    text_hash: Mapped[str | None] = mapped_column(String(64))  # of the demand's text at that time
    # [{"id": …, "unit": slug, "name": …, "size": …, "count": …}]; None: no breakdown was published with it.
    breakdown: Mapped[list[Any] | None]
    previous_hash: Mapped[str | None] = mapped_column(String(64))  # of the previous publication (hash chain)
    hash: Mapped[str] = mapped_column(String(64))  # ``ledger.entry_hash``
    format: Mapped[int]  # version of the hashed format: ``ledger.FORMAT``, ``ledger.PAGE_FORMAT``
    # Of a demand signed on the page: as in ``LedgerEntry``.
    consent_hash: Mapped[str | None] = mapped_column(String(64))
    issuing_key: Mapped[str | None]
    rows_sha256: Mapped[str | None] = mapped_column(String(64))
    index_sha256: Mapped[str | None] = mapped_column(String(64))
    places: Mapped[int | None]
    issued: Mapped[int | None]
    box_key: Mapped[str | None] = mapped_column(String(64))


class PageDemand(Base):
    """A demand that is signed on the union's page: its name there, and what the box and the registrar were
    told. They are told after the commit, and again until they answer."""

    __tablename__ = "page_demands"

    demand_id: Mapped[int] = mapped_column(
        ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    opening: Mapped[str] = mapped_column(String(64))  # hash of its opening entry, which statements name
    issuing_key: Mapped[bytes]  # SPKI
    box_key: Mapped[bytes] = mapped_column(LargeBinary(32))  # that signs receipts of the box: raw Ed25519
    told_version: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # 0: the box does not know it yet
    ended_at: Mapped[datetime | None]  # its ledger closed: nothing follows
    # Nobody's row can be found by a card any more, once the registrar answered.
    ledger_over: Mapped[bool] = mapped_column(default=False, server_default=false())


class PageRows(Base):
    """The rows that were published with one entry of a ledger: the file, compressed. Public."""

    __tablename__ = "page_rows"

    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # of the publication
    file: Mapped[bytes]  # zlib


class Unit(Base):
    """A site or department that a signer may name. ``size`` is how many people belong to it."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("server_id", "slug"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    names: Mapped[dict[str, Any]]  # by language
    size: Mapped[int]
    least_size: Mapped[int]  # the smallest it has ever been, which decides about breakdowns
    # proposed: nobody can name it yet; confirmed.
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    # {"names": …, "size": …} as they will be once somebody confirms them who is none of ``proposers``.
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # Audit tokens, in hex, of all who contributed to the proposal; empty: it is that of a file.
    proposers: Mapped[list[str]] = mapped_column(JSON, default=list)


class Invalidation(Base):
    """Invalidation of signatures by two organisers, for a reason: proposed, confirmed, then run or cancelled.

    ``criteria`` name days or the roster, never persons. ``proposed_by`` and ``confirmed_by`` are
    tokens of the audit (``AuditActor``).
    """

    __tablename__ = "invalidations"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    criteria: Mapped[dict[str, Any]]
    previewed: Mapped[int]  # about how many it would invalidate, as previewed: rounded down to tens
    proposed_by: Mapped[bytes] = mapped_column(LargeBinary(16))
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    confirmed_at: Mapped[datetime | None]
    runs_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    ran_at: Mapped[datetime | None]
    struck: Mapped[int | None]
    publication: Mapped[int | None]  # number of the publication that removed them
    overtaken_by: Mapped[int | None]  # another one that ran first, for which this one was cancelled


class PaperBatch(Base):
    """A batch of signatures on paper: counted separately, entered by one organiser, confirmed by another."""

    __tablename__ = "paper_batches"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_id: Mapped[int] = mapped_column(ForeignKey("demands.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    count: Mapped[int]
    scan_sha256: Mapped[str] = mapped_column(String(64))  # of the scan, which the union keeps
    entered_by: Mapped[bytes] = mapped_column(LargeBinary(16))  # a token of the audit
    entered_at: Mapped[datetime]
    confirmed_by: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_for: Mapped[str | None]


class RosterMember(Base):
    """A verified member, stored only as keyed references (HMAC-SHA256 with the server's roster key).

    Without rowid on SQLite: a rowid would keep the order of the file.
    """

    __tablename__ = "roster_members"
    __table_args__ = (
        UniqueConstraint("server_id", "code"),
        # Partial: few members are linked yet at an import, and an index of all rows would make it a third
        # slower.
        Index(
            "uq_roster_members_server_id_account",
            "server_id",
            "account",
            unique=True,
            sqlite_where=text("account IS NOT NULL"),
        ),
        Index(
            "ix_roster_members_code_from",
            "server_id",
            "code_from",
            sqlite_where=text("code_from IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), primary_key=True)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # of the membership number
    # Of the link code; once it is used, of the code with the account that used it.
    code: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    account: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of the Discord account that is linked
    # Number of the last import whose file held the member, from 1. 0: no longer on the roster, and kept for
    # the link alone, through which they can still withdraw.
    seen: Mapped[int]
    code_from: Mapped[datetime | None]  # the code works from then on; None: from when it was made
    # Another account was linked before the current one, or may have been (rows of older versions).
    replaced: Mapped[bool] = mapped_column(default=False, server_default=false())


class RosterLink(Base):
    """A replaced link between an account and a member: it still withdraws what was signed under it, until no
    demand needs it. References as in ``RosterMember``."""

    __tablename__ = "roster_links"
    __table_args__ = ({"sqlite_with_rowid": False},)

    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), primary_key=True)
    account: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # of the membership number
    replaced_on: Mapped[Day]
    told: Mapped[bool] = mapped_column(default=False, server_default=false())  # its holder was told
