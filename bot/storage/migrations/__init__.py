"""Alembic's migrations. ``HEAD`` is the newest revision, a constant so that not every start imports
alembic."""

from typing import Any

HEAD = "r1"
_SEARCH = {"table": "contract_words", "column": "words", "index": "ix_contracts_words"}


def is_mapped(name: str | None, kind: str, _parents: Any) -> bool:
    """Return whether a table, column or index is mapped in ``tables``; the full-text search objects are not.

    For alembic's ``include_name``. SQLite keeps ``contract_words`` in tables of its own that are named after
    it.
    """
    return not (name or "").startswith(_SEARCH[kind]) if kind in _SEARCH else True
