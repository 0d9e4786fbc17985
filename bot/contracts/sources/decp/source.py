"""DECP source: the essential data of French public contracts, from the ministry's portal, without a key."""

import contextlib
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, ClassVar

from bot.contracts.model import Answer, Kind, Record
from bot.contracts.sources.answers import rows_with_id
from bot.contracts.sources.decp.contract import (
    CURRENCY,
    DATASET,
    EMPTY,
    HOLDERS,
    SIREN,
    SOURCE,
    Holder,
    cells_of,
    contract_of,
    holders_of,
    id_of,
    kind_of,
    listed_amount,
)
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.opendatasoft import Condition, OpendatasoftSource, Words, begins, either, literal
from bot.contracts.sources.policy import siren, text
from bot.contracts.sources.protocol import (
    HOST_FAULTS,
    MAX_CONTRACTS,
    Absent,
    AnswerPolicy,
    Field,
    Match,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Supplier,
    Unchanged,
)
from bot.contracts.sources.search import Row, Shortfall
from bot.contracts.sources.values import join_names, reading_one
from bot.contracts.sources.warc import absent

MAX_ROWS = 4 * MAX_CONTRACTS  # a contract has 1.2 rows on average (708,152 rows of 611,894, September 2026)
BATCH_SIZE = 25  # contracts per request: their numbers are in the address, whose length is limited


def _of_contract(said: Any, source_id: str, content: bytes) -> bytes | None:
    if not isinstance(said, list):
        return None
    own = [row for row in said if isinstance(row, dict) and id_of(row) == source_id]
    if own and len(own) == len(said):
        return content
    return canonical_bytes(own) if own else None


class Decp(OpendatasoftSource):
    """The source "decp". A query has ``suppliers`` and ``buyers`` (a SIRET, or the SIREN of a company with
    all its establishments) and ``words`` (of the object). The table holds contracts notified since about
    2024, and no names.

    A contract has one row or several, and a search returns those that match. Each contract whose rows changed
    is then read with all its rows, those of other holders too: otherwise its record would depend on the
    query.
    """

    name = SOURCE
    fields = (Field("suppliers", siren()), Field("buyers", siren()), Field("words", text(3)))
    pick = "suppliers"
    asks_by_id = True
    kept = AnswerPolicy(lists=lambda _url: True, part=_of_contract)

    dataset = DATASET
    where: ClassVar[Mapping[str, Condition]] = {  # a company may hold a contract by a modification
        "suppliers": begins(*(f"titulaire_id_{number}" for number in HOLDERS), "idtitulairemodification"),
        "buyers": begins("acheteur_id"),
        "words": Words("objet"),
    }
    surveyed = (
        "id",
        "acheteur_id",
        "objet",
        "nature",
        "techniques",
        "idaccordcadre",
        "datenotification",
        "montant",
        "idmodification",
        *(f"titulaire_id_{number}" for number in HOLDERS),
        *(f"titulaire_typeidentifiant_{number}" for number in HOLDERS),
    )
    empty = EMPTY

    @classmethod
    def id_of(cls, row: Row) -> str | None:
        return id_of(row)

    @classmethod
    def id_condition(cls, source_id: str) -> str | None:
        buyer, _, number = source_id.partition("/")
        if not buyer or not number:
            return None
        return f"(acheteur_id={literal(buyer)} and id={literal(number)})"

    @classmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        return contract_of([row], answer)

    @classmethod
    def kind_of(cls, rows: Sequence[Row]) -> Kind:
        """Return the kind by the first readable row: nearly always, all rows say the same."""
        for row in rows:
            with contextlib.suppress(SourceError), reading_one(None):
                return kind_of(row)
        return Kind.CONTRACT

    @classmethod
    def match(cls, rows: Sequence[Row]) -> Match:
        buyer, _, number = str(id_of(rows[0])).partition("/")
        names = join_names(sorted(holder.label for holder in _holding(rows)))
        signed = max(filter(None, (cells_of(row).day("datenotification") for row in rows)), default=None)
        return Match(number, signed, buyer, names, listed_amount(rows), CURRENCY)

    @classmethod
    def suppliers(cls, rows: Sequence[Row], match: Match) -> Iterable[Supplier]:
        """Return the holders. Only one with a French number gets an id and can be picked: queries take no
        other."""
        for holder in _holding(rows):
            yield Supplier(holder.label, holder.id if SIREN.fullmatch(holder.id) else None)

    async def groups(self, query: Mapping[str, Any]) -> AsyncGenerator[Sequence[Row], None]:
        for rows in (await self._listed(query, Shortfall(), self.surveyed)).values():
            yield rows

    async def found(
        self, query: Mapping[str, Any], reading: ReadContext, lacks: Shortfall
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield every contract that matches, frameworks first, so that a contract under one finds it stored.

        The first request that the host does not answer after every retry ends the read.
        """
        listed = await self._listed(query, lacks)
        marks = {source_id: _mark(rows) for source_id, rows in listed.items()}
        sizes = {source_id: len(rows) for source_id, rows in listed.items()}
        del listed  # these rows can fill the memory of a small machine, and are no longer needed
        lacks.named = bool(marks)
        wanted: list[str] = []
        for source_id, mark in marks.items():
            if not reading.full and reading.marks.get(source_id) == mark:
                yield Unchanged(source_id)
            else:
                wanted.append(source_id)
        for start in range(0, len(wanted), BATCH_SIZE):
            batch = wanted[start : start + BATCH_SIZE]
            try:
                rows, answer = await self._rows_of(batch)
            except SourceError as fault:
                lacks.faults.append(fault)
                lacks.unread += batch
                if fault.fault in HOST_FAULTS:
                    lacks.whole = lacks.whole and batch[-1] == wanted[-1]
                    break
                continue
            for source_id in batch:
                try:
                    with reading_one(source_id):
                        contract = _contract(rows.get(source_id, []), sizes[source_id], answer)
                except SourceError as fault:
                    lacks.leave_out(source_id, fault)
                else:
                    yield replace(contract, mark=marks[source_id])

    async def get(self, source_id: str) -> Record | Absent:
        """Return one contract by its id, ``Absent`` if the table has no row of it. Raises ``SourceError``."""
        if self.id_condition(source_id) is None:
            return Absent()
        rows, answer = await self._rows_of([source_id])
        own = rows.get(source_id)
        return contract_of(own, answer) if own else await absent(answer)

    async def _listed(
        self, query: Mapping[str, Any], lacks: Shortfall, columns: Sequence[str] = ()
    ) -> dict[str, list[Row]]:
        """Return the rows that match, by contract.

        An export is one answer, so nothing moves between pages. It does not say how many rows it should have,
        so they are counted first, and an export of fewer rows is refused.
        """
        where = self.condition(query)
        count = await self.count(where)
        if count > MAX_ROWS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{count} rows")
        if not count:
            return {}
        exported, _ = await self.export(where, columns)
        if len(exported) < count:
            raise SourceError(SourceErrorKind.PAGES_MISSING, f"an export of {len(exported)} of {count} rows")
        rows, nameless = rows_with_id(exported, lambda row: id_of(row) is not None, "its buyer or number")
        lacks.faults += nameless
        found: dict[str, list[Row]] = {}
        for row in rows:
            source_id = str(id_of(row))
            try:
                with reading_one(source_id):
                    if self.fits(row, query):
                        found.setdefault(source_id, []).append(row)
            except SourceError as fault:
                lacks.leave_out(source_id, fault)
        if len(found) > MAX_CONTRACTS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{len(found)} contracts")
        order = {source_id: self.kind_of(rows) is not Kind.VEHICLE for source_id, rows in found.items()}
        return {source_id: found[source_id] for source_id in sorted(found, key=lambda key: (order[key], key))}

    async def _rows_of(self, ids: Sequence[str]) -> tuple[dict[str | None, list[Row]], Answer]:
        """Return all rows of contracts, by contract, and the answer."""
        conditions = [where for source_id in ids if (where := self.id_condition(source_id))]
        exported, answer = await self.export(either(conditions))
        rows: dict[str | None, list[Row]] = {}
        for row in exported:
            rows.setdefault(id_of(row), []).append(row)
        return rows, answer


def _contract(rows: Sequence[Row], size: int, answer: Answer) -> Record:
    """Return a contract from all its rows, of which the search found ``size``. Raises ``SourceError``."""
    if len(rows) < size:
        detail = f"{size} rows by the search, {len(rows)} by its number"
        raise SourceError(SourceErrorKind.PAGES_MISSING, detail)
    return contract_of(rows, answer)


def _holding(rows: Sequence[Row]) -> set[Holder]:
    return {holder for row in rows for holder in holders_of(row)}


def _mark(rows: Iterable[Row]) -> str:
    """Return a hash of the rows found of a contract, independent of their order and repetition."""
    return sha256(b"\n".join(sorted({canonical_bytes(row) for row in rows}))).hexdigest()
