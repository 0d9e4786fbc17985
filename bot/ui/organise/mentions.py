"""Roles that posts mention, by kind of news: the card on which organisers choose them, and what members read.
The bot gives no role to anybody."""

from collections.abc import Iterator, Mapping

import discord

from bot.errors import UserError
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.layout import Card, button
from bot.ui.news import NEWS_KINDS, mentioned_roles
from bot.ui.replies import Interaction
from bot.ui.router import route


def mentions_card(
    interaction: Interaction, settings: ServerSettings, t: Translator, *, saved: bool = False
) -> Card:
    """Return the card on which organisers choose a role for each kind of news."""
    chosen = mentioned_roles(settings)
    card = Card().title(t("posts-mentions-title"))
    if saved:
        card.text(t("settings-saved"))
    card.text(t("posts-mentions-how")).small(t("posts-mentions-seen"))
    if problems := list(_problems(interaction, settings, chosen, t)):
        card.text("\n".join(problems))
    for kind in NEWS_KINDS:
        name = t(f"news-{kind}")
        card.text(f"**{name[:1].upper()}{name[1:]}**").menu(_menu(kind, chosen.get(kind), t))
    return card.buttons(button(t("posts-title"), "posts"))


def mentionable(interaction: Interaction, channel_id: int | None, role_id: int) -> int:
    """Return a role that was chosen. Raises ``UserError`` for one that the bot must not or cannot mention."""
    guild = interaction.guild
    role = None if guild is None else guild.get_role(role_id)
    if role is not None and role.is_default():
        raise UserError("refusal-mention-everyone")
    if role is None or not _can_mention(role, channel_id):
        raise UserError("refusal-mention-role", role=f"<@&{role_id}>")
    return role_id


def help_lines(interaction: Interaction, settings: ServerSettings, t: Translator) -> str:
    """Return how members choose their news: by roles that they take in Discord."""
    guild = interaction.guild
    there: Mapping[str, int] = mentioned_roles(settings)
    lines = [
        t("help-role", role=f"<@&{role_id}>", news=t(f"news-{kind}"))
        for kind, role_id in there.items()
        if guild is not None and guild.get_role(role_id) is not None
    ]
    return "\n".join([t("help-roles"), *lines]) if lines else t("help-news")


def _menu(kind: str, role_id: int | None, t: Translator) -> "discord.ui.RoleSelect[Card]":
    chosen = [] if role_id is None else [role_id]
    return discord.ui.RoleSelect(
        custom_id=route("posts-mention", kind),
        placeholder=t("posts-mention-none"),
        min_values=0,
        max_values=1,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role) for each in chosen
        ],
    )


def _problems(
    interaction: Interaction, settings: ServerSettings, chosen: Mapping[str, int], t: Translator
) -> Iterator[str]:
    """Yield a line for each chosen role that is gone, or that the bot cannot mention any more."""
    if interaction.guild is None:
        return
    for kind, role_id in chosen.items():
        role = interaction.guild.get_role(role_id)
        if role is None:
            yield t("posts-mention-gone", news=t(f"news-{kind}"))
        elif not _can_mention(role, settings.channel_id):
            yield t("posts-mention-unable", role=f"<@&{role_id}>")


def _can_mention(role: discord.Role, channel_id: int | None) -> bool:
    channel = None if channel_id is None else role.guild.get_channel(channel_id)
    me = role.guild.me
    rights = me.guild_permissions if channel is None else channel.permissions_for(me)
    return role.mentionable or rights.mention_everyone
