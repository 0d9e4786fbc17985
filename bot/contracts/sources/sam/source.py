"""SAM.gov source: notices of US federal purchases, from the public API with a key of the operator's own."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import SourceHttp
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
from bot.contracts.sources.sam.api import NoPage, SamApi, address_of
from bot.contracts.sources.sam.parse import (
    SOURCE,
    Version,
    matches,
    notice_id,
    record,
    source_id_of,
    version_of,
)
from bot.contracts.sources.sam.progress import (
    KEPT,
    MAX_TRIES,
    NoRequestLeft,
    NoticePages,
    Overtaken,
    Progress,
    StoredPage,
    packed,
)
from bot.contracts.sources.search import Row, SearchSource, Shortfall
from bot.contracts.sources.values import reading_one

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
