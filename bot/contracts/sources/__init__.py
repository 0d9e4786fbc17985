"""Kinds of public data and how to read them, behind one small protocol.

A source is given its HTTP access by the composition root and never touches the database.
"""

from bot.contracts.sources.protocol import (
    Fault,
    Field,
    IncompleteRead,
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
    "Fault",
    "Field",
    "IncompleteRead",
    "NothingNew",
    "QueryError",
    "Reading",
    "Source",
    "SourceError",
    "Supplier",
    "Survey",
    "Unchanged",
]
