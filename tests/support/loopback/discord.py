"""Fake Discord on 127.0.0.1: the parts of HTTP API v10 and of the gateway that the real discord.py 2.7 needs.

It records what it receives (``messages``, ``commands``, ``requests``), and fails on command: single requests
with ``fail``, permanently with ``deny``, ``delete_channel``, ``token`` and ``nonce_window``. Run scripts of
this folder with ``python -m``: for a script in this folder, this file would shadow discord.py.
"""

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

import discord
import yarl
from aiohttp import web

from benchmarks.loopback.payloads import HISTORY, SEND, VIEW, application, gateway_bot, snowflake, user
from tests.support.loopback.faults import (
    Fault,
    Refused,
    answer,
    drop,
    half,
    hold,
    late,
    slow,
)
from tests.support.loopback.gateway import Gateway, Session
from tests.support.loopback.interactions import Interaction, InteractionMixin
from tests.support.loopback.world import (
    BODY,
    FILES,
    NEWS,
    PERMISSIONS,
    THREADS,
    Channel,
    Guild,
    as_json,
    edited,
    message,
    shown,
    written,
)

__all__ = [
    "Fault",
    "Interaction",
    "LoopbackDiscord",
    "Refused",
    "answer",
    "drop",
    "half",
    "hold",
    "late",
    "point_at",
    "shown",
    "slow",
]

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Request:
    """A received request."""

    operation: str
    method: str
    path: str
    body: dict[str, Any]
    at: float  # time.monotonic()


class LoopbackDiscord(InteractionMixin):
    """Fake Discord with one bot, and one server or more: ``async with LoopbackDiscord() as discord``."""

    def __init__(self, *, guilds: int = 1, channels: int = 2, token: str = "loopback.token") -> None:
        super().__init__()
        self.token = token
        self.nonce_window = 180.0  # seconds for which a nonce is remembered; 0: never
        self.ahead = 0.0  # seconds that its clock is ahead of this machine's
        self.bot = user(snowflake(), "Tocsin", bot=True)
        self.application_id = int(self.bot["id"])
        self.guilds = [self._new_guild(number, channels) for number in range(guilds)]
        self.messages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.threads: dict[str, str] = {}  # their names, by the message that they are under
        self.published: dict[str, float] = {}  # when, by message
        self.starts_left = 1000  # of a day, as Discord counts them
        self.commands: list[dict[str, Any]] = []  # as last synced
        self.requests: list[Request] = []
        self.gateway = Gateway(lambda: self.token, self._greet)
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._struck: list[Fault] = []
        self._nonces: dict[str, tuple[float, dict[str, Any]]] = {}
        self._runner: web.AppRunner | None = None
        self.url = ""

    # Addresses

    @property
    def api(self) -> str:
        """The value for ``discord.http.Route.BASE``."""
        return f"{self.url}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    @property
    def guild(self) -> Guild:
        return self.guilds[0]

    @property
    def channel(self) -> Channel:
        return self.guild.channels[0]

    async def __aenter__(self) -> "LoopbackDiscord":
        app = web.Application(middlewares=[self._serve], client_max_size=32 * 2**20)
        for method, path, handler in self._routes():
            app.router.add_route(method, f"/api/v10{path}", handler, name=handler.__name__)
        app.router.add_get("/gateway", self.gateway.serve, name="socket")
        app.on_response_prepare.append(self._date)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        for fault in self._struck:
            fault.release()
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def redirect(self) -> Callable[[], None]:
        """Point discord.py in this process here; return a function that restores it."""
        return point_at(self.api, self.gateway_url)

    # Faults

    def fail(self, *faults: Fault, operation: str = "create_message") -> None:
        """Set the faults of the next requests of an operation (a method's name below), in turn."""
        self._faults[operation].extend(faults)

    async def deny(self, channel_id: int, *permissions: str) -> None:
        """Take permissions from the bot in a channel: "view_channel", "send_messages",
        "read_message_history". Without the last, Discord answers with no messages, not with an error."""
        await self._change(channel_id, lambda denied, bit: denied | bit, permissions)

    async def allow(self, channel_id: int, *permissions: str) -> None:
        """Give permissions back; all of them if none is named."""
        await self._change(channel_id, lambda denied, bit: denied & ~bit, permissions or tuple(PERMISSIONS))

    async def _change(
        self, channel_id: int, change: Callable[[int, int], int], permissions: Iterable[str]
    ) -> None:
        channel = self.find_channel(channel_id)
        for name in permissions:
            channel.denied = change(channel.denied, PERMISSIONS[name])
        await self.gateway.dispatch("CHANNEL_UPDATE", channel.payload())

    async def delete_channel(self, channel_id: int) -> None:
        channel = self.find_channel(channel_id)
        for guild in self.guilds:
            guild.channels = [kept for kept in guild.channels if kept.id != channel_id]
        await self.gateway.dispatch("CHANNEL_DELETE", channel.payload())

    def forget_nonces(self) -> None:
        """Forget all nonces, as Discord does after some minutes."""
        self._nonces.clear()

    # Inspection

    def count(self, operation: str) -> int:
        """Return the number of requests of an operation."""
        return sum(request.operation == operation for request in self.requests)

    def find_channel(self, channel_id: int) -> Channel:
        for guild in self.guilds:
            for channel in guild.channels:
                if channel.id == channel_id:
                    return channel
        raise Refused(404, 10003, "Unknown Channel")

    async def ready(self, sessions: int = 1) -> None:
        """Wait until so many clients have received their servers."""
        while self.gateway.identified < sessions:
            await asyncio.sleep(0.01)

    async def say(self, channel_id: int, content: str, *, author: str = "Somebody") -> dict[str, Any]:
        """Post a message of another user."""
        said = message(snowflake(self.ahead), channel_id, user(snowflake(), author), {"content": content}, {})
        self.messages[channel_id].append(said)
        return said

    # Request handling

    def _routes(self) -> list[tuple[str, str, Handler]]:
        channel = "/channels/{channel_id:[0-9]+}"
        return [
            ("GET", "/users/@me", self.me),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/gateway", self.get_gateway),
            ("GET", "/gateway/bot", self.get_gateway_bot),
            ("PUT", "/applications/{application_id}/commands", self.sync_commands),
            ("GET", "/applications/{application_id}/commands", self.get_commands),
            ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", self.sync_guild_commands),
            ("GET", "/guilds/{guild_id:[0-9]+}", self.get_guild),
            ("GET", channel, self.get_channel),
            ("POST", channel + "/messages", self.create_message),
            ("GET", channel + "/messages", self.history),
            ("GET", channel + "/messages/{message_id:[0-9]+}", self.get_message),
            ("PATCH", channel + "/messages/{message_id:[0-9]+}", self.edit_message),
            ("DELETE", channel + "/messages/{message_id:[0-9]+}", self.delete_message),
            ("POST", channel + "/messages/{message_id:[0-9]+}/threads", self.start_thread),
            ("POST", channel + "/messages/{message_id:[0-9]+}/crosspost", self.crosspost),
            *self.interaction_routes(),
        ]

    @web.middleware
    async def _serve(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        operation = request.match_info.route.name or "unknown"
        if operation == "socket":
            return await handler(request)
        request[BODY], request[FILES] = await _read(request)
        self.requests.append(
            Request(operation, request.method, request.path_qs, request[BODY], time.monotonic())
        )
        waiting = self._faults[operation]
        fault = waiting.popleft() if waiting else None
        if fault is not None:
            self._struck.append(fault)
            if not fault.after and (struck := await fault.strike(request)) is not None:
                return struck
        try:
            if operation not in self.PUBLIC:
                self._check_token(request)
            response = await handler(request)
        except Refused as refused:
            response = as_json(refused.body, status=refused.status)
        except web.HTTPException as error:
            response = as_json({"message": f"{error.status}", "code": 0}, status=error.status)
        if fault is not None and fault.after and (struck := await fault.strike(request)) is not None:
            return struck
        return response

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Set the Date header by Discord's own clock, also on errors."""
        response.headers["Date"] = formatdate(time.time() + self.ahead, usegmt=True)

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _channel(self, request: web.Request, *needed: int) -> Channel:
        channel = self.find_channel(int(request.match_info["channel_id"]))
        if channel.denied & VIEW:
            raise Refused(403, 50001, "Missing Access")
        if any(channel.denied & bit for bit in needed):
            raise Refused(403, 50013, "Missing Permissions")
        return channel

    def _message(self, request: web.Request) -> dict[str, Any]:
        channel = self._channel(request)
        for found in self.messages[channel.id]:
            if found["id"] == request.match_info["message_id"]:
                return found
        raise Refused(404, 10008, "Unknown Message")

    # Operations

    async def me(self, request: web.Request) -> web.Response:
        return as_json(self.bot)

    async def application(self, request: web.Request) -> web.Response:
        return as_json(application(self.application_id, "Tocsin"))

    async def get_gateway(self, request: web.Request) -> web.Response:
        return as_json({"url": self.gateway_url})

    async def get_gateway_bot(self, request: web.Request) -> web.Response:
        told = gateway_bot(self.gateway_url)
        told["session_start_limit"] |= {"remaining": self.starts_left, "reset_after": 80_000_000}
        return as_json(told)

    async def sync_commands(self, request: web.Request) -> web.Response:
        self.commands = [
            {
                **command,
                "id": str(snowflake()),
                "application_id": str(self.application_id),
                "version": str(snowflake()),
            }
            for command in request[BODY]["list"]
        ]
        return as_json(self.commands)

    async def sync_guild_commands(self, request: web.Request) -> web.Response:
        return await self.sync_commands(request)

    async def get_commands(self, request: web.Request) -> web.Response:
        return as_json(self.commands)

    async def get_guild(self, request: web.Request) -> web.Response:
        for guild in self.guilds:
            if str(guild.id) == request.match_info["guild_id"]:
                return as_json(guild.payload(self.bot))
        raise Refused(404, 10004, "Unknown Guild")

    async def get_channel(self, request: web.Request) -> web.Response:
        return as_json(self._channel(request).payload())

    async def create_message(self, request: web.Request) -> web.Response:
        channel, body = self._channel(request, SEND), request[BODY]
        nonce = str(body.get("nonce") or "")
        if len(nonce) > 25:
            raise Refused(400, 50035, "Invalid Form Body")
        if not body.get("content") and not body.get("components") and not request[FILES]:
            raise Refused(400, 50006, "Cannot send an empty message")
        known = self._nonces.get(nonce) if body.get("enforce_nonce") and nonce else None
        if known is not None and time.monotonic() - known[0] < self.nonce_window:
            return as_json(known[1])
        posted = message(snowflake(self.ahead), channel.id, self.bot, body, request[FILES])
        self.messages[channel.id].append(posted)
        if nonce:
            self._nonces[nonce] = (time.monotonic(), posted)
        return as_json(posted)

    async def history(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        if channel.denied & HISTORY:
            return as_json([])
        found, limit = self.messages[channel.id], int(request.query.get("limit", 50))
        if "after" in request.query:
            after = int(request.query["after"])
            chosen = [one for one in found if int(one["id"]) > after][:limit]
        else:
            before = int(request.query.get("before", 2**63))
            chosen = [one for one in found if int(one["id"]) < before][-limit:]
        return as_json(chosen[::-1])

    async def get_message(self, request: web.Request) -> web.Response:
        return as_json(self._message(request))

    async def edit_message(self, request: web.Request) -> web.Response:
        return as_json(edited(self._message(request), request[BODY], request[FILES]))

    async def delete_message(self, request: web.Request) -> web.Response:
        deleted = self._message(request)
        self.messages[int(deleted["channel_id"])].remove(deleted)
        return web.Response(status=204)

    async def start_thread(self, request: web.Request) -> web.Response:
        channel, parent = self._channel(request, THREADS), self._message(request)
        if parent["id"] in self.threads:
            raise Refused(400, 160004, "A thread has already been created for this message")
        self.threads[parent["id"]] = name = str(request[BODY]["name"])
        assert 1 <= len(name) <= 100
        return as_json(
            {
                "id": parent["id"],
                "parent_id": str(channel.id),
                "guild_id": str(channel.guild_id),
                "owner_id": self.bot["id"],
                "type": 11,
                "name": name,
                "message_count": 0,
                "member_count": 1,
                "thread_metadata": {
                    "archived": False,
                    "locked": False,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": written(time.time()),
                },
            }
        )

    async def crosspost(self, request: web.Request) -> web.Response:
        """Publish a message, ten in an hour; past that, as Discord does, say for how long to wait."""
        channel, posted = self._channel(request, SEND), self._message(request)
        if channel.type != NEWS:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if posted["id"] in self.published:
            raise Refused(400, 40033, "This message has already been crossposted")
        now = time.time() + self.ahead
        within = [at for at in self.published.values() if at > now - 3600]
        if len(within) >= 10:
            wait = min(within) + 3600 - now
            body = {"message": "You are being rate limited.", "retry_after": wait, "global": False}
            return as_json(body, status=429, headers={"Retry-After": str(wait), "Via": "1.1 loopback"})
        self.published[posted["id"]] = now
        return as_json({**posted, "flags": 1})

    # Events after IDENTIFY

    def _greet(self, session: Session) -> Iterable[tuple[str, Any]]:
        yield (
            "READY",
            {
                "v": 10,
                "user": self.bot,
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in self.guilds],
                "application": {"id": str(self.application_id), "flags": 0},
            },
        )
        for guild in self.guilds:
            yield "GUILD_CREATE", guild.payload(self.bot)

    @staticmethod
    def _new_guild(number: int, channels: int) -> Guild:
        guild = Guild(snowflake(), f"Server {number}")
        guild.channels = [Channel(snowflake(), guild.id, f"channel-{index}") for index in range(channels)]
        return guild


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the body as a dict (a JSON list under "list") and the uploaded files."""
    files: dict[str, bytes] = {}
    if request.content_type.startswith("multipart/"):
        body: Any = {}
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files[value.filename] = value.file.read()
            elif name == "payload_json":
                body = json.loads(str(value))
    else:
        raw = await request.read()
        body = json.loads(raw) if raw else {}
    return (body if isinstance(body, dict) else {"list": body}), files


def point_at(api: str, gateway: str) -> Callable[[], None]:
    """Point discord.py in this process at an API and a gateway; return a function that restores it."""
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)

    def restore() -> None:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before

    return restore
