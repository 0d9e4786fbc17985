"""Past of a board: earlier versions of facts, and contracts that no watch follows any more."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("facts", sa.Column("earlier", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "former_contracts",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_former_contracts_server_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_former_contracts_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("server_id", "contract_id", name=op.f("pk_former_contracts")),
    )
    op.create_index(
        op.f("ix_former_contracts_contract_id"), "former_contracts", ["contract_id"], unique=False
    )
