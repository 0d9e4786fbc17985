"""Sources of public data, behind one small protocol.

A source is given its HTTP access by the composition root and never touches the database.
"""

from bot.contracts.sources.protocol import (
    Absent,
    Fault,
    Field,
    IncompleteRead,
    NotAsked,
    NothingNew,
    QueryError,
    Reading,
    Source,
    SourceError,
    Supplier,
    Survey,
    Unchanged,
)

__all__ = [
    "Absent",
    "Fault",
    "Field",
    "IncompleteRead",
    "NotAsked",
    "NothingNew",
    "QueryError",
    "Reading",
    "Source",
    "SourceError",
    "Supplier",
    "Survey",
    "Unchanged",
]
