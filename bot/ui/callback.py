"""First answers to interactions, over a session that does nothing else.

Where thousands sign at once, a third of what an answer costs is what discord.py and aiohttp do for any
request: looking up rate limits, and reading back the message. This needs none of it: the address of a
callback is its own, so no rate limit is shared, and Discord's reply is its status.
"""

import json
from collections.abc import Callable

import aiohttp
import discord
from discord.http import Route
from yarl import URL

from bot.common.clock_check import ClockCheck

_HEADERS = {"Content-Type": "application/json"}
_EPHEMERAL = discord.MessageFlags(ephemeral=True, components_v2=True).value


class CallbackSender:
    """Sends first answers over the client's own connections.

    ``connector`` gives these once the client has logged in; ``guard`` may stop a request.
    """

    def __init__(
        self,
        connector: Callable[[], aiohttp.BaseConnector],
        clock_check: ClockCheck,
        guard: aiohttp.TraceConfig | None,
    ) -> None:
        self._connector = connector
        self._clock_check = clock_check
        self._traces = [] if guard is None else [guard]
        self._session: aiohttp.ClientSession | None = None

    async def send(self, interaction_id: int, token: str, view: discord.ui.LayoutView) -> bool:
        """Show ``view``, which has no files, to the member alone: sent once. Return whether Discord has taken
        it. Raises what ``guard`` raises."""
        url = URL(f"{Route.BASE}/interactions/{interaction_id}/{token}/callback", encoded=True)
        try:
            async with self._opened().post(url, data=_body_of(view), headers=_HEADERS) as response:
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
        """Close the session, and leave the connections to the client."""
        if self._session is not None:
            await self._session.close()


def _body_of(view: discord.ui.LayoutView) -> bytes:
    data = {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "flags": _EPHEMERAL,
        "allowed_mentions": discord.AllowedMentions.none().to_dict(),
    }
    return json.dumps({"type": discord.InteractionResponseType.channel_message.value, "data": data}).encode()
