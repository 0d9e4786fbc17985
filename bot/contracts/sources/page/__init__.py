"""Web pages: what changes on them, and what is taken down."""

from bot.contracts.sources.page.source import Pages

__all__ = ["Pages"]
