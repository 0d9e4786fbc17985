"""Time of the public functions of ``diff``, ``ingest`` and ``queries``: twice the input takes less than three
times the time. Quadratic ones take four times.

Every function is called that the modules define, with arguments made from the names of its parameters: one
that a later change adds fails here until its parameters are known, or is called with its neighbours.
"""

import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

import bot.contracts.diff
import bot.contracts.ingest
import bot.contracts.queries
from bot.contracts.diff.shifts import Shift, shifts
from bot.contracts.ingest.comparison import Terms
from bot.contracts.ingest.persistence import StoredContract
from bot.contracts.model import Action, Change, ChangeKind, Code, Party, Record, Subcontract
from bot.contracts.queries.ranking import Stake
from bot.contracts.queries.search import by_words
from bot.contracts.queries.views import lines
from bot.contracts.row_mapping import change_values, fingerprint
from bot.contracts.watches.service import WatchInfo
from bot.errors import UserError
from bot.storage import Database, models
from bot.storage.migrate import upgrade
from tests.conftest import MovableClock
from tests.support.contracts import BUYER, ORDER, order
from tests.support.watching import Watching

pytestmark = pytest.mark.long  # of times, which other programs on the machine change

MAX_GROWTH = 3.0
SIZE = 400
STORED_SIZE = 100  # of what is read and stored
MAX_TRIES = 10
SHORT_S = 0.002  # below this, time says nothing
DAY, NOW = date(2026, 1, 5), datetime(2026, 2, 13, 12, tzinfo=UTC)
TERMS = Terms(holds=True, rekeyed=False, vehicle_watched=False, read_on=DAY)

Shape = Callable[[int], tuple[Record, Record]]


def actions(count: int, **made: Callable[[int], Any]) -> tuple[Action, ...]:
    usual: dict[str, Callable[[int], Any]] = {
        "action_id": lambda n: f"TX_{n}",
        "number": lambda n: f"P{n:05}",
        "date": lambda n: DAY + timedelta(days=n % 300),
        "amount": lambda n: Decimal(n),
        "code": lambda n: "C",
        "description": lambda n: f"PART {n}",
    }
    each = {**usual, **made}
    return tuple(Action(**{name: make(n) for name, make in each.items()}) for n in range(count))


def with_actions(old: dict[str, Any], new: dict[str, Any], **more: Any) -> Shape:
    return lambda count: (order(ORDER, *actions(count, **old)), order(ORDER, *actions(count, **new), **more))


def with_text(make: Callable[[int], str]) -> Shape:
    return lambda count: tuple(order(ORDER, text=text) for text in (make(count), f"{make(count)} more"))  # type: ignore[return-value]


def with_others(count: int) -> tuple[Record, Record]:
    def made(prefix: str) -> Record:
        names = [f"{prefix}{n}" for n in range(count)]
        return order(
            ORDER,
            codes={name: Code(name, name) for name in names},
            identifiers=frozenset(names),
            supplier=Party(" ".join(names), {name: name for name in names}),
            buyer=replace(BUYER, name=" ".join(names)),
            title=" ".join(names),
        )

    return made("a"), made("b")


OTHER_ID = {"action_id": lambda n: f"OTHER_{n}"}
GUESSED = {"action_id": lambda n: f"TX_{n}?"}
SHAPES: dict[str, Shape] = {
    "the same": with_actions({}, {}),
    "other ids": with_actions({}, OTHER_ID),
    "other numbers": with_actions({}, {**OTHER_ID, "number": lambda n: f"Q{n}"}),
    "numbers without letters": with_actions({}, {**OTHER_ID, "number": lambda n: f"{n}"}),
    "one number": with_actions({"number": lambda n: "1"}, {**OTHER_ID, "number": lambda n: "P1"}),
    "one number and other money": with_actions(
        {"number": lambda n: "1"},
        {**OTHER_ID, "number": lambda n: "P1", "amount": lambda n: Decimal(-n - 1)},
    ),
    "one content": with_actions(
        dict.fromkeys(("number", "amount", "description"), lambda n: None) | {"number": lambda n: ""},
        {**OTHER_ID, "number": lambda n: "", "amount": lambda n: None, "description": lambda n: None},
    ),
    "other amounts": with_actions({}, {"amount": lambda n: Decimal(n + 1)}),
    "other days": with_actions({}, {"date": lambda n: DAY - timedelta(days=n % 300)}),
    "rows": with_actions({}, GUESSED, whole=False, obligated=None),
    "rows without letters": with_actions(
        {}, {**GUESSED, "number": lambda n: f"{n}"}, whole=False, obligated=None
    ),
    "rows of one number": with_actions(
        {"number": lambda n: "1"}, {**GUESSED, "number": lambda n: "1"}, whole=False, obligated=None
    ),
    "lines": with_text(lambda count: "\n".join(f"Line {n}." for n in range(count))),
    "one line": with_text(lambda count: "word " * count),
    "sentences": with_text(lambda count: "Word. " * count),
    "ligatures": with_text(lambda count: "\ufdfa" * count),
    "marks": with_text(lambda count: "e" + "\u0301" * count),
    "names, codes and identifiers": with_others,
}


@cache
def arguments(shape: str, count: int) -> dict[str, Any]:
    """Return arguments of this size by the names of parameters."""
    old, new = SHAPES[shape](count)
    found = shifts(old, new) or [
        Shift("amount", one.amount or Decimal(0), Decimal(1), one.action_id) for one in old.actions
    ]
    changes = [
        Change(kind=ChangeKind.MONEY_ADDED, amount=one.amount, action_id=one.action_id) for one in new.actions
    ]
    reports = [
        Subcontract(number="1", supplier=Party("A"), currency="USD", amounts=(one.amount,))
        for one in new.actions
    ]
    others = [replace(one, number=f"{n}") for n, one in enumerate(reports)]
    rows = [
        SimpleNamespace(**{**vars_of(one), "id": n, "revised_from": []}) for n, one in enumerate(old.actions)
    ]
    stored = StoredContract(1, old, fingerprint(old), NOW, rows)
    names = {
        "old": old,
        "new": new,
        "record": new,
        "read": new,
        "kept": new,
        "seed": replace(old, number="70CDCR26FR0000001"),
        "order": old,
        "one": old,
        "other": new,
        "actions": new.actions,
        "history": new.actions,
        "action": new.actions[0],
        "number": "P00001" * count,
        "name": new.supplier.name,
        "told": frozenset(one.action_id for one in old.actions),
        "changes": changes,
        "change": changes[0],
        "reports": reports,
        "subcontract": others[0],
        "stored": stored,
        "terms": TERMS,
        "now": NOW,
        "today": DAY,
        "quiet": found,
        "news": found,
        "text": new.text or "word " * count,
        "typed": "word " * count,
        "source": "ocds",
        "source_id": ORDER,
        "source_ids": [f"{n}" for n in range(count)],
        "sha256": "0" * 64,
        "url": "https://a.example/?x",
        "mine": True,
        "committed": Decimal(count),
        "stakes": {n: Stake([one], "USD", Decimal(n)) for n, one in enumerate(changes)},
    }
    special = {
        ("apply_shifts", "found"): found,
        ("without", "found"): found,
        ("alike", "found"): [replace(new, source_id=f"{n}") for n in range(count)],
        ("own_ids", "known"): old.actions,
        ("matched", "known"): others,
        ("matched", "listed"): list(reversed(others)),
        ("line_changes", "old"): old.text or "",
        ("line_changes", "new"): new.text or "",
        ("text_of", "value"): new.supplier,
        ("value_of", "text"): "1.00",
        ("as_addition", "known_as"): "x",
        ("audience_of", "watches"): [],
        ("deadline", "told"): 0,
        ("had_in_part", "content"): b"{}" * count,
        ("ids_of", "identifiers"): sorted(new.identifiers),
        ("shown_address", "public"): [f"{n}" for n in range(count)],
        **{
            (function, name): party
            for function in ("merged_supplier", "merged_buyer", "is_other", "with_ids", "is_named")
            for name, party in (("old", old.supplier), ("new", new.supplier), ("party", new.supplier))
        },
        **{
            (function, name): text
            for function in ("has_other_form",)
            for name, text in (("name", old.supplier.name), ("other", new.supplier.name))
        },
    }
    return {"*": special, **names}


def vars_of(action: Action) -> dict[str, Any]:
    return {name: getattr(action, name) for name in Action.__dataclass_fields__}


OF_CONSTANT_SIZE = {
    *("in_order", "is_guessed", "kind_by_code", "stage", "is_mass", "is_withdrawn"),
    *("host_of", "shift_of", "value_of", "forget_staleness", "note_quiet", "note_number"),
    *("is_late_find", "is_in_part", "share_of", "empty_list", "amount_range", "amount_digits"),
}
"""Functions whose input is a few values."""
QUERY_BUILDERS = {
    *("heard_of", "own_reads", "lines", "lines_among", "newest_first", "line_of", "of_kinds", "by_words"),
    *("by_words_or_amount", "by_number", "as_written", "nearest_first", "nearness_of"),
    *("by_party", "among", "changed_since", "link_rows"),
}
"""Functions that make a condition or one row of what they get."""
DATABASE = {
    *("log_and_enqueue", "store_first", "enqueue_announcements"),
    *("tell_deadlines", "note_missing", "note_unmatched", "note_found", "forget_absence", "mark_facts"),
    *("note_shifts", "contracts_with_held_changes", "set_state", "count_moves", "count_followed"),
    *("in_turns", "keep_links", "stored_contract", "locked_contract", "actions_of", "keep_actions"),
    *("insert_contracts", "keep_contract", "keep_figures", "keep_answers", "keep_identifiers", "settle"),
    *("tell_organisers", "keep_subcontracts", "reconcile", "hold_servers", "mark_told", "followers"),
    *("watched_vehicles", "told_of_twins", "computed"),
}
"""Functions that a read calls, all of which ``READS`` play."""


def functions(*packages: ModuleType) -> Iterator[Callable[..., Any]]:
    for package in packages:
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                mine = inspect.isfunction(value) and value.__module__ == module.name
                if mine and not name.startswith("_"):
                    yield value


PURE = [
    each
    for each in functions(bot.contracts.diff, bot.contracts.ingest, bot.contracts.queries)
    if not inspect.iscoroutinefunction(each)
    and each.__name__ not in OF_CONSTANT_SIZE | QUERY_BUILDERS | DATABASE
]


def calls(function: Callable[..., Any], made: dict[str, Any]) -> Callable[[], Any]:
    """Return a call of a function with arguments from ``made``."""
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        value = made["*"].get((function.__name__, name), made.get(name))
        if value is None and parameter.default is not parameter.empty:
            continue
        assert value is not None, f"{function.__module__}.{function.__name__}: what is {name!r}?"
        given[name] = value
    return lambda: function(**given)


def taken(call: Callable[[], Any]) -> float:
    began = time.thread_time()
    call()
    return time.thread_time() - began


def growth(small: Callable[[], Any], large: Callable[[], Any]) -> float:
    """Return how many times as long the larger call takes, by the shortest of some; 0 if it is short."""
    times: list[tuple[float, float]] = []
    for _ in range(MAX_TRIES):
        times.append((taken(small), taken(large)))
        shortest = [min(each) for each in zip(*times, strict=True)]
        if shortest[1] < SHORT_S:
            return 0.0
        if shortest[1] < MAX_GROWTH * shortest[0]:  # else another program may have had the processor
            break
    return shortest[1] / shortest[0]


@pytest.mark.unit
@pytest.mark.parametrize("function", PURE, ids=lambda each: each.__name__)
def test_twice_the_input_takes_less_than_three_times_the_time(function: Callable[..., Any]) -> None:
    for name in SHAPES:
        small, large = (calls(function, arguments(name, count)) for count in (SIZE, 2 * SIZE))
        grown = growth(small, large)
        assert grown < MAX_GROWTH, f"{name}: {grown:.1f} times"


@dataclass
class Stored:
    """A server that watches some contracts, the first of which has as many actions and twice as many changes:
    each action was added and corrected."""

    world: Watching
    watch: WatchInfo
    ids: list[int]
    count: int

    @classmethod
    async def of(cls, folder: Path, count: int) -> "Stored":
        database = await Database.connect(f"sqlite+aiosqlite:///{folder / f'{count}.db'}")
        await upgrade(database)
        world = Watching(database, MovableClock())
        watch = await world.begin(*records(count), order(ORDER, *actions(count)))
        async with database.read() as session:
            ids = list(await session.scalars(select(models.Contract.id).order_by(models.Contract.id.desc())))
        changes = [
            Change(kind=kind, action_id=f"TX_{n if kind is ChangeKind.MONEY_ADDED else n % 7}")
            for kind in (ChangeKind.MONEY_ADDED, ChangeKind.CORRECTED)
            for n in range(count)
        ]
        rows = [
            {
                **change_values(change),
                "contract_id": ids[0],
                "read_key": f"{place}",
                "ordinal": 0,
                "server_id": None,
                "seen_at": NOW,
            }
            for place, change in enumerate(changes)
        ]
        async with database.write() as session:
            await session.execute(insert(models.Change), rows)
        return cls(world, watch, ids, count)

    def arguments(self, session: AsyncSession) -> dict[str, Any]:
        """Return arguments by the names of parameters."""
        database = self.world.database
        return {
            "session": session,
            "database": database,
            "server_id": 1,
            "contract_id": self.ids[0],
            "contract_ids": self.ids,
            "watch_id": self.watch.id,
            "announcement_id": 1,
            "offset": 0,
            "limit": 10,
            "administrative": True,
            "since": NOW - timedelta(days=1),
            "others": self.ids,
            "reads": [(self.ids[0], f"{n}") for n in range(2 * self.count)],
            "typed": "skip",
            "phrase": "skip tracing",
            "corrected": 10,
            "found": by_words(database, "skip"),
            "name": models.Contract.supplier,
            "notice": "restyled:1",
            "number": "70CDCR26FR0000001",
            "query": lines(),
            "today": NOW.date(),
            "stored": "0" * 64,
        }


def records(count: int, amount: int = 1) -> list[Record]:
    """Return contracts with other numbers, each with one action."""
    return [
        order(
            f"CONT_AWD_70CDCR26FR{n:07}_7012_X_7012",
            Action(action_id=f"TX_{n}", number="0", date=DAY, amount=Decimal(amount)),
            parent_source_id=None,
            end=None,
        )
        for n in range(count)
    ]


async def shortest(work: Callable[[], Awaitable[Any]], times: int) -> float:
    """Return the processor time of this process, of all its threads, that some work takes at best."""
    found = []
    for _ in range(times):
        began = time.process_time()
        with suppress(UserError):
            await work()
        found.append(time.process_time() - began)
    return min(found)


ASKING = [each for each in functions(bot.contracts.queries) if inspect.iscoroutinefunction(each)]


@pytest.mark.storage
async def test_twice_the_contracts_take_less_than_three_times_the_time_to_show(tmp_path: Path) -> None:
    small, large = [await Stored.of(tmp_path, count) for count in (STORED_SIZE, 2 * STORED_SIZE)]
    slow = {}
    for function in ASKING:

        async def ask(of: Stored, function: Callable[..., Any] = function) -> None:
            async with of.world.database.read() as session:
                await calls(function, {"*": {}, **of.arguments(session)})()

        for times in (2, 8):
            took = [await shortest(partial(ask, of), times) for of in (small, large)]
            if took[1] < SHORT_S or took[1] < MAX_GROWTH * took[0]:
                break
        else:
            slow[function.__name__] = round(took[1] / took[0], 1)
    assert slow == {}
    for of in (small, large):
        await of.world.database.close()


def renumbered(read: int, count: int) -> list[Record]:
    return [order(ORDER, *actions(count, action_id=lambda n: f"TX_{read}_{n}"))]


def moved(read: int, count: int) -> list[Record]:
    """Return a contract all of whose actions have another day at each read."""
    return [order(ORDER, *actions(count, date=lambda n: DAY + timedelta(days=read + n % 300)))]


def corrected(read: int, count: int) -> list[Record]:
    """Return contracts with another amount at each read, which are held and settled."""
    return records(count, read + 1)


def reported(read: int, count: int) -> list[Record]:
    """Return a contract with other subcontracts at each read."""
    listed = tuple(
        Subcontract(number=f"{read} {n}", supplier=Party("A"), currency="USD", amounts=(Decimal(n),))
        for n in range(count)
    )
    return [order(ORDER, subcontracts=listed)]


def worded(read: int, count: int) -> list[Record]:
    return [order(ORDER, text="\n".join(f"Line {read} {n}." for n in range(10 * count)))]


READS = [renumbered, moved, corrected, reported, worded]


@pytest.mark.storage
@pytest.mark.parametrize("shown", READS, ids=lambda each: each.__name__)
async def test_a_read_of_twice_as_much_takes_less_than_three_times_the_time(
    tmp_path: Path, shown: Callable[[int, int], list[Record]]
) -> None:
    """The later reads of a watch: what is stored is compared, held, settled and announced."""
    took = []
    for count in (STORED_SIZE, 2 * STORED_SIZE):
        database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / f'{count}.db'}")
        await upgrade(database)
        world = Watching(database, MovableClock())
        await world.watch()
        times = []
        for read in range(3):
            world.source.show(*shown(read, count))
            began = time.process_time()
            await world.read_in_full()
            times.append(time.process_time() - began)
        took.append(min(times[1:]))
        await database.close()
    assert took[1] < MAX_GROWTH * took[0]
