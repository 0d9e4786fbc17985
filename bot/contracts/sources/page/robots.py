"""What a site asks of robots (RFC 9309), and whether a page may be read."""

import zlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import datetime, timedelta

from yarl import URL

from bot.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.client import REDIRECTS
from bot.contracts.sources.page.rules import Rules
from bot.contracts.sources.protocol import Fault, SourceError
from bot.contracts.sources.web_address import shown

TOKEN = "Tocsin"  # noqa: S105  # the name by which robots.txt files speak of us
KEPT = timedelta(days=1)  # RFC 9309, 2.4: not longer
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least as much is read
LARGEST = 512 * 1024  # bytes; rules that are longer cannot be read, and nothing by them
MOST_REDIRECTS = 5
MOST_SITES = 128  # whose rules are kept

# RFC 9309, 2.3.1.3: a file that is not to be had forbids nothing, unless the server is in trouble.
_NONE_THERE = frozenset({Fault.GONE, Fault.REFUSED})


@dataclass(frozen=True, slots=True)
class _Kept:
    read_at: datetime
    packed: bytes


class Robots:
    """The rules of sites, kept in memory for a day; of many sites, those that were asked about last."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._kept: dict[URL, _Kept] = {}  # the site that was asked about last is the last

    async def check(self, address: str) -> None:
        """Return if a page may be read.

        Raises ``SourceError``: ``NOT_ALLOWED``, or whatever kept the rules from being read: then nothing
        may be read for now. The pause that a site asks for between two requests is kept from here on.
        """
        site = URL(address).origin()
        text = await self._of(site)
        if not text.strip():
            return
        rules = await self._http.parsers.run(Rules, "robots", text, address=address, token=TOKEN)
        if rules.delay > 0:
            self._http.slow(str(site.raw_host), rules.delay, always=False)
        if not rules.allowed:
            raise SourceError(Fault.NOT_ALLOWED, f"{shown(address)} is closed to robots")

    async def _of(self, site: URL) -> bytes:
        known = self._kept.pop(site, None)
        if known is None or not timedelta(0) <= self._clock() - known.read_at < KEPT:
            text = await self._read(site.with_path("/robots.txt"))
            known = _Kept(self._clock(), zlib.compress(text))
        self._kept[site] = known
        while len(self._kept) > MOST_SITES:
            del self._kept[next(iter(self._kept))]
        return zlib.decompress(known.packed)

    async def _read(self, address: URL) -> bytes:
        """The text of a robots.txt in UTF-8, empty where there is none. Redirects lead wherever they lead."""
        for _ in range(MOST_REDIRECTS + 1):
            try:
                fetched = await self._http.fetch(
                    str(address), accept="text/plain, */*", max_bytes=LARGEST, gone_is_answer=True
                )
            except SourceError as error:
                if error.fault in _NONE_THERE:
                    return b""
                raise
            if fetched.status not in REDIRECTS:
                there = fetched.status < 300
                return fetched.content[:MOST_BYTES].removeprefix(BOM_UTF8) if there else b""
            try:
                address = URL(fetched.url).join(URL(fetched.headers.get("location", "")))
            except ValueError:
                return b""
        return b""
