"""Policy of the source "page": its queries, and how its answers are stored. Without parser."""

from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.policy import check_keys
from bot.contracts.sources.protocol import AnswerPolicy, Field
from bot.contracts.sources.web_address import MAX_ADDRESS_LENGTH, AddressCheck, address_of

SOURCE = "page"


class PagePolicy:
    """Policy of single web pages. A query has an ``address``."""

    name = SOURCE
    fields = (Field("address", many=False, required=True, longest=MAX_ADDRESS_LENGTH),)
    pick = None
    asks_by_id = False
    kept = AnswerPolicy(exchanges=True)

    def __init__(self, check: AddressCheck) -> None:
        self._check = check

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the address in its one form. Raises ``QueryError``: ``unknown-key``, and see
        ``address_of``."""
        check_keys(query, [field.key for field in self.fields])
        return {"address": address_of(query, self._check)}
