"""Linking to the roster: the form for a link code, its answer, and notices about replaced links."""

import contextlib

import discord

from bot.errors import CANNOT_STORE
from bot.petitions.roster.service import Roster
from bot.texts import Translator
from bot.ui.forms import TextField, ask, blank_form
from bot.ui.layout import Card, button
from bot.ui.markdown import timestamp
from bot.ui.replies import Interaction, say

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
