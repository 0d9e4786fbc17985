"""Contents of a board, read from the database: what members of its server can read there, and no more.

Its events are in the order in which they were posted: updates of contracts, and what became of demands. Each
has a place of its own that never changes.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from datetime import date as Day
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.board.stamps import ContractStamp, hash_of, other_stamps, stamps_of
from bot.campaign.facts.checks import MAX_FACTS
from bot.campaign.facts.glossary import Glossary, Word
from bot.campaign.facts.service import Facts
from bot.campaign.facts.views import FactView
from bot.common.text import phrase_at
from bot.contracts.following import told_ids
from bot.contracts.model import Kind
from bot.contracts.queries.party_names import PartyNames
from bot.contracts.queries.series import Chart, Drawn
from bot.contracts.queries.service import Contracts
from bot.contracts.queries.snapshots import FirstSeen
from bot.contracts.queries.views import ContractLine, ContractView, News
from bot.errors import UserError
from bot.exports.queries import (
    ContractBatch,
    ExportedDemand,
    ExportRows,
    batch_of,
    ordered_ids,
    parts_of,
    read_rows,
)
from bot.page.registrar.rounds import RoundEntry
from bot.petitions.demands.consent import Privacy
from bot.petitions.demands.views import DemandView, views_of
from bot.petitions.page_rows import rows_file
from bot.servers.board import board_languages
from bot.storage import Database
from bot.storage.models import FormerContract, Publication, Server, Watch
from bot.texts import Texts
from bot.ui.contracts.card import MAX_NAMED
from bot.ui.markdown import one_line

_Item = TypeVar("_Item")

_PAGE_SIZE = 200
_MAX_FIRST = 3  # contracts on the first page
_NO_COUNT = ("opening", "amended", "void")  # publications that are told by events of their own


@dataclass(frozen=True)
class BoardDemand:
    """A demand that was opened: as its card shows it, and all that was published of it. ``server`` is the
    name of the server in which it can be signed."""

    view: DemandView
    published: ExportedDemand
    server: str = ""

    @cached_property
    def stamp(self) -> str:
        """Hash that differs whenever the demand does, but for its counts."""
        view = replace(self.view, publication=None, stamp=0, next_look_at=None)
        return hashlib.sha256(repr(view).encode()).hexdigest()[:16]

    @property
    def shown(self) -> tuple[object, ...]:
        """All that its page shows beside what is in ``stamp``: the last count, publications and texts."""
        asked = self.published
        entries = [entry.hash or str(entry) for entry in asked.ledger]
        versions = [(each.version, each.made_at, each.texts, each.text_hash) for each in asked.versions]
        return self.view.publication, entries, versions


class Event(NamedTuple):
    """Something that was posted. ``kind``: "update" has ``read``, a contract's id and the key of its read;
    the others have ``demand``: "opened", "count", "text", "closed", "delivered", "answered", "void".
    ``number`` is that of a publication or of a version of the text. A tuple, since a board has so many."""

    at: datetime
    kind: str
    read: tuple[int, str] | None = None
    demand: BoardDemand | None = None
    number: int = 0
    publication: Publication | None = None  # of a count

    @property
    def key(self) -> tuple[int, str] | str:
        """Key that tells it from all others: cheaper than its anchor, since a board has so many updates."""
        return self.read or self.anchor

    @property
    def anchor(self) -> str:
        """Its name on its page, and in feeds."""
        if self.read is not None:
            return f"u-{hashlib.sha256(f'{self.read[0]} {self.read[1]}'.encode()).hexdigest()[:12]}"
        slug = "" if self.demand is None else self.demand.view.slug
        return f"{self.kind}-{slug}-{self.number}"


def events_of(demands: Sequence[BoardDemand], posted: Sequence[tuple[int, str, datetime]]) -> list[Event]:
    """Return all events, newest first. Those of one moment are in an order that never changes: updates as in
    ``posted``, and the events of a demand as they follow each other."""
    found = [
        Event(at=at, kind="update", read=(contract_id, key)) for contract_id, key, at in reversed(posted)
    ]
    for one in sorted(demands, key=lambda one: one.view.id):
        found += _of_demand(one)
    return sorted(found, key=lambda event: event.at)[::-1]


def pages_of(groups: Mapping[str, Sequence[_Item]]) -> dict[str, Sequence[_Item]]:
    """Divide groups, each newest first, into pages by name, latest first. A page is filled from the oldest
    on, so that what is on it stays there."""
    found: dict[str, Sequence[_Item]] = {}
    for name, items in groups.items():
        pages = -(-len(items) // _PAGE_SIZE)
        for page in range(pages, 0, -1):
            stop = len(items) - (page - 1) * _PAGE_SIZE
            found[name if page == 1 else f"{name}-{page}"] = items[max(0, stop - _PAGE_SIZE) : stop]
    return found


def neighbours(months: Mapping[str, object], month: str) -> Sequence[str]:
    """Return a page of a list with the one before and the one after it."""
    names = list(months)
    place = names.index(month) if month in months else 0
    return names[max(0, place - 1) : place + 2]


def _of_demand(one: BoardDemand) -> Iterator[Event]:
    view = one.view
    if view.opened_at is not None:
        yield Event(at=view.opened_at, kind="opened", demand=one)
    for row in one.published.publications:
        if row.reason in _NO_COUNT:
            continue
        yield Event(at=row.published_at, kind="count", demand=one, number=row.number, publication=row)
    for before, after in pairwise(one.published.versions):
        if before.text_hash != after.text_hash:
            yield Event(at=after.made_at, kind="text", demand=one, number=after.version)
    if view.void is not None:
        yield Event(at=view.void.at, kind="void", demand=one)
    if view.closed_at is not None and (view.void is None or view.closed_at < view.void.at):
        yield Event(at=view.closed_at, kind="closed", demand=one)
    if view.delivery is not None:
        yield Event(at=_noon(view.delivery.day), kind="delivered", demand=one)
    if view.answer is not None:
        yield Event(at=_noon(view.answer.day), kind="answered", demand=one)


def _noon(day: Day) -> datetime:
    """Return a moment on a day of which no more is known."""
    return datetime.combine(day, time(12), UTC)


_TITLE = 100
_ALL = 1_000_000
MAX_LATEST = 50
"""Events on the first page of their list, and in a feed."""

MAX_UNDER_OTHERS = 100
"""Subcontracts of watched companies under others on the page of contracts."""


@dataclass(frozen=True, kw_only=True)
class BoardContents:
    """A server's board without its contracts' pages. ``name`` is its folder, ``title`` what people read."""

    server_id: int
    name: str
    title: str
    language: str
    languages: Sequence[str]
    demands: Sequence[BoardDemand]
    facts: Sequence[FactView]
    words: Sequence[Word]
    retired: Sequence[FactView]
    names: PartyNames
    watches: Sequence[int]  # whose reads show in how much of an answer is the server's own
    contracts: Sequence[ContractStamp]
    former: Sequence[tuple[ContractStamp, datetime]]  # which no watch has followed since: their pages stay
    events: Sequence[Event]  # newest first
    corrected: Mapping[tuple[int, str], tuple[int, str]]  # see ``Contracts.corrections``
    latest: Sequence[News]  # the updates among the first ``MAX_LATEST`` events
    news_stamps: Mapping[int, str]  # of each contract that was posted, what differs whenever news of it would
    chart: Chart | None
    largest: Sequence[ContractLine]  # contracts of the first page
    rounds: Sequence[RoundEntry]
    timestamps: Mapping[str, bytes]  # files about the ledgers, by name
    privacy: Privacy
    press: str | None  # contact for the press
    made_at: datetime  # the midnight before: nothing on a board tells the time at which it was made

    @cached_property
    def pages(self) -> Mapping[int, str]:
        """The path of each contract's page by its id."""
        former = {contract.id: contract.page for contract, _ in self.former}
        return former | {contract.id: contract.page for contract in self.contracts}

    @cached_property
    def months(self) -> Mapping[str, Sequence[ContractStamp]]:
        """The pages of the list of contracts, by the month of their newest day, the newest first."""
        found: dict[str, list[ContractStamp]] = {}
        for contract in self.contracts:
            found.setdefault(contract.month, []).append(contract)
        return pages_of(found)

    @cached_property
    def facts_about(self) -> Mapping[int, Sequence[FactView]]:
        """The facts that name a contract, by its id."""
        found: dict[int, list[FactView]] = {}
        for fact in self.facts:
            for contract in fact.contracts:
                if contract.id is not None:
                    found.setdefault(contract.id, []).append(fact)
        return found

    @property
    def shown_demands(self) -> Sequence[BoardDemand]:
        """The demands on the first page: the open ones, that opened first before the others; or else all, the
        newest first."""
        opened = [one for one in self.demands if one.view.state == "open"]
        first = sorted(opened, key=lambda one: (one.view.opened_at or self.made_at, one.view.id))
        return first or self.demands

    @cached_property
    def event_months(self) -> Mapping[str, Sequence[Event]]:
        """The pages of the list of events, by their month, the newest first."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(f"{event.at.year:04}-{event.at.month:02}", []).append(event)
        return pages_of(found)

    @cached_property
    def _places(self) -> Mapping[object, str]:
        """The page of each event in the list, by its key."""
        return {event.key: name for name, events in self.event_months.items() for event in events}

    def address(self, event: Event) -> str:
        """Return the address of an event in the list."""
        return f"updates/{self._places[event.key]}.html#{event.anchor}"

    @cached_property
    def corrections(self) -> Mapping[tuple[int, str], Event]:
        """The event that corrected an update, by the contract and the read of that update."""
        wanted = set(self.corrected.values())
        updates = {event.read: event for event in self.events if event.read in wanted}
        return {read: updates[by] for read, by in self.corrected.items() if by in updates}

    @cached_property
    def stamps(self) -> Mapping[tuple[str, str], str]:
        """Stamps of the pages of contracts and updates in lists, by folder and month: each differs whenever
        its page would. Takes its time: not for the event loop."""
        listed: tuple[tuple[str, Mapping[str, Sequence[Any]], Callable[[Any], str]], ...] = (
            ("contracts", self.months, lambda each: f"{each.id} {each.line}"),
            ("updates", self.event_months, self.event_stamp),
        )
        return {
            (folder, month): hash_of(neighbours(months, month), list(map(stamp_of, months[month])))
            for folder, months, stamp_of in listed
            for month in months
        }

    def event_stamp(self, event: Event) -> str:
        """Return what differs whenever an event in the list would."""
        if event.demand is not None:
            row = event.publication
            return f"{event.anchor} {event.demand.stamp} {row and (row.count, row.invalidated, row.hash)}"
        if event.read is None:
            return event.anchor
        by = self.corrections.get(event.read)
        corrected = by and (by.at, self.address(by))
        page = self.pages.get(event.read[0])
        contract_id, key = event.read
        news = self.news_stamps.get(contract_id)
        return f"{contract_id} {key} {event.at.timestamp()} {news} {page} {corrected}"


class BoardReader:
    """Reads what the boards show."""

    def __init__(
        self, database: Database, texts: Texts, contracts: Contracts, facts: Facts, glossary: Glossary
    ) -> None:
        self._database = database
        self._texts = texts
        self.contracts = contracts
        self._facts = facts
        self._glossary = glossary
        self._charts: dict[int, tuple[object, Chart | None]] = {}  # with what they were made from, …
        self._drawn: dict[int, Drawn] = {}  # … and their lines

    async def boards(self) -> Mapping[str, int]:
        """Return the servers that have a board, by its name."""
        wanted = select(Server.board, Server.id).where(Server.board.is_not(None), Server.removed_at.is_(None))
        async with self._database.read() as session:
            found = {row.board: row.id for row in await session.execute(wanted)}
        self._charts = {each: self._charts[each] for each in found.values() if each in self._charts}
        self._drawn = {each: self._drawn[each] for each in found.values() if each in self._drawn}
        return found

    async def read(self, server_id: int, name: str, now: datetime) -> BoardContents:
        """Read a server's board. Its languages are those of the program in which a demand or a fact has
        texts, and the server's own, which is the first."""
        async with self._database.read() as session:
            rows = await read_rows(session, server_id, None)
            title = one_line(rows.server_name, _TITLE) or name
            demands = await _demands(session, server_id, rows, title)
        facts = (await self._facts.page(server_id, limit=MAX_FACTS)).items
        texts = [*(one.view.texts for one in demands), *(fact.texts for fact in facts)]
        posted = await self.contracts.posted(server_id)
        events = await asyncio.to_thread(events_of, demands, posted)
        latest = [event.read for event in events[:MAX_LATEST] if event.read is not None]
        names = await self.contracts.party_names(server_id)
        async with self._database.read() as session:
            read_at = select(Watch.id, Watch.last_complete_at).where(Watch.server_id == server_id)
            watches = [
                (row.id, row.last_complete_at) for row in await session.execute(read_at.order_by(Watch.id))
            ]
            contracts, known = await stamps_of(session, server_id, names)
            others = {each[0] for each in posted} - {contract.id for contract in contracts}
            former = await _former(session, server_id)
            gone = await other_stamps(session, {*others, *former}, names)
        chart = await self._chart(server_id, now, (known, names.short.by_key, watches))
        return BoardContents(
            server_id=server_id,
            name=name,
            title=title,
            language=rows.language,
            languages=board_languages(rows.language, texts, self._texts.languages),
            demands=demands,
            facts=facts,
            words=await self._glossary.list(server_id),
            retired=(await self._facts.page(server_id, limit=_ALL, retired=True)).items,
            names=names,
            watches=[watch_id for watch_id, _ in watches],
            contracts=contracts,
            former=[(gone[contract_id], until) for contract_id, until in former.items()],
            events=events,
            corrected=await self.contracts.corrections(server_id, others),
            latest=await self.contracts.news_of(server_id, latest),
            news_stamps={contract.id: contract.news for contract in (*gone.values(), *contracts)},
            chart=chart,
            largest=await self._largest(server_id, chart, contracts),
            rounds=rows.rounds,
            timestamps=rows.timestamps,
            privacy=rows.privacy or Privacy(),
            press=rows.press,
            made_at=now.replace(hour=0, minute=0, second=0, microsecond=0),
        )

    async def details(
        self, server_id: int, contracts: Sequence[ContractStamp], names: PartyNames
    ) -> Mapping[int, tuple[ContractView, FirstSeen]]:
        """Return some contracts in full with their first known states, by id, without those that the server
        follows no more."""
        ids = [each.id for each in contracts]
        return await self.contracts.show_many(server_id, ids, names, relatives=MAX_NAMED)

    async def ordered(self, server_id: int) -> Sequence[int]:
        """Return the ids of all contracts in the order of the files of data."""
        async with self._database.read() as session:
            return await ordered_ids(session, told_ids(server_id))

    async def batches(self, contract_ids: Sequence[int]) -> AsyncIterator[ContractBatch]:
        """Yield contracts with their modifications, some at a time."""
        for part in parts_of(contract_ids):
            async with self._database.read() as session:
                batch = await batch_of(session, part)
            yield batch  # none of the database is held while it is written

    async def rows(self, demand_id: int, number: int) -> bytes:
        """Return the file of rows of a publication of a demand that is signed on the page."""
        async with self._database.read() as session:
            return await rows_file(session, demand_id, number)

    async def lines(self, server_id: int, contracts: Sequence[ContractStamp]) -> Sequence[ContractLine]:
        """Return contracts in one line each."""
        return await self.contracts.lines(server_id, [each.id for each in contracts])

    async def _largest(
        self, server_id: int, chart: Chart | None, contracts: Sequence[ContractStamp]
    ) -> Sequence[ContractLine]:
        """Return the contracts with the most money, those that have the campaign's words first, and the
        framework contract with the highest ceiling, of those that are on the board."""
        if chart is None:
            return ()
        told = {each.id for each in contracts}
        ceilings = [one.contract_id for one in chart.ceilings if one.kind is Kind.VEHICLE]
        vehicles = [each for each in ceilings if each in told][:1]
        paid = [one.contract_id for one in chart.lines if one.contract_id in told][
            : _MAX_FIRST - len(vehicles)
        ]
        lines = await self.contracts.lines(server_id, [*paid, *vehicles])
        first = [line for line in lines if line.id in paid]
        named = sorted(first, key=lambda line: phrase_at(line.title, line.marked) is None)
        return [*named, *(line for line in lines if line.id not in paid)]

    async def _chart(self, server_id: int, now: datetime, known: object) -> Chart | None:
        """Return the chart of all money: the one before if nothing that it shows is known otherwise."""
        day = now.date()
        before = self._charts.get(server_id)
        if before is not None and before[0] == (known, day):
            return before[1]
        try:
            drawn = self._drawn.setdefault(server_id, Drawn())
            chart = await self.contracts.chart(server_id, day, drawn=drawn)
        except UserError:  # no source states an amount
            chart = None
        self._charts[server_id] = (known, day), chart
        return chart


async def read_demands(session: AsyncSession, server_id: int) -> list[BoardDemand]:
    """Return the demands of a server's board."""
    return await _demands(session, server_id, await read_rows(session, server_id, None), "")


async def _demands(session: AsyncSession, server_id: int, rows: ExportRows, title: str) -> list[BoardDemand]:
    published = {asked.demand.id: asked for asked in rows.demands}
    views = await views_of(session, server_id, include_drafts=False)
    return [BoardDemand(view, published[view.id], title) for view in views]


async def _former(session: AsyncSession, server_id: int) -> dict[int, datetime]:
    """Return since when no watch follows a contract of which the server was told, by its id."""
    row = FormerContract
    gone = row.server_id == server_id, row.contract_id.not_in(told_ids(server_id))
    found = await session.execute(select(row.contract_id, row.until).where(*gone).order_by(row.contract_id))
    return {row.contract_id: row.until for row in found}
