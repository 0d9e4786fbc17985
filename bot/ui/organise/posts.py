"""Card for the way in which news is posted: at once or as a digest, with threads, to other servers."""

from collections.abc import Iterator
from datetime import datetime

import discord

from bot.announcements.channel_digest import scheduled_after
from bot.errors import UserError
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.layout import Card, button, menu
from bot.ui.markdown import timestamp
from bot.ui.replies import Interaction

NOW = "now"
RHYTHMS = (NOW, "day", "week")
"""Rhythms of the news of contracts: at once, or in a digest."""


def next_digest(settings: ServerSettings, now: datetime) -> datetime | None:
    """Return when the channel's next digest is due; ``None`` if news is posted at once."""
    if settings.digest is None:
        return None
    return scheduled_after(
        now,
        settings.digest,
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
    if (coming := next_digest(settings, now)) is not None:
        card.text(t("posts-next", moment=timestamp(coming, "F")))
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
