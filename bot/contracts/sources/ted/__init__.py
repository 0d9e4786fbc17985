"""TED: notices of the European Union."""

from bot.contracts.sources.ted.source import Ted

__all__ = ["Ted"]
