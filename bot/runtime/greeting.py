"""Greeting of a server that added the bot: to whoever did if the audit log says who, else in a channel."""

import logging

import discord

from bot.texts import Translator
from bot.ui.replies import UNREACHED
from bot.ui.setup.checklist import first_channel, welcome_card, welcome_in_private

log = logging.getLogger(__name__)

_LOOK_BACK = 10  # entries of the audit log


async def greet(guild: discord.Guild, t: Translator) -> None:
    """Send the greeting, where it can be sent. A process that was killed before it noted this sends it again,
    and Discord, for some minutes, takes both for one by their nonce. Never raises for what Discord refuses:
    ``/setup`` works without it."""
    added_by, nonce = await _added_by(guild), f"g{guild.id}"
    if added_by is not None and await _sent(added_by, welcome_in_private(guild, t), nonce):
        return
    channel = first_channel(guild)
    if channel is None or not await _sent(channel, welcome_card(t), nonce):
        log.info("server %s has no place for the greeting", guild.id)


async def _added_by(guild: discord.Guild) -> discord.abc.User | None:
    """Return who added the bot; ``None`` if it may not read the audit log, or the log does not say."""
    if not guild.me.guild_permissions.view_audit_log:
        return None
    try:
        async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=_LOOK_BACK):
            if entry.target is not None and entry.target.id == guild.me.id:
                return entry.user
    except (discord.DiscordException, *UNREACHED) as error:
        log.info("the audit log of server %s cannot be read: %r", guild.id, error)
    return None


async def _sent(
    to: discord.abc.Messageable | discord.abc.User, card: discord.ui.LayoutView, nonce: str
) -> bool:
    try:
        await to.send(view=card, nonce=nonce)  # type: ignore[union-attr]
    except (discord.DiscordException, *UNREACHED) as error:
        log.info("the greeting could not be sent: %r", error)
        return False
    return True
