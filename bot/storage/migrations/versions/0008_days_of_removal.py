"""A server that removed the bot is forgotten after days on which the bot ran."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("servers", sa.Column("removed_day", sa.Integer(), nullable=True))
