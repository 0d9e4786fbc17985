"""Cache of robots.txt rules (RFC 9309), and the check of a page against them."""

import zlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import datetime, timedelta

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.client import REDIRECTS
from bot.contracts.sources.parsing.worker import Rules
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

TOKEN = "Tocsin"  # noqa: S105  # the user agent token in robots.txt files
KEPT = timedelta(days=1)  # RFC 9309, 2.4: not longer
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: the minimum to be parsed
MAX_FILE_SIZE = 512 * 1024  # bytes; a longer file is an error, and closes the site for now
MAX_REDIRECTS = 5
MAX_SITES = 128  # sites whose rules are cached

# RFC 9309, 2.3.1.3: an unavailable file (4xx) forbids nothing, unlike a server error.
_NONE_THERE = frozenset({SourceErrorKind.GONE, SourceErrorKind.REFUSED})


@dataclass(frozen=True, slots=True)
class _Kept:
    read_at: datetime
    packed: bytes


class Robots:
    """LRU cache of the rules of sites, in memory, for a day."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._kept: dict[URL, _Kept] = {}  # in order of last use

    async def check(self, address: str) -> None:
        """Return if a page may be read.

        Raises ``SourceError``: ``NOT_ALLOWED``, or the error that kept the rules from being read: the page
        may then not be read for now. Sets the host's crawl delay, if the rules have one.
        """
        site = URL(address).origin()
        text = await self._of(site)
        if not text.strip():
            return
        rules = await self._http.parsers.run(Rules, "robots", text, address=address, token=TOKEN)
        if rules.delay > 0:
            self._http.slow(str(site.raw_host), rules.delay, always=False)
        if not rules.allowed:
            raise SourceError(SourceErrorKind.NOT_ALLOWED, f"{loggable(address)} is closed to robots")

    async def _of(self, site: URL) -> bytes:
        known = self._kept.pop(site, None)
        if known is None or not timedelta(0) <= self._clock() - known.read_at < KEPT:
            text = await self._read(site.with_path("/robots.txt"))
            known = _Kept(self._clock(), zlib.compress(text))
        self._kept[site] = known
        while len(self._kept) > MAX_SITES:
            del self._kept[next(iter(self._kept))]
        return zlib.decompress(known.packed)

    async def _read(self, address: URL) -> bytes:
        """Return the text of a robots.txt in UTF-8, empty if there is none. Redirects may lead to any
        host."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                fetched = await self._http.fetch(
                    str(address), accept="text/plain, */*", max_bytes=MAX_FILE_SIZE, gone_is_answer=True
                )
            except SourceError as error:
                if error.fault in _NONE_THERE:
                    return b""
                raise
            if fetched.status not in REDIRECTS:
                there = fetched.status < 300
                return fetched.content[:MAX_BYTES].removeprefix(BOM_UTF8) if there else b""
            try:
                address = URL(fetched.url).join(URL(fetched.headers.get("location", "")))
            except ValueError:
                return b""
        return b""
