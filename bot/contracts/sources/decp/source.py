"""DECP source: the essential data of French public contracts, from the ministry's portal, without a key."""

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Kind, Record
from bot.contracts.sources.answers import rows_with_id
from bot.contracts.sources.decp.market import CURRENCY, DATASET, Holder
from bot.contracts.sources.decp.parse import (
    HOLDERS,
    holders_of,
    kind_of,
    listed_amount,
    record_of_rows,
)
from bot.contracts.sources.decp.policy import SIREN, DecpPolicy, key_of, source_id_of
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.keywords import mentions
from bot.contracts.sources.opendatasoft import Dataset, Row, either, literal
from bot.contracts.sources.protocol import (
    HOST_FAULTS,
    MAX_CONTRACTS,
    Absent,
    IncompleteRead,
    Match,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Supplier,
    Survey,
    Unchanged,
    newest_matches,
)
from bot.contracts.sources.values import day_of, join_names, reading_one
from bot.contracts.sources.warc import absent

MAX_ROWS = 4 * MAX_CONTRACTS  # a contract has 1.2 rows on average (708,152 rows of 611,894, September 2026)
BATCH_SIZE = 25  # contracts per request: their numbers are in the address, whose length is limited

SURVEYED = (
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


Key = tuple[str, str]


class Decp(DecpPolicy):
    """The source "decp".

    A search returns the rows that match. Each contract found is then read with all its rows, those of other
    holders too: otherwise its record would depend on the query.
    """

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._dataset = Dataset(http, base_url, DATASET, clock)

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the matches of a query. Raises ``SourceError``, including ``TOO_MANY``."""
        found, _ = await self._matching(self.canonical(query), select=SURVEYED)
        holders: Counter[Holder] = Counter()
        matches: list[Match] = []
        for (buyer, number), rows in found.items():
            # The read will report it; here a user waits for a count.
            with contextlib.suppress(SourceError), reading_one(number):
                holding = {holder for row in rows for holder in holders_of(row)}
                holders.update(holding)
                names = join_names(sorted(each.label for each in holding))
                days = [day_of("datenotification", row.get("datenotification")) for row in rows]
                signed = max(filter(None, days), default=None)
                matches.append(Match(number, signed, buyer, names, listed_amount(rows), CURRENCY))
        ordered = sorted(holders, key=lambda holder: (-holders[holder], holder))
        return Survey(
            counts=dict(Counter(_kind(rows) for rows in found.values())),
            newest=max((match.day for match in matches if match.day), default=None),
            suppliers=tuple(_supplier(holder, holders[holder]) for holder in ordered),
            matches=newest_matches(matches),
        )

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        """Yield every contract that matches, frameworks first.

        Raises ``NothingNew`` if the portal imported nothing since the last complete read, ``SourceError`` if
        the search fails (``TOO_MANY`` above ``MAX_CONTRACTS``), and ``IncompleteRead`` at the end for
        contracts that could not be read. The first request that the host does not answer after every retry
        ends the read.
        """
        loaded = await self._dataset.loaded_since(reading)
        found, faults = await self._matching(self.canonical(query))
        marks = {key: _mark(rows) for key, rows in found.items()}
        sizes = {key: len(rows) for key, rows in found.items()}
        del found  # these rows can fill the memory of a small machine, and are no longer needed
        whole = bool(marks or not faults)
        unread: list[str] = []
        wanted: list[Key] = []
        for key, mark in marks.items():
            if not reading.full and reading.marks.get(source_id_of(*key)) == mark:
                yield Unchanged(source_id_of(*key))
            else:
                wanted.append(key)
        for batch in _batches(wanted):
            try:
                read = await self._read({key: sizes[key] for key in batch})
            except SourceError as fault:
                faults.append(fault)
                unread += [source_id_of(*key) for key in batch]
                if fault.fault in HOST_FAULTS:
                    whole = whole and batch[-1] == wanted[-1]
                    break
                continue
            for key, one in read.items():
                if isinstance(one, SourceError):
                    faults.append(one)
                    unread.append(source_id_of(*key))
                else:
                    yield replace(one, mark=marks[key])
        if faults:
            raise IncompleteRead(faults, unread=unread, whole_search=whole)
        reading.state = loaded

    async def get(self, source_id: str) -> Record | Absent:
        """Return one contract by its id, ``Absent`` if the table has no row of it. Raises ``SourceError``."""
        buyer, _, number = source_id.partition("/")
        if not buyer or not number:
            return Absent()
        rows, answer = await self._dataset.export(_is((buyer, number)))
        own = [row for row in rows if key_of(row) == (buyer, number)]
        return record_of_rows(own, answer) if own else await absent(answer)

    async def probe(self) -> None:
        """Ask for the time of the last import. Raises ``SourceError``."""
        await self._dataset.loaded()

    async def _matching(
        self, query: Mapping[str, Any], select: Sequence[str] = ()
    ) -> tuple[dict[Key, list[Row]], list[SourceError]]:
        """Return the rows that match a canonical query, by contract, and an error for each row without a key.

        An export is one answer, so nothing moves between pages. It does not say how many rows it should have,
        so they are counted first, and an export of fewer rows is refused.
        """
        where = condition(query)
        count = await self._dataset.count(where)
        if count > MAX_ROWS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{count} rows")
        if not count:
            return {}, []
        rows, _ = await self._dataset.export(where, select=select)
        if len(rows) < count:
            raise SourceError(SourceErrorKind.PAGES_MISSING, f"an export of {len(rows)} of {count} rows")
        found: dict[Key, list[Row]] = {}
        rows, faults = rows_with_id(rows, lambda row: key_of(row) is not None, "its buyer or number")
        for row in rows:
            key = key_of(row)
            if key is not None and (
                "words" not in query or mentions(str(row.get("objet") or ""), query["words"])
            ):
                found.setdefault(key, []).append(row)
        if len(found) > MAX_CONTRACTS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{len(found)} contracts")
        return {key: found[key] for key in sorted(found, key=lambda key: _rank(key, found[key]))}, faults

    async def _read(self, keys: Mapping[Key, int]) -> dict[Key, Record | SourceError]:
        """Read contracts with all their rows: a record each, or the error. ``keys`` has the number of rows
        that the search found of each. Raises ``SourceError``."""
        rows, answer = await self._dataset.export(either([_is(key) for key in keys]))
        grouped: dict[Key | None, list[Row]] = {}
        for row in rows:
            grouped.setdefault(key_of(row), []).append(row)
        found: dict[Key, Record | SourceError] = {}
        for key, size in keys.items():
            try:
                with reading_one(source_id_of(*key)):
                    if len(grouped.get(key, ())) < size:
                        detail = f"{size} rows by the search, {len(grouped.get(key, ()))} by its number"
                        raise SourceError(SourceErrorKind.PAGES_MISSING, detail)
                    found[key] = record_of_rows(grouped[key], answer)
            except SourceError as fault:
                found[key] = fault
        return found


def condition(query: Mapping[str, Any]) -> str:
    """Return the ODSQL condition of a canonical query.

    A company may hold a contract by a modification. ``search`` is fuzzy, so its results are checked again.
    """
    held = [*(f"titulaire_id_{number}" for number in HOLDERS), "idtitulairemodification"]
    terms = []
    for key, columns in (("suppliers", held), ("buyers", ["acheteur_id"])):
        if key in query:
            terms.append(
                either([f"startswith({column},{literal(v)})" for v in query[key] for column in columns])
            )
    if "words" in query:
        terms.append(either([f"search(objet,{literal(words)})" for words in query["words"]]))
    return " and ".join(terms)


def _is(key: Key) -> str:
    return f"(acheteur_id={literal(key[0])} and id={literal(key[1])})"


def _batches(keys: Sequence[Key]) -> Iterable[Sequence[Key]]:
    return (keys[start : start + BATCH_SIZE] for start in range(0, len(keys), BATCH_SIZE))


def _rank(key: Key, rows: Sequence[Row]) -> tuple[bool, Key]:
    """Sort key: frameworks first, so that a contract under one finds it stored."""
    return _kind(rows) is not Kind.VEHICLE, key


def _kind(rows: Sequence[Row]) -> Kind:
    """Return the kind by the first readable row: nearly always, all rows say the same."""
    for row in rows:
        with contextlib.suppress(SourceError), reading_one(None):
            return kind_of(row)
    return Kind.CONTRACT


def _mark(rows: Iterable[Row]) -> str:
    """Return a hash of the rows found of a contract, independent of their order and repetition."""
    return sha256(b"\n".join(sorted({canonical_bytes(row) for row in rows}))).hexdigest()


def _supplier(holder: Holder, contracts: int) -> Supplier:
    """Return a supplier. Only one with a French number gets an id and can be picked: queries take no
    other."""
    french = SIREN.fullmatch(holder.id)
    return Supplier(name=holder.label, id=holder.id if french else None, contracts=contracts)
