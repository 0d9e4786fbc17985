"""Kinds of public data and how to read them, behind one small protocol.

A source is given its HTTP access by the composition root and never touches the database.
"""

from bot.contracts.sources.protocol import Fault, IncompleteRead, QueryError, Source, SourceError, Survey

__all__ = ["Fault", "IncompleteRead", "QueryError", "Source", "SourceError", "Survey"]
