"""Alembic's migrations. ``HEAD`` is the newest revision, known without importing alembic at every start."""

from typing import Any

HEAD = "0020"
_SEARCH = {"table": "contract_words", "column": "words", "index": "ix_contracts_words"}


def is_mapped(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether something in a database is in ``tables`` too, which the words to search for are not.

    For alembic's ``include_name``. SQLite keeps ``contract_words`` in tables of its own named after it.
    """
    return not (name or "").startswith(_SEARCH[kind]) if kind in _SEARCH else True
