"""Policy of the source "boamp": its queries. Without parser."""

from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.policy import check_keys, clean_text, values_of
from bot.contracts.sources.protocol import Field, QueryError

SOURCE = "boamp"
MIN_VALUE_LENGTH = {"suppliers": 2, "buyers": 2, "words": 3}  # in letters and digits
COLUMNS = {"suppliers": "titulaire", "buyers": "nomacheteur", "words": "objet"}


class BoampPolicy:
    """Policy of notices of French public buyers.

    A query has ``suppliers``, ``buyers`` (parts of names) and ``words`` (of the object). Values of one key
    are alternatives, the keys are conditions; one is required. Only awards name suppliers.
    """

    name = SOURCE
    fields = (
        Field("suppliers", many=True),
        Field("buyers", many=True),
        Field("words", many=True),
    )
    pick: str | None = None
    asks_by_id = False

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: values trimmed, sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``empty``, ``control-characters``,
        ``too-short``, ``too-many-values``, ``nothing-to-find``.
        """
        check_keys(query, COLUMNS)
        found = {key: values_of(query, key, _text) for key in COLUMNS}
        if not any(found.values()):
            raise QueryError("suppliers", "nothing-to-find")
        return {key: values for key, values in found.items() if values}


def _text(key: str, value: Any) -> str:
    return clean_text(key, value, shortest=MIN_VALUE_LENGTH[key])
