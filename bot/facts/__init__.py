"""Facts: sourced statements of a campaign, with their status and the date of the last check."""

from bot.facts.service import STATES, Facts, FactSource, FactView

__all__ = ["STATES", "FactSource", "FactView", "Facts"]
