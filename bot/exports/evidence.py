"""Evidence archive: every stored snapshot of a server's contracts, as it was read, in one file.

The file is a ZIP that anyone can check with ``sha256sum``, and its manifest is signed as that of an export.
It is streamed snapshot by snapshot, so that its size does not matter for memory, and it is the same for the
same database and moment. Its content was read from public sources; it names no member, nor other servers'
queries: a snapshot that only they asked for is included as far as it is about this server's contracts (see
``queries.evidence_access``).
"""

import asyncio
import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.following import followed_ids
from bot.contracts.queries.evidence_access import (
    AccessibleAnswer,
    AnswerShare,
    had_in_part,
    ids_of,
    is_in_part,
    own_reads,
    share_of,
    shown_address,
)
from bot.contracts.sources.answer_parts import public_id
from bot.errors import UserError
from bot.exports.bundle import Bundle
from bot.exports.cells import moment
from bot.exports.evidence_table import NO_SUCH, ContractRead, KnownContracts, WrittenAnswers, write_table
from bot.exports.manifest import MANIFEST, SIGNATURE, ManifestSigner, evidence_manifest, fingerprint
from bot.storage import Database
from bot.storage.models import (
    Contract,
    ContractSnapshot,
    Server,
    Snapshot,
)
from bot.texts import Texts
from bot.timestamps.carried import evidence_files

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
    async with database.read() as session:
        contracts, snapshots = await _write(session, server_id, target, now, texts, signer, most)
    size = target.tell()
    if most is not None and size > most:
        raise _too_big(server_id)
    return Evidence(contracts, snapshots, size, now)


async def _write(
    session: AsyncSession,
    server_id: int,
    target: IO[bytes],
    now: datetime,
    texts: Texts,
    signer: ManifestSigner,
    most: int | None,
) -> tuple[int, int]:
    """Write the archive; return the number of contracts and snapshots."""
    server = (await session.scalars(select(Server).where(Server.id == server_id))).first()
    known = await _read(session, server_id)
    if server is None or not known.by_answer:
        raise UserError("refusal-evidence-none")
    with (
        Bundle(target, now) as bundle,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as entries,
    ):
        written = WrittenAnswers()
        for sha256, readings in known.by_answer.items():
            row = (await session.scalars(select(Snapshot).where(Snapshot.sha256 == sha256))).one()
            await asyncio.to_thread(_add_answer, bundle, entries, row, readings, known, written)
            session.expunge(row)
            if most is not None and target.tell() > most:
                raise _too_big(server_id)
        if not written.files:
            raise UserError("refusal-evidence-none")
        changes = await write_table(session, bundle, known, written)
        sums = {each.sha256 for name, each in bundle.checksums.items() if name in written.files}
        for name, content in (await evidence_files(session, server_id, sums)).items():
            bundle.add(name, content)
        await asyncio.to_thread(_add_list, bundle, entries)
        t = await texts.parsed(server.language)
        readme = t("evidence-readme", server=server.name, moment=now, key=fingerprint(signer.public_key))
        bundle.add("README.txt", f"{readme}\n".encode())
        counts = {
            "contracts": len(known.contracts),
            "changes": changes,
            "snapshots": len(written.files),
            "bytes": written.size,
        }
        whose = {"id": str(server_id), "name": server.name}
        manifest = evidence_manifest(whose, counts, bundle.checksums, signer.public_key, now)
        bundle.add(MANIFEST, manifest)
        bundle.add(SIGNATURE, signer.signature(manifest))
        bundle.add_sums()
    return len(known.contracts), len(written.files)


def _too_big(server_id: int) -> UserError:
    return UserError("refusal-evidence-too-big", command=f"tocsin export --evidence --server {server_id}")


async def _read(session: AsyncSession, server_id: int) -> KnownContracts:
    followed = followed_ids(server_id)
    contracts = await session.execute(
        select(
            Contract.id,
            Contract.source,
            Contract.source_id,
            Contract.identifiers,
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
