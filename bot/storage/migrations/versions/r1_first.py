"""Tables of the models and of the search for words. From ``tests.storage.first_revision``."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types
from bot.storage.search_tables import statements

revision = "r1"
down_revision = None
branch_labels = None
depends_on = None


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
        sa.Column("erase_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
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
        "box_demands",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("spki", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closes_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("last_batch", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed', 'ended')", name=op.f("ck_box_demands_state")),
        sa.PrimaryKeyConstraint("demand", name=op.f("pk_box_demands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consents",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column(
            "made_at",
            bot.storage.types.UtcDateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_consents")),
    )
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("buyer_ids", sa.JSON(), nullable=False),
        sa.Column("buyer_parent", sa.Text(), nullable=True),
        sa.Column("buyer_unit", sa.Text(), nullable=True),
        sa.Column("funder", sa.Text(), nullable=True),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_ids", sa.JSON(), nullable=False),
        sa.Column("supplier_parent", sa.Text(), nullable=True),
        sa.Column("parent_source_id", sa.String(length=200), nullable=True),
        sa.Column("parent_number", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("obligated", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("unsettled", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("exercised", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("ceiling", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("paid", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("ordered", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("orders", sa.Integer(), nullable=True),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("potential_end", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("identifiers", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("whole", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("newest_day", sa.Date(), server_default="0001-01-01", nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.Column("first_seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("missing_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("missing_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("end_told_for", sa.Date(), nullable=True),
        sa.Column("end_stage", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("source", "source_id", name=op.f("uq_contracts_source_source_id")),
    )
    op.create_index(op.f("ix_contracts_buyer"), "contracts", ["buyer"], unique=False)
    op.create_index(op.f("ix_contracts_ceiling"), "contracts", ["ceiling"], unique=False)
    op.create_index(
        "ix_contracts_changed_at", "contracts", ["changed_at", "missing_since", "withdrawn_at"], unique=False
    )
    op.create_index(op.f("ix_contracts_exercised"), "contracts", ["exercised"], unique=False)
    op.create_index("ix_contracts_newest_day_id", "contracts", ["newest_day", "id"], unique=False)
    op.create_index(op.f("ix_contracts_number"), "contracts", ["number"], unique=False)
    op.create_index(op.f("ix_contracts_obligated"), "contracts", ["obligated"], unique=False)
    op.create_index(op.f("ix_contracts_ordered"), "contracts", ["ordered"], unique=False)
    op.create_index(op.f("ix_contracts_paid"), "contracts", ["paid"], unique=False)
    op.create_index(op.f("ix_contracts_parent_source_id"), "contracts", ["parent_source_id"], unique=False)
    op.create_index(op.f("ix_contracts_supplier"), "contracts", ["supplier"], unique=False)
    op.create_table(
        "key_fingerprints",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=True),
        sa.Column("destroyed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_fingerprints")),
    )
    op.create_table(
        "last_backups",
        sa.Column("saved", sa.String(length=10), nullable=False),
        sa.Column("made_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("saved", name=op.f("pk_last_backups")),
    )
    op.create_table(
        "notes",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_notes")),
    )
    op.create_table(
        "notice_pages",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_notice_pages")),
        sa.UniqueConstraint(
            "first_day", "last_day", "page", name=op.f("uq_notice_pages_first_day_last_day_page")
        ),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_key", sa.String(length=64), nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("matched", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
        sa.UniqueConstraint("read_key", name=op.f("uq_observations_read_key")),
    )
    op.create_index(op.f("ix_observations_group_key"), "observations", ["group_key"], unique=False)
    op.create_index(op.f("ix_observations_read_at"), "observations", ["read_at"], unique=False)
    op.create_table(
        "query_enquiries",
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("query_key", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("asked_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("incomplete", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("whole_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("source", "query_key", "topic", name=op.f("pk_query_enquiries")),
    )
    op.create_table(
        "register_answers",
        sa.Column("register", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("more", sa.Boolean(), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("register", "asked", name=op.f("pk_register_answers")),
    )
    op.create_table(
        "servers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_fault", sa.Text(), nullable=True),
        sa.Column("channel_fault_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("organiser_role_id", sa.BigInteger(), nullable=True),
        sa.Column("member_role_id", sa.BigInteger(), nullable=True),
        sa.Column("controller", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("organiser_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("administrative_news", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("purchase_news", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("subcontract_news", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("weekly", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("weekly_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(length=8), nullable=True),
        sa.Column("digest_hour", sa.Integer(), server_default="8", nullable=False),
        sa.Column("digest_weekday", sa.Integer(), server_default="0", nullable=False),
        sa.Column("threads", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("publish", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("contracts_role_id", sa.BigInteger(), nullable=True),
        sa.Column("publications_role_id", sa.BigInteger(), nullable=True),
        sa.Column("demands_role_id", sa.BigInteger(), nullable=True),
        sa.Column("deadlines_role_id", sa.BigInteger(), nullable=True),
        sa.Column("min_account_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("min_server_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("roster", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("roster_size", sa.Integer(), nullable=True),
        sa.Column("time_zone", sa.String(length=40), server_default="UTC", nullable=False),
        sa.Column("retention_months", sa.Integer(), nullable=True),
        sa.Column("untold", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("board", sa.String(length=40), nullable=True),
        sa.Column("board_name", sa.String(length=40), nullable=True),
        sa.Column("removed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("evidence_on", sa.Date(), nullable=True),
        sa.Column("evidence_bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("removed_day", sa.Integer(), nullable=True),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_servers")),
    )
    op.create_index(op.f("ix_servers_board"), "servers", ["board"], unique=True)
    op.create_index(op.f("ix_servers_board_name"), "servers", ["board_name"], unique=True)
    op.create_table(
        "snapshots",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("fetched_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("media", sa.String(length=60), server_default="application/json", nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "subcontracts_under",
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("query_key", sa.String(length=64), nullable=False),
        sa.Column("prime_id", sa.String(length=200), nullable=False),
        sa.Column("prime_number", sa.String(length=100), nullable=False),
        sa.Column("prime", sa.Text(), nullable=False),
        sa.Column("prime_ids", sa.JSON(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_ids", sa.JSON(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("amended", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("amount", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("revised_from", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("occasion", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subcontracts_under")),
    )
    op.create_index(op.f("ix_subcontracts_under_occasion"), "subcontracts_under", ["occasion"], unique=False)
    op.create_index(
        "ix_subcontracts_under_source_query_key", "subcontracts_under", ["source", "query_key"], unique=False
    )
    op.create_table(
        "terms",
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_terms")),
    )
    op.create_table(
        "timestamp_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_timestamp_days")),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("amount", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("first_seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revised_from", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_actions_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("contract_id", "action_id", name=op.f("uq_actions_contract_id_action_id")),
    )
    op.create_index(op.f("ix_actions_amount"), "actions", ["amount"], unique=False)
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("gathering", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("for_digest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("first_attempt_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_attempt_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=60), nullable=True),
        sa.Column("shown_stamp", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('pending', 'sent', 'uncertain')", name=op.f("ck_announcements_state")),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_announcements_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint(
            "channel_id", "subject", "occasion", name=op.f("uq_announcements_channel_id_subject_occasion")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_announcements_cards",
        "announcements",
        ["subject"],
        unique=False,
        sqlite_where=sa.text("kind = 'demand'"),
    )
    op.create_index(
        "ix_announcements_for_digest",
        "announcements",
        ["server_id"],
        unique=False,
        sqlite_where=sa.text("for_digest = 1"),
    )
    op.create_index(
        "ix_announcements_gathering",
        "announcements",
        ["server_id"],
        unique=False,
        sqlite_where=sa.text("gathering = 1"),
    )
    op.create_index(op.f("ix_announcements_server_id"), "announcements", ["server_id"], unique=False)
    op.create_index(
        "ix_announcements_state_next_attempt_at", "announcements", ["state", "next_attempt_at"], unique=False
    )
    op.create_table(
        "box_rows",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=256), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand"], ["box_demands.demand"], name=op.f("fk_box_rows_demand"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand", "key", "batch", name=op.f("pk_box_rows")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_unpublished",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=256), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand"], ["box_demands.demand"], name=op.f("fk_box_unpublished_demand"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand", "key", name=op.f("pk_box_unpublished")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box_versions",
        sa.Column("demand", sa.LargeBinary(length=32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("consent_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand"], ["box_demands.demand"], name=op.f("fk_box_versions_demand"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand", "version", name=op.f("pk_box_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=True),
        sa.Column("number", sa.String(length=50), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("amount", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("administrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("old_date", sa.Date(), nullable=True),
        sa.Column("new_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_changes_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_changes_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint(
            "contract_id", "read_key", "ordinal", name=op.f("uq_changes_contract_id_read_key_ordinal")
        ),
    )
    op.create_index("ix_changes_seen_at", "changes", ["seen_at"], unique=False)
    op.create_index(op.f("ix_changes_server_id"), "changes", ["server_id"], unique=False)
    op.create_table(
        "contract_enquiries",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("asked_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_contract_enquiries_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract_id", "topic", name=op.f("pk_contract_enquiries")),
    )
    op.create_index(op.f("ix_contract_enquiries_asked_at"), "contract_enquiries", ["asked_at"], unique=False)
    op.create_index(op.f("ix_contract_enquiries_due_at"), "contract_enquiries", ["due_at"], unique=False)
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
    op.create_index(
        op.f("ix_contract_identifiers_identifier"), "contract_identifiers", ["identifier"], unique=False
    )
    op.create_table(
        "contract_links",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=240), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_links_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contract_id", "link", name=op.f("pk_contract_links")),
    )
    op.create_index(op.f("ix_contract_links_link"), "contract_links", ["link"], unique=False)
    op.create_table(
        "contract_owners",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("parent_name", sa.Text(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_owners_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contract_id", "company", "parent", name=op.f("pk_contract_owners")),
    )
    op.create_table(
        "contract_snapshots",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_contract_snapshots_contract_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sha256"], ["snapshots.sha256"], name=op.f("fk_contract_snapshots_sha256")),
        sa.PrimaryKeyConstraint("contract_id", "sha256", "read_key", name=op.f("pk_contract_snapshots")),
    )
    op.create_index(op.f("ix_contract_snapshots_read_key"), "contract_snapshots", ["read_key"], unique=False)
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
    op.create_index(op.f("ix_contract_values_contract_id"), "contract_values", ["contract_id"], unique=False)
    op.create_table(
        "demands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=True),
        sa.Column("consent", sa.JSON(), nullable=True),
        sa.Column("consent_hash", sa.String(length=64), nullable=True),
        sa.Column("verified_by", sa.String(length=12), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.String(length=8), server_default="discord", nullable=False),
        sa.Column("opened_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closes_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_publication_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("next_look_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("time_zone", sa.String(length=40), server_default="UTC", nullable=False),
        sa.Column("account_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("server_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("roster_size", sa.Integer(), nullable=True),
        sa.Column("role_ids", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("min_account_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("min_server_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("min_eligible", sa.Integer(), server_default="0", nullable=False),
        sa.Column("eligible_checked", sa.Boolean(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("delivered_to", sa.Text(), nullable=True),
        sa.Column("delivered_count", sa.Integer(), nullable=True),
        sa.Column("delivery_note", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("archived_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("stamp", sa.Integer(), server_default="0", nullable=False),
        sa.Column("batch", sa.Integer(), server_default="1", nullable=False),
        sa.Column("rested", sa.Integer(), server_default="0", nullable=False),
        sa.Column("signing_months", sa.Integer(), nullable=True),
        sa.Column("extension", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("retention_months", sa.Integer(), nullable=True),
        sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("legal_hold", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("hold_until", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("hold_proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("voided_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("void_why", sa.Text(), nullable=True),
        sa.Column("void_proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("retention_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("retention_day", sa.Integer(), nullable=True),
        sa.Column("overdue_day", sa.Integer(), nullable=True),
        sa.Column("key_destroyed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("standing", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=True),
        sa.Column("lost_head", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_demands_state")),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_demands_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demands")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_demands_server_id_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fact_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_fact_drafts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_drafts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_drafts_server_id"), "fact_drafts", ["server_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("edited_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("retired_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("earlier", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_facts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_facts_server_id_slug")),
    )
    op.create_table(
        "former_contracts",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("until", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_former_contracts_contract_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_former_contracts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "contract_id", name=op.f("pk_former_contracts")),
    )
    op.create_index(
        op.f("ix_former_contracts_contract_id"), "former_contracts", ["contract_id"], unique=False
    )
    op.create_table(
        "glossary_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_glossary_entries_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_entries")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_glossary_entries_server_id_slug")),
    )
    op.create_table(
        "held_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("restyled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("waits", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=True),
        sa.Column("actions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("held_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("since", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("moves", sa.Integer(), server_default="0", nullable=False),
        sa.Column("read_key", sa.String(length=36), nullable=False),
        sa.Column("seen_key", sa.String(length=36), nullable=True),
        sa.Column("notice", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_held_changes_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_changes")),
    )
    op.create_index(op.f("ix_held_changes_contract_id"), "held_changes", ["contract_id"], unique=False)
    op.create_index(op.f("ix_held_changes_notice"), "held_changes", ["notice"], unique=False)
    op.create_table(
        "issuing_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_issuing_rounds_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuing_rounds")),
        sa.UniqueConstraint("public_id", name=op.f("uq_issuing_rounds_public_id")),
        sa.UniqueConstraint("server_id", "number", name=op.f("uq_issuing_rounds_server_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "member_cards",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=True),
        sa.Column("used", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_from", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_member_cards_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "place", name=op.f("pk_member_cards")),
        sa.UniqueConstraint("server_id", "code", name=op.f("uq_member_cards_server_id_code")),
        sa.UniqueConstraint("server_id", "key", name=op.f("uq_member_cards_server_id_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "purchase_orders",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_key", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("obligated", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(length=8), nullable=False),
        sa.Column("solicitation", sa.Text(), nullable=True),
        sa.Column("first_seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("before", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("occasion", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_purchase_orders_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contract_id", "award_id", name=op.f("pk_purchase_orders")),
    )
    op.create_index(op.f("ix_purchase_orders_occasion"), "purchase_orders", ["occasion"], unique=False)
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
    op.create_table(
        "roster_members",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("account", sa.LargeBinary(length=32), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("code_from", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_roster_members_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "reference", name=op.f("pk_roster_members")),
        sa.UniqueConstraint("server_id", "code", name=op.f("uq_roster_members_server_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_roster_members_code_from",
        "roster_members",
        ["server_id", "code_from"],
        unique=False,
        sqlite_where=sa.text("code_from IS NOT NULL"),
    )
    op.create_index(
        "uq_roster_members_server_id_account",
        "roster_members",
        ["server_id", "account"],
        unique=True,
        sqlite_where=sa.text("account IS NOT NULL"),
    )
    op.create_table(
        "short_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=220), nullable=False),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("short", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_short_names_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_short_names")),
        sa.UniqueConstraint("server_id", "key", name=op.f("uq_short_names_server_id_key")),
    )
    op.create_table(
        "subcontract_lists",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("listed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("whole_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("begun", sa.JSON(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_subcontract_lists_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_subcontract_lists")),
    )
    op.create_table(
        "subcontracts",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("supplier_ids", sa.JSON(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("amended", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("amount", bot.storage.types.Hundredths(), nullable=True),
        sa.Column("revised_from", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("missing_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("occasion", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_subcontracts_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subcontracts")),
    )
    op.create_index(op.f("ix_subcontracts_contract_id"), "subcontracts", ["contract_id"], unique=False)
    op.create_index(op.f("ix_subcontracts_occasion"), "subcontracts", ["occasion"], unique=False)
    op.create_table(
        "timestamp_parts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day"], ["timestamp_days.day"], name=op.f("fk_timestamp_parts_day"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_timestamp_parts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "server_id", "kind", name=op.f("pk_timestamp_parts")),
    )
    op.create_index(op.f("ix_timestamp_parts_server_id"), "timestamp_parts", ["server_id"], unique=False)
    op.create_table(
        "timestamp_proofs",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("stamped_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["day"], ["timestamp_days.day"], name=op.f("fk_timestamp_proofs_day"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "authority", name=op.f("pk_timestamp_proofs")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("least_size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("proposers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_units_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("server_id", "slug", name=op.f("uq_units_server_id_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "watch_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=True),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_watch_drafts_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_drafts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_watch_drafts_server_id"), "watch_drafts", ["server_id"], unique=False)
    op.create_table(
        "watches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("query_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("next_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("baseline_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("nearly_complete", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("last_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_complete_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_matched", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("paused_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failing_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("full_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("whole_read_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("quiet_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("longest_quiet", sa.Integer(), nullable=True),
        sa.Column("news_reads", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stale_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("less_from", sa.Integer(), nullable=True),
        sa.Column("less_told_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("evidence_on", sa.Date(), nullable=True),
        sa.Column("evidence_bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_watches_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sa.UniqueConstraint("server_id", "name", name=op.f("uq_watches_server_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_watches_next_read_at"), "watches", ["next_read_at"], unique=False)
    op.create_index(op.f("ix_watches_query_key"), "watches", ["query_key"], unique=False)
    op.create_index(op.f("ix_watches_server_id"), "watches", ["server_id"], unique=False)
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
    op.create_table(
        "fact_contracts",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_fact_contracts_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["facts.id"], name=op.f("fk_fact_contracts_fact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact_id", "number", name=op.f("pk_fact_contracts")),
    )
    op.create_index(op.f("ix_fact_contracts_contract_id"), "fact_contracts", ["contract_id"], unique=False)
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
        sa.Column("overtaken_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_invalidations_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invalidations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invalidations_demand_id"), "invalidations", ["demand_id"], unique=False)
    op.create_table(
        "issued_places",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hashes", sa.LargeBinary(length=192), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["issuing_rounds.id"], name=op.f("fk_issued_places_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "reference", name=op.f("pk_issued_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issuing_keys",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("spki", sa.LargeBinary(length=294), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.CheckConstraint(
            "state IN ('free', 'taken', 'closed', 'ended')", name=op.f("ck_issuing_keys_state")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["issuing_rounds.id"], name=op.f("fk_issuing_keys_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "position", name=op.f("pk_issuing_keys")),
        sa.UniqueConstraint("demand_id", name=op.f("uq_issuing_keys_demand_id")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_issuing_keys_fingerprint")),
    )
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
        "page_demands",
        sa.Column("demand_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opening", sa.String(length=64), nullable=False),
        sa.Column("issuing_key", sa.LargeBinary(), nullable=False),
        sa.Column("box_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("told_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_state", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("told_closes_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("signing_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ledger_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_page_demands_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", name=op.f("pk_page_demands")),
    )
    op.create_table(
        "page_rows",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_page_rows_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("demand_id", "number", name=op.f("pk_page_rows")),
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
    op.create_index(op.f("ix_paper_batches_demand_id"), "paper_batches", ["demand_id"], unique=False)
    op.create_table(
        "post_steps",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("fault", sa.String(length=60), nullable=True),
        sa.Column("done_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_post_steps_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "step", name=op.f("pk_post_steps")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", bot.storage.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("verified_by", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("invalidated", sa.Integer(), server_default="0", nullable=False),
        sa.Column("account_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("server_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=True),
        sa.Column("breakdown", sa.JSON(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("consent_hash", sa.String(length=64), nullable=True),
        sa.Column("issuing_key", sa.Text(), nullable=True),
        sa.Column("rows_sha256", sa.String(length=64), nullable=True),
        sa.Column("index_sha256", sa.String(length=64), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("box_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demands.id"], name=op.f("fk_publications_demand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("demand_id", "number", name=op.f("uq_publications_demand_id_number")),
    )
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
    op.create_table(
        "watch_groups",
        sa.Column("group_key", sa.String(length=64), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["watches.id"], name=op.f("fk_watch_groups_watch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_key", "watch_id", name=op.f("pk_watch_groups")),
    )
    op.create_index(op.f("ix_watch_groups_watch_id"), "watch_groups", ["watch_id"], unique=False)
    op.create_table(
        "watched_contracts",
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("listed_at", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("unmatched_since", bot.storage.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("unmatched_told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_watched_contracts_contract_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["watches.id"], name=op.f("fk_watched_contracts_watch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("watch_id", "contract_id", name=op.f("pk_watched_contracts")),
    )
    op.create_index(
        op.f("ix_watched_contracts_contract_id"), "watched_contracts", ["contract_id"], unique=False
    )
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
