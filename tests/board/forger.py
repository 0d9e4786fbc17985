"""A forger of ledgers: JSON that readers read differently, and ledgers signed with the key that lie."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from bot.exports.manifest import ManifestSigner
from tests.board.ledgers import SEED, file_of, restored, whole

PATCHES = {
    "a number with a point": (b'"count": 30', b'"count": 30.0'),
    "a number with an exponent": (b'"count": 30', b'"count": 3e1'),
    "a number that is true": (b'"number": 1,', b'"number": true,'),
    "the format is true": (b'"format": 1,\n "kind"', b'"format": true,\n "kind"'),
    "the format has a point": (b'"format": 1,\n "kind"', b'"format": 1.0,\n "kind"'),
    "minus nothing": (b'"invalidated": 0', b'"invalidated": -0'),
    "a number beyond what browsers hold": (b'"count": 30', b'"count": 9007199254740993'),
    "a number of 5,000 digits": (b'"count": 30', b'"count": ' + b"9" * 5_000),
    "an infinite number": (b'"count": 30', b'"count": 1e999'),
    "no number": (b'"count": 30', b'"count": NaN'),
    "infinity by name": (b'"count": 30', b'"count": Infinity'),
    "a doubled key": (b'"count": 30', b'"count": 99,\n   "count": 30'),
    "a doubled key, the last one counts": (b'"count": 30', b'"count": 30,\n   "count": 99'),
    "a doubled list of entries": (b'"entries": [', b'"entries": [],\n "entries": ['),
    "a letter by its number": (b'"reason": "batch"', b'"reason": "b\\u0061tch"'),
    "a slash that is escaped": (b'"title": "Halt all', b'"title": "\\/Halt all'),
    "half a character": (b'"title": "Halt all', b'"title": "\\ud83dHalt all'),
    "half a character in a reason": (b'"reason": "late"', b'"reason": "late\\udc00"'),
    "half a character in bytes": (b'"title": "Halt all', b'"title": "\xed\xa0\xbdHalt all'),
    "bytes that are no text": (b'"title": "Halt all', b'"title": "\xffHalt all'),
    "another key": (b'"count": 30', b'"count": 30,\n   "seen": 1'),
    "a prototype": (b'"count": 30', b'"count": 30,\n   "__proto__": {"count": 99}'),
    "a key that is a number": (b'"en": {', b'"1": {'),
    "no space": (b'"count": 30', b'"count":30'),
    "a space more": (b'"count": 30', b'"count":  30'),
    "a space at the end": (b"}\n", b"} \n"),
    "a key in capitals": (b'"public_key": "', b'"public_key": "A'),
    "a day without a time": (b'"2026-02-03T09:00:00Z"', b'"2026-02-03"'),
    "a day in other digits": (b'"2026-02-03T', '"２０２６-02-03T'.encode()),
    "a fingerprint of another key": (b'"fingerprint": "', b'"fingerprint": "0'),
}
"""Bytes of a ledger, and what a forger puts there."""

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+|null|[{}\[\],:]')
_VALUES = (
    *("0", "1", "-1", "2", "30", "1.0", "1e2", "true", "false", "null", '""', '"batch"', '"restored"', "[]"),
    *("{}", '"\\ud800"', '"\\u0000"', '"\u2028"', '"\U0001f54a"', '"__proto__"', "9007199254740992", "-0"),
    "[[[[]]]]",
)


def spoiled(chance: random.Random, count: int) -> Iterator[bytes]:
    """Yield ledgers in which one to three things were changed, with the old signature."""
    sources = [file_of(whole()).decode(), file_of(restored()).decode()]
    while count:
        source = text = chance.choice(sources)
        tokens = list(_TOKENS.finditer(source))
        places = sorted(chance.sample(range(len(tokens)), chance.randint(1, 3)), reverse=True)
        for place in places:
            token = tokens[place]
            other = chance.choice([*_VALUES, chance.choice(tokens)[0]])
            text = text[: token.start()] + other + text[token.end() :]
        if text != source:
            count -= 1
            yield text.encode()


def forgeries(chance: random.Random, count: int) -> Iterator[bytes]:
    """Yield ledgers whose values were changed, and that were signed with the key."""
    for _ in range(count):
        ledger = json.loads(file_of(chance.choice([whole, restored])()))
        for _ in range(chance.randint(1, 3)):
            _change(chance, ledger)
        yield sign(ledger)


def signed(raw: bytes, old: bytes, new: bytes) -> bytes:
    """Return a file in which bytes were replaced, and that has the signature over what this program's reader
    reads there, if it reads it at all."""
    changed = raw.replace(old, new, 1)
    try:
        signature = json.loads(sign(json.loads(changed)))["signature"]
    except ValueError:
        return changed
    return changed.replace(json.loads(raw)["signature"].encode(), signature.encode())


def _change(chance: random.Random, ledger: dict[str, Any]) -> None:
    entries, versions = ledger["entries"], ledger["versions"]
    kind = chance.randrange(8)
    if kind == 0:
        chance.shuffle(entries)
    elif kind == 1 and entries:
        entries.pop(chance.randrange(len(entries)))
    elif kind == 2 and entries:
        entries.insert(chance.randrange(len(entries)), dict(chance.choice(entries)))
    elif kind == 3:
        ledger["versions"] = versions[: chance.randint(0, 2)]
    elif kind == 4 and versions:
        chance.choice(versions)["texts"]["en"] = {"title": "Another", "body": "text"}
    elif kind == 5:
        ledger["head"] = chance.choice([None, {**(ledger["head"] or {}), "count": chance.randint(-1, 72)}])
    elif entries:
        _change_value(chance, entries, chance.choice(entries))


def _change_value(chance: random.Random, entries: list[dict[str, Any]], entry: dict[str, Any]) -> None:
    numbers: list[Any] = [-1, 0, 1, 2, 3, 7, 30, 71, 2**53, True, 1.5, None]
    hashes = [None, "0" * 64, *(each["hash"] for each in entries), "f" * 63]
    texts = ["", "batch", "restored", "closing", "halt-ice", "other", "\u2028", "2026-02-01T09:00:00Z", 5]
    name = chance.choice(list(entry))
    entry[name] = chance.choice(
        hashes if "hash" in name else numbers if isinstance(entry[name], int) else texts
    )


def sign(ledger: dict[str, Any]) -> bytes:
    """Return the file of a ledger, signed whatever it says."""
    value = {key: each for key, each in ledger.items() if key != "signature"}
    content = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    signature = ManifestSigner(SEED).signature(
        b"tocsin ledger 1\n" + content.encode("utf-8", "surrogatepass")
    )
    written = {**value, "signature": signature.decode().strip()}
    return json.dumps(written, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"
