"""Consistency check: compares the signatures in the database with the ledger once an hour, and never repairs.

A difference means that something other than the bot wrote to the database, that it was damaged or partly
restored, or that the bot has a bug. A silent repair would make every count worthless, so differences are
reported: to the steward in the log and by ``tocsin check``, to the organisers in their channel.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.errors import Sentence
from bot.keystore.keyring import Keys
from bot.petitions.counts.ledger import faults_of, ledgers
from bot.petitions.counts.signature_counts import count_unopened, sealer_of
from bot.petitions.demand_rows import pending_condition
from bot.petitions.page_rows import RowsError, standing, withheld_note
from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.models import Demand, Note, Signature

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A difference found for one demand. ``sentence`` is for the steward only: it may contain an unpublished
    number."""

    demand_id: int
    server_id: int
    slug: str
    kind: str  # rows: signatures and ledger differ; ledger: the ledger is broken; sealed: rows do not decrypt
    sentence: Sentence

    @property
    def line(self) -> Sentence:
        return Sentence("terminal-drift", number=str(self.demand_id), slug=self.slug, sentence=self.sentence)

    def __str__(self) -> str:
        return str(self.line)


async def drifts(session: AsyncSession, keys: Keys) -> Sequence[Drift]:
    """Return all differences, from one database snapshot.

    The number of published rows that have not left the count yet must equal the last published count, and
    each row's sealed content must decrypt. Rows of a demand whose key was destroyed are deleted on purpose.
    """
    counted = case((Signature.demand_id.is_not(None) & ~pending_condition(Demand.batch), 1), else_=0)
    rows = await session.execute(
        select(
            Demand.id,
            Demand.server_id,
            Demand.slug,
            Demand.signed_by,
            Demand.key_destroyed_at,
            func.coalesce(func.sum(counted), 0).label("rows"),
        )
        .outerjoin(Signature, Signature.demand_id == Demand.id)
        .where(Demand.state != "draft")
        .group_by(Demand.id, Demand.server_id, Demand.slug, Demand.signed_by, Demand.key_destroyed_at)
        .order_by(Demand.id)
    )
    entries = await ledgers(session)
    found = []
    for row in rows:
        ledger = entries.get(row.id, ())
        count = ledger[-1].count if ledger else 0
        sentences = [("ledger", fault) for fault in faults_of(ledger)]
        has_key = row.signed_by == "discord" and row.key_destroyed_at is None
        if has_key and row.rows != count:
            differ = Sentence("terminal-drift-rows", count=count, rows=row.rows)
            sentences.append(("rows", differ))
        if row.signed_by == "page" and (said := await _page_fault(session, row.id, count)) is not None:
            sentences.append(("rows", said))
        sealer = await sealer_of(keys, row.id) if has_key else None
        if sealer is not None and (damaged := await count_unopened(session, sealer, row.id)):
            sentences.append(
                (
                    "sealed",
                    Sentence("terminal-drift-sealed", count=damaged),
                )
            )
        found += [
            Drift(demand_id=row.id, server_id=row.server_id, slug=row.slug, kind=kind, sentence=sentence)
            for kind, sentence in sentences
        ]
    return found


async def _page_fault(session: AsyncSession, demand_id: int, count: int) -> Sentence | None:
    """Return how the published rows of a demand that is signed on the page differ from its last count."""
    try:
        rows = await standing(session, demand_id)
    except RowsError as error:
        log.error("demand %s: %s", demand_id, error)
        return Sentence("terminal-drift-files")
    if await session.get(Note, withheld_note(demand_id)) is not None:
        return Sentence("terminal-drift-withheld")
    return None if rows == count else Sentence("terminal-drift-rows", count=count, rows=rows)


class Invariants:
    """Periodic consistency check."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self.found: Sequence[Drift] | None = None  # result of this process's last check

    async def tick(self) -> Sequence[Drift]:
        """Check, log every difference each time, notify the organisers once per kind of difference, and
        return what was found."""
        async with self._database.read() as session:
            self.found = found = await drifts(session, self._keys)
        if not found:
            return found
        for drift in found:
            log.error("%s Nothing was changed: run tocsin check", drift)
        await self._tell(found)
        return found

    async def _tell(self, found: Sequence[Drift]) -> None:
        now = self._clock()
        kinds: dict[int, set[str]] = defaultdict(set)
        for drift in found:
            kinds[drift.demand_id].add(drift.kind)
        demands = select(Demand).where(Demand.id.in_(kinds)).order_by(Demand.id)
        async with self._database.write() as session:
            for demand in (await session.scalars(demands)).all():
                occasion = f"drift:{'+'.join(sorted(kinds[demand.id]))}"
                await post(session, self._database, demand, "drift", occasion, now)
