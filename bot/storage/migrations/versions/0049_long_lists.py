"""Lists of subcontracts that are read in parts: how many of their reports were read, and the checkpoint."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subcontract_lists", sa.Column("listed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("subcontract_lists", sa.Column("begun", sa.JSON(), server_default="{}", nullable=False))
    op.execute("UPDATE subcontract_lists SET listed = reports WHERE complete")
    op.execute(
        "UPDATE subcontract_lists SET listed = (SELECT count(*) FROM subcontracts"
        " WHERE subcontracts.contract_id = subcontract_lists.contract_id) WHERE NOT complete"
    )
