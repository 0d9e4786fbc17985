"""Marks of links, what a watch knows of a contract by itself: the mark of its row in that watch's list, and
whether the server had it in a digest only. A total waits until an action explains it, or it is given again.
Answers have a size."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MARKS = (
    "UPDATE watched_contracts SET mark = "
    "(SELECT contracts.mark FROM contracts WHERE contracts.id = watched_contracts.contract_id) "
    "WHERE matched"
)


def upgrade() -> None:
    with op.batch_alter_table("watched_contracts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("listed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
        )
    # Of whichever list a contract was read from last: in the others its row has another mark, so that at
    # worst the next read reads it again.
    op.execute(_MARKS)
    # In words: alembic's batch mode would build the table anew, without the triggers of its search.
    op.execute("ALTER TABLE contracts DROP COLUMN mark")
    op.add_column("contracts", sa.Column("unsettled", bot.storage.types.Hundredths(), nullable=True))

    with op.batch_alter_table("watches", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("whole_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
        )
    op.execute("UPDATE watches SET whole_read_at = last_complete_at")

    with op.batch_alter_table("snapshots", schema=None) as batch_op:
        batch_op.add_column(sa.Column("size", sa.Integer(), nullable=True))

    # Delivery and the end of each read look for the few of many announcements that still wait for one.
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_announcements_gathering",
            ["server_id"],
            unique=False,
            sqlite_where=sa.text("gathering = 1"),
            postgresql_where=sa.text("gathering"),
        )
