"""USAspending: awards of the United States government."""

from bot.contracts.sources.usaspending.source import Usaspending

__all__ = ["Usaspending"]
