"""Whatever a source shows, in whatever order, and whatever read fails where: each change is told once.

Scripts are made up of changes at the source and of reads that fail in all the ways in which reads fail. In
the end everything is read, and what each server was told is replayed from what it knew when it came to
follow each contract: action by action and end by end it must come to what the source shows, each step
following from the one before. What was missed would be a gap, what was told twice or wrongly a step that
does not follow.
"""

import asyncio
import hashlib
import itertools
import logging
import random
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.contracts.model import Action, Change, ChangeKind, Record
from bot.contracts.sources import IncompleteRead, SourceError
from bot.contracts.sources.protocol import Absent, Fault, NothingNew, Reading, Unchanged
from bot.contracts.views import News
from bot.contracts.watcher import Watcher
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.migrate import upgrade
from bot.storage.tables import Action as ActionRow
from bot.storage.tables import Announcement, Contract, Watch, WatchedContract
from tests.conftest import MovableClock
from tests.contracts import VEHICLE, FakeSource, order, vehicle, with_answer
from tests.watching import POLL, Watching

SERVERS, SUPPLIERS = (1, 2), ("A", "B")
CONTRACTS = [f"CONT_AWD_N{n}_7012_70CDCR26D00000015_7012" for n in range(4)]
FIRST_DAY, FAR_END = date(2026, 1, 1), date(2031, 1, 1)  # so far that no end is ever near
NEW = frozenset({ChangeKind.NEW_ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE})
OF_ACTIONS = frozenset({ChangeKind.MONEY_ADDED, ChangeKind.MONEY_REMOVED})
ZERO = Decimal(0)

Script = list[tuple[Any, ...]]


@dataclass
class Shown:
    """One contract at the source."""

    actions: dict[str, tuple[date, Decimal]]
    end: date = FAR_END
    dropped: set[str] = field(default_factory=set)  # actions that the source leaves out for now
    known: bool = True  # to the source, by its id


class Api(FakeSource):
    """A source with suppliers, whose reads fail as the script says.

    ``before_search`` is awaited as each search begins: then everything before it has been noted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.contracts: dict[str, Shown] = {}
        self.found: dict[str, set[str]] = {supplier: set() for supplier in SUPPLIERS}
        self.loads = 0
        self.says_loads = False
        self.marked = False
        self.chance = random.Random(0)
        self.breaks: dict[
            str, tuple[str, int]
        ] = {}  # of a supplier's search: how, and after how many records
        self.failing: set[str] = set()  # contracts that cannot be read
        self.before_search: Callable[[], Any] | None = None

    def record(self, source_id: str) -> Record:
        shown = self.contracts[source_id]
        actions = [
            Action(
                action_id=name,
                number=name.rpartition("/")[2],
                date=day,
                code="M" if not amount else "C",
                amount=amount,
            )
            for name, (day, amount) in shown.actions.items()
            if name not in shown.dropped
        ]
        actions += self.chance.sample(actions, self.chance.randint(0, len(actions)))  # rows come twice
        self.chance.shuffle(actions)
        distinct = {action.action_id: action for action in actions}.values()
        total = sum((action.amount or ZERO for action in distinct), ZERO)
        record = order(source_id, *actions, end=shown.end, obligated=total)
        # What the row in the list does not show, here a few dollars, is found by a full read.
        mark = hashlib.sha256(f"{total // 50} {shown.end}".encode()).hexdigest() if self.marked else None
        return with_answer(replace(record, actions=tuple(actions), answers=(), mark=mark))

    async def search(self, query: Mapping[str, Any], reading: Reading) -> AsyncIterator[Record | Unchanged]:
        if self.before_search is not None:
            await self.before_search()
        (supplier,) = query["suppliers"]
        how, after = self.breaks.get(supplier, ("", 0))
        if self.says_loads:
            if not reading.full and reading.state == str(self.loads):
                raise NothingNew
            reading.state = str(self.loads)
        listed = [source_id for source_id in self.found[supplier] if self.contracts[source_id].known]
        listed += self.chance.sample(listed, self.chance.randint(0, len(listed)))
        self.chance.shuffle(listed)
        unread: dict[str, SourceError] = {}
        for number, source_id in enumerate(listed):
            if how and number == after:
                _break_off(how)
            record = self.record(source_id)
            if record.mark is not None and reading.marks.get(source_id) == record.mark and not reading.full:
                yield Unchanged(source_id, record.parent_source_id)
            elif source_id in self.failing:
                unread[source_id] = SourceError(Fault.BAD_ANSWER, source_id)
            else:
                yield record
        if how:
            _break_off(how)
        if unread:
            raise IncompleteRead(tuple(unread.values()), unread=unread, whole_search=True)

    async def get(self, source_id: str) -> Record | Absent:
        if source_id in self.failing:
            raise SourceError(Fault.TIMEOUT)
        if source_id == VEHICLE:
            return vehicle(end=FAR_END)
        if source_id not in self.contracts or not self.contracts[source_id].known:
            return Absent()
        return self.record(source_id)


def _break_off(how: str) -> None:
    """As a source does, as a fault of ours does, and as the machine does when it stops."""
    if how == "incomplete":
        raise IncompleteRead((SourceError(Fault.BUSY),))
    if how == "source":
        raise SourceError(Fault.UNREACHABLE)
    raise {"bug": RuntimeError("a fault of ours"), "killed": asyncio.CancelledError()}[how]


class Unreliable:
    """A database of which one transaction fails, once."""

    def __init__(self, database: Database) -> None:
        self.inner = database
        self.fails_at: int | None = None
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Any]:
        async with self.inner.write() as session:
            yield session
            if self.fails_at is not None:
                self.fails_at -= 1
                if self.fails_at < 0:
                    self.fails_at, self.failed = None, True
                    raise OSError("no space left on device")


@dataclass(frozen=True)
class Follows:
    """What a server knows of a contract that it hears of."""

    actions: Mapping[str, Decimal]
    end: date


class World(Watching):
    """Plays a script, and keeps what every server was told between one search and the next."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, MovableClock())
        self.api = Api()
        self.unreliable = Unreliable(database)
        self.source = self.watches._sources["usaspending"] = self.api  # type: ignore[index]
        self.api.before_search = self.look
        self.names = itertools.count()
        self.done = 0
        self.knows: dict[tuple[int, str], Follows] = {}
        self.arrivals: dict[tuple[int, str], int] = {}
        self.away: dict[tuple[int, str], list[ChangeKind]] = {}
        self.hidden: dict[str, int] = {}  # how often a contract left a search, or the source

    def restart(self) -> None:
        """The machine starts: nothing is remembered but what is stored."""
        self.watcher = Watcher(
            cast(Database, self.unreliable),
            {"usaspending": self.api},
            self.clock,
            LeaseKeeper(self.database, "test"),
            poll=POLL,
            jitter=lambda *_: 1.0,
        )

    async def tick(self) -> None:
        self.restart()
        self.unreliable.failed = False
        try:
            finished = await self.watcher.tick() > 0
        except asyncio.CancelledError:
            finished = False
        self.unreliable.fails_at = None
        await self.look()
        if finished and not self.unreliable.failed:
            assert not self.broken, "what a finished read has announced waits for nothing"

    async def look(self) -> None:
        """Hold what servers were told since the last look against what they knew."""
        async with self.database.read() as session:
            rows = (
                (
                    await session.execute(
                        select(Announcement).where(Announcement.id > self.done).order_by(Announcement.id)
                    )
                )
                .scalars()
                .all()
            )
            self.broken = bool(
                (
                    await session.execute(select(Announcement.id).where(Announcement.gathering).limit(1))
                ).first()
            )
            stored = await self._stored(session)
            hearing = await self._hearing(session)
        news: dict[tuple[int, str], list[News]] = {}
        for row in rows:
            self.done = max(self.done, row.id)
            if row.kind == "contract":
                found = await self.contracts.news(int(row.subject.partition(":")[2]), row.occasion)
                assert found is not None
                news.setdefault((row.server_id, found.contract.number), []).append(found)
        for (server_id, number), posts in news.items():
            # All of one contract in one read is one post, but for what is said of its absence.
            of_reads = [post for post in posts if post.changes[0].kind is not ChangeKind.NO_LONGER_MATCHES]
            assert len(of_reads) <= 1, posts
            for post in posts:
                self._told(server_id, number, post.changes, stored)
        for server_id, number in hearing:
            self.knows.setdefault((server_id, number), stored[number])

    async def _stored(self, session: Any) -> dict[str, Follows]:
        actions: dict[int, dict[str, Decimal]] = {}
        for row in (await session.execute(select(ActionRow))).scalars():
            actions.setdefault(row.contract_id, {})[row.action_id] = row.amount
        contracts = (await session.execute(select(Contract))).scalars()
        return {row.number: Follows(actions.get(row.id, {}), row.end) for row in contracts}

    async def _hearing(self, session: Any) -> list[tuple[int, str]]:
        heard = (
            select(Watch.server_id, Contract.number)
            .join(WatchedContract, WatchedContract.watch_id == Watch.id)
            .join(Contract, Contract.id == WatchedContract.contract_id)
            .where(
                Contract.source_id != VEHICLE,
                WatchedContract.told | (WatchedContract.matched & Watch.baseline_at.is_not(None)),
            )
            .distinct()
        )
        return [(row.server_id, row.number) for row in await session.execute(heard)]

    def _told(
        self, server_id: int, number: str, changes: tuple[Change, ...], stored: Mapping[str, Follows]
    ) -> None:
        key = server_id, number
        if any(change.kind in NEW for change in changes):
            assert len(changes) == 1, "who hears of a contract hears of it as it is now"
            self.arrivals[key] = self.arrivals.get(key, 0) + 1
            self.knows[key] = stored[number]
            return
        known = self.knows[key]  # of a contract that it was never told of, a server hears nothing
        actions, end = dict(known.actions), known.end
        for change in changes:
            if change.kind in OF_ACTIONS:
                assert change.action_id is not None
                assert change.action_id not in actions, "told before"
                assert change.amount is not None
                actions[change.action_id] = change.amount
            elif change.kind is ChangeKind.CORRECTED:
                assert change.action_id is not None, "totals only ever follow actions here"
                assert actions.get(change.action_id, ZERO) == change.old
                actions[change.action_id] = cast(Decimal, change.new)
            elif change.kind in (ChangeKind.EXTENDED, ChangeKind.SHORTENED):
                assert change.old == end
                end = cast(date, change.new)
            else:
                self.away.setdefault(key, []).append(change.kind)
        self.knows[key] = Follows(actions, end)

    async def heal(self) -> None:
        """Everything is shown, nothing fails, and every watch is read in full until all is told."""
        for shown in self.api.contracts.values():
            shown.dropped.clear()
            shown.known = True
        for supplier in SUPPLIERS:
            self.api.found[supplier] |= self.api.contracts.keys()
        self.api.breaks, self.api.failing = {}, set()
        self.api.loads += 1
        self.api.says_loads = True
        for _ in range(2):
            self.clock.move(hours=25)
            await self.tick()

    async def check(self) -> None:
        """What every server knows by what it was told is what the source shows."""
        async with self.database.read() as session:
            watches = (await session.execute(select(Watch))).scalars().all()
        assert all(watch.baseline_at is not None and not watch.failures for watch in watches)
        for server_id in {watch.server_id for watch in watches}:
            for source_id, shown in self.api.contracts.items():
                key = server_id, source_id.split("_")[2]
                truth = {name: amount for name, (_, amount) in shown.actions.items() if amount}
                known = {name: amount for name, amount in self.knows[key].actions.items() if amount}
                assert (known, self.knows[key].end) == (truth, shown.end), key
                assert self.arrivals.get(key, 0) <= 1, "a contract is new once"
                away = self.away.get(key, [])
                told = [kind for kind in away if kind is not ChangeKind.NO_LONGER_MATCHES]
                assert told == [ChangeKind.WITHDRAWN, ChangeKind.RETURNED] * (len(told) // 2)
                assert len(away) <= 3 * self.hidden.get(source_id, 0)

    async def play(self, script: Script, *, marked: bool) -> None:
        """``marked``: whether the source's list says of a contract that its row is the same."""
        self.api.marked = marked
        for step in script:
            await getattr(self, f"do_{step[0]}")(*step[1:])
        await self.heal()
        await self.check()

    # What may happen. Each is one kind of step of a script.

    async def do_appear(self, which: int, supplier: str) -> None:
        """A contract comes to be, or comes to be found by a search."""
        source_id = CONTRACTS[which]
        if source_id not in self.api.contracts:
            base = {f"{source_id}/0": (FIRST_DAY, Decimal(100 + which))}
            self.api.contracts[source_id] = Shown(base)
        self.api.found[supplier].add(source_id)
        self.api.loads += 1

    async def do_act(self, which: int, amount: int) -> None:
        shown = self._contract(which)
        if shown is not None:
            number = next(self.names)
            name = f"{CONTRACTS[which]}/P{number:05}"
            shown.actions[name] = (FIRST_DAY + timedelta(days=number), Decimal(amount))

    async def do_correct(self, which: int, place: int, amount: int) -> None:
        shown = self._contract(which)
        if shown is not None:
            name = sorted(shown.actions)[place % len(shown.actions)]
            shown.actions[name] = (shown.actions[name][0], Decimal(amount))

    async def do_move_end(self, which: int, days: int) -> None:
        shown = self._contract(which)
        if shown is not None:
            shown.end = FAR_END + timedelta(days=days)

    async def do_drop(self, which: int, place: int) -> None:
        """A row vanishes, or comes back."""
        shown = self._contract(which)
        if shown is not None:
            shown.dropped ^= {sorted(shown.actions)[place % len(shown.actions)]}

    async def do_leave(self, which: int, supplier: str) -> None:
        if self._contract(which) is not None:
            self.api.found[supplier].discard(CONTRACTS[which])
            self.hidden[CONTRACTS[which]] = self.hidden.get(CONTRACTS[which], 0) + 1

    async def do_hide(self, which: int) -> None:
        """The source loses a contract, or finds it again."""
        shown = self._contract(which)
        if shown is not None:
            shown.known = not shown.known
            self.hidden[CONTRACTS[which]] = self.hidden.get(CONTRACTS[which], 0) + 1

    async def do_watch(self, server_id: int, supplier: str) -> None:
        if not any(watch.name == supplier for watch in await self.watches.list(server_id)):
            await self.watch(server_id, supplier, {"suppliers": [supplier]})

    async def do_read(
        self,
        hours: float,
        breaks: Mapping[str, tuple[str, int]],
        failing: set[int],
        fails_at: int | None,
        seed: int,
        says_loads: bool,
    ) -> None:
        self.api.chance.seed(seed)
        self.api.breaks, self.api.says_loads = dict(breaks), says_loads
        self.api.failing = {CONTRACTS[which] for which in failing}
        self.unreliable.fails_at = fails_at
        self.clock.move(hours=hours)
        await self.tick()

    async def do_days(self, days: int) -> None:
        """Undisturbed reads, one a day."""
        self.api.breaks, self.api.failing = {}, set()
        for _ in range(days):
            self.clock.move(hours=24)
            await self.tick()

    async def do_struggle(self, days: int, breaks: Mapping[str, tuple[str, int]], failing: set[int]) -> None:
        """Reads that fail in the same way day after day."""
        for day in range(days):
            await self.do_read(24.0, breaks, failing, None, day, says_loads=False)

    def _contract(self, which: int) -> Shown | None:
        self.api.loads += 1
        return self.api.contracts.get(CONTRACTS[which])


contracts_ = st.integers(0, len(CONTRACTS) - 1)
suppliers_ = st.sampled_from(SUPPLIERS)
amounts_ = st.integers(-9, 9)
breaks_ = st.dictionaries(
    suppliers_,
    st.tuples(st.sampled_from(["incomplete", "source", "bug", "killed"]), st.integers(0, 4)),
    max_size=1,
)
reads_ = st.tuples(
    st.just("read"),
    st.sampled_from([6.5, 6.5, 24.0]),
    breaks_,
    st.sets(contracts_, max_size=1),
    st.none() | st.integers(0, 5),
    st.integers(0, 99),
    st.booleans(),
)
steps_ = st.one_of(
    st.tuples(st.just("appear"), contracts_, suppliers_),
    st.tuples(st.just("act"), contracts_, amounts_),
    st.tuples(st.just("act"), contracts_, amounts_),
    st.tuples(st.just("correct"), contracts_, st.integers(0, 3), amounts_),
    st.tuples(st.just("move_end"), contracts_, st.integers(-99, 99)),
    st.tuples(st.just("drop"), contracts_, st.integers(0, 3)),
    st.tuples(st.just("leave"), contracts_, suppliers_),
    st.tuples(st.just("hide"), contracts_),
    st.tuples(st.just("watch"), st.sampled_from(SERVERS), suppliers_),
    st.tuples(st.just("days"), st.sampled_from([1, 8])),
    st.tuples(st.just("struggle"), st.just(3), breaks_, st.sets(contracts_, max_size=1)),
    reads_,
    reads_,
    reads_,
)
BEGINNING: Script = [("appear", 0, "A"), ("appear", 1, "A"), ("appear", 1, "B"), ("watch", 1, "A")]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database, of which every example gets a copy."""
    path = tmp_path_factory.mktemp("properties") / "empty.db"

    async def make() -> None:
        database = await Database.connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(database)
        await database.checkpoint()
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Every fault of a script is logged, with all that led to it."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def run(empty: Path, play: Callable[[World], Any]) -> None:
    path = empty.with_name("example.db")
    for old in path.parent.glob("example.db*"):
        old.unlink()
    shutil.copy(empty, path)

    async def open_and_play() -> None:
        database = await Database.connect(f"sqlite+aiosqlite:///{path}")
        try:
            await play(World(database))
        finally:
            await database.close()

    asyncio.run(open_and_play())


GENERATED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # a script that fails is short enough to read; shrinking it takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


CLEAN: tuple[Any, ...] = ("read", 6.5, {}, set(), None, 1, False)
KILLED: tuple[Any, ...] = ("read", 6.5, {"A": ("killed", 1)}, set(), None, 1, False)
NOT_STORED: tuple[Any, ...] = ("read", 6.5, {}, set(), 2, 1, False)


@example(script=[CLEAN, ("act", 0, 3), CLEAN], marked=True)  # which the row in the list does not show
@example(script=[CLEAN, ("act", 0, 3), ("act", 1, 4), KILLED, ("correct", 0, 1, 5)], marked=False)
@example(script=[CLEAN, ("act", 0, 3), ("act", 1, 4), NOT_STORED, ("correct", 0, 1, 5)], marked=True)
@example(script=[CLEAN, ("watch", 2, "B"), ("act", 1, 4), KILLED, ("watch", 2, "A"), CLEAN], marked=True)
@example(script=[CLEAN, ("struggle", 3, {"A": ("incomplete", 0)}, set())], marked=False)
@given(script=st.lists(steps_, min_size=6, max_size=24), marked=st.booleans())
@settings(GENERATED, max_examples=32)
def test_every_change_is_told_once_to_every_server_whatever_read_fails_where(
    empty: Path, script: Script, marked: bool
) -> None:
    beginning = [*BEGINNING, ("days", 1)] if marked else BEGINNING
    run(empty, lambda world: world.play([*beginning, *script], marked=marked))


@given(
    script=st.lists(steps_, min_size=4, max_size=12),
    seeds=st.lists(st.integers(0, 99), min_size=3, max_size=3),
)
@settings(GENERATED, max_examples=8)
def test_the_same_state_read_again_in_any_order_changes_and_tells_nothing(
    empty: Path, script: Script, seeds: list[int]
) -> None:
    async def play(world: World) -> None:
        await world.play([*BEGINNING, *script], marked=bool(seeds[0] % 2))
        kept = ("announcements", "changes", "actions", "contract_values", "snapshots", "contract_snapshots")
        before = await world.rows(*kept)
        for seed in seeds:
            await world.do_read(24.0, {}, set(), None, seed, says_loads=False)
        assert {**await world.rows(*kept)} == before
        assert len(await world.rows("contracts")) == 1

    run(empty, play)
