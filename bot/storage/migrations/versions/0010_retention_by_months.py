"""Drop the free text on how long data is kept: the months that the program executes say it."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("servers", "retention")
