"""Threads under posts, and their publication to the servers that follow a channel."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = UtcDateTime(timezone=True)
    for column in ("threads", "publish"):
        op.add_column("servers", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "post_steps",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", moment, nullable=False),
        sa.Column("fault", sa.String(60), nullable=True),
        sa.Column("done_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_post_steps_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "step", name=op.f("pk_post_steps")),
    )
