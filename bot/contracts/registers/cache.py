"""Cache of registers' answers in the database: one look-up serves all servers, and each is asked for once at
a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.common.clock import Clock
from bot.contracts.registers.protocol import Candidate, Findings
from bot.storage import Database
from bot.storage.models import RegisterAnswer
from bot.storage.upsert import insert

MAX_ASKED_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ReadFindings:
    """Findings, and when they were read."""

    findings: Findings
    read_at: datetime


class RegisterCache:
    """Cache of findings by register and question. A failure is not cached."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._reading: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def get(
        self, register: str, asked: str, lifetime: timedelta, read: Callable[[], Awaitable[Findings]]
    ) -> ReadFindings:
        """Return the cached findings, or those of ``read``, whose ``SourceError`` is raised."""
        asked = asked[:MAX_ASKED_LENGTH]
        lock = self._reading.setdefault((register, asked), asyncio.Lock())
        async with lock:
            known = await self._known(register, asked)
            age = None if known is None else self._clock() - known.read_at
            if known is not None and age is not None and timedelta(0) <= age < lifetime:
                return known
            findings = await read()
            return await self._store(register, asked, findings)

    async def _known(self, register: str, asked: str) -> ReadFindings | None:
        async with self._database.read() as session:
            row = await session.get(RegisterAnswer, (register, asked))
        if row is None:
            return None
        return ReadFindings(Findings(tuple(map(Candidate.from_stored, row.found)), row.more), row.read_at)

    async def _store(self, register: str, asked: str, findings: Findings) -> ReadFindings:
        now = self._clock()
        values = {
            "found": [each.stored() for each in findings.candidates],
            "more": findings.more,
            "read_at": now,
        }
        added = insert(self._database, RegisterAnswer).values(register=register, asked=asked, **values)
        async with self._database.write() as session:
            await session.execute(
                added.on_conflict_do_update(index_elements=["register", "asked"], set_=values)
            )
        return ReadFindings(findings, now)
