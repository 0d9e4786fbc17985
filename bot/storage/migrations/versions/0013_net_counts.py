"""A publication says its count alone, and when a demand is looked at next is stored."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demands", sa.Column("next_look_at", UtcDateTime(timezone=True), nullable=True))
    # Or the start after this would look at every demand at once. Further away than a turn becomes a turn.
    demands = sa.table("demands", sa.column("state"), sa.column("next_look_at", UtcDateTime(timezone=True)))
    op.execute(
        demands.update()
        .where(demands.c.state != "draft")
        .values(next_look_at=datetime.now(UTC) + timedelta(days=1))
    )
    # What is there was hashed in the form of earlier versions, format 1.
    op.add_column("publications", sa.Column("format", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE publications SET added = 0, withdrawn = 0")  # or PostgreSQL keeps them in its rows
    for name in ("added", "withdrawn"):
        op.drop_column("publications", name)
