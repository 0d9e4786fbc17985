"""The name of a server's public board, and the one that stays reserved for it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("board", "board_name"):
        op.add_column("servers", sa.Column(name, sa.String(40), nullable=True))
        op.create_index(f"ix_servers_{name}", "servers", [name], unique=True)
