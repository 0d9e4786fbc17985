"""TED source: public notices of the European Union, from the search API, version 3, without a key.

A text is a map from three-letter languages to one text or a list; values of lots are a list with a member a
lot, possibly repeated. Notices from before eForms lack most members.
"""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import NO_CURRENCY, Answer, Code, Party, Record, Status
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.policy import code, text
from bot.contracts.sources.protocol import (
    Absent,
    AnswerPolicy,
    Field,
    Match,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Supplier,
)
from bot.contracts.sources.search import Page, Row, SearchSource, counted_pages, rows_of, total_of
from bot.contracts.sources.values import (
    bad,
    day_of,
    first,
    join_names,
    members,
    money_of,
    names,
    notice_identifier,
    notice_reference,
    rows_in,
)

SEARCH = "/v3/notices/search"
PAGE = 250  # the maximum; a page is also limited to 10,000 members: notices times fields
WINDOW = timedelta(days=3 * 365)
"""Search window by the day of publication. It is the same for every read, so that the matches do not depend
on the kind of read: the four pages that a watch may fill cost no more than a shorter window would."""

OF_LOTS = "tender-value"
AMOUNTS = {
    "result-value-notice": "result-value-cur-notice",
    "total-value": "total-value-cur",
    OF_LOTS: "tender-value-cur",
}
"""Fields for the value of a whole notice with that of its currency, best first: the value of all its results,
the total of older forms, the value of the winning tender."""
FIELDS = (
    "publication-number",
    "publication-date",
    "notice-type",
    "notice-identifier",
    "notice-title",
    "procedure-identifier",
    "buyer-name",
    "buyer-country",
    "winner-name",
    "winner-identifier",
    *(field for pair in AMOUNTS.items() for field in pair),
    "contract-conclusion-date",
    "classification-cpv",
)
"""The fields to request, without contact persons. TED answers 400 to a name that it does not know."""
OF_PLANNING = ("previous-planning-identifier-part-lot", "previous-planning-identifier-part-part")
"""Fields for the planning notice that a lot or a part of a notice belongs to. The names are those that TED's
own pages ask for. The API's list of names was not seen, so the fields are requested only as long as TED
accepts them."""

CODES = {"notice-type": "notice-type", "procedure": "procedure-identifier", "cpv": "classification-cpv"}
"""Fields that are shown as codes, by their scheme in ``Record.codes``."""
PLANNING = ("pin-buyer", "pin-only", "pin-rtl", "pin-tran")
"""Types of notices that announce an intention (eForms subtypes 1 to 9 and T01). "pin-cfc-…" are calls."""
MAX_PLANNED = 5
"""Maximum of planning notices that one notice is linked to; a notice with many lots can name many."""
TED_BEGAN = date(1990, 1, 1)  # roughly; an earlier conclusion date stands for "not filled in"

_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"0*([1-9]\d{0,7})-(\d{4})")
_QUOTED = re.compile(r'["\\*?~]')  # ends a phrase, escapes, or is a wildcard, even within quotes


def _phrase(given: str) -> str:
    """Return a text to put between quotes in a query: characters with a meaning there become spaces."""
    return " ".join(_QUOTED.sub(" ", given).split())


def _of_notice(said: Any, source_id: str, content: bytes) -> bytes | None:
    if isinstance(said, dict) and "notices" not in said:
        return content if Ted.id_of(said) == source_id else None
    rows = rows_in(said, "notices")
    return next((canonical_bytes(row) for row in rows if Ted.id_of(row) == source_id), None)


class Ted(SearchSource):
    """The source "ted". A query has ``suppliers`` (winners), ``buyers``, ``words`` (anywhere in the notice)
    and ``countries`` (of the buyer, three letters: FRA). Only awards name winners, and only those in eForms
    (since about 2023).

    A search covers three years. A notice that is no longer found is not asked for by its number: it has
    become old, not gone. TED does not say whether it imported anything, so every read is a full one.
    """

    name = "ted"
    fields = (
        Field("suppliers", text(2, _phrase)),
        Field("buyers", text(2, _phrase)),
        Field("words", text(3, _phrase)),
        Field("countries", code("[A-Z]{3}", "not-country", str.upper), longest=100, finds=False),
    )
    lists = True
    kept = AnswerPolicy(lists=lambda _url: True, part=_of_notice)
    surveyed = (
        "publication-number",
        "publication-date",
        "buyer-name",
        "winner-name",
        *(field for pair in AMOUNTS.items() for field in pair),
    )
    public_page = "https://ted.europa.eu/en/notice/-/detail/"

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        self._url = base_url.rstrip("/") + SEARCH
        self._clock = clock
        self._of_planning: tuple[str, ...] = OF_PLANNING  # empty once TED has refused them

    @classmethod
    def id_of(cls, row: Row) -> str | None:
        """Return the publication number as "443934-2026", without leading zeros; ``None`` if it is
        invalid."""
        return normalise_number(first(row.get("publication-number")))

    @classmethod
    def suppliers(cls, rows: Sequence[Row], match: Match) -> Iterable[Supplier]:
        return map(Supplier, cls.cells(rows[0]).texts("winner-name"))

    @classmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        """Return the notice of one search row; money in the notice's currency, "XXX" if it names no amount.

        ``signed`` is the day the contract was concluded or, if that is missing, the day of publication.
        """
        cells = cls.cells(row)
        published = day_of("publication-date", first(row.get("publication-date")))
        amount, currency = value(row)
        uuid = notice_identifier(first(row.get("notice-identifier")))
        countries, winners = cells.texts("buyer-country"), cells.texts("winner-name")
        numbers = cells.texts("winner-identifier")
        base = cls.base(row, answer)
        return replace(
            base,
            title=cells.text("notice-title") or base.title,
            buyer=Party(
                name=join_names(cells.texts("buyer-name")),
                ids={"country": countries[0]} if len(countries) == 1 else {},
            ),
            supplier=Party(
                name=join_names(winners),
                ids={"registration": numbers[0]} if len(winners) == len(numbers) == 1 else {},
            ),
            currency=currency,
            obligated=amount,
            signed=_concluded(row, published) or published,
            status=Status.PLANNED if first(row.get("notice-type")) in PLANNING else None,
            codes={
                **cells.codes(CODES),
                **planned_notices(value for key in OF_PLANNING for value in cells.texts(key)),
            },
            identifiers=base.identifiers | ({f"eforms-notice:{uuid}"} if uuid else set()),
        )

    def pages(
        self, query: Mapping[str, Any], columns: Sequence[str], reading: ReadContext
    ) -> AsyncIterator[Page]:
        """Yield the pages of a query; ``TIMEOUT`` is raised after one on which TED's search timed out."""
        asked = expert_query(query, self._clock().date() - WINDOW)
        return counted_pages(
            lambda number: self._ask(asked, columns or self._fields, number + 1), self.id_of, PAGE
        )

    async def get(self, source_id: str) -> Record | Absent:
        """Return one notice by its publication number, ``Absent`` if TED has none. Raises ``SourceError``."""
        number = normalise_number(source_id)
        if number is None:
            return Absent()
        page = await self._ask(f"publication-number IN ({number})", self._fields, 1)
        if page.fault is not None:
            raise page.fault
        for row in page.rows:
            if self.id_of(row) == number:
                return self.record(row, page.answer)
        return Absent()

    async def probe(self) -> None:
        """Ask for one notice of the last days. Raises ``SourceError``."""
        day = self._clock().date() - timedelta(days=7)
        await self._ask(f"publication-date>={day:%Y%m%d}", FIELDS[:1], 1, limit=1)

    @property
    def _fields(self) -> Sequence[str]:
        return (*FIELDS, *self._of_planning)

    async def _ask(self, query: str, fields: Sequence[str], page: int, *, limit: int = PAGE) -> Page:
        body = {
            "query": query,
            "fields": list(fields),
            "limit": limit,
            "page": page,
            "scope": "ALL",
            "paginationMode": "PAGE_NUMBER",
        }
        try:
            said, answer = await self._http.request_json("POST", self._url, body=body)
        except SourceError as error:
            refused = error.fault is SourceErrorKind.REFUSED and "fields" in error.detail
            if not refused or not set(OF_PLANNING) & set(fields):
                raise
            found = await self._ask(query, [each for each in fields if each not in OF_PLANNING], page)
            self._of_planning = ()
            return found
        if not isinstance(said, dict):
            raise bad("answer", said)
        total = total_of(said, "totalNoticeCount")
        # TED answers 200 with partial results when its search times out.
        late = SourceError(SourceErrorKind.TIMEOUT, "TED ran out of time") if said.get("timedOut") else None
        return Page(rows_of(said.get("notices")), replace(answer, fetched_at=self._clock()), total, late)


def expert_query(query: Mapping[str, Any], since: date) -> str:
    """Translate a canonical query to TED's expert query language, for notices published since a day.

    Its grammar knows dates as YYYYMMDD only, and puts the order into the query, where "ASC" is an error.
    Publication numbers are unique, so that pages neither repeat nor skip.
    """
    terms = []
    for key, field in (("suppliers", "winner-name"), ("buyers", "buyer-name"), ("words", "FT")):
        if key in query:
            terms.append("(" + " OR ".join(f'{field} ~ "{value}"' for value in query[key]) + ")")
    if "countries" in query:
        terms.append(f"buyer-country IN ({' '.join(query['countries'])})")
    terms.append(f"publication-date>={since:%Y%m%d}")
    return " AND ".join(terms) + " SORT BY publication-number DESC"


def normalise_number(number: Any) -> str | None:
    """Return a publication number without leading zeros, ``None`` if it is invalid."""
    found = _NUMBER.fullmatch(number.strip()) if isinstance(number, str) else None
    return f"{found[1]}-{found[2]}" if found else None


def planned_notices(references: Iterable[Any]) -> dict[str, Code]:
    """Return the planning notices that are referred to, as a code by its scheme; empty if no reference names
    one."""
    named = {found for each in references if (found := notice_reference(each))}
    return {"planned-notice": Code(", ".join(sorted(named)[:MAX_PLANNED]))} if named else {}


def value(row: Row) -> tuple[Decimal | None, str]:
    """Return the total value of a notice, and its currency.

    TED repeats values, and gives them by lot without naming the lot, so nothing is summed. A member with
    several amounts or currencies is skipped; for tenders even if the amounts are equal, since two lots can be
    equal as well as one repeated.
    """
    for amount_key, currency_key in AMOUNTS.items():
        given = [money_of(amount_key, member) for member in members(row.get(amount_key))]
        amounts = [amount for amount in given if amount is not None]
        currencies = [each.upper() for each in names(currency_key, row.get(currency_key))]
        single = len(amounts) == 1 if amount_key == OF_LOTS else len(set(amounts)) == 1
        if single and len(currencies) == 1 and _CURRENCY.fullmatch(currencies[0]):
            return amounts[0], currencies[0]
    return None, NO_CURRENCY


def _concluded(row: Row, published: date | None) -> date | None:
    """Return the last day on which a contract of the notice was concluded; days after its publication, or too
    early ones, are ignored."""
    key = "contract-conclusion-date"
    found = [day for member in members(row.get(key)) if (day := day_of(key, member))]
    return max((day for day in found if TED_BEGAN <= day <= (published or date.max)), default=None)
