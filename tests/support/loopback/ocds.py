"""Stand-ins for publishers of OCDS data on 127.0.0.1: Find a Tender's API, and a host of static files.

Like the real one, Find a Tender returns releases by the time of their last change, at most ``limit`` at once
with a cursor in ``links.next``, and only of the first six hours of a longer window. Its packages have invalid
numbers (``000``, ``1e9999``).
"""

import base64
import hashlib
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.demo.sources import Loopback

ALLOWED = frozenset({"stages", "limit", "cursor", "updatedFrom", "updatedTo"})
WINDOW = timedelta(hours=6)

Answer = Callable[[], web.Response]


def busy(retry_after: str = "0", status: int = 429) -> Answer:
    """Return a 429 or 503 in plain text with ``Retry-After``."""
    text = "Too Many Requests" if status == 429 else "Service Unavailable"
    return lambda: web.Response(status=status, text=text, headers={"Retry-After": retry_after})


def says(content: bytes, status: int = 200, media: str = "application/json") -> Answer:
    return lambda: web.Response(body=content, status=status, content_type=media)


@dataclass
class LoopbackOcds(Loopback):
    """Server of both publishers: ``async with LoopbackOcds() as publisher``.

    ``releases`` are Find a Tender's, each with the time of its last change. ``files`` are the static files by
    path, served with an ETag unless ``etags`` is off. ``faults`` apply to the next requests in turn; ``None``
    is no fault. ``requests`` lists the path and query of every request.
    """

    releases: list[tuple[datetime, Mapping[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: deque[Answer | None] = field(default_factory=deque)
    requests: list[str] = field(default_factory=list)
    etags: bool = True

    def routes(self) -> web.Application:
        app = web.Application(middlewares=[self._serve])
        app.router.add_get("/api/1.0/ocdsReleasePackages", self._packages)
        app.router.add_get("/{path:.*}", self._file)
        return app

    @property
    def api(self) -> str:
        return f"{self.url}/api/1.0/ocdsReleasePackages"

    def put(self, path: str, content: bytes | Mapping[str, Any] | Sequence[Any]) -> str:
        """Add a file; return its address."""
        self.files[path] = content if isinstance(content, bytes) else json.dumps(content).encode()
        return f"{self.url}/{path}"

    @web.middleware
    async def _serve(self, request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        self.requests.append(request.path_qs)
        fault = self.faults.popleft() if self.faults else None
        answer: web.StreamResponse = fault() if fault else await handler(request)
        return answer

    async def _packages(self, request: web.Request) -> web.Response:
        asked = request.query
        unknown = sorted(set(asked) - ALLOWED)
        if unknown:
            return self._refuse(f"Request parameter '{unknown[0]}' is not recognised")
        try:
            since, until = (_moment(asked[key]) for key in ("updatedFrom", "updatedTo"))
            limit = int(asked.get("limit", "100"))
        except (KeyError, ValueError) as error:
            return self._refuse(str(error))
        if not 1 <= limit <= 100:
            return self._refuse("limit")
        first = int(base64.b64decode(asked["cursor"])) if "cursor" in asked else 0
        until = min(until, since + WINDOW)
        found = [release for at, release in self.releases if since <= at.replace(tzinfo=None) < until]
        package: dict[str, Any] = {
            "uri": str(request.url),
            "version": "1.1",
            "publishedDate": asked["updatedTo"] + "Z",
            "publisher": {"name": "Cabinet Office"},
            "releases": found[first : first + limit],
        }
        if first + limit < len(found):
            cursor = base64.b64encode(str(first + limit).encode()).decode()
            package["links"] = {"next": str(request.url.update_query(cursor=cursor))}
        text = json.dumps(package).replace('"~zeros~"', " 000").replace('"~endless~"', "1e9999")
        return web.Response(text=text, content_type="application/json")

    @staticmethod
    def _refuse(reason: str) -> web.Response:
        body = {"status": 400, "error": "Bad Request", "message": "Request parameters unknown"}
        return web.json_response({**body, "exception": reason}, status=400)

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"])
        if content is None:
            raise web.HTTPNotFound
        if not self.etags:
            return web.Response(body=content, content_type="application/json")
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=content, headers={"ETag": tag}, content_type="application/json")


def _moment(written: str) -> datetime:
    if len(written) != len("2026-09-26T19:03:12"):  # a zone is not taken
        raise ValueError(written)
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - as the API reads it: UTC
