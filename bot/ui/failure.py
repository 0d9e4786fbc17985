"""The one place where a failure of any command, button or form becomes an answer."""

import logging

import aiohttp
import discord
from discord import app_commands

from bot.logs import current_code
from bot.refusal import DatabaseAway, NotStored, Refusal, RoleLost
from bot.texts import Texts, Translator
from bot.ui.layout import plain
from bot.ui.replies import UNREACHED, Interaction, say
from bot.ui.router import UnknownAction

log = logging.getLogger(__name__)

_EXPIRED = 10062  # Discord forgot the interaction: nobody is left to answer
_TOO_MANY_REQUESTS, _SERVER_ERRORS = 429, 500

# Arguments of refusals that people typed. Others are ours: numbers, days, words that choose a sentence.
_TYPED = frozenset({"key", "label", "language", "name", "source", "value", "written"})
_LONGEST_TYPED = 100


def sentence_of(refusal: Refusal, t: Translator) -> str:
    """A refusal as markdown, in which what somebody typed is text."""
    arguments = {
        name: plain(value, _LONGEST_TYPED) if name in _TYPED and isinstance(value, str) else value
        for name, value in refusal.arguments.items()
    }
    return t(refusal.id, **arguments)


async def report_failure(interaction: Interaction, error: BaseException, texts: Texts) -> None:
    """Tell the person what went wrong in a sentence, and the log what they need not see. Never raises."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    t = texts.of(interaction.locale)
    if isinstance(error, Refusal):
        sentence = sentence_of(error, t)
    elif isinstance(error, app_commands.NoPrivateMessage):
        sentence = t("failure-only-in-a-server")
    elif isinstance(error, app_commands.CheckFailure):
        sentence = t("failure-not-allowed")
    elif isinstance(
        error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch | UnknownAction
    ):
        sentence = t("failure-outdated")
    elif isinstance(error, NotStored):  # of which the steward is told once, not at every press
        sentence = t("failure-not-stored")
    elif isinstance(error, DatabaseAway):  # likewise, by those who ask it all the time
        sentence = t("failure-database-away")
    elif isinstance(error, RoleLost):  # another process answers, and this one may not
        return
    elif isinstance(error, discord.NotFound) and error.code == _EXPIRED:
        log.warning("an interaction expired before it was answered")
        return
    elif _is_of_discord(error):
        reference = current_code()
        log.warning("failure %s: Discord did not take an answer (%s)", reference, type(error).__name__)
        sentence = t("failure-ours", reference=reference)
    else:
        reference = current_code()
        log.error("failure %s", reference, exc_info=error)
        sentence = t("failure-ours", reference=reference)
    try:
        await say(interaction, sentence)
    except (discord.HTTPException, *UNREACHED) as unanswered:
        log.warning("a failure could not be answered: %s", type(unanswered).__name__)


def _is_of_discord(error: BaseException) -> bool:
    """Whether Discord could not be reached or would not answer, which is no mistake of ours."""
    if isinstance(error, discord.HTTPException):
        return error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_ERRORS
    return isinstance(error, aiohttp.ClientError)
