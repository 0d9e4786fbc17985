"""DECP: what French public buyers have contracted."""

from bot.contracts.sources.decp.source import Decp

__all__ = ["Decp"]
