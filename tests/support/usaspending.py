"""Fixtures: a USAspending stand-in, a source that reads it over real HTTP, and faults."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.contracts.model import Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import IncompleteRead, ReadContext, SourceErrorKind, Unchanged
from bot.contracts.sources.usaspending import source as usaspending_source
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.history import parent_id, transaction_id
from bot.demo.sources.usaspending import Handler
from tests.conftest import SHARED_DATA, MovableClock
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.replay.snapshots import ICE
from tests.support.scripted_server import FAST

DATA = SHARED_DATA / "usaspending"
NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
SEARCH = "/api/v2/search/spending_by_award/"
ROW_SEARCH = "/api/v2/search/spending_by_transaction/"
TRANSACTIONS = "/api/v2/transactions/"
CHILDREN = "/api/v2/idvs/awards/"
AMOUNTS = "/api/v2/idvs/amounts/"
LAST_LOAD = "/api/v2/awards/last_updated/"


def award(number: str, **facts: Any) -> dict[str, Any]:
    """Return an order of Acme's for ICE with one transaction of 1.50 dollars, with ``facts`` as overrides."""
    award_id = facts.pop("id", f"CONT_AWD_{number}_7012_-NONE-_-NONE-")
    base = {
        "id": transaction_id(award_id, "0"),
        "number": "0",
        "date": "2026-01-01",
        "amount": "1.50",
        "description": facts.get("title"),
    }
    return {
        "id": award_id,
        "supplier": {"name": "ACME LLC", "uei": "ACMEUEI00001", "parent": "HOLDING SE"},
        "awarding": ICE,
        "signed": "2026-01-01",
        "parent": parent_id(award_id),
        "transactions": [base],
        **facts,
    }


class Faulty:
    """An intercept that changes answers or replaces them by errors, for a number of requests on a path."""

    def __init__(self) -> None:
        self._plans: list[tuple[str, int, Callable[[web.Request, Any], Any]]] = []

    def plan(self, path: str, change: Callable[[web.Request, Any], Any], times: int = 10**6) -> None:
        """Add a fault: ``change`` gets the request and the decoded answer, and returns a response or an
        answer."""
        self._plans.append((path, times, change))

    async def __call__(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        for index, (path, times, change) in enumerate(self._plans):
            if path in request.path and times:
                self._plans[index] = (path, times - 1, change)
                assert isinstance(answer, web.Response)
                assert isinstance(answer.body, bytes)
                changed = change(request, json.loads(answer.body))
                return changed if isinstance(changed, web.StreamResponse) else web.json_response(changed)
        return answer


def says(body: str, status: int = 200) -> Callable[[web.Request, Any], web.Response]:
    return lambda _request, _answer: web.Response(body=body.encode(), status=status)


def drops(request: web.Request, _answer: Any) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def puts(*path: str, value: Any) -> Callable[[web.Request, Any], Any]:
    """Return a change of one value of the answer, at a path of keys; in every row of a list."""

    def put(node: Any, keys: tuple[str, ...]) -> None:
        for each in node if isinstance(node, list) else [node]:
            if len(keys) > 1:
                put(each[keys[0]], keys[1:])
            else:
                each[keys[0]] = value

    def change(_request: web.Request, answer: Any) -> Any:
        put(answer, path)
        return answer

    return change


@pytest.fixture
def faulty() -> Faulty:
    return Faulty()


@pytest.fixture
async def open_api(
    faulty: Faulty, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Any]:
    """A function that starts a stand-in with a source that reads it, and asks for the last import at each
    read."""
    monkeypatch.setattr(usaspending_source, "LOAD_SHARED_FOR", timedelta(0))
    running: list[FaultyUsaspending] = []
    async with aiohttp.ClientSession() as session:
        http = SourceHttp(session, user_agent="Tocsin tests", allow_loopback=True, limits=FAST)

        async def open_one(
            *awards: dict[str, Any], states: Any = None
        ) -> tuple[FaultyUsaspending, Usaspending]:
            api = FaultyUsaspending(states or [{"date": "2026-02-13", "awards": awards}])
            api.intercept = faulty
            running.append(await api.__aenter__())
            return api, Usaspending(http, api.url, clock)

        yield open_one
        for api in running:
            await api.__aexit__()


@dataclass
class Outcome:
    """Result of one search: records by id, and what could not be read."""

    records: dict[str, Record] = field(default_factory=dict)
    unchanged: dict[str, str | None] = field(default_factory=dict)  # their parents
    faults: list[SourceErrorKind] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    whole_search: bool = True

    @property
    def matched(self) -> set[str]:
        return {*self.records, *self.unchanged}

    @property
    def marks(self) -> dict[str, str]:
        return {source_id: record.mark for source_id, record in self.records.items() if record.mark}

    @property
    def numbers(self) -> set[str]:
        return {record.number for record in self.records.values()}


async def search(source: Usaspending, query: Any, reading: ReadContext | None = None) -> Outcome:
    """Run one read, a full one by default; nothing may be yielded twice."""
    outcome, yielded = Outcome(), 0
    try:
        async for one in source.search(query, ReadContext() if reading is None else reading):
            yielded += 1
            if isinstance(one, Unchanged):
                outcome.unchanged[one.source_id] = one.parent_source_id
            else:
                outcome.records[one.source_id] = one
    except IncompleteRead as incomplete:
        outcome.faults = [error.fault for error in incomplete.faults]
        outcome.unread = incomplete.unread
        outcome.whole_search = incomplete.whole_search
    assert len(outcome.matched) == yielded
    return outcome


async def read(source: Usaspending, query: Any) -> tuple[dict[str, Record], list[SourceErrorKind]]:
    """Return the records of a full read by id, and its faults."""
    outcome = await search(source, query)
    return outcome.records, outcome.faults


def paths(api: FaultyUsaspending) -> list[str]:
    """Return the requested paths, without the request that begins every read."""
    return [path for path, _ in api.requests if path != LAST_LOAD]


def searches(api: FaultyUsaspending) -> list[dict[str, Any]]:
    return [body["filters"] for path, body in api.requests if path in (SEARCH, ROW_SEARCH)]


def recorded(folder: str, name: str) -> Any:
    path = DATA / folder / name
    if not path.exists():
        pytest.skip("the recorded answers are not at hand")
    return json.loads(path.read_bytes())
