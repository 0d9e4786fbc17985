"""Organisers' export: publications and contracts from public sources, signed, without personal data of
members.

It is written to a folder and packed into one archive beside it. Contracts are processed in batches; only the
database is awaited on the event loop, all other work runs in threads.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock
from bot.contracts.following import followed_ids, matched_ids
from bot.contracts.queries.series import Chart
from bot.contracts.queries.service import Contracts
from bot.errors import UserError
from bot.exports import summary_page
from bot.exports.bundle import Checksum
from bot.exports.evidence import Evidence, write_evidence
from bot.exports.ledger_file import ROUNDS, last_head, ledger_file, rounds_file
from bot.exports.manifest import (
    LEDGER,
    LEDGERS,
    MANIFEST,
    SIGNATURE,
    ManifestSigner,
    fingerprint,
    ledger_of,
    manifest_of,
)
from bot.exports.queries import ExportedDemand, ExportRows, batches, read_rows
from bot.exports.writer import SCHEMA, WORKBOOK, ExportWriter, checksum_of, pack, schema
from bot.keystore.keyring import Keys
from bot.petitions.page_rows import rows_file, rows_index, rows_name
from bot.servers.board import HOME, Boards
from bot.storage import Database
from bot.storage.models import Contract
from bot.texts import Texts

README = "README.txt"
_MAX_CHARTED = 1000  # contracts: a chart reads all their actions at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Result of an export: the files in ``folder``, and ``archive``, which holds all of them."""

    folder: Path
    archive: Path
    names: Sequence[str]
    as_of: datetime
    key: str  # fingerprint of the signing key

    @property
    def loose(self) -> list[Path]:
        """The files that people open: the workbook, then the pages for the meeting."""
        pages = [name for name in self.names if name.endswith(".pdf")]
        return [self.folder / name for name in (WORKBOOK, *pages)]


class Exports:
    """Makes exports, one at a time: each may take minutes."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        texts: Texts,
        keys: Keys,
        audit: Audit,
        boards: Boards | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._keys = keys
        self._audit = audit
        self._boards = boards
        self._contracts = Contracts(database)
        self._turn = asyncio.Lock()

    async def take(
        self,
        server_id: int,
        folder: Path,
        *,
        by: int | None = None,
        language: str | None = None,
        most: int | None = None,
    ) -> Export:
        """Write the export of a server into a new folder within ``folder``, and its archive beside it.

        ``language`` is that of titles and pages, by default the server's. Raises ``UserError`` if the archive
        is larger than ``most`` bytes; then nothing is recorded in the audit. ``KeysError`` if the signing key
        cannot be used, ``OSError`` if the files cannot be written.
        """
        async with self._turn:
            now, signer = self._clock(), await self.signer()
            inner = await asyncio.to_thread(_new_folder, folder, f"tocsin-export-{now:%Y-%m-%d}")
            rows = await self._write(server_id, inner, language, now)
            await self._draw(rows, inner, signer, now, await self._chart(server_id, now))
            files = await asyncio.to_thread(_finish, inner, rows, signer, now)
            archive = inner.with_name(f"{inner.name}.zip")
            names = [*files, MANIFEST, SIGNATURE]
            size = await asyncio.to_thread(pack, inner, names, archive, now)
            if most is not None and size > most:
                raise UserError("refusal-export-too-big", command=f"tocsin export --server {server_id}")
            # Not in the transaction that read: signers would wait as long as the writing takes. The files are
            # handed out only after this is committed.
            async with self._database.write() as session:
                after = {
                    "as_of": now.isoformat(timespec="seconds"),
                    "manifest_sha256": (await asyncio.to_thread(checksum_of, inner / MANIFEST)).sha256,
                    "files": {name: each.sha256 for name, each in files.items()},
                }
                await self._audit.record(session, server_id, by, "export", "export", after=after)
            return Export(
                folder=inner, archive=archive, names=names, as_of=now, key=fingerprint(signer.public_key)
            )

    async def evidence(
        self, server_id: int, target: IO[bytes], *, by: int | None = None, most: int | None = None
    ) -> Evidence:
        """Write the evidence of a server's contracts to ``target``, which can be read, as ``write_evidence``
        does, and put that on record."""
        async with self._turn:
            now, signer = self._clock(), await self.signer()
            made = await write_evidence(
                self._database, server_id, target, now=now, texts=self._texts, signer=signer, most=most
            )
            target.seek(0)
            hashed = (await asyncio.to_thread(hashlib.file_digest, target, "sha256")).hexdigest()  # type: ignore[arg-type]
            async with self._database.write() as session:
                after = {"as_of": now.isoformat(timespec="seconds"), "files": {"evidence.zip": hashed}}
                await self._audit.record(session, server_id, by, "export", "export", after=after)
            return made

    async def signer(self) -> ManifestSigner:
        """Return the instance's signing key. Raises ``KeysError`` if it cannot be used."""
        async with self._database.write() as session:
            return ManifestSigner(await self._keys.ensure(session, "signing"))

    async def _write(self, server_id: int, folder: Path, language: str | None, now: datetime) -> ExportRows:
        """Write the tables from one consistent snapshot."""
        board = None if self._boards is None else await self._boards.of(server_id)
        async with self._database.read_long() as session:
            rows = replace(await read_rows(session, server_id, language), board=board)
            writer = ExportWriter(folder, rows, now, await self._texts.parsed(rows.language))
            await asyncio.to_thread(writer.__enter__)
            try:
                async for batch in batches(session, matched_ids(server_id)):
                    await asyncio.to_thread(writer.add, batch)
            except BaseException as error:
                await asyncio.to_thread(writer.__exit__, type(error), error, error.__traceback__)
                raise
            for asked in rows.demands:
                if asked.on_page:
                    await _write_rows(session, folder, asked)
        await asyncio.to_thread(writer.__exit__, None, None, None)
        return rows

    async def _chart(self, server_id: int, now: datetime) -> Chart | None:
        """Return the money of the contracts that a server watches; ``None`` if no source gives any, or they
        are too many for one line."""
        followed = select(func.count()).select_from(Contract).where(Contract.id.in_(followed_ids(server_id)))
        async with self._database.read() as session:
            if (await session.scalar(followed) or 0) > _MAX_CHARTED:
                return None
        try:
            return await self._contracts.chart(server_id, now.date())
        except UserError:
            return None

    async def _draw(
        self, rows: ExportRows, folder: Path, signer: ManifestSigner, now: datetime, chart: Chart | None
    ) -> None:
        """Write the page of each demand, and the README."""
        t = await self._texts.parsed(rows.language)
        key = fingerprint(signer.public_key)
        for asked in rows.demands:
            content = await asyncio.to_thread(
                summary_page.page_content,
                asked,
                rows.server_name,
                key,
                now,
                t,
                chart,
                rows.page_of(asked.demand),
            )
            page = await asyncio.to_thread(summary_page.draw, content, now)
            await asyncio.to_thread((folder / f"page-{asked.demand.slug}.pdf").write_bytes, page)
        words = t("export-readme", server=rows.server_name, moment=now, key=key)
        heads = [str(head) for asked in rows.demands if (head := last_head(asked)) is not None]
        parts = [words, t("export-readme-heads", heads="\n".join(heads))] if heads else [words]
        if rows.board is not None:
            parts.append(t("export-readme-board", address=rows.board.address(HOME, rows.language)))
        readme = "\n\n".join(parts)
        await asyncio.to_thread((folder / README).write_bytes, f"{readme}\n".encode())


async def _write_rows(session: AsyncSession, folder: Path, asked: ExportedDemand) -> None:
    """Write the published rows of a demand that is signed on the page, a file for each publication."""
    for entry in asked.ledger:
        if entry.rows_sha256 is None:
            continue
        path = folder / LEDGERS / rows_name(asked.demand.slug, entry.number)
        rows = await rows_file(session, asked.demand.id, entry.number)
        files = {path: rows}
        if entry.index_sha256 is not None:
            files[path.with_suffix(".index")] = await asyncio.to_thread(rows_index, rows)
        await asyncio.to_thread(_write_files, files)


def _write_files(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _new_folder(parent: Path, name: str) -> Path:
    """Create a folder with this name, with a number appended if it exists: an existing export is never
    touched."""
    parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = parent / (name if number == 1 else f"{name}-{number}")
        if not folder.with_name(f"{folder.name}.zip").exists():
            try:
                folder.mkdir()
            except FileExistsError:
                pass
            else:
                return folder
        number += 1


def _finish(folder: Path, rows: ExportRows, signer: ManifestSigner, now: datetime) -> Mapping[str, Checksum]:
    """Write the ledgers, the schema, the manifest and its signature; return all other files in the order of
    names."""
    (folder / LEDGER).write_bytes(ledger_of(rows))
    (folder / SCHEMA).write_bytes(schema())
    on_page = {
        folder / LEDGERS / f"{asked.demand.slug}.json": ledger_file(asked, signer)
        for asked in rows.demands
        if asked.on_page
    }
    if on_page:
        rounds = rounds_file((each.published() for each in rows.rounds), signer)
        _write_files({**on_page, folder / ROUNDS: rounds})
    _write_files({folder / name: content for name, content in rows.timestamps.items()})
    files = {
        path.relative_to(folder).as_posix(): checksum_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = manifest_of(rows, files, signer.public_key, now)
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(signer.signature(manifest))
    return files
