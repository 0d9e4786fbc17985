"""Petitions in full: versions, goals and deliveries, units, rosters, invalidations, paper, and the audit."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LEAVING = {  # withdrawn, and not yet out of the published count: from now on such a row is nobody's
    "sqlite": "UPDATE signatures SET reference = randomblob(32), version = 0, consent_hash = '', "
    "signed_on = '1970-01-01' WHERE state = 'leaving'",
    "postgresql": "UPDATE signatures SET reference = sha256(uuid_send(gen_random_uuid()) || "
    "uuid_send(gen_random_uuid())), version = 0, consent_hash = '', signed_on = '1970-01-01' "
    "WHERE state = 'leaving'",
}


def upgrade() -> None:
    op.create_table(
        "access_requests",
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ready_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_access_requests")),
    )
    op.create_table(
        "audit_actors",
        sa.Column("token", sa.LargeBinary(length=16), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_audit_actors")),
        sa.UniqueConstraint("server_id", "reference", name=op.f("uq_audit_actors_server_id_reference")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.LargeBinary(length=16), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "number", name=op.f("pk_audit_entries")),
    )
    op.create_table(
        "roster_members",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("account", sa.LargeBinary(length=32), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_roster_members_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "reference", name=op.f("pk_roster_members")),
        sa.UniqueConstraint("server_id", "code", name=op.f("uq_roster_members_server_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_roster_members_server_id_account",
        "roster_members",
        ["server_id", "account"],
        unique=True,
        sqlite_where=sa.text("account IS NOT NULL"),
        postgresql_where=sa.text("account IS NOT NULL"),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("least_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_units_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_units_server_id_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "demand_versions",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("consent_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_demand_versions_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", "version", name=op.f("pk_demand_versions")),
    )
    op.create_table(
        "invalidations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("previewed", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.LargeBinary(length=16), nullable=False),
        sa.Column("proposed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.LargeBinary(length=16), nullable=True),
        sa.Column("confirmed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("runs_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ran_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("struck", sa.Integer(), nullable=True),
        sa.Column("publication", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_invalidations_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invalidations")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("invalidations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invalidations_demand_id"), ["demand_id"], unique=False)

    op.create_table(
        "milestones",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reached_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_milestones_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", "name", name=op.f("pk_milestones")),
    )
    op.create_table(
        "paper_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("scan_sha256", sa.String(length=64), nullable=False),
        sa.Column("entered_by", sa.LargeBinary(length=16), nullable=False),
        sa.Column("entered_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.LargeBinary(length=16), nullable=True),
        sa.Column("confirmed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_for", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_paper_batches_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batches")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("paper_batches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_batches_demand_id"), ["demand_id"], unique=False)

    # Not in alembic's batch mode: see 0002.
    op.add_column("announcements", sa.Column("shown_stamp", sa.Integer(), nullable=True))
    op.create_index(
        "ix_announcements_cards",
        "announcements",
        ["subject"],
        sqlite_where=sa.text("kind = 'demand'"),
        postgresql_where=sa.text("kind = 'demand'"),
    )

    op.add_column("demands", sa.Column("goal", sa.Integer(), nullable=True))
    op.add_column(
        "demands", sa.Column("time_zone", sa.String(length=40), server_default="UTC", nullable=False)
    )
    op.add_column("demands", sa.Column("account_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("demands", sa.Column("server_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("demands", sa.Column("roster_size", sa.Integer(), nullable=True))
    op.add_column("demands", sa.Column("delivered_on", sa.Date(), nullable=True))
    op.add_column("demands", sa.Column("delivered_to", sa.Text(), nullable=True))
    op.add_column("demands", sa.Column("delivered_count", sa.Integer(), nullable=True))
    op.add_column("demands", sa.Column("delivery_note", sa.Text(), nullable=True))
    op.add_column("demands", sa.Column("answered_on", sa.Date(), nullable=True))
    op.add_column("demands", sa.Column("answer", sa.String(length=12), nullable=True))
    op.add_column("demands", sa.Column("answer_text", sa.Text(), nullable=True))
    op.add_column(
        "demands", sa.Column("archived_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column("demands", sa.Column("stamp", sa.Integer(), server_default="0", nullable=False))
    op.add_column("demands", sa.Column("retention_months", sa.Integer(), nullable=True))
    op.add_column("demands", sa.Column("retention_day", sa.Integer(), nullable=True))
    op.add_column("demands", sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("demands", sa.Column("lost_head", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("demands", sa.Column("legal_hold", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "demands", sa.Column("retention_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "demands", sa.Column("key_destroyed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )

    op.add_column("key_fingerprints", sa.Column("public_key", sa.String(length=64), nullable=True))
    op.add_column(
        "key_fingerprints",
        sa.Column("destroyed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
    )

    op.add_column("publications", sa.Column("invalidated", sa.Integer(), server_default="0", nullable=False))
    op.add_column("publications", sa.Column("account_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("publications", sa.Column("server_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("publications", sa.Column("text_hash", sa.String(length=64), nullable=True))
    op.add_column("publications", sa.Column("breakdown", sa.JSON(), nullable=True))
    op.add_column("publications", sa.Column("previous_hash", sa.String(length=64), nullable=True))
    op.add_column("publications", sa.Column("hash", sa.String(length=64), nullable=True))

    op.add_column("servers", sa.Column("min_account_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("servers", sa.Column("min_server_days", sa.Integer(), server_default="0", nullable=False))
    op.add_column("servers", sa.Column("roster", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("servers", sa.Column("roster_size", sa.Integer(), nullable=True))
    op.add_column(
        "servers", sa.Column("time_zone", sa.String(length=40), server_default="UTC", nullable=False)
    )
    op.add_column("servers", sa.Column("retention_months", sa.Integer(), nullable=True))
    op.add_column(
        "servers", sa.Column("removed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True)
    )

    # In words: alembic's batch mode would build the table anew, with a rowid that keeps the order of signing.
    op.execute("ALTER TABLE signatures ADD COLUMN unit_id INTEGER")
    op.execute(_LEAVING[op.get_bind().dialect.name])
    op.execute(
        "INSERT INTO demand_versions (demand_id, version, texts, text_hash, consent_hash, made_at) "
        "SELECT id, version, texts, text_hash, consent_hash, opened_at FROM demands WHERE state <> 'draft'"
    )
