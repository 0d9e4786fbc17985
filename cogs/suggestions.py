"""Suggestions for the options of commands, while somebody types: one function for each kind of thing.

A suggestion's value is the id. Whoever ignores the suggestions and sends words means the only thing that
matches them (``ui.options``).
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from discord import app_commands

from bot.app import App
from bot.contracts.short_names import suggested
from bot.errors import DatabaseAway
from bot.petitions.demands.deadlines import suggest_zones
from bot.petitions.demands.service import FOR_MEMBERS, STATES
from bot.ui.contracts.listing import contract_choice
from bot.ui.contracts.names import source_name
from bot.ui.demands.count import sized_name
from bot.ui.markdown import ELLIPSIS, one_line
from bot.ui.organise.facts import NONE
from bot.ui.permissions import is_organiser
from bot.ui.replies import Interaction
from cogs.base import Request

log = logging.getLogger(__name__)

MAX_CHOICES = 25
MAX_CHOICE_LENGTH = 100
"""Discord's limits for autocomplete choices."""

NO_DAY = "none"
"""Value of the suggestion of no last day."""
_DAYS = (7, 14, 21, 30, 60, 90, 180)

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


def demands(*states: str, to_organisers: bool = True) -> Suggest:
    """Suggest demands in these states."""

    async def find(app: App, asked: Request, typed: str) -> Named:
        return await _demands(app, asked, typed, *states)

    return suggesting(find, to_organisers=to_organisers)


async def _shown_demands(app: App, asked: Request, typed: str) -> Named:
    organises = await is_organiser(asked.interaction, app.servers)
    return await _demands(app, asked, typed, *(STATES if organises else FOR_MEMBERS))


shown_demands = suggesting(_shown_demands)
"""Suggests the demands that the person may read."""


def units(*, offered: bool) -> Suggest:
    """Suggest units; ``offered``: those that signers may name, to everybody."""

    async def find(app: App, asked: Request, typed: str) -> Named:
        found = await app.units.suggest(asked.server_id, typed, offered=offered)
        return [(sized_name(unit, asked.t, MAX_CHOICE_LENGTH), unit.id) for unit in found]

    return suggesting(find, to_organisers=not offered)


def sheets(*states: str) -> Suggest:
    """Suggest sheets of signatures on paper."""

    async def find(app: App, asked: Request, typed: str) -> Named:
        found = await app.paper.suggest(asked.server_id, typed, states=states)
        return [
            (f"{paper.label} · {paper.count} · {asked.t.pick(paper.texts)['title']}", paper.id)
            for paper in found
        ]

    return suggesting(find, to_organisers=True)


def invalidations(*states: str) -> Suggest:
    """Suggest invalidations of demands that are not archived."""

    async def find(app: App, asked: Request, typed: str) -> Named:
        t, server_id, wanted = asked.t, asked.server_id, typed.strip().casefold()
        found = await app.invalidations.list(server_id)
        titles = {demand.id: t.pick(demand.texts)["title"] for demand in await app.demands.list(server_id)}
        named = [
            (f"{view.id} · {t(f'invalidation-reason-{view.reason}')} · {titles[view.demand_id]}", view.id)
            for view in found
            if view.state in states and view.demand_id in titles
        ]
        return [(name, id) for name, id in named if wanted in name.casefold()]

    return suggesting(find, to_organisers=True)


async def _watches(app: App, asked: Request, typed: str) -> Named:
    return [(watch.name, watch.id) for watch in await app.watches.suggest(asked.server_id, typed)]


async def _sources(app: App, asked: Request, typed: str) -> Named:
    named = [(source_name(asked.t, source), source) for source in sorted(app.sources.offered)]
    wanted = typed.strip().casefold()
    return [(name, source) for name, source in named if wanted in name.casefold() or wanted in source]


async def _suppliers(app: App, asked: Request, typed: str) -> Named:
    return _whole(await app.contracts.suggest_suppliers(asked.server_id, typed))


async def _buyers(app: App, asked: Request, typed: str) -> Named:
    return _whole(await app.contracts.suggest_buyers(asked.server_id, typed))


async def _parties(app: App, asked: Request, typed: str) -> Named:
    known = suggested(await app.short_names.list(asked.server_id), typed, MAX_CHOICES)
    buyers = await app.contracts.suggest_buyers(asked.server_id, typed)
    suppliers = await app.contracts.suggest_suppliers(asked.server_id, typed)
    return _whole(dict.fromkeys([*known, *buyers, *suppliers]))


def _whole(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names as the sources write them: a shortened one would match nothing."""
    return ((name, name) for name in names if len(name) <= MAX_CHOICE_LENGTH)


async def _facts(app: App, asked: Request, typed: str) -> Named:
    language = asked.t.language
    found = await app.facts.suggest(asked.server_id, typed, language)
    return [(fact.title(language), fact.id) for fact in found]


async def _words(app: App, asked: Request, typed: str) -> Named:
    language = asked.t.language
    found = await app.glossary.suggest(asked.server_id, typed, language)
    return [(word.word(language), word.id) for word in found]


async def _contracts(app: App, asked: Request, typed: str) -> Named:
    found = await app.contracts.suggest(asked.server_id, typed)
    return [(contract_choice(asked.t, line), f"#{line.id}") for line in found]


async def _contracts_or_none(app: App, asked: Request, typed: str) -> Named:
    none = [] if typed.strip() else [(asked.t("fact-contract-none"), NONE)]
    return chain(none, await _contracts(app, asked, typed))


async def _zones(_: App, __: Request, typed: str) -> Named:
    return ((name, name) for name in suggest_zones(typed))


async def _last_days(app: App, asked: Request, typed: str) -> Named:
    t, today = asked.t, app.clock().date()
    days = [(count, today + timedelta(days=count)) for count in _DAYS]
    named = [(t("schedule-in", day=day, count=count), day.isoformat()) for count, day in days]
    named.append((t("schedule-none"), NO_DAY))
    return [(name, day) for name, day in named if typed.casefold() in name.casefold() or typed in day]


watches = suggesting(_watches, to_organisers=True)
sources = suggesting(_sources)
suppliers = suggesting(_suppliers, to_organisers=True)
buyers = suggesting(_buyers, to_organisers=True)
parties = suggesting(_parties, to_organisers=True)
"""Suggests parties that have a short name, then those of the contracts that were read."""
facts = suggesting(_facts)
organisers_facts = suggesting(_facts, to_organisers=True)
words = suggesting(_words, to_organisers=True)
contracts = suggesting(_contracts)
organisers_contracts = suggesting(_contracts, to_organisers=True)
contracts_or_none = suggesting(_contracts_or_none, to_organisers=True)
zones = suggesting(_zones)
last_days = suggesting(_last_days)
