"""Page source: changes to web pages of companies and watchdogs, and their removal."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.diff.text import text_digest
from bot.contracts.model import MOVED_TO, NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.http import Exchange, Fetched, SourceHttp
from bot.contracts.sources.http.client import NO_MORE, REDIRECTS
from bot.contracts.sources.page.policy import SOURCE, PagePolicy
from bot.contracts.sources.page.robots import Robots
from bot.contracts.sources.page.stand_ins import is_not_found, is_robot_test
from bot.contracts.sources.page.text import PageText
from bot.contracts.sources.protocol import (
    Absent,
    IncompleteRead,
    Looked,
    NotAsked,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Survey,
    Unchanged,
)
from bot.contracts.sources.warc import MEDIA, warc_of
from bot.contracts.sources.web_address import (
    page_id,
    same_site,
    shown,
    site_of,
)

READ_INTERVAL = timedelta(hours=24)
MIN_READ_INTERVAL = timedelta(hours=20)  # reads are a little early or late; never two within this
RECHECK_INTERVAL = timedelta(hours=1)  # after the page was first found gone
MIN_RECHECK_INTERVAL = timedelta(minutes=45)
MAX_BYTES = 10 * 1024 * 1024
MAX_HOPS = 2  # from http to https, and to or from "www."
MAX_NUMBER_LENGTH = 60
MAX_HOST_LENGTH = 120
END = re.compile(rb"</(html|body)\s*>", re.IGNORECASE)
MAX_TRAILER_SIZE = 4096  # bytes searched for the end tag; statistics and comments may follow it
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class _Known:
    """State of the last complete read: the HTTP state, the time, the final address of the page, the number of
    reads in a row that found it gone, and whether its end tag was there.

    ``said`` is the digest of the accepted text (``None``: not recorded yet). ``doubt``: the token of another
    text at the last look, which is accepted only when seen again; ``doubts``: the number of such looks in a
    row. ``odd``: the accepted page itself reads like a "not found" page.
    """

    http: str | None
    fetched_at: datetime
    at: str
    gone: int = 0
    ended: bool = False
    said: str | None = None
    doubt: str | None = None
    doubts: int = 0
    odd: bool = False

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
                said=known.get("said"),
                doubt=known.get("doubt"),
                doubts=int(known.get("doubts", 0)),
                odd=bool(known.get("odd")),
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def state(self) -> str:
        return json.dumps({**asdict(self), "fetched_at": self.fetched_at.isoformat()})


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
        raise SourceError(SourceErrorKind.REFUSED, f"{shown(source_id)}: a page is not asked for by its id")

    async def probe(self) -> None:
        """Do nothing: there is no one site to ask."""

    def looked(self, state: str | None) -> Looked | None:
        """Return the times of the last and next read while the page may not be read again; see
        ``Unhurried``."""
        known = _Known.of(state)
        if known is None:
            return None
        soon = known.gone == 1 or known.doubt is not None
        soonest, later = (
            (MIN_RECHECK_INTERVAL, RECHECK_INTERVAL) if soon else (MIN_READ_INTERVAL, READ_INTERVAL)
        )
        early = timedelta(0) <= self._clock() - known.fetched_at < soonest
        return Looked(known.fetched_at, known.fetched_at + later) if early else None

    async def _look(self, fetched: Fetched) -> "_Look":
        said = PageText("", "")
        if not _is_nothing_there(fetched):
            said = await self._http.parsers.run(
                PageText,
                "page",
                fetched.content,
                url=fetched.url,
                content_type=fetched.headers.get("content-type", ""),
            )
        return await asyncio.to_thread(_Look, fetched, said)

    async def _fetch(self, address: str, known: _Known | None) -> Fetched:
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
            raise SourceError(SourceErrorKind.MOVED, f"{shown(address)} redirects in a circle")
        if fetched.url != at:
            await self._robots.check(fetched.url)
        return replace(fetched, exchanges=made)


def _onward(fetched: Fetched) -> URL | None:
    """Return the target of a redirect that was not followed, if it has one."""
    if fetched.status not in REDIRECTS or "location" not in fetched.headers:
        return None
    try:
        return URL(fetched.url).join(URL(fetched.headers["location"])).with_fragment(None)
    except ValueError:
        return None


def _refuse_gone(fetched: Fetched) -> None:
    """Raise ``SourceError`` for a page that is not there: it never was, so it cannot have been removed."""
    if fetched.status in NO_MORE:
        raise SourceError(SourceErrorKind.GONE, f"{shown(fetched.url)}: {fetched.status}")
    if fetched.status in REDIRECTS:
        raise SourceError(SourceErrorKind.MOVED, f"{shown(fetched.url)}: {fetched.status}, to another site")


def _is_ended(fetched: Fetched) -> bool:
    """True if the content ends with an end tag of the page."""
    return END.search(fetched.content[-MAX_TRAILER_SIZE:]) is not None


def _says_its_length(fetched: Fetched) -> bool:
    """True if truncation would have been noticed; without a length the body ends with the connection."""
    return "content-length" in fetched.headers or "transfer-encoding" in fetched.headers


def _is_nothing_there(fetched: Fetched) -> bool:
    return fetched.status in NO_MORE or fetched.status in REDIRECTS


class _Look:
    """One look at a page, and its judgement by the known state."""

    def __init__(self, fetched: Fetched, said: PageText) -> None:
        self.fetched = fetched
        self.gone = _is_nothing_there(fetched)
        self.said = said
        self.digest = text_digest(self.said.text)
        self.ended = _is_ended(fetched)
        self.odd = not self.gone and is_not_found(self.said)

    def is_gone(self, known: _Known) -> bool:
        """True if the page is no longer at its address, or the address leads elsewhere."""
        if self.gone or (self.odd and not known.odd):
            return True
        return (
            not _same_page(self.fetched.url, known.at) and bool(self.said.text) and self.digest != known.said
        )

    def fault(self, known: _Known | None) -> SourceError | None:
        """Return the error of an answer that cannot be compared with a page."""
        place = shown(self.fetched.url)
        if is_robot_test(self.fetched.content, self.said):
            return SourceError(SourceErrorKind.REFUSED, f"{place}: a test for robots")
        if not self.said.text:
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: no text")
        if known is not None and known.ended and not self.ended and not _says_its_length(self.fetched):
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: cut off, it seems")
        return None

    def token(self, known: _Known) -> str:
        """Return the token that must be seen twice before the look is accepted."""
        return self.digest if self.ended or not known.ended else f"cut {self.digest}"

    def is_believed(self, known: _Known) -> bool:
        """True if the text is the accepted one, or differs from it in the same way at two looks. A page with
        another text at each look is accepted at the third, if it is complete."""
        token = self.token(known)
        return token in (known.said, known.doubt) or (known.doubts >= 2 and token == self.digest)

    def known(self) -> _Known:
        """Return the state for the next look."""
        fetched = self.fetched
        return _Known(
            http=fetched.state,
            fetched_at=fetched.fetched_at,
            at=fetched.url,
            ended=self.ended,
            said=self.digest,
            odd=self.odd,
        )


def _same_page(one: str, other: str) -> bool:
    """True if two addresses are of one page, ignoring scheme, "www." and a slash at the end."""
    here, there = URL(one), URL(other)
    same = (here.path.rstrip("/").casefold(), here.query) == (there.path.rstrip("/").casefold(), there.query)
    return same and same_site(here, there)


def _record(address: str, fetched: Fetched, said: PageText) -> Record:
    return _shown(address, fetched, said.title or _number(address), said.text, Status.ACTIVE)


def _removed(address: str, look: _Look, at: str) -> Record:
    """Return the record of a page that is gone, or that moved, with its new place."""
    fetched = look.fetched
    shown_as = _shown(address, fetched, "", None, Status.REMOVED)
    onward = _onward(fetched) if fetched.status in REDIRECTS else URL(fetched.url)
    if fetched.status in NO_MORE or look.odd or (onward is not None and _same_page(str(onward), at)):
        return shown_as
    place = "?"
    if onward is not None and onward.host:
        place = str(onward.host).removeprefix("www.")
        if same_site(onward, URL(address)):
            place += onward.path_qs
    return replace(shown_as, status=Status.MOVED, codes={MOVED_TO: Code(place[:MAX_HOST_LENGTH])})


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
    """Return a name of the page for people: its site and path."""
    path = URL(address).path.rstrip("/")
    name = f"{site_of(address)}{path}"
    return name if len(name) <= MAX_NUMBER_LENGTH else f"{name[: MAX_NUMBER_LENGTH - 1]}…"
