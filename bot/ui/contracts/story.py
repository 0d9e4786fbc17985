"""Story of a contract: what is known beside its own record, topic by topic.

A topic is one function from a contract to what is told of it. From that come a line on the contract's card
and in the post of a new one, a page of the story card, and a section of the contract's page on the board. To
add one: a value in ``contracts.story.views.Story``, a function in ``TOPICS``, and the texts ``story-<topic>``
(its heading and button) and its own.
"""

from collections.abc import Callable, Iterator, Mapping

import discord

from bot.contracts.queries.views import ContractLine, ContractView
from bot.contracts.story.views import Story
from bot.texts import Translator
from bot.ui.contracts.names import contract_name
from bot.ui.contracts.owners import owners_told
from bot.ui.contracts.procedure import procedure_told
from bot.ui.contracts.protests import protests_told
from bot.ui.contracts.purchase import purchase_chart_button, purchase_told
from bot.ui.contracts.story_parts import Told
from bot.ui.contracts.subcontracts import subcontracts_told
from bot.ui.layout import Card, button
from bot.ui.markdown import shorten

_ROOM = 2950
"""Characters of the entries on one page of the card: with the rest, less than a message has."""

TOPICS: Mapping[str, Callable[[ContractLine, Story, Translator], Told | None]] = {
    "purchase": purchase_told,
    "subcontracts": subcontracts_told,
    "protests": protests_told,
    "owners": owners_told,
    "procedure": procedure_told,
}
"""The topics by name, in the order in which they are told; a name is part of buttons, and never changes."""


def story_lines(line: ContractLine, story: Story, t: Translator, *, posted: bool = False) -> list[str]:
    """Return the line of each topic that has one; those that are ``posted`` tell the day of what changes."""
    lines = [(posted and told.posted) or told.line for told in _told(line, story, t).values()]
    return [line for line in lines if line]


def story_sections(view: ContractView, t: Translator) -> list[str]:
    """Return everything that is told, a section of markdown for each topic, for a page that has room."""
    return [
        "\n".join([f"**{t(f'story-{name}')}**", *told.head, *told.entries, *_small(told)])
        for name, told in _told(view.line, view.story, t).items()
    ]


def story_button(view: ContractView, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the button that opens the story card; none if nothing is known."""
    known = _told(view.line, view.story, t)
    return [button(t("button-story"), "contract-story", view.line.id)] if known else []


def story_card(view: ContractView, t: Translator, topic: str = "", page: int = 0) -> Card:
    """Return the card of one topic, by default the first, with buttons for its other pages and the other
    topics."""
    card = Card().title(t("story-title", name=contract_name(t, view.line)))
    known = _told(view.line, view.story, t)
    if not known:
        return card.text(t("story-none"))
    if topic not in known:
        topic, page = next(iter(known)), 0
    told = known[topic]
    pages = list(_pages(told.entries))
    page = page if page < len(pages) else 0
    card.text("\n".join([f"**{t(f'story-{topic}')}**", *told.head]))
    if pages:
        card.text("\n".join(pages[page]))
    card.text("\n".join(_small(told)))
    route = "contract-story", view.line.id
    if len(pages) > 1:
        card.buttons(
            button(t("pager-previous"), *route, topic, max(page - 1, 0), disabled=page == 0),
            button(t("pager-next"), *route, topic, page + 1, disabled=page + 1 == len(pages)),
        )
    others = [button(t(f"story-{name}"), *route, name, 0) for name in known if name != topic]
    return card.buttons(*(purchase_chart_button(view, t) if topic == "purchase" else []), *others)


def _told(line: ContractLine, story: Story, t: Translator) -> dict[str, Told]:
    """Return what is told of each topic of which something is known."""
    found = ((name, tell(line, story, t)) for name, tell in TOPICS.items())
    return {name: told for name, told in found if told is not None}


def _small(told: Told) -> list[str]:
    return [f"-# {line}" for line in told.foot]


def _pages(entries: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the entries of each page."""
    page: list[str] = []
    room = _ROOM
    for entry in entries:
        if page and len(entry) >= room:
            yield page
            page, room = [], _ROOM
        page.append(shorten(entry, _ROOM))
        room -= len(entry) + 1
    if page:
        yield page
