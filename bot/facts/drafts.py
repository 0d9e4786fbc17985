"""Drafts of facts: the entries of forms that were refused, kept for a day, so that nothing has to be typed
again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from bot.common.clock import Clock
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import FactDraft
from bot.storage.types import can_be_id
from bot.storage.upsert import ensure_server

DRAFT_LIFETIME = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFact:
    """Entries of a refused form, by field. ``fact_id`` is 0 for a new fact."""

    id: int
    fact_id: int
    language: str
    entries: Mapping[str, str]


class FactDrafts:
    """Service for the entries of refused forms."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> None:
        """Delete the entries that are older than a day."""
        async with self._database.write() as session:
            old = FactDraft.created_at < self._clock() - DRAFT_LIFETIME
            await session.execute(delete(FactDraft).where(old))

    async def write(
        self, server_id: int, fact_id: int, language: str, entries: Mapping[str, str]
    ) -> RefusedFact:
        """Keep the entries of a form."""
        now = self._clock()
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, now)
            row = FactDraft(
                server_id=server_id,
                fact_id=fact_id,
                language=language,
                entries=dict(entries),
                created_at=now,
            )
            session.add(row)
            await session.flush()
            return RefusedFact(id=row.id, fact_id=fact_id, language=language, entries=entries)

    async def get(self, server_id: int, draft_id: int) -> RefusedFact:
        """Return the entries of a form. Raises ``UserError`` if they are gone."""
        row = None
        if can_be_id(draft_id):
            wanted = select(FactDraft).where(FactDraft.id == draft_id, FactDraft.server_id == server_id)
            async with self._database.read() as session:
                row = (await session.scalars(wanted)).one_or_none()
        if row is None:
            raise UserError("refusal-fact-draft-gone")
        return RefusedFact(id=row.id, fact_id=row.fact_id, language=row.language, entries=row.entries)
