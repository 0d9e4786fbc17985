"""Contracts are found by their words and sorted by a day of their own.

On SQLite the words stand in ``contract_words``, a full-text index that triggers on ``contracts`` keep: a
later migration that builds ``contracts`` anew (alembic's batch mode, where it must) loses them and has to
make them again. On PostgreSQL they are a generated column, ``words``, which the mappings do without.
"""

from collections.abc import Iterator
from datetime import date as Date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.search_terms import stored_words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BATCH = 1000  # rows

# What is stored is folded and its words are split at spaces alone, which the ASCII tokenizer does: to it,
# every other character outside of ASCII belongs to a word. Nothing is asked of the words' places.
_SQLITE = (
    "CREATE VIRTUAL TABLE contract_words USING fts5(search, content='contracts', content_rowid='id', "
    "tokenize='ascii', prefix='2 3 4', detail='none', columnsize=0)",
    "CREATE TRIGGER contract_words_insert AFTER INSERT ON contracts BEGIN "
    "INSERT INTO contract_words (rowid, search) VALUES (new.id, new.search); END",
    "CREATE TRIGGER contract_words_delete AFTER DELETE ON contracts BEGIN "
    "INSERT INTO contract_words (contract_words, rowid, search) VALUES ('delete', old.id, old.search); END",
    "CREATE TRIGGER contract_words_update AFTER UPDATE OF search ON contracts "
    "WHEN old.search <> new.search BEGIN "
    "INSERT INTO contract_words (contract_words, rowid, search) VALUES ('delete', old.id, old.search); "
    "INSERT INTO contract_words (rowid, search) VALUES (new.id, new.search); END",
    "INSERT INTO contract_words (contract_words) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "ALTER TABLE contracts ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search, ' '))) STORED",
    # Without the list of what is to be indexed later, which each search would have to look through.
    "CREATE INDEX ix_contracts_words ON contracts USING gin (words) WITH (fastupdate = off)",
)


def upgrade() -> None:
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("newest_day", sa.Date(), server_default="0001-01-01", nullable=False))
    for column in ("buyer", "supplier"):  # PostgreSQL takes no index entry above 2,704 bytes
        op.execute(f"UPDATE contracts SET {column} = substr({column}, 1, 500) WHERE length({column}) > 500")  # noqa: S608
    fill(op.get_bind())
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index("ix_contracts_newest_day_id", ["newest_day", "id"], unique=False)
        for column in ("buyer", "supplier", "obligated", "ceiling"):
            batch_op.create_index(batch_op.f(f"ix_contracts_{column}"), [column], unique=False)
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actions_amount"), ["amount"], unique=False)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def fill(connection: sa.Connection) -> None:
    """Give every contract what the intake would have stored of it."""
    update = sa.text(
        "UPDATE contracts SET search = :search, newest_day = :newest_day WHERE id = :id"
    ).bindparams(sa.bindparam("newest_day", type_=sa.Date()))
    for rows in _batches(connection):
        connection.execute(update, [_found_by(row) for row in rows])


def _batches(connection: sa.Connection) -> Iterator[list[Any]]:
    columns = (
        "id",
        "number",
        "parent_number",
        "obligated",
        "ceiling",
        "buyer",
        "buyer_unit",
        "supplier",
        "title",
    )
    contracts = sa.table(
        "contracts",
        *(sa.column(name) for name in columns),
        sa.column("supplier_ids", sa.JSON()),
        sa.column("signed", sa.Date()),
        sa.column("start", sa.Date()),
    )
    actions = sa.table("actions", sa.column("contract_id"), sa.column("date", sa.Date()))
    last = (
        sa.select(sa.func.max(actions.c.date))
        .where(actions.c.contract_id == contracts.c.id)
        .scalar_subquery()
        .label("last")
    )
    after = 0
    while rows := list(
        connection.execute(
            sa.select(contracts, last).where(contracts.c.id > after).order_by(contracts.c.id).limit(_BATCH)
        )
    ):
        yield rows
        after = rows[-1].id


def _found_by(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "search": stored_words(
            number=row.number,
            parent_number=row.parent_number,
            amounts=[
                None if hundredths is None else Decimal(hundredths).scaleb(-2)
                for hundredths in (row.obligated, row.ceiling)
            ],
            buyer=row.buyer,
            supplier=row.supplier,
            others=(row.buyer_unit, *row.supplier_ids.values()),
            title=row.title,
        ),
        "newest_day": row.last or row.signed or row.start or Date.min,
    }
