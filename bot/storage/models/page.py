"""The tables of the union's page, in two halves that share none. The registrar's: rounds with their issuing
keys, members' cards, and the places that tokens were issued to. The ballot box's: rows that members hand in
without an account.

The box's have no rowid, time or order of arrival; a demand's deadline and end are public. They refer to no
table of a server, since the box may have a database of its own.
"""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


class IssuingRound(Base):
    """A round of a server: six issuing keys, of which each place is issued one token a key, once."""

    __tablename__ = "issuing_rounds"
    __table_args__ = (UniqueConstraint("server_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"))
    number: Mapped[int]  # 1, 2, 3 … per server
    public_id: Mapped[str] = mapped_column(String(32), unique=True)  # random, in hexadecimal; names its keys
    begun_on: Mapped[Day]
    places: Mapped[int]  # on the roster when it began
    # Rows of ``IssuedPlace`` that were ever written; in a database that was restored from a backup, rounded
    # up. Fewer than the file beside the round's key counts: restored from before some of them.
    issued: Mapped[int] = mapped_column(default=0, server_default="0")


class IssuingKey(Base):
    """An issuing key of a round: its public half. The private half and the share key are files.

    ``state``: free, until a demand takes it; taken, while the demand can be signed; closed, when its private
    half is destroyed, and only withdrawals are taken; ended, when its ledger is closed, or when it was free
    as the next round began or its own was half a year old.
    """

    __tablename__ = "issuing_keys"
    __table_args__ = (CheckConstraint("state IN ('free', 'taken', 'closed', 'ended')", name="state"),)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("issuing_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 0
    spki: Mapped[bytes] = mapped_column(LargeBinary(294))  # DER
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of ``spki``, in hexadecimal
    # No foreign key: the number of a deleted demand is never used again, and neither is its key.
    demand_id: Mapped[int | None] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(String(6), default="free")


class MemberCard(Base):
    """The public key of a member's card, and the code with which they can register one.

    Without rowid on SQLite: a rowid would keep the order in which cards were registered. No time either; all
    rows are rewritten in the order of their references every hour.
    """

    __tablename__ = "member_cards"
    __table_args__ = (
        UniqueConstraint("server_id", "key"),
        UniqueConstraint("server_id", "code"),
        {"sqlite_with_rowid": False},
    )

    server_id: Mapped[int] = mapped_column(ForeignKey("servers.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # ``RosterMember.reference``
    key: Mapped[bytes | None] = mapped_column(LargeBinary(64))  # X and Y; None: no card yet
    used: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of the code that registered the card
    code: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of an unused code
    code_from: Mapped[datetime | None]  # the code works from then on, and replaces a card; None: at once


class IssuedPlace(Base):
    """A place that tokens were issued to in a round, as a reference that the round's key makes. It outlives
    the member's place and card, until the round's last ledger is closed: nobody is issued twice.

    Without rowid on SQLite, without time, and rewritten every hour, like ``MemberCard``.
    """

    __tablename__ = "issued_places"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("issuing_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    reference: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    # SHA-256 of the blinded message for each key of the round, by position; zeros: none was asked for.
    hashes: Mapped[bytes] = mapped_column(LargeBinary(192))


class BoxDemand(Base):
    """A demand as the box knows it: ``demand`` is the hash of its opening entry in the ledger."""

    __tablename__ = "box_demands"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed', 'ended')", name="state"),
        {"sqlite_with_rowid": False},
    )

    demand: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    spki: Mapped[bytes]  # of its issuing key, DER
    # open: all rows are taken; closed: withdrawals alone; ended: none, and what waits is in the last batch.
    state: Mapped[str] = mapped_column(String(8), default="open")
    version: Mapped[int]  # that can be signed
    closes_at: Mapped[datetime | None]  # from then on as if closed, before the bot says so
    ended_on: Mapped[Day | None]  # what was withdrawn and never published is deleted a month later
    last_batch: Mapped[int] = mapped_column(default=0)  # highest number of a publication with rows; 0: none


class BoxVersion(Base):
    """One version of a demand, by the hashes that are in statements."""

    __tablename__ = "box_versions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    demand: Mapped[bytes] = mapped_column(
        LargeBinary(32), ForeignKey("box_demands.demand", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text_hash: Mapped[str] = mapped_column(String(64))
    consent_hash: Mapped[str] = mapped_column(String(64))


class UnpublishedRow(Base):
    """The newest act of a throwaway key that is in no publication. Never in a backup: two of them would show
    who came between.

    A withdrawal of what was not published either stays here without being published: its turn refuses older
    rows that are handed in again.
    """

    __tablename__ = "box_unpublished"
    __table_args__ = ({"sqlite_with_rowid": False},)

    demand: Mapped[bytes] = mapped_column(
        LargeBinary(32), ForeignKey("box_demands.demand", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[bytes] = mapped_column(LargeBinary(64), primary_key=True)
    turn: Mapped[int]
    act: Mapped[str] = mapped_column(String(8))  # sign, withdraw
    version: Mapped[int]  # 0 for a withdrawal
    token: Mapped[bytes] = mapped_column(LargeBinary(256))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class PublishedRow(Base):
    """An act of a throwaway key, as it is in publication ``batch``."""

    __tablename__ = "box_rows"
    __table_args__ = ({"sqlite_with_rowid": False},)

    demand: Mapped[bytes] = mapped_column(
        LargeBinary(32), ForeignKey("box_demands.demand", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[bytes] = mapped_column(LargeBinary(64), primary_key=True)
    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    turn: Mapped[int]
    act: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    token: Mapped[bytes] = mapped_column(LargeBinary(256))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
