"""Requests to SAM.gov's "Get Opportunities" API, version 2: each is sent once, its key is shown nowhere.

The key stands in the address, as the API wants it. So nothing is taken from an answer but its notices: not
the words of an error, which may echo the address, and not the links, which have a place for the key.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bot.contracts.sources.http import Reply, SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.sam.parse import LIST, kept, notice_id, record
from bot.contracts.sources.sam.progress import PAGE, Step
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
