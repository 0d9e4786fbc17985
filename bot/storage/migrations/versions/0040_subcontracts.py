"""Subcontracts as reported, and enquiries about queries."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Hundredths, UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def _subcontract() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_ids", sa.JSON(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("amended", Hundredths(), nullable=True),
        sa.Column("amount", Hundredths(), nullable=True),
        sa.Column("revised_from", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", UtcDateTime(timezone=True), nullable=True),
    ]


def _contract(**how: Any) -> sa.Column[Any]:
    return sa.Column(
        "contract_id", sa.Integer(), sa.ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False, **how
    )


def upgrade() -> None:
    op.create_table("subcontracts", *_subcontract(), _contract())
    op.create_index("ix_subcontracts_contract_id", "subcontracts", ["contract_id"])
    op.create_table(
        "subcontract_lists",
        _contract(primary_key=True),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.create_table(
        "subcontracts_under",
        *_subcontract(),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("query_key", sa.String(64), nullable=False),
        sa.Column("prime_id", sa.String(200), nullable=False),
        sa.Column("prime_number", sa.String(100), nullable=False),
        sa.Column("prime", sa.Text(), nullable=False),
        sa.Column("prime_ids", sa.JSON(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
    )
    op.create_index("ix_subcontracts_under_source_query_key", "subcontracts_under", ["source", "query_key"])
    op.create_table(
        "query_enquiries",
        sa.Column("source", sa.String(32), primary_key=True),
        sa.Column("query_key", sa.String(64), primary_key=True),
        sa.Column("topic", sa.String(24), primary_key=True),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("incomplete", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.String(32), nullable=True),
    )
