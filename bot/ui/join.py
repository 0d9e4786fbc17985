"""The form for a link code, and what is said once it was taken."""

import discord

from bot.texts import Translator
from bot.ui.forms import ask, blank_form
from bot.ui.layout import Card, button

CODE = "code"
_LONGEST = 40  # more than a code with any spaces and hyphens


def join_form(t: Translator) -> discord.ui.Modal:
    """Where a member types the code."""
    form = blank_form(t("join-form-title"), "join")
    form.add_item(discord.ui.TextDisplay(t("join-form-kept")))
    ask(form, CODE, t("join-form-code"), t("join-form-code.hint"), None, _LONGEST, short=True)
    return form


def joined_card(t: Translator) -> Card:
    """The same for everybody whose account is linked now, whether it was before or not."""
    return (
        Card()
        .text(t("joined"))
        .buttons(button(t("button-demands"), "demands"), button(t("button-privacy"), "privacy"))
    )
