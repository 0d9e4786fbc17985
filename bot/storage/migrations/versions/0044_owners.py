"""Owners of contracts' holders."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contract_owners",
        sa.Column(
            "contract_id", sa.Integer(), sa.ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("company", sa.String(20), primary_key=True),
        sa.Column("parent", sa.String(20), primary_key=True),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("parent_name", sa.Text(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=False),
    )
