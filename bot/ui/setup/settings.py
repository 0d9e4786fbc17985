"""Cards of the first steps of the set-up: language, channel, roles, and who keeps the data."""

from collections.abc import Sequence

import discord

from bot.petitions.demands.consent import OPTIONAL_FIELDS, PRIVACY_FIELDS
from bot.servers.settings import MAX_MONTHS, ServerSettings
from bot.texts import Translator
from bot.texts.catalogue import own_names
from bot.ui.layout import PRIMARY, Card, button, channel_menu, link_button, menu, role_menu
from bot.ui.markdown import message_link, plain
from bot.ui.organise.settings import permission_names
from bot.ui.setup.checklist import Progress, navigation, step_card

ORGANISERS, MEMBERS = "organisers", "members"


def language_card(progress: Progress, t: Translator, *, note: str | None = None, lacks: bool = False) -> Card:
    """Return the step of the language; ``lacks``: Discord speaks one to the reader that the bot does not."""
    card = step_card(progress, "language", t, note=note).text(t("setup-language-what"))
    if lacks:
        card.small(t("setup-language-lacks"))
    options = [
        discord.SelectOption(
            label=t.language_name(each), value=each, default=each == progress.settings.language
        )
        for each in own_names()
    ]
    choice = menu("setup-language", options=options, placeholder=t("setup-language-choose"), single=True)
    return card.menu(choice).buttons(*navigation(progress, "language", t))


def channel_card(
    progress: Progress, t: Translator, *, note: str | None = None, tested: tuple[int, int] | None = None
) -> Card:
    """Return the step of the channel. ``tested``: channel and message of a test post that is there."""
    settings = progress.settings
    card = step_card(progress, "channel", t, note=note).text(t("setup-channel-what"))
    if progress.lacking and settings.channel_id is not None and settings.channel_id not in progress.gone:
        add_rights_needed(card, settings.channel_id, progress.lacking, t)
    known = None if progress.lacking else settings.channel_id
    card.menu(channel_menu("setup-channel", chosen=known, placeholder=t("setup-channel-choose")))
    more: list[discord.ui.Button[Card]] = []
    if tested is not None:
        channel_id, message_id = tested
        more = [
            link_button(t("button-setup-see"), message_link(settings.id, channel_id, message_id)),
            button(t("button-setup-untest"), "setup-untest", channel_id, message_id),
        ]
    elif progress.done("channel"):
        more = [button(t("button-setup-test"), "setup-test")]
    elif settings.channel_id is not None and settings.channel_id not in progress.gone:
        more = [_again(settings.channel_id, t)]
    if settings.channel_id is not None:
        more.append(button(t("button-setup-clear"), "setup-clear", "channel"))
    return card.buttons(*more).buttons(*navigation(progress, "channel", t))


def rights_card(progress: Progress, channel_id: int, lacking: list[str], t: Translator) -> Card:
    """Return what a chosen channel lacks, with where to click; it was not saved."""
    card = add_rights_needed(step_card(progress, "channel", t), channel_id, lacking, t)
    other = button(t("button-setup-other-channel"), "setup-step", "channel")
    return card.buttons(_again(channel_id, t), other, *navigation(progress, "channel", t)[1:])


def _again(channel_id: int, t: Translator) -> "discord.ui.Button[Card]":
    return button(t("button-setup-again"), "setup-channel", channel_id, style=PRIMARY)


def add_rights_needed(card: Card, channel_id: int, lacking: Sequence[str], t: Translator) -> Card:
    """Add the missing permissions, one a line, and where they are given."""
    lines = [f"- **{name}**" for name in permission_names(lacking, t)]
    lacks = t("setup-rights", channel=f"<#{channel_id}>", count=len(lines))
    return card.text("\n".join([lacks, *lines])).text(t("setup-rights-where"))


def trial_post(_: ServerSettings, t: Translator) -> Card:
    """Return the post that shows that the bot may write in the channel."""
    return Card().text(t("setup-test-post"))


def roles_card(progress: Progress, t: Translator, *, note: str | None = None, held: bool = True) -> Card:
    """Return the step of the two roles; ``held``: the reader has the organisers'."""
    settings = progress.settings
    card = step_card(progress, "roles", t, note=note)
    given = (ORGANISERS, settings.organiser_role_id), (MEMBERS, settings.member_role_id)
    for name, role_id in given:
        card.text(t(f"setup-roles-{name}"))
        known = None if role_id in progress.gone else role_id
        card.menu(role_menu("setup-role", name, chosen=known, placeholder=t(f"setup-roles-choose-{name}")))
    if settings.organiser_role_id is not None and not held:
        card.small(t("setup-roles-not-yours"))
    clear = [
        button(t(f"button-setup-clear-{name}"), "setup-clear", name)
        for name, role_id in given
        if role_id is not None
    ]
    return card.buttons(*clear).buttons(*navigation(progress, "roles", t))


def data_card(progress: Progress, t: Translator, *, note: str | None = None) -> Card:
    """Return the step of the privacy notice: each field explained, with its value."""
    card = step_card(progress, "data", t, note=note).text(t("setup-data-what"))
    privacy = progress.settings.privacy
    missing = privacy.missing()
    for field in PRIVACY_FIELDS:
        name, value = f"privacy-form-{field.replace('_', '-')}", getattr(privacy, field)
        if value and field not in missing:
            card.text(f"**{t(name)}**\n☑ {plain(value, 250)}")
        elif value:
            example = t("setup-data-example", value=plain(value, 100))
            card.text(f"**{t(name)}**\n-# {t(f'{name}.hint')}\n☐ {example}")
        elif field not in OPTIONAL_FIELDS:
            card.text(f"**{t(name)}**\n-# {t(f'{name}.hint')}")
    months = [
        f"**{t('privacy-form-months')}**",
        f"-# {t('privacy-form-months.hint', least=1, most=MAX_MONTHS)}",
    ]
    if privacy.retention_months is not None:
        months.append(f"☑ {privacy.retention_months}")
    card.text("\n".join(months))
    fill = button(t("button-setup-fill"), "setup-data", style=PRIMARY)
    clear = (
        [button(t("button-setup-clear"), "setup-clear", "data")]
        if any(getattr(privacy, field) for field in PRIVACY_FIELDS)
        else []
    )
    return card.buttons(fill, *clear).buttons(*navigation(progress, "data", t))
