"""Player of scripts: changes at a source, and reads that fail in all possible ways."""

import asyncio
import inspect
import itertools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from bot.contracts.ingest.watcher import Watcher
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.watch_properties.oracle import Oracle, Watched
from tests.support.watch_properties.source import (
    BASE,
    CONTRACTS,
    FAR_END,
    FIRST_DAY,
    NAMED_AT_FIRST,
    QUERIES,
    Act,
    Api,
    Shown,
    Unreliable,
    day_of,
)
from tests.support.watching import POLL, Watching

ENOUGH = 9  # days after which an absence must have been reported

Script = list[tuple[Any, ...]]
Breaks = Mapping[str, tuple[str, int]]


class World(Watching):
    """World that plays a script. ``order`` is added to every seed by which the source orders and repeats
    rows."""

    def __init__(self, database: Database, order: int = 0) -> None:
        super().__init__(database, MovableClock())
        self.api = Api(self.clock)
        self.unreliable = Unreliable(database)
        self.source = self.watches._sources["usaspending"] = self.api  # type: ignore[index]
        self.oracle = Oracle(database, self.api)
        self.api.before_search = self.oracle.look
        self.order = order
        self.names = itertools.count(1)
        self.ids: dict[tuple[int, str], int] = {}  # of watches

    def restart(self) -> None:
        """Start a new watcher, which has only the stored state."""
        self.watcher = Watcher(
            cast(Database, self.unreliable),
            {"usaspending": self.api},
            self.clock,
            poll=POLL,
            jitter=lambda *_: 1.0,
        )

    async def play(self, script: Script, *, marked: bool) -> None:
        """Play a script. ``marked``: true if the source's lists show by their rows that a contract is
        unchanged."""
        self.api.marked = marked
        for name, *arguments in script:
            done = getattr(self, name)(*arguments)
            if inspect.isawaitable(done):
                await done
            self.oracle.step()
        await self.heal()

    async def heal(self) -> None:
        """Show everything, let nothing fail, and read every watch in full until all is told."""
        for key in self.ids:
            await self.resume(*key)
        for source_id, shown in self.api.contracts.items():
            shown.dropped.clear()
            shown.known = True
            self.api.change(source_id)
        for query in QUERIES:
            self.api.found[query] |= self.api.contracts.keys()
        self.oracle.step()
        await self.days(2)
        self.oracle.over()

    # Steps of a script

    def appear(self, which: int, query: str) -> None:
        """Let a contract appear, or match a search."""
        source_id = CONTRACTS[which]
        if source_id not in self.api.contracts:
            base = Act(FIRST_DAY, Decimal(100 + which), named=source_id in NAMED_AT_FIRST)
            self.api.contracts[source_id] = Shown({BASE: base})
        self.api.found[query].add(source_id)
        self.api.loads += 1

    def act(self, which: int, amount: int, named: bool, quiet: bool) -> None:
        shown = self.api.change(CONTRACTS[which], quiet=quiet)
        if shown is not None:
            number = next(self.names)
            shown.actions[f"P{number:05}"] = Act(day_of(number), Decimal(amount), named)

    def correct(self, which: int, place: int, amount: int, quiet: bool) -> None:
        shown = self.api.change(CONTRACTS[which], quiet=quiet)
        if shown is not None:
            shown.actions[sorted(shown.actions)[place % len(shown.actions)]].amount = Decimal(amount)

    def run_ahead(self, which: int, amount: int, quiet: bool) -> None:
        """Change the source's total without an action that explains it."""
        shown = self.api.change(CONTRACTS[which], quiet=quiet)
        if shown is not None:
            shown.ahead = Decimal(amount)

    def catch_up(self, which: int, quiet: bool) -> None:
        """Add the action that explains an earlier change of the total."""
        shown = self.api.contracts.get(CONTRACTS[which])
        if shown is not None:
            amount, shown.ahead = shown.ahead, Decimal(0)
            self.act(which, int(amount), False, quiet)

    def move_end(self, which: int, days: int, quiet: bool) -> None:
        shown = self.api.change(CONTRACTS[which], quiet=quiet)
        if shown is not None:
            shown.end = FAR_END + (day_of(days) - FIRST_DAY)

    def drop(self, which: int, place: int) -> None:
        """Hide a row, or show it again."""
        shown = self.api.change(CONTRACTS[which])
        if shown is not None:
            shown.dropped ^= {sorted(shown.actions)[place % len(shown.actions)]}

    def leave(self, which: int, query: str) -> None:
        """Remove a contract from a search; its row is the same if it matches again."""
        shown = self.api.contracts.get(CONTRACTS[which])
        if shown is not None:
            self.api.found[query].discard(CONTRACTS[which])
            self.api.loads += 1
            shown.touched += 1

    def hide(self, which: int) -> None:
        """Let the source lose a contract, or find it again."""
        shown = self.api.change(CONTRACTS[which])
        if shown is not None:
            shown.known = not shown.known

    async def follow(self, server_id: int, query: str) -> None:
        if (server_id, query) not in self.ids:
            watch = await self.watch(server_id, query, {"suppliers": [query]})
            self.ids[server_id, query] = watch.id
            self.oracle.watches[server_id, query] = Watched()

    async def pause(self, server_id: int, query: str) -> None:
        if (server_id, query) in self.ids:
            await self.watches.pause(server_id, self.ids[server_id, query])
            self.oracle.watches[server_id, query].paused = self.oracle.moment
            self.oracle.pausing.add(server_id)
            self.oracle.full_at.clear()  # other watches share a read now

    async def resume(self, server_id: int, query: str) -> None:
        if (server_id, query) in self.ids:
            await self.watches.resume(server_id, self.ids[server_id, query])
            self.oracle.watches[server_id, query].paused = None
            self.oracle.full_at.clear()
            await self.oracle.look()

    async def read(
        self,
        hours: float,
        breaks: Breaks,
        failing: set[int],
        fails_at: int | None,
        seed: int,
        says_loads: bool,
        meanwhile: tuple[int, tuple[Any, ...]] | None = None,
    ) -> None:
        """Run one read. ``meanwhile``: a change at the source after so many contracts were read."""
        api, oracle = self.api, self.oracle
        api.chance.seed(seed + self.order)
        api.breaks, api.says_loads = dict(breaks), says_loads
        api.failing = {CONTRACTS[which] for which in failing}
        api.searched.clear()
        if meanwhile is not None:
            place, (name, *arguments) = meanwhile
            api.meanwhile = place, lambda: getattr(self, name)(*arguments)
        before = {source_id: shown.touched for source_id, shown in api.contracts.items()}
        self.unreliable.fails_at, self.unreliable.failed = fails_at, False
        self.clock.move(hours=hours)
        self.restart()
        killed, count = False, 0
        try:
            count = await self.watcher.tick()
        except asyncio.CancelledError:
            killed = True
        self.unreliable.fails_at, api.meanwhile = None, None
        await oracle.look()
        stored = not self.unreliable.failed
        oracle.tick_over(stored=stored)
        await oracle.baselines()
        if killed or not stored:
            return
        if count:
            await oracle.delivered()
        if not failing:
            queries = set(QUERIES) - breaks.keys()
            now = {source_id: shown.touched for source_id, shown in api.contracts.items()}
            await oracle.undisturbed(queries, {one for one in now if now[one] != before.get(one)})

    async def days(self, days: int) -> None:
        """Run undisturbed reads, one a day."""
        for day in range(days):
            await self.read(24.0, {}, set(), None, day, says_loads=bool(days % 2))
            active = {query for (_, query), watched in self.oracle.watches.items() if watched.paused is None}
            assert {search.query for search in self.api.searched} == active
        if days >= ENOUGH:
            self.oracle.absences()

    async def struggle(self, days: int, breaks: Breaks, failing: set[int]) -> None:
        """Run reads that fail in the same way day after day."""
        for day in range(days):
            await self.read(24.0, breaks, failing, None, day, says_loads=False)
