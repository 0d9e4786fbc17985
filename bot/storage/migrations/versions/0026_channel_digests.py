"""News of contracts is posted at once, or in a daily or weekly digest."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("servers", sa.Column("digest", sa.String(8), nullable=True))
    op.add_column("servers", sa.Column("digest_hour", sa.Integer(), server_default="8", nullable=False))
    op.add_column("servers", sa.Column("digest_weekday", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "announcements", sa.Column("for_digest", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        "ix_announcements_for_digest",
        "announcements",
        ["server_id"],
        sqlite_where=sa.text("for_digest = 1"),
        postgresql_where=sa.text("for_digest"),
    )
