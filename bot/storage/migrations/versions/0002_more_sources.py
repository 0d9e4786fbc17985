"""More sources, and the watch that misses nothing."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contract_identifiers",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_contract_identifiers_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract_id", "identifier", name=op.f("pk_contract_identifiers")),
    )
    with op.batch_alter_table("contract_identifiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_identifiers_identifier"), ["identifier"], unique=False)

    op.create_table(
        "contract_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("obligated", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("exercised", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("ceiling", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("paid", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("ordered", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_values_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_values")),
    )
    with op.batch_alter_table("contract_values", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_values_contract_id"), ["contract_id"], unique=False)

    op.create_table(
        "watch_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_watch_drafts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_drafts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("watch_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_drafts_server_id"), ["server_id"], unique=False)

    op.create_table(
        "digest_entries",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_digest_entries_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_digest_entries_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", "contract_id", "read_key", name=op.f("pk_digest_entries")),
    )
    # Not in alembic's batch mode, which builds a table anew for some defaults: on SQLite, dropping the old
    # one takes along every row that refers to it.
    op.add_column(
        "announcements", sa.Column("gathering", sa.Boolean(), server_default=sa.false(), nullable=False)
    )

    op.add_column("changes", sa.Column("currency", sa.String(length=3), nullable=True))
    op.add_column(
        "changes", sa.Column("administrative", sa.Boolean(), server_default=sa.false(), nullable=False)
    )

    op.add_column("contracts", sa.Column("ordered", bot.storage.types.Hundredths(), nullable=True))
    op.add_column("contracts", sa.Column("orders", sa.Integer(), nullable=True))
    op.add_column("contracts", sa.Column("status", sa.String(length=12), nullable=True))
    op.add_column("contracts", sa.Column("identifiers", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("contracts", sa.Column("text", sa.Text(), nullable=True))
    op.add_column("contracts", sa.Column("whole", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("contracts", sa.Column("mark", sa.String(length=64), nullable=True))
    op.add_column("contracts", sa.Column("search", sa.Text(), server_default="", nullable=False))
    op.add_column("contracts", sa.Column("missing_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("contracts", sa.Column("missing_on", sa.Date(), nullable=True))
    op.add_column(
        "contracts", sa.Column("withdrawn_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column("contracts", sa.Column("end_told_for", sa.Date(), nullable=True))
    op.add_column("contracts", sa.Column("end_stage", sa.Integer(), server_default="0", nullable=False))

    op.add_column("servers", sa.Column("organiser_channel_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "servers", sa.Column("administrative_news", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("servers", sa.Column("weekly", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "servers", sa.Column("weekly_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )

    op.add_column(
        "snapshots",
        sa.Column("media", sa.String(length=60), server_default="application/json", nullable=False),
    )

    op.add_column(
        "watched_contracts",
        sa.Column("unmatched_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "watched_contracts",
        sa.Column("unmatched_told", sa.Boolean(), server_default=sa.false(), nullable=False),
    )

    op.add_column(
        "watches", sa.Column("paused_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "watches", sa.Column("failing_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column("watches", sa.Column("state", sa.Text(), nullable=True))
    op.add_column(
        "watches", sa.Column("full_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    # The same answer may come back after another: that it did, and when, is evidence too.
    with op.batch_alter_table("contract_snapshots", schema=None) as batch_op:
        batch_op.drop_constraint("pk_contract_snapshots", type_="primary")
        batch_op.create_primary_key("pk_contract_snapshots", ["contract_id", "sha256", "read_key"])

    _fill()


def _fill() -> None:
    """What the new columns would hold, had they always been there."""
    op.execute(
        "UPDATE changes SET currency = "
        "(SELECT contracts.currency FROM contracts WHERE contracts.id = changes.contract_id)"
    )
    op.execute(
        "INSERT INTO contract_values "
        '(contract_id, seen_at, currency, obligated, exercised, ceiling, paid, "end") '
        'SELECT id, changed_at, currency, obligated, exercised, ceiling, paid, "end" FROM contracts'
    )
    # An end that is near or over when this version starts is no news.
    contracts = sa.table(
        "contracts",
        sa.column("id", sa.Integer),
        sa.column("end", sa.Date),
        sa.column("end_told_for", sa.Date),
        sa.column("end_stage", sa.Integer),
    )
    today = datetime.now(UTC).date()
    for days, stage in ((30, 1), (7, 2), (-8, 3)):  # within a month, within a week, over
        op.execute(
            contracts.update()
            .where(contracts.c.end <= today + timedelta(days=days))
            .values(end_told_for=contracts.c.end, end_stage=stage)
        )
