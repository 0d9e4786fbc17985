"""News of subcontracts: the servers that want them, first complete lists, and what was announced."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "servers", sa.Column("subcontract_news", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    for table in ("subcontracts", "subcontracts_under"):
        op.add_column(table, sa.Column("occasion", sa.String(36), nullable=True))
        op.create_index(f"ix_{table}_occasion", table, ["occasion"])
    for table in ("subcontract_lists", "query_enquiries"):
        op.add_column(table, sa.Column("whole_at", UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE subcontract_lists SET whole_at = read_at WHERE complete")
    op.execute("UPDATE query_enquiries SET whole_at = answered_at WHERE NOT incomplete")
