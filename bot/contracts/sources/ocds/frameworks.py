"""Assignment of orders to the record of their framework agreement. Pure.

An order names the process of the framework, not one of its contracts, but the contract is the record. A
framework with several suppliers has a contract with each.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.contracts.model import Kind, Party, Record
from bot.contracts.sources.ocds.query import fold
from bot.contracts.sources.ocds.windows import process_of

_NO_CONTRACT = ("award:", "tender")


class Frameworks:
    """Framework contracts by their processes: those in ``known``, by their ids, and those read since."""

    def __init__(self, known: Iterable[str]) -> None:
        self._contracts: dict[str, dict[str, Party | None]] = {}
        for source_id in known:
            ocid, _, entry = source_id.partition("/")
            if not entry.startswith(_NO_CONTRACT):
                self._contracts.setdefault(ocid, {})[source_id] = None

    def learn(self, record: Record) -> None:
        if record.kind is Kind.VEHICLE:
            self._contracts.setdefault(process_of(record.source_id), {})[record.source_id] = record.supplier

    def placed(self, record: Record) -> Record:
        """Return an order with the id of the record it was placed under; of several, the one with the same
        supplier. If that is unknown, the id of the process is left."""
        found = self._contracts.get(record.parent_source_id or "", {})
        if len(found) > 1:
            found = {
                source_id: supplier
                for source_id, supplier in found.items()
                if supplier is not None and _are_one(supplier, record.supplier)
            }
        return replace(record, parent_source_id=next(iter(found))) if len(found) == 1 else record


def _are_one(one: Party, other: Party) -> bool:
    shared = one.ids.keys() & other.ids.keys()
    if shared:
        return all(one.ids[scheme] == other.ids[scheme] for scheme in shared)
    return bool(one.name) and fold(one.name) == fold(other.name)
