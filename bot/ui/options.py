"""Options of commands that name a thing: the suggestions while somebody types, and the id of the thing.

A suggestion's value is the id. Whoever ignores the suggestions and sends words means the only thing that
matches them.
"""

import functools
import logging
import re
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from discord import app_commands

from bot.contracts.queries.service import Contracts
from bot.contracts.watches.service import Watches
from bot.errors import DatabaseAway, UserError
from bot.facts.glossary import Glossary, Word
from bot.facts.service import Facts
from bot.facts.views import FactView
from bot.petitions.counts.invalidations import InvalidationView
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.units import Units, UnitView
from bot.petitions.demands.service import FOR_MEMBERS, STATES, Demands, DemandView
from bot.texts import Translator
from bot.ui.contracts.listing import contract_choice
from bot.ui.demands.units import sized_name
from bot.ui.markdown import ELLIPSIS, one_line, plain
from bot.ui.permissions import is_organiser
from bot.ui.replies import Interaction

log = logging.getLogger(__name__)

MAX_CHOICES = 25
MAX_CHOICE_LENGTH = 100
"""Discord's limits for autocomplete choices."""

MAX_SEARCH_LENGTH = 60
"""Characters of a search; it travels in the ``custom_id`` of a button."""

_ID = re.compile(r"[0-9]{1,9}")
_CONTRACT = re.compile(r"#(\d{1,9})")  # value of a suggested contract; no number or amount looks like it

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[Any, Interaction, str], Coroutine[Any, Any, Choices]]


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


# Suggestions


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


def organiser_suggestions(suggest: Suggest) -> Suggest:
    """Wrap like ``suggestions``; people who are no organisers get none."""

    @functools.wraps(suggest)
    async def checked(cog: Any, interaction: Interaction, typed: str) -> Choices:
        return await suggest(cog, interaction, typed) if await is_organiser(interaction, cog.servers) else []

    return suggestions(checked)


def choices(named: Iterable[tuple[str, object]]) -> Choices:
    """Return suggestions for pairs of a name and a value, as many and as long as Discord takes. Invisible
    characters, which could reorder a name, are removed. For one empty name Discord would refuse all."""
    return [
        app_commands.Choice(name=one_line(name, MAX_CHOICE_LENGTH) or ELLIPSIS, value=str(value))
        for name, value in islice(named, MAX_CHOICES)
    ]


async def demand_choices(
    demands: Demands, server_id: int, typed: str, t: Translator, *, states: Collection[str]
) -> Choices:
    found = await demands.suggest(server_id, typed, states=states)
    return choices((str(t.pick(demand.texts)["title"]), demand.id) for demand in found)


async def unit_choices(
    units: Units, server_id: int, typed: str, t: Translator, *, offered: bool = False
) -> Choices:
    found = await units.suggest(server_id, typed, offered=offered)
    return choices((sized_name(unit, t, MAX_CHOICE_LENGTH), unit.id) for unit in found)


async def paper_choices(
    papers: Paper, server_id: int, typed: str, t: Translator, *, states: Collection[str]
) -> Choices:
    found = await papers.suggest(server_id, typed, states=states)
    return choices(
        (f"{paper.label} · {paper.count} · {t.pick(paper.texts)['title']}", paper.id) for paper in found
    )


async def watch_choices(watches: Watches, server_id: int, typed: str) -> Choices:
    return choices((watch.name, watch.id) for watch in await watches.suggest(server_id, typed))


async def fact_choices(facts: Facts, server_id: int, typed: str, t: Translator) -> Choices:
    found = await facts.suggest(server_id, typed, t.language)
    return choices((fact.title(t.language), fact.id) for fact in found)


async def word_choices(glossary: Glossary, server_id: int, typed: str, t: Translator) -> Choices:
    found = await glossary.suggest(server_id, typed, t.language)
    return choices((word.word(t.language), word.id) for word in found)


async def contract_choices(contracts: Contracts, server_id: int, typed: str, t: Translator) -> Choices:
    found = await contracts.suggest(server_id, typed)
    return choices((contract_choice(t, line), f"#{line.id}") for line in found)


def invalidation_choices(
    found: Iterable[InvalidationView],
    typed: str,
    demands: Mapping[int, DemandView],
    t: Translator,
    *,
    states: Collection[str],
) -> Choices:
    wanted = typed.strip().casefold()
    named = (
        (
            f"{view.id} · {t(f'invalidation-reason-{view.reason}')} · "
            f"{t.pick(demands[view.demand_id].texts)['title']}",
            view.id,
        )
        for view in found
        if view.state in states and view.demand_id in demands
    )
    return choices((name, id) for name, id in named if wanted in name.casefold())


# The thing that was named


def id_in(text: str) -> int:
    """Parse the id in an option or a ``custom_id``; 0, which is no id, for anything else."""
    return int(text) if _ID.fullmatch(text) else 0


async def chosen_id(typed: str, suggest: Callable[[], Awaitable[Sequence[_HasId]]]) -> int:
    """Return the id in an option, or that of the only thing that is suggested for its words. Raises
    ``UserError``."""
    return int(typed) if _ID.fullmatch(typed) else _only(await suggest(), typed)


async def chosen_demand(
    demands: Demands, server_id: int, typed: str, *, include_drafts: bool = False
) -> DemandView:
    states = STATES if include_drafts else FOR_MEMBERS
    suggest = functools.partial(demands.suggest, server_id, typed, states=states)
    return await demands.get(server_id, await chosen_id(typed, suggest), include_drafts=include_drafts)


async def chosen_fact(facts: Facts, server_id: int, typed: str, t: Translator) -> FactView:
    suggest = functools.partial(facts.suggest, server_id, typed, t.language)
    return await facts.show(server_id, await chosen_id(typed, suggest))


async def chosen_word(glossary: Glossary, server_id: int, typed: str, t: Translator) -> Word:
    suggest = functools.partial(glossary.suggest, server_id, typed, t.language)
    return await glossary.get(server_id, await chosen_id(typed, suggest))


async def chosen_unit(units: Units, server_id: int, typed: str, *, offered: bool = False) -> UnitView:
    """Return the chosen unit; ``offered``: only one that signers may name. Raises ``UserError``."""
    suggest = functools.partial(units.suggest, server_id, typed, offered=offered)
    unit = await units.get(server_id, await chosen_id(typed, suggest))
    if offered and not unit.is_confirmed:
        raise UserError("refusal-no-such-unit")
    return unit


async def chosen_contract(contracts: Contracts, server_id: int, typed: str) -> int:
    """Return the id of the suggested contract, else of the one with the typed number, else of the only match.
    Raises ``UserError``."""
    if (suggested := suggested_contract(typed)) is not None:
        return suggested
    found: Sequence[_HasId] = ()
    if any(character.isalnum() for character in typed):
        found = await contracts.numbered(server_id, typed)
        if not found:  # search only second: orders hold the number of their vehicle too
            found = (await contracts.search(server_id, typed, limit=2)).items
    return _only(found, typed)


def suggested_contract(typed: str) -> int | None:
    """Return the id in the value of a suggested contract; ``None`` for what somebody typed."""
    suggested = _CONTRACT.fullmatch(typed)
    return int(suggested[1]) if suggested else None


def _only(found: Sequence[_HasId], typed: str) -> int:
    if len(found) != 1:
        raise UserError("refusal-choose-from-list", typed=plain(typed, MAX_SEARCH_LENGTH))
    return found[0].id
