"""Stand-in for SAM.gov's "Get Opportunities" API, version 2, on this machine, quirks included.

The rules are those of GSA's documentation: the key and the two days are required, ``offset`` is the index of
a page, at most a thousand notices come at once and the days are at most a year apart; of a notice only the
latest version is listed, with an id of its own.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from aiohttp import web

from bot.demo.sources.serving import Loopback

PATH = "/opportunities/v2/search"
KEY = "k3y-of-the-operator/1+2"

Notice = dict[str, Any]
Change = Callable[[web.Request, dict[str, Any]], Any]


def notice(number: int = 1, **changes: Any) -> Notice:
    """Return a notice as the API gives it, of a call for offers; ``award`` as the API nests it."""
    said = {
        "noticeId": f"{number:032x}",
        "title": "Skip tracing services",
        "solicitationNumber": f"70CDCR26R{number:08d}",
        "fullParentPathName": "HOMELAND SECURITY, DEPARTMENT OF.US IMMIGRATION AND CUSTOMS ENFORCEMENT"
        ".DETENTION COMPLIANCE AND REMOVALS",
        "fullParentPathCode": "070.7012.70CDCR",
        "postedDate": "2026-02-10",
        "type": "Solicitation",
        "baseType": "Solicitation",
        "archiveType": "auto15",
        "archiveDate": "2026-03-20",
        "typeOfSetAsideDescription": None,
        "typeOfSetAside": None,
        "responseDeadLine": "2026-03-05T14:00:00-05:00",
        "naicsCode": "561611",
        "naicsCodes": ["561611"],
        "classificationCode": "R799",
        "active": "Yes",
        "award": None,
        "pointOfContact": [{"type": "primary", "fullName": "Ada Person", "email": "ada@example.gov"}],
        "description": f"https://api.sam.gov/prod/opportunities/v1/noticedesc?noticeid={number:032x}",
        "organizationType": "OFFICE",
        "placeOfPerformance": None,
        "additionalInfoLink": None,
        "uiLink": f"https://sam.gov/opp/{number:032x}/view",
        "links": [{"rel": "self", "href": f"https://api.sam.gov/search?noticeid={number:032x}"}],
        "resourceLinks": ["https://sam.gov/api/files/1/download?api_key=null&token="],
    }
    return {**said, **changes}


class SamServer(Loopback):
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


def echoing(status: int, **more: str) -> Change:
    """Return a change that answers with a status, and repeats the whole address, with the key, in it."""

    def change(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        said = {"code": "900804", "message": f"refused: {request.url}", "description": str(request.url)}
        headers = {"X-Asked": str(request.url)}
        return web.json_response({**said, "detail": str(request.url), **more}, status=status, headers=headers)

    return change


def _day(written: str) -> date:
    return datetime.strptime(written, "%m/%d/%Y").date()  # noqa: DTZ007
