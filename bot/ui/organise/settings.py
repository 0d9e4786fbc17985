"""Organisers' cards: the settings checklist, and previews of a demand's lifecycle actions."""

from collections.abc import Collection, Iterable

import discord

from bot.contracts.watches.service import Watches
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.privacy_notice import Privacy
from bot.petitions.signing.eligibility import Conditions
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.demands.card import demand_card
from bot.ui.demands.lines import title_of, who_may_sign
from bot.ui.layout import Card, button, prose
from bot.ui.organise.choices import language_name

_CHECKED, _OPEN, _UNSET = "☑", "☐", "–"
"""Set; still needed; optional and not set."""


def settings_card(
    settings: ServerSettings, t: Translator, *, gone: Collection[int], saved: bool = False
) -> Card:
    """Return a checklist of all settings: a missing one says how to set it.

    ``gone`` are those of its roles that were deleted from the server.
    """
    card = Card().title(t("settings-title"))
    if saved:
        card.text(t("settings-saved"))
    card.text(_channel_line(settings, t))
    card.text(_organisers_line(settings, gone, t))
    card.text(_signers_lines(settings, gone, t))
    card.text(f"{_CHECKED} {t('settings-language', language=t(f'language-{settings.language}'))}")
    card.text(f"{_CHECKED} {t('settings-time-zone', zone=settings.time_zone)}")
    card.text(_updates_lines(settings, t))
    missing = settings.privacy.missing()
    card.text(_point(t, not missing, "settings-privacy", fields=field_names(missing, t)))
    months = settings.privacy.retention_months
    card.text(_point(t, months is not None, "settings-retention", months=months or 0))
    return card


async def still_to_do(watches: Watches, demands: Demands, server_id: int, t: Translator) -> str:
    """Return what a campaign lacks beside settings: a watch and a demand; empty once both exist."""
    lines = []
    if not await watches.list(server_id):
        lines.append(f"{_OPEN} {t('settings-no-watch')}")
    if not await demands.list(server_id, include_drafts=True):
        lines.append(f"{_OPEN} {t('settings-no-demand')}")
    return "\n".join(lines)


def missing_fields(privacy: Privacy, t: Translator) -> str:
    """Return the privacy settings that are empty or still an example, as a list; empty if all are set."""
    return field_names(privacy.missing(), t)


def field_names(fields: Iterable[str], t: Translator) -> str:
    """Return the names of privacy settings for the reader."""
    return ", ".join(t(f"privacy-field-{field.replace('_', '-')}") for field in fields)


def languages_of(demand: DemandView, t: Translator) -> str:
    """Return the languages of a demand, as a list."""
    return ", ".join(language_name(language, t) for language in sorted(demand.texts))


def opening_card(demand: DemandView, settings: ServerSettings, consent: str, t: Translator) -> Card:
    """Return a draft as members would see it, the effect of opening it, and the button that opens it."""
    card = demand_card(demand, t)
    card.rule().text(t("demand-opening", languages=languages_of(demand, t)))
    role_id = settings.member_role_id
    asked = Conditions(
        role_ids=() if role_id is None else (role_id,),
        account_days=settings.min_account_days,
        server_days=settings.min_server_days,
        roster=settings.roster,
    )
    card.text(t("demand-opening-signers", who=who_may_sign(asked, t)))
    card.text(t("demand-opening-consent")).small(prose(consent))
    return card.buttons(
        button(t("button-open-demand"), "demand-open", demand.id, style=discord.ButtonStyle.primary)
    )


def opened_card(demand: DemandView, channel_id: int | None, request: int, t: Translator) -> Card:
    """Return a demand that has just opened, with the button that announces it."""
    card = demand_card(demand, t).rule()
    if channel_id is None:
        return card.text(t("demand-opened-no-channel"))
    return card.text(t("demand-opened", channel=f"<#{channel_id}>")).buttons(_announce(demand, request, t))


def closing_card(demand: DemandView, t: Translator) -> Card:
    """Return the effect of closing a demand, and the button that closes it."""
    card = Card().title(title_of(demand, t)).text(t("demand-closing"))
    return card.buttons(
        button(t("button-close-demand"), "demand-close", demand.id, style=discord.ButtonStyle.danger)
    )


def announcing_card(demand: DemandView, channel_id: int, request: int, t: Translator) -> Card:
    """Return the card naming the channel in which a demand will be posted, and the button that posts it, once
    for each ``request``."""
    card = Card().title(title_of(demand, t)).text(t("demand-announcing", channel=f"<#{channel_id}>"))
    return card.buttons(_announce(demand, request, t))


def _announce(demand: DemandView, request: int, t: Translator) -> "discord.ui.Button[Card]":
    style = discord.ButtonStyle.primary
    return button(t("button-announce-demand"), "demand-announce", demand.id, request, style=style)


def _point(t: Translator, done: bool, message: str, **arguments: str | int) -> str:
    return f"{_CHECKED if done else _OPEN} {t(message if done else f'{message}-missing', **arguments)}"


def _mark(given: bool) -> str:
    """Return the mark of an optional setting."""
    return _CHECKED if given else _UNSET


def _organisers_line(settings: ServerSettings, gone: Collection[int], t: Translator) -> str:
    role_id = settings.organiser_role_id
    if role_id in gone:
        return f"{_OPEN} {t('settings-organisers-gone')}"
    return _point(t, role_id is not None, "settings-organisers", role=f"<@&{role_id}>")


def _signers_lines(settings: ServerSettings, gone: Collection[int], t: Translator) -> str:
    """Return all requirements for signers."""
    role_id = settings.member_role_id
    if role_id in gone:
        role = f"{_OPEN} {t('settings-signers-gone')}"
    else:
        signers = "settings-signers-anyone" if role_id is None else "settings-signers"
        role = f"{_mark(role_id is not None)} {t(signers, role=f'<@&{role_id}>')}"
    if not settings.roster:
        roster = f"{_UNSET} {t('settings-roster-off')}"
    else:
        roster = _point(
            t, settings.roster_size is not None, "settings-roster", size=settings.roster_size or 0
        )
    account = t("settings-account-days", days=settings.min_account_days)
    joined = t("settings-server-days", days=settings.min_server_days)
    account = f"{_mark(settings.min_account_days > 0)} {account}"
    return "\n".join([role, roster, account, f"{_mark(settings.min_server_days > 0)} {joined}"])


def _updates_lines(settings: ServerSettings, t: Translator) -> str:
    """Return the options for posts, and the channel for faults."""
    channel = settings.organiser_channel_id
    lines = [
        (settings.administrative_news, "settings-administrative", "settings-administrative-off"),
        (settings.weekly, "settings-weekly", "settings-weekly-off"),
        (channel is not None, "settings-organiser-channel", "settings-organiser-channel-none"),
    ]
    return "\n".join(
        f"{_mark(given)} {t(text if given else otherwise, channel=f'<#{channel}>')}"
        for given, text, otherwise in lines
    )


def _channel_line(settings: ServerSettings, t: Translator) -> str:
    works = settings.channel_id is not None and settings.channel_fault is None
    if settings.channel_id is not None and settings.channel_fault is not None:
        refused = t("settings-channel-refused", channel=f"<#{settings.channel_id}>")
        return f"{_OPEN} {refused} {t(f'channel-fault-{settings.channel_fault}')}"
    return _point(t, works, "settings-channel", channel=f"<#{settings.channel_id}>")
