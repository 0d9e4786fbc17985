"""Sources: each kind of public data behind the protocol ``Source``.

May import: ``contracts.model``, ``contracts.diff``, ``settings``. A source is given its HTTP client.
Never: touches the database.
"""

from bot.contracts.sources.protocol import (
    Absent,
    Field,
    IncompleteRead,
    Match,
    NotAsked,
    NothingNew,
    QueryError,
    ReadContext,
    Source,
    SourceError,
    SourceErrorKind,
    SourcePolicy,
    Supplier,
    Survey,
    Unchanged,
)

__all__ = [
    "Absent",
    "Field",
    "IncompleteRead",
    "Match",
    "NotAsked",
    "NothingNew",
    "QueryError",
    "ReadContext",
    "Source",
    "SourceError",
    "SourceErrorKind",
    "SourcePolicy",
    "Supplier",
    "Survey",
    "Unchanged",
]
