"""Policy of the source "ocds": its queries, and the ids that people can quote. Without parser."""

from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.ocds.publishers import address_called, canonical_address, public_id
from bot.contracts.sources.ocds.query import canonical
from bot.contracts.sources.protocol import AnswerPolicy, Field
from bot.contracts.sources.web_address import AddressCheck

SOURCE = "ocds"


class OcdsPolicy:
    """Policy of data in the Open Contracting Data Standard. For its queries see ``Ocds``."""

    name = SOURCE
    fields: tuple[Field, ...] = (
        Field("address", many=False, required=True, longest=500),
        Field("suppliers"),
        Field("buyers"),
        Field("words"),
    )
    pick: str | None = "suppliers"
    asks_by_id = False
    kept = AnswerPolicy(chosen=True, public_id=public_id)

    def __init__(self, check: AddressCheck) -> None:
        self._check = check

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the canonical form of a query; the name of a publisher may stand for its address. Raises
        ``QueryError`` (see ``ocds.query``)."""
        named = {key: address_called(value) if key == "address" else value for key, value in query.items()}
        found = canonical(named, self._check)
        return {key: canonical_address(value) if key == "address" else value for key, value in found.items()}
