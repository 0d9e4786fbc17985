"""Orders of one purchase that is split among suppliers, and an index on when contracts were asked about."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Hundredths, UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purchase_orders",
        sa.Column(
            "contract_id", sa.Integer(), sa.ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("award_id", sa.String(200), primary_key=True),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_key", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("obligated", Hundredths(), nullable=True),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(8), nullable=False),
        sa.Column("solicitation", sa.Text(), nullable=True),
        sa.Column("first_seen_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", UtcDateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("before", Hundredths(), nullable=True),
        sa.Column("occasion", sa.String(36), nullable=True),
    )
    op.create_index("ix_purchase_orders_occasion", "purchase_orders", ["occasion"])
    op.create_index("ix_contract_enquiries_asked_at", "contract_enquiries", ["asked_at"])
