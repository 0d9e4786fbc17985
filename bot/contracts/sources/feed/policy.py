"""Policy of the source "feed": its queries. Without parser."""

from collections.abc import Mapping
from typing import Any

from bot.common.text import fold, has_control_characters
from bot.contracts.sources.policy import check_keys
from bot.contracts.sources.protocol import Field, QueryError
from bot.contracts.sources.web_address import MAX_ADDRESS_LENGTH, AddressCheck, address_of

SOURCE = "feed"
MAX_WORDS = 20
MIN_WORD_LENGTH = 2
MAX_WORD_LENGTH = 100


class FeedPolicy:
    """Policy of feeds. A query has an ``address``, and perhaps ``words``."""

    name = SOURCE
    fields = (
        Field("address", many=False, required=True, longest=MAX_ADDRESS_LENGTH),
        Field("words", longest=1000),
    )
    pick = None
    asks_by_id = False

    def __init__(self, check: AddressCheck) -> None:
        self._check = check

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: the address in its one form, the words sorted and unique.

        Raises ``QueryError``: ``unknown-key``, those of ``address_of``, and for the words ``not-text``,
        ``control-characters``, ``too-short``, ``word-too-long`` and ``too-many-values``.
        """
        check_keys(query, [field.key for field in self.fields])
        found: dict[str, Any] = {"address": address_of(query, self._check)}
        if words := _words(query.get("words", [])):
            found["words"] = words
        return found


def fold_phrase(text: str) -> str:
    """Fold case and accents, and normalise spaces."""
    return " ".join(fold(text).split())


def _words(given: Any) -> list[str]:
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError("words", "not-text", given)
    words: dict[str, str] = {}
    for word in given:
        if not isinstance(word, str):
            raise QueryError("words", "not-text", word)
        trimmed = " ".join(word.split())
        if has_control_characters(trimmed):
            raise QueryError("words", "control-characters", word)
        if len(trimmed) < MIN_WORD_LENGTH or not any(c.isalnum() for c in trimmed):
            raise QueryError("words", "too-short", word)
        if len(trimmed) > MAX_WORD_LENGTH:
            raise QueryError("words", "word-too-long", MAX_WORD_LENGTH)
        words.setdefault(fold_phrase(trimmed), trimmed)
    if len(words) > MAX_WORDS:
        raise QueryError("words", "too-many-values", len(words))
    return [words[folded] for folded in sorted(words)]
