"""Contracts that facts name, as organisers see them: choosing them, and the question when one changed."""

from collections.abc import Collection, Iterator, Sequence

import discord

from bot.contracts.queries.service import Contracts
from bot.contracts.queries.views import News
from bot.errors import UserError
from bot.facts.views import FactView
from bot.texts import Translator
from bot.ui.colours import WARNING
from bot.ui.contracts.changes import changes_in
from bot.ui.contracts.names import contract_name, source_name
from bot.ui.facts import contract_buttons
from bot.ui.layout import Card, button
from bot.ui.lists import whole_number
from bot.ui.markdown import fit, link, plain
from bot.ui.options import MAX_SEARCH_LENGTH, Choices, choices, contract_choices, suggested_contract
from bot.ui.router import UnknownAction

NONE = "-"
"""Value of the option that takes the contracts off a fact."""

_KEEP, _IDS = "k", "c"  # in the ``custom_id`` of a form: leave the contracts as they are, or add these
_NO_MARKS = "0"
_TITLE, _NUMBER = 80, 60
_MAX_LINES, _MAX_NEWS, _ROOM = 3, 2, 6


async def named_contract_choices(
    contracts: Contracts, server_id: int, typed: str, t: Translator, *, with_none: bool = False
) -> Choices:
    """Return suggestions of followed contracts; ``with_none``: and first of all, that of none."""
    found = await contract_choices(contracts, server_id, typed, t)
    none = choices([(t("fact-contract-none"), NONE)]) if with_none and not typed.strip() else []
    return [*none, *found][:25]


async def named_contract(contracts: Contracts, server_id: int, typed: str | None) -> tuple[int, ...] | None:
    """Return the contract in an option; ``None`` if it was left out, and none of them for "no contract".
    Raises ``UserError``."""
    if typed is None:
        return None
    return () if typed.strip() == NONE else (await _contract(contracts, server_id, typed.strip()),)


async def _contract(contracts: Contracts, server_id: int, typed: str) -> int:
    suggested = suggested_contract(typed)
    if suggested is not None:
        return (await contracts.line(server_id, suggested)).id
    found = await contracts.numbered(server_id, typed) if any(map(str.isalnum, typed)) else []
    if len(found) != 1:
        reason = "several" if found else "unknown"
        raise UserError(f"refusal-fact-contract-{reason}", typed=plain(typed, MAX_SEARCH_LENGTH))
    return found[0].id


def of_form(marks: str, contracts: Collection[int] | None) -> tuple[str, str]:
    """Return the arguments of a form that tell which marks its writer saw, and which contracts it
    adds (``FactInput.contracts``)."""
    ids = _KEEP if contracts is None else _IDS + ".".join(map(str, contracts))
    return marks or _NO_MARKS, ids


def from_form(arguments: Sequence[str]) -> tuple[str, tuple[int, ...] | None]:
    """Return the marks and the contracts in the last arguments of a submitted form. A form of an earlier
    version has only its random end."""
    if len(arguments) < 3:
        return "", None
    marks, ids, *_ = arguments
    return "" if marks == _NO_MARKS else marks, _ids_in(ids)


def _ids_in(part: str) -> tuple[int, ...] | None:
    if part == _KEEP:
        return None
    if not part.startswith(_IDS):
        raise UnknownAction(part)
    return tuple(whole_number(number) for number in part.removeprefix(_IDS).split(".") if part != _IDS)


def contract_lines(fact: FactView, t: Translator) -> str:
    """Return what becomes of the contracts that a fact names; those of which organisers must know first."""

    def state(number: str, *, waits: bool, followed: bool) -> str:
        known = "waiting" if waits else ("contract" if followed else "unfollowed")
        return t(f"fact-names-{known}", number=plain(number, _NUMBER))

    ordered = sorted(fact.contracts, key=lambda each: each.followed)
    told = [state(each.number, waits=each.id is None, followed=each.followed) for each in ordered]
    return "\n".join(f"- {line}" for line in told[:_MAX_LINES])


def fact_buttons(fact: FactView, t: Translator, *mark: str) -> "Iterator[discord.ui.Button[Card]]":
    """Yield the buttons that take the mark of a changed contract from a fact: that it is still right, and its
    form. Both carry the marks that are shown here."""
    style = discord.ButtonStyle.primary
    marks = (fact.marks,) if fact.marks else ()
    yield button(t("button-fact-check"), "fact-check", fact.id, *marks, *mark, style=style)
    yield button(t("button-fact-edit"), "fact-write", fact.id, t.language, *marks)


def changed_fact_post(fact: FactView, news: Sequence[News], t: Translator, mark: str) -> Card | None:
    """Return the question whether a fact is still right, with what changed of its contracts; ``None`` if it
    was checked meanwhile."""
    if fact.changed_on is None:
        return None
    card = Card(colour=WARNING).title(t("fact-changed-title"))
    card.text(f"**{plain(fit(fact.title(t.language), _TITLE))}**\n{t('fact-changed-next')}")
    for told in news[:_MAX_NEWS]:
        line = told.contract
        card.text("\n".join([contract_name(t, line), *changes_in(t, told.changes, line, _ROOM)]))
        source = link(source_name(t, line.source), line.url)
        card.small(t("source-read", source=source, date=told.seen_at.date()))
    card.buttons(*fact_buttons(fact, t, mark))
    return card.buttons(button(t("button-fact-read"), "fact", fact.id), *contract_buttons(fact, t))
