"""Lists that page: a number to press for each item, and previous and next under them."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.paging import Page
from bot.texts import Translator
from bot.ui.layout import Card, button, pager
from bot.ui.replies import Interaction, answer, turn
from bot.ui.router import UnknownAction

_A_ROW = 5  # buttons
_LONGEST_NUMBER = 9  # digits


def numbers(card: Card, page: Page[Any], action: str, subjects: Sequence[object]) -> Card:
    """A button for each item of the page, with its place in the whole list as its label.

    The handler of ``action`` gets the subject, and a last argument that it does not need: a list may name
    a subject twice, and one message cannot hold two equal buttons.
    """
    buttons = [
        button(str(place), action, subject, f"n{place}")
        for place, subject in enumerate(subjects, page.offset + 1)
    ]
    a_row = _A_ROW if len(buttons) <= _A_ROW else -(-len(buttons) // 2)
    for start in range(0, len(buttons), a_row):
        card.buttons(*buttons[start : start + a_row])
    return card


def entries(card: Card, shown: Iterable[str]) -> Card:
    """The items of a page, set apart by rules."""
    for place, entry in enumerate(shown):
        if place:
            card.rule()
        card.text(entry)
    return card


def turning(card: Card, page: Page[Any], t: Translator, action: str, *arguments: object) -> Card:
    """Where the page stands and the buttons to turn it, if there is more than one page."""
    if page.total > page.limit:
        last = min(page.offset + page.limit, page.total)
        card.small(t("pager-where", first=page.offset + 1, last=last, total=page.total))
        card.buttons(*pager(t, action, *arguments, offset=page.offset, limit=page.limit, total=page.total))
    return card


async def turn_or_answer(interaction: Interaction, card: Card) -> None:
    """Turn a list that only its reader sees; leave a public post as it is and answer its reader alone."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await turn(interaction, card)
    else:
        await answer(interaction, card)


def whole_number(argument: str) -> int:
    """A number in a ``custom_id``. ``UnknownAction`` if it is none, or one that no list reaches and that no
    database takes, as for a button that nobody answers."""
    if not argument.isdecimal() or len(argument) > _LONGEST_NUMBER:
        raise UnknownAction(argument)
    return int(argument)
