"""Server of the published site: the files of the folder, and the acts of the signing page.

Nothing about a reader is stored or logged: no address, no user agent, no referrer, no time. So nothing at all
is logged because of a request, not even an error: a line would have the time at which somebody read.
"""

import asyncio
import json
import logging
import re
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from aiohttp import hdrs, web

from bot.board.serving.acts import MAX_BODY, Act, Acts
from bot.board.serving.files import TYPES, File, Folder, NoBoard, SiteFiles, open_file
from bot.board.serving.readers import MANY, Readers, Senders, reader_of
from bot.common.act_server import cannot_listen
from bot.common.logging import mark_as_answering
from bot.settings import Address
from bot.texts import Texts
from bot.texts.catalogue import DEFAULT, catalogue_files

log = logging.getLogger(__name__)

_SILENT = logging.getLogger(f"{__name__}.requests")
"""The server's own log, which is not written: its lines about bad requests name the reader's address."""

_HEADERS = {
    "Server": "Tocsin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ANYWHERE = {"Access-Control-Allow-Origin": "*"}  # there are no cookies that it could give away
_FRAMES = "frame-ancestors 'none'"  # a page cannot state that itself
_MAX_CONNECTIONS = 1_500
_MAX_CONNECTIONS_OF_ONE = 100
_MAX_REQUEST = 2 * MAX_BODY  # bytes of a request, and of everything that was sent ahead of its answer
_WAIT_S = 10.0  # for a whole request, and for the next one
_TO_ASK_S = 2.0  # for the first request where there are too many connections
_ANSWER_S = 30.0  # for an answer, …
_SLOWEST = 4_000  # … and a second for so many bytes of it; of a large file, for each piece
_PIECE = 32 * 1024  # bytes of a large file in memory for each reader
_SHUTDOWN_S = 0.5
_BACKLOG = 512  # connections that wait to be taken
_SIGNING = re.compile(r"/sign(?:\.html$|/)")
_WORDS = "board-site.ftl"

_OPTIONS: dict[str, Any] = {
    "access_log": None,
    "logger": _SILENT,
    "keepalive_timeout": _WAIT_S,
    "lingering_time": 1.0,
    "max_headers": 64,
}  # of a connection


class SiteServer(web.Server):
    """HTTP server of a published folder."""

    def __init__(
        self,
        site: Path,
        readers: Readers | None = None,
        acts: Acts | None = None,
        senders: Senders | None = None,
    ) -> None:
        super().__init__(self._answer, **_OPTIONS)
        _SILENT.disabled = True
        self._files = SiteFiles(site)
        self._readers = readers or Readers()
        self._acts = acts or Acts()
        self._senders = senders or Senders()
        self._open: dict[_Connection, str] = {}  # by connection, whose it is
        # Those that wait for a request, and those that are being answered, the longest first.
        self._idle: dict[_Connection, float] = {}  # since when
        self._answering: dict[_Connection, None] = {}
        self._of_one: Counter[str] = Counter()
        _sentences()

    def __call__(self) -> "_Connection":
        return _Connection(self, loop=asyncio.get_running_loop(), **_OPTIONS)

    def enter(self, connection: "_Connection", reader: str) -> None:
        """Count a connection; if there are too many, or too many of one reader, another one makes room."""
        if reader != MANY and self._of_one[reader] >= _MAX_CONNECTIONS_OF_ONE:
            self._make_room(of=reader)
        elif len(self._open) >= _MAX_CONNECTIONS:
            self._make_room()
        self._of_one[reader] += 1
        self._open[connection] = reader
        self._idle[connection] = time.monotonic()

    def _make_room(self, of: str | None = None) -> None:
        """Hang up on the connection, of a reader or of all, that has asked nothing for the longest time and
        for some seconds, or whose answer takes the longest: one that was just opened is about to ask."""
        idle, answering = (
            next((each for each in those if of is None or self._open.get(each) == of), None)
            for those in (self._idle, self._answering)
        )
        asks_nothing = idle is not None and time.monotonic() - self._idle[idle] > _TO_ASK_S
        longest = idle if asks_nothing or answering is None else answering
        if longest is not None:
            self.leave(longest)
            longest.abort()

    def leave(self, connection: "_Connection") -> None:
        """Count a connection as closed."""
        self._idle.pop(connection, None)
        self._answering.pop(connection, None)
        reader = self._open.pop(connection, None)
        if reader is not None:
            self._of_one[reader] -= 1
            if not self._of_one[reader]:
                del self._of_one[reader]

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Send the answer to a request."""
        mark_as_answering()
        connection = cast(_Connection, request.protocol)
        self._idle.pop(connection, None)
        self._answering[connection] = None
        reader = reader_of(request.remote or "", request.headers.getall("X-Forwarded-For", ()))
        try:
            response, file = await self._response(request, reader)
            if hdrs.UPGRADE in request.headers:
                response.force_close()
            try:
                await _send(request, response, file)
            except (TimeoutError, OSError):
                connection.abort()
            return response
        finally:
            connection.sent_ahead = 0
            self._answering.pop(connection, None)
            if connection in self._open:
                self._idle[connection] = time.monotonic()

    async def _response(
        self, request: web.BaseRequest, reader: str
    ) -> tuple[web.StreamResponse, File | None]:
        """Return the answer; with a file that is too large to be in it."""
        if request.method == hdrs.METH_POST and (act := self._acts.of(request.rel_url.raw_path)):
            return _told(*await self._answer_act(request, reader, act)), None
        if not self._readers.take(reader):
            return _said(request, 429, "too-many", {"Retry-After": "5"}), None
        if request.method not in (hdrs.METH_GET, hdrs.METH_HEAD):
            return _said(request, 405, "only-reading", {"Allow": "GET, HEAD"}), None
        if request.body_exists:
            return _said(request, 413, "no-content"), None
        try:
            found = await self._files.find(request.rel_url.raw_path)
        except NoBoard:
            return _said(request, 503, "no-board", {"Retry-After": "60"}), None
        if found is None:
            return _said(request, 404, "no-page"), None
        if isinstance(found, Folder):
            return _said(request, 301, "moved", {"Location": found.place}), None
        return _page(request, found)

    async def _answer_act(self, request: web.BaseRequest, sender: str, act: Act) -> tuple[int, Any]:
        """Return status and body of the answer to an act of the signing page. It counts once its content is
        there: contents that never come take nothing from others with that address."""
        if request.content_length is not None and request.content_length > MAX_BODY:
            return 413, {"error": "bad-request"}
        try:
            async with asyncio.timeout(_WAIT_S):
                body = await request.read()
        except TimeoutError:
            return 408, {"error": "bad-request"}
        if len(body) > MAX_BODY:
            return 413, {"error": "bad-request"}
        return await self._senders.answer(
            sender, act.name, partial(act.answer, body), lambda: request.transport is not None
        )


class _Connection(web.RequestHandler):
    """One connection of a reader, or of a proxy."""

    def __init__(self, server: SiteServer, **options: Any) -> None:
        super().__init__(server, **options)
        self._server = server
        self.sent_ahead = 0  # bytes since the last answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        # An answer is sent only when the system has all of it: nothing waits for a reader who does not read.
        cast(asyncio.Transport, transport).set_write_buffer_limits(high=0)
        peer = transport.get_extra_info("peername")
        self._server.enter(self, reader_of(peer[0] if peer else ""))

    def connection_lost(self, exc: BaseException | None) -> None:
        self._server.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self.sent_ahead += len(data)
        if self.sent_ahead > _MAX_REQUEST:
            self.abort()
        else:
            super().data_received(data)

    def abort(self) -> None:
        """Close at once, whatever is still to be sent."""
        if self.transport is not None:
            self.transport.abort()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer a request that is no HTTP, or that met a fault of our own: the library would log both."""
        if request.writer is not None and request.writer.output_size > 0:
            raise ConnectionError("the answer had begun")
        response = _said(request, status, "bad-request" if status < 500 else "no-board")
        response.force_close()
        return response


def _page(request: web.BaseRequest, file: File) -> tuple[web.StreamResponse, File | None]:
    headers = {
        **_HEADERS,
        "Content-Type": file.content_type,
        "Content-Security-Policy": f"{file.policy}; {_FRAMES}",
        "Cache-Control": "public, max-age=60",
        "ETag": f'"{file.tag}"',
        **_ANYWHERE,
    }
    if file.content_type == TYPES[".svg"]:  # a picture without script, which other sites show
        headers |= {"Content-Security-Policy": file.policy, "Cross-Origin-Resource-Policy": "cross-origin"}
        del headers["X-Frame-Options"]
    if _SIGNING.search(request.rel_url.raw_path):  # neither is kept: nothing tells who was there before
        headers["Cache-Control"] = "no-store"
        del headers["ETag"]
    body = file.body
    if file.packed is not None:
        headers["Vary"] = "Accept-Encoding"
        if re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")):
            body = file.packed
            headers["Content-Encoding"] = "gzip"
            if "ETag" in headers:
                headers["ETag"] = f'"{file.tag}-gzip"'
    known = {tag.value.removesuffix("-gzip") for tag in request.if_none_match or ()}
    if known & {file.tag, "*"}:
        return web.Response(status=304, headers=headers), None
    if body is not None:
        return web.Response(body=body, headers=headers), None
    large = web.StreamResponse(headers=headers)
    large.content_length = file.size
    return large, file


async def _send(request: web.BaseRequest, response: web.StreamResponse, file: File | None) -> None:
    """Send an answer. Raises ``OSError``, ``TimeoutError`` for a reader who does not take it."""
    if file is None or request.method == hdrs.METH_HEAD:
        async with _time_for(0 if file else response.content_length or 0):
            await response.prepare(request)
            await response.write_eof()
            await request.writer.drain()
        return
    opened = await asyncio.to_thread(open_file, file.path, file.version)
    with opened:
        await response.prepare(request)
        while piece := await asyncio.to_thread(opened.read, _PIECE):
            async with _time_for(len(piece)):
                await response.write(piece)
                await request.writer.drain()
        await response.write_eof()


def _time_for(size: int) -> asyncio.Timeout:
    return asyncio.timeout(_ANSWER_S + size / _SLOWEST)


def _said(
    request: web.BaseRequest, status: int, sentence: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    """Return an answer of one sentence, in the language of the address or of the reader."""
    asked = request.rel_url.raw_path.split("/")[2:3]
    asked += re.findall("[a-z]{2,3}", request.headers.get("Accept-Language", "")[:100].lower())
    language = next((each for each in asked if each in _sentences()), DEFAULT)
    text = f"{_sentences()[language][sentence]}\n"
    return _answer(status, text, {"Content-Language": language, **(headers or {})})


def _told(status: int, value: object) -> web.Response:
    """Return the answer to an act, which the page reads from wherever it is, from disk too."""
    headers = {"Content-Type": "application/json; charset=utf-8", **_ANYWHERE}
    return _answer(status, json.dumps(value), headers)


def _answer(status: int, text: str, headers: Mapping[str, str]) -> web.Response:
    policy = f"default-src 'none'; {_FRAMES}"
    own = {**_HEADERS, "Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return web.Response(status=status, text=text, headers={**own, **headers})


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of the server by language and name."""
    named = ("bad-request", "moved", "no-board", "no-content", "no-page", "only-reading", "too-many")
    own = {language: {_WORDS: parts[_WORDS]} for language, parts in catalogue_files().items()}
    texts = Texts(own)
    return {language: {name: texts.of(language)(f"board-site-{name}") for name in named} for language in own}


def listen(address: Address, key: str = "TOCSIN_SITE") -> socket.socket:
    """Return a socket that listens at the address, which the setting ``key`` names. Raises ``StartError``."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise cannot_listen(key, address, error) from error


@asynccontextmanager
async def serve_site(
    site: Path,
    listening: Address | socket.socket,
    readers: Readers | None = None,
    acts: Acts | None = None,
    senders: Senders | None = None,
) -> AsyncIterator[str]:
    """Serve a published folder; yield the address as a URL, with the port that was free for port 0. Raises
    ``StartError``."""
    given = listening if isinstance(listening, socket.socket) else listen(listening)
    with given:
        runner = web.ServerRunner(SiteServer(site, readers, acts, senders), shutdown_timeout=_SHUTDOWN_S)
        await runner.setup()
        try:
            await web.SockSite(runner, given, backlog=_BACKLOG).start()
            host, port = given.getsockname()[:2]
            url = Address(host, port).url
            if given is not listening:
                log.info("the board is served at %s", url)
            yield url
        finally:
            await runner.cleanup()


def keep_readers_unlogged() -> None:
    """Keep the event loop from logging what happens on connections: its lines can name the other side."""
    loop = asyncio.get_running_loop()
    loop.set_debug(False)
    loop.set_exception_handler(lambda _loop, _context: None)
    logging.getLogger("asyncio").disabled = True
