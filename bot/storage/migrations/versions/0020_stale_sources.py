"""Stale sources: the time for which a watch has had nothing new, or its source has said less than before."""

from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("watches", sa.Column("quiet_since", UtcDateTime(timezone=True), nullable=True))
    op.add_column("watches", sa.Column("longest_quiet", sa.Integer(), nullable=True))
    op.add_column("watches", sa.Column("news_reads", sa.Integer(), server_default="0", nullable=False))
    op.add_column("watches", sa.Column("stale_told_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("watches", sa.Column("less_from", sa.Integer(), nullable=True))
    op.add_column("watches", sa.Column("less_told_at", UtcDateTime(timezone=True), nullable=True))
    _learn_from_reads()


def _learn_from_reads() -> None:
    """From the reads that are on record. The time of a pause counts as quiet: that makes a notice later."""
    moment = UtcDateTime(timezone=True)
    watches = sa.table(
        "watches",
        sa.column("id", sa.Integer),
        sa.column("baseline_at", moment),
        sa.column("quiet_since", moment),
        sa.column("longest_quiet", sa.Integer),
        sa.column("news_reads", sa.Integer),
    )
    reads = sa.table(
        "observations",
        sa.column("watch_id", sa.Integer),
        sa.column("read_at", moment),
        sa.column("complete", sa.Boolean),
        sa.column("changed", sa.Integer),
    )
    with_news = (
        sa.select(reads.c.watch_id, reads.c.read_at)
        .join(watches, watches.c.id == reads.c.watch_id)
        .where(reads.c.complete, reads.c.changed > 0, reads.c.read_at > watches.c.baseline_at)
        .order_by(reads.c.watch_id, reads.c.read_at)
    )
    days: dict[int, list[datetime]] = {}
    for watch_id, read_at in op.get_bind().execute(with_news):
        days.setdefault(watch_id, []).append(read_at)
    for watch_id, found in days.items():
        waits = [int((after - before).total_seconds()) for before, after in pairwise(found)]
        op.execute(
            watches.update()
            .where(watches.c.id == watch_id)
            .values(quiet_since=found[-1], longest_quiet=max(waits, default=None), news_reads=len(found))
        )
