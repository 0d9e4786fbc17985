"""Card for the way in which news is posted: at once or as a digest."""

from datetime import datetime

import discord

from bot.announcements.channel_digest import scheduled_after
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.layout import Card, menu
from bot.ui.markdown import timestamp

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


def posts_card(settings: ServerSettings, t: Translator, now: datetime, *, saved: bool = False) -> Card:
    """Return the card on which organisers choose how news is posted."""
    card = Card().title(t("posts-title"))
    if saved:
        card.text(t("settings-saved"))
    if settings.channel_id is None:
        card.text(t("status-no-channel"))
    card.text(when_line(settings, t))
    if (coming := next_digest(settings, now)) is not None:
        card.text(t("posts-next", moment=timestamp(coming, "F")))
        card.small(t("posts-never-wait"))
    chosen = settings.digest or NOW
    rhythms = [_option(t(f"posts-option-{each}"), each, chosen) for each in RHYTHMS]
    card.menu(menu("posts-rhythm", options=rhythms, placeholder=t("posts-option-now"), single=True))
    if settings.digest is None:
        return card
    if settings.digest == "week":
        days = [_option(t.weekday(each), str(each), str(settings.digest_weekday)) for each in range(7)]
        card.menu(menu("posts-weekday", options=days, placeholder=days[0].label, single=True))
    hours = [_option(_hour(each), str(each), str(settings.digest_hour)) for each in range(24)]
    return card.menu(menu("posts-hour", options=hours, placeholder=hours[0].label, single=True))


def _option(label: str, value: str, chosen: str) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=value, default=value == chosen)


def _hour(hour: int) -> str:
    return f"{hour:02}:00"
