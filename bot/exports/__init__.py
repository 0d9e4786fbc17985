"""Exports for organisers: published counts and watched contracts, signed; and the evidence."""

from bot.exports.evidence import Evidence, write_evidence
from bot.exports.export import Export, Exports

__all__ = ["Evidence", "Export", "Exports", "write_evidence"]
