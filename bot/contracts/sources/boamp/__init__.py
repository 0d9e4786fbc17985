"""BOAMP: notices of French public buyers, from the bulletin's open data.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""

from bot.contracts.sources.boamp.source import Boamp

__all__ = ["Boamp"]
