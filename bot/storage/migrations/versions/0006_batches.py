"""Signatures are published by the number of their batch."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What is there counts as the first batch, which is gathered: what waits goes on waiting, and what was
    # published says so itself. All of it is put to rest with the next publication.
    op.add_column("demands", sa.Column("batch", sa.Integer(), server_default="1", nullable=False))
    op.add_column("demands", sa.Column("rested", sa.Integer(), server_default="0", nullable=False))
    # In words: alembic's batch mode would build the table anew, with a rowid that keeps the order of signing.
    op.execute("ALTER TABLE signatures ADD COLUMN batch INTEGER DEFAULT '1' NOT NULL")
