"""Act server: a half of the signing page (the registrar, the box) behind the board's server.

That server has the limits of time, size and rate, and hands on the board, the act and the content alone. So
nothing of who sent them comes here, and no line is logged at a request, not even of an error: those of the
program itself are held back (``bot.common.logging``).
"""

import errno
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from socket import socket
from typing import Any

from aiohttp import hdrs, web

from bot.common.logging import mark_as_answering
from bot.errors import Sentence, StartError

MAX_BODY = 16 * 1024
"""Bytes of the content of an act."""

Answer = Callable[[str, str, bytes], Awaitable[tuple[int, Mapping[str, Any]]]]
"""Carries out an act of a board, and returns status and body of the answer: 208 if it was done before and
changes nothing."""

_SILENT = logging.getLogger(f"{__name__}.requests")
_SHUTDOWN_S = 2.0  # for acts that are being carried out
_BACKLOG = 512


@asynccontextmanager
async def serve_acts(answer: Answer, listening: socket) -> AsyncIterator[None]:
    """Serve ``POST /BOARD/ACT`` at a listening socket, mostly a Unix socket, in the block."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        mark_as_answering()
        board, _, act = request.rel_url.raw_path.removeprefix("/").partition("/")
        if request.method != hdrs.METH_POST or not act:
            return web.json_response({"error": "bad-request"}, status=404)
        body = await request.content.read(MAX_BODY + 1)
        while 0 < len(body) <= MAX_BODY and (more := await request.content.read(MAX_BODY + 1 - len(body))):
            body += more
        if len(body) > MAX_BODY:
            return web.json_response({"error": "bad-request"}, status=413)
        status, said = await answer(board, act, body)
        return web.Response(status=status, text=json.dumps(said), content_type="application/json")

    _SILENT.disabled = True
    runner = web.ServerRunner(
        web.Server(handle, access_log=None, logger=_SILENT), shutdown_timeout=_SHUTDOWN_S
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listening, backlog=_BACKLOG).start()
        yield
    finally:
        await runner.cleanup()


_WHY = {
    errno.EADDRINUSE: Sentence("terminal-http-in-use"),
    errno.EADDRNOTAVAIL: Sentence("terminal-http-no-address"),
    errno.EACCES: Sentence("terminal-http-forbidden"),
}


def cannot_listen(key: str, address: object, error: OSError) -> StartError:
    """Return the error for an address that the setting ``key`` names."""
    why = _WHY.get(error.errno or 0, Sentence("terminal-http-failed", reason=error.strerror))
    return StartError("terminal-http", key=key, address=address, why=why)
