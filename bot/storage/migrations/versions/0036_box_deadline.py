"""Deadline of a demand at the box, and the one that it was told."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("box_demands", sa.Column("closes_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("page_demands", sa.Column("told_closes_at", UtcDateTime(timezone=True), nullable=True))
