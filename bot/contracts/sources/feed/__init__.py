"""Feeds: what watchdogs and newspapers publish."""

from bot.contracts.sources.feed.source import Feeds

__all__ = ["Feeds"]
