"""DECP: contracts of French public buyers."""

from bot.contracts.sources.decp.source import Decp

__all__ = ["Decp"]
