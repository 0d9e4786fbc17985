"""The ledger: every publication of a demand, chained by hashes, and the check that anybody can repeat.

An entry says what was published and what changed since the entry before, whose hash it holds. Who keeps
one hash can tell later whether anything before it was changed; who has all entries can compute every count
again. Nothing here needs a database or Discord: ``replay`` is what a journalist runs.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One publication, as it is hashed. The counts are what was published, not what stands now."""

    demand: str  # its slug
    demand_id: int
    text_hash: str | None  # SHA-256 of the demand's text, as it was then
    number: int  # 1 is the demand's first
    published_at: str  # ``2026-02-01T09:00:00Z``, see ``moment``
    count: int
    added: int
    withdrawn: int
    invalidated: int
    verified_by: str  # how signers were verified: server, role, roster
    account_days: int  # the weakest that was asked of signers: age of the account, in days …
    server_days: int  # … and days in the server
    reason: str  # batch, late, closing, invalidated, restored
    breakdown: list[dict[str, Any]] | None  # see ``Publication.breakdown``
    previous_hash: str | None  # of the entry before; None: the first of the chain
    hash: str | None = None  # ``entry_hash``; None: published before there was a ledger

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Self:
        """An entry from the JSON that ``shown`` made. Raises ``ValueError`` for anything else."""
        wanted = {field.name for field in fields(cls)}
        if set(value) != wanted:
            odd = ", ".join(sorted(set(value) ^ wanted))
            raise ValueError(f"not an entry of the ledger: {odd}")
        for name in ("demand_id", "number", "count", "added", "withdrawn", "invalidated"):
            if type(value[name]) is not int:
                raise ValueError(f"not an entry of the ledger: {name} is no whole number")
        return cls(**value)

    def shown(self) -> dict[str, Any]:
        """The entry as JSON, its hash with it, for files that leave the bot."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one entry, in a sentence."""

    number: int
    sentence: str

    def __str__(self) -> str:
        return f"publication {self.number}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out of reading a demand's ledger from its beginning."""

    count: int  # as recomputed; 0 without entries
    head: str | None  # the last hash
    chained: int  # entries that hashes protect; those before there was a ledger are only added up
    faults: tuple[Fault, ...]
    lost: tuple[Fault, ...] = ()  # what a restored database lacks, which is said and no fault


def moment(when: datetime) -> str:
    """A time as the ledger writes it: UTC, whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(entry: Entry) -> bytes:
    """What is hashed: all but the hash, as JSON with sorted keys, no spaces, in UTF-8."""
    value = entry.shown()
    del value["hash"]
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_hash(entry: Entry) -> str:
    """SHA-256 of ``canonical``, in hexadecimal."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def replay(entries: Iterable[Entry]) -> Replay:
    """Recompute every count of one demand and the chain of its hashes; ``entries`` are oldest first.

    A fault does not end it: what follows is checked against what the entry itself says.

    An entry with the reason ``restored`` is the first after the database was restored from an older backup.
    Its changes are counted from the entry that is here before it; its number and ``previous_hash`` follow
    the last one that was lost, so that an older export which holds that one goes on with it.
    """
    faults: list[Fault] = []
    lost: list[Fault] = []
    before: Entry | None = None
    chained = 0
    for entry in entries:
        faults += (Fault(entry.number, sentence) for sentence in _faults(before, entry))
        if entry.reason == "restored":
            lost.append(Fault(entry.number, _lost(before, entry)))
        chained += entry.hash is not None
        before = entry
    return Replay(
        count=0 if before is None else before.count,
        head=None if before is None else before.hash,
        chained=chained,
        faults=tuple(faults),
        lost=tuple(lost),
    )


def _lost(before: Entry | None, entry: Entry) -> str:
    first, last = (0 if before is None else before.number) + 1, entry.number - 1
    gone = (
        f"publication {last} is"
        if first == last
        else f"publications {first} to {last} are"
        if first < last
        else "another publication than the one before is"
    )
    return (
        f"the database was restored from an older backup, and {gone} lost. An export or a printed page from "
        f"before can show the lost one that this one follows, by its hash {entry.previous_hash}."
    )


def _faults(before: Entry | None, entry: Entry) -> Iterable[str]:
    number = 1 if before is None else before.number + 1
    restored = entry.reason == "restored"
    if entry.number < number or (entry.number > number and not restored):
        yield f"number {number} is expected here: an entry is missing, or there is one too many."
    if before is not None and (before.demand_id, before.demand) != (entry.demand_id, entry.demand):
        yield "it is about another demand than the one before."
    if min(entry.added, entry.withdrawn, entry.invalidated) < 0:
        yield "a number of changes is negative."
    expected = (0 if before is None else before.count) + entry.added - entry.withdrawn - entry.invalidated
    if entry.count != expected:
        yield f"it says {entry.count}, but the count before and its changes make {expected}."
    if entry.count < 0:
        yield "a count cannot be negative."
    if entry.hash is None:
        if restored:
            yield "it says that the database was restored, and has no hash."
        if before is not None and before.hash is not None:
            yield "it has no hash, though the one before has."
        return
    follows = entry.previous_hash == (None if before is None else before.hash)
    if restored:
        if follows or entry.previous_hash is None:
            yield "it says that the database was restored, and names no publication that was lost."
    elif not follows:
        yield "it does not hold the hash of the one before: something was changed, removed or put in."
    if entry.hash != entry_hash(entry):
        yield "its hash does not fit what it says: it was changed."
