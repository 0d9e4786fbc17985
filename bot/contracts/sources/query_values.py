"""Values of a watch's query: validation and cleaning, the same for every source. Pure."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from bot.common.text import has_control_characters
from bot.contracts.sources.protocol import QueryError

MAX_VALUES = 20  # per key of a query

MAX_VALUE_LENGTH = 200


def check_keys(query: Mapping[str, Any], keys: Collection[str]) -> None:
    """Raise ``QueryError`` (``unknown-key``) for a key that the source does not know."""
    for key, value in query.items():
        if key not in keys:
            raise QueryError(key, "unknown-key", value)


def values_of(query: Mapping[str, Any], key: str, clean: Callable[[str, Any], str]) -> list[str]:
    """Return the values of one key, each cleaned, unique and sorted; a single value may stand without a list.

    Raises ``QueryError``: ``not-text``, ``too-many-values``, and the errors of ``clean(key, value)``.
    """
    given = query.get(key, [])
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError(key, "not-text", given)
    found = sorted({clean(key, value) for value in given})
    if len(found) > MAX_VALUES:
        raise QueryError(key, "too-many-values", len(found))
    return found


def clean_text(key: str, value: Any, *, shortest: int = 1) -> str:
    """Return a text on one line with single spaces, with at least ``shortest`` letters and digits.

    Raises ``QueryError``: ``not-text``, ``empty``, ``control-characters``, ``too-short``.
    """
    if not isinstance(value, str):
        raise QueryError(key, "not-text", value)
    trimmed = " ".join(value.split())
    if has_control_characters(trimmed):
        raise QueryError(key, "control-characters", value)
    if not trimmed:
        raise QueryError(key, "empty", value)
    if sum(character.isalnum() for character in trimmed) < shortest:
        raise QueryError(key, "too-short", value)
    return trimmed[:MAX_VALUE_LENGTH].rstrip()
