"""Open Contracting data: packages of releases or records, from any publisher."""

from bot.contracts.sources.ocds.source import Ocds

__all__ = ["Ocds"]
