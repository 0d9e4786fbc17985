"""Discord server: the parts of HTTP API v10 that the bots here need, the gateway, and loads on command."""

import asyncio
import re
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import orjson

from benchmarks.loopback.load import DEADLINE, Load, Pending
from benchmarks.loopback.payloads import (
    ALL,
    Template,
    application,
    channel,
    gateway_bot,
    guild,
    message,
    snowflake,
    user,
)
from benchmarks.loopback.wire import Request, Socket, listen, response

_MESSAGE, _DEFERRED = 4, 5
_API = "/api/v10"
_CALLBACK = f"{_API}/interactions/"
_TOKEN_TAIL = secrets.token_urlsafe(120)  # an interaction's token has some 200 characters


@dataclass
class Account:
    """One bot, with a server of its own."""

    token: str
    name: str
    channels: list[int]
    id: int = field(default_factory=snowflake)
    guild_id: int = field(default_factory=snowflake)
    role_id: int = field(default_factory=snowflake)
    sockets: list[Socket] = field(default_factory=list)
    sequence: int = 0
    connected: float = 0.0  # when it was last accepted, by ``perf_counter``
    connections: int = 0
    posts: list[tuple[float, int]] = field(default_factory=list)  # when, and in which channel
    limited: int = 0  # requests that were answered 429
    recent: deque[float] = field(default_factory=deque)  # posts of the last second
    buckets: dict[int, deque[float]] = field(default_factory=dict)

    @property
    def user(self) -> dict[str, Any]:
        return user(self.id, self.name, bot=True)


class Server:
    """State of the server: bots, pending interactions, rate limits, and the benchmark's commands."""

    def __init__(self) -> None:
        self.url = ""
        self.accounts: dict[str, Account] = {}  # by token
        self.pending: dict[str, Pending] = {}  # by the interaction's token
        self.limits: tuple[int, float, int] | None = None  # posts in a channel, per seconds; all per second
        self._commands: dict[str, Callable[[dict[str, Any]], Awaitable[Any]]] = {
            "bot": self._new_bot,
            "connected": self._connected,
            "run": self._run,
            "limit": self._limit,
            "posts": self._posts,
        }
        self._routes: list[tuple[str, re.Pattern[str], Callable[..., bytes]]] = [
            ("GET", re.compile(r"/users/@me"), self._me),
            ("GET", re.compile(r"/oauth2/applications/@me"), self._application),
            ("GET", re.compile(r"/gateway(/bot)?"), self._gateway),
            ("PUT", re.compile(r"/applications/\d+/commands"), self._sync),
            ("POST", re.compile(r"/channels/(\d+)/messages"), self._post),
            ("GET", re.compile(r"/channels/(\d+)/messages"), self._history),
            ("GET", re.compile(r"/channels/(\d+)"), self._channel),
            ("PATCH", re.compile(r"/channels/(\d+)/messages/(\d+)"), self._edit),
            ("POST", re.compile(r"/webhooks/\d+/([^/]+)"), self._follow_up),
            ("PATCH", re.compile(r"/webhooks/\d+/([^/]+)/messages/@original"), self._follow_up),
        ]

    async def serve(self) -> None:
        """Print the address on standard output, and serve until the process ends."""
        server, port = await listen(self.handle, self.connect)
        self.url = f"http://127.0.0.1:{port}"
        print(self.url, flush=True)
        async with server:
            await server.serve_forever()

    # HTTP

    def handle(self, request: Request) -> bytes | Awaitable[bytes]:
        path, _, query = request.path.partition("?")
        if path.startswith(_CALLBACK):
            return self._callback(path, query, request.body)
        if path == "/control":
            return self._control(orjson.loads(request.body))
        for method, pattern, handler in self._routes:
            if method == request.method and (found := pattern.fullmatch(path.removeprefix(_API))):
                return handler(request, *found.groups())
        return _refused(404, 0, f"no {request.method} {path}")

    def _callback(self, path: str, query: str, body: bytes) -> bytes:
        now = perf_counter()
        _, token, _ = path.removeprefix(_CALLBACK).split("/")
        pending = self.pending.get(token)
        if pending is None:
            return _refused(404, 10062, "Unknown interaction")
        if pending.deferred:
            return _refused(400, 40060, "Interaction has already been acknowledged.")
        waited = now - pending.begun
        load = pending.load
        if waited > DEADLINE:
            del self.pending[token]
            load.lost(now)
            return _refused(404, 10062, "Unknown interaction")
        load.firsts.append(waited)
        told = orjson.loads(body)
        if told["type"] == _DEFERRED:
            pending.deferred = True
            load.deferred += 1
        else:
            del self.pending[token]
            load.finished(pending, now, body)
        if "with_response=1" not in query and "with_response=true" not in query:
            return response(204)
        return _callback_answer(told, pending.channel_id)

    def _follow_up(self, request: Request, token: str) -> bytes:
        pending = self.pending.get(token)
        if pending is None or not pending.deferred:
            return _refused(404, 10015, "Unknown Webhook")
        del self.pending[token]
        pending.load.finished(pending, perf_counter(), request.body)
        return _json(
            message(snowflake(), pending.channel_id, user(1, "bot", bot=True), orjson.loads(request.body))
        )

    def _account(self, request: Request) -> Account:
        return self.accounts[request.headers["authorization"].removeprefix("Bot ")]

    def _me(self, request: Request, *_: str) -> bytes:
        return _json(self._account(request).user)

    def _application(self, request: Request, *_: str) -> bytes:
        account = self._account(request)
        return _json(application(account.id, account.name))

    def _gateway(self, _request: Request, *_: str) -> bytes:
        return _json(gateway_bot(self.url.replace("http", "ws", 1) + "/gateway"))

    def _sync(self, request: Request, *_: str) -> bytes:
        account = self._account(request)
        given = {"application_id": str(account.id), "version": "1"}
        return _json([{**one, "id": str(snowflake()), **given} for one in orjson.loads(request.body)])

    def _channel(self, request: Request, channel_id: str) -> bytes:
        return _json(channel(int(channel_id), self._account(request).guild_id))

    def _history(self, _request: Request, _channel_id: str) -> bytes:
        return _json([])

    def _edit(self, request: Request, channel_id: str, message_id: str) -> bytes:
        return _json(
            message(int(message_id), int(channel_id), self._account(request).user, _content(request))
        )

    def _post(self, request: Request, channel_id: str) -> bytes:
        account, now = self._account(request), perf_counter()
        headers = {"X-RateLimit-Bucket": "posts", "Via": "1.1 google"}
        if self.limits is not None:
            most, per, everywhere = self.limits
            bucket = account.buckets.setdefault(int(channel_id), deque())
            for times, seconds in ((bucket, per), (account.recent, 1.0)):
                while times and now - times[0] >= seconds:
                    times.popleft()
            if len(account.recent) >= everywhere or len(bucket) >= most:
                everybody = len(account.recent) >= everywhere
                wait = 1.0 - (now - account.recent[0]) if everybody else per - (now - bucket[0])
                account.limited += 1
                body = {"message": "You are being rate limited.", "retry_after": wait, "global": everybody}
                return response(429, orjson.dumps(body), headers={**headers, "Retry-After": f"{wait:.3f}"})
            bucket.append(now)
            account.recent.append(now)
            headers["X-RateLimit-Limit"] = str(most)
            headers["X-RateLimit-Remaining"] = str(most - len(bucket))
            headers["X-RateLimit-Reset-After"] = f"{per - (now - bucket[0]):.3f}"
        account.posts.append((now, int(channel_id)))
        posted = message(snowflake(), int(channel_id), account.user, _content(request))
        return response(200, orjson.dumps(posted), headers=headers)

    # The gateway

    def connect(self, socket: Socket) -> None:
        socket.send(orjson.dumps({"op": 10, "s": None, "t": None, "d": {"heartbeat_interval": 41_250}}))

        def received(text: bytes) -> None:
            packet = orjson.loads(text)
            if packet["op"] == 1:
                socket.send(b'{"op":11,"s":null,"t":null,"d":null}')
            elif packet["op"] == 2:
                self._identify(socket, packet["d"]["token"])
            elif packet["op"] == 6:
                socket.send(b'{"op":9,"s":null,"t":null,"d":false}')

        socket.received = received

    def _identify(self, socket: Socket, token: str) -> None:
        account = self.accounts.get(token)
        if account is None:
            socket.close(4004)
            return
        account.sockets.append(socket)
        socket.closed = lambda: account.sockets.remove(socket)
        account.connections += 1
        account.connected = perf_counter()
        ready = {
            "v": 10,
            "user": account.user,
            "guilds": [{"id": str(account.guild_id), "unavailable": True}],
            "application": {"id": str(account.id), "flags": 0},
            "session_id": secrets.token_hex(8),
            "resume_gateway_url": self.url.replace("http", "ws", 1) + "/gateway",
        }
        of_guild = guild(
            account.guild_id,
            "Server",
            account.user,
            [channel(id, account.guild_id) for id in account.channels],
            roles=[(account.role_id, "member", ALL)],
            members=350_000,
        )
        for event, data in (("READY", ready), ("GUILD_CREATE", of_guild)):
            account.sequence += 1
            socket.send(orjson.dumps({"op": 0, "s": account.sequence, "t": event, "d": data}))

    # Commands of the benchmark

    async def _control(self, asked: dict[str, Any]) -> bytes:
        return _json(await self._commands[asked["do"]](asked))

    async def _new_bot(self, asked: dict[str, Any]) -> dict[str, Any]:
        account = Account(f"{asked['name']}.{secrets.token_hex(8)}", asked["name"], [])
        account.channels = [snowflake() for _ in range(asked["channels"])]
        self.accounts[account.token] = account
        return {
            "token": account.token,
            "guild_id": account.guild_id,
            "role_id": account.role_id,
            "channels": account.channels,
        }

    async def _connected(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Wait until a bot was accepted ``times`` times."""
        account = self.accounts[asked["token"]]
        async with asyncio.timeout(asked["within"]):
            while account.connections < asked["times"]:
                await asyncio.sleep(0.001)
        return {"ago": perf_counter() - account.connected}

    async def _run(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """Run loads side by side: when those with a count are over, the others are stopped."""
        account = self.accounts[asked["token"]]
        (socket,) = account.sockets

        def send(load: Load, template: Template, member_id: int) -> None:
            id = snowflake()
            token = f"{id:x}{_TOKEN_TAIL}"
            account.sequence += 1
            text = template.filled(id=id, token=token, member_id=member_id, sequence=account.sequence)
            self.pending[token] = Pending(load, load.channel_id, perf_counter())
            socket.send(text)

        loads = [self._load(account, one, send) for one in asked["loads"]]
        for load in loads:
            load.start()
        async with asyncio.timeout(asked["within"]):
            await asyncio.gather(*(load.over for load in loads if load.count))
            for load in loads:
                load.stop()
            await asyncio.gather(*(load.over for load in loads))
        return [load.result() for load in loads]

    def _load(
        self, account: Account, asked: dict[str, Any], send: Callable[[Load, Template, int], None]
    ) -> Load:
        place = {"application_id": account.id, "guild_id": account.guild_id, "locale": asked["locale"]}
        channel_id = account.channels[0]
        templates = [
            Template(kind, data, channel_id=channel_id, roles=[account.role_id], **place)
            for kind, data in asked["interactions"]
        ]
        return Load(
            templates=templates,
            channel_id=channel_id,
            count=asked["count"],
            in_flight=asked["in_flight"],
            every=asked["every"],
            first=asked["first"],
            send=send,
        )

    async def _limit(self, asked: dict[str, Any]) -> None:
        """Set the rate limits: posts in a channel per ``seconds``, and posts a second in all."""
        self.limits = (asked["posts"], asked["seconds"], asked["everywhere"])

    async def _posts(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Wait for so many posts of a bot; return the seconds from the first to the last, and counts."""
        account = self.accounts[asked["token"]]
        async with asyncio.timeout(asked["within"]):
            while len(account.posts) < asked["count"]:
                await asyncio.sleep(0.005)
        return {
            "seconds": account.posts[-1][0] - account.posts[0][0],
            "count": len(account.posts),
            "channels": len({where for _, where in account.posts}),
            "limited": account.limited,
        }


def _callback_answer(told: dict[str, Any], channel_id: int) -> bytes:
    kind = told["type"]
    id = snowflake()
    interaction: dict[str, Any] = {"id": str(id), "type": 2}
    resource: dict[str, Any] = {"type": kind}
    if kind == _MESSAGE:
        interaction["response_message_id"] = str(id)
        resource["message"] = message(id, channel_id, user(1, "bot", bot=True), told["data"])
    return _json({"interaction": interaction, "resource": resource})


def _content(request: Request) -> dict[str, Any]:
    """Return the JSON of a post, which is a part of a multipart body if there are files."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(orjson.loads(request.body))
    found = re.search(rb'name="payload_json".*?\r\n\r\n(.*?)\r\n--', request.body, re.DOTALL)
    return dict(orjson.loads(found[1])) if found else {}


def _json(value: Any) -> bytes:
    return response(200, orjson.dumps(value))


def _refused(status: int, code: int, text: str) -> bytes:
    return response(status, orjson.dumps({"message": text, "code": code}))


if __name__ == "__main__":
    asyncio.run(Server().serve())
