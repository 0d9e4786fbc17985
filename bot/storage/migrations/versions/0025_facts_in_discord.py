"""Facts and words are written in Discord, and watches changed."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = UtcDateTime(timezone=True)
    op.add_column("watch_drafts", sa.Column("watch_id", sa.Integer(), nullable=True))
    op.add_column("facts", sa.Column("edited_at", moment, nullable=True))
    op.add_column("facts", sa.Column("retired_at", moment, nullable=True))
    op.add_column("facts", sa.Column("reminded_of", sa.Date(), nullable=True))
    op.create_table(
        "fact_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_fact_drafts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_drafts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_drafts_server_id"), "fact_drafts", ["server_id"])
    op.create_table(
        "glossary_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_glossary_entries_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_entries")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_glossary_entries_server_id_slug")),
    )
