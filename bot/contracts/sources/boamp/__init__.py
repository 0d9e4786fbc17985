"""BOAMP: notices of French public buyers."""

from bot.contracts.sources.boamp.source import Boamp

__all__ = ["Boamp"]
