"""Query service for the contracts that a server watches, used by commands. Reads only our own database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import pairwise

from sqlalchemy import select

from bot.common.pagination import Page
from bot.common.text import phrase_at
from bot.contracts.following import must_follow
from bot.contracts.marked_words import marked_words
from bot.contracts.model import Answer, Kind
from bot.contracts.queries import detail, listing, series
from bot.contracts.queries import updates as found
from bot.contracts.queries.party_names import PartyNames, places_of
from bot.contracts.queries.search import by_words
from bot.contracts.queries.snapshots import (
    FirstSeen,
    ValuesAt,
    first_seen,
    first_seen_of,
    snapshot,
    values_over_time,
)
from bot.contracts.queries.updates import baseline_digest, restyled_notice, weekly
from bot.contracts.queries.views import (
    ContractLine,
    ContractView,
    Digest,
    News,
    Restyled,
    WeeklySummary,
    lines_by_id,
)
from bot.contracts.short_names import KnownShortNames, short_names_by_key
from bot.contracts.story.owners import owner_news
from bot.contracts.story.purchases import PurchaseNews, news_of_purchase
from bot.contracts.story.stories import stories_of
from bot.contracts.story.subcontracts import Reported, new_subcontracts
from bot.contracts.story.under_others import (
    UnderOthers,
    UnderOthersPage,
    has_under_others,
    new_under_others,
    under_others,
)
from bot.contracts.story.views import NamedParent, Story
from bot.contracts.watches.service import WatchInfo, watches_of
from bot.storage import Database
from bot.storage.models import Announcement, Contract, Server, Watch
from bot.storage.ttl_cache import TtlCache

LISTED = (Kind.CONTRACT, Kind.ORDER, Kind.VEHICLE, Kind.NOTICE)
"""Kinds in a list without a chosen kind: articles and pages are about contracts."""

_SOME = 500  # lines read at once …
_FIRST = 50  # … after these few, which have several buyers or suppliers already in most servers


class Contracts:
    """Query service for contracts, their changes and announcements. Lists have the contracts that watches
    matched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._short_names: TtlCache[int, Mapping[str, str]] = TtlCache(database)
        self._marked_words: TtlCache[int, tuple[str, ...]] = TtlCache(database)

    async def page(
        self, server_id: int, *, offset: int = 0, limit: int = 8, kind: Kind | None = None
    ) -> Page[ContractLine]:
        """Return a server's contracts, newest activity first; without a ``kind``, all but articles and pages.

        A contract that several sources show is included once, as the first of them.
        """
        kinds = LISTED if kind is None else (kind,)
        page = await listing.page(self._database, server_id, listing.of_kinds(kinds), offset, limit)
        return replace(page, items=await self._named(server_id, page.items))

    async def search(
        self, server_id: int, words: str, *, offset: int = 0, limit: int = 8
    ) -> Page[ContractLine]:
        """Return contracts with words that begin with these, in number, title, parties or actions, or with
        the amount."""
        found = by_words(self._database, words)
        page = await listing.page(self._database, server_id, found, offset, limit)
        return replace(page, items=await self._named(server_id, page.items))

    async def places(self, lines: Iterable[ContractLine], words: str) -> Mapping[int, str]:
        """Return what an action of a found contract says with these words, by contract, of those whose title
        does not have them."""
        wanted = [line.id for line in lines if phrase_at(line.title, [words]) is None]
        async with self._database.read() as session:
            return await places_of(session, wanted, words) if wanted else {}

    async def suggest(self, server_id: int, typed: str) -> list[ContractLine]:
        """Return at most 25 contracts for autocomplete: by words, or by the beginning of an amount.

        The contract whose number was typed comes first, then those whose number begins with it.
        """
        found = await listing.suggest(self._database, server_id, typed)
        return list(await self._named(server_id, found))

    async def numbered(self, server_id: int, number: str) -> list[ContractLine]:
        """Return at most two followed contracts with exactly this number, ignoring case.

        If there is none, those with other punctuation.
        """
        found = await listing.with_number(self._database, server_id, number)
        return list(await self._named(server_id, found))

    async def suggest_buyers(self, server_id: int, typed: str) -> list[str]:
        """Return at most 25 names of buyers as written by sources, of the contracts of a server, without
        pages and articles."""
        async with self._database.read() as session:
            return await listing.names(session, self._database, server_id, Contract.buyer, typed)

    async def suggest_suppliers(self, server_id: int, typed: str) -> list[str]:
        """Return at most 25 names of suppliers in the same way."""
        async with self._database.read() as session:
            return await listing.names(session, self._database, server_id, Contract.supplier, typed)

    async def show(self, server_id: int, contract_id: int) -> ContractView:
        """Return one contract in full. Refused if no watch of this server follows it."""
        async with self._database.read() as session:
            view = await detail.show(session, server_id, contract_id)
        return (await self._names(server_id, view.lines)).view(view)

    async def show_many(
        self, server_id: int, contract_ids: Sequence[int], names: PartyNames, *, relatives: int
    ) -> dict[int, tuple[ContractView, FirstSeen]]:
        """Return contracts in full with their first known states, by id, without those that no watch of this
        server follows: at most some hundred at once. ``names`` are those of ``party_names``."""
        async with self._database.read_long() as session:
            views = await detail.show_many(session, server_id, contract_ids, relatives=relatives)
            seen = await first_seen_of(session, server_id, list(views))
        lines = {line.id: line for view in views.values() for line in view.lines}
        names = await self._names(server_id, lines.values(), names)
        named = zip(views, names.views(list(views.values())), strict=True)
        return {id: (view, seen[id]) for id, view in named}

    async def line(self, server_id: int, contract_id: int) -> ContractLine:
        """Return one contract in one line. Refused if no watch of this server follows it."""
        async with self._database.read() as session:
            await must_follow(session, server_id, contract_id)
            line = (await lines_by_id(session, [contract_id]))[contract_id]
        return (await self._named(server_id, [line]))[0]

    async def text(self, server_id: int, contract_id: int) -> str | None:
        """Return the main text of a page, an article or a notice, a paragraph a line. Refused like
        ``line``."""
        async with self._database.read() as session:
            await must_follow(session, server_id, contract_id)
            return await session.scalar(select(Contract.text).where(Contract.id == contract_id))

    async def values(self, server_id: int, contract_id: int) -> tuple[ValuesAt, ...]:
        """Return the history of a contract's figures in our own readings. Refused like ``line``."""
        async with self._database.read() as session:
            await must_follow(session, server_id, contract_id)
            return await values_over_time(session, contract_id)

    async def lines(self, server_id: int, contract_ids: Sequence[int]) -> tuple[ContractLine, ...]:
        """Return these contracts in one line each, in this order, without those that are gone; they must be
        followed by the server."""
        async with self._database.read() as session:
            by_id = await lines_by_id(session, contract_ids)
        return await self._named(server_id, [by_id[each] for each in contract_ids if each in by_id])

    async def first_seen(self, server_id: int, contract_id: int) -> FirstSeen:
        """Return the first known state of a contract, and the answers it was read from. Refused like
        ``line``."""
        return await first_seen(self._database, server_id, contract_id)

    async def snapshot(self, server_id: int, contract_id: int, stored: str) -> Answer:
        """Return an answer that a contract was read from, by its key in ``first_seen``. Refused like
        ``line``."""
        return await snapshot(self._database, server_id, contract_id, stored)

    async def under_others(self, server_id: int, *, offset: int = 0, limit: int = 8) -> UnderOthersPage:
        """Return the subcontracts that companies of a server's watches have under others, latest first."""
        async with self._database.read() as session:
            return await under_others(session, server_id, offset=offset, limit=limit)

    async def has_under_others(self, server_id: int) -> bool:
        """True if such subcontracts were asked for, for a server."""
        async with self._database.read() as session:
            return await has_under_others(session, server_id)

    async def latest(self, server_id: int, *, offset: int = 0, limit: int = 8) -> Page[News]:
        """Return a server's news, newest first; an item is all changes of one contract in one read."""
        async with self._database.read() as session:
            page = await found.latest(session, server_id, offset=offset, limit=limit)
        return replace(page, items=await self._named_news(server_id, page.items))

    async def posted(self, server_id: int) -> list[tuple[int, str, datetime]]:
        """Return the news that were posted in a server, latest first, each as the id of its contract, the key
        of its read, and the moment of the post."""
        async with self._database.read() as session:
            return await found.posted(session, server_id)

    async def corrections(
        self, server_id: int, others: Collection[int]
    ) -> Mapping[tuple[int, str], tuple[int, str]]:
        """Return the news that was corrected later, each with its last correction: for the contracts that a
        server follows, and for ``others``."""
        async with self._database.read() as session:
            return await found.corrections(session, server_id, others)

    async def news_of(self, server_id: int, reads: Sequence[tuple[int, str]]) -> tuple[News, ...]:
        """Return the news of these contracts in these reads, in this order."""
        async with self._database.read() as session:
            told = await found.news_of(session, reads)
        return await self._named_news(server_id, told)

    async def status(self, server_id: int) -> list[WatchInfo]:
        """Return the state of a server's watches."""
        async with self._database.read() as session:
            return await watches_of(session, server_id)

    async def news(self, contract_id: int, read_key: str, *, server_id: int | None = None) -> News | None:
        """Return the content of a contract announcement; its occasion is the read's key.

        ``server_id``: the server it is for, by whose other contracts parties may be named.
        """
        async with self._database.read() as session:
            told = await found.news_of(session, [(contract_id, read_key)])
        if server_id is not None:
            told = list(await self._named_news(server_id, told))
        return told[0] if told else None

    async def purchase_news(
        self, server_id: int, contract_id: int, occasion: str
    ) -> tuple[ContractLine, Story, Sequence[PurchaseNews]] | None:
        """Return the content of an announcement about the other orders of a contract's purchase; ``None`` if
        nothing of it is left to tell, or the server watches all of these orders."""
        async with self._database.read() as session:
            told = await news_of_purchase(session, server_id, contract_id, occasion)
            stories = await stories_of(session, [contract_id])
        lines = await self.lines(server_id, [contract_id])
        return (lines[0], stories[contract_id], told) if told and lines and stories else None

    async def owner_news(
        self, server_id: int, company: str, occasion: str
    ) -> tuple[ContractLine, NamedParent, NamedParent] | None:
        """Return the content of an announcement about a company's new parent: a contract that it holds, the
        new parent and the old one; ``None`` if the server follows none any more."""
        async with self._database.read() as session:
            found = await owner_news(session, server_id, company, occasion)
        lines = await self.lines(server_id, [found[0]] if found else [])
        return (lines[0], *found[1:]) if found and lines else None

    async def subcontract_news(
        self, server_id: int, contract_id: int, occasion: str
    ) -> tuple[ContractLine, Sequence[Reported]] | None:
        """Return the content of an announcement of a contract's new subcontracts; ``None`` if none of them is
        listed any more."""
        async with self._database.read() as session:
            told = await new_subcontracts(session, contract_id, occasion)
        lines = await self.lines(server_id, [contract_id])
        return (lines[0], told) if told and lines else None

    async def under_others_news(self, server_id: int, occasion: str) -> Sequence[UnderOthers]:
        """Return the content of an announcement of new subcontracts under others; nothing if none is left to
        announce."""
        async with self._database.read() as session:
            return await new_under_others(session, server_id, occasion)

    async def announced(self, server_id: int, announcement_id: int) -> int | None:
        """Return our id of the contract that a post of this server is about.

        The post itself has the id of its day; an upgrade may have put another contract in its place.
        """
        wanted = select(Announcement.subject).where(
            Announcement.id == announcement_id,
            Announcement.server_id == server_id,
            Announcement.kind == "contract",
        )
        async with self._database.read() as session:
            subject = await session.scalar(wanted)
        return None if subject is None else int(subject.partition(":")[2])

    async def restyled(self, server_id: int, notice: str) -> Restyled | None:
        """Return the content of a notice that a source publishes otherwise or that its values keep changing;
        ``notice`` is its occasion."""
        async with self._database.read() as session:
            return await restyled_notice(session, server_id, notice)

    async def chart(
        self,
        server_id: int,
        today: date,
        contract_id: int | None = None,
        drawn: series.Drawn | None = None,
    ) -> series.Chart:
        """Return the chart of all contracts that a server's watches matched, or of one; ``drawn`` are the
        lines of the chart before. Raises ``UserError``."""
        chart = await series.chart(self._database, server_id, today, contract_id, drawn)
        pairs: set[tuple[str, str]] = set()
        cuts = [0, *range(_FIRST, len(chart.contract_ids), _SOME), len(chart.contract_ids)]
        for start, stop in pairwise(cuts):
            async with self._database.read() as session:
                lines = await lines_by_id(session, chart.contract_ids[start:stop])
            named = await self._named(server_id, list(lines.values()))
            pairs |= {
                (each.short_buyer or each.buyer, each.short_supplier or each.supplier) for each in named
            }
            if len(pairs) > 1:
                break
        if len(pairs) != 1:  # none if the contracts were deleted meanwhile
            return chart
        [(buyer, supplier)] = pairs
        return replace(chart, buyer=buyer, supplier=supplier)

    async def untold(self, server_id: int) -> list[Restyled]:
        """Return the undelivered notices on sources that changed their way of publishing, latest first."""
        async with self._database.read() as session:
            untold = await session.scalar(select(Server.untold).where(Server.id == server_id)) or []
            notices = [one for one in reversed(untold) if one.startswith("restyled:")]
            found = [await restyled_notice(session, server_id, notice) for notice in notices]
        return [one for one in found if one is not None]

    async def digest(self, watch_id: int) -> Digest | None:
        """Return the content of a watch's baseline announcement; ``None`` before it, and for a removed
        watch."""
        async with self._database.read() as session:
            digest = await baseline_digest(session, watch_id)
            server_id = await session.scalar(select(Watch.server_id).where(Watch.id == watch_id))
        if digest is None or server_id is None:
            return None
        lines = (*digest.newest, *digest.vehicles)
        return (await self._names(server_id, lines)).digest(digest)

    async def digest_began(self, announcement_id: int) -> datetime | None:
        """Return when the first change of a digest was found; ``None`` if it has none any more."""
        async with self._database.read() as session:
            return await found.digest_began(session, announcement_id)

    async def digest_of_changes(
        self,
        announcement_id: int,
        *,
        server_id: int,
        offset: int = 0,
        limit: int = 8,
        corrected: int = 0,
    ) -> Page[News]:
        """Return the content of a digest of changes, with most money at stake first, and beyond the page at
        most ``corrected`` contracts of which a value was corrected.

        Empty if there is no such announcement of this server.
        """
        async with self._database.read() as session:
            page = await found.digest_of_changes(
                session,
                announcement_id,
                server_id=server_id,
                offset=offset,
                limit=limit,
                corrected=corrected,
            )
        return replace(page, items=await self._named_news(server_id, page.items))

    async def weekly(self, server_id: int, since: datetime) -> WeeklySummary:
        """Return a summary of a server's watches since a moment."""
        async with self._database.read() as session:
            return await weekly(session, server_id, since)

    async def _named(self, server_id: int, lines: Sequence[ContractLine]) -> tuple[ContractLine, ...]:
        names = await self._names(server_id, lines)
        return tuple(map(names.line, lines))

    async def _named_news(self, server_id: int, told: Sequence[News]) -> tuple[News, ...]:
        lines = [line for news in told for line in (news.contract, news.parent)]
        names = await self._names(server_id, lines)
        return tuple(map(names.news, told))

    async def party_names(self, server_id: int) -> PartyNames:
        """Return the names of all parties that have only a number, and the server's short names by key."""
        names = await PartyNames.of_server(self._database, server_id)
        short = KnownShortNames(await self._short_names_of(server_id))
        return replace(names, short=short, marked=await self._marked_words_of(server_id))

    async def _names(
        self, server_id: int, lines: Iterable[ContractLine | None], names: PartyNames | None = None
    ) -> PartyNames:
        """Look up names for parties that have only a number, unless they are known, the server's short
        names, and the words that its watches are about."""
        lines = tuple(lines)
        if names is None:
            names = await PartyNames.find(self._database, server_id, lines)
        by_key, ids = await self._short_names_of(server_id), (line.id for line in lines if line is not None)
        short = await KnownShortNames.find(self._database, by_key, ids)
        return replace(names, short=short, marked=await self._marked_words_of(server_id))

    async def _short_names_of(self, server_id: int) -> Mapping[str, str]:
        reading = partial(short_names_by_key, self._database, server_id)
        return await self._short_names.get(server_id, reading)

    async def _marked_words_of(self, server_id: int) -> tuple[str, ...]:
        async def read() -> tuple[str, ...]:
            async with self._database.read() as session:
                return (await marked_words(session, [server_id]))[server_id]

        return await self._marked_words.get(server_id, read)
