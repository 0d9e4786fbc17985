"""The registrar: rounds with their issuing keys, cards, and the places that tokens were issued to."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
        sa.UniqueConstraint("server_id", "number", name=op.f("uq_issuing_rounds_server_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_issuing_rounds_public_id")),
        sqlite_autoincrement=True,
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
        sa.UniqueConstraint("fingerprint", name=op.f("uq_issuing_keys_fingerprint")),
        sa.UniqueConstraint("demand_id", name=op.f("uq_issuing_keys_demand_id")),
    )
    op.create_table(
        "member_cards",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.LargeBinary(length=64), nullable=True),
        sa.Column("used", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_from", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["server_id"], ["servers.id"], name=op.f("fk_member_cards_server_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("server_id", "place", name=op.f("pk_member_cards")),
        sa.UniqueConstraint("server_id", "key", name=op.f("uq_member_cards_server_id_key")),
        sa.UniqueConstraint("server_id", "code", name=op.f("uq_member_cards_server_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issued_places",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hashes", sa.LargeBinary(length=192), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["issuing_rounds.id"], name=op.f("fk_issued_places_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "reference", name=op.f("pk_issued_places")),
        sqlite_with_rowid=False,
    )
