"""SAM.gov source: notices of US federal purchases, from the public API with a key of the operator's own.

A request to "Get Opportunities", version 2, is sent once. Its key stands in the address, as the API wants it,
and is shown nowhere. So nothing is taken from an answer but its notices: not the words of an error, which may
echo the address, and not the links, which have a place for the key.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import re
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import Reply, SourceHttp
from bot.contracts.sources.policy import text
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Field,
    NotAsked,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Survey,
    Unchanged,
)
from bot.contracts.sources.sam import progress as reading_progress
from bot.contracts.sources.sam.parse import (
    LIST,
    SOURCE,
    Version,
    kept,
    matches,
    notice_id,
    record,
    source_id_of,
    version_of,
)
from bot.contracts.sources.sam.progress import (
    KEPT,
    MAX_TRIES,
    PAGE,
    NoRequestLeft,
    NoticePages,
    Overtaken,
    Progress,
    Step,
    StoredPage,
    packed,
)
from bot.contracts.sources.search import Row, SearchSource, Shortfall
from bot.contracts.sources.values import reading_one

SEARCH = "/opportunities/v2/search"
KEY = "api_key"
MAX_EXPLAINED_BYTES = 8 * 1024
MAX_UNREADABLE = 10
"""Maximum of unreadable notices on a page that do not suggest another version of the API. More are accepted
if at least half of the page can be read."""

_REFUSED = frozenset({401, 403})
_BUSY = frozenset({502, 503, 504})
_MOMENT = re.compile(r"(\d{4})-(\w{3})-(\d{1,2}) (\d{2}):(\d{2}):(\d{2})")  # 2026-Sep-09 00:00:00+0000 UTC
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class NoPage(SourceError):
    """A request that brought no page. ``until``: the API wants no other request before; ``None`` if it did
    not say."""

    def __init__(self, fault: SourceErrorKind, detail: str, until: datetime | None = None) -> None:
        super().__init__(fault, detail)
        self.until = until


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: the parts of its notices that are stored, with an empty entry for each one
    without an id, and the number of notices in its whole window."""

    rows: tuple[Mapping[str, Any], ...]
    total: int


def address_of(base_url: str, step: Step) -> str:
    """Return the address of a page, without the key. ``offset`` is the index of a page, not of a notice."""
    asked = {
        "postedFrom": f"{step.first:%m/%d/%Y}",
        "postedTo": f"{step.last:%m/%d/%Y}",
        "limit": str(PAGE),
        "offset": str(step.page),
    }
    return f"{base_url.rstrip('/')}{SEARCH}?{urlencode(asked, quote_via=quote)}"


class SamApi:
    """The API at ``base_url``, for the holder of ``key``."""

    def __init__(self, http: SourceHttp, base_url: str, key: str) -> None:
        self._http = http
        self._base_url = base_url
        self._key = key
        self._place = f"{urlsplit(base_url).hostname}{SEARCH}"

    async def page(self, step: Step, now: datetime) -> Page:
        """Ask for one page, without retries. Raises ``NoPage``."""
        fault: SourceErrorKind | None = None
        try:
            reply = await self._http.ask_once(address_of(self._base_url, step), secret={KEY: self._key})
            if reply.status != 200:
                raise self._refusal(reply, now)
            said = await self._http.decoded(reply, self._place)
        except NoPage:
            raise
        except SourceError as error:
            fault = error.fault  # its detail may quote the answer
        if fault is not None:
            raise NoPage(fault, self._place)
        return await asyncio.to_thread(self._page, said, step)

    def _page(self, said: Any, step: Step) -> Page:
        """Return the notices of an answer. Another version of the API may name the list or write the notices
        differently: then the page is asked for again, and no notice is skipped."""
        rows = said.get(LIST) if isinstance(said, dict) else None
        total = said.get("totalRecords") if isinstance(said, dict) else None
        if not isinstance(rows, list) or isinstance(total, bool) or not isinstance(total, int):
            raise NoPage(SourceErrorKind.BAD_ANSWER, f"{self._place}: no {LIST} with its totalRecords")
        echoed = said.get("offset")
        if isinstance(echoed, int) and echoed != step.page:
            raise NoPage(SourceErrorKind.PAGES_MISSING, f"{self._place}: another page than was asked for")
        expected = max(0, min(PAGE, total - step.page * PAGE))
        if len(rows) < expected or len(rows) >= PAGE > expected:  # a full page, and the count denies it
            detail = f"{self._place}: {len(rows)} of {expected} notices"
            raise NoPage(SourceErrorKind.PAGES_MISSING, detail)
        found = [kept(row) if isinstance(row, dict) and notice_id(row) else {} for row in rows]
        unreadable = sum(not _is_readable(row) for row in found)
        if unreadable > max(MAX_UNREADABLE, len(rows) // 2):
            detail = f"{self._place}: {unreadable} of {len(rows)} notices cannot be read"
            raise NoPage(SourceErrorKind.BAD_ANSWER, detail)
        return Page(tuple(found), total)

    def _refusal(self, reply: Reply, now: datetime) -> NoPage:
        """Return the failure of an answer whose status is not 200. The gateway may also answer a wrong key
        with 404 and no body."""
        status, said = reply.status, f"{self._place}: {reply.status}"
        names_key = KEY.encode() in reply.content[:MAX_EXPLAINED_BYTES].lower()
        if status == 429:
            return NoPage(SourceErrorKind.QUOTA, said, _again_at(reply, now))
        if (
            status in _REFUSED
            or (status == 404 and not reply.content.strip())
            or (status == 400 and names_key)
        ):
            return NoPage(SourceErrorKind.KEY_REFUSED, said)
        if status in _BUSY:
            return NoPage(SourceErrorKind.BUSY, said)
        if status >= 500:
            return NoPage(SourceErrorKind.SERVER_ERROR, said)
        if 300 <= status < 400:
            return NoPage(SourceErrorKind.MOVED, said)
        return NoPage(SourceErrorKind.REFUSED if status == 400 else SourceErrorKind.BAD_ANSWER, said)


def _is_readable(row: Mapping[str, Any]) -> bool:
    with contextlib.suppress(SourceError), reading_one(None):
        record(row)
        return True
    return False


def _again_at(reply: Reply, now: datetime) -> datetime | None:
    """Return the moment from which a key may be used again, as the gateway says it."""
    said: Any = None
    if len(reply.content) <= MAX_EXPLAINED_BYTES:
        with contextlib.suppress(ValueError, RecursionError):
            said = json.loads(reply.content)
    for block in (said, said.get("fault") if isinstance(said, dict) else None):
        if isinstance(block, dict) and (moment := _moment(block.get("nextAccessTime"))) is not None:
            return moment
    after = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,7}", after):
        return now + timedelta(seconds=int(after))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(after)
        return moment if moment.tzinfo is not None else None
    return None


def _moment(written: Any) -> datetime | None:
    """Return a moment as the gateway or a standard writes it, in UTC."""
    if not isinstance(written, str):
        return None
    with contextlib.suppress(ValueError, OverflowError):
        if found := _MOMENT.match(written.strip()):
            year, month, day, *time = found.groups()
            hour, minute, second = map(int, time)
            return datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, second, tzinfo=UTC)
        moment = datetime.fromisoformat(written.strip())
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    return None


MIN_WAIT, MAX_WAIT = timedelta(minutes=10), timedelta(hours=6)
"""Bounds of the time until the next read of a watch while the first days are being read."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """A matching notice: the latest version that is stored."""

    source_id: str
    row: Mapping[str, Any]
    version: Version
    page: StoredPage


class Sam(SearchSource):
    """The source "sam". A query has ``buyers`` (parts of the names of department, agency or office, or the
    code of one) and ``words`` (of the title, the solicitation number or the awardee).

    Pages of notices are read once for all watches, within ten requests a day (``progress``), and stored; a
    watch is answered from the stored pages alone. Nothing that is asked here names a watch.
    """

    name = SOURCE
    fields = (Field("buyers", text(2)), Field("words", text(3)))

    def __init__(
        self, http: SourceHttp, base_url: str, key: str | None, pages: NoticePages | None, clock: Clock
    ) -> None:
        self._base_url = base_url
        self._api = None if key is None else SamApi(http, base_url, key)
        self._fingerprint = "" if key is None else hashlib.sha256(key.encode()).hexdigest()[:16]
        self._pages = pages
        self._clock = clock
        self._one_reader = asyncio.Lock()

    @classmethod
    def record(cls, row: Row, answer: Answer | None = None) -> Record:
        return record(row, answer)

    def lists_changes(self, query: Mapping[str, Any]) -> bool:
        """True: a search yields what came since the last one (see ``ListsChanges``)."""
        return True

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the stored notices that match, without a request. ``Survey.read_at`` is the time until which
        they were read. Raises ``SourceError``: ``NO_KEY``, ``TOO_MANY``."""
        pages, _ = self._opened()
        survey = await super().survey(query)
        return replace(survey, stored=True, read_at=(await pages.progress()).read_at)

    async def groups(self, query: Mapping[str, Any]) -> AsyncGenerator[Sequence[Row], None]:
        pages, _ = self._opened()
        for found in (await self._matching(pages, query, Shortfall(), after=0)).values():
            yield [found.row]

    async def found(
        self, query: Mapping[str, Any], reading: ReadContext, lacks: Shortfall
    ) -> AsyncGenerator[Record | Unchanged, None]:
        """Yield every notice that came since ``reading.state``, the latest version of each.

        Reads the pages that are due first. A version older than the known one is left out. Raises
        ``NotAsked`` until the first days are read, ``NothingNew``, and ``SourceError`` (``NO_KEY``,
        ``TOO_MANY``).
        """
        pages, api = self._opened()
        progress = await self._read_due_pages(pages, api)
        now = self._clock()
        fault = reading_progress.told_fault(progress, now, self._fingerprint)
        if not progress.is_ready:
            if fault is not None:
                raise SourceError(fault, "the first days are not read yet")
            wait = reading_progress.allowed_at(progress, now, self._fingerprint) - now
            reading.next_in = min(max(wait, MIN_WAIT), MAX_WAIT)
            raise NotAsked
        after = _page_number(reading.state, progress)
        if fault is None and reading.state is not None and after == progress.pages:
            raise NothingNew
        lacks.named, lacks.whole = True, fault is None
        if fault is not None:
            lacks.faults.append(SourceError(fault, "the last page could not be read"))
        for source_id, each in (await self._matching(pages, query, lacks, after=after)).items():
            known = reading.known.get(source_id)
            older = known is not None and each.version.posted < Version.of_mark(known).posted
            if older or reading.marks.get(source_id) == each.version.mark:
                yield Unchanged(source_id)
            else:
                yield record(each.row, self._answer(each.page))
        reading.state, reading.stands = str(progress.pages), True

    async def probe(self) -> None:
        """Check that a key is set; asking would cost one of the day's requests. Raises ``SourceError``
        (``NO_KEY``)."""
        if self._api is None:
            raise SourceError(SourceErrorKind.NO_KEY)

    def _opened(self) -> tuple[NoticePages, SamApi]:
        if self._api is None or self._pages is None:
            raise SourceError(SourceErrorKind.NO_KEY)
        return self._pages, self._api

    async def _read_due_pages(self, pages: NoticePages, api: SamApi) -> Progress:
        """Read the pages that are due and may be asked for now; return the progress."""
        async with self._one_reader:
            progress = reading_progress.begun(await pages.progress(), self._clock())
            while True:
                if reading_progress.is_over(progress):  # perhaps read by a process that was killed then
                    progress = await self._end_window(pages, progress)
                    continue
                if reading_progress.next_step(progress, self._clock()) is None:
                    return progress
                try:
                    progress = await pages.change(self._counted)
                except NoRequestLeft:
                    return progress
                if progress.step is not None:
                    progress = await self._read_page(pages, api, progress.step)

    def _counted(self, progress: Progress) -> Progress:
        """Return the progress with the next request counted. Raises ``NoRequestLeft``."""
        now = self._clock()
        return reading_progress.counted(reading_progress.begun(progress, now), now, self._fingerprint)

    async def _read_page(self, pages: NoticePages, api: SamApi, step: reading_progress.Step) -> Progress:
        key = self._fingerprint
        try:
            read = await api.page(step, self._clock())
        except NoPage as error:
            log.warning("no page of SAM.gov: %s", error)
            fault, until, now = error.fault, error.until, self._clock()
            return await pages.change(lambda p: reading_progress.failed(p, fault, now, key, until))
        now = self._clock()
        page = StoredPage(0, step, now, await asyncio.to_thread(packed, read.rows))
        try:
            return await pages.change(lambda p: reading_progress.page_read(p, step, read.total, now), page)
        except Overtaken:
            return await pages.progress()

    async def _end_window(self, pages: NoticePages, progress: Progress) -> Progress:
        """Return the progress after a window whose pages are all read. A window that lacks notices is read
        again."""
        end, now, key = progress.step, self._clock(), self._fingerprint
        if await self._is_whole(pages, progress) or progress.tries + 1 >= MAX_TRIES:
            await pages.forget(now.date() - KEPT)
            return await pages.change(lambda p: reading_progress.window_read(p, end))
        if end is not None:
            log.warning("the pages of SAM.gov from %s to %s do not add up", end.first, end.last)
        return await pages.change(lambda p: reading_progress.window_lacking(p, end, now, key))

    async def _is_whole(self, pages: NoticePages, progress: Progress) -> bool:
        """True if the pages of the window in progress bring as many notices as the API counts. Stored pages
        beyond its end come from an earlier try, when it had more."""
        step, total = progress.step, progress.total or 0
        if step is None:
            return False
        stored = await pages.of_window(step.first, step.last)
        wanted = [page for page in stored if page.step.page < step.page]
        return await asyncio.to_thread(_count_notices, wanted) >= total

    async def _matching(
        self, pages: NoticePages, query: Mapping[str, Any], lacks: Shortfall, *, after: int
    ) -> dict[str, _Found]:
        """Return the latest version of each matching notice on the pages after a given one, by id. Raises
        ``SourceError`` (``TOO_MANY``)."""
        found: dict[str, _Found] = {}
        async for page in pages.after(after):
            for one in await asyncio.to_thread(_chosen, page, query, lacks):
                known = found.get(one.source_id)
                if known is None or one.version.posted >= known.version.posted:
                    found[one.source_id] = one
            if len(found) > MAX_CONTRACTS:
                raise SourceError(SourceErrorKind.TOO_MANY, f"more than {MAX_CONTRACTS} notices")
        return found

    def _answer(self, page: StoredPage) -> Answer:
        address = address_of(self._base_url, page.step)
        return Answer(url=address, query="", fetched_at=page.read_at, content=b"")


def _page_number(state: str | None, progress: Progress) -> int:
    """Return the number of the last page that the previous read knew, 0 to read all. A number higher than any
    stored one is from before a restored backup, and counts as 0."""
    number = int(state) if state is not None and state.isascii() and state.isdigit() else 0
    return number if number <= progress.pages else 0


def _chosen(page: StoredPage, query: Mapping[str, Any], lacks: Shortfall) -> list[_Found]:
    """Return the matching notices of a page that can be read; the others are left out."""
    chosen = []
    for row in filter(None, page.rows()):
        try:
            with reading_one(row["noticeId"]):
                if matches(row, query):
                    record(row)
                    chosen.append(_Found(source_id_of(row), row, version_of(row), page))
        except SourceError as fault:
            lacks.leave_out(row["noticeId"], fault)
    return chosen


def _count_notices(pages: Iterable[StoredPage]) -> int:
    """Return the number of different notices on pages; each entry without an id counts."""
    seen: set[str] = set()
    nameless = 0
    for page in pages:
        for row in page.rows():
            own = notice_id(row)
            if own is None:
                nameless += 1
            else:
                seen.add(own)
    return len(seen) + nameless
