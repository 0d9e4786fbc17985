"""Recognition of contracts that come under new ids, by their natural key."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from bot.contracts.ingest.persistence import actions_of
from bot.contracts.model import Record
from bot.contracts.row_mapping import record_of
from bot.contracts.sources.protocol import HasNaturalKeys, Source
from bot.storage import Database
from bot.storage.models import Contract


class RekeyedContracts:
    """Recogniser of rekeyed contracts. It sets their records aside until a search is over: only then is it
    known whether the old ids are listed as well."""

    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._keys = source if isinstance(source, HasNaturalKeys) else None
        self._source = source.name
        self._aside: dict[str, tuple[Record, str]] = {}

    async def known_as(self, record: Record) -> str | None:
        """Return the known id of a record with an unknown id; ``None`` if its contract is new."""
        if self._keys is None:
            return None
        same_number = (
            select(Contract)
            .where(Contract.source == self._source, Contract.number == record.number)
            .order_by(Contract.id)
        )
        async with self._database.read() as session:
            rows = (await session.execute(same_number)).scalars().all()
            if any(row.source_id == record.source_id for row in rows):
                return None  # other servers follow it
            for row in rows:
                if self._keys.same_contract(record_of(row, await actions_of(session, row.id)), record):
                    return row.source_id
        return None

    async def set_aside(self, record: Record) -> bool:
        """Set a record aside if its contract is known under another id; return whether it is."""
        known_as = await self.known_as(record)
        if known_as is None:
            return False
        self._aside[record.source_id] = record, known_as
        return True

    def __iter__(self) -> Iterator[tuple[Record, str]]:
        return iter(self._aside.values())


def as_addition(record: Record, known_as: str) -> Record:
    """Reduce a record to what it adds to a contract that is also listed under another id: its actions. Two
    listings of one contract need not agree on anything else."""
    return replace(
        record,
        source_id=known_as,
        whole=False,
        obligated=None,
        exercised=None,
        ceiling=None,
        paid=None,
        ordered=None,
        orders=None,
        end=None,
        status=None,
        supplier=replace(record.supplier, name="", ids={}),
        mark=None,
    )
