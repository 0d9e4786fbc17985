"""Mutations of a good board: one or two things in its list, its data, a ledger or the rounds are others, and
everything is signed with the key."""

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.exports.manifest import ManifestSigner
from tests.board.board_vectors import Files, board, page_board, signed_board, void_list
from tests.board.forger import sign
from tests.board.ledgers import SEED
from tests.board.page_vectors import rounds, whole

VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        71,
        1.5,
        2**53,
        1e300,
        "",
        "71",
        "void",
        "\ud800",
        "__proto__",
        [],
        {},
        [None],
    ),
    *("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-02-30T09:00:00Z", {"at": None}, {"paper": 12}),
    *("ledger/x.json", "../x", "f" * 64),
)


@cache
def good_boards() -> tuple[Files, ...]:
    """Return boards of demands in Discord, of one on the page, and of a void one."""
    made = board(), page_board(whole(), rounds_of=rounds()), page_board(void_list(), rounds_of=rounds())
    return tuple(
        signed_board({name: raw for name, raw in files.items() if name != "verify.py"}) for files in made
    )


def mutated_boards(chance: random.Random, count: int) -> Iterator[Files]:
    """Yield so many boards."""
    for _ in range(count):
        files = chance.choice(good_boards())
        names = [name for name in files if name.endswith(".json")]
        name = chance.choice([*names, "data/board.json"])
        value = json.loads(files[name])
        for _ in range(chance.choice([1, 1, 2])):
            value = mutated(chance, value)
        yield _signed(files, name, value)


def _signed(files: Files, name: str, value: Any) -> Files:
    """Return a board with another file in it that is signed."""
    if name == "manifest.json":
        raw = _written(value)
        return {**files, name: raw, "manifest.sig": ManifestSigner(SEED).signature(raw)}
    if name == "rounds.json" and isinstance(value, dict):
        told = {key: each for key, each in value.items() if key != "signature"}
        content = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        signed = b"tocsin rounds 1\n" + content.encode("utf-8", "surrogatepass")
        raw = _written({**told, "signature": ManifestSigner(SEED).signature(signed).decode().strip()})
    elif name.startswith("ledger/") and isinstance(value, dict):
        raw = sign(value)
    else:
        raw = _written(value)
    return signed_board({**files, name: raw})


def _written(value: Any) -> bytes:
    """Return JSON in which halves of characters stand by their numbers, as every reader reads them."""
    whole = json.dumps(value, ensure_ascii=False, indent=1)
    return (
        "".join(f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in whole).encode()
        + b"\n"
    )


def mutated(chance: random.Random, value: Any) -> Any:
    """Return a value of JSON with one change at any place: a part less or more, of another kind, in another
    order or nested deeper."""
    value = copy.deepcopy(value)
    where = chance.choice([*_containers(value)] or [[value]])
    keys = list(where) if isinstance(where, dict) else list(range(len(where)))
    kind = chance.choice(["drop", "add", "change", "change", "reorder", "deepen"])
    key = chance.choice(keys) if keys else None
    other = chance.choice([*VALUES, *(where[each] for each in keys)])
    if kind == "add" or key is None:
        if isinstance(where, dict):
            where[chance.choice(["more", "__proto__", "1", "at", "void", "data/a:b.csv"])] = other
        else:
            where.insert(chance.randint(0, len(where)), other)
    elif kind == "drop":
        del where[key]
    elif kind == "change":
        where[key] = other
    elif kind == "deepen":
        for _ in range(chance.choice([1, 90, 98, 99, 100, 200])):
            where[key] = [where[key]]
    elif isinstance(where, dict):
        pairs = list(where.items())
        chance.shuffle(pairs)
        where.clear()
        where.update(pairs)
    else:
        chance.shuffle(where)
    return value


def _containers(value: Any) -> Iterator[Any]:
    """Yield each object and list in a value, itself first."""
    if isinstance(value, (dict, list)):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from _containers(each)
