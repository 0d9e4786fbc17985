"""Members' own data: whether a signature is secret, the privacy notice in plain words, a person's copy, its
erasure, and the link to the roster. No card shows one person's data to another."""

import contextlib
from collections.abc import Iterable
from datetime import datetime

import discord

from bot.errors import CANNOT_STORE
from bot.petitions.privacy.access import OPEN_FOR
from bot.petitions.roster.service import Roster
from bot.servers.removal import KEPT
from bot.servers.settings import PRIVACY_FIELDS, Privacy
from bot.texts import Translator
from bot.ui.forms import TextField, ask, blank_form
from bot.ui.layout import DANGER, Card, button
from bot.ui.markdown import prose, timestamp
from bot.ui.organise.settings import missing_fields
from bot.ui.replies import Interaction, say

_SECRECY = ("shown", "counts", "key", "screen", "discord")
_ALWAYS = ("stored", "code", "shown", "discord", "withdraw", "yours")
_MORE = ("link", "organiser", "withdrawn", "asked", "erased", "removed", "complain")


def secrecy_card(t: Translator, *, public: bool = False, on_page: bool = False) -> Card:
    """Return the answer to "Is my signature secret?", with the way to what is kept and to the long page.
    ``public``: the server has a public board; ``on_page``: it has a demand on the union's page."""
    card = Card().title(t("button-secret"))
    for part in _SECRECY:
        card.text(t(f"secret-{part}"))
        if part == "counts" and public:
            card.text(t("privacy-public"))
    if on_page:
        card.text(t("secret-page-kept"))
    card.small(t("secret-more"))
    return card.buttons(button(t("button-privacy"), "privacy"), button(t("button-demands"), "demands"))


def privacy_notice(
    privacy: Privacy | None,
    t: Translator,
    holds: Iterable[str] = (),
    *,
    public: bool = False,
    on_page: bool = False,
) -> Card:
    """Return the general notice, then that of a server's organisers; ``None`` outside any server. ``holds``:
    lines about keys that are kept for a dispute; ``public``: the server has a public board; ``on_page``: it
    has a demand on the union's page."""
    card = Card().title(t("privacy-title"))
    for part in _ALWAYS:
        card.text(t(f"privacy-{part}"))
        if part == "shown" and public:
            card.text(t("privacy-public"))
    if on_page:
        card.text(t("secret-page-kept"))
    contact = privacy is not None and "contact" not in privacy.missing()
    card.text(t("privacy-unreachable" if contact else "privacy-unreachable-elsewhere"))
    if privacy is not None:
        _of_server(card, privacy, t, list(holds))
    return card.buttons(button(t("button-privacy-more"), "privacy-more"))


def privacy_lines(privacy: Privacy, t: Translator) -> str:
    """Return what a server's organisers say of the data, a line for each field that they filled in."""
    missing = privacy.missing()
    return "\n".join(
        t(f"privacy-of-{field.replace('_', '-')}", text=prose(getattr(privacy, field) or ""))
        for field in PRIVACY_FIELDS
        if field not in missing
    )


def privacy_details(t: Translator) -> Card:
    """Return what the notice leaves to a second page: what few are concerned by."""
    card = Card().title(t("button-privacy-more"))
    for part in _MORE:
        card.text(t(f"privacy-more-{part}", days=KEPT.days))
    return card


def _of_server(card: Card, privacy: Privacy, t: Translator, holds: list[str]) -> None:
    """Add what a server's organisers say, and the keys that are kept longer."""
    if holds:
        card.text("\n".join(holds))
    card.rule().text(f"### {t('privacy-server')}")
    missing = privacy.missing()
    given = [field for field in PRIVACY_FIELDS if field not in missing]
    if given == ["legal_basis"]:
        card.text(t("privacy-of-nobody"))
        return
    card.text(privacy_lines(privacy, t))
    if privacy.retention_months is not None:
        card.text(t("privacy-key", months=privacy.retention_months))
    if missing:
        card.text(t("privacy-of-missing", fields=missing_fields(privacy, t)))


def noted_card(ready_at: datetime, t: Translator) -> Card:
    """Return the confirmation of a requested copy, with the time when it can be collected."""
    return (
        Card()
        .text(t("own-data-noted", moment=timestamp(ready_at, "f"), days=OPEN_FOR.days))
        .small(t("own-data-alone"))
    )


def own_data_card(files: Iterable[str], t: Translator) -> Card:
    """Return a card about the files of a person's copy."""
    card = Card().title(t("own-data")).text(t("own-data-here"))
    for name in files:
        card.attachment(name)
    return card


def erasing_card(t: Translator, *, on_page: bool = False) -> Card:
    """Return the effect of erasure, and the button that does it. ``on_page``: some union of this bot signs on
    a page."""
    card = Card().title(t("erase-title")).text(t("erase-what")).text(t("erase-not"))
    if on_page:
        card.text(f"{t('erase-page')} {t('erase-page-kept')}")
    return card.buttons(button(t("button-erase"), "privacy-erase", style=DANGER))


CODE = "code"
_MAX_CODE_LENGTH = 40  # more than a code with any spaces and hyphens


def join_form(t: Translator) -> discord.ui.Modal:
    """Return the form for the code."""
    form = blank_form(t("join-form-title"), "join")
    form.add_item(discord.ui.TextDisplay(t("join-form-kept")))
    code = TextField(CODE, t("join-form-code"), t("join-form-code.hint"), None, _MAX_CODE_LENGTH, short=True)
    ask(form, code)
    return form


def joined_card(t: Translator) -> Card:
    """Return the answer for every account that is linked now, identical whether it was before or not."""
    return (
        Card()
        .text(t("joined"))
        .buttons(button(t("button-demands"), "demands"), button(t("button-privacy"), "privacy"))
    )


async def tell_of_link(interaction: Interaction, roster: Roster, t: Translator) -> None:
    """Tell the person, after the answer and in private, that another account is linked in place of theirs, or
    is about to be. If the database fails, they are told at the next press."""
    server_id, account_id = interaction.guild_id, interaction.user.id
    if server_id is None:
        return
    with contextlib.suppress(*CANNOT_STORE):
        notice = await roster.notice(server_id, account_id)
        if notice is None:
            return
        if notice.ready_at is not None:
            await say(interaction, t("link-code-made", moment=timestamp(notice.ready_at, "f")))
        else:
            await say(interaction, t("link-replaced", day=notice.day))
            await roster.acknowledge(server_id, account_id)
