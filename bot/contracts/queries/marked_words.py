"""Marked words: what a server's watches are about, around which the words of a record are quoted; and the
places of what somebody searched for."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.text import phrase_at
from bot.storage import Database
from bot.storage.models import Action, GlossaryEntry, Watch

_KEYS = ("keywords", "words")
"""Entries of a query that look for words, in every source that has one."""
_MAX_ACTIONS = 2000  # of the contracts of a page


async def marked_words(database: Database, server_id: int) -> tuple[str, ...]:
    """Return the words that a server's watches search for, then those that it explains, each once."""
    queries = select(Watch.query).where(Watch.server_id == server_id).order_by(Watch.id)
    explained = (
        select(GlossaryEntry.texts).where(GlossaryEntry.server_id == server_id).order_by(GlossaryEntry.id)
    )
    async with database.read() as session:
        found = [word for query in await session.scalars(queries) for word in _searched(query)]
        for texts in await session.scalars(explained):
            found += [text["word"] for text in texts.values()]
    return tuple(dict.fromkeys(found))


def _searched(query: Mapping[str, Any]) -> Iterator[str]:
    for key in _KEYS:
        yield from query.get(key, ())


async def places_of(session: AsyncSession, contract_ids: Collection[int], phrase: str) -> dict[int, str]:
    """Return the description of the newest action that has a phrase, by contract."""
    described = (
        select(Action.contract_id, Action.description)
        .where(Action.contract_id.in_(contract_ids), Action.description.is_not(None))
        .order_by(Action.date.desc().nulls_last(), Action.id.desc())
        .limit(_MAX_ACTIONS)
    )
    found: dict[int, str] = {}
    for contract_id, description in await session.execute(described):
        if description and contract_id not in found and phrase_at(description, [phrase]):
            found[contract_id] = description
    return found
