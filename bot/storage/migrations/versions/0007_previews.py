"""Invalidations are previewed as of the last publication, and one is overtaken by another."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demands", sa.Column("standing", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("invalidations", sa.Column("overtaken_by", sa.Integer(), nullable=True))
