"""Enquiry for the subcontracts that a watch's suppliers have under others."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.contracts.ingest.subcontracts import reconcile
from bot.contracts.model import SubcontractUnder
from bot.contracts.row_mapping import ID, NUMBER, fitted_party, fitted_text
from bot.contracts.sources.protocol import ListsSubcontracts, Source
from bot.contracts.story.query_enquiries import Answered
from bot.storage import Database, models
from bot.storage.models import Server, Watch

TOPIC = "under-others"


class UnderOthersEnquiry:
    """Enquiry about the queries of one source, by the names and identifiers of their suppliers."""

    topic = TOPIC
    interval = timedelta(days=7)

    def __init__(
        self, database: Database, sources: Mapping[str, Source], source: str = "usaspending"
    ) -> None:
        self.source = source
        self._database = database
        self._sources = sources

    async def ask(self, query: dict[str, Any]) -> Answered:
        source = self._sources[self.source]
        if not isinstance(source, ListsSubcontracts):
            return Answered((), complete=False)
        found = await source.subcontracts_under(query)
        return Answered(found.subcontracts, found.complete)

    async def store(self, session: AsyncSession, query_key: str, found: Answered, now: datetime) -> None:
        """Store the subcontracts, and announce new ones if a complete list was stored before."""
        table, asked = models.SubcontractUnder, models.QueryEnquiry
        key = asked.source == self.source, asked.query_key == query_key, asked.topic == self.topic
        whole_at = await session.scalar(select(asked.whole_at).where(*key))
        occasion = None if whole_at is None else uuid4().hex
        ours = table.source == self.source, table.query_key == query_key
        stored: dict[str, list[models.SubcontractUnder]] = {}
        for row in await session.scalars(select(table).where(*ours).order_by(table.id)):
            stored.setdefault(row.prime_id, []).append(row)
        listed: dict[str, list[SubcontractUnder]] = {}
        for one in found.value:
            listed.setdefault(fitted_text(one.prime_id, ID), []).append(one)
        fresh = 0
        for prime_id in sorted({*stored, *listed}):
            rows, under = stored.get(prime_id, []), listed.get(prime_id, [])
            belonging = self._belonging(query_key, prime_id, under[0]) if under else {}
            if any(getattr(row, name) != value for row in rows for name, value in belonging.items()):
                of_prime = update(table).where(*ours, table.prime_id == prime_id)
                await session.execute(of_prime.values(**belonging))  # its holder's name has changed
            fresh += await reconcile(
                session,
                table,
                rows,
                [one.subcontract for one in under],
                {**belonging, "occasion": occasion},
                now,
                complete=found.complete,
            )
        if fresh and occasion is not None:
            await self._enqueue(session, query_key, occasion, now)

    async def _enqueue(self, session: AsyncSession, query_key: str, occasion: str, now: datetime) -> None:
        hearing = select(Watch.server_id).where(
            Watch.source == self.source,
            Watch.query_key == query_key,
            Watch.paused_at.is_(None),
            Watch.baseline_at.is_not(None),
        )
        servers = set(await session.scalars(hearing))
        announcements = [
            NewAnnouncement(server_id, channel_id, "under-others", f"server:{server_id}", occasion)
            for server_id, channel_id in await channels_for(session, servers, Server.subcontract_news)
        ]
        await enqueue_all(session, self._database, announcements, now)

    async def forget(self, session: AsyncSession, query_keys: Sequence[str]) -> None:
        table = models.SubcontractUnder
        await session.execute(
            delete(table).where(table.source == self.source, table.query_key.in_(query_keys))
        )

    def _belonging(self, query_key: str, prime_id: str, one: SubcontractUnder) -> dict[str, Any]:
        """Return the columns that say of which contract and for which query a row is."""
        prime = fitted_party(one.prime)
        return {
            "source": self.source,
            "query_key": query_key,
            "prime_id": prime_id,
            "prime_number": fitted_text(one.prime_number, NUMBER),
            "prime": prime.name,
            "prime_ids": dict(prime.ids),
            "buyer": fitted_text(one.buyer),
            "url": fitted_text(one.url),
        }
