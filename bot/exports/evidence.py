"""The evidence: every answer of a source that is kept of a server's contracts, as it was read, in one file.

The file is a ZIP that anyone can check with ``sha256sum``. It is written answer by answer, so that its size
is no matter of memory, and is the same for the same database and moment. What is in it was read from public
sources; it names no member, and not what other servers asked of a source.
"""

import asyncio
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.contracts.first_seen import shown_address
from bot.contracts.selects import followed_ids
from bot.exports.bundle import Bundle
from bot.exports.cells import Column, amount, day, heading, lines, moment, text
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Change, Contract, ContractSnapshot, Server, Snapshot
from bot.texts import Texts

FORMAT = 1
"""The version of ``manifest.json``: it rises when a key changes its name or meaning."""

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
_GZIP = b"\x1f\x8b"
_A_BATCH = 500  # contracts whose changes are read at once
_IN_MEMORY = 2**20  # bytes of the manifest, before it goes to a temporary file


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was written: how many contracts and answers, ``size`` bytes, as of this moment."""

    contracts: int
    snapshots: int
    size: int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class _Reading:
    """That a contract was read from an answer, in the read with this key."""

    sha256: str
    contract_id: int
    read_key: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """A server's contracts by id, in the order in which they are listed, and what they were read from."""

    server_id: int
    contracts: Mapping[int, Any]
    by_answer: Mapping[str, Sequence[_Reading]]  # by SHA-256, which are sorted
    by_contract: Mapping[int, Sequence[_Reading]]


async def write_evidence(
    database: Database,
    server_id: int,
    target: IO[bytes],
    *,
    now: datetime,
    texts: Texts,
    most: int | None = None,
) -> Evidence:
    """Write the evidence of the contracts that a server's watches follow to ``target``, an empty file.

    Refused where nothing is kept yet, and as soon as the file is larger than ``most`` bytes. All of it is
    of one moment: it is read in one transaction, which lasts as long as the writing.
    """
    async with database.read() as session:
        server = (await session.scalars(select(Server).where(Server.id == server_id))).first()
        known = await _read(session, server_id)
        if server is None or not known.by_answer:
            raise Refusal("refusal-evidence-none")
        with (
            Bundle(target, now) as bundle,
            tempfile.SpooledTemporaryFile(_IN_MEMORY) as entries,
        ):
            total = 0
            for sha256, readings in known.by_answer.items():
                row = (await session.scalars(select(Snapshot).where(Snapshot.sha256 == sha256))).one()
                total += await asyncio.to_thread(_add_snapshot, bundle, entries, row, readings, known)
                session.expunge(row)
                if most is not None and target.tell() > most:
                    raise _too_big(server_id)
            changes = await _write_table(session, bundle, known)
            head = {
                "format": FORMAT,
                "as_of": moment(now),
                "made_by": f"Tocsin {__version__}",
                "server": {"id": str(server_id), "name": server.name},
                "counts": {
                    "contracts": len(known.contracts),
                    "changes": changes,
                    "snapshots": len(known.by_answer),
                    "bytes": total,
                },
            }
            await asyncio.to_thread(_add_manifest, bundle, head, entries)
            readme = texts.of(server.language)("evidence-readme", server=server.name, moment=now)
            bundle.add("README.txt", f"{readme}\n".encode())
            bundle.add_sums()
    size = target.tell()
    if most is not None and size > most:
        raise _too_big(server_id)
    return Evidence(len(known.contracts), len(known.by_answer), size, now)


def _too_big(server_id: int) -> Refusal:
    return Refusal("refusal-evidence-too-big", command=f"tocsin export --evidence --server {server_id}")


async def _read(session: AsyncSession, server_id: int) -> _Known:
    followed = followed_ids(server_id)
    contracts = await session.execute(
        select(
            Contract.id,
            Contract.source,
            Contract.source_id,
            Contract.number,
            Contract.kind,
            Contract.title,
            Contract.supplier,
            Contract.buyer,
            Contract.url,
        )
        .where(Contract.id.in_(followed))
        .order_by(Contract.source, Contract.number, Contract.source_id)
    )
    links = await session.execute(
        select(
            ContractSnapshot.sha256,
            ContractSnapshot.contract_id,
            ContractSnapshot.read_key,
            Snapshot.fetched_at,
        )
        .join(Snapshot, Snapshot.sha256 == ContractSnapshot.sha256)
        .where(ContractSnapshot.contract_id.in_(followed))
        .order_by(ContractSnapshot.sha256, ContractSnapshot.contract_id)
    )
    by_answer: dict[str, list[_Reading]] = defaultdict(list)
    by_contract: dict[int, list[_Reading]] = defaultdict(list)
    for link in links:
        reading = _Reading(*link)
        by_answer[reading.sha256].append(reading)
        by_contract[reading.contract_id].append(reading)
    return _Known(server_id, {row.id: row for row in contracts}, by_answer, by_contract)


def _add_snapshot(
    bundle: Bundle, entries: IO[bytes], row: Snapshot, readings: Sequence[_Reading], known: _Known
) -> int:
    """Add one answer, and its entry for the manifest; how many bytes it has."""
    content = zlib.decompress(row.content)
    packed = content.startswith(_GZIP)
    name = f"snapshots/{row.sha256}.{_extension(row.media)}{'.gz' if packed else ''}"
    # Its name and its line among the sums are the hash that was taken when it was read.
    bundle.add(name, content, sha256=row.sha256, when=row.fetched_at, packed=packed)
    entry = {
        "file": name,
        "sha256": row.sha256,
        "size": len(content),
        "source": row.source,
        "url": shown_address(row.url, {known.contracts[reading.contract_id].url for reading in readings}),
        "fetched_at": moment(row.fetched_at),
        "media": row.media,
        "contracts": [
            {
                "source": known.contracts[reading.contract_id].source,
                "contract_id": known.contracts[reading.contract_id].source_id,
                "number": known.contracts[reading.contract_id].number,
                "read": reading.read_key,
            }
            for reading in readings
        ],
    }
    separator = b",\n" if entries.tell() else b""
    entries.write(separator + json.dumps(entry, ensure_ascii=False, indent=1).encode())
    return len(content)


def _extension(media: str) -> str:
    return _EXTENSIONS.get(media.partition(";")[0].strip().lower(), "bin")


def _add_manifest(bundle: Bundle, head: Mapping[str, Any], entries: IO[bytes]) -> None:
    """``manifest.json``: the head, and under ``snapshots`` the entries, which are copied as they are."""
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    entries.seek(0)
    with bundle.stream("manifest.json") as write:
        write(f'{opening},\n "snapshots": [\n'.encode())
        while part := entries.read(_IN_MEMORY):
            write(part)
        write(b"\n]\n}\n")


async def _write_table(session: AsyncSession, bundle: Bundle, known: _Known) -> int:
    """``evidence.csv``: every change of every contract, also those that were only kept; how many."""
    ids, total = list(known.contracts), 0
    with bundle.stream("evidence.csv") as write:
        write(heading(EVIDENCE_COLUMNS))
        for start in range(0, len(ids), _A_BATCH):
            batch = ids[start : start + _A_BATCH]
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
            write(await asyncio.to_thread(_lines, known, changes))
            session.expunge_all()
    return total


def _lines(known: _Known, changes: Mapping[int, Sequence[Change]]) -> bytes:
    return lines(EVIDENCE_COLUMNS, _rows(known, changes))


def _rows(known: _Known, changes: Mapping[int, Sequence[Change]]) -> Iterator[Sequence[Any]]:
    for contract_id, of_it in changes.items():
        contract, readings = known.contracts[contract_id], known.by_contract.get(contract_id, ())
        named = (
            contract.source_id,
            contract.source,
            contract.number,
            contract.kind,
            contract.title,
            contract.supplier,
            contract.buyer,
        )
        if not of_it:
            hashes = " ".join(reading.sha256 for reading in readings)
            yield (*named, *[None] * (len(EVIDENCE_COLUMNS) - len(named) - 2), hashes, contract.url)
        for change in of_it:
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
                " ".join(_read_for(change, readings)),
                contract.url,
            )


def _read_for(change: Change, readings: Sequence[_Reading]) -> list[str]:
    """The answers that the read of a change brought. A contract that is new to this server only was known:
    it is the answers of the last read before."""
    key: str | None = change.read_key
    if change.server_id is not None:
        before = [reading for reading in readings if reading.fetched_at <= change.seen_at]
        key = max(before, key=lambda each: (each.fetched_at, each.read_key)).read_key if before else None
    return [reading.sha256 for reading in readings if reading.read_key == key]
