"""Events of a board, in the order in which they were posted: updates of contracts, and what became of
demands. Each has a place of its own that never changes."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from datetime import date as Day
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.exports.queries import ExportedDemand
from bot.petitions.demands.views import DemandView
from bot.storage.models import Publication

_Item = TypeVar("_Item")

_PAGE_SIZE = 200
_NO_COUNT = ("opening", "amended", "void")  # publications that are told by events of their own


@dataclass(frozen=True)
class BoardDemand:
    """A demand that was opened: as its card shows it, and all that was published of it. ``server`` is the
    name of the server in which it can be signed."""

    view: DemandView
    published: ExportedDemand
    server: str = ""

    @cached_property
    def stamp(self) -> str:
        """Hash that differs whenever the demand does, but for its counts."""
        view = replace(self.view, publication=None, stamp=0, next_look_at=None)
        return hashlib.sha256(repr(view).encode()).hexdigest()[:16]

    @property
    def shown(self) -> tuple[object, ...]:
        """All that its page shows beside what is in ``stamp``: the last count, publications and texts."""
        asked = self.published
        entries = [entry.hash or str(entry) for entry in asked.ledger]
        versions = [(each.version, each.made_at, each.texts, each.text_hash) for each in asked.versions]
        return self.view.publication, entries, versions


class Event(NamedTuple):
    """Something that was posted. ``kind``: "update" has ``read``, a contract's id and the key of its read;
    the others have ``demand``: "opened", "count", "text", "closed", "delivered", "answered", "void".
    ``number`` is that of a publication or of a version of the text. A tuple, since a board has so many."""

    at: datetime
    kind: str
    read: tuple[int, str] | None = None
    demand: BoardDemand | None = None
    number: int = 0
    publication: Publication | None = None  # of a count

    @property
    def key(self) -> tuple[int, str] | str:
        """Key that tells it from all others: cheaper than its anchor, since a board has so many updates."""
        return self.read or self.anchor

    @property
    def anchor(self) -> str:
        """Its name on its page, and in feeds."""
        if self.read is not None:
            return f"u-{hashlib.sha256(f'{self.read[0]} {self.read[1]}'.encode()).hexdigest()[:12]}"
        slug = "" if self.demand is None else self.demand.view.slug
        return f"{self.kind}-{slug}-{self.number}"


def events_of(demands: Sequence[BoardDemand], posted: Sequence[tuple[int, str, datetime]]) -> list[Event]:
    """Return all events, newest first. Those of one moment are in an order that never changes: updates as in
    ``posted``, and the events of a demand as they follow each other."""
    found = [
        Event(at=at, kind="update", read=(contract_id, key)) for contract_id, key, at in reversed(posted)
    ]
    for one in sorted(demands, key=lambda one: one.view.id):
        found += _of_demand(one)
    return sorted(found, key=lambda event: event.at)[::-1]


def pages_of(groups: Mapping[str, Sequence[_Item]]) -> dict[str, Sequence[_Item]]:
    """Divide groups, each newest first, into pages by name, latest first. A page is filled from the oldest
    on, so that what is on it stays there."""
    found: dict[str, Sequence[_Item]] = {}
    for name, items in groups.items():
        pages = -(-len(items) // _PAGE_SIZE)
        for page in range(pages, 0, -1):
            stop = len(items) - (page - 1) * _PAGE_SIZE
            found[name if page == 1 else f"{name}-{page}"] = items[max(0, stop - _PAGE_SIZE) : stop]
    return found


def neighbours(months: Mapping[str, object], month: str) -> Sequence[str]:
    """Return a page of a list with the one before and the one after it."""
    names = list(months)
    place = names.index(month) if month in months else 0
    return names[max(0, place - 1) : place + 2]


def _of_demand(one: BoardDemand) -> Iterator[Event]:
    view = one.view
    if view.opened_at is not None:
        yield Event(at=view.opened_at, kind="opened", demand=one)
    for row in one.published.publications:
        if row.reason in _NO_COUNT:
            continue
        yield Event(at=row.published_at, kind="count", demand=one, number=row.number, publication=row)
    for before, after in pairwise(one.published.versions):
        if before.text_hash != after.text_hash:
            yield Event(at=after.made_at, kind="text", demand=one, number=after.version)
    if view.void is not None:
        yield Event(at=view.void.at, kind="void", demand=one)
    if view.closed_at is not None and (view.void is None or view.closed_at < view.void.at):
        yield Event(at=view.closed_at, kind="closed", demand=one)
    if view.delivery is not None:
        yield Event(at=_noon(view.delivery.day), kind="delivered", demand=one)
    if view.answer is not None:
        yield Event(at=_noon(view.answer.day), kind="answered", demand=one)


def _noon(day: Day) -> datetime:
    """Return a moment on a day of which no more is known."""
    return datetime.combine(day, time(12), UTC)
