"""Roles that posts mention, by kind of news."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for kind in ("contracts", "publications", "demands", "deadlines"):
        op.add_column("servers", sa.Column(f"{kind}_role_id", sa.BigInteger(), nullable=True))
