"""Pages of notices that all watches of a source share."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_pages",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_notice_pages")),
        sa.UniqueConstraint(
            "first_day", "last_day", "page", name=op.f("uq_notice_pages_first_day_last_day_page")
        ),
    )
