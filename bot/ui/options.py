"""Options of commands that name a thing: by the suggested id, or by words that match it alone."""

import functools
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.campaign.facts.glossary import Glossary, Word
from bot.campaign.facts.service import Facts
from bot.campaign.facts.views import FactView
from bot.contracts.queries.service import Contracts
from bot.errors import UserError
from bot.petitions.counts.units import Units, UnitView
from bot.petitions.demands.service import FOR_MEMBERS, STATES, Demands, DemandView
from bot.texts import Translator
from bot.ui.markdown import plain
from bot.ui.router import id_in

MAX_SEARCH_LENGTH = 60
"""Characters of a search; it travels in the ``custom_id`` of a button."""

_CONTRACT = re.compile(r"#(\d{1,9})")  # value of a suggested contract; no number or amount looks like it


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


async def chosen_id(typed: str, suggest: Callable[[], Awaitable[Sequence[_HasId]]]) -> int:
    """Return the id in an option, or that of the only thing that is suggested for its words. Raises
    ``UserError``."""
    return id_in(typed) or _only(await suggest(), typed)


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
