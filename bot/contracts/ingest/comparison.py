"""Comparison of a record with the stored state of its contract: all that a read computes before the
transaction that stores it. Pure.

A transaction only checks that the contract is still in the state that was compared, and writes: members who
sign wait for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime
from typing import Any, TypeVar

from bot.common.async_utils import off_loop
from bot.contracts.diff.action_matching import align_actions, renamed_ids
from bot.contracts.diff.changes import entering_changes, find_changes, merge_record
from bot.contracts.diff.shifts import Shift, apply_shifts, find_restylings, shifts, without
from bot.contracts.evidence_allowance import size_of_rows
from bot.contracts.ingest.persistence import NOTHING, ActionWrites, StoredContract
from bot.contracts.ingest.subscriptions import Audience, Link, Subscriptions
from bot.contracts.model import Change, Kind, Record
from bot.contracts.row_mapping import change_values, fingerprint, stored_values, subcontract_values
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_ACTIONS = 6000
"""Limit on the known actions of a contract and those of an answer together, each id counted once: three times
those of one document. A source that gives all of them other ids at each read would add them without end."""

SMALL_ACTIONS, SMALL_TEXT = 20, 4000
"""Actions and characters up to which a record is compared in a few milliseconds."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terms:
    """Conditions of a comparison, besides the two records."""

    holds: bool  # changes that may be the source's are held back
    rekeyed: bool  # the record has another id than the stored one
    vehicle_watched: bool
    read_on: Date | None  # the day of the watches' last complete read


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Those who follow a contract: what the announcement of its changes depends on."""

    watches: Sequence[Any]
    followers: Subscriptions
    links: Mapping[int, Link]  # of the watches of this read
    audience: Audience
    vehicle_watched: bool

    def terms(self, *, rekeyed: bool) -> Terms:
        """Return what the record is compared by."""
        read_at = min((one.whole_read_at for one in self.watches if one.whole_read_at), default=None)
        return Terms(
            # Servers to which a contract is new are told its current state: nothing of it is held.
            holds=not self.audience.coming,
            rekeyed=rekeyed,
            vehicle_watched=self.vehicle_watched,
            read_on=read_at.date() if read_at is not None else None,
        )


@dataclass(frozen=True, slots=True)
class Noted:
    """Values in a record that may be the source's and not the contract's, for ``note_shifts``."""

    shifts: Sequence[Shift]
    restylings: Mapping[str, tuple[str, str, int]]
    listed: frozenset[str]  # the ids of the actions in the answer
    whole: bool


@dataclass(frozen=True, slots=True)
class StateWrites:
    """A new state of a contract, and the columns and rows to store. ``size``: the bytes of the rows that come
    with it, changes included, roughly."""

    state: Record
    record_hash: str
    values: Mapping[str, Any]
    actions: ActionWrites
    size: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A record, compared with the stored state. ``writes`` is ``None`` if the state did not change."""

    stored: StoredContract
    terms: Terms
    state: Record  # what is known now
    record_hash: str
    noted: Noted
    found: Sequence[Change]
    arrived: Sequence[Change]  # for servers to which the contract itself is new
    writes: StateWrites | None


async def computed(work: Callable[..., T], *args: Any, about: Sequence[Record]) -> T:
    """Return the result of ``work`` about some records, off the event loop unless they are small."""
    return await off_loop(work, *args, small=all(map(is_small, about)))


def is_small(record: Record) -> bool:
    """True if computing something about a record takes a few milliseconds."""
    texts = (record.title, record.text or "", *(action.description or "" for action in record.actions[:50]))
    rows = len(record.actions) + len(record.subcontracts or ()) + len(record.identifiers) + len(record.codes)
    return rows <= SMALL_ACTIONS and sum(map(len, texts)) <= SMALL_TEXT


def compare(stored: StoredContract, read: Record, terms: Terms, now: datetime) -> Comparison:
    """Compare a record with the stored state of its contract. Raises ``SourceError``, ``TOO_COMPLEX``, above
    ``MAX_ACTIONS``."""
    old = stored.record
    if len({action.action_id for action in (*old.actions, *read.actions)}) > MAX_ACTIONS:
        detail = f"{read.source_id}: {len(read.actions)} actions besides {len(old.actions)} known ones"
        raise SourceError(SourceErrorKind.TOO_COMPLEX, detail)
    read = in_known_kind(old, read)
    if read.said_at is not None:
        if old.said_at is not None and read.said_at < old.said_at:
            return _without_news(stored, read, terms)
        read = replace(read, said_at=min(read.said_at, now))  # a later one is not believed
    held = [shift for shift in shifts(old, read) if terms.holds or shift.ahead]
    record = without(old, read, held)
    state = merge_record(old, record)
    record_hash = fingerprint(state)
    changed = record_hash != stored.record_hash or terms.rekeyed or state.said_at != old.said_at
    listed = frozenset(action.action_id for action in align_actions(old, read)[1].actions)
    found = find_changes(old, record, vehicle_watched=terms.vehicle_watched, read_on=terms.read_on)
    renamed = renamed_ids(old, record)
    return Comparison(
        stored,
        terms,
        state,
        record_hash,
        Noted(held, find_restylings(old, read, state), listed, read.whole),
        found=found,
        # As the read saw it: rows alone do not make an old contract new.
        arrived=()
        if terms.holds
        else entering_changes(state if record.whole else record, vehicle_watched=terms.vehicle_watched),
        writes=_writes(stored, state, record_hash, now, found, renamed) if changed else None,
    )


def _without_news(stored: StoredContract, read: Record, terms: Terms) -> Comparison:
    """Return the comparison of a record that the source published before what is known: it changes nothing,
    and says nothing of what is held back."""
    state = replace(stored.record, source_id=read.source_id)
    return Comparison(
        stored,
        terms,
        state,
        stored.record_hash,
        Noted((), {}, frozenset(), whole=False),
        found=(),
        arrived=() if terms.holds else entering_changes(state, vehicle_watched=terms.vehicle_watched),
        writes=None,
    )


def in_known_kind(old: Record, read: Record) -> Record:
    """Return a record in the known kind of its contract if its own is a guess: the value of a framework is a
    ceiling, and no money spent."""
    if not read.kind_guessed or read.kind is old.kind:
        return read
    if old.kind is not Kind.VEHICLE:
        return replace(read, kind=old.kind)
    ceiling = read.obligated if read.ceiling is None else read.ceiling
    return replace(read, kind=old.kind, ceiling=ceiling, obligated=None)


def settled(
    stored: StoredContract, quiet: Sequence[Shift], news: Sequence[Shift], now: datetime
) -> tuple[StateWrites, Sequence[Change]]:
    """Apply shifts that were held back to the stored state; return the new state and the changes, of which
    those of ``quiet`` are not announced."""
    known = stored.record
    found: list[Change] = []
    for shifted, is_news in ((quiet, False), (news, True)):
        if shifted:
            before, moved = apply_shifts(known, shifted)
            told = find_changes(before, moved)
            found += told if is_news else [replace(change, news=False) for change in told]
            known = replace(merge_record(before, moved), whole=stored.record.whole)
    return _writes(stored, known, fingerprint(known), now, found), found


def _writes(
    stored: StoredContract,
    state: Record,
    record_hash: str,
    now: datetime,
    found: Sequence[Change],
    renamed: Mapping[str, str] = NOTHING,
) -> StateWrites:
    values = {**stored_values(state), "record_hash": record_hash, "changed_at": now}
    actions = ActionWrites.of(stored, state, now, renamed)
    subcontracts = map(subcontract_values, state.subcontracts or ())
    size = size_of_rows([*actions.new, *actions.changed, *subcontracts, *map(change_values, found)])
    return StateWrites(state, record_hash, values, actions, size)
