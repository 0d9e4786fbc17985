"""Cache of registers' answers in the database: one look-up serves all servers, and each is asked for once at
a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from sqlalchemy import delete

from bot.common.clock import Clock
from bot.common.text import fold
from bot.contracts.registers.protocol import Candidate, Findings
from bot.storage import Database
from bot.storage.models import RegisterAnswer
from bot.storage.upsert import insert

MAX_ASKED_LENGTH = 200
NAMES_LIFETIME = timedelta(days=7)  # of answers about a name
_NAME = "name:"


def name_key(name: str) -> str:
    """Return the question under which the answer about a name is cached."""
    return f"{_NAME}{fold(name)}"


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

    async def tick(self) -> None:
        """Delete the answers about names that are too old to be used: what was searched is not kept."""
        old = RegisterAnswer.read_at < self._clock() - NAMES_LIFETIME
        async with self._database.write() as session:
            await session.execute(delete(RegisterAnswer).where(old, RegisterAnswer.asked.startswith(_NAME)))

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
