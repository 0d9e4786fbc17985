"""Ledger: a hash chain of all publications of a demand, and the verification that anyone can repeat.

Each entry holds what was published and the hash of the entry before. Anyone who keeps one hash can tell later
whether anything before it was changed. Nothing here needs a database or Discord: ``replay`` is what a
journalist runs.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self

from bot.errors import Sentence, SentenceError

FORMAT, PAGE_FORMAT = 2, 4
"""Formats of entries: of demands signed in Discord, and of those signed on the union's page. The number is
part of the hashed content."""

_OF_PAGE = (
    *("consent_hash", "issuing_key", "rows_sha256", "index_sha256", "places", "issued"),
    *("threshold", "until", "box_key"),
)  # in entries of PAGE_FORMAT alone


class NotAnEntry(SentenceError):
    """A value that is no entry of a ledger, or of another version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One publication. Counts are as published, not as they stand now."""

    demand: str  # its slug
    demand_id: int
    text_hash: str | None  # SHA-256 of the demand's text at that time
    number: int  # the demand's first is 1
    published_at: str  # ``2026-02-01T09:00:00Z``, see ``moment``
    count: int
    invalidated: int
    verified_by: str  # how signers were verified: server, role, roster
    account_days: int  # weakest requirement for signers: age of the account, in days …
    server_days: int  # … and days in the server
    reason: str  # batch, late, closing, invalidated, restored; on the page opening, amended, ended, void, too
    breakdown: list[dict[str, Any]] | None  # see ``Publication.breakdown``
    previous_hash: str | None  # hash of the entry before; None: the first of the chain
    hash: str | None = None  # ``entry_hash``; None: not computed yet
    format: int = FORMAT
    # Only in entries of PAGE_FORMAT, whose first is the opening.
    consent_hash: str | None = None  # SHA-256 of the consent at that time
    issuing_key: str | None = None  # public key that signed the tokens, SPKI in base64url, in every entry
    rows_sha256: str | None = None  # of the file of rows published with it; None: none were
    index_sha256: str | None = None  # of the index of that file; None: there is none
    # Both are rounded up to tens, never fall, and stay as they are in the closing entry.
    places: int | None = None  # people who could be issued tokens
    issued: int | None = None  # people who were
    threshold: None = None  # always null
    until: None = None  # always null
    box_key: str | None = None  # raw Ed25519 public key of the box's receipts, in hexadecimal, in every entry

    @classmethod
    def read(cls, value: Any) -> Self:
        """Parse an entry from the JSON of ``as_json``. Raises ``NotAnEntry`` for anything else."""
        if not isinstance(value, dict):
            raise NotAnEntry("terminal-ledger-no-object")
        _check_whole(value, ("format",))
        of_page = value["format"] == PAGE_FORMAT
        wanted = set(_NAMES if of_page else _NAMES_OF_DISCORD)
        if value["format"] not in (FORMAT, PAGE_FORMAT):
            raise NotAnEntry("terminal-ledger-newer", format=repr(value["format"]))
        if set(value) != wanted:
            odd = ", ".join(sorted(set(value) ^ wanted))
            raise NotAnEntry("terminal-ledger-no-entry", odd=odd)
        _check_whole(value, ("demand_id", "number", "count", "invalidated"))
        if of_page:
            _check_whole(value, ("places", "issued"))
        return cls(**value)

    def as_json(self) -> dict[str, Any]:
        """Return the entry as JSON, including its hash, for files that leave the bot."""
        names = _NAMES if self.format == PAGE_FORMAT else _NAMES_OF_DISCORD
        return {name: getattr(self, name) for name in names}


_NAMES = tuple(field.name for field in fields(LedgerEntry))
_NAMES_OF_DISCORD = tuple(name for name in _NAMES if name not in _OF_PAGE)


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """A verification error of one entry, as a sentence."""

    number: int
    sentence: Sentence

    @property
    def line(self) -> Sentence:
        return Sentence("terminal-ledger-publication", number=str(self.number), sentence=self.sentence)

    def __str__(self) -> str:
        return str(self.line)


@dataclass(frozen=True, slots=True)
class Replay:
    """Result of verifying a demand's ledger from its beginning."""

    count: int  # of the last entry; 0 without entries
    head: str | None  # the last hash
    faults: tuple[LedgerFault, ...]
    lost: tuple[LedgerFault, ...] = ()  # gaps that a restored database declares, which are not faults


def moment(when: datetime) -> str:
    """Format a time as in the ledger: UTC, whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(entry: LedgerEntry) -> bytes:
    """Return the bytes that are hashed: all fields but the hash, as JSON with sorted keys and no spaces, in
    UTF-8."""
    value = entry.as_json()
    del value["hash"]
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_hash(entry: LedgerEntry) -> str:
    """Return the SHA-256 of ``canonical``, in hexadecimal."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def replay(entries: Iterable[LedgerEntry]) -> Replay:
    """Verify the hash chain of one demand's publications; ``entries`` are oldest first.

    A fault does not stop the verification: later entries are checked against the content of the faulty one.

    An entry with the reason ``restored`` is the first after the database was restored from an older backup.
    Its number and ``previous_hash`` follow the last lost publication, so that it continues an older export
    which still holds that one.
    """
    faults: list[LedgerFault] = []
    lost: list[LedgerFault] = []
    before: LedgerEntry | None = None
    for entry in entries:
        faults += (LedgerFault(entry.number, sentence) for sentence in _faults(before, entry))
        if entry.reason == "restored":
            lost.append(LedgerFault(entry.number, _lost(before, entry)))
        before = entry
    return Replay(
        count=0 if before is None else before.count,
        head=None if before is None else before.hash,
        faults=tuple(faults),
        lost=tuple(lost),
    )


def _lost(before: LedgerEntry | None, entry: LedgerEntry) -> Sentence:
    first, last = (0 if before is None else before.number) + 1, entry.number - 1
    id = "one" if first == last else "several" if first < last else "another"
    return Sentence(f"terminal-ledger-lost-{id}", first=str(first), last=str(last), hash=entry.previous_hash)


def _faults(before: LedgerEntry | None, entry: LedgerEntry) -> Iterable[Sentence]:
    number = 1 if before is None else before.number + 1
    restored = entry.reason == "restored"
    if entry.number < number or (entry.number > number and not restored):
        yield Sentence("terminal-ledger-number", number=str(number))
    if before is not None and (before.demand_id, before.demand) != (entry.demand_id, entry.demand):
        yield Sentence("terminal-ledger-other-demand")
    if entry.invalidated < 0:
        yield Sentence("terminal-ledger-negative-changes")
    if entry.count < 0:
        yield Sentence("terminal-ledger-negative-count")
    yield from _page_faults(before, entry)
    follows = entry.previous_hash == (None if before is None else before.hash)
    if restored:
        if follows or entry.previous_hash is None:
            yield Sentence("terminal-ledger-restored-nothing-lost")
    elif not follows:
        yield Sentence("terminal-ledger-other-hash")
    if before is not None and entry.format < before.format:
        yield Sentence("terminal-ledger-older-format")
    if entry.hash != entry_hash(entry):
        yield Sentence("terminal-ledger-hash-differs")


def _page_faults(before: LedgerEntry | None, entry: LedgerEntry) -> Iterable[Sentence]:
    """Yield what is wrong with an entry of a demand that is signed on the page, apart from its rows."""
    if entry.format != PAGE_FORMAT:
        return
    empty = (entry.count, entry.rows_sha256) == (0, None)
    if (entry.reason == "opening") != (before is None) or (before is None and not empty):
        yield Sentence("terminal-ledger-opening")
    if before is not None and _keys_of(before) != _keys_of(entry):
        yield Sentence("terminal-ledger-other-key")
    if before is not None and before.reason in ("ended", "void"):
        yield Sentence("terminal-ledger-after-end")
    counted = 0 if before is None else before.count
    if entry.rows_sha256 is None and entry.count != counted and entry.reason != "restored":
        yield Sentence("terminal-ledger-no-rows", count=entry.count, expected=counted)
    if not entry.count <= (entry.issued or 0) <= (entry.places or 0):
        yield Sentence("terminal-ledger-issued", count=entry.count, issued=entry.issued, places=entry.places)
    if entry.invalidated or entry.breakdown is not None or entry.verified_by != "roster":
        yield Sentence("terminal-ledger-not-on-page")


def _keys_of(entry: LedgerEntry) -> tuple[int, str | None, str | None]:
    """Return what is the same in every entry of a ledger."""
    return entry.format, entry.issuing_key, entry.box_key


def _check_whole(value: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if type(value.get(name)) is not int:
            raise NotAnEntry("terminal-ledger-not-whole", name=name)
