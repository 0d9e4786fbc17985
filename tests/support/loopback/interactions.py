"""Interactions of members with the bot in the loopback Discord, and the bot's responses."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from benchmarks.loopback.payloads import in_guild, member, snowflake, user
from benchmarks.loopback.payloads import interaction as payload_of
from tests.support.loopback.faults import Refused
from tests.support.loopback.gateway import Gateway
from tests.support.loopback.world import BODY, FILES, Channel, Guild, as_json, edited, message

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
EPHEMERAL = 64
PATIENCE_S = 120.0  # seconds for an answer. Discord takes three; this machine may be slow.


class Interaction:
    """One interaction of a member. ``messages`` are the bot's replies, the original first, in their current
    form."""

    def __init__(self, channel: Channel, on: dict[str, Any] | None) -> None:
        self.id = snowflake()
        self.token = secrets.token_urlsafe(32)
        self.channel = channel
        self.on = on
        self.begun = time.monotonic()
        self.waited: float | None = None  # seconds until the first answer
        self.messages: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.callback: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    async def answered(self) -> dict[str, Any]:
        """Wait for the first response: ``{"type": 4, "data": …}``."""
        return await asyncio.wait_for(asyncio.shield(self.callback), PATIENCE_S)

    async def replied(self) -> dict[str, Any]:
        """Wait for the reply that a member reads: for a deferred response, the message that follows it."""
        async with asyncio.timeout(PATIENCE_S):
            await self.answered()
            while not self.messages:
                await asyncio.sleep(0.005)
        return self.messages[0]


class InteractionMixin:
    """The part of the loopback Discord that handles interactions."""

    PUBLIC = frozenset({"callback", "follow_up", "get_reply", "edit_reply", "delete_reply"})
    """Operations whose token is in their path."""

    ahead: float
    application_id: int
    bot: dict[str, Any]
    commands: list[dict[str, Any]]
    messages: dict[int, list[dict[str, Any]]]
    guilds: list[Guild]
    gateway: Gateway

    def __init__(self) -> None:
        self.deadline = PATIENCE_S  # for a first response
        self.interactions: dict[str, Interaction] = {}  # by token

    def interaction_routes(
        self,
    ) -> list[tuple[str, str, Callable[[web.Request], Awaitable[web.StreamResponse]]]]:
        hook = "/webhooks/{application_id}/{token}"
        return [
            ("POST", "/interactions/{interaction_id}/{token}/callback", self.callback),
            ("POST", hook, self.follow_up),
            ("GET", hook + "/messages/{message_id}", self.get_reply),
            ("PATCH", hook + "/messages/{message_id}", self.edit_reply),
            ("DELETE", hook + "/messages/{message_id}", self.delete_reply),
        ]

    # The bot's requests

    async def callback(self, request: web.Request) -> web.Response:
        interaction, body = self._interaction(request), request[BODY]
        if interaction.callback.done():
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        interaction.waited = time.monotonic() - interaction.begun
        if interaction.waited > self.deadline:
            raise Refused(404, 10062, "Unknown interaction")
        kind, data = body["type"], body.get("data") or {}
        told: dict[str, Any] = {"id": str(interaction.id), "type": 2}
        resource: dict[str, Any] = {"type": kind}
        if kind == MESSAGE:
            resource["message"] = self._reply(interaction, data, request[FILES])
            told["response_message_id"] = resource["message"]["id"]
        elif kind == UPDATE and interaction.on is not None:
            resource["message"] = edited(interaction.on, data, request[FILES])
        interaction.callback.set_result(body)
        if request.query.get("with_response") != "1":
            return web.Response(status=204)
        return as_json({"interaction": told, "resource": resource})

    async def follow_up(self, request: web.Request) -> web.Response:
        return as_json(self._reply(self._interaction(request), request[BODY], request[FILES]))

    async def get_reply(self, request: web.Request) -> web.Response:
        return as_json(self._find_reply(request))

    async def edit_reply(self, request: web.Request) -> web.Response:
        interaction = self._interaction(request)
        if request.match_info["message_id"] == "@original" and not interaction.messages:
            first = interaction.callback.result() if interaction.callback.done() else {"type": None}
            if first["type"] != DEFERRED:
                raise Refused(404, 10008, "Unknown Message")
            private = (first.get("data") or {}).get("flags", 0) & EPHEMERAL  # as "thinking" was
            body = {**request[BODY], "flags": request[BODY].get("flags", 0) | private}
            return as_json(self._reply(interaction, body, request[FILES]))
        files: dict[str, bytes] = request[FILES]
        interaction.files.update(files)
        return as_json(edited(self._find_reply(request), request[BODY], files))

    async def delete_reply(self, request: web.Request) -> web.Response:
        found = self._find_reply(request)
        self._interaction(request).messages.remove(found)
        return web.Response(status=204)

    def _interaction(self, request: web.Request) -> Interaction:
        try:
            return self.interactions[request.match_info["token"]]
        except KeyError:
            raise Refused(404, 10015, "Unknown Webhook") from None

    def _find_reply(self, request: web.Request) -> dict[str, Any]:
        wanted = request.match_info["message_id"]
        for found in self._interaction(request).messages:
            if wanted in ("@original", found["id"]):
                return found
        raise Refused(404, 10008, "Unknown Message")

    def _reply(
        self, interaction: Interaction, body: dict[str, Any], files: dict[str, bytes]
    ) -> dict[str, Any]:
        reply = message(snowflake(self.ahead), interaction.channel.id, self.bot, body, files)
        interaction.messages.append(reply)
        interaction.files.update(files)
        if not reply["flags"] & EPHEMERAL:
            self.messages[interaction.channel.id].append(reply)
        return reply

    # Actions of members

    async def interact(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        user_id: int,
        name: str = "member",
        roles: tuple[int, ...] = (),
        permissions: int = 0,
        locale: str = "en-US",
        guild: Guild | None = None,
        channel: Channel | None = None,
        on: dict[str, Any] | None = None,
    ) -> Interaction:
        """Dispatch an interaction of a member (``kind`` is Discord's interaction type), ``on`` a message if
        given."""
        guild = guild or self.guilds[0]
        channel = channel or guild.channels[0]
        interaction = Interaction(channel, on)
        self.interactions[interaction.token] = interaction
        payload = {
            **self._payload(kind, data, interaction, locale),
            **in_guild(guild.id, guild.locale, channel.payload()),
            "member": member(user(user_id, name), roles, permissions),
        }
        if on is not None:
            payload["message"] = on
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return interaction

    def _payload(self, kind: int, data: dict[str, Any], made: Interaction, locale: str) -> dict[str, Any]:
        return payload_of(
            kind, data, str(made.id), made.token, application_id=self.application_id, locale=locale
        )

    async def press(self, custom_id: str, *, user_id: int, **more: Any) -> Interaction:
        """Press a button as a member; ``on`` is the message that has it."""
        return await self.interact(3, {"custom_id": custom_id, "component_type": 2}, user_id=user_id, **more)

    async def submit(
        self, custom_id: str, components: list[dict[str, Any]], *, user_id: int, **more: Any
    ) -> Interaction:
        """Submit a form as a member, with its components as Discord returns them."""
        return await self.interact(
            5, {"custom_id": custom_id, "components": components}, user_id=user_id, **more
        )

    async def command(
        self, words: str, options: list[dict[str, Any]] | None = None, *, user_id: int, **more: Any
    ) -> Interaction:
        """Enter a slash command, "contracts list", as a member, with options ``{"name", "type",
        "value"}``, once the bot has sent its commands."""
        while not self.commands:
            await asyncio.sleep(0.01)
        return await self.interact(2, self.entered(words, options or []), user_id=user_id, **more)

    def entered(self, words: str, options: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the data of a slash command."""
        first, *rest = words.split()
        inner: list[dict[str, Any]] = list(options)
        for depth, word in enumerate(reversed(rest)):
            inner = [{"name": word, "type": 1 if depth == 0 else 2, "options": inner}]
        known = next(command for command in self.commands if command["name"] == first)
        return {"id": known["id"], "name": first, "type": 1, "options": inner}
