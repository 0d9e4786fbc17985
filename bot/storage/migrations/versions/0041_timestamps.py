"""Time-stamps: the document of each day, its parts, and the authorities' proofs of it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "timestamp_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_timestamp_days"),
    )
    op.create_table(
        "timestamp_parts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day"], ["timestamp_days.day"], name="fk_timestamp_parts_day", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name="fk_timestamp_parts_server_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "server_id", "kind", name="pk_timestamp_parts"),
    )
    op.create_index("ix_timestamp_parts_server_id", "timestamp_parts", ["server_id"])
    op.create_table(
        "timestamp_proofs",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(200), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("stamped_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["day"], ["timestamp_days.day"], name="fk_timestamp_proofs_day", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "authority", name="pk_timestamp_proofs"),
    )
