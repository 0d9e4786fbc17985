"""Erasure of organisers from the audit, some days after they asked for it."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "audit_actors", sa.Column("erase_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
