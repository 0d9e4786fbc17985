"""Stand-in on 127.0.0.1 for a publisher of OCDS archives: Germany's daily exports.

Like the real one, it answers 400 for a day that is not over, in its own time zone, and gives each version of
an archive an ETag.
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
from bot.demo.sources.serving import Loopback

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
    """Server of daily archives: ``async with LoopbackArchives(clock=clock) as publisher``.

    ``days`` are the archives by day; other days are empty. ``faults`` apply to the next requests in turn;
    ``None`` is no fault. ``requests`` lists the days that were asked for, ``given`` those that were sent.
    """

    clock: Clock = utc_now
    days: dict[str, bytes] = field(default_factory=dict)
    faults: deque[Callable[[], web.Response] | None] = field(default_factory=deque)
    requests: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/notice-exports", self._export)
        return app

    @property
    def api(self) -> str:
        return f"{self.url}/api/notice-exports"

    async def _export(self, request: web.Request) -> web.Response:
        day = request.query["pubDay"]
        self.requests.append(day)
        if fault := self.faults.popleft() if self.faults else None:
            return fault()
        if set(request.query) != {"pubDay", "format"} or request.query["format"] != "ocds.zip":
            return web.json_response({"message": "Bad Request"}, status=400)
        if not FIRST_DAY <= date.fromisoformat(day) < self.clock().astimezone(BERLIN).date():
            said = "The specified pubDay exceeds the allowed range. It must lie in the past."
            return web.json_response({"message": said}, status=400)
        content = self.days.get(day, zipped())
        tag = f'"version-{hash(content)}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        self.given.append(day)
        return web.Response(body=content, content_type="application/zip", headers={"ETag": tag})
