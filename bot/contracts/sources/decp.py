"""DECP source: the essential data of French public contracts, from the ministry's portal, without a key.

The table has a row for each combination of contract, holder, modification and subcontract; the contract's own
data are repeated on each, and no column is a key. A contract is identified by its buyer's SIRET and the
buyer's own number. Amounts are euros without tax; the amount of a modification is the *new total* (the decree
of 22 December 2022, and the conversion of etalab/decp-rama), so nothing is ever added up.

``SourceError(SourceErrorKind.BAD_ANSWER)`` is raised for a value of the wrong shape. An act of subcontracting
that is not readable must not cost its contract, so there such a value is left out.
"""

import calendar
import contextlib
import re
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar, TypeVar
from urllib.parse import quote

from bot.contracts.diff.subcontracts import folded
from bot.contracts.model import Action, Answer, Kind, Party, Record, Subcontract
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
from bot.contracts.sources.values import Cells, bad, join_names, kept_answer, names, reading_one, rows_with_id
from bot.contracts.sources.warc import absent

SOURCE = "decp"
CURRENCY = "EUR"
DATASET = "decp-2022-marches-valides"
PUBLIC_PAGE = f"https://data.economie.gouv.fr/explore/dataset/{DATASET}/table/?q="
EMPTY = frozenset({"", "CDL", "INX"})  # the table's fillers for "not filled in"
SIREN = re.compile(r"\d{9}(\d{5})?")
CODES = {"cpv": "codecpv", "nature": "nature", "award-procedure": "procedure"}
BASE = "0"  # id of the award among the modifications
MAX_MONTHS = 600
HOLDERS = (1, 2, 3)

ACT, SUBCONTRACTOR, SCHEME = "idactesoustraitance", "idsoustraitant", "typeidentifiantsoustraitant"
AMOUNT, DAY = "montantactesoustraitance", "datenotificationactesoustraitance"
PUBLISHED = "datepublicationdonneesactesoustraitance"
CHANGE, NEW_AMOUNT = "idmodificationactesoustraitance", "montantmodificationactesoustraitance"
CHANGE_DAY = "datenotificationmodificationsoustraitancemodificationactesoustraitance"
SUBCONTRACT_COLUMNS = (ACT, SUBCONTRACTOR, SCHEME, AMOUNT, DAY, PUBLISHED, CHANGE, NEW_AMOUNT, CHANGE_DAY)

_FRAMEWORK = re.compile(r"accord[\s-]+cadre", re.IGNORECASE)
_SUBSEQUENT = re.compile(r"march[ée]\s+subs[ée]quent", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class Holder:
    """A holder of a contract: the scheme of its number (SIRET, TVA, …), the number, a name if there is
    one."""

    scheme: str
    id: str
    name: str | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The name, or else the scheme and number: the table of 2022 has no names."""
        return self.name or f"{self.scheme} {self.id}"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a contract from a day on: its total, duration and holders, as far as they are stated.
    ``id`` is that of the modification, "0" the award."""

    id: str
    day: date | None
    published: date | None
    amount: Decimal | None
    months: int | None
    holders: tuple[Holder, ...]

    @property
    def version(self) -> tuple[date, date, Decimal, int]:
        """Sort key for versions of one modification: the greatest is the one published last."""
        return (self.published or date.min, self.day or date.min, self.amount or Decimal(0), self.months or 0)

    @property
    def order(self) -> tuple[date, list[int], str]:
        """Sort key for modifications: by the day of notification, or of publication where that is not stated,
        then by the numbers in the id: "AVENANT 9" comes before "AVENANT 10"."""
        return self.day or self.published or date.max, _numbers(self.id), self.id


def _numbers(text: str) -> list[int]:
    """Return the numbers in an id."""
    return [int(digits) for digits in re.findall(r"[0-9]{1,18}", text)]


Share = Sequence[Terms]
"""The share of one group of holders in a contract: the award, and its modifications in order."""


def cells_of(row: Row, *, lenient: bool = False) -> Cells:
    """Return the values of a row."""
    return Cells(row, EMPTY, comma=True, lenient=lenient)


def id_of(row: Row) -> str | None:
    """Return the id of a row's contract, "20001318300021/2018MAPA20180500"; ``None`` if a part is missing, or
    of the wrong shape."""
    cells = cells_of(row, lenient=True)
    if cells.text("acheteur_id") is None or cells.text("id") is None:
        return None
    return f"{row['acheteur_id']}/{row['id']}"


def contract_of(rows: Iterable[Row], answer: Answer | None = None) -> Record:
    """Build a contract from all its rows in the table, in any order and with any repetition.

    If rows contradict each other (two platforms published the contract), those published last win. Holders
    or titles with an amount each share a number as lots do: then no amount is of the contract as a whole, and
    it is ``None``.
    """
    unique = {canonical_bytes(row): row for row in rows}
    ordered = [row for _, row in sorted(unique.items(), key=lambda item: (_published(item[1]), item[0]))]
    source_id = id_of(ordered[-1]) if ordered else None
    if source_id is None:
        raise bad("id", rows)
    groups: dict[tuple[Holder, ...], list[Row]] = {}
    for row in ordered:
        groups.setdefault(holders_of(row), []).append(row)
    shares = [_share(holders, groups[holders]) for holders in sorted(groups)]
    row, cells = ordered[-1], cells_of(ordered[-1])
    kind = kind_of(row)
    number = str(row["id"])
    buyer = Holder("SIRET", str(row["acheteur_id"]), cells.text("acheteur_nom"))
    framework = cells.text("idaccordcadre")
    parent = framework if framework != number else None
    total = common_value(_last(terms.amount for terms in share) for share in shares)
    durations = [_last(terms.months for terms in share) for share in shares]
    signed = cells.day("datenotification")
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=kind,
        number=number,
        title=_title(row) or number,
        buyer=_party([buyer]),
        supplier=_party(_holders_now(shares)),
        parent_source_id=f"{buyer.id}/{parent}" if parent else None,
        parent_number=parent,
        currency=CURRENCY,
        obligated=None if kind is Kind.VEHICLE else total,
        ceiling=total if kind is Kind.VEHICLE else None,
        in_shares=len(shares) > 1 or any(len(_amounts(rows) - {None}) > 1 for rows in groups.values()),
        signed=signed,
        end=_after(signed, max(filter(None, durations), default=None)),
        codes=cells.codes(CODES),
        identifiers=frozenset({f"{SOURCE}:{source_id}"}),
        url=PUBLIC_PAGE + quote(f'acheteur_id:"{buyer.id}" AND id:"{number}"', safe=""),
        actions=_actions(signed, shares, money=kind is not Kind.VEHICLE),
        answers=() if answer is None else (kept_answer(answer, ordered),),
        subcontracts=subcontracts_of(ordered),
    )


def kind_of(row: Row) -> Kind:
    """Return the kind of the contract of a row.

    A contract under a framework names the framework's technique, too; its nature tells the two apart.
    """
    cells = cells_of(row)
    nature = cells.text("nature") or ""
    if _SUBSEQUENT.search(nature):
        return Kind.ORDER
    techniques = row.get("techniques")
    listed = techniques.get("technique") if isinstance(techniques, Mapping) else techniques
    if _FRAMEWORK.search(nature) or _FRAMEWORK.search(", ".join(names("techniques", listed))):
        return Kind.VEHICLE
    return Kind.ORDER if cells.text("idaccordcadre") else Kind.CONTRACT


def holders_of(row: Row) -> tuple[Holder, ...]:
    """Return the holders in a row of the table, before any modification, sorted by number."""
    found = set()
    for number in HOLDERS:
        holder = _holder(
            row,
            f"titulaire_typeidentifiant_{number}",
            f"titulaire_id_{number}",
            f"titulaire_denominationsociale_{number}",
        )
        found |= {holder} if holder else set()
    return tuple(sorted(found))


def listed_amount(rows: Sequence[Row]) -> Decimal | None:
    """Return the one amount of a contract's rows; ``None`` if they differ, or if it was modified, which takes
    a full read to tell."""
    if any(cells_of(row).text("idmodification") for row in rows):
        return None
    return common_value(cells_of(row).money("montant") for row in rows)


def _share(holders: tuple[Holder, ...], rows: Sequence[Row]) -> Share:
    """Build the share of these holders from their ``rows``, sorted by publication. Several amounts in those
    that count are of lots that share the number."""
    award = Terms(BASE, None, None, common_value(_amounts(rows)), _months(rows[-1], "dureemois"), holders)
    versions: dict[str, list[Terms]] = {}
    for row in rows:
        one = _modification(row)
        if one is not None:
            versions.setdefault(one.id, []).append(one)
    changes = []
    for several in versions.values():  # the version published last counts, with the holders of all its rows
        newest = max(several, key=lambda one: one.version)
        held = {holder for one in several if one.published == newest.published for holder in one.holders}
        changes.append(replace(newest, holders=tuple(sorted(held))))
    return [award, *sorted(changes, key=lambda one: one.order)]


def _amounts(rows: Sequence[Row]) -> set[Decimal | None]:
    """Return the amounts in the rows published last, and in those of each other title of the same platform:
    one that corrects a contract replaces its row, so several titles are of several lots."""
    day, platform = _published(rows[-1]), _lot(rows[-1])[0]
    last = {_lot(row): _published(row) for row in rows if day == _published(row) or platform == _lot(row)[0]}
    return {cells_of(row).money("montant") for row in rows if last.get(_lot(row)) == _published(row)}


def _lot(row: Row) -> tuple[str | None, str]:
    """Return the platform of a row and its title, without regard to case."""
    return cells_of(row).text("source"), (_title(row) or "").casefold()


def _modification(row: Row) -> Terms | None:
    cells = cells_of(row)
    modification_id = cells.text("idmodification")
    if modification_id is None:
        return None
    holder = _holder(row, "typeidentifianttitulairemodification", "idtitulairemodification")
    return Terms(
        id=modification_id,
        day=cells.day("datenotificationmodificationmodification"),
        published=cells.day("datepublicationdonneesmodificationmodification"),
        amount=cells.money("montantmodification"),
        months=_months(row, "dureemoismodification"),
        holders=(holder,) if holder else (),
    )


def _actions(signed: date | None, shares: Sequence[Share], *, money: bool) -> tuple[Action, ...]:
    """Return the award and every modification, without ``money`` for a framework: a raised ceiling obliges
    nobody to pay."""
    base = common_value(share[0].amount for share in shares)
    found = [Action(action_id=BASE, number=BASE, date=signed, amount=base if money else None)]
    of_one: dict[str, list[tuple[Terms, Decimal | None]]] = {}
    for share in shares:
        for number, terms in enumerate(share[1:], 1):
            before = _last(one.amount for one in share[:number])
            delta = None if before is None or terms.amount is None else terms.amount - before
            of_one.setdefault(terms.id, []).append((terms, delta))
    for modification_id, versions in of_one.items():
        newest = max((version for version, _ in versions), key=lambda one: one.version)
        delta = common_value(delta for _, delta in versions) if money else None
        found.append(
            Action(
                action_id=f"modification {modification_id}",
                number=modification_id,
                date=newest.day,
                amount=delta,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.date or date.min, one.action_id != BASE, one.number)))


def _holders_now(shares: Sequence[Share]) -> list[Holder]:
    """Return the present holders, each with its name, from the first of its entries that has one."""
    named: dict[Holder, str] = {}
    now: set[Holder] = set()
    for share in shares:
        for holder in (holder for terms in share for holder in terms.holders if holder.name):
            named.setdefault(holder, holder.name or "")
        now.update(_last(terms.holders or None for terms in share) or ())
    return [replace(holder, name=named.get(holder)) for holder in sorted(now)]


def _party(holders: Sequence[Holder]) -> Party:
    """Return one party for one or several holders; only a single holder has ids."""
    ids = {holders[0].scheme.lower(): holders[0].id} if len(holders) == 1 else {}
    return Party(name=join_names([holder.label for holder in holders]), ids=ids)


def _holder(row: Row, scheme: str, number: str, name: str = "") -> Holder | None:
    cells = cells_of(row)
    found = cells.text(number)
    return Holder(cells.text(scheme) or "SIRET", found, cells.text(name)) if found else None


def _title(row: Row) -> str | None:
    """Return the title. Some buyers' software writes a backslash and an "n" for a line break."""
    written = row.get("objet")
    spaced = written.replace("\\n", " ") if isinstance(written, str) else written
    return cells_of({"objet": spaced}).text("objet")


def _published(row: Row) -> date:
    return cells_of(row).day("datepublicationdonnees") or date.min


def _months(row: Row, key: str) -> int | None:
    """Return a plausible number of months, ``None`` for a filler (0, 9999)."""
    months = cells_of(row).money(key)
    return int(months) if months is not None and 1 <= months <= MAX_MONTHS else None


def _after(day: date | None, months: int | None) -> date | None:
    """Return the same day so many months later, or the last day of a shorter month."""
    if day is None or months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last(values: Iterable[T | None]) -> T | None:
    return next((value for value in reversed([*values]) if value is not None), None)


def common_value(values: Iterable[T | None]) -> T | None:
    """Return the one value that all have; ``None`` if they differ, or one is unknown."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def subcontracts_of(rows: Sequence[Row]) -> tuple[Subcontract, ...]:
    """Return the acts of subcontracting in all rows of a contract, the latest first.

    The table repeats an act on each row of its contract, so a repetition is no second report. Of several
    versions of an act, the one published last counts. A modification does not say which act it is of, so its
    amount is given only where there is a single act.
    """
    versions: dict[object, list[tuple[date, Subcontract]]] = {}
    for row in rows:
        cells = cells_of(row, lenient=True)
        if (act := _act(cells)) is not None:
            version = cells.day(PUBLISHED) or date.min, act
            known = versions.setdefault(act.key, [])
            if version not in known:
                known.append(version)
    latest: list[Subcontract] = []
    for several in versions.values():
        newest = max(published for published, _ in several)
        latest += [act for published, act in several if published == newest]
    acts = folded(latest)
    return acts if len(acts) != 1 else (replace(acts[0], amended=_new_amount(rows)),)


def _act(cells: Cells) -> Subcontract | None:
    number, told = cells.text(ACT), cells.text(SUBCONTRACTOR)
    if number is None:
        return None
    supplier = Party(name="")
    if told is not None:
        scheme = cells.text(SCHEME) or "SIRET"
        valid = scheme != "SIRET" or SIREN.fullmatch(told)  # some platforms write a number that is none
        supplier = Party(Holder(scheme, told).label, {scheme.lower(): told} if valid else {})
    return Subcontract(
        number=number,
        supplier=supplier,
        date=cells.day(DAY),
        currency=CURRENCY,
        amounts=(cells.money(AMOUNT),),
    )


def _new_amount(rows: Sequence[Row]) -> Decimal | None:
    """Return the amount of the last modification, the one notified last."""
    changes = [
        (cells.day(CHANGE_DAY) or date.min, _numbers(number), number, amount)
        for cells in (cells_of(row, lenient=True) for row in rows)
        if (number := cells.text(CHANGE)) and (amount := cells.money(NEW_AMOUNT)) is not None
    ]
    return max(changes)[-1] if changes else None


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
        holders = join_names(sorted(holder.label for holder in _holding(rows)))
        signed = max(filter(None, (cells_of(row).day("datenotification") for row in rows)), default=None)
        return Match(number, signed, buyer, holders, listed_amount(rows), CURRENCY)

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
