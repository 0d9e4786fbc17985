"""Servers that want news of the other suppliers in a purchase."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "servers", sa.Column("purchase_news", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
