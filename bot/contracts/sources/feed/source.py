"""Feeds: what watchdogs, unions and newspapers publish, as RSS, Atom or JSON Feed."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.contracts.model import Kind, Record
from bot.contracts.sources.feed.parse import MOST_BYTES, SOURCE, Entry, Feed, article, feed_of
from bot.contracts.sources.http import Fetched, SourceHttp
from bot.contracts.sources.protocol import (
    Absent,
    Fault,
    Field,
    IncompleteRead,
    NothingNew,
    QueryError,
    Reading,
    SourceError,
    Survey,
    Unchanged,
)
from bot.contracts.sources.web_address import LONGEST_ADDRESS, address_of

MOST_WORDS = 20
SHORTEST_WORD = 2
LONGEST_WORD = 100
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


class Feeds:
    """The source "feed": the articles of one feed, by its ``address``.

    With ``words``, only those whose title or summary holds one of them, as a whole word or phrase, in
    capitals or not, with its accents or without. The 200 newest entries are read, or the first 200 of those
    that have no date; what a feed no longer lists has scrolled out of it, and is not gone. Authors are not
    kept.
    """

    name = SOURCE
    fields = (
        Field("address", required=True, longest=LONGEST_ADDRESS),
        Field("words", many=True, longest=1000),
    )
    pick = None
    asks_by_id = False

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """The address in its one form, the words in order and without repetitions.

        Raises ``QueryError``: ``unknown-key``, those of ``address_of``, and for the words ``not-text``,
        ``control-characters``, ``too-short``, ``word-too-long`` and ``too-many-values``.
        """
        for key, value in query.items():
            if key not in {"address", "words"}:
                raise QueryError(key, "unknown-key", value)
        found: dict[str, Any] = {"address": address_of(query, self._http)}
        if words := _words(query.get("words", [])):
            found["words"] = words
        return found

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the articles that match now. Raises ``SourceError``."""
        query = self.canonical(query)
        feed = await self._parsed(await self._fetch(query["address"], None))
        found = _matching(feed, query)
        days: list[date] = [entry.published for entry in found if entry.published]
        return Survey(counts={Kind.ARTICLE: len(found)}, newest=max(days, default=None))

    async def search(self, query: Mapping[str, Any], reading: Reading) -> AsyncIterator[Record | Unchanged]:
        """Yield every article that matches; see ``Source.search``. Its state is that of the exchange."""
        query = self.canonical(query)
        try:
            fetched = await self._fetch(query["address"], reading.state)
            if not fetched.not_modified:
                feed = await self._parsed(fetched)
        except SourceError as error:
            raise IncompleteRead([error]) from error
        reading.state = fetched.state
        if fetched.not_modified:
            raise NothingNew
        for entry in _matching(feed, query):
            yield article(entry, feed, query["address"], fetched.fetched_at)
        if feed.faults:
            raise IncompleteRead(feed.faults, whole_search=feed.whole)

    async def get(self, source_id: str) -> Absent:
        """Never asked: a feed lists what it lists (``asks_by_id``). Raises ``SourceError``."""
        raise SourceError(Fault.REFUSED, f"{source_id}: an article is not asked for by its id")

    async def probe(self) -> None:
        """There is no one site to ask."""

    async def _fetch(self, address: str, state: str | None) -> Fetched:
        return await self._http.fetch(address, accept=ACCEPT, state=state, max_bytes=MOST_BYTES)

    @staticmethod
    async def _parsed(fetched: Fetched) -> Feed:
        return await asyncio.to_thread(feed_of, fetched.content, fetched.url, fetched.charset)


def _matching(feed: Feed, query: Mapping[str, Any]) -> list[Entry]:
    words = query.get("words")
    if not words:
        return list(feed.entries)
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(_folded(word))}(?!\w)" for word in words))
    return [entry for entry in feed.entries if wanted.search(_folded(f"{entry.title}\n{entry.text}"))]


def _folded(text: str) -> str:
    """Without capitals, accents and kinds of spaces."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def _words(given: Any) -> list[str]:
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError("words", "not-text", given)
    words: dict[str, str] = {}
    for word in given:
        if not isinstance(word, str):
            raise QueryError("words", "not-text", word)
        trimmed = " ".join(word.split())
        if any(unicodedata.category(character)[0] == "C" for character in trimmed):
            raise QueryError("words", "control-characters", word)
        if len(trimmed) < SHORTEST_WORD or not any(c.isalnum() for c in trimmed):
            raise QueryError("words", "too-short", word)
        if len(trimmed) > LONGEST_WORD:
            raise QueryError("words", "word-too-long", LONGEST_WORD)
        words.setdefault(_folded(trimmed), trimmed)
    if len(words) > MOST_WORDS:
        raise QueryError("words", "too-many-values", len(words))
    return [words[folded] for folded in sorted(words)]
