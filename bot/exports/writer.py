"""Writes the files of an export into a folder, in batches of contracts. Blocking: not for the event loop."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from bot import __version__
from bot.exports.bundle import Bundle, Checksum
from bot.exports.cells import Column, csv_file, heading, lines, moment, rows_of
from bot.exports.manifest import board_of, page_of
from bot.exports.queries import ContractBatch, ExportRows
from bot.exports.tables import (
    ACTIONS,
    CONTRACTS,
    COUNTS,
    ActionRecord,
    ExportTable,
    contract_json,
    demand_json,
    tables_of,
    title_of,
)
from bot.exports.workbook import CountsChart, Workbook, WorkbookSheet
from bot.texts import Translator

FORMAT = 3
"""Version of ``tocsin.json``: incremented when a key changes its name or meaning."""

SCHEMA = "tocsin-export.schema.json"
DOCUMENT, WORKBOOK = "tocsin.json", "tocsin.xlsx"

_CODED = frozenset({"state", "source", "verified_by", "reason", "kind"})
"""Columns whose values are codes, which the workbook has as words."""

_PACKED = (".xlsx", ".pdf")
_CHUNK_SIZE = 2**20  # bytes


class ContractFiles:
    """Writer of ``contracts.csv``, ``actions.csv`` and a JSON array, some contracts at a time. ``head`` is
    the document up to that array; each contract in it is on a line of its own with this ``indent``. Blocking:
    not for the event loop."""

    def __init__(
        self, contracts: IO[bytes], actions: IO[bytes], nested: IO[bytes], head: bytes, *, indent: str = ""
    ) -> None:
        self._contracts, self._actions, self._nested = contracts, actions, nested
        self._between = f"\n{indent}"
        contracts.write(heading(CONTRACTS))
        actions.write(heading(ACTIONS))
        nested.write(head)

    def write(self, batch: ContractBatch) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
        """Write some contracts, each with its actions; return the rows of both."""
        found = list(batch.rows())
        contracts = rows_of(CONTRACTS, [contract for contract, *_ in found])
        actions = rows_of(
            ACTIONS, [ActionRecord(contract, action) for contract, done, _ in found for action in done]
        )
        self._contracts.write(lines(CONTRACTS, contracts))
        self._actions.write(lines(ACTIONS, actions))
        for each in found:
            one = json.dumps(contract_json(*each), ensure_ascii=False)
            self._nested.write(f"{self._between}{one}".encode())
            self._between = f",{self._between.removeprefix(',')}"
        return contracts, actions


class ExportWriter:
    """The tables, the document and the workbook of one export, under construction."""

    def __init__(self, folder: Path, rows: ExportRows, now: datetime, t: Translator) -> None:
        self._folder = folder
        self._rows = rows
        self._words = _Words(t)
        self._now = now
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            title = self._rows.server_name or str(self._rows.server_id)
            self._book = stack.enter_context(
                Workbook(self._folder / WORKBOOK, title=title, created=self._now)
            )
            self._document = stack.enter_context(self._open(DOCUMENT))
            for table in tables_of(self._rows):
                self._write(table)
            contracts = stack.enter_context(self._open("contracts.csv"))
            actions = stack.enter_context(self._open("actions.csv"))
            self._contract_sheet = self._words.sheet(self._book, "contracts", CONTRACTS)
            self._action_sheet = self._words.sheet(self._book, "actions", ACTIONS)
            self._files = ContractFiles(contracts, actions, self._document, self._head(), indent="  ")
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if kind is None:
                self._document.write(b"\n ]\n}\n")
                self._draw()

    def add(self, batch: ContractBatch) -> None:
        """Append some contracts, each with its actions."""
        contracts, actions = self._files.write(batch)
        self._contract_sheet.write(self._words.rows(CONTRACTS, contracts))
        self._action_sheet.write(self._words.rows(ACTIONS, actions))

    def _open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("wb")

    def _write(self, table: ExportTable) -> None:
        (self._folder / f"{table.name}.csv").write_bytes(csv_file(table.columns, table.rows))
        sheet = self._words.sheet(self._book, table.name, table.columns)
        sheet.write(self._words.rows(table.columns, table.rows))

    def _head(self) -> bytes:
        """Return tocsin.json up to its first contract."""
        head = {
            "format": FORMAT,
            "schema": SCHEMA,
            "as_of": moment(self._now),
            "made_by": f"Tocsin {__version__}",
            "server": {"id": str(self._rows.server_id), "name": self._rows.server_name},
            **board_of(self._rows),
            "demands": [{**demand_json(asked), **page_of(self._rows, asked)} for asked in self._rows.demands],
        }
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        return f'{opening},\n "contracts": ['.encode()

    def _draw(self) -> None:
        """Add a chart for each demand with publications that is not void, from the sheet of the counts."""
        places = {column.header: place for place, column in enumerate(COUNTS)}
        row = 1
        for asked in self._rows.demands:
            first, row = row, row + len(asked.publications)
            if not asked.publications or asked.demand.voided_at is not None:
                continue
            wanted = ["published_at", "count"] + ["goal"] * (asked.demand.goal is not None)
            chart = CountsChart(
                name=asked.demand.slug,
                title=title_of(asked.demand.texts, self._rows.language),
                sheet=self._words.of("sheet", "counts"),
                rows=(first, row - 1),
                columns={header: places[header] for header in wanted},
                names={header: self._words.of("column", header) for header in wanted},
                until_next=[
                    (later.published_at - each.published_at).total_seconds() / 86_400
                    for each, later in pairwise(asked.publications)
                ]
                + [0.0],
            )
            self._book.chart(chart)


class _Words:
    """Words for sheets, headers and codes of the workbook, in the language of the export; CSV has codes."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._known: dict[tuple[str, str], str] = {}

    def of(self, sort: str, name: str) -> str:
        """Return a word, or the name itself where a language has none."""
        if (sort, name) not in self._known:
            wanted = f"{sort}-{name}"
            self._known[sort, name] = self._t(wanted) if self._t.has(wanted) else name
        return self._known[sort, name]

    def sheet(self, book: Workbook, name: str, columns: Sequence[Column]) -> WorkbookSheet:
        """Add a sheet with a header row."""
        headers = [replace(column, header=self.of("column", column.header)) for column in columns]
        return WorkbookSheet(book, self.of("sheet", name), headers)

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """Yield rows with words for codes."""
        coded = [place for place, column in enumerate(columns) if column.header in _CODED]
        for row in rows:
            words = list(row)
            for place in coded:
                words[place] = self.of("coded", row[place]) if row[place] else row[place]
            yield words


def schema() -> bytes:
    """Return the JSON Schema of ``tocsin.json``."""
    return (files("bot.exports") / SCHEMA).read_bytes()


def checksum_of(path: Path) -> Checksum:
    """Return the checksum of a written file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checksum(digest, path.stat().st_size)


def pack(folder: Path, names: Iterable[str], target: Path, now: datetime) -> int:
    """Pack these files of a folder into one archive; return its size. The same files make the same bytes."""
    with target.open("wb") as file, Bundle(file, now) as bundle:
        for name in names:
            with (
                (folder / name).open("rb") as source,
                bundle.stream(name, packed=name.endswith(_PACKED)) as write,
            ):
                while part := source.read(_CHUNK_SIZE):
                    write(part)
    return target.stat().st_size
