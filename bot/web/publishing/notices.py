"""Notice to organisers that their board is withheld, since the database contradicts what it has shown."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from bot.announcements.outbox import notify_organisers
from bot.errors import Sentence
from bot.storage import Database
from bot.storage.models import Server

_KIND = "board-withheld"
_LOST = "terminal-board-history-older"
_MAX_OCCASION = 60


async def tell_of_withheld(database: Database, board: str, why: Sentence, now: datetime) -> None:
    """Notify the organisers of a board, once for each contradiction. Not of publications that were lost with
    a restored backup: the bot itself continues their ledger, and says so."""
    if why.arguments["why"].id == _LOST:
        return
    digest = hashlib.sha256(str(why).encode()).hexdigest()[:10]
    occasion = f"{_KIND}:{digest}:{why.arguments.get('demand', '')}"[:_MAX_OCCASION]
    async with database.write() as session:
        wanted = select(Server).where(Server.board == board).with_for_update(key_share=True)
        if (server := (await session.scalars(wanted)).one_or_none()) is not None:
            await notify_organisers(session, database, server, occasion, now)
