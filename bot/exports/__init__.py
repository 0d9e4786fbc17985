"""What an organiser takes away: published counts and watched contracts, as CSV and JSON, and the evidence."""

from bot.exports.evidence import Evidence, write_evidence
from bot.exports.export import Export, export

__all__ = ["Evidence", "Export", "export", "write_evidence"]
