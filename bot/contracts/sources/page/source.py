"""Page source: changes to web pages of companies and watchdogs, and their removal.

One observation of a page is judged by the state that those before left. A change and a removal count only
once a second observation confirms them. Pages that are served with status 200 in place of the real one ("not
found", bot challenges) are told by their text.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from yarl import URL

from bot.common.clock import Clock
from bot.contracts.diff.text import text_digest
from bot.contracts.model import MOVED_TO, NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.http import Exchange, FetchResult, SourceHttp
from bot.contracts.sources.http.client import NO_MORE, REDIRECTS
from bot.contracts.sources.page.robots import Robots
from bot.contracts.sources.page.text import PageText
from bot.contracts.sources.policy import PagePolicy
from bot.contracts.sources.protocol import (
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
from bot.contracts.sources.web_address import loggable, same_site, site_of

MAX_PLACEHOLDER_LENGTH = 1500  # characters; a longer page is a real one, whatever its title

_TESTS = re.compile(
    r"just a moment|un instant|nur einen moment|attention required|access denied|accès refusé"
    r"|request rejected|checking your browser|verify(ing)? (that )?you are (a )?human"
    r"|are you (a )?(robot|human)|security check",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b404\b|not found|no longer (exists|available)|can(no|['’])?t be found|could ?n[o'’]t find"
    r"|does ?n[o'’]t exist|introuvable|non trouvée?|n['’]existe (pas|plus)|n['’]est plus disponible"
    r"|nicht gefunden|no encontrada|non trovata",
    re.IGNORECASE,
)

_END = re.compile(rb"</(html|body)\s*>", re.IGNORECASE)
_MAX_TRAILER_SIZE = 4096  # bytes searched for the end tag; statistics and comments may follow it


@dataclass(frozen=True, slots=True)
class PageState:
    """State of the last complete read: the HTTP state, the time, the final address of the page, the number of
    reads in a row that found it gone in the same way (``lost``), and whether its end tag was there.

    ``said`` is the digest of the accepted text (``None``: not recorded yet). ``doubt``: the token of another
    text at the last look, which is accepted only when seen again; ``doubts``: the number of such looks in a
    row. ``odd``: the accepted page itself reads like a "not found" page.
    """

    http: str | None
    fetched_at: datetime
    at: str
    gone: int = 0
    lost: str | None = None
    ended: bool = False
    said: str | None = None
    doubt: str | None = None
    doubts: int = 0
    odd: bool = False

    @classmethod
    def of(cls, state: str | None) -> "PageState | None":
        """Parse the result of ``state``; ``None`` if it is of another kind."""
        try:
            return _STATES.validate_json(state or "null")
        except ValidationError:
            return None

    def state(self) -> str:
        """Return the state as JSON."""
        return _STATES.dump_json(self).decode()


_STATES = TypeAdapter(PageState)


def _is_ended(fetched: FetchResult) -> bool:
    """True if the content ends with an end tag of the page."""
    return _END.search(fetched.content[-_MAX_TRAILER_SIZE:]) is not None


def _says_its_length(fetched: FetchResult) -> bool:
    """True if truncation would have been noticed; without a length the body ends with the connection."""
    return "content-length" in fetched.headers or "transfer-encoding" in fetched.headers


def is_missing(fetched: FetchResult) -> bool:
    """True if the answer is that of a page which is not there, or elsewhere."""
    return fetched.status in NO_MORE or fetched.status in REDIRECTS


class Observation:
    """One look at a page, and its judgement by the known state."""

    def __init__(self, fetched: FetchResult, said: PageText) -> None:
        self.fetched = fetched
        self.gone = is_missing(fetched)
        self.said = said
        self.digest = text_digest(self.said.text)
        self.ended = _is_ended(fetched)
        self.odd = not self.gone and is_not_found(self.said)

    def is_gone(self, known: PageState) -> bool:
        """True if the page is no longer at its address, or the address leads elsewhere."""
        if self.gone or (self.odd and not known.odd):
            return True
        return (
            not same_page(self.fetched.url, known.at) and bool(self.said.text) and self.digest != known.said
        )

    def fault(self, known: PageState | None) -> SourceError | None:
        """Return the error of an answer that cannot be compared with a page."""
        place = loggable(self.fetched.url)
        if is_robot_test(self.said):
            return SourceError(SourceErrorKind.REFUSED, f"{place}: a test for robots")
        if not self.said.text:
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: no text")
        if known is not None and known.ended and not self.ended and not _says_its_length(self.fetched):
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: cut off, it seems")
        return None

    def token(self, known: PageState) -> str:
        """Return the token that must be seen twice before the look is accepted."""
        return self.digest if self.ended or not known.ended else f"cut {self.digest}"

    def is_believed(self, known: PageState) -> bool:
        """True if the text is the accepted one, or differs from it in the same way at two looks. A page with
        another text at each look is accepted at the third, if it is complete."""
        token = self.token(known)
        return token in (known.said, known.doubt) or (known.doubts >= 2 and token == self.digest)

    def known(self) -> PageState:
        """Return the state for the next look."""
        fetched = self.fetched
        return PageState(
            http=fetched.state,
            fetched_at=fetched.fetched_at,
            at=fetched.url,
            ended=self.ended,
            said=self.digest,
            odd=self.odd,
        )


def same_page(one: str, other: str) -> bool:
    """True if two addresses are of one page, ignoring scheme, "www." and a slash at the end."""
    here, there = URL(one), URL(other)
    same = (here.path.rstrip("/").casefold(), here.query) == (there.path.rstrip("/").casefold(), there.query)
    return same and same_site(here, there)


def is_robot_test(said: PageText) -> bool:
    """True if a page is only a bot challenge."""
    is_short = len(said.text) <= MAX_PLACEHOLDER_LENGTH
    return is_short and (said.tests_robots or _TESTS.search(_head(said)) is not None)


def is_not_found(said: PageText) -> bool:
    """True if a short page says in its title or first line that it was not found."""
    return len(said.text) <= MAX_PLACEHOLDER_LENGTH and _NOT_FOUND.search(_head(said)) is not None


def _head(said: PageText) -> str:
    return f"{said.title}\n{said.text.partition(chr(10))[0]}"


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
            raise IncompleteRead([error], unread=[address]) from error
        reading.next_in = READ_INTERVAL
        if fetched.not_modified and known is not None:
            seen = replace(known, http=fetched.state, fetched_at=fetched.fetched_at, at=fetched.url)
            reading.state = replace(seen, gone=0, lost=None, doubt=None, doubts=0).state()
            raise NothingNew
        look = await self._look(fetched)
        if known is not None and look.is_gone(known):
            record = await asyncio.to_thread(_removed, address, look, known.at)
            lost = " ".join((str(record.status), *(code.code for code in record.codes.values())))
            gone = known.gone + 1 if known.lost == lost else 1
            again = replace(known, http=None, fetched_at=fetched.fetched_at, gone=gone, lost=lost)
            reading.state = replace(again, doubt=None, doubts=0).state()
            if gone == 1:
                reading.next_in = RECHECK_INTERVAL
            yield Unchanged(address) if gone == 1 else record
            return
        if (fault := look.fault(known)) is not None:
            # It may be complete at the next read; until then nothing counts as gone.
            raise IncompleteRead([fault], unread=[address])
        if known is not None and not look.is_believed(known):
            doubts = replace(known, http=None, fetched_at=fetched.fetched_at, doubt=look.token(known))
            reading.state = replace(doubts, doubts=known.doubts + 1, gone=0, lost=None).state()
            reading.next_in = RECHECK_INTERVAL
            yield Unchanged(address)
            return
        reading.state = look.known().state()
        yield await asyncio.to_thread(_record, address, fetched, look.said)

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
        source=PagePolicy.name,
        source_id=address,
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
