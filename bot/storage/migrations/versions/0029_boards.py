"""The name of a server's public board."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("servers", sa.Column("board", sa.String(40), nullable=True))
    op.create_index("ix_servers_board", "servers", ["board"], unique=True)
