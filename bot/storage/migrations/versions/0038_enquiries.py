"""Enquiries about contracts."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contract_enquiries",
        sa.Column(
            "contract_id", sa.Integer(), sa.ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("topic", sa.String(24), primary_key=True),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.String(32), nullable=True),
    )
    op.create_index("ix_contract_enquiries_due_at", "contract_enquiries", ["due_at"])
