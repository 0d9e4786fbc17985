"""Time of the public functions of ``diff``, ``ingest`` and ``queries``: twice the input takes less than three
times the time. Quadratic ones take four times.

Every function is called that the modules define, with arguments made from the names of its parameters: one
that a later change adds fails here until its parameters are known, or is called with its neighbours.
"""

import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import bot.contracts.diff
import bot.contracts.ingest
import bot.contracts.queries
from bot.contracts.diff.shifts import Shift, shifts
from bot.contracts.ingest.comparison import Terms
from bot.contracts.ingest.persistence import StoredContract
from bot.contracts.model import Action, Change, ChangeKind, Code, Party, Record, Subcontract
from bot.contracts.row_mapping import fingerprint
from tests.support.contracts import BUYER, ORDER, order

pytestmark = [pytest.mark.unit, pytest.mark.full]

MAX_GROWTH = 3.0
SIZE = 400
MAX_TRIES = 10
SHORT_S = 0.002  # below this, time says nothing
DAY, NOW = date(2026, 1, 5), datetime(2026, 2, 13, 12, tzinfo=UTC)
TERMS = Terms(later=True, holds=True, rekeyed=False, vehicle_watched=False, read_on=DAY)

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
        ("weight", "kind"): ChangeKind.MONEY_ADDED,
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
    *("in_order", "is_guessed", "kind_by_code", "stage", "is_mass", "is_later_read", "is_withdrawn"),
    *("host_of", "shift_of", "value_of", "forget", "note_quiet", "note_number", "is_late_find", "weight"),
    *("is_in_part", "share_of", "empty_list", "amount_range", "amount_digits"),
}
"""Functions whose input is a few values."""
QUERY_BUILDERS = {
    *("heard_of", "own_reads", "lines", "lines_among", "newest_first", "line_of", "of_kinds", "by_words"),
    *("by_words_or_amount", "by_number", "as_written", "by_number_prefix", "nearest_first", "nearness_of"),
    *("by_party", "among", "changed_since", "link_rows"),
}
"""Functions that make a condition or one row of what they get."""
DATABASE = {
    *("log_and_enqueue", "log_and_enqueue_for_one_server", "store_first", "enqueue_announcements"),
    *("tell_deadlines", "note_missing", "note_unmatched", "note_found", "forget_absence", "mark_facts"),
    *("note_shifts", "contracts_with_held_changes", "set_state", "count_moves", "count_followed"),
    *("in_turns", "keep_links", "stored_contract", "locked_contract", "actions_of", "keep_actions"),
    *("insert_contracts", "keep_contract", "keep_figures", "keep_answers", "keep_identifiers", "settle"),
    *("tell_organisers", "keep_subcontracts", "reconcile", "hold_servers", "mark_told", "followers"),
    *("watched_vehicles", "told_of_twins", "computed", "page_of"),
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


@pytest.mark.parametrize("function", PURE, ids=lambda each: each.__name__)
def test_twice_the_input_takes_less_than_three_times_the_time(function: Callable[..., Any]) -> None:
    for name in SHAPES:
        small, large = (calls(function, arguments(name, count)) for count in (SIZE, 2 * SIZE))
        grown = growth(small, large)
        assert grown < MAX_GROWTH, f"{name}: {grown:.1f} times"


async def spent(work: Awaitable[Any]) -> float:
    """Return the processor time of this process, of all its threads, that a piece of work takes."""
    began = time.process_time()
    await work
    return time.process_time() - began
