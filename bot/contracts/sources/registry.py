"""Registry of all sources. ``docs/adding-a-source.md`` lists the other places that a new one needs.

Forms, queries and exports need a source's policy, which is most often the class of the source itself. The
modules that read awards, OCDS data, feeds and pages take time and memory at every start, so they are imported
when such a source is first read.

Some stored answers are pages of search results: beside a contract they contain the other results, and so
reveal the query. An answer is stored once for all servers, and a server that did not ask must not learn the
query from it. Each policy declares which of its answers are such pages (``AnswerPolicy``); here the part
about one contract is taken out.
"""

from collections.abc import Iterator, Mapping

from bot.common.clock import Clock
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import Decp
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.ocds.publishers import PUBLISHERS
from bot.contracts.sources.ocds.query import OcdsPolicy
from bot.contracts.sources.policy import AddressPolicy, FeedPolicy, PagePolicy, Policy
from bot.contracts.sources.protocol import AnswerPolicy, Source, SourceError, SourcePolicy
from bot.contracts.sources.sam.progress import NoticePages
from bot.contracts.sources.sam.source import Sam
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending.query import UsaspendingPolicy
from bot.contracts.sources.warc import MEDIA as WARC
from bot.contracts.sources.web_address import AddressCheck
from bot.settings import Settings

POLICIES: tuple[type[Policy] | type[AddressPolicy], ...] = (
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
    policies: dict[str, SourcePolicy] = {}
    for policy in POLICIES:
        policies[policy.name] = policy(check) if issubclass(policy, AddressPolicy) else policy
    return policies


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


_PLAIN = AnswerPolicy()
_KEPT = {policy.name: policy.kept for policy in POLICIES}


def may_hold_others(source: str, url: str, media: str) -> bool:
    """True if an answer of this source, read from this address, may be about other contracts as well."""
    return not says_none(source, media) and _of(source).lists(url)


def is_chosen(source: str) -> bool:
    """True if a contract of this source may have been read from an address that only the watch names."""
    return _of(source).chosen


def public_id(source: str, stored_id: str) -> str:
    """Return the id that the source itself uses for a contract, given the stored one."""
    return _of(source).public_id(stored_id)


def part_of(source: str, source_id: str, content: bytes) -> bytes | None:
    """Return the part of an answer (for which ``may_hold_others``) that is about one contract.

    That is its rows, as JSON with the same bytes for the same rows, or the whole answer if all of it is of
    this contract. ``None`` if the answer does not contain the contract.
    """
    try:
        said = json_of(content, source)
    except SourceError:
        return None
    return _of(source).part(said, source_id, content)


def says_none(source: str, media: str) -> bool:
    """True if an answer is the source's statement that it has no contract of the id asked for.

    Such an answer is stored with the whole exchange, unlike the other answers of most sources
    (``warc.absent``).
    """
    return media == WARC and not _of(source).exchanges


def _of(source: str) -> AnswerPolicy:
    """Return the rules of a source; those of a removed source are the defaults."""
    return _KEPT.get(source, _PLAIN)
