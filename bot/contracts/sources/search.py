"""Base class of the sources whose search brings rows, each a record: one loop for all of them, and the test
of a text for wanted words, as search engines find them.
"""

import asyncio
import contextlib
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import Any, ClassVar
from urllib.parse import quote

from bot.common.text import fold, spell_out
from bot.contracts.model import NO_CURRENCY, Answer, Kind, Party, Record
from bot.contracts.sources.policy import Policy
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    IncompleteRead,
    Match,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Supplier,
    Survey,
    Unchanged,
    newest_matches,
)
from bot.contracts.sources.values import Cells, bad, kept_answer, reading_one, row_answer

_WORD = re.compile(r"[^\W_]+")
_MIN_STEM_LENGTH = 4
_MAX_ENDING_LENGTH = 2


def mentions(text: str, wanted: Iterable[str]) -> bool:
    """True if a text contains every word of at least one wanted phrase, ignoring accents and case.

    A word matches if a word of the text begins with it, or equals it without an ending of up to two letters
    ("marchés", "marché"): public search engines stem, and find words that merely look alike.
    """
    folded = _folded(text)
    words: list[str] = []
    for one in wanted:
        asked = _asked_words(one)
        if all(each[: max(1, len(each) - _MAX_ENDING_LENGTH)] in folded for each in asked):
            words = words or _WORD.findall(folded)
            if all(any(_alike(each, word) for word in words) for each in asked):
                return True
    return False


@lru_cache(maxsize=512)
def _asked_words(phrase: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(phrase)))


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else fold(spell_out(text.casefold()))


def _alike(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    return (
        len(word) >= _MIN_STEM_LENGTH
        and asked.startswith(word)
        and len(asked) - len(word) <= _MAX_ENDING_LENGTH
    )


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search: its rows, the answer, and the ``total`` of rows that the source counts. An error
    ``fault`` makes it the last one."""

    rows: Sequence[Row]
    answer: Answer
    total: int = 0
    fault: SourceError | None = None


@dataclass(slots=True)
class Shortfall:
    """Gaps of a read: errors, and the ids of known records that were not read. ``whole``: the list of
    matches is complete. ``named``: some match has an id; if none has, they are not what was asked for.
    """

    faults: list[SourceError] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    whole: bool = True
    named: bool = False

    def add(self, fault: SourceError) -> None:
        """Add the error of a request for the list of matches, which lacks some."""
        self.whole = False
        self.leave_out(None, fault)

    def leave_out(self, source_id: str | None, fault: SourceError) -> None:
        """Add a record that cannot be read, or is not asked for, since the host's circuit breaker is open."""
        self.whole = self.whole and fault.fault is not SourceErrorKind.RESTING
        self.faults.append(fault)
        self.unread += [source_id] if source_id else []

    @property
    def hopeless(self) -> bool:
        """True if the host's circuit breaker has opened: the next request would be refused, too."""
        return any(fault.fault is SourceErrorKind.RESTING for fault in self.faults)

    def check(self) -> None:
        """Raise ``IncompleteRead`` if anything is missing."""
        if self.faults:
            raise IncompleteRead(self.faults, unread=self.unread, whole_search=self.whole and self.named)


class SearchSource(Policy, ABC):
    """A source from its description. A subclass says which rows there are (``pages``) and what one means
    (``record``).

    ``key`` is the column with the id. ``columns`` are those of a row that its stored answer keeps; without
    any, it keeps the answer (see ``kept_answer``). ``unkept`` are read as well, and ``surveyed`` are those of
    a survey. ``empty``, ``comma`` and ``lists`` are as in ``Cells``. ``kind`` is that of the records,
    ``public_page`` their address for people, before the id.
    """

    key: ClassVar[str] = "id"
    kind: ClassVar[Kind] = Kind.NOTICE
    columns: ClassVar[tuple[str, ...]] = ()
    unkept: ClassVar[tuple[str, ...]] = ()
    surveyed: ClassVar[tuple[str, ...]] = ()
    empty: ClassVar[frozenset[str]] = frozenset()
    comma: ClassVar[bool] = False
    lists: ClassVar[bool] = False
    public_page: ClassVar[str] = ""

    def pages(
        self, query: Mapping[str, Any], columns: Sequence[str], reading: ReadContext
    ) -> AsyncIterator[Page]:
        """Yield the pages for a canonical query. Raises ``SourceError`` (``TOO_MANY`` before anything is
        yielded) and ``NothingNew``."""
        raise NotImplementedError

    @classmethod
    def id_of(cls, row: Row) -> str | None:
        """Return the id of a row's record, ``None`` if it has none, or a value that is none."""
        return Cells(row, cls.empty, lenient=True).text(cls.key)

    @classmethod
    @abstractmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        """Return the record of a row, made of ``base``. Raises ``SourceError``."""

    @classmethod
    def base(cls, row: Row, answer: Answer | None, **notes: Any) -> Record:
        """Return a record with what all records of such sources have in common, and the answer to store: with
        the row's ``columns``, and ``notes`` of what was read from others. Raises ``SourceError``."""
        source_id = cls.id_of(row)
        if source_id is None:
            raise bad("id", row)
        if answer is not None and cls.columns:
            answer = row_answer(answer, {**{key: row.get(key) for key in cls.columns}, **notes})
        elif answer is not None:
            answer = kept_answer(answer, row)
        return Record(
            source=cls.name,
            source_id=source_id,
            kind=cls.kind,
            number=source_id,
            title=source_id,
            buyer=Party(name=""),
            supplier=Party(name=""),
            currency=NO_CURRENCY,
            identifiers=frozenset({f"{cls.name}:{source_id}"}),
            url=cls.public_page + quote(source_id, safe=""),
            answers=() if answer is None else (answer,),
        )

    @classmethod
    def cells(cls, row: Row) -> Cells:
        """Return the typed values of a row."""
        return Cells(row, cls.empty, comma=cls.comma, lists=cls.lists)

    def fits(self, row: Row, query: Mapping[str, Any]) -> bool:
        """True if a row matches a canonical query: searches are fuzzy. Raises ``SourceError``."""
        return True

    async def loaded(self) -> str | None:
        """Return the time of the source's last import; ``None`` if it does not say."""
        return None

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield every record that matches.

        Raises ``NothingNew`` if nothing was imported since the last complete read, ``SourceError``
        (``TOO_MANY``) before anything is yielded, and ``IncompleteRead`` at the end.
        """
        loaded = await self.loaded()
        if loaded is not None and loaded == reading.state and not reading.full:
            raise NothingNew
        lacks = Shortfall()
        async for found in self.found(self.canonical(query), reading, lacks):
            yield found
        lacks.check()
        if loaded is not None:
            reading.state = loaded

    async def found(
        self, query: Mapping[str, Any], reading: ReadContext, lacks: Shortfall
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield the record of every row that matches a canonical query; add what is missing to ``lacks``."""
        try:
            async for page in self.pages(query, (*self.columns, *self.unkept), reading):
                for row in page.rows:
                    source_id = self.id_of(row)
                    lacks.named = lacks.named or source_id is not None
                    try:
                        with reading_one(source_id):
                            if not row:
                                raise bad("record", row)
                            one = self.record(row, page.answer) if self.fits(row, query) else None
                    except SourceError as fault:
                        lacks.leave_out(source_id, fault)
                    else:
                        if one is not None:
                            yield one
        except SourceError as fault:
            if fault.fault is SourceErrorKind.TOO_MANY:
                raise
            lacks.add(fault)

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the matches by their kinds. Raises ``SourceError``, including ``TOO_MANY``."""
        groups = [rows async for rows in self.groups(self.canonical(query))]
        return await asyncio.to_thread(self._summary, groups)

    async def groups(self, query: Mapping[str, Any]) -> AsyncGenerator[Sequence[Row], None]:
        """Yield the ``surveyed`` rows of each match of a canonical query."""
        async for page in self.pages(query, self.surveyed, ReadContext()):
            for row in page.rows:
                if self._is_match(row, query):
                    yield [row]

    @classmethod
    def kind_of(cls, rows: Sequence[Row]) -> Kind:
        """Return the kind of a match."""
        return cls.kind

    @classmethod
    def match(cls, rows: Sequence[Row]) -> Match:
        """Return a match as a survey shows it. Raises ``SourceError``."""
        record = cls.record(rows[0])
        return Match(
            number=record.number,
            day=record.signed,
            buyer=record.buyer.name or None,
            supplier=record.supplier.name or None,
            amount=record.obligated,
            currency=record.currency,
        )

    @classmethod
    def suppliers(cls, rows: Sequence[Row], match: Match) -> Iterable[Supplier]:
        """Return the suppliers of a match."""
        return [Supplier(match.supplier)] if match.supplier else []

    def _summary(self, groups: Iterable[Sequence[Row]]) -> Survey:
        counts, suppliers = Counter[Kind](), Counter[Supplier]()
        matches: list[Match] = []
        for rows in groups:
            counts[self.kind_of(rows)] += 1
            with contextlib.suppress(SourceError), reading_one(None):
                match = self.match(rows)
                suppliers.update(self.suppliers(rows, match))
                matches.append(match)
        ordered = sorted(suppliers, key=lambda each: (-suppliers[each], each.name, each.id or ""))
        return Survey(
            counts=dict(counts),
            newest=max((match.day for match in matches if match.day), default=None),
            suppliers=tuple(replace(each, contracts=suppliers[each]) for each in ordered),
            matches=newest_matches(matches),
        )

    def sifted(self, rows: Iterable[Row], answer: Answer, query: Mapping[str, Any]) -> Page:
        """Return the page of a list that is not searched by the source: the rows that match, each once, and
        those that cannot be read. Raises ``SourceError`` (``TOO_MANY``)."""
        found: dict[object, Row] = {}
        for position, row in enumerate(rows):
            if self._is_match(row, query, unreadable=True):
                found.setdefault(self.id_of(row) or position, row)
        if len(found) > MAX_CONTRACTS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{len(found)} rows")
        return Page([*found.values()], answer)

    def _is_match(self, row: Row, query: Mapping[str, Any], *, unreadable: bool = False) -> bool:
        """True if a row matches; ``unreadable`` if that cannot be told."""
        with contextlib.suppress(SourceError), reading_one(None):
            return self.fits(row, query)
        return unreadable

    async def get(self, source_id: str) -> Record | Absent:
        """Raise ``SourceError``: such a source is not asked for single records."""
        raise SourceError(SourceErrorKind.REFUSED, f"{source_id}: {self.name} is not asked by id")

    async def probe(self) -> None:
        """Ask for the time of the last import. Raises ``SourceError``."""
        await self.loaded()


async def counted_pages(
    ask: Callable[[int], Awaitable[Page]], id_of: Callable[[Row], str | None], size: int
) -> AsyncGenerator[Page, None]:
    """Yield the pages of a search that counts its rows, each without the rows of those before it.

    ``ask`` is given the index of a page of ``size`` rows. Raises ``TOO_MANY`` before yielding anything if
    there are more than ``MAX_CONTRACTS`` rows, and ``PAGES_MISSING`` at the end if the pages bring another
    number than the source counts, or counted: the highest count holds, if it drops meanwhile.
    """
    seen: set[str] = set()
    total = 0
    for number in count():
        page = await ask(number)
        total = max(total, page.total)
        if total > MAX_CONTRACTS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"{total} rows")
        fresh = []
        for position, row in enumerate(page.rows):
            name = id_of(row) or f"row {position} of page {number}"
            if name not in seen:
                seen.add(name)
                fresh.append(row)
        yield replace(page, rows=fresh)
        if page.fault is not None:
            raise page.fault
        if len(seen) == total:
            return
        last = not page.rows or (not fresh and (number + 1) * size >= total)
        if last or len(seen) > total:
            raise SourceError(SourceErrorKind.PAGES_MISSING, f"pages bring {len(seen)} of {total} rows")


def total_of(said: Any, key: str = "total_count") -> int:
    """Return the number of rows that an answer counts."""
    total = said.get(key) if isinstance(said, dict) else None
    if isinstance(total, bool) or not isinstance(total, int):
        raise bad(key, total)
    return total


def rows_of(rows: Any) -> list[Row]:
    """Return the rows of a list. One that is no object is counted, but without any value."""
    if not isinstance(rows, list):
        raise bad("rows", rows)
    return [row if isinstance(row, dict) else {} for row in rows]
