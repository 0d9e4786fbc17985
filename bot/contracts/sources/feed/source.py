"""Feed source: articles of watchdogs, unions and newspapers, as RSS, Atom or JSON Feed."""

import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Kind, Record
from bot.contracts.sources.feed.parse import MAX_BYTES, Feed, FeedEntry, article, id_of, mark_of
from bot.contracts.sources.http import FetchResult, SourceHttp
from bot.contracts.sources.policy import FeedPolicy
from bot.contracts.sources.protocol import (
    IncompleteRead,
    NothingNew,
    ReadContext,
    SourceError,
    Survey,
    Unchanged,
)

MIN_HELD = 10  # this many new entries, if more than half of a feed, wait for the next read
MIN_INTERVAL = timedelta(hours=1)  # until the next read while entries are held
NO_HALF = "-" * 32
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

log = logging.getLogger(__name__)


class Feeds(FeedPolicy):
    """The source "feed": the articles of one feed, by its ``address``.

    With ``words``, only those whose title or summary contains one of them as a whole word or phrase, ignoring
    case and accents. The 200 newest entries are read, or the first 200 of those that have no date. An entry
    that a feed no longer lists has scrolled out of it, and is not gone. Authors are not stored.
    """

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        super().__init__(http.check)
        self._http = http
        self._clock = clock

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the articles that match now. Raises ``SourceError``."""
        query = self.canonical(query)
        feed = await self._parsed(await self._fetch(query["address"], None), query)
        days: list[date] = [entry.published for entry in feed.entries if entry.published]
        return Survey(counts={Kind.ARTICLE: len(feed.entries)}, newest=max(days, default=None))

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        """Yield every article that matches; see ``Source.search``.

        If most of a feed is new at once, the new entries are held (``Unchanged``) until the next read, an
        hour later, shows them again: a feed that gives its entries new ids, links and titles for a moment is
        no news. The state is that of the HTTP exchange, or the ids of the held entries.
        """
        query = self.canonical(query)
        state = _State.of(reading.state)
        try:
            fetched = await self._fetch(query["address"], state.http)
            if not fetched.not_modified:
                feed = await self._parsed(fetched, query)
        except SourceError as error:
            raise IncompleteRead([error]) from error
        reading.state = fetched.state
        if fetched.not_modified:
            raise NothingNew
        entries = _identified(feed.entries, query["address"], reading.known)
        new = entries.keys() - reading.known.keys() - state.held
        if reading.known and len(new) >= MIN_HELD and 2 * len(new) > len(entries):
            log.warning(
                "%d of %d entries are new at once: they are held until the next read", len(new), len(entries)
            )
            reading.state, reading.next_in = _State(held=frozenset(new)).written(), MIN_INTERVAL
            reading.stands = True  # they are held once, whatever else cannot be read
        else:
            new = set()
        for source_id, entry in entries.items():
            if source_id in new:
                yield Unchanged(source_id)
            else:
                yield article(entry, feed, query["address"], fetched.fetched_at, source_id)
        if feed.faults:
            raise IncompleteRead(feed.faults, whole_search=feed.whole)

    async def _fetch(self, address: str, state: str | None) -> FetchResult:
        return await self._http.fetch(address, accept=ACCEPT, state=state, max_bytes=MAX_BYTES)

    async def _parsed(self, fetched: FetchResult, query: Mapping[str, Any]) -> Feed:
        words = list(query.get("words", ()))
        return await self._http.parsers.run(
            Feed, "feed", fetched.content, url=fetched.url, charset=fetched.charset, words=words
        )


@dataclass(frozen=True, slots=True)
class _State:
    """State for the next read: that of the HTTP exchange, or the held entries."""

    http: str | None = None
    held: frozenset[str] = frozenset()

    @classmethod
    def of(cls, state: str | None) -> "_State":
        try:
            held = json.loads(state or "{}").get("held")
        except (ValueError, AttributeError, RecursionError):
            held = None
        return cls(http=state) if not isinstance(held, list) else cls(held=frozenset(map(str, held)))

    def written(self) -> str:
        return json.dumps({"held": sorted(self.held)})


def _identified(entries: Sequence[FeedEntry], address: str, known: Mapping[str, str]) -> dict[str, FeedEntry]:
    """Return the entries by the ids by which they are known.

    An entry under a new id is the known one with its link, or else with its title and date, if exactly one
    known and one listed entry have these, and the known one is not listed by its own id. ``known``: the marks
    of known entries.
    """
    own = {id_of(entry, address): entry for entry in entries}
    if own.keys() <= known.keys():
        return own
    marks = {source_id: mark_of(entry.link, entry.title, entry.published) for source_id, entry in own.items()}
    taken: dict[str, str] = {}  # known id by the current one
    for begin in (0, 32):
        part = slice(begin, begin + 32)
        listed = Counter(mark[part] for mark in marks.values())
        ids: dict[str, list[str]] = {}
        for source_id, mark in known.items():
            ids.setdefault(mark[part], []).append(source_id)
        for source_id, mark in marks.items():
            found = ids.get(mark[part], [])
            one_each = mark[part] != NO_HALF and len(found) == listed[mark[part]] == 1
            if source_id not in {*known, *taken} and one_each and found[0] not in {*own, *taken.values()}:
                taken[source_id] = found[0]
    return {taken.get(source_id, source_id): entry for source_id, entry in own.items()}
