"""Exports: published counts, watched contracts and evidence as files, signed, and their verification.

May import: ``petitions``, ``registrar``, ``contracts``, ``charts``, ``keystore`` and what is below.
Never: contains a count that was not published.
"""

from bot.exports.evidence import Evidence, write_evidence
from bot.exports.export import Export, Exports

__all__ = ["Evidence", "Export", "Exports", "write_evidence"]
