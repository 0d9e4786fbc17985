"""Places that left the roster in a round and stay counted in it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_places",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["issuing_rounds.id"], name=op.f("fk_left_places_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "reference", name=op.f("pk_left_places")),
        sqlite_with_rowid=False,
    )
