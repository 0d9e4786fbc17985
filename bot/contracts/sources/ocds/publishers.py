"""Publishers of OCDS data: those that are read by time, in windows or in archives, and all of them as part of
the ids of contracts. Pure.

Anybody can write any ocid into a file of their own: a process is identified by its ocid and its publisher, so
that data from one address never changes the records of another.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from yarl import URL

from bot.common.text import fold
from bot.contracts.model import Record
from bot.contracts.sources.ocds.archives import ARCHIVES, Archives
from bot.contracts.sources.ocds.windows import WINDOWS, Windows

PUBLISHERS: Mapping[str, Windows | Archives] = {**WINDOWS, **ARCHIVES}
"""By host."""

FILES = "files"
NAME_LENGTH = 32  # hexadecimal digits of SHA-256: nobody finds an address of their own with the same


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publisher of the data that a query reads. ``name``: a fixed one from ``PUBLISHERS``, or a digest of
    ``place``.

    ``place`` is the address without its query string: that selects among the data of one publisher, and may
    contain a key.
    """

    name: str
    place: str

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Self:
        """Return the publisher of a canonical query. All local files have one: the steward."""
        if "address" not in query:
            return cls(FILES, FILES)
        address = URL(query["address"])
        known = publisher_of(address)
        if known is not None:
            return cls(known.name, str(address.origin()))
        place = str(address.with_query(None))
        return cls(hashlib.sha256(place.encode()).hexdigest()[:NAME_LENGTH], place)

    def stored_id(self, source_id: str) -> str:
        """Return the id to store; ``source_id`` is unique within this publisher's data."""
        return f"{self.name}:{source_id}"

    def stored(self, record: Record) -> Record:
        """Return a record with the ids to store."""
        parent = record.parent_source_id
        return replace(
            record,
            source_id=self.stored_id(record.source_id),
            parent_source_id=None if parent is None else self.stored_id(parent),
        )


def publisher_of(address: URL) -> Windows | Archives | None:
    """Return the publisher of the data at an address, if it is one of ``PUBLISHERS``."""
    known = PUBLISHERS.get(address.host or "")
    if known is None or address.scheme != "https" or not address.is_default_port():
        return None
    return known if isinstance(known, Windows) or known.is_asked(address) else None


def address_called(given: Any) -> Any:
    """Return the address of a publisher for one of its names, and any other value as it is."""
    return _CALLED.get(fold(given.strip()), given) if isinstance(given, str) else given


def canonical_address(address: str) -> str:
    """Return an address without what selects some of a publisher's archives: each read selects its own."""
    known = publisher_of(URL(address))
    return known.canonical(URL(address)) if isinstance(known, Archives) else address


def public_id(stored_id: str) -> str:
    """Return the id that the publisher itself uses, which people can quote."""
    return stored_id.partition(":")[2]


_CALLED = {
    fold(name): address
    for called, address in (
        *((each.called, f"https://{host}{each.path}") for host, each in WINDOWS.items()),
        *((each.called, each.address) for each in ARCHIVES.values()),
    )
    for name in called
}
