"""Error replies: turns a failure of any command, button or form into an answer."""

import logging

import aiohttp
import discord
from discord import app_commands

from bot.common.logging import reference_of
from bot.errors import DatabaseAway, NotStored, RoleLost, UserError
from bot.texts import Texts, Translator
from bot.ui.markdown import plain
from bot.ui.replies import UNREACHED, Interaction, say
from bot.ui.router import UnknownAction

log = logging.getLogger(__name__)

_EXPIRED = 10062  # Discord forgot the interaction: it can no longer be answered
_TOO_MANY_REQUESTS, _SERVER_ERRORS = 429, 500

# Arguments of refusals that people typed. The others are ours: numbers, days, selectors of a sentence.
_TYPED = frozenset({"key", "label", "language", "name", "party", "source", "value", "word", "written"})
_MAX_QUOTED_LENGTH = 100


def sentence_of(refusal: UserError, t: Translator) -> str:
    """Return a refusal as markdown, with typed text escaped."""
    arguments = {
        name: plain(value, _MAX_QUOTED_LENGTH) if name in _TYPED and isinstance(value, str) else value
        for name, value in refusal.arguments.items()
    }
    return t(refusal.id, **arguments)


async def report_failure(interaction: Interaction, error: BaseException, texts: Texts) -> None:
    """Answer the person with a sentence, and log what they need not see. Never raises."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    t = texts.of(interaction.locale)
    if isinstance(error, UserError):
        sentence = sentence_of(error, t)
    elif isinstance(error, app_commands.NoPrivateMessage):
        sentence = t("failure-only-in-a-server")
    elif isinstance(error, app_commands.CheckFailure):
        sentence = t("failure-not-allowed")
    elif isinstance(
        error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch | UnknownAction
    ):
        sentence = t("failure-outdated")
    elif isinstance(error, NotStored):  # the steward is told once, not at every press
        sentence = t("failure-not-stored")
    elif isinstance(error, DatabaseAway):  # likewise, by the periodic tasks
        sentence = t("failure-database-away")
    elif isinstance(error, RoleLost):  # another process answers; this one may not
        return
    elif isinstance(error, discord.NotFound) and error.code == _EXPIRED:
        log.warning("an interaction expired before it was answered")
        return
    elif _is_of_discord(error):
        reference = reference_of(error)
        log.warning("failure %s: Discord did not accept the answer (%s)", reference, type(error).__name__)
        sentence = t("failure-ours", reference=reference)
    else:
        reference = reference_of(error)
        log.error("failure %s", reference, exc_info=error)
        sentence = t("failure-ours", reference=reference)
    try:
        await say(interaction, sentence)
    except (discord.HTTPException, *UNREACHED) as unanswered:
        log.warning("a failure could not be reported in Discord: %s", type(unanswered).__name__)


def _is_of_discord(error: BaseException) -> bool:
    """Return whether Discord could not be reached or did not answer, which is no bug of ours."""
    if isinstance(error, discord.HTTPException):
        return error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_ERRORS
    return isinstance(error, aiohttp.ClientError)
