"""Who answers a pressed button or a submitted form, by its ``custom_id``.

discord.py keeps views and modals in memory to find their callbacks: a restart forgets them, two forms
with one id lose a submission, and what its dynamic items raise reaches nobody. So layouts and forms are
stopped before they are sent, which keeps them out of that store, and every component interaction comes
here instead.
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
_LONGEST_ID = 100  # Discord's limit for a custom_id


class UnknownAction(Exception):
    """A button or form that this version does not answer: it is of an older one, or forged. Also where only
    the number of its arguments is another."""


def route(action: str, *arguments: object) -> str:
    """The ``custom_id`` that reaches the handler of ``action`` with ``arguments`` as text."""
    custom_id = _SEPARATOR.join([action, *(str(argument) for argument in arguments)])
    if len(custom_id) > _LONGEST_ID:
        raise ValueError(f"custom_id of {len(custom_id)} characters: {custom_id}")
    return custom_id


def action_of(interaction: discord.Interaction[Any]) -> str | None:
    """What a pressed button or a sent form asks for; ``None`` of a command."""
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = data.get("custom_id")
    return None if custom_id is None else str(custom_id).partition(_SEPARATOR)[0]


def answers(action: str) -> Callable[[Handler], Handler]:
    """Mark a cog's method as the handler of ``action``: ``async def show(self, interaction, *arguments)``."""

    def mark(handler: Handler) -> Handler:
        handler.__tocsin_action__ = action  # type: ignore[attr-defined]
        return handler

    return mark


class Router:
    """The handlers by action."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def collect(self, owner: object) -> None:
        """Take in every method of ``owner`` marked with ``answers``."""
        for action, handler in _marked(owner):
            if action in self._handlers:
                raise ValueError(f"two handlers for {action}")
            self._handlers[action] = handler

    async def dispatch(self, interaction: discord.Interaction[Any]) -> bool:
        """Run the handler of a component or form interaction; ``False`` if the interaction is neither.

        What the handler raises is raised. ``UnknownAction`` where no handler knows the action.
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
    """Whether a handler can be called with so many arguments after the interaction."""
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
