"""Sources of public data, behind one small protocol.

A source is given its HTTP access by the composition root and never touches the database.
"""

from bot.contracts.sources.protocol import (
    Absent,
    Field,
    IncompleteRead,
    NotAsked,
    NothingNew,
    QueryError,
    ReadContext,
    Source,
    SourceError,
    SourceErrorKind,
    Supplier,
    Survey,
    Unchanged,
)

__all__ = [
    "Absent",
    "Field",
    "IncompleteRead",
    "NotAsked",
    "NothingNew",
    "QueryError",
    "ReadContext",
    "Source",
    "SourceError",
    "SourceErrorKind",
    "Supplier",
    "Survey",
    "Unchanged",
]
