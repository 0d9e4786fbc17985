"""Stand-ins on 127.0.0.1 for publishers of OCDS archives: Germany's daily exports, packages by month and type
of notice as in Scotland and Wales, and the files in catalogues of Québec and Italy.

Like the real one, Germany answers 400 for a day that is not over, in its own time zone, and gives each
version of an archive an ETag. Scotland gives a package without a list where it has no notices. Italy has a
page for programs that do not call themselves a browser.
"""

import io
import json
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.common.clock import Clock, utc_now
from bot.demo.sources import Loopback

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2022, 12, 1)


def zipped(*members: tuple[str, bytes | Mapping[str, Any]]) -> bytes:
    """Return an archive of members by name; one that is no bytes is written as JSON."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in members:
            archive.writestr(name, said if isinstance(said, bytes) else json.dumps(said))
    return content.getvalue()


@dataclass
class LoopbackArchives(Loopback):
    """Server of all: ``async with LoopbackArchives(clock=clock) as publisher``.

    ``days`` are the archives by day, ``months`` the packages by month and type; others are empty. ``files``
    are those of the catalogues, by path: ``put`` adds one. ``faults`` apply to the next requests in turn;
    ``None`` is no fault. ``requests`` lists what was asked for, ``given`` what was sent.
    """

    clock: Clock = utc_now
    robots: str = ""
    days: dict[str, bytes] = field(default_factory=dict)
    months: dict[str, bytes | Mapping[str, Any]] = field(default_factory=dict)
    files: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    resources: list[dict[str, Any]] = field(default_factory=list)
    faults: deque[Callable[[], web.Response] | None] = field(default_factory=deque)
    requests: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/notice-exports", self._export)
        app.router.add_get("/v1/Notices", self._notices)
        app.router.add_get("/recherche/api/3/action/package_show", self._dataset)
        app.router.add_get("/opendata/api/3/action/package_search", self._search)
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get("/{path:.*}", self._file)
        return app

    @property
    def quebec(self) -> str:
        return f"{self.url}/recherche/api/3/action/package_show?id=d23b2e02-085d-43e5-9e6e-e1d558ebfdd5"

    @property
    def italy(self) -> str:
        return f"{self.url}/opendata/api/3/action/package_search?q=ocds"

    def put(self, path: str, content: Mapping[str, Any], **resource: Any) -> None:
        """Add a file to the catalogues."""
        self.files[path] = content
        self.resources.append({"url": f"{self.url}/{path}", "format": "JSON", **resource})

    @property
    def notices(self) -> str:
        return f"{self.url}/v1/Notices"

    @property
    def api(self) -> str:
        return f"{self.url}/api/notice-exports"

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text=self.robots)

    async def _export(self, request: web.Request) -> web.Response:
        day = request.query["pubDay"]
        if fault := self._next_fault(day):
            return fault()
        if "vnd.bekanntmachungsservice.ocds.zip+zip" not in request.headers["Accept"]:
            return web.json_response({"message": "Not Acceptable"}, status=406)
        if set(request.query) != {"pubDay", "format"} or request.query["format"] != "ocds.zip":
            return web.json_response({"message": "Bad Request"}, status=400)
        if not FIRST_DAY <= date.fromisoformat(day) < self.clock().astimezone(BERLIN).date():
            said = "The specified pubDay exceeds the allowed range. It must lie in the past."
            return web.json_response({"message": said}, status=400)
        return self._version(request, day, self.days.get(day, zipped()), "application/zip")

    async def _notices(self, request: web.Request) -> web.Response:
        asked = request.query
        name = f"{asked['dateFrom']}/{asked['noticeType']}"
        if fault := self._next_fault(name):
            return fault()
        if asked["outputType"] != "0" or set(asked) != {"dateFrom", "noticeType", "outputType"}:
            return web.json_response({"Message": "The request is invalid."}, status=400)
        said = self.months.get(name, {"uri": str(request.url), "publishedDate": "2026-02-13T12:00:00Z"})
        content = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
        return self._version(request, name, content, "application/json")

    async def _dataset(self, request: web.Request) -> web.Response:
        if fault := self._next_fault("catalogue"):
            return fault()
        return web.json_response({"success": True, "result": {"resources": self.resources}})

    async def _search(self, request: web.Request) -> web.Response:
        if fault := self._next_fault("catalogue"):
            return fault()
        if not request.headers["User-Agent"].startswith("Mozilla/5.0 ("):
            page = (
                "<html><head><title>Request Rejected</title></head><body>Your support ID is: 1</body></html>"
            )
            return web.Response(text=page, content_type="text/html")
        other = {
            "name": "cig",
            "resources": [{"url": "https://elsewhere.example/cig_csv.zip", "format": "CSV"}],
        }
        found = [other, {"name": "ocds", "resources": self.resources}]
        return web.json_response({"success": True, "result": {"count": 2, "results": found}})

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if fault := self._next_fault(path):
            return fault()
        if path not in self.files:
            raise web.HTTPNotFound
        return self._version(request, path, json.dumps(self.files[path]).encode(), "application/json")

    def _next_fault(self, name: str) -> Callable[[], web.Response] | None:
        self.requests.append(name)
        return self.faults.popleft() if self.faults else None

    def _version(self, request: web.Request, name: str, content: bytes, media: str) -> web.Response:
        tag = f'"version-{hash(content)}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        self.given.append(name)
        return web.Response(body=content, content_type=media, headers={"ETag": tag})
