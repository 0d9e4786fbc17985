"""Policy of the source "ted": its queries, and a notice's part of an answer. Without parser."""

import re
from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.answers import rows_in
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.policy import check_keys, clean_text, values_of
from bot.contracts.sources.protocol import AnswerPolicy, Field, QueryError
from bot.contracts.sources.values import first

SOURCE = "ted"
MIN_VALUE_LENGTH = {"suppliers": 2, "buyers": 2, "words": 3}  # in letters and digits

_NUMBER = re.compile(r"0*([1-9]\d{0,7})-(\d{4})")
_QUOTED = re.compile(r'["\\*?~]')  # ends a phrase, escapes, or is a wildcard, even within quotes
_COUNTRY = re.compile(r"[A-Z]{3}")


def publication_number(row: Mapping[str, Any]) -> str | None:
    """Return the publication number as "443934-2026", without leading zeros; ``None`` if it is invalid."""
    return normalise_number(first(row.get("publication-number")))


def normalise_number(number: Any) -> str | None:
    """Return a publication number without leading zeros, ``None`` if it is invalid."""
    found = _NUMBER.fullmatch(number.strip()) if isinstance(number, str) else None
    return f"{found[1]}-{found[2]}" if found else None


def _of_notice(said: Any, source_id: str, content: bytes) -> bytes | None:
    if isinstance(said, dict) and "notices" not in said:
        return content if publication_number(said) == source_id else None
    for row in rows_in(said, "notices"):
        if publication_number(row) == source_id:
            return canonical_bytes(row)
    return None


class TedPolicy:
    """Policy of notices of the European Union.

    A query has ``suppliers`` (winners), ``buyers``, ``words`` (anywhere in the notice) and ``countries`` (of
    the buyer, three letters: FRA). Values of one key are alternatives, the keys are conditions; one of the
    first three is required. Only awards name winners, and only those in eForms (since about 2023).
    """

    name = SOURCE
    fields = (
        Field("suppliers", many=True),
        Field("buyers", many=True),
        Field("words", many=True),
        Field("countries", many=True, longest=100),
    )
    pick: str | None = None
    asks_by_id = False
    kept = AnswerPolicy(lists=lambda _url: True, part=_of_notice)

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: values trimmed, sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``empty``, ``control-characters``,
        ``too-short``, ``too-many-values``, ``not-country``, ``nothing-to-find``.
        """
        check_keys(query, [field.key for field in self.fields])
        found = {key: values_of(query, key, _phrase) for key in MIN_VALUE_LENGTH}
        if not any(found.values()):
            raise QueryError("suppliers", "nothing-to-find")
        found["countries"] = values_of(query, "countries", _country)
        return {key: values for key, values in found.items() if values}


def _phrase(key: str, value: Any) -> str:
    """Return a text to put between quotes in a query: characters with a meaning there become spaces."""
    text = clean_text(key, value, shortest=MIN_VALUE_LENGTH[key])
    return " ".join(_QUOTED.sub(" ", text).split())


def _country(key: str, value: Any) -> str:
    code = clean_text(key, value).upper()
    if not _COUNTRY.fullmatch(code):
        raise QueryError(key, "not-country", value)
    return code
