"""Box of untraceable signing: its demands, and the rows that are handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=256), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
    ]


def _of_demand(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["demand"], ["box_demands.demand"], name=op.f(f"fk_{table}_demand"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "box_demands",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("spki", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_batch", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed', 'ended')", name=op.f("ck_box_demands_state")),
        sa.PrimaryKeyConstraint("demand", name=op.f("pk_box_demands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_versions",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("consent_hash", sa.String(length=64), nullable=False),
        _of_demand("box_versions"),
        sa.PrimaryKeyConstraint("demand", "version", name=op.f("pk_box_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_unpublished",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=False),
        *_row(),
        _of_demand("box_unpublished"),
        sa.PrimaryKeyConstraint("demand", "key", name=op.f("pk_box_unpublished")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_rows",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        *_row(),
        _of_demand("box_rows"),
        sa.PrimaryKeyConstraint("demand", "key", "batch", name=op.f("pk_box_rows")),
        sqlite_with_rowid=False,
    )
