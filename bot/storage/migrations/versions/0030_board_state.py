"""An index that shows whether the boards are up to date."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_contracts_changed_at", "contracts", ["changed_at", "missing_since", "withdrawn_at"])
