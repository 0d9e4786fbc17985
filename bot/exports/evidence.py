"""Evidence archive: every stored snapshot of a server's contracts, as it was read, in one file.

The file is a ZIP that anyone can check with ``sha256sum``, and its manifest is signed as that of an export.
It is streamed snapshot by snapshot, so that its size does not matter for memory, and it is the same for the
same database and moment. Its content was read from public sources; it names no member, nor other servers'
queries: a snapshot that only they asked for is included as far as it is about this server's contracts (see
``queries.snapshots``).

Its table, ``evidence.csv``, has each contract's changes, and the snapshots that they were read from.
"""

import asyncio
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.digest_batching import is_within
from bot.contracts.following import followed_ids
from bot.contracts.queries.snapshots import (
    AccessibleAnswer,
    AnswerShare,
    had_in_part,
    ids_of,
    is_in_part,
    own_reads,
    share_of,
    shown_address,
)
from bot.contracts.sources.registry import public_id
from bot.errors import UserError
from bot.exports.bundle import Bundle
from bot.exports.cells import Column, amount, day, heading, lines, moment, rows_of, text
from bot.exports.manifest import MANIFEST, SIGNATURE, ManifestSigner, evidence_manifest, fingerprint
from bot.exports.timestamps.document import evidence_files
from bot.storage import Database
from bot.storage.models import (
    Change,
    Contract,
    ContractSnapshot,
    Server,
    Snapshot,
)
from bot.texts import Texts

NO_SUCH = "no-such-contract"
"""Pseudo-change: the source said that it has no contract with this id."""


class EvidenceRecord(NamedTuple):
    """Record of a row of the evidence: a contract, one of its changes (an empty one if it has none), and the
    hashes of the snapshots that it was read from."""

    contract: Any
    change: Change
    snapshots: str


def _news(record: EvidenceRecord) -> str | None:
    change = record.change
    if change.kind is None:
        return None
    return "yes" if change.news else "no"


EVIDENCE_COLUMNS = (
    Column("contract_id", text, lambda record: public_id(record.contract.source, record.contract.source_id)),
    Column("source", text, "contract.source"),
    Column("number", text, "contract.number"),
    Column("kind", text, "contract.kind"),
    Column("title", text, "contract.title"),
    Column("supplier", text, "contract.supplier"),
    Column("buyer", text, "contract.buyer"),
    Column("seen_at", moment, "change.seen_at"),
    Column("change", text, "change.kind"),
    Column("news", text, _news),
    Column("action_number", text, "change.number"),
    Column("action_date", day, "change.date"),
    Column("code", text, "change.code"),
    Column("description", text, "change.description"),
    Column("amount", amount, "change.amount"),
    Column("currency", text, "change.currency"),
    Column("old", text, "change.old"),
    Column("new", text, "change.new"),
    Column("old_date", day, "change.old_date"),
    Column("new_date", day, "change.new_date"),
    Column("snapshots", text),
    Column("url", text, "contract.url"),
)

_OF_CONTRACT = (
    *("id", "source", "source_id", "identifiers", "number", "kind", "title", "supplier", "buyer", "url"),
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
    changes: int = 0  # rows about a change

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
    records = (
        record
        for contract_id, of_it in changes.items()
        for record in _records(
            known.contracts[contract_id], of_it, known.by_contract.get(contract_id, ()), written
        )
    )
    return lines(EVIDENCE_COLUMNS, rows_of(EVIDENCE_COLUMNS, records))


def _records(
    contract: Any,
    changes: Sequence[Change],
    readings: Sequence[ContractRead],
    written: WrittenAnswers,
) -> Iterator[EvidenceRecord]:
    shown = [reading for reading in readings if not written.says_none(reading)]
    if not changes:
        yield EvidenceRecord(contract, Change(), written.hashes(shown))
    for change in changes:
        yield EvidenceRecord(contract, change, written.hashes(_read_for(change, readings, shown)))
    for reading in readings:
        if written.says_none(reading) and not any(
            is_within(each.read_key, reading.read_key) for each in changes
        ):
            said = Change(seen_at=reading.fetched_at, kind=NO_SUCH, news=False)
            yield EvidenceRecord(contract, said, written.hashes([reading]))


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


ANSWERS = "snapshots.json"

_EXTENSIONS = {
    "application/json": "json",
    "application/feed+json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/csv": "csv",
    "application/warc": "warc",
}
_WHAT = {AnswerShare.WHOLE: "answer", AnswerShare.PART: "part", AnswerShare.NONE: NO_SUCH}
_GZIP = b"\x1f\x8b"
_IN_MEMORY = 2**20  # bytes of the list of answers in memory, before it goes to a temporary file


@dataclass(frozen=True, slots=True)
class Evidence:
    """Result of writing the evidence: the number of contracts and snapshots, the ``size`` in bytes, and the
    moment."""

    contracts: int
    snapshots: int
    size: int
    as_of: datetime


async def write_evidence(
    database: Database,
    server_id: int,
    target: IO[bytes],
    *,
    now: datetime,
    texts: Texts,
    signer: ManifestSigner,
    most: int | None = None,
) -> Evidence:
    """Write the evidence of the contracts that a server's watches follow to ``target``, an empty file.

    Raises ``UserError`` if nothing is stored yet, and as soon as the file is larger than ``most`` bytes. It
    is read in one transaction, hence consistent, which lasts as long as the writing.
    """
    async with database.read_long() as session:
        server = (await session.scalars(select(Server).where(Server.id == server_id))).first()
        known = await _read(session, server_id)
        if server is None or not known.by_answer:
            raise UserError("refusal-evidence-none")
        with Bundle(target, now) as bundle:
            written = await _write_answers(session, bundle, target, known, most)
            t = await texts.parsed(server.language)
            readme = t("evidence-readme", server=server.name, moment=now, key=fingerprint(signer.public_key))
            bundle.add("README.txt", f"{readme}\n".encode())
            counts = {
                "contracts": len(known.contracts),
                "changes": written.changes,
                "snapshots": len(written.files),
                "bytes": written.size,
            }
            whose = {"id": str(server_id), "name": server.name}
            manifest = evidence_manifest(whose, counts, bundle.checksums, signer.public_key, now)
            bundle.add(MANIFEST, manifest)
            bundle.add(SIGNATURE, signer.signature(manifest))
            bundle.add_sums()
    size = target.tell()
    if most is not None and size > most:
        raise _too_big(server_id)
    return Evidence(len(known.contracts), len(written.files), size, now)


async def _write_answers(
    session: AsyncSession, bundle: Bundle, target: IO[bytes], known: KnownContracts, most: int | None
) -> WrittenAnswers:
    """Write the answers, ``evidence.csv``, the time-stamps and ``snapshots.json``."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as entries:
        written = WrittenAnswers()
        for sha256, readings in known.by_answer.items():
            row = (await session.scalars(select(Snapshot).where(Snapshot.sha256 == sha256))).one()
            await asyncio.to_thread(_add_answer, bundle, entries, row, readings, known, written)
            session.expunge(row)
            if most is not None and target.tell() > most:
                raise _too_big(known.server_id)
        if not written.files:
            raise UserError("refusal-evidence-none")
        written.changes = await write_table(session, bundle, known, written)
        sums = {each.sha256 for name, each in bundle.checksums.items() if name in written.files}
        for name, content in (await evidence_files(session, known.server_id, sums)).items():
            bundle.add(name, content)
        await asyncio.to_thread(_add_list, bundle, entries)
    return written


def _too_big(server_id: int) -> UserError:
    return UserError("refusal-evidence-too-big", command=f"tocsin export --evidence --server {server_id}")


async def _read(session: AsyncSession, server_id: int) -> KnownContracts:
    followed = followed_ids(server_id)
    contracts = await session.execute(
        select(*(getattr(Contract, name) for name in _OF_CONTRACT))
        .where(Contract.id.in_(followed))
        .order_by(Contract.source, Contract.number, Contract.source_id)
    )
    links = await session.execute(
        select(
            ContractSnapshot.sha256,
            ContractSnapshot.contract_id,
            ContractSnapshot.read_key,
            Snapshot.fetched_at,
            ContractSnapshot.read_key.in_(own_reads(server_id)),
        )
        .join(Snapshot, Snapshot.sha256 == ContractSnapshot.sha256)
        .where(ContractSnapshot.contract_id.in_(followed))
        .order_by(ContractSnapshot.sha256, ContractSnapshot.contract_id, ContractSnapshot.read_key)
    )
    by_answer: dict[str, list[ContractRead]] = defaultdict(list)
    by_contract: dict[int, list[ContractRead]] = defaultdict(list)
    for link in links:
        reading = ContractRead(*link)
        by_answer[reading.sha256].append(reading)
        by_contract[reading.contract_id].append(reading)
    return KnownContracts(server_id, {row.id: row for row in contracts}, by_answer, by_contract)


def _add_answer(
    bundle: Bundle,
    entries: IO[bytes],
    row: Snapshot,
    readings: Sequence[ContractRead],
    known: KnownContracts,
    written: WrittenAnswers,
) -> None:
    """Add one snapshot, or its parts about each of this server's contracts, with entries for the list."""
    content = zlib.decompress(row.content)
    mine = any(reading.mine for reading in readings)
    of_each: dict[int, list[ContractRead]] = defaultdict(list)
    for reading in readings:
        of_each[reading.contract_id].append(reading)
    in_part = is_in_part(row.source, row.url, row.media, mine=mine)
    for group in of_each.values() if in_part else [readings]:
        contract = known.contracts[group[0].contract_id]
        found: AccessibleAnswer | None = AccessibleAnswer(
            content, row.sha256, share_of(row.source, row.media)
        )
        if in_part:
            found = had_in_part(
                content, row.sha256, row.source, ids_of(contract.source_id, contract.identifiers)
            )
        if found is None:
            continue
        for reading in group:
            written.parts[row.sha256, reading.contract_id] = found.sha256, found.share
        public = {known.contracts[reading.contract_id].url for reading in group}
        url = shown_address(row.source, row.url, public, mine=mine)
        _add_file(bundle, entries, row, found, _entry(row, found, url, group, known), written)


def _add_file(
    bundle: Bundle,
    entries: IO[bytes],
    row: Snapshot,
    found: AccessibleAnswer,
    entry: dict[str, Any],
    written: WrittenAnswers,
) -> None:
    packed = found.content.startswith(_GZIP)
    name = f"snapshots/{found.sha256}.{_extension(row.media)}{'.gz' if packed else ''}"
    if name in written.files:  # two lists may say the same of a contract
        return
    # Its name and checksum are the hash taken when it was read.
    bundle.add(name, found.content, sha256=found.sha256, when=row.fetched_at, packed=packed)
    written.files.add(name)
    written.size += len(found.content)
    separator = b",\n" if entries.tell() else b""
    entries.write(separator + json.dumps({"file": name, **entry}, ensure_ascii=False, indent=1).encode())


def _entry(
    row: Snapshot, found: AccessibleAnswer, url: str, readings: Sequence[ContractRead], known: KnownContracts
) -> dict[str, Any]:
    return {
        "sha256": found.sha256,
        "size": len(found.content),
        "what": _WHAT[found.share],
        "source": row.source,
        "url": url,
        "fetched_at": moment(row.fetched_at),
        "media": row.media,
        "contracts": [
            {
                "source": known.contracts[reading.contract_id].source,
                "contract_id": public_id(row.source, known.contracts[reading.contract_id].source_id),
                "number": known.contracts[reading.contract_id].number,
                "read": reading.read_key,
            }
            for reading in readings
        ],
    }


def _extension(media: str) -> str:
    return _EXTENSIONS.get(media.partition(";")[0].strip().lower(), "bin")


def _add_list(bundle: Bundle, entries: IO[bytes]) -> None:
    """Write ``snapshots.json``: the entries, copied as they are."""
    entries.seek(0)
    with bundle.stream(ANSWERS) as write:
        write(b'{"snapshots": [\n')
        while part := entries.read(_IN_MEMORY):
            write(part)
        write(b"\n]}\n")
