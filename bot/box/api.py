"""Organisers' side of a box on another machine: HTTP for the bot alone, with a secret that both have.

``RemoteBox`` calls it. Every call can be repeated: if an answer is lost, nothing is lost and nothing is done
twice.
"""

import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiohttp import hdrs, web

from bot.box.service import BoxService
from bot.common.listening import cannot_listen
from bot.common.strict_json import b64, unb64
from bot.errors import CANNOT_STORE, UserError
from bot.settings import Address

KEY_NAME = "box"
"""Name of the secret in both key folders: the file is ``box.key``."""

COUNT = "Tocsin-Count"
"""Header with the count of a batch, whose rows are the body."""

_MAX_QUESTION = 64 * 1024  # bytes of a call
_MAX_FILE = 1 << 30  # bytes of a published file: 1.8 million rows
_SILENT = logging.getLogger(f"{__name__}.requests")
_SHUTDOWN_S = 2.0


def bearer(secret: bytes) -> str:
    """Return the value of the header that proves the secret."""
    return f"Bearer {b64(secret)}"


class OrganisersApi:
    """The calls of ``BoxService`` as ``POST /CALL``."""

    def __init__(self, box: BoxService, secret: bytes) -> None:
        self._box = box
        self._bearer = bearer(secret).encode()

    def application(self) -> web.Application:
        """Return the application."""
        application = web.Application(client_max_size=_MAX_FILE, middlewares=[self._guard])
        for name in (
            "receipt_key",
            "open",
            "amend",
            "pending",
            "take",
            "has",
            "close",
            "end",
            "void",
            "forget",
        ):
            application.router.add_post(f"/{name}", getattr(self, f"_{name}"))
        application.router.add_post("/restore/{demand}/{number:[0-9]{1,9}}", self._restore)
        return application

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuse whoever has not the secret before anything of the body is read; turn errors into answers."""
        given = request.headers.get(hdrs.AUTHORIZATION, "").encode(errors="replace")
        if not hmac.compare_digest(given, self._bearer):
            response = _told(401, "unauthorized")
            response.force_close()
            return response
        try:
            return await handler(request)
        except UserError as error:
            return _told(409, error.id, error.arguments)
        except CANNOT_STORE:
            return _told(503, "not-stored")
        except (ValueError, KeyError, TypeError):
            return _told(400, "bad-request")

    async def _receipt_key(self, _: web.Request) -> web.Response:
        return web.json_response({"receipt_key": (await self._box.receipt_key()).hex()})

    async def _open(self, request: web.Request) -> web.Response:
        given = await _question(request)
        spki, closes_at = unb64(given.pop("spki")), _moment(given.pop("closes_at"))
        await self._box.open(given.pop("demand"), spki=spki, closes_at=closes_at, **given)
        return web.json_response({})

    async def _amend(self, request: web.Request) -> web.Response:
        given = await _question(request)
        closes_at = _moment(given.pop("closes_at"))
        await self._box.amend(given.pop("demand"), closes_at=closes_at, **given)
        return web.json_response({})

    async def _pending(self, request: web.Request) -> web.Response:
        return web.json_response({"pending": await self._box.pending(**await _question(request))})

    async def _take(self, request: web.Request) -> web.Response:
        given = await _question(request)
        batch = await self._box.take(given.pop("demand"), **given)
        if batch is None:
            return _file(None)
        return _file(batch.rows, {COUNT: str(batch.count)})

    async def _has(self, request: web.Request) -> web.Response:
        return web.json_response({"has": await self._box.has(**await _question(request))})

    async def _close(self, request: web.Request) -> web.Response:
        await self._box.close(**await _question(request))
        return web.json_response({})

    async def _end(self, request: web.Request) -> web.Response:
        await self._box.end(**await _question(request))
        return web.json_response({})

    async def _void(self, request: web.Request) -> web.Response:
        await self._box.void(**await _question(request))
        return web.json_response({})

    async def _forget(self, request: web.Request) -> web.Response:
        await self._box.forget(**await _question(request))
        return web.json_response({})

    async def _restore(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        await self._box.restore(request.match_info["demand"], {number: await request.read()})
        return web.json_response({})


async def _question(request: web.Request) -> dict[str, Any]:
    if request.content_length is None or request.content_length > _MAX_QUESTION:
        raise ValueError("too long")
    value = json.loads(await request.read())
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _moment(value: str | None) -> datetime | None:
    """Return an aware moment. Raises ``ValueError`` and ``TypeError``."""
    found = None if value is None else datetime.fromisoformat(value)
    if found is not None and found.tzinfo is None:
        raise ValueError("no time zone")
    return found


def _told(status: int, error: str, arguments: Mapping[str, Any] | None = None) -> web.Response:
    return web.json_response({"error": error, "arguments": dict(arguments or {})}, status=status)


def _file(content: bytes | None, headers: Mapping[str, str] | None = None) -> web.Response:
    if content is None:
        return web.Response(status=204)
    return web.Response(body=content, content_type="application/jsonl", headers=headers)


@asynccontextmanager
async def serve_organisers(box: BoxService, secret: bytes, address: Address) -> AsyncIterator[None]:
    """Serve the organisers' side in the block. Raises ``StartError``."""
    _SILENT.disabled = True
    application = OrganisersApi(box, secret).application()
    runner = web.AppRunner(application, access_log=None, logger=_SILENT, shutdown_timeout=_SHUTDOWN_S)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise cannot_listen("--organisers", address, error) from error
        yield
    finally:
        await runner.cleanup()
