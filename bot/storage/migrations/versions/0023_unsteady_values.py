"""Values that move time and again are counted, and notices wait for a channel."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("servers", sa.Column("untold", sa.JSON(), server_default="[]", nullable=False))
    moment = UtcDateTime(timezone=True)
    with op.batch_alter_table("held_changes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", moment, nullable=True))
        batch_op.add_column(sa.Column("moves", sa.Integer(), server_default="0", nullable=False))
    held = sa.table("held_changes", sa.column("since", moment), sa.column("held_at", moment))
    op.execute(held.update().values(since=held.c.held_at))
    with op.batch_alter_table("held_changes", schema=None) as batch_op:
        batch_op.alter_column("since", existing_type=moment, nullable=False)
