"""Tables of the search for words, which have no model.

On SQLite the words stand in ``contract_words``, a full-text index that triggers on ``contracts`` keep. A
later migration that builds ``contracts`` anew (alembic's batch mode) loses the triggers and has to make them
again. On PostgreSQL they are a generated column, ``words``, which the mappings do without.
"""

from collections.abc import Sequence

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


def statements(dialect: str) -> Sequence[str]:
    """Return the statements that make them in one dialect."""
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL
