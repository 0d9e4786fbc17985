"""Contracts are found by the initials of their buyer and supplier, and by each of their amounts."""

from importlib import import_module

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_AMOUNTS = ("exercised", "paid", "ordered")


def upgrade() -> None:
    for column in _AMOUNTS:
        op.create_index(op.f(f"ix_contracts_{column}"), "contracts", [column])
    import_module("bot.storage.migrations.versions.0003_search").fill(op.get_bind())
