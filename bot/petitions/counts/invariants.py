"""Whether the signatures in the database are those that the ledger says: looked at each hour, never mended.

A difference means that somebody wrote in the database past the bot, that it was damaged or restored in
part, or that the bot is wrong. Mending it in silence would make every count worthless: it is told, to the
steward in the log and by ``tocsin check``, to the organisers in their channel.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import enqueue
from bot.clock import Clock
from bot.petitions.counts.entries import ledgers
from bot.petitions.counts.ledger import replay
from bot.petitions.counts.standing import sealer_of, unopened
from bot.petitions.keys.keyring import Keys
from bot.petitions.rows import waits
from bot.shard import Shard
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Demand, Server, Signature

log = logging.getLogger(__name__)

LEASE = "invariants"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What does not agree for one demand. The sentence is for the steward alone: it may tell a number that
    is not published."""

    demand_id: int
    server_id: int
    slug: str
    kind: str  # rows: signatures and ledger differ; ledger: the ledger itself is broken; sealed: see below
    sentence: str

    def __str__(self) -> str:
        return f"demand {self.demand_id} ({self.slug}): {self.sentence}"


async def drifts(session: AsyncSession, keys: Keys, shard: Shard = Shard()) -> Sequence[Drift]:
    """Everything that does not agree in a shard's servers, in one look at the database.

    What was published and has not left the count yet must be as many rows as the last count says, and what
    is sealed in each row must open. Of a demand whose key was destroyed the rows are gone on purpose.
    """
    counted = case((Signature.demand_id.is_not(None) & ~waits(Demand.batch), 1), else_=0)
    rows = await session.execute(
        select(
            Demand.id,
            Demand.server_id,
            Demand.slug,
            Demand.key_destroyed_at,
            func.coalesce(func.sum(counted), 0).label("rows"),
        )
        .outerjoin(Signature, Signature.demand_id == Demand.id)
        .where(Demand.state != "draft", shard.having(Demand.server_id))
        .group_by(Demand.id, Demand.server_id, Demand.slug, Demand.key_destroyed_at)
        .order_by(Demand.id)
    )
    entries = await ledgers(session)
    found = []
    for row in rows:
        ledger = replay(entries.get(row.id, ()))
        sentences = [("ledger", str(fault)) for fault in ledger.faults]
        if row.key_destroyed_at is None and row.rows != ledger.count:
            differ = f"the ledger counts {ledger.count} published signatures, the database holds {row.rows}."
            sentences.append(("rows", differ))
        sealer = None if row.key_destroyed_at is not None else await sealer_of(keys, row.id)
        if sealer is not None and (damaged := await unopened(session, sealer, row.id)):
            sentences.append(
                (
                    "sealed",
                    f"{damaged} signatures do not open with the demand's key. They are in the total, and in "
                    "no site's count.",
                )
            )
        found += [
            Drift(demand_id=row.id, server_id=row.server_id, slug=row.slug, kind=kind, sentence=sentence)
            for kind, sentence in sentences
        ]
    return found


class Invariants:
    """Looks, and tells. One process at a time does it, under a lease."""

    def __init__(
        self, database: Database, clock: Clock, keys: Keys, leases: LeaseKeeper, *, shard: Shard = Shard()
    ) -> None:
        self._database = database
        self._keys = keys
        self._shard = shard
        self._clock = clock
        self._leases = leases
        self.found: Sequence[Drift] | None = None  # by this process, when it last looked

    async def tick(self) -> Sequence[Drift]:
        """What does not agree: logged each time, told to the organisers once as long as it is the same."""
        async with self._database.read() as session:
            self.found = found = await drifts(session, self._keys, self._shard)
        if not found or not await self._leases.take(LEASE):
            return found
        try:
            for drift in found:
                log.error("%s Nothing was changed: run tocsin check", drift)
            await self._tell(found)
        finally:
            await self._leases.give_back(LEASE)
        return found

    async def _tell(self, found: Sequence[Drift]) -> None:
        now = self._clock()
        async with self._database.write() as session:
            servers = await session.execute(
                select(Server.id, func.coalesce(Server.organiser_channel_id, Server.channel_id))
                .where(Server.id.in_({drift.server_id for drift in found}))
                .order_by(Server.id)
            )
            channels = {row[0]: row[1] for row in servers}
            for demand_id, server_id in sorted({(drift.demand_id, drift.server_id) for drift in found}):
                channel_id = channels.get(server_id)
                if channel_id is not None:
                    kinds = sorted({drift.kind for drift in found if drift.demand_id == demand_id})
                    await enqueue(
                        session,
                        self._database,
                        server_id=server_id,
                        channel_id=channel_id,
                        kind="drift",
                        subject=f"demand:{demand_id}",
                        occasion=f"drift:{'+'.join(kinds)}",
                        now=now,
                    )
