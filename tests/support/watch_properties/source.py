"""Fake source with a history written by the test, and reads that fail on command. For ``watch_oracle``."""

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.contracts.diff.action_matching import GUESSED
from bot.contracts.model import Action, Record
from bot.contracts.sources import IncompleteRead, SourceError
from bot.contracts.sources.protocol import Absent, NothingNew, ReadContext, SourceErrorKind, Unchanged
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.contracts import (
    VEHICLE,
    FakeSource,
    order,
    vehicle,
    with_answer,
)

ROWS = "ROWS"
"""The query that is answered by rows alone: some actions of a contract, no totals and no end."""

QUERIES = ("A", "B", ROWS)
CONTRACTS = [f"CONT_AWD_N{n}_7012_70CDCR26D00000015_7012" for n in range(4)]
NAMED_AT_FIRST = {CONTRACTS[0], CONTRACTS[1]}  # contracts whose base awards are in rows
BY_ID_ALONE = {CONTRACTS[1]}  # readable by id even when a search cannot read it
FIRST_DAY, FAR_END = date(2026, 1, 1), date(2031, 1, 1)  # so far that no end is ever near
BASE = "0"


@dataclass
class Act:
    """One action. ``named``: true if rows contain it."""

    day: date
    amount: Decimal
    named: bool


@dataclass
class Shown:
    """One contract at the source."""

    actions: dict[str, Act]
    end: date = FAR_END
    dropped: set[str] = field(default_factory=set)  # actions that the source leaves out for now
    known: bool = True  # to the source, by its id
    row: int = 0  # version of its row in lists
    quiet_at: datetime | None = None  # time of the last change that neither its row nor an import shows
    touched: int = 0  # number of all changes
    ahead: Decimal = Decimal(0)  # part of its total without an action yet
    total_shown: tuple[Decimal, datetime] | None = None  # the last total, and since when it was shown

    def visible(self) -> dict[str, Act]:
        return {number: act for number, act in self.actions.items() if number not in self.dropped}


@dataclass
class Search:
    """The results of one search. ``listed`` is ``None`` unless it listed all matches."""

    query: str
    full: bool
    given: set[str] = field(default_factory=set)
    listed: set[str] | None = None


class Api(FakeSource):
    """The source. ``before_search`` is awaited as each search begins, so that all earlier events are
    recorded."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__()
        self.clock = clock
        self.contracts: dict[str, Shown] = {}
        self.found: dict[str, set[str]] = {query: set() for query in QUERIES}
        self.loads = 0
        self.says_loads = False
        self.marked = False
        self.chance = random.Random(0)
        self.breaks: dict[str, tuple[str, int]] = {}  # by query: how, and after how many records
        self.failing: set[str] = set()  # contracts that cannot be read
        self.meanwhile: tuple[int, Callable[[], None]] | None = None  # a change after so many records
        self.before_search: Callable[[], Awaitable[None]] | None = None
        self.searched: list[Search] = []
        self.lacking_since: dict[tuple[str, str], datetime] = {}  # by query and contract: since which search
        self.denied: dict[str, list[datetime]] = {}  # times when the source denied a contract

    def listed(self, query: str) -> set[str]:
        """Return the matches of a query now."""
        return {
            source_id
            for source_id in self.found[query]
            if (shown := self.contracts[source_id]).known
            and (query != ROWS or any(act.named for act in shown.visible().values()))
        }

    def change(self, source_id: str, *, quiet: bool = False) -> Shown | None:
        """Return a contract that is about to change. ``quiet``: no import and no row of a list shows the
        change."""
        shown = self.contracts.get(source_id)
        if shown is None:
            return None
        shown.touched += 1
        if quiet:
            shown.quiet_at = self.clock()
        else:
            self.loads += 1
            shown.row += 1
            shown.quiet_at = None  # its row changes now, so that all of it is read
        return shown

    def record(self, source_id: str, query: str | None = None) -> Record:
        shown = self.contracts[source_id]
        rows = query == ROWS
        actions = [
            Action(
                action_id=f"{source_id}/{number}" + (GUESSED if rows else ""),
                number=number,
                date=act.day,
                code=None if number == BASE else "M" if not act.amount else "C",
                amount=act.amount,
            )
            for number, act in shown.visible().items()
            if act.named or not rows
        ]
        total = sum((action.amount or Decimal(0) for action in actions), shown.ahead)
        if not rows and (shown.total_shown is None or shown.total_shown[0] != total):
            shown.total_shown = total, self.clock()
        mark = f"{query}/{shown.row}" if self.marked else None
        if rows:
            mark = hashlib.sha256(
                repr(sorted(actions, key=lambda action: action.number)).encode()
            ).hexdigest()
        actions += self.chance.sample(actions, self.chance.randint(0, len(actions)))  # rows come twice
        self.chance.shuffle(actions)
        found = order(source_id, *actions, end=shown.end, obligated=total)
        if rows:
            found = replace(found, end=None, obligated=None, whole=False)
        return with_answer(replace(found, actions=tuple(actions), answers=(), mark=mark))

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        if self.before_search is not None:
            await self.before_search()
        (asked,) = query["suppliers"]
        search = Search(asked, reading.full)
        self.searched.append(search)
        how, after = self.breaks.get(asked, ("", 0))
        if self.says_loads:
            if not reading.full and reading.state == str(self.loads):
                raise NothingNew
            reading.state = str(self.loads)
        matching = sorted(self.listed(asked))
        listed = matching + self.chance.sample(matching, self.chance.randint(0, len(matching)))
        self.chance.shuffle(listed)
        answered: dict[str, Record | Unchanged | SourceError] = {}
        for number, source_id in enumerate(listed):
            if how and number == after:
                break_off(how)
            if self.meanwhile is not None and number == self.meanwhile[0]:
                happens, self.meanwhile = self.meanwhile[1], None
                happens()
            answer = answered.setdefault(source_id, self._answer(source_id, asked, reading))
            if not isinstance(answer, SourceError):
                search.given.add(source_id)
                self.lacking_since.pop((asked, source_id), None)
                yield answer
        if how:
            break_off(how)
        search.listed = set(matching)
        for source_id in self.contracts:
            if source_id in search.listed:
                self.lacking_since.pop((asked, source_id), None)
            else:
                self.lacking_since.setdefault((asked, source_id), self.clock())
        unread = {one: answer for one, answer in answered.items() if isinstance(answer, SourceError)}
        if unread:
            raise IncompleteRead(tuple(unread.values()), unread=unread, whole_search=True)

    def _answer(self, source_id: str, query: str, reading: ReadContext) -> Record | Unchanged | SourceError:
        record = self.record(source_id, query)
        if record.mark is not None and reading.marks.get(source_id) == record.mark:
            return Unchanged(source_id, record.parent_source_id, whole=query != ROWS)
        return SourceError(SourceErrorKind.BAD_ANSWER, source_id) if source_id in self.failing else record

    async def get(self, source_id: str) -> Record | Absent:
        if source_id in self.failing - BY_ID_ALONE:
            raise SourceError(SourceErrorKind.TIMEOUT)
        if source_id == VEHICLE:
            return vehicle(end=FAR_END)
        if source_id not in self.contracts or not self.contracts[source_id].known:
            self.denied.setdefault(source_id, []).append(self.clock())
            return Absent()
        return self.record(source_id)


def break_off(how: str) -> None:
    """Fail like a source, like a bug of ours, or like a machine that stops."""
    if how == "incomplete":
        raise IncompleteRead((SourceError(SourceErrorKind.BUSY),))
    if how == "source":
        raise SourceError(SourceErrorKind.UNREACHABLE)
    raise {"bug": RuntimeError("a fault of ours"), "killed": asyncio.CancelledError()}[how]


class Unreliable:
    """A database with one failing transaction."""

    def __init__(self, database: Database) -> None:
        self.inner = database
        self.fails_at: int | None = None
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    @asynccontextmanager
    async def write(self, **how: Any) -> AsyncIterator[Any]:
        async with self.inner.write(**how) as session:
            yield session
            if self.fails_at is not None:
                self.fails_at -= 1
                if self.fails_at < 0:
                    self.fails_at, self.failed = None, True
                    raise OSError("no space left on device")


def day_of(number: int) -> date:
    """Return the day of an action: each is later than those before."""
    return FIRST_DAY + timedelta(days=number)
