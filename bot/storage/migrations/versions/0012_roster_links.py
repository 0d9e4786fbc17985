"""A replacement code waits a day, and links to the roster that were replaced are kept."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_links",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_roster_links_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "account", "reference", name=op.f("pk_roster_links")),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "roster_members", sa.Column("code_from", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "roster_members", sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        "ix_roster_members_code_from",
        "roster_members",
        ["server_id", "code_from"],
        sqlite_where=sa.text("code_from IS NOT NULL"),
        postgresql_where=sa.text("code_from IS NOT NULL"),
    )
    # Until now nothing was kept of a link that another replaced. Where a new code was ever made, any may be.
    op.execute(
        "UPDATE roster_members SET replaced = true WHERE account IS NOT NULL AND server_id IN "
        "(SELECT server_id FROM audit_entries WHERE act = 'roster-code')"
    )
