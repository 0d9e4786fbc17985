"""A legal hold has a reason and an end; a key is destroyed at the end of a fixed grace."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demands", sa.Column("hold_reason", sa.Text(), nullable=True))
    op.add_column(
        "demands", sa.Column("hold_until", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column("demands", sa.Column("hold_proposal", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("demands", sa.Column("overdue_day", sa.Integer(), nullable=True))
