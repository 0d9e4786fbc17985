"""Policy of the source "usaspending": its queries, and an award's part of an answer. Without parser."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.contracts.sources.answers import rows_in
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.protocol import AnswerPolicy, Field
from bot.contracts.sources.usaspending.query import canonical

SOURCE = "usaspending"
AWARD = "generated_internal_id"


def _of_award(said: Any, source_id: str, _content: bytes) -> bytes | None:
    rows = [row for row in rows_in(said, "results") if row.get(AWARD) == source_id]
    return canonical_bytes({"results": rows}) if rows else None


class UsaspendingPolicy:
    """Policy of awards of the United States government.

    A query has ``suppliers`` (names, parts of names or UEIs), ``agencies`` (exact names of sub-agencies, each
    a text, or ``{"name", "toptier"}`` if two departments have one of that name) and ``keywords``. Values of
    one key are alternatives, the keys are conditions; suppliers or keywords are required. Amounts are US
    dollars.
    """

    name = SOURCE
    fields = (
        Field("suppliers"),
        Field("agencies"),
        Field("keywords"),
    )
    pick = "suppliers"
    asks_by_id = True
    # Only search results are lists.
    kept = AnswerPolicy(lists=lambda url: "/search/" in urlsplit(url).path, part=_of_award)

    @staticmethod
    def canonical(query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the canonical form of a query (see ``usaspending.query.canonical``)."""
        return canonical(query)
