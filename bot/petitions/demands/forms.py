"""Cached content of sign forms. Thousands of members may open a form at once: it is read again after some
seconds, not each time.

Nothing is decided by the cached content: a submitted form signs the version that it showed, or is refused,
according to the transaction that stores the signature.
"""

from dataclasses import dataclass

from sqlalchemy import literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.counts.units import UnitView, units_of
from bot.petitions.demands.views import DemandView, view_of
from bot.storage import Database
from bot.storage.models import Announcement
from bot.storage.ttl_cache import TtlCache


@dataclass(frozen=True, slots=True, kw_only=True)
class SignForm:
    """A demand as its members see it, the units that they may name, and its last posted card, as the ids of
    channel and message."""

    demand: DemandView
    units: tuple[UnitView, ...]
    posted: tuple[int, int] | None = None


class SignForms:
    """Cache of the sign forms of all demands."""

    def __init__(
        self, database: Database, *, recent: TtlCache[tuple[int, int], SignForm] | None = None
    ) -> None:
        self._database = database
        self._recent = recent or TtlCache(database)

    async def of(self, server_id: int, demand_id: int) -> SignForm:
        """Return the form of a demand of the server. Raises ``UserError`` if it has none with this id."""
        return await self._recent.get((server_id, demand_id), lambda: self._read(server_id, demand_id))

    async def _read(self, server_id: int, demand_id: int) -> SignForm:
        async with self._database.read() as session:
            demand = await view_of(session, server_id, demand_id, include_drafts=False)
            units = tuple(unit for unit in await units_of(session, server_id) if unit.is_confirmed)
            return SignForm(demand=demand, units=units, posted=await _last_card(session, demand_id))


async def _last_card(session: AsyncSession, demand_id: int) -> tuple[int, int] | None:
    """Return the demand's card that was posted last and not deleted."""
    query = (
        select(Announcement.channel_id, Announcement.message_id)
        .where(
            literal_column("announcements.kind = 'demand'"),  # matches the partial index
            Announcement.subject == f"demand:{demand_id}",
            Announcement.message_id.is_not(None),
        )
        .order_by(Announcement.id.desc())
        .limit(1)
    )
    row = (await session.execute(query)).first()
    return None if row is None else (row.channel_id, row.message_id)
