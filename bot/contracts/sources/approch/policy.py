"""Policy of the source "approch": its queries. Without parser."""

import re
from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.policy import check_keys, clean_text, values_of
from bot.contracts.sources.protocol import Field, QueryError

SOURCE = "approch"
MIN_WORD_LENGTH = 3  # letters and digits
SIREN_LENGTH = 9  # digits: a SIRET begins with the SIREN of its owner

_SPACES = re.compile(r"[\s.\-]+")
_NUMBER = re.compile(r"[0-9]{9}([0-9]{5})?")


class ApprochPolicy:
    """Policy of purchases that French public buyers plan.

    A query has ``buyers`` (SIREN; of a SIRET its SIREN is kept) and ``words`` (of title and description).
    Values of one key are alternatives, the keys are conditions; one is required. No supplier is known yet.
    """

    name = SOURCE
    fields = (Field("buyers", many=True), Field("words", many=True))
    pick: str | None = None
    asks_by_id = True

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: SIRENs without spaces, values sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``empty``, ``control-characters``,
        ``too-short``, ``too-many-values``, ``not-siret``, ``nothing-to-find``.
        """
        check_keys(query, [field.key for field in self.fields])
        found = {"buyers": values_of(query, "buyers", _siren), "words": values_of(query, "words", _words)}
        if not any(found.values()):
            raise QueryError("buyers", "nothing-to-find")
        return {key: values for key, values in found.items() if values}


def _siren(key: str, value: Any) -> str:
    number = _SPACES.sub("", clean_text(key, value))
    if not _NUMBER.fullmatch(number):
        raise QueryError(key, "not-siret", value)
    return number[:SIREN_LENGTH]


def _words(key: str, value: Any) -> str:
    return clean_text(key, value, shortest=MIN_WORD_LENGTH)
