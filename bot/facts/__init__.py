"""Facts: statements with their sources and the day they were checked.

May import: ``storage`` and ``common``.
Never: states anything without a source.
"""

from bot.facts.service import STATES, Facts, FactSource, FactView

__all__ = ["STATES", "FactSource", "FactView", "Facts"]
