"""What an organiser takes away: published counts and watched contracts, as CSV and JSON."""

from bot.exports.export import Export, export

__all__ = ["Export", "export"]
