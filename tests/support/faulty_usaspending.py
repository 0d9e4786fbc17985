"""Stand-in of USAspending that fails and varies its answers as the real API does on some days."""

import json
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Any

from aiohttp import web

from bot.demo.sources.usaspending import Handler, State, UsaspendingStandIn
from bot.demo.sources.usaspending_checks import RejectedRequest, crash

Intercept = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]


class InjectedFailure(StrEnum):
    """A failure of the real API."""

    EMPTY_503 = "empty-503"  # its search engine is in trouble
    CLOSED = "closed"  # overloaded, it closes the connection without a byte
    CRASH = "crash"  # a 500 of its own error formatter


class Oddity(StrEnum):
    """A variation in the format of the real API's answers, on some days and for some awards."""

    AMOUNTS_AS_TEXT = "amounts-as-text"  # "0.00", as documented, for 0.0
    WHOLE_AMOUNTS = "whole-amounts"  # 0 for 0.0
    MOMENTS = "moments"  # "2025-08-23 00:00:00" for a date
    NO_HIERARCHIES = "no-hierarchies"  # psc_hierarchy and naics_hierarchy are absent
    OFFICERS = "officers"  # names and pay of a supplier's officers


class FaultyUsaspending(UsaspendingStandIn):
    """A stand-in that answers otherwise when told.

    ``intercept``, if set, is called before every answer, like an aiohttp middleware. ``oddities`` are active
    while they are in the set.
    """

    def __init__(self, states: Sequence[State]) -> None:
        super().__init__(states)
        self.intercept: Intercept | None = None
        self.oddities: set[Oddity] = set()
        self._failures: list[tuple[str, InjectedFailure]] = []

    def fail(self, path: str, failure: InjectedFailure, times: int = 1) -> None:
        """Fail the next requests whose path contains ``path``."""
        self._failures += [(path, failure)] * times

    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.intercept is not None:
            return await self.intercept(request, lambda asked: self._vary(asked, handler))
        return await self._vary(request, handler)

    async def _vary(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        async def failing(asked: web.Request) -> web.StreamResponse:
            self._fail_as_told(asked)
            return await handler(asked)

        response = await super().answer(request, failing)
        if not self.oddities or response.status != 200 or not isinstance(response, web.Response):
            return response
        said = json.loads(response.text or "")
        for row in said.get("results", ()):
            self._vary_amounts(row)
        if "executive_details" in said:
            self._vary_award(said)
        return web.json_response(said)

    def _fail_as_told(self, request: web.Request) -> None:
        for place, (path, failure) in enumerate(self._failures):
            if path not in request.path:
                continue
            del self._failures[place]
            if failure is InjectedFailure.CLOSED and request.transport is not None:
                request.transport.abort()
            if failure is InjectedFailure.CRASH:
                raise crash()
            raise RejectedRequest(503, None)

    def _vary_amounts(self, row: dict[str, Any]) -> None:
        for key in ("Award Amount", "Transaction Amount", "obligated_amount"):
            amount = row.get(key)
            if amount is None:
                continue
            if Oddity.AMOUNTS_AS_TEXT in self.oddities:
                row[key] = f"{amount:.2f}"
            elif Oddity.WHOLE_AMOUNTS in self.oddities and amount == int(amount):
                row[key] = int(amount)

    def _vary_award(self, award: dict[str, Any]) -> None:
        term = award["period_of_performance"]
        if Oddity.MOMENTS in self.oddities and term["potential_end_date"]:
            term["potential_end_date"] += " 00:00:00"
        if Oddity.OFFICERS in self.oddities:
            award["executive_details"]["officers"][0] = {"name": "EVE EXAMPLE", "amount": 412345.67}
        if Oddity.NO_HIERARCHIES in self.oddities:
            del award["psc_hierarchy"], award["naics_hierarchy"]
