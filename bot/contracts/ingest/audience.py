"""Audience of a contract: the servers whose watches match it, and those of them that are to be told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.contracts.ingest.comparison import Terms
from bot.contracts.ingest.subscriptions import Subscriptions
from bot.contracts.model import Record


class Link(NamedTuple):
    """Link of a watch to a contract: whether it matched, and the mark of its row in the list."""

    matched: bool
    mark: str | None = None


NO_LINKS: Mapping[int, Link] = MappingProxyType({})
NOBODY = Subscriptions()


@dataclass(frozen=True, slots=True)
class Audience:
    """Servers whose watches match a contract, with the last complete read of a watch that only begins to
    (``matching``), and those of them that are to be told of it (``coming``)."""

    matching: frozenset[tuple[int, datetime | None]] = frozenset()
    coming: frozenset[int] = frozenset()

    def unknown_to(self, told: Subscriptions) -> frozenset[int]:
        """Return the servers that need to be told."""
        return frozenset(
            server_id for server_id, read_at in self.matching if not told.knows(server_id, read_at)
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Those who follow a contract: what the announcement of its changes depends on."""

    watches: Sequence[Any]
    followers: Subscriptions
    links: Mapping[int, Link]  # of the watches of this read
    audience: Audience
    vehicle_watched: bool

    def terms(self, *, later: bool, rekeyed: bool) -> Terms:
        """Return what the record is compared by."""
        read_at = min((one.whole_read_at for one in self.watches if one.whole_read_at), default=None)
        return Terms(
            later=later,
            # Servers to which a contract is new are told its current state: nothing of it is held.
            holds=not self.audience.coming,
            rekeyed=rekeyed,
            vehicle_watched=self.vehicle_watched,
            read_on=read_at.date() if read_at is not None else None,
        )


def audience_of(
    watches: Sequence[Any],
    record: Record,
    links: Mapping[int, Link] = NO_LINKS,
    told: Subscriptions = NOBODY,
) -> Audience:
    """Return the servers of the watches that match a contract, and may be told of it."""
    matching = {
        # A watch that now begins to match it may announce it even if a recent digest listed it.
        (watch.server_id, None if link is not None and link.matched else watch.whole_read_at)
        for watch in watches
        # Contracts that could not be read for a baseline belong to it, and are not new when they come.
        if watch.baseline_at is not None and record.source_id not in watch.unread
        for link in [links.get(watch.id)]
    }
    audience = Audience(frozenset(matching))
    return replace(audience, coming=audience.unknown_to(told))
