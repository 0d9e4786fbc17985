"""TED: notices of the European Union's Tenders Electronic Daily.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""

from bot.contracts.sources.ted.source import Ted

__all__ = ["Ted"]
