"""Daily allowance of evidence: how much the reads of a watch, and those of a server, may store of sources'
answers and of what was read in them.

Both are kept for ever, on the disk that signatures need, too. A source whose answers differ at each read
would fill it. Days are those of UTC.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.storage import Database
from bot.storage.models import Server, Watch

MIN_FREE_BYTES = 512 * 1024 * 1024
"""Free space on the disk of an SQLite file below which nothing is read. It is more than the reads that go on
can store, and room for millions of signatures."""
MAX_WATCH_BYTES = 64 * 1024 * 1024
"""Bytes, those of answers compressed, that one watch may store in a day: ten times those of the first read of
600 contracts."""
MAX_SERVER_BYTES = 128 * 1024 * 1024
"""Bytes that all watches of a server may store in a day."""
_ROW_BYTES = 160  # of an action or a change, with what the indexes have of it, without its texts

ALLOWANCE = SourceErrorKind.ALLOWANCE.value


def is_disk_low(database: Database) -> bool:
    """True if the disk of the database has so little room left that nothing is read."""
    free = database.free_bytes()
    return free is not None and free < MIN_FREE_BYTES


def has_allowance(today: Date) -> ColumnElement[bool]:
    """SQL condition: neither a watch nor its server has used up its allowance."""
    used_up = select(Server.id).where(_used(Server, today) >= MAX_SERVER_BYTES)
    return and_(_used(Watch, today) < MAX_WATCH_BYTES, Watch.server_id.not_in(used_up))


def size_of_rows(rows: Iterable[Mapping[str, Any]]) -> int:
    """Return the bytes that rows take on the disk, roughly."""
    return sum(
        _ROW_BYTES + sum(len(value.encode()) for value in row.values() if isinstance(value, str))
        for row in rows
    )


ServerBytes = dict[tuple[int, Date], int]
"""Bytes stored for servers on a day, with those that reads in progress have not been charged yet."""


@dataclass(frozen=True, slots=True)
class _Payer:
    """A watch of a read: the bytes charged to it when the read began, and the key of its server."""

    used: int
    server: tuple[int, Date]


class EvidenceMeter:
    """Count of the evidence that one read stores: rows, and each answer once. ``servers`` is shared by the
    reads of a process, so that those in parallel share the allowances of their servers.

    A read that serves several watches may store as much as the one with the most room, which pays for all of
    it: a watch that has nearly used up its own holds up no other.
    """

    def __init__(self, servers: ServerBytes) -> None:
        self.is_used_up = False
        self._servers = servers
        self._payers: list[_Payer] = []
        self._hashes: set[str] = set()  # of the answers that were counted
        self._fresh: set[str] = set()  # those of the transaction, …
        self._fresh_bytes = 0  # … with its rows
        self._taken = 0  # bytes
        self._refused_at = 0  # the room for the read when an answer had none

    @property
    def used(self) -> int:
        """The bytes to charge: if an answer had no room, all the room that there was."""
        return max(self._taken, self._refused_at)

    async def open(self, session: AsyncSession, watch_ids: Collection[int], today: Date) -> None:
        """Load how much these watches and their servers have stored."""
        server_id = Watch.server_id
        stored = (
            select(server_id, _used(Watch, today).label("watch"), _used(Server, today).label("server"))
            .join(Server, Server.id == server_id)
            .where(Watch.id.in_(watch_ids))
        )
        for row in await session.execute(stored):
            key = (row.server_id, today)
            self._servers.setdefault(key, row.server)
            self._payers.append(_Payer(row.watch, key))

    def take(self, snapshots: Iterable[Mapping[str, Any]], rows: int = 0) -> None:
        """Count the rows of answers that are about to be stored, and so many bytes of others. Raises
        ``SourceError``, ``ALLOWANCE``, if there is no room for them."""
        sizes = {row["sha256"]: len(row["content"]) for row in snapshots if row["sha256"] not in self._hashes}
        size, room = sum(sizes.values()) + rows, self._room()
        if self._taken + size > room:
            self.is_used_up, self._refused_at = True, room
            raise SourceError(SourceErrorKind.ALLOWANCE, f"more than {room} bytes of answers")
        self._hashes |= sizes.keys()
        self._fresh |= sizes.keys()
        self._fresh_bytes += size
        self.count(size)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Give back what is taken within, if it fails: then nothing is stored."""
        self._fresh, self._fresh_bytes = set(), 0
        try:
            yield
        except BaseException:
            self._hashes -= self._fresh
            self.count(-self._fresh_bytes)
            raise

    def count(self, size: int) -> None:
        """Count bytes that are stored, even if there is no room for them."""
        self._taken += size
        for key in {payer.server for payer in self._payers}:
            self._servers[key] += size

    def _room(self) -> int:
        """Return the bytes that the read may store in all."""
        return max(
            (
                min(
                    MAX_WATCH_BYTES - payer.used,
                    MAX_SERVER_BYTES - self._servers[payer.server] + self._taken,
                )
                for payer in self._payers
            ),
            default=MAX_WATCH_BYTES,
        )

    async def charge(self, session: AsyncSession, watches: Collection[Watch], today: Date) -> set[int]:
        """Charge the read to the watches that it served, and once to each of their servers; return the ids of
        those that are held until tomorrow."""
        ids = {watch.id for watch in watches}
        if self.used:
            for table, payers in ((Watch, ids), (Server, {watch.server_id for watch in watches})):
                await session.execute(
                    update(table)
                    .where(table.id.in_(payers))
                    .values(evidence_bytes=_used(table, today) + self.used, evidence_on=today)
                    .execution_options(synchronize_session=False)
                )
        if self.is_used_up:  # there was no room even for the one with the most
            return ids
        used_up = select(Watch.id).where(Watch.id.in_(ids), not_(has_allowance(today)))
        return set(await session.scalars(used_up))


def _used(table: type[Watch] | type[Server], today: Date) -> Any:
    return case((table.evidence_on == today, table.evidence_bytes), else_=0)
