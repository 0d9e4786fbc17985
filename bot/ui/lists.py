"""Paginated lists: a numbered button for each item, and the buttons "previous" and "next" below."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.common.pagination import Page
from bot.texts import Translator
from bot.ui.layout import Card, button, pager
from bot.ui.replies import Interaction, answer, turn
from bot.ui.router import UnknownAction

_BUTTONS_PER_ROW = 5  # buttons
_MAX_NUMBER_LENGTH = 9  # digits
_MAX_ID_LENGTH = 20  # digits of Discord's ids


def numbers(card: Card, page: Page[Any], action: str, subjects: Sequence[object]) -> Card:
    """Add a button for each item of the page, labelled with its position in the whole list, in rows of about
    the same length.

    The handler of ``action`` gets the subject, and a last argument that it does not need: a list may name a
    subject twice, and one message cannot hold two equal buttons.
    """
    buttons = [
        button(str(place), action, subject, f"n{place}")
        for place, subject in enumerate(subjects, page.offset + 1)
    ]
    if buttons:
        rows = -(-len(buttons) // _BUTTONS_PER_ROW)
        a_row = -(-len(buttons) // rows)
        for start in range(0, len(buttons), a_row):
            card.buttons(*buttons[start : start + a_row])
    return card


def entries(card: Card, shown: Iterable[str]) -> Card:
    """Add the items of a page, separated by rules."""
    for place, entry in enumerate(shown):
        if place:
            card.rule()
        card.text(entry)
    return card


def turning(card: Card, page: Page[Any], t: Translator, action: str, *arguments: object) -> Card:
    """Add the page's position and the paging buttons, if there is more than one page."""
    if page.total > page.limit:
        last = min(page.offset + page.limit, page.total)
        card.small(t("pager-where", first=page.offset + 1, last=last, total=page.total))
        card.buttons(*pager(t, action, *arguments, offset=page.offset, limit=page.limit, total=page.total))
    return card


async def turn_or_answer(interaction: Interaction, card: Card) -> None:
    """Turn the page of a list that only its reader sees; leave a public post as it is and answer its reader
    in private."""
    if is_private(interaction):
        await turn(interaction, card)
    else:
        await answer(interaction, card)


def is_private(interaction: Interaction) -> bool:
    """True if the message whose button was pressed is shown to its reader alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def whole_number(argument: str) -> int:
    """Parse a number in a ``custom_id``. Raises ``UnknownAction`` if it is not a number, or beyond any list
    and any database, like a button without a handler."""
    if not argument.isdecimal() or len(argument) > _MAX_NUMBER_LENGTH:
        raise UnknownAction(argument)
    return int(argument)


def discord_id(argument: str) -> int:
    """Parse an id of Discord's in a ``custom_id`` or a menu's value. Raises ``UnknownAction`` likewise."""
    digits = argument.isascii() and argument.isdecimal() and len(argument) <= _MAX_ID_LENGTH
    if not digits or not 0 < int(argument) < 2**63:
        raise UnknownAction(argument)
    return int(argument)
