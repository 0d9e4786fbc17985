"""Ballot box of untraceable signing: rows that members hand in without an account.

No table has a rowid, a time or an order of arrival; a demand's deadline and end are public. Nothing here
refers to a server's tables, since the box may have a database of its own.
"""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models.base import Base


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
