"""Router of component and form interactions, by their ``custom_id``.

discord.py keeps views and modals in memory to find their callbacks: a restart loses them, two forms with one
id lose a submission, and exceptions of its dynamic items reach nobody. So layouts and forms are stopped
before they are sent, which keeps them out of that store, and every component interaction is dispatched here
instead.
"""

import functools
import inspect
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import discord

log = logging.getLogger(__name__)

Handler = Callable[..., Awaitable[None]]
_SEPARATOR = ":"
_MAX_ID_LENGTH = 100  # Discord's limit for a custom_id
_MAX_NUMBER_LENGTH = 9  # digits
_MAX_SNOWFLAKE_LENGTH = 20  # digits of Discord's ids


class UnknownAction(Exception):
    """No handler in this version for a button or form, or one with other arguments: it is of another version,
    or forged."""


def route(action: str, *arguments: object) -> str:
    """Return the ``custom_id`` that reaches the handler of ``action`` with ``arguments`` as text."""
    custom_id = _SEPARATOR.join([action, *(str(argument) for argument in arguments)])
    if len(custom_id) > _MAX_ID_LENGTH:
        raise ValueError(f"custom_id of {len(custom_id)} characters: {custom_id}")
    return custom_id


def action_of(interaction: discord.Interaction[Any]) -> str | None:
    """Return the action of a pressed button or a submitted form; ``None`` for a command."""
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = data.get("custom_id")
    return None if custom_id is None else str(custom_id).partition(_SEPARATOR)[0]


def id_in(text: str) -> int:
    """Parse the id in an option or a ``custom_id``; 0, which is no id, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_NUMBER_LENGTH else 0


def whole_number(argument: str) -> int:
    """Parse a number in a ``custom_id``. Raises ``UnknownAction`` if it is not a number, or beyond any list
    and any database, like a button without a handler."""
    if not argument.isdecimal() or len(argument) > _MAX_NUMBER_LENGTH:
        raise UnknownAction(argument)
    return int(argument)


def discord_id(argument: str) -> int:
    """Parse an id of Discord's in a ``custom_id`` or a menu's value. Raises ``UnknownAction`` likewise."""
    digits = argument.isascii() and argument.isdecimal() and len(argument) <= _MAX_SNOWFLAKE_LENGTH
    if not digits or not 0 < int(argument) < 2**63:
        raise UnknownAction(argument)
    return int(argument)


def answers(action: str) -> Callable[[Handler], Handler]:
    """Mark a cog's method as the handler of ``action``: ``async def show(self, interaction, *arguments)``."""

    def mark(handler: Handler) -> Handler:
        handler.__tocsin_action__ = action  # type: ignore[attr-defined]
        return handler

    return mark


class Router:
    """Handlers by action."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def collect(self, owner: object) -> None:
        """Register every method of ``owner`` that is marked with ``answers``."""
        for action, handler in _marked(owner):
            if action in self._handlers:
                raise ValueError(f"two handlers for {action}")
            self._handlers[action] = handler

    async def dispatch(self, interaction: discord.Interaction[Any]) -> bool:
        """Run the handler of a component or form interaction; return ``False`` if the interaction is neither.

        Raises what the handler raises, and ``UnknownAction`` if no handler knows the action.
        """
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return False
        data: dict[str, Any] = dict(interaction.data or {})
        action, *arguments = str(data.get("custom_id", "")).split(_SEPARATOR)
        handler = self._handlers.get(action)
        if handler is None or not _takes(handler, len(arguments)):
            raise UnknownAction(action)
        await handler(interaction, *arguments)
        return True


@functools.cache
def _takes(handler: Handler, arguments: int) -> bool:
    """Return whether a handler takes so many arguments after the interaction."""
    try:
        inspect.signature(handler).bind(None, *[""] * arguments)
    except TypeError:
        return False
    return True


def _marked(owner: object) -> Iterator[tuple[str, Handler]]:
    for name in dir(type(owner)):
        method = getattr(type(owner), name, None)
        action = getattr(method, "__tocsin_action__", None)
        if action is not None:
            yield action, getattr(owner, name)
