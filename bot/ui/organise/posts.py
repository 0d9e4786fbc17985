"""Cards for the way in which news is posted: at once or as a digest, with threads, to other servers; and for
the roles that posts mention, by kind of news. The bot gives no role to anybody."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import discord

from bot.announcements.channel_digest import WEEKLY, scheduled_after
from bot.errors import UserError
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.kinds import NEWS_KINDS, mentioned_roles
from bot.ui.layout import Card, button, menu, role_menu
from bot.ui.markdown import timestamp
from bot.ui.replies import Interaction

NOW = "now"
RHYTHMS = (NOW, "day", "week")
"""Rhythms of the news of contracts: at once, or in a digest."""


def next_digest(settings: ServerSettings, now: datetime, *, urgent: bool = False) -> datetime:
    """Return when the channel's next digest is due: where it has none of its own, in a week, or on the next
    day if what waits for it is ``urgent``."""
    return scheduled_after(
        now,
        settings.digest or ("day" if urgent else WEEKLY),
        weekday=settings.digest_weekday,
        hour=settings.digest_hour,
        zone=settings.time_zone,
    )


def when_line(settings: ServerSettings, t: Translator) -> str:
    """Return when news of contracts is posted, for organisers."""
    return t(
        f"posts-when-{settings.digest or NOW}",
        hour=_hour(settings.digest_hour),
        weekday=t.weekday(settings.digest_weekday),
        zone=settings.time_zone,
    )


def must_open_threads_in(interaction: Interaction, channel_id: int) -> None:
    """Check that the bot may open threads in a channel. Raises ``UserError``."""
    channel = _channel(interaction, channel_id)
    if channel is None or not channel.permissions_for(channel.guild.me).create_public_threads:
        raise UserError("refusal-threads", channel=f"<#{channel_id}>")


def is_news(interaction: Interaction, channel_id: int | None) -> bool:
    """Return whether other servers can follow a channel."""
    channel = None if channel_id is None else _channel(interaction, channel_id)
    return isinstance(channel, discord.TextChannel) and channel.is_news()


def _channel(interaction: Interaction, channel_id: int) -> discord.abc.GuildChannel | None:
    return None if interaction.guild is None else interaction.guild.get_channel(channel_id)


def posts_card(
    settings: ServerSettings, t: Translator, now: datetime, *, news: bool = False, saved: bool = False
) -> Card:
    """Return the card on which organisers choose how news is posted. ``news``: the channel is one that other
    servers can follow."""
    card = Card().title(t("posts-title"))
    if saved:
        card.text(t("settings-saved"))
    if settings.channel_id is None:
        card.text(t("status-no-channel"))
    card.text(when_line(settings, t))
    if settings.digest is not None:
        card.text(t("posts-next", moment=timestamp(next_digest(settings, now), "F")))
        card.small(t("posts-never-wait"))
    card.text(t("posts-threads-on" if settings.threads else "posts-threads-off"))
    if news:
        card.text(t("posts-publish-on" if settings.publish else "posts-publish-off"))
    chosen = settings.digest or NOW
    rhythms = [_option(t(f"posts-option-{each}"), each, chosen) for each in RHYTHMS]
    card.menu(menu("posts-rhythm", options=rhythms, placeholder=t("posts-option-now"), single=True))
    if settings.digest == "week":
        days = [_option(t.weekday(each), str(each), str(settings.digest_weekday)) for each in range(7)]
        card.menu(menu("posts-weekday", options=days, placeholder=days[0].label, single=True))
    if settings.digest is not None:
        hours = [_option(_hour(each), str(each), str(settings.digest_hour)) for each in range(24)]
        card.menu(menu("posts-hour", options=hours, placeholder=hours[0].label, single=True))
    return card.buttons(*_switches(settings, t, news))


def _switches(settings: ServerSettings, t: Translator, news: bool) -> "Iterator[discord.ui.Button[Card]]":
    threads, publish = not settings.threads, not settings.publish
    yield button(t(f"button-threads-{_state(threads)}"), "posts-threads", _state(threads))
    if news:
        yield button(t(f"button-publish-{_state(publish)}"), "posts-publish", _state(publish))
    yield button(t("posts-mentions-title"), "posts-mentions")


def _state(wanted: bool) -> str:
    return "on" if wanted else "off"


def _option(label: str, value: str, chosen: str) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=value, default=value == chosen)


def _hour(hour: int) -> str:
    return f"{hour:02}:00"


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
        picked = role_menu(
            "posts-mention", kind, chosen=chosen.get(kind), placeholder=t("posts-mention-none"), optional=True
        )
        card.text(f"**{name[:1].upper()}{name[1:]}**").menu(picked)
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
