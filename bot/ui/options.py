"""Autocomplete with error handling."""

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from discord import app_commands

from bot.errors import DatabaseAway
from bot.ui.replies import Interaction

log = logging.getLogger(__name__)

MAX_CHOICES = 25
MAX_CHOICE_LENGTH = 100
"""Discord's limits for autocomplete choices."""

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[Any, Interaction, str], Coroutine[Any, Any, Choices]]


def suggestions(suggest: Suggest) -> Suggest:
    """Wrap a cog's autocomplete method: exceptions are logged, and nothing is suggested.

    discord.py sends no answer in that case, and the reader's list keeps saying that it loads.
    """

    @functools.wraps(suggest)
    async def guarded(cog: Any, interaction: Interaction, typed: str) -> Choices:
        try:
            return await suggest(cog, interaction, typed)
        except DatabaseAway:  # logged elsewhere
            return []
        except Exception:
            log.exception("suggestions of %s failed", suggest.__qualname__)
            return []

    return guarded
