"""Autocomplete that never fails in silence."""

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from discord import app_commands

from bot.refusal import DatabaseAway
from bot.ui.replies import Interaction

log = logging.getLogger(__name__)

MOST_CHOICES = 25
LONGEST_CHOICE = 100
"""Discord's limits for what an option suggests."""

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[Any, Interaction, str], Coroutine[Any, Any, Choices]]


def suggestions(suggest: Suggest) -> Suggest:
    """Wrap a cog's autocomplete method: what it raises is logged, and nothing is suggested.

    discord.py gives no answer in that case, and the reader's list keeps saying that it loads.
    """

    @functools.wraps(suggest)
    async def guarded(cog: Any, interaction: Interaction, typed: str) -> Choices:
        try:
            return await suggest(cog, interaction, typed)
        except DatabaseAway:  # which the log is told elsewhere
            return []
        except Exception:
            log.exception("suggestions of %s failed", suggest.__qualname__)
            return []

    return guarded
