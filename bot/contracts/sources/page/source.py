"""Web pages: what a company says of its work, what a watchdog writes of it, and that it was taken down."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from yarl import URL

from bot.clock import Clock
from bot.contracts.model import MOVED_TO, NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.http import Exchange, Fetched, SourceHttp
from bot.contracts.sources.http.addresses import shown
from bot.contracts.sources.http.client import NO_MORE, REDIRECTS
from bot.contracts.sources.page.robots import Robots
from bot.contracts.sources.page.text import PageText, main_text
from bot.contracts.sources.protocol import (
    Absent,
    Fault,
    Field,
    IncompleteRead,
    Kept,
    Looked,
    NotAsked,
    NothingNew,
    QueryError,
    Reading,
    SourceError,
    Survey,
    Unchanged,
)
from bot.contracts.sources.warc import MEDIA, warc_of
from bot.contracts.sources.web_address import LONGEST_ADDRESS, address_of, page_id, same_site, site_of

SOURCE = "page"
EVERY = timedelta(hours=24)
SOONEST = timedelta(hours=20)  # reads are a little early or late; never two within this
AGAIN = timedelta(hours=1)  # after the page was first found gone
AGAIN_SOONEST = timedelta(minutes=45)
MOST_BYTES = 10 * 1024 * 1024
MOST_HOPS = 2  # from http to https and from "www." or to it
LONGEST_NUMBER = 60
LONGEST_HOST = 120
FRONT_PAGE = re.compile(
    r"/([a-z]{2}([-_][a-z]{2})?/?)?((index|default)\.[a-z]+|home|accueil)?/?", re.IGNORECASE
)
END = re.compile(rb"</(html|body)\s*>", re.IGNORECASE)
LONGEST_END = 4096  # bytes in which a page ends, with what statistics and comments may follow
NOT_MODIFIED = 304
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last complete read left: the state of the exchange, when, where the page was in the end, how
    often in a row it has been found gone, and whether what came had its end."""

    http: str | None
    fetched_at: datetime
    at: str
    gone: int
    ended: bool

    @classmethod
    def of(cls, state: str | None) -> "_Known | None":
        try:
            known = json.loads(state or "null")
            return cls(
                http=known["http"],
                fetched_at=datetime.fromisoformat(known["fetched_at"]),
                at=str(known["at"]),
                gone=int(known["gone"]),
                ended=bool(known.get("ended")),
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def state(self) -> str:
        return json.dumps(
            {
                "http": self.http,
                "fetched_at": self.fetched_at.isoformat(),
                "at": self.at,
                "gone": self.gone,
                "ended": self.ended,
            }
        )


class Pages:
    """The source "page": one web page, by its ``address``, read at most once a day.

    A page is removed when it is found gone (404, 410), and moved when it leads elsewhere (a redirect to
    another site or to the site's front page): twice in a row, at least an hour apart. A server in trouble
    removes nothing. What is behind a consent or a login is read as it is shown to a stranger: the changed
    text tells.
    """

    name = SOURCE
    fields = (Field("address", required=True, longest=LONGEST_ADDRESS),)
    pick = None
    asks_by_id = False
    kept = Kept(exchanges=True)

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._robots = Robots(http, clock)

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """The address in its one form. Raises ``QueryError``: ``unknown-key``, and see ``address_of``."""
        for key, value in query.items():
            if key != "address":
                raise QueryError(key, "unknown-key", value)
        return {"address": address_of(query, self._http)}

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """One page. Raises ``SourceError`` where it cannot be read: ``GONE``, ``MOVED``, ``NOT_ALLOWED``,
        and ``BAD_ANSWER`` for one without a word that could change."""
        address = self.canonical(query)["address"]
        fetched = await self._fetch(address, None)
        _refuse_gone(fetched)
        if not (await asyncio.to_thread(_text, fetched)).text:
            raise SourceError(Fault.BAD_ANSWER, f"{shown(address)} has no text")
        return Survey(counts={Kind.PAGE: 1})

    async def search(self, query: Mapping[str, Any], reading: Reading) -> AsyncIterator[Record | Unchanged]:
        """Yield the page, or that it is removed; see ``Source.search``."""
        address = self.canonical(query)["address"]
        known = _Known.of(reading.state)
        if (looked := self.looked(reading.state)) is not None:
            reading.next_in = looked.again_at - self._clock()
            raise NotAsked
        try:
            fetched = await self._fetch(address, known)
            if known is None:
                _refuse_gone(fetched)
        except SourceError as error:
            raise IncompleteRead([error], unread=[page_id(address)]) from error
        reading.next_in = EVERY
        if known is not None and _is_gone(fetched, known):
            again = _Known(None, fetched.fetched_at, known.at, known.gone + 1, known.ended)
            reading.state = again.state()
            if not known.gone:
                reading.next_in = AGAIN
                yield Unchanged(page_id(address))
            else:
                yield await asyncio.to_thread(_removed, address, fetched)
            return
        ended = known is not None and known.ended if fetched.status == NOT_MODIFIED else _is_ended(fetched)
        state = _Known(fetched.state, fetched.fetched_at, fetched.url, 0, ended).state()
        if fetched.not_modified:
            reading.state = state
            raise NothingNew
        record = await asyncio.to_thread(_record, address, fetched)
        fault = "no text" if not record.text else None
        if known is not None and known.ended and not ended and not _says_its_length(fetched):
            fault = "cut off, it seems"
        if fault is not None:  # it may be whole at the next read; until then nothing is known to have gone
            bad = SourceError(Fault.BAD_ANSWER, f"{shown(address)}: {fault}")
            raise IncompleteRead([bad], unread=[page_id(address)])
        reading.state = state
        yield record

    async def get(self, source_id: str) -> Absent:
        """Never asked: a page is read by its address alone (``asks_by_id``). Raises ``SourceError``."""
        raise SourceError(Fault.REFUSED, f"{shown(source_id)}: a page is not asked for by its id")

    async def probe(self) -> None:
        """There is no one site to ask."""

    def looked(self, state: str | None) -> Looked | None:
        """When the page was last read, while it may not be read again; see ``Unhurried``."""
        known = _Known.of(state)
        if known is None:
            return None
        soonest, later = (AGAIN_SOONEST, AGAIN) if known.gone == 1 else (SOONEST, EVERY)
        early = timedelta(0) <= self._clock() - known.fetched_at < soonest
        return Looked(known.fetched_at, known.fetched_at + later) if early else None

    async def _fetch(self, address: str, known: _Known | None) -> Fetched:
        """The page, or what came instead of it: status 404, 410, or that of a redirect elsewhere."""
        at = address
        made: tuple[Exchange, ...] = ()
        for _ in range(MOST_HOPS + 1):
            await self._robots.check(at)
            fetched = await self._http.fetch(
                at,
                accept=ACCEPT,
                state=known.http if known else None,
                max_bytes=MOST_BYTES,
                gone_is_answer=True,
            )
            made += fetched.exchanges
            onward = _onward(fetched)
            if onward is None or not same_site(URL(at), onward):
                break
            at = str(onward)
        else:
            raise SourceError(Fault.MOVED, f"{shown(address)} redirects in a circle")
        if fetched.url != at:
            await self._robots.check(fetched.url)
        return replace(fetched, exchanges=made)


def _onward(fetched: Fetched) -> URL | None:
    """Where a redirect that was not followed leads, if it says so."""
    if fetched.status not in REDIRECTS or "location" not in fetched.headers:
        return None
    try:
        return URL(fetched.url).join(URL(fetched.headers["location"])).with_fragment(None)
    except ValueError:
        return None


def _refuse_gone(fetched: Fetched) -> None:
    """A page that was never there cannot have been removed."""
    if fetched.status in NO_MORE:
        raise SourceError(Fault.GONE, f"{shown(fetched.url)}: {fetched.status}")
    if fetched.status in REDIRECTS:
        raise SourceError(Fault.MOVED, f"{shown(fetched.url)}: {fetched.status}, to another site")


def _is_ended(fetched: Fetched) -> bool:
    """Whether the last of what came is the end of a page."""
    return END.search(fetched.content[-LONGEST_END:]) is not None


def _says_its_length(fetched: Fetched) -> bool:
    """Whether half of the body would have been noticed: else it ends where the connection does."""
    return "content-length" in fetched.headers or "transfer-encoding" in fetched.headers


def _is_gone(fetched: Fetched, known: _Known) -> bool:
    if fetched.status in NO_MORE or fetched.status in REDIRECTS:
        return True
    return _is_front_page(fetched.url) and not _is_front_page(known.at)


def _is_front_page(address: str) -> bool:
    url = URL(address)
    return not url.raw_query_string and FRONT_PAGE.fullmatch(url.path) is not None


def _text(fetched: Fetched) -> PageText:
    return main_text(fetched.content, fetched.headers.get("content-type", ""), fetched.url)


def _record(address: str, fetched: Fetched) -> Record:
    said = _text(fetched)
    return _shown(address, fetched, said.title or _number(address), said.text, Status.ACTIVE)


def _removed(address: str, fetched: Fetched) -> Record:
    """That nothing is there any more, or that the address leads elsewhere, and where."""
    shown_as = _shown(address, fetched, "", None, Status.REMOVED)
    if fetched.status in NO_MORE:
        return shown_as
    onward = _onward(fetched) if fetched.status in REDIRECTS else URL(fetched.url)
    host = str(onward.host) if onward is not None and onward.host else "?"
    return replace(shown_as, status=Status.MOVED, codes={MOVED_TO: Code(host[:LONGEST_HOST])})


def _shown(address: str, fetched: Fetched, title: str, text: str | None, status: Status) -> Record:
    kept = Answer(
        url=address, query="", fetched_at=fetched.fetched_at, content=warc_of(fetched.exchanges), media=MEDIA
    )
    return Record(
        source=SOURCE,
        source_id=page_id(address),
        kind=Kind.PAGE,
        number=_number(address),
        title=title,
        buyer=Party(name=site_of(address)),
        supplier=Party(name=""),
        currency=NO_CURRENCY,
        status=status,
        text=text,
        url=address,
        answers=(kept,),
    )


def _number(address: str) -> str:
    """The page as a person would name it: its site, and where in it."""
    path = URL(address).path.rstrip("/")
    name = f"{site_of(address)}{path}"
    return name if len(name) <= LONGEST_NUMBER else f"{name[: LONGEST_NUMBER - 1]}…"
