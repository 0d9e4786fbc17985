"""Short names of buyers and suppliers, for each server."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "short_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=220), nullable=False),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("short", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"],
            ["servers.id"],
            name=op.f("fk_short_names_server_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_short_names")),
        sa.UniqueConstraint("server_id", "key", name=op.f("uq_short_names_server_id_key")),
    )
