"""USAspending source: awards of the United States government, from its public API, without a key.

A query with suppliers uses the search for awards; each award is then read in full, with its history and the
orders under it. A query of keywords alone uses the search for transactions of all suppliers, and only its
rows (see ``usaspending.api``).
"""

import contextlib
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    HOST_FAULTS,
    MAX_CONTRACTS,
    Absent,
    Match,
    NothingNew,
    OrdersAlike,
    Proof,
    ReadContext,
    SourceError,
    SourceErrorKind,
    SubcontractList,
    SubcontractsUnder,
    Supplier,
    Survey,
    Unchanged,
    newest_matches,
)
from bot.contracts.sources.search import Shortfall
from bot.contracts.sources.usaspending.api import (
    AWARD_SEARCH,
    PAGE,
    Api,
    KeywordSearch,
    named_rows,
)
from bot.contracts.sources.usaspending.parse import (
    CURRENCY,
    OrderTotals,
    day,
    is_vehicle,
    kind_of,
    last_seen,
    money,
    newest,
    parent_of,
    parse_order_totals,
    record,
    records,
    row_mark,
    same_contract,
    text,
    without_pay,
)
from bot.contracts.sources.usaspending.purchase_search import orders_alike
from bot.contracts.sources.usaspending.query import AWARD, UsaspendingPolicy, asks_rows, searches, window
from bot.contracts.sources.usaspending.subawards import (
    count_of,
    list_of,
    under_others,
)
from bot.contracts.sources.values import bad, reading_one
from bot.contracts.sources.warc import absent

MAX_PARENTS = 10  # suppliers whose parent is looked up: two requests each


def suppliers_in(rows: Iterable[Mapping[str, Any]]) -> list[Supplier]:
    """Return the suppliers in rows, most frequent first, each with its most frequent name.

    One without a UEI is identified by its name.
    """
    names: dict[str, Counter[str]] = {}
    ids: dict[str, str | None] = {}
    sums: dict[str, Decimal | None] = {}
    for row in rows:
        name, uei = text(row, "Recipient Name"), text(row, "Recipient UEI")
        if name or uei:
            key = uei or f"name: {name}"
            ids[key] = uei
            names.setdefault(key, Counter())[name or str(uei)] += 1
            if not is_vehicle(str(row[AWARD])):  # what was ordered under it is in its orders
                before, amount = sums.get(key, Decimal()), _amount(row)
                sums[key] = None if before is None or amount is None else before + amount
    ordered = sorted(names, key=lambda key: (-names[key].total(), key))
    return [
        Supplier(
            name=names[key].most_common(1)[0][0],
            id=ids[key],
            contracts=names[key].total(),
            amount=sums.get(key),
            currency=CURRENCY,
        )
        for key in ordered
    ]


def matches_in(rows: Iterable[Mapping[str, Any]]) -> tuple[Match, ...]:
    """Return the newest awards in the rows of a search for awards."""
    found = []
    for row in rows:
        with contextlib.suppress(SourceError):  # the read will report it; here a user is waiting
            found.append(
                Match(
                    number=text(row, "Award ID") or str(row[AWARD]),
                    day=day(row, "Base Obligation Date"),
                    buyer=text(row, "Awarding Sub Agency"),
                    supplier=text(row, "Recipient Name"),
                    amount=None if is_vehicle(str(row[AWARD])) else money(row, "Award Amount"),
                    currency=CURRENCY,
                )
            )
    return newest_matches(found)


def _amount(row: Mapping[str, Any]) -> Decimal | None:
    with contextlib.suppress(SourceError):
        return money(row, "Award Amount")
    return None


async def with_parents(api: Api, suppliers: Iterable[Supplier]) -> tuple[Supplier, ...]:
    """Return suppliers with their parent, looked up for the first ``MAX_PARENTS``.

    The parent only helps to choose and is not watched, so it is left out if it cannot be read.
    """
    found: list[Supplier] = []
    asked = 0
    for supplier in suppliers:
        parent = None
        if supplier.id is not None and asked < MAX_PARENTS:
            asked += 1
            try:
                parent = await _parent_of(api, supplier.id)
            except SourceError as fault:
                if fault.fault in HOST_FAULTS:
                    asked = MAX_PARENTS  # the next would fail, too, and a user is waiting
        found.append(replace(supplier, parent=parent))
    return tuple(found)


async def _parent_of(api: Api, uei: str) -> str | None:
    """Return the name of a supplier's parent. One company may be listed as parent (P), as child (C) and as
    neither (R): only the child entry has a parent, which may be the company itself."""
    body = {
        "keyword": uei,
        "limit": 50,
        "page": 1,
        "sort": "amount",
        "order": "desc",
        "award_type": "all",
    }
    said, _ = await api.ask("POST", "recipient/", body)
    rows, _ = named_rows(said, "id")
    for row in rows:
        if text(row, "uei") == uei and text(row, "recipient_level") == "C":
            profile, _ = await api.ask("GET", f"recipient/{row['id']}/")
            return _named_parent(profile, uei)
    return None


def _named_parent(profile: Mapping[str, Any], uei: str) -> str | None:
    parents = profile.get("parents") or []
    if not isinstance(parents, list) or not all(isinstance(parent, dict) for parent in parents):
        raise bad("parents", parents)
    for parent in parents:
        name = text(parent, "parent_name")
        if name and text(parent, "parent_uei") != uei:
            return name
    return None


SEARCH_FIELDS = (
    "Award ID",
    "Recipient Name",
    "Recipient UEI",
    "Award Amount",
    "Start Date",
    "End Date",
    "Last Date to Order",
    "Last Modified Date",
    "Base Obligation Date",
    "Description",
    "Awarding Sub Agency",
)
"""Columns that show a change of an award, as far as rows show one; null where a type lacks the field."""

LOAD_SHARED_FOR = timedelta(minutes=5)  # the time of the last import: it is one a day
HISTORY_PAGE = 5000  # the maximum, and more than any award has: ties on a day are in any order

# Actions appear up to 98 days after their date, so a read never looks back fewer days.
QUICK_LOOKBACK, FULL_LOOKBACK = timedelta(days=120), timedelta(days=365)

MAX_LISTED = 10  # vehicles whose orders a survey lists: a request each, and one more for every 100 orders

NOT_AN_AWARD, NOT_A_VEHICLE = "No Award found", "No IDV award found"

Row = Mapping[str, Any]
T = TypeVar("T")


class Usaspending(UsaspendingPolicy):
    """The source "usaspending". An award's answer is stored without ``executive_details`` (see
    ``without_pay``)."""

    same_contract = staticmethod(same_contract)

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._new_api = partial(Api, http, base_url, clock)
        self._api = self._new_api()
        self._clock = clock
        self._load: tuple[str, datetime] | None = None  # time of the last import, and when it was asked for

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the matches of a query, from rows alone; for keywords, in the last ``FULL_LOOKBACK``.

        A read also takes in the orders under vehicles; these are counted for ``MAX_LISTED`` vehicles at
        most. Raises ``SourceError``, including ``TOO_MANY``.
        """
        asked = self.canonical(query)
        if asks_rows(asked):
            lacks = Shortfall()
            mentions = KeywordSearch(self._api, lacks)
            await mentions.read(asked, *window(self._clock().date(), FULL_LOOKBACK))
            if not lacks.whole:
                raise lacks.faults[0]
            rows = [seen.row for seen in mentions.rows.values()]
            ids, latest = {str(row[AWARD]) for row in rows}, newest(rows)
        else:
            found: dict[str, Row] = {}
            for filters in searches(asked):
                await self._find(filters, found, dict, [])
            rows, ids = list(found.values()), await self._with_orders(found)
            dates = [signed for row in rows if (signed := day(row, "Base Obligation Date"))]
            latest = max(dates, default=None)
        return Survey(
            counts=Counter(kind_of(source_id) for source_id in ids),
            newest=latest,
            suppliers=await with_parents(self._api, suppliers_in(rows)),
            matches=() if asks_rows(asked) else matches_in(rows),
        )

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield every contract that matches, and every order under a matching vehicle, vehicles first.

        ``reading.state`` is the time of the last import. A query of keywords alone yields records of rows,
        which are not whole. Raises ``NothingNew`` before any other request, and ``IncompleteRead`` at the end
        with every error, of a search or of one contract. A host whose circuit breaker opens is asked for
        nothing more. A query that matches more than ``MAX_CONTRACTS`` ends it with ``TOO_MANY`` before any
        contract is read.
        """
        asked = self.canonical(query)
        await self._note_load(reading)
        found = self._mentioned(asked, reading) if asks_rows(asked) else self._awarded(asked, reading)
        async with aclosing(found):
            async for one in found:
                yield one

    async def get(self, source_id: str) -> Record | Absent:
        """Return one contract by its generated id, ``Absent`` only if the API itself says that it has none.

        If only a vehicle's amounts cannot be read, ``ordered`` and ``orders`` are ``None``. Raises
        ``SourceError``; ``GONE`` for a 404 with another message, such as that of a wrong address.
        """
        try:
            found, _ = await self._read(source_id)
        except SourceError as fault:
            if fault.fault is SourceErrorKind.GONE and NOT_AN_AWARD in fault.detail:
                return await absent(fault.answer)
            raise
        return found

    async def count_subcontracts(self, source_id: str) -> int | None:
        """Return the number of subcontracts reported for a contract, repetitions included; ``None`` for one
        that the API does not know. Raises ``SourceError``."""
        return await count_of(self._api, source_id)

    async def list_subcontracts(
        self, source_id: str, begun: Mapping[str, Any] | None = None
    ) -> SubcontractList:
        """Return the subcontracts reported for a contract. Of a long list, continue from ``begun`` and return
        the part so far. Raises ``SourceError``."""
        return await list_of(self._api, source_id, begun or {})

    async def subcontracts_under(self, query: Mapping[str, Any]) -> SubcontractsUnder:
        """Return the subcontracts that a query's suppliers have under others. Raises ``SourceError``."""
        return await under_others(self._api, self.canonical(query))

    async def orders_alike(self, seed: Record, known: Mapping[str, Proof], max_requests: int) -> OrdersAlike:
        """Return the orders of other suppliers that look like parts of one purchase with ``seed``."""
        return await orders_alike(self._new_api(), seed, known, max_requests)

    async def probe(self) -> None:
        """Ask for the time of the last import, the cheapest request there is. Raises ``SourceError``."""
        await self._api.last_load()

    async def _note_load(self, reading: ReadContext) -> None:
        """Raise ``NothingNew`` if nothing was imported since the last complete read.

        The time is a hint. A read that cannot get it goes on and keeps the old one: the data read is at least
        as new.
        """
        try:
            loaded = await self._last_load()
        except SourceError:
            return
        if not reading.full and loaded == reading.state:
            raise NothingNew
        reading.state = loaded

    async def _last_load(self) -> str:
        """Return the time of the last import; watches that are read one after another share the answer."""
        now = self._clock()
        if self._load is None or not timedelta(0) <= now - self._load[1] < LOAD_SHARED_FOR:
            self._load = await self._api.last_load(), now
        return self._load[0]

    async def _mentioned(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield the contracts that rows of the last months mention, and those known from older rows.

        A contract known from rows of the searched days that is no longer among them is withdrawn or no longer
        matches: only those are left out. One known from older rows alone has merely moved out of the search
        window, in full reads too.
        """
        today = self._clock().date()
        recent, last = window(today, QUICK_LOOKBACK)
        first = window(today, FULL_LOOKBACK)[0] if reading.full else recent
        lacks = Shortfall()
        mentions = KeywordSearch(self._api, lacks)
        await mentions.read(query, first, last)
        found, unread = records(mentions.rows.values(), recent)
        for one in found:
            if one.mark is not None and _is_unchanged(one.source_id, one.mark, reading):
                yield Unchanged(one.source_id, one.parent_source_id, whole=False)
            else:
                yield one
        seen = {one.source_id for one in found} | unread.keys()
        for source_id, mark in reading.known.items():
            when = last_seen(mark)
            if source_id not in seen and (when is None or when < first):
                yield Unchanged(source_id, parent_of(source_id), whole=False)
        for source_id, fault in unread.items():
            lacks.leave_out(source_id, fault)
        lacks.named = bool(mentions.rows)
        lacks.check()

    async def _awarded(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncGenerator[Record | Unchanged, None]:
        lacks = Shortfall()
        listed = await self._listed(query, reading, lacks)
        changed = {one for one, mark in listed.items() if not _is_unchanged(one, mark, reading)}
        families = changed | {vehicle for one in changed if (vehicle := parent_of(one)) is not None}
        for source_id, mark in listed.items():
            # A change of a vehicle or a sibling may change data of the award that its row does not show.
            if source_id not in changed and parent_of(source_id) not in families:
                yield Unchanged(source_id, parent_of(source_id))
                continue
            if lacks.hopeless:
                lacks.whole = False
                continue
            try:
                found, fault = await self._read(source_id)
            except SourceError as error:
                lacks.leave_out(source_id, error)
                continue
            if fault is None:
                yield replace(found, mark=mark)
            else:
                lacks.leave_out(None, fault)
                yield found  # without a mark, so that it is read again next time
        lacks.check()

    async def _listed(
        self, query: Mapping[str, Any], reading: ReadContext, lacks: Shortfall
    ) -> Mapping[str, str]:
        """Return the marks of all matches and the orders under them, by id; none if there are too many."""
        marks: dict[str, str] = {}
        unnamed: list[SourceError] = []
        for filters in searches(query):
            try:
                await self._find(filters, marks, row_mark, unnamed)
            except SourceError as fault:
                lacks.add(fault)
                if fault.fault is SourceErrorKind.TOO_MANY:
                    return {}
                if lacks.hopeless:
                    break
        vehicles = {source_id: mark for source_id, mark in marks.items() if is_vehicle(source_id)}
        for source_id, mark in reading.marks.items():
            above = parent_of(source_id)
            if above is not None and above in vehicles and _is_unchanged(above, vehicles[above], reading):
                # A vehicle's orders are listed anew in the next full read; until then the known ones stay.
                marks.setdefault(source_id, mark)
        for vehicle, mark in vehicles.items():
            if lacks.hopeless:
                break
            if _is_unchanged(vehicle, mark, reading):
                continue
            under: dict[str, str] = {}
            try:
                await self._ordered_under(vehicle, under, unnamed)
            except SourceError as fault:
                lacks.add(fault)
                if fault.fault is SourceErrorKind.TOO_MANY:
                    return {}
                continue
            for source_id, order_mark in under.items():
                marks.setdefault(source_id, order_mark)
            if len(marks) > MAX_CONTRACTS:
                break
        if len(marks) > MAX_CONTRACTS:
            lacks.add(SourceError(SourceErrorKind.TOO_MANY, f"more than {MAX_CONTRACTS} with orders"))
            return {}
        for unknown in unnamed:
            lacks.leave_out(None, unknown)
        lacks.named = bool(marks or not unnamed)
        return marks

    async def _find(
        self,
        filters: Mapping[str, Any],
        found: dict[str, T],
        kept: Callable[[Row], T],
        faults: list[SourceError],
    ) -> None:
        """Add the rows of one search to those found before, converted by ``kept``, and an error for each row
        without an award id."""
        body = {
            "filters": filters,
            "fields": SEARCH_FIELDS,
            "sort": SEARCH_FIELDS[0],  # the API breaks its ties, so that pages neither repeat nor skip
            "order": "asc",
            "limit": PAGE,
            "subawards": False,
        }
        found_now = self._api.pages(AWARD_SEARCH, body, AWARD, MAX_CONTRACTS, faults=faults)
        async with aclosing(found_now) as pages:
            async for rows, _ in pages:
                found.update((source_id, kept(row)) for source_id, row in rows.items())
        if len(found) > MAX_CONTRACTS:
            raise SourceError(SourceErrorKind.TOO_MANY, f"more than {MAX_CONTRACTS} contracts")

    async def _with_orders(self, found: Iterable[str]) -> set[str]:
        """Return the ids that a search found and those of the orders under its first ``MAX_LISTED``
        vehicles.

        A list of orders that cannot be read is skipped: it need not prevent a watch, and the read will report
        it. Raises ``SourceError(TOO_MANY)``.
        """
        ids = set(found)
        for vehicle in [source_id for source_id in found if is_vehicle(source_id)][:MAX_LISTED]:
            try:
                under: dict[str, str] = {}
                await self._ordered_under(vehicle, under, [])
                ids.update(under)
            except SourceError as fault:
                if fault.fault is SourceErrorKind.TOO_MANY:
                    raise
                if fault.fault in HOST_FAULTS:
                    break  # the next would fail, too, and a user is waiting
            if len(ids) > MAX_CONTRACTS:
                raise SourceError(SourceErrorKind.TOO_MANY, f"more than {MAX_CONTRACTS} with orders")
        return ids

    async def _ordered_under(self, vehicle: str, found: dict[str, str], faults: list[SourceError]) -> None:
        """Add the marks of all orders under a vehicle by id, whether the search matches them or not. Rows
        without an id become errors in ``faults``."""
        body = {
            "award_id": vehicle,
            "type": "child_awards",
            "limit": PAGE,
            "sort": "period_of_performance_start_date",  # its ties are broken by the award's number
            "order": "desc",
        }
        key = "generated_unique_award_id"
        given = self._api.pages("idvs/awards/", body, key, MAX_CONTRACTS, faults=faults)
        with reading_one(vehicle):
            async with aclosing(given) as pages:
                async for rows, _ in pages:
                    found.update((source_id, row_mark(row)) for source_id, row in rows.items())

    async def _read(self, source_id: str) -> tuple[Record, SourceError | None]:
        """Read one contract, whole; return it with the error of a vehicle's amounts, if only these failed.

        Raises ``SourceError``, whose detail names the contract.
        """
        if not source_id.isprintable():  # the API would answer 500
            raise SourceError(SourceErrorKind.REFUSED, f"not an id: {source_id[:80]!r}")
        body = {"award_id": source_id, "limit": HISTORY_PAGE, "sort": "action_date", "order": "asc"}
        under_it, trouble = None, None
        with reading_one(source_id):
            award, answer = await self._api.ask("GET", f"awards/{quote(source_id, safe='')}/")
            answers = [replace(answer, content=without_pay(answer.content))]
            history: list[Row] = []
            unnamed: list[SourceError] = []
            async with aclosing(self._api.pages("transactions/", body, "id", faults=unnamed)) as pages:
                async for rows, answer in pages:
                    history += rows.values()
                    answers.append(answer)
            if unnamed:  # a history with a gap is useless
                raise unnamed[0]
            if is_vehicle(source_id):
                try:
                    with reading_one(source_id):
                        under_it, amounts = await self._amounts(source_id)
                        answers += amounts
                except SourceError as fault:
                    trouble = fault
            return record(source_id, award, history, answers, under_it), trouble

    async def _amounts(self, vehicle: str) -> tuple[OrderTotals | None, list[Answer]]:
        """Return the totals of a vehicle's orders, and the answer; nothing if the API has no totals of it."""
        try:
            said, answer = await self._api.ask("GET", f"idvs/amounts/{quote(vehicle, safe='')}/")
        except SourceError as fault:
            if fault.fault is SourceErrorKind.GONE and NOT_A_VEHICLE in fault.detail:
                return None, []
            raise
        return parse_order_totals(vehicle, said), [answer]


def _is_unchanged(source_id: str, mark: str, reading: ReadContext) -> bool:
    return not reading.full and reading.marks.get(source_id) == mark
