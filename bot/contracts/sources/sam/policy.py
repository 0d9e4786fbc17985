"""Policy of the source "sam": its queries. Without parser."""

from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.protocol import Field, QueryError
from bot.contracts.sources.query_values import check_keys, clean_text, values_of

SOURCE = "sam"
MIN_VALUE_LENGTH = {"buyers": 2, "words": 3}  # in letters and digits


class SamPolicy:
    """Policy of notices on SAM.gov.

    A query has ``buyers`` (parts of the names of department, agency or office, or the code of one) and
    ``words`` (of the title, the solicitation number or the awardee). Values of one key are alternatives, the
    keys are conditions; one is required.
    """

    name = SOURCE
    fields = (Field("buyers", many=True), Field("words", many=True))
    pick: str | None = None
    asks_by_id = False

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: values trimmed, sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``empty``, ``control-characters``,
        ``too-short``, ``too-many-values``, ``nothing-to-find``.
        """
        check_keys(query, MIN_VALUE_LENGTH)
        found = {key: values_of(query, key, _text) for key in MIN_VALUE_LENGTH}
        if not any(found.values()):
            raise QueryError("buyers", "nothing-to-find")
        return {key: values for key, values in found.items() if values}


def _text(key: str, value: Any) -> str:
    return clean_text(key, value, shortest=MIN_VALUE_LENGTH[key])
