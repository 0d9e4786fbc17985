"""Subawards on USAspending: subcontracts as the holders of awards report them.

There are two questions. Those of one award come from a list that sorts by date and breaks ties by the row's
id, so its pages neither repeat nor skip. Those that a company has under others come from a search whose text
matches the subcontractor alone; it breaks ties by the award's id, so that several of one award on one day are
in any order. So no second page is ever requested: the next request is for the days up to the last one of the
page, which may not be all there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from bot.contracts.diff.subcontracts import folded
from bot.contracts.model import Party, Subcontract, SubcontractUnder
from bot.contracts.sources.protocol import SourceError, SourceErrorKind, SubcontractList, SubcontractsUnder
from bot.contracts.sources.usaspending.api import AWARD_SEARCH, PAGE, Api, has_next
from bot.contracts.sources.usaspending.parse import CURRENCY, PUBLIC_PAGE, day, money, text
from bot.contracts.sources.usaspending.query import EARLIEST, subaward_searches
from bot.contracts.sources.values import bad

SUBAWARDS = "subawards/"
MAX_PAGES = 10
"""Pages of one award's list that are read; the largest awards have some thousand subawards."""
PAGES_AT_A_TIME = 3
MAX_SEARCHES = 12
"""Requests for the subcontracts of one query."""

FIELDS = (
    "Sub-Award ID",
    "Sub-Awardee Name",
    "Sub-Recipient UEI",
    "Sub-Award Date",
    "Sub-Award Amount",
    "Sub-Award Description",
    "Prime Award ID",
    "Prime Recipient Name",
    "Prime Award Recipient UEI",
    "Awarding Agency",
    "Awarding Sub Agency",
)
PRIME = "prime_award_generated_internal_id"
_OF_ROW = ("id", "subaward_number", "description", "action_date", "recipient_name")

Row = Mapping[str, Any]


async def count_of(api: Api, award_id: str) -> int | None:
    """Return the number of an award's subawards as reported, repetitions included: the cheap first question.
    ``None`` for an award that the API does not know. Raises ``SourceError``."""
    try:
        said, _ = await api.ask("GET", f"awards/count/subaward/{quote(_checked(award_id), safe='')}/")
    except SourceError as fault:
        if fault.fault is SourceErrorKind.GONE:
            return None
        raise
    count = said.get("subawards")
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise bad("subawards", count)
    return count


async def list_of(api: Api, award_id: str, begun: Mapping[str, Any]) -> SubcontractList:
    """Return an award's subcontracts, the newest first; of more than ``MAX_PAGES`` pages the first ones.

    After ``PAGES_AT_A_TIME`` pages the rest is left for the next call, which gets the rows so far. Reports
    that come meanwhile move the others down: a row is known by its id. A short page that says it is not the
    last, or a page without a new row, makes the list incomplete. Raises ``SourceError``.
    """
    body = {"award_id": _checked(award_id), "limit": PAGE, "sort": "action_date", "order": "desc"}
    rows = {_id_of(row): row for row in begun.get("rows", ())}
    first = begun.get("page", 1)
    following = min(first + PAGES_AT_A_TIME, MAX_PAGES + 1)
    answers, complete, ended = [], False, following > MAX_PAGES
    for page in range(first, following):
        said, answer = await api.ask("POST", SUBAWARDS, {**body, "page": page})
        answers.append(answer)
        listed, before = _results(said), len(rows)
        for row in listed:
            rows.setdefault(_id_of(row), row)
        if len(listed) < PAGE:
            complete, ended = not has_next(said), True
            break
        if page > 1 and len(rows) == before:
            ended = True
            break
    return SubcontractList(
        subcontracts=folded(_of_award(row) for _, row in sorted(rows.items())),
        reports=len(rows),
        answers=tuple(answers),
        complete=complete,
        begun={} if ended else {"page": following, "rows": [_as_json(row) for row in rows.values()]},
    )


async def under_others(api: Api, query: Mapping[str, Any]) -> SubcontractsUnder:
    """Return the subcontracts that the suppliers of a canonical query have, with the contracts they are of.
    Raises ``SourceError``."""
    kept, complete, requests = dict[Any, SubcontractUnder](), True, 0
    for filters in subaward_searches(query):
        rows: dict[str, list[Row]] = {}
        last = api.today
        while last >= EARLIEST:
            if requests >= MAX_SEARCHES:
                complete = False
                break
            requests += 1
            listed, whole = await _search(api, filters, last)
            whole_days, last, all_of_them = _of_whole_days(listed, whole)
            complete = complete and all_of_them
            for row in whole_days:
                rows.setdefault(_prime_of(row), []).append(row)
        for one in _under(rows):
            # Two searches may find the same reports: these are no more of them.
            known = kept.setdefault(one.key, one)
            if len(one.subcontract.amounts) > len(known.subcontract.amounts):
                kept[one.key] = one
    return SubcontractsUnder(subcontracts=tuple(kept.values()), complete=complete, requests=requests)


def _of_whole_days(listed: list[Row], whole: bool) -> tuple[list[Row], date, bool]:
    """Return the rows of those days that a page is known to cover fully, the day to continue from, and
    whether no row is left out. If one day has more rows than a page, the rest of them are left out."""
    if whole:
        return listed, date.min, True
    days = [day(row, "Sub-Award Date") or date.max for row in listed]
    if not days or days != sorted(days, reverse=True) or days[0] == date.max:
        raise bad("results", "not in the order of their dates")
    if days[0] == days[-1]:
        return listed, days[-1] - timedelta(days=1), False
    return [row for row, on in zip(listed, days, strict=True) if on > days[-1]], days[-1], True


async def _search(api: Api, filters: Mapping[str, Any], last: date) -> tuple[list[Row], bool]:
    """Return the rows up to a day that one page holds, the latest, and whether these are all."""
    period = {"start_date": EARLIEST.isoformat(), "end_date": last.isoformat()}
    body = {
        "spending_level": "subawards",
        "filters": {**filters, "time_period": [period]},
        "fields": FIELDS,
        "sort": "Sub-Award Date",
        "order": "desc",
        "limit": PAGE,
        "page": 1,
    }
    said, _ = await api.ask("POST", AWARD_SEARCH, body)
    if said.get("spending_level") != "subawards":  # awards themselves, of suppliers with that name
        raise bad("spending_level", said.get("spending_level"))
    rows = _results(said)
    return rows, len(rows) < PAGE and not has_next(said)


def _results(said: Mapping[str, Any]) -> list[Row]:
    rows = said.get("results")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise bad("results", rows)
    return rows


def _id_of(row: Row) -> int:
    """Return the id by which a row is known within one list: it is made anew with each report."""
    found = row.get("id")
    if isinstance(found, bool) or not isinstance(found, int):
        raise bad("id", found)
    return found


def _prime_of(row: Row) -> str:
    found = text(row, PRIME)
    if found is None:
        raise bad(PRIME, None)
    return found


def _of_award(row: Row) -> Subcontract:
    return Subcontract(
        number=text(row, "subaward_number") or "",
        supplier=Party(name=text(row, "recipient_name") or ""),
        date=day(row, "action_date"),
        description=text(row, "description"),
        currency=CURRENCY,
        amounts=(money(row, "amount"),),
    )


def _as_json(row: Row) -> dict[str, Any]:
    """Return the values that are read from a row, with the amount as text: JSON has no exact numbers."""
    amount = row.get("amount")
    return {**{key: row.get(key) for key in _OF_ROW}, "amount": None if amount is None else str(amount)}


def _found(row: Row) -> Subcontract:
    uei = text(row, "Sub-Recipient UEI")
    return Subcontract(
        number=text(row, "Sub-Award ID") or "",
        supplier=Party(name=text(row, "Sub-Awardee Name") or "", ids={"uei": uei} if uei else {}),
        date=day(row, "Sub-Award Date"),
        description=text(row, "Sub-Award Description"),
        currency=CURRENCY,
        amounts=(money(row, "Sub-Award Amount"),),
    )


def _under(rows: Mapping[str, Sequence[Row]]) -> Iterator[SubcontractUnder]:
    for prime_id, own in sorted(rows.items()):
        latest = own[0]
        uei = text(latest, "Prime Award Recipient UEI")
        for one in folded(map(_found, own)):
            yield SubcontractUnder(
                prime_id=prime_id,
                prime_number=text(latest, "Prime Award ID") or prime_id,
                prime=Party(text(latest, "Prime Recipient Name") or "", {"uei": uei} if uei else {}),
                buyer=text(latest, "Awarding Sub Agency") or text(latest, "Awarding Agency") or "",
                url=PUBLIC_PAGE + quote(prime_id, safe=""),
                subcontract=one,
            )


def _checked(award_id: str) -> str:
    """Return an award's id. Without one, the list is that of the whole country; so it is never empty."""
    if not award_id.strip() or not award_id.isprintable():
        raise SourceError(SourceErrorKind.REFUSED, f"not an id: {award_id[:80]!r}")
    return award_id
