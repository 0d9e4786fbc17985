"""Suggestions for the options of commands, while somebody types: one function for each kind of thing.

A suggestion's value is the id. Whoever ignores the suggestions and sends words means the only thing that
matches them (``ui.options``).
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from itertools import islice
from typing import Any

from discord import app_commands

from bot.app import App
from bot.errors import DatabaseAway
from bot.petitions.demands.service import FOR_MEMBERS, STATES
from bot.ui.contracts.listing import contract_choice
from bot.ui.demands.count import sized_name
from bot.ui.markdown import ELLIPSIS, one_line
from bot.ui.permissions import is_organiser
from bot.ui.replies import Interaction
from cogs.base import Request

log = logging.getLogger(__name__)

MAX_CHOICES = 25
MAX_CHOICE_LENGTH = 100
"""Discord's limits for autocomplete choices."""

Choices = list[app_commands.Choice[str]]
Named = Iterable[tuple[str, object]]
Find = Callable[[App, Request, str], Awaitable[Named]]
Suggest = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]


def choices(named: Named) -> Choices:
    """Return suggestions for pairs of a name and a value, as many and as long as Discord takes. Invisible
    characters, which could reorder a name, are removed. For one empty name Discord would refuse all."""
    return [
        app_commands.Choice(name=one_line(name, MAX_CHOICE_LENGTH) or ELLIPSIS, value=str(value))
        for name, value in islice(named, MAX_CHOICES)
    ]


def suggesting(find: Find, *, to_organisers: bool = False) -> Suggest:
    """Return an autocomplete function; ``to_organisers``: others get no suggestion.

    Exceptions are logged, and nothing is suggested: discord.py sends no answer in that case, and the reader's
    list keeps saying that it loads.
    """

    async def suggest(interaction: Interaction, typed: str) -> Choices:
        app: App = interaction.client.app
        try:
            if to_organisers and not await is_organiser(interaction, app.servers):
                return []
            return choices(await find(app, Request(interaction, app.texts.of(interaction.locale)), typed))
        except DatabaseAway:  # logged elsewhere
            return []
        except Exception:
            log.exception("suggestions of %s failed", find.__qualname__)
            return []

    return suggest


async def _demands(app: App, asked: Request, typed: str, *states: str) -> Named:
    found = await app.demands.suggest(asked.server_id, typed, states=states)
    return [(str(asked.t.pick(demand.texts)["title"]), demand.id) for demand in found]


def demands(*states: str) -> Suggest:
    """Suggest demands in these states."""

    async def find(app: App, asked: Request, typed: str) -> Named:
        return await _demands(app, asked, typed, *states)

    return suggesting(find)


async def _shown_demands(app: App, asked: Request, typed: str) -> Named:
    organises = await is_organiser(asked.interaction, app.servers)
    return await _demands(app, asked, typed, *(STATES if organises else FOR_MEMBERS))


shown_demands = suggesting(_shown_demands)
"""Suggests the demands that the person may read."""


async def _units(app: App, asked: Request, typed: str) -> Named:
    found = await app.units.suggest(asked.server_id, typed, offered=True)
    return [(sized_name(unit, asked.t, MAX_CHOICE_LENGTH), unit.id) for unit in found]


async def _facts(app: App, asked: Request, typed: str) -> Named:
    language = asked.t.language
    found = await app.facts.suggest(asked.server_id, typed, language)
    return [(fact.title(language), fact.id) for fact in found]


async def _contracts(app: App, asked: Request, typed: str) -> Named:
    found = await app.contracts.suggest(asked.server_id, typed)
    return [(contract_choice(asked.t, line), f"#{line.id}") for line in found]


units = suggesting(_units)
"""Suggests the units that signers may name."""
facts = suggesting(_facts)
contracts = suggesting(_contracts)
