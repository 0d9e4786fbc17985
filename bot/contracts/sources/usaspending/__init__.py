"""USAspending: what the United States government awards."""

from bot.contracts.sources.usaspending.source import Usaspending

__all__ = ["Usaspending"]
