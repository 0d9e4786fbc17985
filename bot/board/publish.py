"""Publishing of the boards: every page, feed and file of data, written where its contents changed."""

import asyncio
import hashlib
import logging
import struct
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import __version__
from bot.board.contents import MAX_UNDER_OTHERS, BoardContents, BoardDemand, BoardReader, Event
from bot.board.contract_parts import contract_finding
from bot.board.data import (
    CONTRACTS_END,
    CONTRACTS_HEAD,
    board_json,
    board_schema,
    columns_json,
    counts_csv,
)
from bot.board.demand_parts import counter_svg, title_of
from bot.board.feeds import atom_feed, json_feed
from bot.board.folder import Version, new_version
from bot.board.history import contradiction
from bot.board.markdown import text_of
from bot.board.pages import PAGE_SIZE, Pages, Picture, index_page, static_files
from bot.board.signing import page as signing_page
from bot.board.signing_data import (
    STATE,
    STATE_SIGNATURE,
    PublishedRows,
    page_demands,
    rounds_json,
    state_json,
    state_signature,
)
from bot.board.stamps import ContractStamp, hash_of
from bot.charts.contracts import ChartWords
from bot.charts.contracts import draw as draw_money
from bot.charts.preview import Preview, preview_png
from bot.charts.progress import Point, ProgressWords, progress_png
from bot.common.clock import Clock
from bot.contracts.queries.snapshots import FirstSeen
from bot.contracts.queries.views import ContractView
from bot.errors import CANNOT_STORE, Sentence
from bot.exports.ledger_file import ROUNDS, ledger_file
from bot.exports.manifest import MANIFEST, SIGNATURE, ManifestSigner, board_manifest, fingerprint
from bot.exports.timestamps.document import FOLDER
from bot.exports.writer import ContractFiles
from bot.keystore.keyring import Keys, KeysError
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.ledger import LedgerEntry
from bot.petitions.demands.progress import progress_alternative, progress_words
from bot.petitions.demands.views import DemandView
from bot.petitions.page_rows import rows_index, rows_name
from bot.servers.board import HOME, SIGNING, counter_picture
from bot.storage import Database
from bot.storage.models import Note
from bot.texts import Texts, Translator
from bot.texts.catalogue import own_names
from bot.ui.contracts.figures import chart_alternative, chart_words
from bot.ui.contracts.names import source_line
from bot.ui.demands.lines import count_line, verified
from bot.ui.markdown import one_line, plain
from bot.ui.members import privacy_lines

log = logging.getLogger(__name__)

SIGNED_FILES = ("data/", "ledger/", "sign/", FOLDER, "rounds.json", "verify.py")
_MIN_POINTS = 2
_MACHINE = "feeds"  # name of its note
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # of the reads: a chart has their day
_MAX_PREVIEWS = 20  # of contracts: a board has too many to draw a picture of each
_PREVIEW_TITLE = 300
_SLICE = 100  # contracts in memory at once; with more, the event loop would wait for their rows


@dataclass(frozen=True, slots=True)
class Published:
    """Result of a publishing: the boards, all files, and those that were written anew. ``withheld`` and
    ``failed``: boards that are as they were, or not there yet, and why: since their history contradicts what
    was published, and by an unexpected error."""

    boards: Sequence[str]
    files: int
    written: int
    withheld: Mapping[str, Sentence]
    failed: Mapping[str, Sentence]


class Publisher:
    """Publishes all boards into a folder. ``address`` is where the public finds it, with a slash at its end;
    empty if that is not known; ``box`` likewise that of the box, if it is on another machine."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        texts: Texts,
        keys: Keys,
        reader: BoardReader,
        *,
        address: str = "",
        box: str = "",
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._keys = keys
        self.reader = reader
        self.address = address
        self.box = box

    async def publish(
        self, site: Path, *, wait: float = 0.0, check: Callable[[], Awaitable[None]] | None = None
    ) -> Published:
        """Publish all boards as the folder ``site``; ``wait`` and ``check`` as for ``new_version``. A board
        whose history contradicts what was published stays as it was, and one in which an unexpected error
        occurs. Raises ``FolderError``; ``KeysError`` if the signing key cannot be used, ``OSError`` if the
        files cannot be written: then readers have the site before."""
        async with self._database.write() as session:
            signer = ManifestSigner(await self._keys.ensure(session, "signing"))
            machine = await _machine(session, signer)
        async with new_version(site, wait=wait, check=check) as version:
            boards = await self.reader.boards()
            withheld, failed = {}, {}
            for name, server_id in sorted(boards.items()):
                try:
                    if why := await self._publish_board(version, server_id, name, signer, machine):
                        withheld[name] = why
                except (OSError, KeysError, *CANNOT_STORE):
                    raise  # the next board would fail as well
                except Exception as error:
                    log.exception("the board of server %s could not be published", server_id)
                    kind = type(error).__name__
                    failed[name] = Sentence("terminal-board-failed", board=name, error=kind)
                    await asyncio.to_thread(version.keep_folder, name)
            for path, content in static_files():
                version.write(path, content)
            kept = {*withheld, *failed}
            there = [name for name in sorted(boards) if name not in kept or version.published(name)]
            links = [(f"{name}/index.html", name, "") for name in there]
            version.write("index.html", index_page("Tocsin", links))
        return Published(there, len(version.files), version.written, withheld, failed)

    async def _publish_board(
        self, version: Version, server_id: int, name: str, signer: ManifestSigner, machine: str
    ) -> Sentence | None:
        """Publish a board, or leave it as it is; return why."""
        before = version.published(name)
        contents = await self.reader.read(server_id, name, self._clock())
        contents = replace(contents, languages=self._languages(contents, before))
        if why := await self.withheld(contents, before):
            await asyncio.to_thread(version.keep_folder, name)
            return why
        await _Board(self, version, contents, signer, machine).write()
        return None

    async def withheld(self, contents: BoardContents, published: Path | None) -> Sentence | None:
        """Return why a board must not replace the one that is published in this folder, if it must not.
        Raises ``OSError``."""
        kept = await Checkpoints(self._keys.folder, self._database).all()
        ours = (contents.name, contents.demands, contents.rounds)
        return await asyncio.to_thread(contradiction, *ours, published, kept)

    def _languages(self, contents: BoardContents, published: Path | None) -> Sequence[str]:
        """Return the languages of a board, with those that it had: an address never changes."""
        there = {each for each in self._texts.languages if published and (published / each / HOME).is_file()}
        return [*contents.languages, *sorted(there.difference(contents.languages))]

    async def signing_translators(self) -> Sequence[Translator]:
        """Return the translators for the signing page: for all languages of the program that have its
        texts."""
        found = [await self.translator(language) for language in self._texts.languages]
        return [t for t in found if self._texts.has_own(t.language, "signing-title")]

    async def translator(self, language: str) -> Translator:
        """Return the translator for a language of a board."""
        return await self._texts.parsed(language)


class _Board:
    """One board of a publishing."""

    def __init__(
        self,
        publisher: Publisher,
        version: Version,
        contents: BoardContents,
        signer: ManifestSigner,
        machine: str,
    ) -> None:
        self._publisher = publisher
        self._version = version
        self._contents = contents
        self._signer = signer
        self._machine = machine
        self._prefix = f"{contents.name}/"
        # A page also changes with the program and with what stands on every page.
        short = sorted(contents.names.short.by_key.items())
        words = [(word.slug, word.texts) for word in contents.words]
        page = contents.title, contents.languages, publisher.address
        common = (__version__, *page, short, words, contents.watches, bool(contents.rounds))
        self._common = hashlib.sha256(repr(common).encode()).hexdigest()[:12]

    async def write(self) -> None:
        contents = self._contents
        for one in contents.demands:
            ledger = await asyncio.to_thread(ledger_file, one.published, self._signer)
            self._write(f"ledger/{one.view.slug}.json", ledger)
        for path, content in contents.timestamps.items():
            self._write(path, content)
        if contents.rounds:
            await self._write_signing()
        await self._write_data()
        self._write("verify.py", (files("bot.board") / "verify.py").read_bytes())
        pages = [
            await self._pages(await self._publisher.translator(language)) for language in contents.languages
        ]
        for each in pages:
            await asyncio.to_thread(self._write_few, each)
        await self._write_contracts(pages)
        await asyncio.to_thread(lambda: contents.stamps)
        await self._write_former(pages)
        await self._write_lists(pages)
        await self._write_updates(pages)
        names = own_names()
        links = [(f"{each}/index.html", names[each].capitalize(), each) for each in contents.languages]
        self._write("index.html", index_page(contents.title, links, root="../", language=contents.language))
        await asyncio.to_thread(self._sign)

    async def _write_signing(self) -> None:
        """Write the signing page, what it reads, and the rows that were published."""
        contents, publisher, address = self._contents, self._publisher, self._publisher.address
        board = f"{address}{contents.name}/" if address else ""
        translators = await publisher.signing_translators()
        languages = [t.language for t in translators]
        asked = [publisher.box] if publisher.box else []
        for t in translators:
            home = "index.html" if t.language in contents.languages else "../index.html"
            page = signing_page(
                t,
                title=contents.title,
                home=home,
                languages=languages,
                board=board,
                key=fingerprint(self._signer.public_key),
                asked=asked,
            )
            self._write(f"{t.language}/{SIGNING}", page)
        self._write(ROUNDS, rounds_json(contents, self._signer))
        rows = [
            PublishedRows(one.view.id, entry, await self._write_rows(one.view, entry))
            for one in page_demands(contents)
            for entry in one.published.ledger
            if entry.rows_sha256 is not None
        ]
        notice = {
            t.language: "\n".join(
                text_of(line, t) for line in privacy_lines(contents.privacy, t).splitlines()
            )
            for t in translators
        }
        signer = self._signer
        state = state_json(contents, rows, notice, signer=signer, address=address, box=publisher.box)
        self._write(STATE, state)
        self._write(STATE_SIGNATURE, state_signature(state, signer))

    async def _write_rows(self, view: DemandView, entry: LedgerEntry) -> int:
        """Write the rows of a publication, and their index if it has one; return how many there are."""
        path = f"ledger/{rows_name(view.slug, entry.number)}"
        rows = await self._publisher.reader.rows(view.id, entry.number)
        await asyncio.to_thread(self._write, path, rows)
        if entry.index_sha256:
            index = await asyncio.to_thread(rows_index, rows)
            self._write(f"{path.removesuffix('.jsonl')}.index", index)
        return rows.count(b"\n")

    def _sign(self) -> None:
        """Write the signed list of the ledgers and of the files of data. Blocking: it reads them."""
        made = {
            name: self._version.checksum(self._prefix + name)
            for path in self._version.files
            if (name := path.removeprefix(self._prefix)) != path
            and (name.startswith(SIGNED_FILES) or name.endswith(f"/{SIGNING}"))
        }
        contents = self._contents
        manifest = board_manifest(contents.name, made, self._signer.public_key, contents.made_at)
        self._write(MANIFEST, manifest)
        self._write(SIGNATURE, self._signer.signature(manifest))

    async def _write_data(self) -> None:
        """Write the data, all of it from the database: a file that was kept could be one that somebody put
        into the folder, and would be signed."""
        contents = self._contents
        self._write("data/board.json", await asyncio.to_thread(board_json, contents))
        counts = await asyncio.to_thread(counts_csv, contents.demands, contents.language)
        self._write("data/counts.csv", counts)
        self._write("data/schema.json", board_schema())
        self._write("data/columns.json", columns_json())
        await self._write_contract_files()

    async def _write_contract_files(self) -> None:
        """Write the files with the data of all contracts."""
        contents, version, reader = self._contents, self._version, self._publisher.reader
        shown = {contract.id for contract in contents.contracts}
        ids = [each for each in await reader.ordered(contents.server_id) if each in shown]
        with ExitStack() as opened:
            contracts, actions, nested = (
                opened.enter_context(version.stream(f"{self._prefix}data/{name}"))
                for name in ("contracts.csv", "actions.csv", "contracts.json")
            )
            made = ContractFiles(contracts, actions, nested, CONTRACTS_HEAD)
            async for batch in reader.batches(ids):
                await asyncio.to_thread(made.write, batch)
            nested.write(CONTRACTS_END)
            await asyncio.to_thread(opened.close)

    async def _pages(self, t: Translator) -> Pages:
        return Pages(
            board=self._contents,
            t=t,
            machine=self._machine,
            address=self._publisher.address,
            pictures=await asyncio.to_thread(self._pictures, t),
            previews=await asyncio.to_thread(self._previews, t),
        )

    def _write_few(self, pages: Pages) -> None:
        """Write the pages that are few, whatever was published: those without facts and demands are always
        rendered."""
        contents, today = self._contents, self._contents.made_at.date()
        language = pages.t.language
        written = {
            "index.html": pages.home(),
            "facts/index.html": pages.facts(),
            "about.html": pages.about(fingerprint(self._signer.public_key)),
            "verify.html": pages.verify(),
            "feed.atom": atom_feed(pages),
            "feed.json": json_feed(pages),
            **{f"facts/{fact.slug}.html": pages.retired(fact) for fact in contents.retired},
        }
        for path, content in written.items():
            self._write(f"{language}/{path}", content)
        for fact in contents.facts:
            named = [contents.pages.get(each.id) for each in fact.contracts if each.id is not None]
            path, stamp = f"{language}/facts/{fact.slug}.html", hash_of(fact, today, named)
            self._page(path, stamp, partial(pages.fact, fact))
        for one in contents.demands:  # of which each may have a thousand counts
            path, chart = f"{language}/demands/{one.view.slug}.html", f"demand-{one.view.slug}"
            stamp = hash_of(one.stamp, one.shown, pages.pictures.get(chart), today)
            self._page(path, stamp, partial(pages.demand, one))
            self._page(
                f"{language}/{counter_picture(one.view.slug)}", stamp, partial(counter_svg, one, pages.t)
            )

    async def _write_contracts(self, pages: Sequence[Pages]) -> None:
        """Write the pages of contracts that changed, each read once for all languages."""
        contents, reader = self._contents, self._publisher.reader
        changed = await asyncio.to_thread(self._changed, pages)
        for start in range(0, len(changed), _SLICE):
            some = changed[start : start + _SLICE]
            wanted = [contract for contract, _ in some]
            details = await reader.details(contents.server_id, wanted, contents.names)
            await asyncio.to_thread(self._put_contracts, some, details)

    async def _write_lists(self, pages: Sequence[Pages]) -> None:
        """Write the pages of the list of contracts that changed."""
        contents, server_id, reader = self._contents, self._contents.server_id, self._publisher.reader
        for month, group in contents.months.items():
            stamp = contents.stamps["contracts", month]
            if changed := self._unless_kept(pages, f"contracts/{month}.html", stamp):
                lines = await reader.lines(server_id, group)
                for each, path in changed:
                    self._put(path, await asyncio.to_thread(each.contracts, lines, month), stamp)
        newest = await reader.lines(server_id, contents.contracts[:PAGE_SIZE])
        under = await reader.contracts.under_others(server_id, limit=MAX_UNDER_OTHERS)
        for each in pages:
            page = await asyncio.to_thread(each.contracts, newest, under=under)
            self._write(f"{each.t.language}/contracts/index.html", page)

    async def _write_former(self, pages: Sequence[Pages]) -> None:
        """Write the pages of contracts that no watch follows any more, where they changed."""
        contents, reader = self._contents, self._publisher.reader
        events: dict[int, list[Event]] = {each.id: [] for each, _ in contents.former}
        for event in contents.events:
            if event.read is not None and event.read[0] in events:
                events[event.read[0]].append(event)
        for former, until in contents.former:
            told = events[former.id]
            stamp = hash_of(former.stamp, until, list(map(contents.event_stamp, told)))
            if not (changed := self._unless_kept(pages, former.page, stamp)):
                continue
            for line in await reader.lines(contents.server_id, [former]):
                news = await reader.contracts.news_of(
                    contents.server_id, [event.read for event in told if event.read]
                )
                for each, path in changed:
                    page = each.former(former.page, line, until.date(), told, news)
                    self._put(path, page, stamp)

    def _changed(self, pages: Sequence[Pages]) -> list[tuple[ContractStamp, list[Pages]]]:
        """Keep the pages of contracts that did not change; return the others, relatives together, since their
        pages name each other."""
        return [
            (contract, anew)
            for contract in sorted(self._contents.contracts, key=lambda contract: contract.family)
            if (anew := [each for each in pages if not self._keep(*_page_of(contract, each))])
        ]

    def _put_contracts(
        self,
        changed: Sequence[tuple[ContractStamp, Sequence[Pages]]],
        details: Mapping[int, tuple[ContractView, FirstSeen]],
    ) -> None:
        for contract, pages in changed:
            for each in pages if contract.id in details else ():
                path, stamp = _page_of(contract, each)
                self._put(path, each.contract(*details[contract.id]), stamp)

    async def _write_updates(self, pages: Sequence[Pages]) -> None:
        """Write the pages of the list of events where they changed."""
        contents = self._contents
        for month, events in contents.event_months.items():
            stamp = contents.stamps["updates", month]
            if changed := self._unless_kept(pages, f"updates/{month}.html", stamp):
                reads = [event.read for event in events if event.read is not None]
                news = await self._publisher.reader.contracts.news_of(contents.server_id, reads)
                for each, path in changed:
                    told = await asyncio.to_thread(each.told, events, news)
                    self._put(path, await asyncio.to_thread(each.updates, told, month), stamp)
        for each in pages:
            page = await asyncio.to_thread(each.updates, each.latest)
            self._write(f"{each.t.language}/updates/index.html", page)

    def _unless_kept(self, pages: Sequence[Pages], path: str, stamp: str) -> list[tuple[Pages, str]]:
        """Keep a page in each language if it did not change; return the others, with their paths."""
        found = [(each, f"{each.t.language}/{path}") for each in pages]
        return [(each, there) for each, there in found if not self._keep(there, stamp)]

    def _pictures(self, t: Translator) -> dict[str, Picture]:
        """Draw the charts that changed, and return all by name."""
        contents, found = self._contents, {}
        if (chart := contents.chart) is not None:
            words = chart_words(chart, t)
            shown = replace(chart, rest_kinds=frozenset(), read_at=_ANY_TIME)
            stamp = _drawn_from(shown, words, sorted(chart.rest_kinds), chart.read_at.date())
            alternative = chart_alternative(chart, t)
            found["money"] = self._picture("money", t, alternative, stamp, partial(draw_money, chart, words))
        for one in contents.demands:
            points = [
                Point(one.view.day_of(row.published_at), row.count) for row in one.published.publications
            ]
            if len(points) < _MIN_POINTS:
                continue
            goal, how = one.view.goal, verified(one.view, one.view.publication or one.view, t, one.server)
            progress = progress_words(str(t.pick(one.view.texts)["title"]), points, goal, how, t)
            name, stamp = f"demand-{one.view.slug}", _drawn_from(progress, points, goal)
            alternative = progress_alternative(points, goal, how, t)
            draw = partial(progress_png, points, goal, progress)
            found[name] = self._picture(name, t, alternative, stamp, draw)
        return found

    def _previews(self, t: Translator) -> dict[str, str]:
        """Draw the pictures for link previews that changed, and return all by their pages. Previews need an
        address, so without one there are none."""
        if not self._publisher.address:
            return {}
        found = {}
        for page, name, preview in _previews_of(self._contents, t):
            found[page] = f"images/{name}-{t.language}.png"
            self._page(found[page], hash_of(preview), partial(preview_png, preview))
        return found

    def _picture(
        self, name: str, t: Translator, alternative: str, stamp: str, draw: Callable[[], bytes]
    ) -> Picture:
        """Draw a picture, unless the one before was drawn from the same."""
        file = f"images/{name}-{t.language}.png"
        self._page(file, stamp, draw)
        width, height = struct.unpack(">II", self._version.head(f"{self._prefix}{file}", 24)[16:])
        return Picture(file, alternative, width, height)

    def _page(self, path: str, stamp: str, render: Callable[[], str | bytes]) -> None:
        """Keep a file that was made for the same stamp, or else render and write it."""
        self._version.page(f"{self._prefix}{path}", f"{self._common} {stamp}", render)

    def _keep(self, path: str, stamp: str) -> bool:
        return self._version.keep(f"{self._prefix}{path}", f"{self._common} {stamp}")

    def _put(self, path: str, content: str, stamp: str) -> None:
        """Write a page that was not kept."""
        self._version.write(f"{self._prefix}{path}", content, f"{self._common} {stamp}")

    def _write(self, path: str, content: str | bytes) -> None:
        """Write a file that is made at every publishing."""
        self._version.write(f"{self._prefix}{path}", content)


async def _machine(session: AsyncSession, signer: ManifestSigner) -> str:
    """Return what tells the feeds of this machine from those of others: the beginning of the fingerprint of
    the key that signed its first board, also after that was replaced."""
    if (note := await session.get(Note, _MACHINE)) is None:
        note = Note(name=_MACHINE, value=fingerprint(signer.public_key).replace(" ", "")[:16])
        session.add(note)
    return note.value


def _page_of(contract: ContractStamp, pages: Pages) -> tuple[str, str]:
    """Return the path of a contract's page and its stamp: it names its own picture while it has one, and the
    facts about it."""
    stamp = f"{contract.stamp} preview" if contract.page in pages.previews else contract.stamp
    if facts := pages.board.facts_about.get(contract.id):
        stamp += f" {hash_of([(fact.slug, fact.state, fact.texts, fact.changed_on) for fact in facts])}"
    return f"{pages.t.language}/{contract.page}", stamp


def _drawn_from(*values: Any) -> str:
    """Return the stamp of a picture that is drawn from these values. The functions of a chart's words follow
    from its language."""
    parts = []
    for value in values:
        words = isinstance(value, ChartWords | ProgressWords)
        shown = [getattr(value, each.name) for each in fields(value)] if words else [value]
        parts += [repr(each) for each in shown if not callable(each)]
    return hash_of(parts)


def _previews_of(board: BoardContents, t: Translator) -> Iterator[tuple[str, str, Preview]]:
    """Yield pages that have a picture: the path of the page, the name of the picture, and its words. These
    are the first page, demands, facts, and the contracts of the latest updates."""
    yield "index.html", "preview", _first_preview(board, t)
    for one in board.demands:
        page, how = f"demands/{one.view.slug}.html", text_of(count_line(one.view, t, plain(one.server)), t)
        yield page, _preview_name(page), _preview_of(board, one, how, t)
    for fact in board.facts:
        page, state = f"facts/{fact.slug}.html", t(f"fact-state-{fact.state}")
        title = t("board-fact-title", state=state, title=one_line(fact.title(t.language)))
        yield page, _preview_name(page), Preview(board.title, title, t(f"fact-state-{fact.state}.meaning"))
    for line in {news.contract.id: news.contract for news in board.latest[:_MAX_PREVIEWS]}.values():
        if (page := board.pages.get(line.id, "")) and line.id not in {each.id for each, _ in board.former}:
            foot = text_of(source_line(t, line.source, line.changed_at), t)
            yield page, _preview_name(page), Preview(board.title, contract_finding(line, t), foot)


def _first_preview(board: BoardContents, t: Translator) -> Preview:
    """Return the picture of the first page: its first demand with the count, or what the board is called."""
    if not board.shown_demands:
        return Preview(board.title, board.title, t("board-description"))
    return _preview_of(board, board.shown_demands[0], t("board-description"), t)


def _preview_of(board: BoardContents, one: BoardDemand, foot: str, t: Translator) -> Preview:
    published = one.view.publication
    count = "" if published is None else t.number(published.count)
    return Preview(board.title, title_of(one, t)[:_PREVIEW_TITLE], foot, count)


def _preview_name(page: str) -> str:
    return f"preview-{hashlib.sha256(page.encode()).hexdigest()[:12]}"
