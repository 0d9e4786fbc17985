"""Fast path for first answers to interactions: a POST without discord.py's rate-limit bookkeeping.

When thousands sign at once, most of the cost of an answer is what discord.py and aiohttp do for any request.
This request needs little of it: its URL is unique, so it shares no rate limit with another, and Discord's
response only confirms receipt.
"""

from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from yarl import URL

from bot.common.clock import ClockCheck

_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_JSON = {"Content-Type": "application/json"}


async def send_answer(interaction: discord.Interaction[Any], payload: Mapping[str, Any]) -> None:
    """Send Discord the first answer, without asking for the message back. Retries and raises like
    discord.py."""
    adapter = async_context.get()
    if isinstance(adapter, QuickAnswers) and await adapter.post(interaction, payload):
        return
    route = Route("POST", _CALLBACK, webhook_id=interaction.id, webhook_token=interaction.token)
    await adapter.request(route, session=interaction._session, payload=dict(payload))


class QuickAnswers(AsyncWebhookAdapter):
    """discord.py's webhook adapter with a shorter path for ``send_answer``.

    ``connector`` returns the client's connections, once it has logged in; ``guard`` may stop a request.
    """

    def __init__(
        self,
        connector: Callable[[], aiohttp.BaseConnector],
        clock_check: ClockCheck,
        guard: aiohttp.TraceConfig | None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._connector = connector
        self._clock_check = clock_check
        self._traces = [] if guard is None else [guard]
        self._session: aiohttp.ClientSession | None = None

    def use(self) -> None:
        """Make this the adapter of the calling task and of all tasks that it starts."""
        async_context.set(self)

    async def post(self, interaction: discord.Interaction[Any], payload: Mapping[str, Any]) -> bool:
        """Return whether Discord accepted the answer at the first attempt."""
        path = f"{Route.BASE}/interactions/{interaction.id}/{interaction.token}/callback"
        try:
            url, body = URL(path, encoded=True), _to_json(payload)
            async with self._opened().post(url, data=body, headers=_JSON) as response:
                self._clock_check.note(response.headers.get("Date"))
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                connector_owner=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=self._traces,
            )
        return self._session

    async def close(self) -> None:
        """Close the session; its connections stay with the client."""
        if self._session is not None:
            await self._session.close()
