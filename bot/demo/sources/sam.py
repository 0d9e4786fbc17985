"""Stand-in for SAM.gov's "Get Opportunities" API, version 2, on this machine, for the demo and tests.

The rules are those of GSA's documentation: the key and the two days are required, ``offset`` is the index of
a page, at most a thousand notices come at once and the days are at most a year apart; of a notice only the
latest version is listed, with an id of its own.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from aiohttp import web

from bot.demo.sources import Loopback

PATH = "/opportunities/v2/search"
KEY = "k3y-of-the-operator/1+2"

Notice = dict[str, Any]
Change = Callable[[web.Request, dict[str, Any]], Any]


class SamStandIn(Loopback):
    """Server of ``notices``. ``change`` may replace an answer by another, or by a response."""

    def __init__(self, *notices: Notice) -> None:
        self.notices = list(notices)
        self.asked: list[dict[str, str]] = []
        self.change: Change | None = None

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get(PATH, self._search)
        return app

    @property
    def offsets(self) -> list[int]:
        """The pages that were asked for, in order."""
        return [int(asked["offset"]) for asked in self.asked]

    async def _search(self, request: web.Request) -> web.StreamResponse:
        asked = dict(request.query)
        self.asked.append(asked)
        if asked.get("api_key") != KEY:
            said = f"An invalid api_key was supplied: {asked.get('api_key')}"
            return web.json_response({"error": {"code": "API_KEY_INVALID", "message": said}}, status=403)
        changed: Any = self._answer(asked)
        if self.change is not None:
            changed = self.change(request, changed)
        if isinstance(changed, web.StreamResponse):
            return changed
        return web.Response(text=json.dumps(changed, ensure_ascii=False), content_type="application/json")

    def _answer(self, asked: dict[str, str]) -> dict[str, Any]:
        first, last = (_day(asked[name]) for name in ("postedFrom", "postedTo"))
        limit, page = int(asked["limit"]), int(asked["offset"])
        assert 0 < limit <= 1000
        assert (last - first).days <= 366
        found = [one for one in self.notices if first.isoformat() <= one["postedDate"] <= last.isoformat()]
        return {
            "totalRecords": len(found),
            "limit": limit,
            "offset": page,
            "opportunitiesData": found[page * limit : (page + 1) * limit],
            "links": [{"rel": "self", "href": f"null{PATH}?limit={limit}"}],
        }


def _day(written: str) -> date:
    return datetime.strptime(written, "%m/%d/%Y").date()  # noqa: DTZ007
