"""Facts of each server: what members read, and what organisers change.

Entries of forms that were refused are kept as drafts for a day, so that nothing has to be typed again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from bot.audit import UNRECORDED, Recorder
from bot.campaign.facts.checks import MAX_FACTS, FactInput, checked_input, form_entries, merge_sources
from bot.campaign.facts.named_contracts import (
    clear_marks,
    contracts_of,
    facts_about,
    lock_links,
    name_contracts,
)
from bot.campaign.facts.views import STALE_AFTER, FactView, NamedContract, fact_view, note_earlier
from bot.common.clock import Clock
from bot.common.pagination import Page, page_of
from bot.common.shown import check_shown
from bot.common.text import fold, slugs
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Demand, Fact, FactDraft, Server
from bot.storage.upsert import ensure_server, insert_ignore

MAX_SUGGESTIONS = 25  # Discord's limit for autocomplete choices
PAGE_SIZE = 4
"""Facts on a page of a list: 20 lines of a telephone."""


class Facts:
    """Facts of each server, in the order of its campaign file, then as organisers added them."""

    def __init__(self, database: Database, clock: Clock, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def page(
        self,
        server_id: int,
        *,
        offset: int = 0,
        limit: int = PAGE_SIZE,
        state: str | None = None,
        stale: bool = False,
        retired: bool = False,
        contract_id: int | None = None,
    ) -> Page[FactView]:
        """Return a page of facts, the first if ``offset`` is beyond the last one; optionally of one state, of
        those not checked for 90 days, of those that were retired, or of those that name a contract."""
        wanted = [Fact.server_id == server_id, Fact.retired_at.is_not(None) == retired]
        if state is not None:
            wanted.append(Fact.state == state)
        if stale:
            wanted.append(Fact.checked_on <= self._clock().date() - STALE_AFTER)
        if contract_id is not None:
            wanted.append(Fact.id.in_(facts_about(contract_id)))
        async with self._database.read() as session:
            counted = await session.execute(select(func.count()).select_from(Fact).where(*wanted))
            total = counted.scalar_one()
            offset = offset if offset < total else 0
            rows = (
                await session.scalars(
                    select(Fact).where(*wanted).order_by(Fact.position, Fact.id).offset(offset).limit(limit)
                )
            ).all()
            named = await contracts_of(session, server_id, [row.id for row in rows])
        items = tuple(fact_view(row, named.get(row.id, ())) for row in rows)
        return Page(items=items, total=total, offset=offset, limit=limit)

    async def show(self, server_id: int, fact_id: int) -> FactView:
        """Return one fact of this server. Raises ``UserError`` if it has none with this id."""
        async with self._database.read() as session:
            return await _view(session, await _one(session, server_id, fact_id, locked=False))

    async def suggest(self, server_id: int, typed: str, language: str) -> list[FactView]:
        """Return at most 25 facts whose title in the reader's language, or slug, contains every typed word.

        Case and accents are ignored. A server has some dozens of facts, so they are compared in Python.
        """
        words = fold(typed).split()
        found = [
            view
            for view in await self._all(server_id)
            if all(word in fold(f"{view.title(language)} {view.slug}") for word in words)
        ]
        return found[:MAX_SUGGESTIONS]

    async def search(
        self, server_id: int, typed: str, *, offset: int = 0, limit: int = PAGE_SIZE
    ) -> Page[FactView]:
        """Return a page, like ``page``, of the facts whose texts or sources, in any language, contain every
        typed word; those with all of them in a title first."""
        words = fold(typed).split()
        found = []
        for view in await self._all(server_id):
            titles = fold(" ".join(text["title"] for text in view.texts.values()))
            whole = fold(" ".join(_strings([view.slug, *view.texts.values(), *map(asdict, view.sources)])))
            if all(word in whole for word in words):
                found.append((not all(word in titles for word in words), view))
        found.sort(key=lambda pair: pair[0])
        return page_of([view for _, view in found], offset, limit)

    async def count(self, server_id: int) -> int:
        """Return the number of facts of the server."""
        async with self._database.read() as session:
            return await _count(session, server_id)

    async def add(self, server_id: int, typed: FactInput, *, by: int) -> FactView:
        """Add a fact. ``by`` is the organiser's Discord id, here and below. Raises ``UserError``."""
        now = self._clock()
        typed = checked_input(typed, now.date())
        if not typed.sources:
            raise UserError("refusal-fact-without-source")
        texts = {typed.language: {"title": typed.title, "body": typed.body}}
        values: dict[str, Any] = {
            "state": typed.state,
            "texts": texts,
            "sources": [asdict(source) for source in typed.sources],
            "checked_on": typed.checked_on,
        }
        free, fact_id = slugs(typed.title, "fact"), None
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, now)
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            count = await _count(session, server_id)
            if count >= MAX_FACTS:
                raise UserError("refusal-fact-too-many", most=MAX_FACTS)
            last = select(func.max(Fact.position)).where(Fact.server_id == server_id)
            position = ((await session.execute(last)).scalar_one() or 0) + 1
            while fact_id is None:  # until a free slug is found
                made = await session.execute(
                    insert_ignore(self._database, Fact)
                    .values(server_id=server_id, slug=next(free), position=position, edited_at=now, **values)
                    .returning(Fact.id)
                )
                fact_id = made.scalar_one_or_none()
            if not count:
                await restamp(session, server_id)
            row = await _one(session, server_id, fact_id)
            if typed.contracts:
                await name_contracts(session, server_id, fact_id, typed.contracts)
            view = await _view(session, row)
            named = {"contracts": _numbers(view.contracts)} if view.contracts else {}
            await self._record(session, row, by, "fact-add", after={**values, **named})
            return view

    async def edit(self, server_id: int, fact_id: int, typed: FactInput, *, by: int) -> FactView:
        """Change a fact: its text in one language, its state, its sources and the day of its check. An empty
        text takes its language away, unless it is the only one. Raises ``UserError``, also if nothing would
        change."""
        now = self._clock()
        typed = checked_input(typed, now.date(), empty=True)
        async with self._database.write() as session:
            row = await _one(session, server_id, fact_id)
            stored = fact_view(row).sources
            check_shown(typed.seen, form_entries(fact_view(row), typed.language))
            sources = (
                stored if typed.sources is None else merge_sources(stored, typed.sources, typed.language)
            )
            texts = {**row.texts, typed.language: {"title": typed.title, "body": typed.body}}
            if not typed.title:
                del texts[typed.language]
                if not texts or typed.language not in row.texts:
                    raise UserError("refusal-fact-without-text")
            after = {
                "state": typed.state,
                "texts": texts,
                "sources": [asdict(source) for source in sources],
                "checked_on": typed.checked_on,
            }
            named = await lock_links(session, server_id, fact_id)
            if fact_view(row, named).marks == typed.marks:
                await clear_marks(session, fact_id)
            if typed.contracts is not None:
                await name_contracts(session, server_id, fact_id, typed.contracts)
            now_named = (await contracts_of(session, server_id, [fact_id])).get(fact_id, ())
            contracts = _numbers(named), _numbers(now_named)
            await self._change(session, row, by, "fact-edit", after, contracts=contracts)
            return fact_view(row, now_named)

    async def check(self, server_id: int, fact_id: int, *, by: int, marks: str = "") -> FactView:
        """Note that a fact was checked today and is right as it stands. Marks of changes of its contracts are
        cleared if they are those that the organiser saw (``FactView.marks``), and stay if another came."""
        now = self._clock()
        async with self._database.write() as session:
            row = await _one(session, server_id, fact_id)
            found = fact_view(row, await lock_links(session, server_id, fact_id)).marks
            if found and found == marks:
                await clear_marks(session, fact_id)
                if row.checked_on >= now.date():
                    await self._record(session, row, by, "fact-check", after={"checked_on": now.date()})
            if row.checked_on < now.date():
                await self._change(session, row, by, "fact-check", {"checked_on": now.date()})
            return await _view(session, row)

    async def retire(self, server_id: int, fact_id: int, *, by: int) -> FactView:
        """Show a fact no more. It is kept, so that it can be brought back."""
        now = self._clock()
        async with self._database.write() as session:
            row = await _one(session, server_id, fact_id)
            row.retired_at = row.edited_at = now
            await session.flush()
            if not await _count(session, server_id):
                await restamp(session, server_id)
            await self._record(session, row, by, "fact-retire", before={"state": row.state})
            return await _view(session, row)

    async def restore(self, server_id: int, fact_id: int, *, by: int) -> FactView:
        """Show a retired fact again. Raises ``UserError``."""
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            row = await _one(session, server_id, fact_id, retired=True)
            count = await _count(session, server_id)
            if count >= MAX_FACTS:
                raise UserError("refusal-fact-too-many", most=MAX_FACTS)
            row.retired_at = None
            await session.flush()
            if not count:
                await restamp(session, server_id)
            await self._record(session, row, by, "fact-restore", after={"state": row.state})
            return await _view(session, row)

    async def _all(self, server_id: int) -> list[FactView]:
        """Return all facts, without what they said earlier, which may be twenty times as much."""
        theirs = select(Fact).where(Fact.server_id == server_id, Fact.retired_at.is_(None))
        async with self._database.read() as session:
            listed = theirs.order_by(Fact.position, Fact.id).options(defer(Fact.earlier, raiseload=True))
            rows = (await session.scalars(listed)).all()
            named = await contracts_of(session, server_id, [row.id for row in rows])
            return [fact_view(row, named.get(row.id, ()), earlier=False) for row in rows]

    async def _change(
        self,
        session: AsyncSession,
        row: Fact,
        by: int,
        act: str,
        after: Mapping[str, Any],
        *,
        contracts: tuple[list[str], list[str]] = ([], []),
    ) -> None:
        """Store what differs. ``contracts`` are the numbers of those that it names, before and after."""
        now = self._clock()
        changed = [name for name in after if after[name] != getattr(row, name)]
        names = contracts[0] != contracts[1]
        if not changed and not names:
            raise UserError("refusal-fact-unchanged")
        before = {name: getattr(row, name) for name in changed}
        note_earlier(row, after, now)
        for name in changed:
            setattr(row, name, after[name])
        row.edited_at = now
        await session.flush()
        after = {name: after[name] for name in changed}
        if names:
            before["contracts"], after["contracts"] = contracts
        await self._record(session, row, by, act, before=before, after=after)

    async def _record(self, session: AsyncSession, row: Fact, by: int, act: str, **details: Any) -> None:
        await self._audit.record(session, row.server_id, by, act, f"fact:{row.slug}", **details)


async def restamp(session: AsyncSession, server_id: int) -> None:
    """Have the cards of a server's demands edited, which link to the facts if there are any."""
    await session.execute(update(Demand).where(Demand.server_id == server_id).values(stamp=Demand.stamp + 1))


async def _count(session: AsyncSession, server_id: int) -> int:
    theirs = (Fact.server_id == server_id, Fact.retired_at.is_(None))
    return (await session.execute(select(func.count()).select_from(Fact).where(*theirs))).scalar_one()


async def _one(
    session: AsyncSession, server_id: int, fact_id: int, *, retired: bool = False, locked: bool = True
) -> Fact:
    wanted = select(Fact).where(
        Fact.server_id == server_id, Fact.id == fact_id, Fact.retired_at.is_not(None) == retired
    )
    row = (await session.scalars(wanted.with_for_update() if locked else wanted)).one_or_none()
    if row is None:
        raise UserError("refusal-no-such-fact")
    return row


async def _view(session: AsyncSession, row: Fact) -> FactView:
    named = await contracts_of(session, row.server_id, [row.id])
    return fact_view(row, named.get(row.id, ()))


def _numbers(contracts: Sequence[NamedContract]) -> list[str]:
    return [each.number for each in contracts]


def _strings(value: Any) -> list[str]:
    """Return all texts in nested lists and mappings."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list):
        return []
    return [text for inner in value for text in _strings(inner)]


DRAFT_LIFETIME = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFact:
    """Entries of a refused form, by field. ``fact_id`` is 0 for a new fact."""

    id: int
    fact_id: int
    language: str
    entries: Mapping[str, str]


class FactDrafts:
    """Service for the entries of refused forms."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> None:
        """Delete the entries that are older than a day."""
        async with self._database.write() as session:
            old = FactDraft.created_at < self._clock() - DRAFT_LIFETIME
            await session.execute(delete(FactDraft).where(old))

    async def write(
        self, server_id: int, fact_id: int, language: str, entries: Mapping[str, str]
    ) -> RefusedFact:
        """Keep the entries of a form."""
        now = self._clock()
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, now)
            row = FactDraft(
                server_id=server_id,
                fact_id=fact_id,
                language=language,
                entries=dict(entries),
                created_at=now,
            )
            session.add(row)
            await session.flush()
            return RefusedFact(id=row.id, fact_id=fact_id, language=language, entries=entries)

    async def get(self, server_id: int, draft_id: int) -> RefusedFact:
        """Return the entries of a form. Raises ``UserError`` if they are gone."""
        wanted = select(FactDraft).where(FactDraft.id == draft_id, FactDraft.server_id == server_id)
        async with self._database.read() as session:
            row = (await session.scalars(wanted)).one_or_none()
        if row is None:
            raise UserError("refusal-fact-draft-gone")
        return RefusedFact(id=row.id, fact_id=row.fact_id, language=row.language, entries=row.entries)
