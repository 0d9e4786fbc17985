"""Facts: statements with their sources and the day they were checked; and a server's glossary.

May import: ``contracts``, ``announcements``, ``audit``, ``storage`` and ``common``.
Never: states anything without a source.
"""

from bot.campaign.facts.service import Facts
from bot.campaign.facts.views import STATES, FactSource, FactView

__all__ = ["STATES", "FactSource", "FactView", "Facts"]
