"""Policies of sources: the fields of their queries, each with its cleaner. Pure."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from bot.common.text import has_control_characters
from bot.contracts.sources.protocol import AnswerPolicy, Cleaner, Field, QueryError

MAX_VALUES = 20  # per key of a query
MAX_VALUE_LENGTH = 200

_SPACES = re.compile(r"[\s.\-]+")


class Policy:
    """Policy of a source, from its ``fields``: values of one key are alternatives, the keys are conditions.

    The class itself is a ``SourcePolicy``: forms need no instance.
    """

    name: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]]
    pick: ClassVar[str | None] = None
    asks_by_id: ClassVar[bool] = False
    kept: ClassVar[AnswerPolicy] = AnswerPolicy()

    @classmethod
    def canonical(cls, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: values cleaned, sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``too-many-values``, ``nothing-to-find``, and
        the errors of the cleaners.
        """
        check_keys(query, [field.key for field in cls.fields])
        found = {field.key: values_of(query, field.key, field.clean) for field in cls.fields}
        if not any(found[field.key] for field in cls.fields if field.finds):
            raise QueryError(cls.fields[0].key, "nothing-to-find")
        return {key: values for key, values in found.items() if values}


def check_keys(query: Mapping[str, Any], keys: Collection[str]) -> None:
    """Raise ``QueryError`` (``unknown-key``) for a key that the source does not know."""
    for key, value in query.items():
        if key not in keys:
            raise QueryError(key, "unknown-key", value)


def values_of(query: Mapping[str, Any], key: str, clean: Cleaner) -> list[str]:
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


def text(shortest: int = 1, normalise: Callable[[str], str] = str) -> Cleaner:
    """Return a cleaner for texts with at least ``shortest`` letters and digits."""
    return lambda key, value: normalise(clean_text(key, value, shortest=shortest))


def code(
    pattern: str, reason: str, normalise: Callable[[str], str] = str, *, length: int | None = None
) -> Cleaner:
    """Return a cleaner for codes that match a pattern once normalised; another raises ``QueryError`` with
    ``reason``. Of a code longer than ``length``, its beginning is kept."""
    valid = re.compile(pattern, re.ASCII)

    def clean(key: str, value: Any) -> str:
        found = normalise(clean_text(key, value))
        if not valid.fullmatch(found):
            raise QueryError(key, reason, value)
        return found[:length]

    return clean


def siren(length: int | None = None) -> Cleaner:
    """Return a cleaner for the number of a French company (SIREN) or of its establishment (SIRET)."""
    return code(r"\d{9}(\d{5})?", "not-siret", lambda number: _SPACES.sub("", number), length=length)
