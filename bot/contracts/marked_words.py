"""Marked words: what the watches of a server search for, and what its campaign explains. A record that has
one is told at once, and quoted there."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import GlossaryEntry, Watch

_KEYS = ("keywords", "words")
"""Entries of a query that look for words, in every source that has one."""


async def marked_words(session: AsyncSession, server_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the words of each of these servers: those of its watches, then those that it explains."""
    found: dict[int, dict[str, None]] = {server_id: {} for server_id in server_ids}
    watches = select(Watch.server_id, Watch.query).where(Watch.server_id.in_(found)).order_by(Watch.id)
    for server_id, query in await session.execute(watches):
        found[server_id] |= dict.fromkeys(word for key in _KEYS for word in query.get(key, ()))
    explained = (
        select(GlossaryEntry.server_id, GlossaryEntry.texts)
        .where(GlossaryEntry.server_id.in_(found))
        .order_by(GlossaryEntry.id)
    )
    for server_id, texts in await session.execute(explained):
        found[server_id] |= dict.fromkeys(text["word"] for text in texts.values())
    return {server_id: tuple(words) for server_id, words in found.items()}
