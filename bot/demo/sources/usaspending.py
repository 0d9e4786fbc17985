"""Stand-in for the USAspending API on this machine, for rehearsals and tests.

It answers as the real one does about the awards it is given.

**States.** A list of ``{"date": "2026-02-13", "awards": [award, …]}``, oldest first: all that the API shows
on each day. An award is a mapping; every key but ``id`` may be missing or null, and is then null in answers:

===============  ==============================================================================
``id``           generated id, ``CONT_AWD_…`` or ``CONT_IDV_…``
``number``       PIID, else as in ``id``
``type``         award type code (``C``, ``IDV_B_B`` …), else ``C`` or ``IDV_B`` by ``id``
``title``        description of the first transaction
``supplier``     ``{"name", "uei", "parent", "parent_uei"}``
``awarding``     ``{"name", "code", "toptier", "toptier_code", "office"}``; ``funding`` the same
``parent``       generated id of the vehicle
``signed``       and ``start``, ``end``, ``potential_end``: dates as text
``obligated``    and ``exercised``, ``ceiling``, ``paid``: dollars as text; ``obligated`` is the sum of
                 the transactions if the key is missing
``naics``        and ``psc``: ``[code, description]``
``solicitation`` number under which offers were asked for
``transactions`` ``[{"id", "number", "date", "code", "description", "amount"}, …]``, amounts as text;
                 given twice, a transaction is answered twice
``subawards``    see ``usaspending_answers``
===============  ==============================================================================
"""

import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from aiohttp import web

from bot.demo.sources import Loopback
from bot.demo.sources.usaspending_answers import (
    CHILD_SORTS,
    ROW_FIELDS,
    amounts,
    child,
    children,
    header,
    in_order,
    list_subawards,
    profile,
    recipients,
    row,
    search_subawards,
    transaction,
    transaction_row,
)
from bot.demo.sources.usaspending_checks import (
    ALWAYS_SORTABLE,
    AWARD_FILTERS,
    MAX_ROWS,
    ROW_FILTERS,
    Award,
    RejectedRequest,
    check_group,
    check_periods,
    checked_filters,
    checked_page,
    crash,
    matches,
    number,
    row_matches,
    type_of,
)

State = Mapping[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PERIOD_MESSAGE = (
    "For searches, time period start and end dates are currently limited to an earliest date of 2007-10-01.  "
    "For data going back to 2000-10-01, use either the Custom Award Download feature on the website or one "
    "of our download or bulk_download API endpoints as listed on https://api.usaspending.gov/docs/endpoints. "
)


FILTERS = "https://api.usaspending.gov/docs/endpoints"


class UsaspendingStandIn(Loopback):
    """Server of the API, showing the first state until told otherwise.

    ``requests`` lists the requests: path and decoded body (``None`` without one). The search for transactions
    returns ties in another order at every request.
    """

    def __init__(self, states: Sequence[State]) -> None:
        self.states = states
        self.requests: list[tuple[str, Any]] = []
        self._state = states[0]

    def show(self, step: int) -> None:
        """Answer from now on with the state ``states[step]``."""
        self._state = self.states[step]

    def routes(self) -> web.Application:
        app = web.Application(middlewares=[self._serve])
        app.router.add_post("/api/v2/search/spending_by_award/", self._search)
        app.router.add_post("/api/v2/search/spending_by_transaction/", self._search_rows)
        app.router.add_post("/api/v2/transactions/", self._transactions)
        app.router.add_post("/api/v2/idvs/awards/", self._children)
        app.router.add_get("/api/v2/idvs/amounts/{id}/", self._amounts)
        app.router.add_post("/api/v2/recipient/", self._recipients)
        app.router.add_get("/api/v2/recipient/{id}/", self._recipient)
        app.router.add_get("/api/v2/recipient/children/{uei}/", self._recipient_children)
        app.router.add_get("/api/v2/awards/last_updated/", self._last_updated)
        app.router.add_get("/api/v2/awards/count/subaward/{id}/", self._subaward_count)
        app.router.add_post("/api/v2/subawards/", self._subawards)
        app.router.add_get("/api/v2/awards/{id}/", self._award)
        return app

    @web.middleware
    async def _serve(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        body = await request.read()
        self.requests.append((request.path, json.loads(body) if body else None))
        return await self.answer(request, handler)

    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Return the handler's answer, or the error that it raised as the real API words it."""
        if not request.path.endswith("/"):
            raise web.HTTPMovedPermanently(f"{request.path}/")
        try:
            return await handler(request)
        except RejectedRequest as refusal:
            if refusal.body is None:
                return web.Response(status=refusal.status)
            return web.json_response(refusal.body, status=refusal.status)
        except web.HTTPMethodNotAllowed:
            detail = f'Method "{request.method}" not allowed.'
            return web.json_response({"detail": detail}, status=405)

    async def _search(self, request: web.Request) -> web.Response:
        asked = await request.json()
        filters = checked_filters(asked)
        if asked.get("spending_level") == "subawards":
            return self._search_subawards(asked, filters)
        check_group(filters)
        check_periods(filters)
        limit, page = checked_page(asked, MAX_ROWS["search"])
        sort = asked.get("sort") or asked["fields"][0]
        if sort not in asked["fields"] and sort not in ALWAYS_SORTABLE:
            said = f"Sort value '{sort}' not found in requested fields: {asked['fields']}"
            raise RejectedRequest(400, {"detail": said})
        fields = {*asked["fields"], sort}
        found = [row(award, fields) for award in self._awards() if matches(award, filters)]
        # This search breaks its ties by the internal id; the search for transactions does not.
        by_id = in_order(found, "internal_id", "asc")
        rows = in_order(by_id, sort, asked.get("order", "desc"))
        shown = rows[(page - 1) * limit : page * limit]
        more = len(rows) > page * limit
        metadata = {
            "page": page,
            "hasNext": more,
            "last_record_unique_id": shown[-1]["internal_id"] if more else None,
            "last_record_sort_value": str(shown[-1][sort] if more else None),  # "None" on the last page
        }
        answer = {
            "spending_level": "awards",
            "limit": limit,
            "results": shown,
            "page_metadata": metadata,
            "messages": _messages(filters.keys() - AWARD_FILTERS),
        }
        return web.json_response(answer)

    async def _search_rows(self, request: web.Request) -> web.Response:
        asked = await request.json()
        filters = checked_filters(asked)
        check_periods(filters)
        limit, page = checked_page(asked, MAX_ROWS["search"])
        sort = asked.get("sort")
        if sort is None:
            raise RejectedRequest(422, {"detail": "Missing value: 'sort' is a required field"})
        if unknown := set(asked["fields"]) - ROW_FIELDS:
            raise RejectedRequest(400, {"detail": f"Invalid value in 'fields'. {unknown} is not known"})
        if sort not in asked["fields"]:
            raise RejectedRequest(400, {"detail": f"Sort value not found in fields: {sort}"})
        found = [
            transaction_row(award, facts, asked["fields"])
            for award in self._awards()
            for facts in award.get("transactions") or []
            if row_matches(award, facts, filters)
        ]
        random.Random(len(self.requests)).shuffle(found)  # noqa: S311 - not a secret, only a random order
        rows = in_order(found, sort, asked.get("order", "desc"))
        unused = filters.keys() - ROW_FILTERS
        if "keywords" in filters:
            unused |= {"keyword_search"}  # the view's own name for it, which it then does not recognise
        answer = {
            "limit": limit,
            "results": rows[(page - 1) * limit : page * limit],
            "page_metadata": _pages(page, more=len(rows) > page * limit),
            "messages": _messages(unused),
        }
        return web.json_response(answer)

    def _search_subawards(self, asked: Mapping[str, Any], filters: Mapping[str, Any]) -> web.Response:
        check_periods(filters)
        limit, page = checked_page(asked, MAX_ROWS["search"])
        rows = search_subawards(self._awards(), filters, asked["fields"], len(self.requests))
        rows = in_order(rows, asked.get("sort") or asked["fields"][0], asked.get("order", "desc"))
        answer = {
            "spending_level": "subawards",
            "limit": limit,
            "results": rows[(page - 1) * limit : page * limit],
            "page_metadata": _pages(page, more=len(rows) > page * limit),
            "messages": _messages(filters.keys() - ROW_FILTERS),
        }
        return web.json_response(answer)

    async def _subaward_count(self, request: web.Request) -> web.Response:
        wanted = request.match_info["id"]
        for award in self._awards():
            if award["id"] == wanted:
                return web.json_response({"subawards": len(award.get("subawards") or [])})
        raise RejectedRequest(404, {"detail": f"No Award found with: '{wanted}'"})

    async def _subawards(self, request: web.Request) -> web.Response:
        asked = await request.json()
        limit, page = checked_page(asked, MAX_ROWS["search"])
        rows = list_subawards(self._awards(), asked)
        answer = {
            "page_metadata": _pages(page, more=len(rows) > page * limit),
            "results": rows[(page - 1) * limit : page * limit],
        }
        return web.json_response(answer)

    async def _award(self, request: web.Request) -> web.Response:
        wanted = request.match_info["id"]
        for award in self._awards():
            if award["id"] == wanted:
                return web.json_response(header(award, self._number_of(award.get("parent"))))
        said = f"No Award found with: {{'generated_unique_award_id': '{wanted}'}}"
        raise RejectedRequest(404, {"detail": said})

    async def _transactions(self, request: web.Request) -> web.Response:
        asked = await request.json()
        limit, page = checked_page(asked, MAX_ROWS["transactions"])
        found = [award for award in self._awards() if award["id"] == asked.get("award_id")]
        # The real API, too, answers an unknown id with an empty list, not with an error.
        history = [transaction(award, facts) for award in found for facts in award.get("transactions") or []]
        rows = in_order(history, asked.get("sort", "action_date"), asked.get("order", "desc"))
        answer = {
            "page_metadata": _pages(page, more=len(rows) > page * limit),
            "results": rows[(page - 1) * limit : page * limit],
        }
        return web.json_response(answer)

    async def _children(self, request: web.Request) -> web.Response:
        asked = await request.json()
        limit, page = checked_page(asked, MAX_ROWS["idvs"])
        sort = asked.get("sort", "period_of_performance_start_date")
        sorts = asked.get("type", "child_idvs")
        if sort not in CHILD_SORTS or sorts not in {"child_idvs", "child_awards"}:
            raise RejectedRequest(
                422, {"detail": f"Field 'sort' or 'type' is outside valid values: {sort}, {sorts}"}
            )
        found = [
            child(award)
            for award in self._awards()
            if award.get("parent") == asked.get("award_id")
            and type_of(award).startswith("IDV") is (sorts == "child_idvs")
        ]
        by_id = in_order(found, "award_id", "asc")
        rows = in_order(by_id, sort, asked.get("order", "desc"))
        answer = {
            "results": rows[(page - 1) * limit : page * limit],
            "page_metadata": _pages(page, more=len(rows) > page * limit),
        }
        return web.json_response(answer)

    async def _amounts(self, request: web.Request) -> web.Response:
        wanted = request.match_info["id"]
        orders = [award for award in self._awards() if award.get("parent") == wanted]
        for award in self._awards():
            if award["id"] == wanted and type_of(award).startswith("IDV"):
                return web.json_response(amounts(award, orders))
        raise RejectedRequest(404, {"detail": "No IDV award found with this id"})

    async def _recipients(self, request: web.Request) -> web.Response:
        asked = await request.json()
        limit, page = checked_page(asked, MAX_ROWS["recipients"])
        wanted = str(asked.get("keyword", "")).upper()
        found = [
            one
            for one in recipients(self._awards())
            if wanted in one["name"].upper() or (one["uei"] or "").startswith(wanted)
        ]
        metadata = {**_pages(page, more=len(found) > page * limit), "total": len(found), "limit": limit}
        shown = found[(page - 1) * limit : page * limit]
        return web.json_response({"page_metadata": metadata, "results": shown})

    async def _recipient(self, request: web.Request) -> web.Response:
        found = profile(request.match_info["id"], self._awards())
        if found is None:
            raise RejectedRequest(400, {"detail": f"Recipient ID not found: '{request.match_info['id']}'"})
        return web.json_response(found)

    async def _recipient_children(self, request: web.Request) -> web.Response:
        uei = request.match_info["uei"]
        if len(uei) not in (9, 12):
            raise crash()
        found = children(uei, self._awards())
        if not found:
            raise RejectedRequest(400, {"detail": f"Recipient is not listed as a parent: '{uei}'"})
        return web.json_response(found)

    async def _last_updated(self, request: web.Request) -> web.Response:
        day = date.fromisoformat(self._state["date"])
        return web.json_response({"last_updated": f"{day:%m/%d/%Y}"})

    def _awards(self) -> Sequence[Award]:
        awards: Sequence[Award] = self._state["awards"]
        return awards

    def _number_of(self, parent: str | None) -> str | None:
        known = {award["id"]: number(award) for award in self._awards()}
        return known.get(parent, parent.split("_")[2]) if parent else None


def _pages(page: int, *, more: bool) -> dict[str, Any]:
    return {
        "page": page,
        "next": page + 1 if more else None,
        "previous": page - 1 if page > 1 else None,
        "hasNext": more,
        "hasPrevious": page > 1,
    }


def _messages(unused: set[str]) -> list[str]:
    """Return the messages of every search, which are also the only sign of a dropped filter."""
    if not unused:
        return [PERIOD_MESSAGE]
    said = f"The following filters from the request were not used: {unused}. "
    return [PERIOD_MESSAGE, f"{said}See {FILTERS} for a list of appropriate filters"]
