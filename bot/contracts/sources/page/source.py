"""Page source: changes to web pages of companies and watchdogs, and their removal."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.model import MOVED_TO, NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.http import Exchange, FetchResult, SourceHttp
from bot.contracts.sources.http.client import NO_MORE, REDIRECTS
from bot.contracts.sources.page.change_detection import Observation, PageState, is_missing, same_page
from bot.contracts.sources.page.policy import SOURCE, PagePolicy
from bot.contracts.sources.page.robots import Robots
from bot.contracts.sources.page.text import PageText
from bot.contracts.sources.protocol import (
    Absent,
    IncompleteRead,
    NotAsked,
    NothingNew,
    ReadContext,
    ReadTimes,
    SourceError,
    SourceErrorKind,
    Survey,
    Unchanged,
)
from bot.contracts.sources.warc import MEDIA, warc_of
from bot.contracts.sources.web_address import loggable, page_id, same_site, site_of

READ_INTERVAL = timedelta(hours=24)
MIN_READ_INTERVAL = timedelta(hours=20)  # reads are a little early or late; never two within this
RECHECK_INTERVAL = timedelta(hours=1)  # after the page was first found gone
MIN_RECHECK_INTERVAL = timedelta(minutes=45)
MAX_BYTES = 10 * 1024 * 1024
MAX_HOPS = 2  # from http to https, and to or from "www."
MAX_NUMBER_LENGTH = 60
MAX_HOST_LENGTH = 120
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


class WebPages(PagePolicy):
    """The source "page": one web page, by its ``address``, read at most once a day.

    A page is removed when it is found gone (404, 410, or a short page that says "not found" whatever its
    status), and moved when its address redirects to another site, or to another page of its own site with
    another text. It is changed when its text is. Each of these counts only when a second look, an hour after
    the first, confirms it. Server errors, truncated pages and bot challenges change nothing. A page behind a
    consent or login form is read as a stranger sees it; the changed text shows it.
    """

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        super().__init__(http.check)
        self._http = http
        self._clock = clock
        self._robots = Robots(http, clock)

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Survey one page. Raises ``SourceError`` if it cannot be read: ``GONE``, ``MOVED``, ``NOT_ALLOWED``,
        and ``BAD_ANSWER`` for one without any text."""
        address = self.canonical(query)["address"]
        fetched = await self._fetch(address, None)
        _refuse_gone(fetched)
        if (fault := (await self._look(fetched)).fault(None)) is not None:
            raise fault
        return Survey(counts={Kind.PAGE: 1})

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        """Yield the page, or its removal; see ``Source.search``."""
        address = self.canonical(query)["address"]
        known = PageState.of(reading.state)
        if (looked := self.read_times(reading.state)) is not None:
            reading.next_in = looked.again_at - self._clock()
            raise NotAsked
        try:
            fetched = await self._fetch(address, known)
            if known is None:
                _refuse_gone(fetched)
        except SourceError as error:
            raise IncompleteRead([error], unread=[page_id(address)]) from error
        reading.next_in = READ_INTERVAL
        if fetched.not_modified and known is not None:
            seen = replace(known, http=fetched.state, fetched_at=fetched.fetched_at, at=fetched.url)
            reading.state = replace(seen, gone=0, doubt=None, doubts=0).state()
            raise NothingNew
        look = await self._look(fetched)
        if known is not None and look.is_gone(known):
            again = replace(known, http=None, fetched_at=fetched.fetched_at, gone=known.gone + 1, doubt=None)
            reading.state = again.state()
            if not known.gone:
                reading.next_in = RECHECK_INTERVAL
                yield Unchanged(page_id(address))
            else:
                yield await asyncio.to_thread(_removed, address, look, known.at)
            return
        if (fault := look.fault(known)) is not None:
            # It may be complete at the next read; until then nothing counts as gone.
            raise IncompleteRead([fault], unread=[page_id(address)])
        if known is not None and not look.is_believed(known):
            doubts = replace(known, http=None, fetched_at=fetched.fetched_at, doubt=look.token(known))
            reading.state = replace(doubts, doubts=known.doubts + 1).state()
            reading.next_in = RECHECK_INTERVAL
            yield Unchanged(page_id(address))
            return
        reading.state = look.known().state()
        yield await asyncio.to_thread(_record, address, fetched, look.said)

    async def get(self, source_id: str) -> Absent:
        """Never called, because ``asks_by_id`` is false. Raises ``SourceError``."""
        raise SourceError(
            SourceErrorKind.REFUSED, f"{loggable(source_id)}: a page is not asked for by its id"
        )

    async def probe(self) -> None:
        """Do nothing: there is no one site to ask."""

    def read_times(self, state: str | None) -> ReadTimes | None:
        """Return the times of the last and next read while the page may not be read again; see
        ``HasMinInterval``."""
        known = PageState.of(state)
        if known is None:
            return None
        soon = known.gone == 1 or known.doubt is not None
        soonest, later = (
            (MIN_RECHECK_INTERVAL, RECHECK_INTERVAL) if soon else (MIN_READ_INTERVAL, READ_INTERVAL)
        )
        early = timedelta(0) <= self._clock() - known.fetched_at < soonest
        return ReadTimes(known.fetched_at, known.fetched_at + later) if early else None

    async def _look(self, fetched: FetchResult) -> "Observation":
        said = PageText("", "")
        if not is_missing(fetched):
            said = await self._http.parsers.run(
                PageText,
                "page",
                fetched.content,
                url=fetched.url,
                content_type=fetched.headers.get("content-type", ""),
            )
        return await asyncio.to_thread(Observation, fetched, said)

    async def _fetch(self, address: str, known: PageState | None) -> FetchResult:
        """Return the page, or the answer instead of it: status 404, 410, or that of a redirect elsewhere."""
        at = address
        made: tuple[Exchange, ...] = ()
        for _ in range(MAX_HOPS + 1):
            await self._robots.check(at)
            fetched = await self._http.fetch(
                at,
                accept=ACCEPT,
                state=known.http if known else None,
                max_bytes=MAX_BYTES,
                gone_is_answer=True,
            )
            made += fetched.exchanges
            onward = _onward(fetched)
            if onward is None or not same_site(URL(at), onward):
                break
            at = str(onward)
        else:
            raise SourceError(SourceErrorKind.MOVED, f"{loggable(address)} redirects in a circle")
        if fetched.url != at:
            await self._robots.check(fetched.url)
        return replace(fetched, exchanges=made)


def _onward(fetched: FetchResult) -> URL | None:
    """Return the target of a redirect that was not followed, if it has one."""
    if fetched.status not in REDIRECTS or "location" not in fetched.headers:
        return None
    try:
        return URL(fetched.url).join(URL(fetched.headers["location"])).with_fragment(None)
    except ValueError:
        return None


def _refuse_gone(fetched: FetchResult) -> None:
    """Raise ``SourceError`` for a page that is not there: it never was, so it cannot have been removed."""
    if fetched.status in NO_MORE:
        raise SourceError(SourceErrorKind.GONE, f"{loggable(fetched.url)}: {fetched.status}")
    if fetched.status in REDIRECTS:
        raise SourceError(
            SourceErrorKind.MOVED, f"{loggable(fetched.url)}: {fetched.status}, to another site"
        )


def _record(address: str, fetched: FetchResult, said: PageText) -> Record:
    record = _shown(address, fetched, said.title or _number(address), said.text, Status.ACTIVE)
    return replace(record, codes={scheme: Code(value) for scheme, value in said.fields.items()})


def _removed(address: str, look: Observation, at: str) -> Record:
    """Return the record of a page that is gone, or that moved, with its new place."""
    fetched = look.fetched
    shown_as = _shown(address, fetched, "", None, Status.REMOVED)
    onward = _onward(fetched) if fetched.status in REDIRECTS else URL(fetched.url)
    if fetched.status in NO_MORE or look.odd or (onward is not None and same_page(str(onward), at)):
        return shown_as
    place = "?"
    if onward is not None and onward.host:
        place = str(onward.host).removeprefix("www.")
        if same_site(onward, URL(address)):
            place += onward.path_qs
    return replace(shown_as, status=Status.MOVED, codes={MOVED_TO: Code(place[:MAX_HOST_LENGTH])})


def _shown(address: str, fetched: FetchResult, title: str, text: str | None, status: Status) -> Record:
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
    """Return a name of the page for people: its site and path."""
    path = URL(address).path.rstrip("/")
    name = f"{site_of(address)}{path}"
    return name if len(name) <= MAX_NUMBER_LENGTH else f"{name[: MAX_NUMBER_LENGTH - 1]}…"
