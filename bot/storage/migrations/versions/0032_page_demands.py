"""Demands that are signed on the union's page, or on paper alone."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demands", sa.Column("signed_by", sa.String(8), server_default="discord", nullable=False))
    for column in (
        sa.Column("consent_hash", sa.String(64), nullable=True),
        sa.Column("issuing_key", sa.Text(), nullable=True),
        sa.Column("rows_sha256", sa.String(64), nullable=True),
        sa.Column("index_sha256", sa.String(64), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=True),
    ):
        op.add_column("publications", column)
    op.create_table(
        "page_demands",
        sa.Column("demand_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opening", sa.String(64), nullable=False),
        sa.Column("issuing_key", sa.LargeBinary(), nullable=False),
        sa.Column("told_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_state", sa.String(8), server_default="open", nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("signing_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ledger_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_page_demands_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", name=op.f("pk_page_demands")),
    )
    op.create_table(
        "page_rows",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_page_rows_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", "number", name=op.f("pk_page_rows")),
    )
