"""Table of the evidence: each contract's changes, and the snapshots that they were read from."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.digest_batching import is_within
from bot.contracts.queries.evidence_access import AnswerShare
from bot.contracts.sources.answer_parts import public_id
from bot.exports.bundle import Bundle
from bot.exports.cells import Column, amount, day, heading, lines, moment, text
from bot.storage.models import Change

NO_SUCH = "no-such-contract"
"""Pseudo-change: the source said that it has no contract with this id."""

EVIDENCE_COLUMNS = (
    Column("contract_id", text),
    Column("source", text),
    Column("number", text),
    Column("kind", text),
    Column("title", text),
    Column("supplier", text),
    Column("buyer", text),
    Column("seen_at", moment),
    Column("change", text),
    Column("news", text),
    Column("action_number", text),
    Column("action_date", day),
    Column("code", text),
    Column("description", text),
    Column("amount", amount),
    Column("currency", text),
    Column("old", text),
    Column("new", text),
    Column("old_date", day),
    Column("new_date", day),
    Column("snapshots", text),
    Column("url", text),
)

_BATCH_SIZE = 500  # contracts whose changes are read at once


@dataclass(frozen=True, slots=True)
class ContractRead:
    """A contract was read from a snapshot, in the read with this key; ``mine``: for this server."""

    sha256: str
    contract_id: int
    read_key: str
    fetched_at: datetime
    mine: bool


@dataclass(slots=True)
class WrittenAnswers:
    """Content of the archive: for each snapshot hash and contract, the hash of the file in the archive and
    its share of the snapshot."""

    parts: dict[tuple[str, int], tuple[str, AnswerShare]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    size: int = 0

    def hashes(self, readings: Iterable[ContractRead]) -> str:
        """Return the hashes of the files in the archive for some readings."""
        found = (self.parts.get((reading.sha256, reading.contract_id)) for reading in readings)
        return " ".join(dict.fromkeys(part[0] for part in found if part is not None))

    def says_none(self, reading: ContractRead) -> bool:
        """Return whether this reading said that the source has no such contract."""
        part = self.parts.get((reading.sha256, reading.contract_id))
        return part is not None and part[1] is AnswerShare.NONE


@dataclass(frozen=True, slots=True)
class KnownContracts:
    """A server's contracts by id, in listing order, and the readings that they came from."""

    server_id: int
    contracts: Mapping[int, Any]
    by_answer: Mapping[str, Sequence[ContractRead]]  # by SHA-256, sorted
    by_contract: Mapping[int, Sequence[ContractRead]]


async def write_table(
    session: AsyncSession, bundle: Bundle, known: KnownContracts, written: WrittenAnswers
) -> int:
    """Write ``evidence.csv``: every change of every contract, also silent ones; return their number.

    A source's answer that it has no such contract is a row too, since it becomes a change only when it
    persists.
    """
    ids, total = list(known.contracts), 0
    with bundle.stream("evidence.csv") as write:
        write(heading(EVIDENCE_COLUMNS))
        for start in range(0, len(ids), _BATCH_SIZE):
            batch = ids[start : start + _BATCH_SIZE]
            changes: dict[int, list[Change]] = {contract_id: [] for contract_id in batch}
            found = await session.scalars(
                select(Change)
                .where(
                    Change.contract_id.in_(batch),
                    or_(Change.server_id.is_(None), Change.server_id == known.server_id),
                )
                .order_by(Change.seen_at, Change.id)
            )
            for change in found:
                changes[change.contract_id].append(change)
                total += 1
            write(await asyncio.to_thread(_lines, known, changes, written))
            session.expunge_all()
    return total


def _lines(known: KnownContracts, changes: Mapping[int, Sequence[Change]], written: WrittenAnswers) -> bytes:
    rows = (
        row
        for contract_id, of_it in changes.items()
        for row in _rows(known.contracts[contract_id], of_it, known.by_contract.get(contract_id, ()), written)
    )
    return lines(EVIDENCE_COLUMNS, rows)


def _rows(
    contract: Any,
    changes: Sequence[Change],
    readings: Sequence[ContractRead],
    written: WrittenAnswers,
) -> Iterator[Sequence[Any]]:
    named = (
        public_id(contract.source, contract.source_id),
        contract.source,
        contract.number,
        contract.kind,
        contract.title,
        contract.supplier,
        contract.buyer,
    )
    shown = [reading for reading in readings if not written.says_none(reading)]
    if not changes:
        yield (*named, *_blank(named), written.hashes(shown), contract.url)
    for change in changes:
        yield (
            *named,
            change.seen_at,
            change.kind,
            "administrative" if change.administrative else "yes" if change.news else "no",
            change.number,
            change.date,
            change.code,
            change.description,
            change.amount,
            change.currency,
            change.old,
            change.new,
            change.old_date,
            change.new_date,
            written.hashes(_read_for(change, readings, shown)),
            contract.url,
        )
    for reading in readings:
        if written.says_none(reading) and not any(
            is_within(each.read_key, reading.read_key) for each in changes
        ):
            said = (*named, reading.fetched_at, NO_SUCH, "no")
            yield (*said, *_blank(said), written.hashes([reading]), contract.url)


def _blank(begun: Sequence[Any]) -> list[None]:
    """Return the empty cells of a row between its beginning and its snapshots."""
    return [None] * (len(EVIDENCE_COLUMNS) - len(begun) - 2)


def _read_for(
    change: Change, readings: Sequence[ContractRead], shown: Sequence[ContractRead]
) -> Sequence[ContractRead]:
    """Return the readings of the read that found a change. A contract that is new to this server only was
    known before, often without a new snapshot: then the readings of the last earlier read among those that
    ``shown`` it."""
    of_it = [reading for reading in readings if is_within(change.read_key, reading.read_key)]
    before = [reading for reading in shown if reading.fetched_at <= change.seen_at]
    if of_it or change.server_id is None or not before:
        return of_it
    last = max(before, key=lambda each: (each.fetched_at, each.read_key))
    return [reading for reading in readings if reading.read_key == last.read_key]
