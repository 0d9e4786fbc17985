"""Daily allowance of evidence: how much of sources' answers the reads of a watch, and those of a server, may
store.

Answers are kept for ever, on the disk that signatures need, too. A source whose answers differ at each read
would fill it. Days are those of UTC.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date as Date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.storage.models import Server, Watch

MAX_WATCH_BYTES = 64 * 1024 * 1024
"""Compressed bytes that one watch may store in a day: ten times those of the first read of 600 contracts."""
MAX_SERVER_BYTES = 128 * 1024 * 1024
"""Compressed bytes that all watches of a server may store in a day."""

ALLOWANCE = SourceErrorKind.ALLOWANCE.value


def has_allowance(today: Date) -> ColumnElement[bool]:
    """SQL condition: neither a watch nor its server has used up its allowance."""
    used_up = select(Server.id).where(_used(Server, today) >= MAX_SERVER_BYTES)
    return and_(_used(Watch, today) < MAX_WATCH_BYTES, Watch.server_id.not_in(used_up))


class EvidenceMeter:
    """Count of the evidence that one read stores: each answer once."""

    def __init__(self) -> None:
        self.left = MAX_WATCH_BYTES
        self.is_used_up = False
        self._sizes: dict[str, int] = {}  # by the hash of the answer

    @property
    def used(self) -> int:
        """The bytes to charge: if an answer had no room, all that was left."""
        stored = sum(self._sizes.values())
        return max(stored, self.left) if self.is_used_up else stored

    async def open(self, session: AsyncSession, watch_ids: Collection[int], today: Date) -> None:
        """Load how much these watches may still store."""
        left = select(
            func.min(MAX_WATCH_BYTES - _used(Watch, today)), func.min(MAX_SERVER_BYTES - _used(Server, today))
        ).join(Server, Server.id == Watch.server_id)
        row = (await session.execute(left.where(Watch.id.in_(watch_ids)))).one()
        self.left = min(value for value in (*row, self.left) if value is not None)

    def take(self, snapshots: Iterable[Mapping[str, Any]]) -> None:
        """Count the rows of answers that are about to be stored. Raises ``SourceError``, ``ALLOWANCE``, if
        there is no room for them."""
        sizes = {row["sha256"]: len(row["content"]) for row in snapshots}
        if sum((self._sizes | sizes).values()) > self.left:
            self.is_used_up = True
            raise SourceError(SourceErrorKind.ALLOWANCE, f"more than {self.left} bytes of answers")
        self._sizes |= sizes

    async def charge(self, session: AsyncSession, watches: Collection[Watch], today: Date) -> None:
        """Charge the read to the watches that it served, and once to each of their servers."""
        if not self.used:
            return
        for table, ids in (
            (Watch, {watch.id for watch in watches}),
            (Server, {watch.server_id for watch in watches}),
        ):
            await session.execute(
                update(table)
                .where(table.id.in_(ids))
                .values(evidence_bytes=_used(table, today) + self.used, evidence_on=today)
                .execution_options(synchronize_session=False)
            )


def _used(table: type[Watch] | type[Server], today: Date) -> Any:
    return case((table.evidence_on == today, table.evidence_bytes), else_=0)
