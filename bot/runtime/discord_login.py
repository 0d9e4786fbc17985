"""Login to Discord: a sentence for each failure, and what a token tells: its bot's name and invite link."""

from collections.abc import Callable

import discord

from bot.errors import StartError
from bot.runtime.client import PERMISSIONS
from bot.settings import Settings
from bot.ui.replies import UNREACHED

_AUTHENTICATION_FAILED = 4004  # the gateway's close code for a token that was reset


def connection_fault(error: BaseException) -> StartError | None:
    """Return the steward's error for a failed login or connection; ``None`` if it is a bug of ours."""
    if isinstance(error, discord.LoginFailure) or _is_refused_on_the_gateway(error):
        return StartError("terminal-token-refused")
    if isinstance(error, discord.HTTPException) and error.status < 500 and error.status != 429:
        return StartError("terminal-discord-rejected", status=str(error.status), code=str(error.code))
    if isinstance(error, (*UNREACHED, discord.HTTPException, discord.GatewayNotFound)):
        return StartError("terminal-discord-unreachable")
    return None


def _is_refused_on_the_gateway(error: BaseException) -> bool:
    return isinstance(error, discord.ConnectionClosed) and error.code == _AUTHENTICATION_FAILED


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
