"""Policies of sources: the fields of their queries, each with its cleaner. Pure."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from bot.common.text import fold, has_control_characters
from bot.contracts.sources.protocol import (
    Absent,
    AnswerPolicy,
    Cleaner,
    Field,
    QueryError,
    SourceError,
    SourceErrorKind,
)
from bot.contracts.sources.web_address import MAX_ADDRESS_LENGTH, AddressCheck, address_of, loggable

MAX_VALUES = 20  # per key of a query
MAX_VALUE_LENGTH = 200
MIN_PHRASE_LENGTH, MAX_PHRASE_LENGTH = 2, 100  # of the words of a feed

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


class AddressPolicy:
    """Policy of a source whose addresses are in its queries. ``check`` raises ``SourceError`` for one that
    would not be read."""

    name: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]] = (
        Field("address", many=False, required=True, longest=MAX_ADDRESS_LENGTH),
    )
    pick: ClassVar[str | None] = None
    asks_by_id: ClassVar[bool] = False
    kept: ClassVar[AnswerPolicy] = AnswerPolicy()

    def __init__(self, check: AddressCheck) -> None:
        self._check = check

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the address in its one form. Raises ``QueryError``: ``unknown-key``, and see
        ``address_of``."""
        check_keys(query, [field.key for field in self.fields])
        return {"address": address_of(query, self._check)}

    async def get(self, source_id: str) -> Absent:
        """Never called, because ``asks_by_id`` is false. Raises ``SourceError``."""
        detail = f"{loggable(source_id)}: {self.name} is not asked by id"
        raise SourceError(SourceErrorKind.REFUSED, detail)

    async def probe(self) -> None:
        """Do nothing: there is no one site to ask."""


class PagePolicy(AddressPolicy):
    """Policy of single web pages."""

    name = "page"
    kept = AnswerPolicy(exchanges=True)


class FeedPolicy(AddressPolicy):
    """Policy of feeds. A query has an ``address``, and perhaps ``words``."""

    name = "feed"
    fields = (*AddressPolicy.fields, Field("words", longest=1000))

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: the address in its one form, the words unique and sorted, ignoring
        case and accents. Raises ``QueryError``."""
        found = super().canonical(query)
        words = values_of(query, "words", _clean_phrase, fold_phrase)
        return {**found, "words": words} if words else found


def fold_phrase(text: str) -> str:
    """Fold case and accents, and normalise spaces."""
    return " ".join(fold(text).split())


def _clean_phrase(key: str, value: Any) -> str:
    """Raises ``QueryError``: ``not-text``, ``control-characters``, ``too-short``, ``word-too-long``."""
    if not isinstance(value, str):
        raise QueryError(key, "not-text", value)
    trimmed = " ".join(value.split())
    if has_control_characters(trimmed):
        raise QueryError(key, "control-characters", value)
    if len(trimmed) < MIN_PHRASE_LENGTH or not any(c.isalnum() for c in trimmed):
        raise QueryError(key, "too-short", value)
    if len(trimmed) > MAX_PHRASE_LENGTH:
        raise QueryError(key, "word-too-long", MAX_PHRASE_LENGTH)
    return trimmed


def check_keys(query: Mapping[str, Any], keys: Collection[str]) -> None:
    """Raise ``QueryError`` (``unknown-key``) for a key that the source does not know."""
    for key, value in query.items():
        if key not in keys:
            raise QueryError(key, "unknown-key", value)


def values_of(
    query: Mapping[str, Any], key: str, clean: Cleaner, name: Callable[[Any], str] = str
) -> list[Any]:
    """Return the values of one key, each cleaned, unique and sorted by ``name``; a single value may stand
    without a list.

    Raises ``QueryError``: ``not-text``, ``too-many-values``, and the errors of ``clean(key, value)``.
    """
    given = query.get(key, [])
    if isinstance(given, (str, Mapping)):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError(key, "not-text", given)
    found: dict[str, Any] = {}
    for value in given:
        cleaned = clean(key, value)
        found.setdefault(name(cleaned), cleaned)
    if len(found) > MAX_VALUES:
        raise QueryError(key, "too-many-values", len(found))
    return [found[each] for each in sorted(found)]


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
