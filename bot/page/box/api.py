"""Organisers' side of a box on another machine: HTTP for the bot alone, with a secret that both have.

``RemoteBox`` calls it. Every call can be repeated: if an answer is lost, nothing is lost and nothing is done
twice. ``CALLS`` says for both sides what is sent.
"""

import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, get_type_hints

from aiohttp import hdrs, web

from bot.common.act_server import cannot_listen
from bot.common.strict_json import b64, read_object, unb64
from bot.errors import CANNOT_STORE, UserError
from bot.page.box.service import Batch, BoxService
from bot.settings import Address

KEY_NAME = "box"
"""Name of the secret in both key folders: the file is ``box.key``."""

COUNT = "Tocsin-Count"
"""Header with the count of a batch, whose rows are the body."""

CALLS: Mapping[str, Mapping[str, Any]] = {
    name: get_type_hints(getattr(BoxService, name))
    for name in ("receipt_key", "open", "amend", "pending", "take", "has", "close", "end", "void", "forget")
}
"""Calls that are sent as ``POST /CALL`` with a JSON object: the types of their arguments, by name, and of
what they ``return``. ``restore`` alone sends a file."""

MAX_QUESTION = 64 * 1024  # bytes of a call, and of an answer without a file
MAX_FILE = 1 << 28  # bytes of a published file: 450,000 rows
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
        application = web.Application(client_max_size=MAX_FILE, middlewares=[self._guard])
        application.router.add_post(f"/{{call:{'|'.join(CALLS)}}}", self._call)
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

    async def _call(self, request: web.Request) -> web.Response:
        """Make a call, and tell what it returns under its name; a batch as it is."""
        name = request.match_info["call"]
        if request.content_length is None or request.content_length > MAX_QUESTION:
            raise ValueError("too long")
        found = await getattr(self._box, name)(**read_arguments(name, await request.read()))
        if isinstance(found, Batch):
            headers = {COUNT: str(found.count)}
            return web.Response(body=found.rows, content_type="application/jsonl", headers=headers)
        if found is None:
            return web.Response(status=204)
        return web.json_response({name: found.hex() if isinstance(found, bytes) else found})

    async def _restore(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        await self._box.restore(request.match_info["demand"], {number: await request.read()})
        return web.json_response({})


def write_arguments(given: Mapping[str, Any]) -> bytes:
    """Return the arguments of a call as they are sent."""
    return json.dumps(given, default=_write).encode()


def _write(value: bytes | datetime) -> str:
    return b64(value) if isinstance(value, bytes) else value.isoformat()


def read_arguments(name: str, body: bytes) -> dict[str, Any]:
    """Return the arguments of a call that was sent. Raises ``ValueError`` or ``TypeError`` for others
    than ``CALLS`` has."""
    kinds = {argument: kind for argument, kind in CALLS[name].items() if argument != "return"}
    return {argument: _read(value, kinds[argument]) for argument, value in read_object(body, kinds).items()}


def _read(value: Any, kind: Any) -> Any:
    """Return an argument, which is of its type and no other. Raises ``ValueError`` and ``TypeError``."""
    if kind is bytes:
        return unb64(value)
    if kind == datetime | None:
        return _moment(value)
    if type(value) is not kind:  # a bool is an int in Python
        raise ValueError("of another type")
    return value


def _moment(value: Any) -> datetime | None:
    """Return an aware moment. Raises ``ValueError`` and ``TypeError``."""
    found = None if value is None else datetime.fromisoformat(value)
    if found is not None and found.tzinfo is None:
        raise ValueError("no time zone")
    return found


def _told(status: int, error: str, arguments: Mapping[str, Any] | None = None) -> web.Response:
    return web.json_response({"error": error, "arguments": dict(arguments or {})}, status=status)


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
