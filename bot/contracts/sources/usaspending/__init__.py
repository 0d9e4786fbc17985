"""USAspending: awards of the United States government.

May import: what ``contracts.sources`` may.
Never: touches the database.
"""

from bot.contracts.sources.usaspending.source import Usaspending

__all__ = ["Usaspending"]
