"""Sourced statements: what a campaign says, on whose word, and when that was checked."""

from bot.facts.service import STATES, Facts, FactSource, FactView

__all__ = ["STATES", "FactSource", "FactView", "Facts"]
