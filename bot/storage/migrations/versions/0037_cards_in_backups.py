"""Cards that backups hold."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "member_cards", sa.Column("in_backups", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
