"""Sealed signatures: what a row holds is encrypted under the demand's key.

That needs the keys, which are files: what there is is set aside in ``signatures_unsealed``, and sealed when
the keys are at hand (``petitions.counts.unsealed``), which then drops that table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    held = (
        "SELECT EXISTS (SELECT 1 FROM signatures) "
        "OR EXISTS (SELECT 1 FROM demands WHERE standing IS NOT NULL)"
    )
    if connection.execute(sa.text(held)).scalar():
        op.rename_table("signatures", "signatures_unsealed")
        if connection.dialect.name != "sqlite":  # where the name of a key is that of its index
            op.execute(
                "ALTER TABLE signatures_unsealed RENAME CONSTRAINT pk_signatures TO pk_signatures_unsealed"
            )
    else:
        op.drop_table("signatures")
    op.create_table(
        "signatures",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(length=93), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("batch", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("state IN ('pending', 'published', 'leaving')", name=op.f("ck_signatures_state")),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_signatures_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", "reference", name=op.f("pk_signatures")),
        sqlite_with_rowid=False,
    )
