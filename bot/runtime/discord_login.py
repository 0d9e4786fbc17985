"""Login to Discord: a sentence for each failure, and what a token tells: its bot's name and invite link."""

from collections.abc import Callable

import discord

from bot.errors import RefusedForGood, StartError
from bot.runtime.client import PERMISSIONS
from bot.settings import Settings
from bot.ui.replies import UNREACHED

_REFUSED = {
    4004: "terminal-token-refused",  # it was reset
    4010: "terminal-gateway-mismatch",
    4011: "terminal-sharding-required",
    4012: "terminal-gateway-version-refused",
    4013: "terminal-intents-refused",
    4014: "terminal-intents-refused",
}
"""Sentences for the gateway's close codes after which Discord lets a bot in only once something has changed
(https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway)."""


def connection_fault(error: BaseException) -> StartError | None:
    """Return the steward's error for a failed login or connection; ``None`` if it is a bug of ours."""
    if isinstance(error, discord.LoginFailure):
        return RefusedForGood(_REFUSED[4004])
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return RefusedForGood(_REFUSED[4014], code="4014")
    if isinstance(error, discord.ConnectionClosed) and error.code in _REFUSED:
        return RefusedForGood(_REFUSED[error.code], code=str(error.code))
    if isinstance(error, discord.HTTPException) and error.status < 500 and error.status != 429:
        return StartError("terminal-discord-rejected", status=str(error.status), code=str(error.code))
    if isinstance(error, (*UNREACHED, discord.HTTPException, discord.GatewayNotFound)):
        return StartError("terminal-discord-unreachable")
    return None


async def bot_name(token: str) -> str:
    """Return the name of the bot whose token it is. Raises ``StartError``."""
    return await _with_client(token, lambda client: str(client.user))


async def invite_link(settings: Settings) -> str:
    """Return the URL that adds the bot to a server. Raises ``StartError``."""
    if settings.token is None:
        raise StartError("terminal-invite-no-token")
    return await _with_client(
        settings.token,
        lambda client: discord.utils.oauth_url(
            client.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        ),
    )


async def _with_client(token: str, ask: Callable[[discord.Client], str]) -> str:
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(token)
        except Exception as error:
            raise (connection_fault(error) or error) from error
        return ask(client)
