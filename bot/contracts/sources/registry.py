"""Registry of all sources. ``docs/adding-a-source.md`` lists the other places that a new one needs.

Forms, queries and exports need a source's policy, which is most often the class of the source itself. The
modules that read awards, OCDS data, feeds and pages take time and memory at every start, so they are imported
when such a source is first read.
"""

from collections.abc import Iterator, Mapping

from bot.common.clock import Clock
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp.source import Decp
from bot.contracts.sources.feed.policy import FeedPolicy
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds.policy import OcdsPolicy
from bot.contracts.sources.ocds.publishers import PUBLISHERS
from bot.contracts.sources.page.policy import PagePolicy
from bot.contracts.sources.protocol import Source, SourcePolicy
from bot.contracts.sources.sam.progress import NoticePages
from bot.contracts.sources.sam.source import Sam
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending.query import UsaspendingPolicy
from bot.contracts.sources.web_address import AddressCheck
from bot.settings import Settings

POLICIES = (
    UsaspendingPolicy,
    Ted,
    Boamp,
    Decp,
    Approch,
    Sam,
    OcdsPolicy,
    FeedPolicy,
    PagePolicy,
)


def every_policy(check: AddressCheck) -> dict[str, SourcePolicy]:
    """Return the policies by name; ``check`` is asked whether an address of a query may be read."""
    policies: tuple[SourcePolicy, ...] = (
        UsaspendingPolicy(),
        Ted,
        Boamp,
        Decp,
        Approch,
        Sam,
        OcdsPolicy(check),
        FeedPolicy(check),
        PagePolicy(check),
    )
    return {policy.name: policy for policy in policies}


class Sources(Mapping[str, Source]):
    """The sources by name, all behind one HTTP access, ``http``. Each is made, and its parsers imported, when
    it is first asked for. ``pages`` are the stored notices of SAM.gov; without them, that source cannot be
    read."""

    def __init__(
        self, http: SourceHttp, settings: Settings, clock: Clock, pages: NoticePages | None = None
    ) -> None:
        self.http, self._settings, self._clock, self._pages = http, settings, clock, pages
        self._made: dict[str, Source] = {}
        self.policies: Mapping[str, SourcePolicy] = every_policy(http.check)
        for host, publisher in PUBLISHERS.items():  # their limits hold for feeds and pages of theirs, too
            http.slow(host, publisher.pace)

    @property
    def offered(self) -> frozenset[str]:
        """The sources for new watches: those that need no key, or have one."""
        return frozenset(name for name in self.policies if name != "sam" or self._settings.sam_key)

    def __getitem__(self, name: str) -> Source:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self.policies

    def __iter__(self) -> Iterator[str]:
        return iter(self.policies)

    def __len__(self) -> int:
        return len(self.policies)

    def _make(self, name: str) -> Source:
        http, settings, clock = self.http, self._settings, self._clock
        match name:
            case "usaspending":
                from bot.contracts.sources.usaspending.source import Usaspending

                return Usaspending(http, settings.usaspending_url, clock)
            case "ted":
                return Ted(http, settings.ted_url, clock)
            case "boamp":
                return Boamp(http, settings.boamp_url, clock)
            case "decp":
                return Decp(http, settings.decp_url, clock)
            case "approch":
                return Approch(http, settings.approch_url, clock)
            case "sam":
                return Sam(http, settings.sam_url, settings.sam_key, self._pages, clock)
            case "ocds":
                from bot.contracts.sources.ocds.source import Ocds

                return Ocds(http, clock, settings.files)
            case "feed":
                from bot.contracts.sources.feed.source import Feeds

                return Feeds(http, clock)
            case "page":
                from bot.contracts.sources.page.source import WebPages

                return WebPages(http, clock)
        raise KeyError(name)
