"""Held changes: values that a source publishes differently, until another read agrees."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("restyled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("waits", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=True),
        sa.Column("actions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("held_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.Column("seen_key", sa.String(length=36), nullable=True),
        sa.Column("notice", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_held_changes_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_changes")),
    )
    op.create_index(op.f("ix_held_changes_contract_id"), "held_changes", ["contract_id"])
    op.create_index(op.f("ix_held_changes_notice"), "held_changes", ["notice"])
