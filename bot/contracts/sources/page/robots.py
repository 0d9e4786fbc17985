"""What a site asks of robots (RFC 9309), and whether a page may be read."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yarl import URL

from bot.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.addresses import shown
from bot.contracts.sources.http.client import REDIRECTS
from bot.contracts.sources.protocol import Fault, SourceError

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "Tocsin"  # noqa: S105  # the name by which robots.txt files speak of us
KEPT = timedelta(days=1)  # RFC 9309, 2.4: not longer
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least as much is read
LARGEST = 512 * 1024  # bytes; rules that are longer cannot be read, and nothing by them
MOST_REDIRECTS = 5
LONGEST_DELAY = 60.0  # seconds; a site that asks for more gets this
MOST_SITES = 128  # whose rules are kept

# RFC 9309, 2.3.1.3: a file that is not to be had forbids nothing, unless the server is in trouble.
_NONE_THERE = frozenset({Fault.GONE, Fault.REFUSED})


@dataclass(frozen=True, slots=True)
class _Rules:
    read_at: datetime
    parsed: "Protego"


class Robots:
    """The rules of sites, kept in memory for a day; of many sites, those that were asked about last."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._rules: dict[URL, _Rules] = {}  # the site that was asked about last is the last

    async def check(self, address: str) -> None:
        """Return if a page may be read.

        Raises ``SourceError``: ``NOT_ALLOWED``, or whatever kept the rules from being read: then nothing
        may be read for now. The pause that a site asks for between two requests is kept from here on.
        """
        site = URL(address).origin()
        rules = await self._of(site)
        delay = rules.crawl_delay(TOKEN) or 0.0
        if delay > 0:
            self._http.slow(str(site.raw_host), min(delay, LONGEST_DELAY), always=False)
        if not rules.can_fetch(address, TOKEN):
            raise SourceError(Fault.NOT_ALLOWED, f"{shown(address)} is closed to robots")

    async def _of(self, site: URL) -> "Protego":
        known = self._rules.pop(site, None)
        if known is None or not timedelta(0) <= self._clock() - known.read_at < KEPT:
            text = await self._read(site.with_path("/robots.txt"))
            known = _Rules(self._clock(), await asyncio.to_thread(_parsed, text))
        self._rules[site] = known
        while len(self._rules) > MOST_SITES:
            del self._rules[next(iter(self._rules))]
        return known.parsed

    async def _read(self, address: URL) -> str:
        """The text of a robots.txt, empty where there is none. Redirects lead wherever they lead."""
        for _ in range(MOST_REDIRECTS + 1):
            try:
                fetched = await self._http.fetch(
                    str(address), accept="text/plain, */*", max_bytes=LARGEST, gone_is_answer=True
                )
            except SourceError as error:
                if error.fault in _NONE_THERE:
                    return ""
                raise
            if fetched.status not in REDIRECTS:
                there = fetched.status < 300
                return fetched.content[:MOST_BYTES].decode("utf-8-sig", "replace") if there else ""
            try:
                address = URL(fetched.url).join(URL(fetched.headers.get("location", "")))
            except ValueError:
                return ""
        return ""


def _parsed(text: str) -> "Protego":
    from protego import Protego

    return Protego.parse(text)
