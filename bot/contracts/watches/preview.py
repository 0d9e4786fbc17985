"""Drafts of watches: an organiser sees a preview of the matches before anything is saved.

Drafts are rows in the database: a form submitted before a restart can be continued after it, and its input is
not lost if the source finds nothing or does not answer.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select, update

from bot.common.clock import Clock
from bot.common.made import made_of
from bot.contracts.sources.protocol import Source, Supplier, Survey
from bot.contracts.watches.service import Watches, WatchInfo, checked_name
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import WatchDraft
from bot.storage.upsert import ensure_server

DRAFT_LIFETIME = timedelta(days=1)
MAX_ENTRY_LENGTH = 4000  # characters of a field of a form
MAX_PICKS = 25  # limit of options in one menu of Discord

_DEPARTMENT = " | "  # between an agency and its department, where two departments have one of that name
_BETWEEN = re.compile(r"[\n;]")  # no comma: "Bureau of Alcohol, Tobacco, Firearms and Explosives" is one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it was entered: ``entries`` by the fields of its source's form."""

    id: int
    source: str
    name: str
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewResult:
    """Preview of a draft, of a new watch or of the change of ``watch_id``. ``picks`` are the suppliers to
    choose from, empty if there is no choice; ``picked`` the ids of the chosen ones. ``digest`` is a token for
    the name, the source and the query, so that a draft that was changed after its preview is detected."""

    id: int
    source: str
    name: str
    query: Mapping[str, Any]
    survey: Survey
    picks: tuple[Supplier, ...]
    picked: frozenset[str] = frozenset()
    watch_id: int | None = None

    @property
    def digest(self) -> str:
        return _digest(self.name, self.source, self.query)


class Drafts:
    """Service for drafts of watches: stores, previews, narrows them to suppliers, and saves them as
    watches."""

    def __init__(
        self, database: Database, sources: Mapping[str, Source], watches: Watches, clock: Clock
    ) -> None:
        self._database = database
        self._sources = sources
        self._watches = watches
        self._clock = clock

    async def tick(self) -> None:
        """Delete the drafts that are older than a day."""
        async with self._database.write() as session:
            old = WatchDraft.created_at < self._clock() - DRAFT_LIFETIME
            await session.execute(delete(WatchDraft).where(old))

    async def write(
        self,
        server_id: int,
        source: str,
        name: str,
        entries: Mapping[str, str],
        *,
        draft_id: int | None = None,
        watch_id: int | None = None,
    ) -> Draft:
        """Store the input of a form for a day, replacing the content of a draft if one is named. The saving
        of a new one changes the watch ``watch_id``, if one is named."""
        self._source(source)
        now = self._clock()
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, now)
            row = None if draft_id is None else await session.get(WatchDraft, draft_id)
            if row is None or row.server_id != server_id:
                row = WatchDraft(server_id=server_id, created_at=now, watch_id=watch_id)
                session.add(row)
            row.source, row.name, row.entries = source, name[:100], dict(entries)
            row.query, row.picks = {}, []
            await session.flush()
            return _draft(row)

    async def begin_edit(self, server_id: int, watch_id: int) -> Draft:
        """Store a draft with what a watch looks for, whose saving changes the watch. Refused: a watch that
        is gone, and a query that a form cannot hold or would change, from a campaign file."""
        watch = next((each for each in await self._watches.list(server_id) if each.id == watch_id), None)
        if watch is None:
            raise UserError("refusal-watch-unknown")
        fields = self._source(watch.source).fields
        entries = {field.key: _typed(watch.query[field.key]) for field in fields if field.key in watch.query}
        asked = self._query_of(watch.source, entries)
        if asked != watch.query or any(len(text) > MAX_ENTRY_LENGTH for text in entries.values()):
            raise UserError("refusal-watch-no-form", name=watch.name)
        return await self.write(server_id, watch.source, watch.name, entries, watch_id=watch_id)

    async def get(self, server_id: int, draft_id: int) -> Draft:
        """Return a draft as it was entered. Refused if it is gone."""
        return _draft(await self._one(server_id, draft_id))

    async def survey(self, server_id: int, draft_id: int) -> PreviewResult:
        """Ask the source for the matches of a draft: this takes seconds.

        Refused: the refusals of ``Watches.survey`` and of ``Watches.add`` for a query or a name.
        """
        row = await self._one(server_id, draft_id)
        checked_name(row.name)
        return await self._ask(row, self._query_of(row.source, row.entries), picks=None)

    async def pick(self, server_id: int, draft_id: int, chosen: Collection[str]) -> PreviewResult:
        """Narrow a draft to suppliers, by the ``pick_key`` of each, and preview it again; without any, the
        draft is as entered. Refused as in ``survey``, and for a key that is not among ``picks``: the draft
        was changed after its preview."""
        row = await self._one(server_id, draft_id)
        picks = tuple(_pick(pick) for pick in row.picks)
        known = {pick_key(pick): pick.id for pick in picks}
        if not known.keys() >= set(chosen):
            raise UserError("refusal-draft-changed")
        ids = [known[key] for key in known if key in chosen]
        query, key = self._query_of(row.source, row.entries), self._source(row.source).pick
        if key is not None and ids:
            query[key] = ids
        return await self._ask(row, query, picks=picks)

    async def save(self, server_id: int, draft_id: int, digest: str, *, by: int | None = None) -> WatchInfo:
        """Save a draft as a watch, or as the change of one, if it is still as ``digest``
        (``PreviewResult.digest``). Refused: a draft that is gone or was changed, and the refusals of
        ``Watches.add`` and ``Watches.edit``."""
        row = await self._one(server_id, draft_id)
        if digest != _digest(row.name, row.source, row.query):
            raise UserError("refusal-draft-not-shown")
        if row.watch_id is None:
            watch = await self._watches.add(server_id, row.name, row.source, row.query, by=by)
        else:
            watch = await self._watches.edit(server_id, row.watch_id, row.name, row.query, by=by)
        async with self._database.write() as session:
            await session.execute(delete(WatchDraft).where(WatchDraft.id == draft_id))
        return watch

    async def save_all(
        self, server_id: int, draft_ids: Sequence[int], digest: str, *, by: int | None = None
    ) -> list[WatchInfo]:
        """Save drafts of new watches, all or none, if all are still as ``digest`` (``together``). Refused as
        in ``save``."""
        rows = [await self._one(server_id, draft_id) for draft_id in draft_ids]
        if digest != together(_digest(row.name, row.source, row.query) for row in rows):
            raise UserError("refusal-draft-not-shown")
        wanted = [(row.name, row.source, row.query) for row in rows]
        watches = await self._watches.add_all(server_id, wanted, by=by)
        async with self._database.write() as session:
            await session.execute(delete(WatchDraft).where(WatchDraft.id.in_(draft_ids)))
        return watches

    def _query_of(self, source: str, entries: Mapping[str, str]) -> dict[str, Any]:
        """Convert form entries to a query. A field that takes many has one value a line, or separated by
        semicolons."""
        query: dict[str, Any] = {}
        for field in self._source(source).fields:
            typed = entries.get(field.key, "").strip()
            if field.many:
                values = [value.strip() for value in _BETWEEN.split(typed)]
                query[field.key] = [_meant(field.key, value) for value in values if value]
            else:
                query[field.key] = typed
        return {key: value for key, value in query.items() if value}

    async def _ask(
        self, row: WatchDraft, query: Mapping[str, Any], *, picks: tuple[Supplier, ...] | None
    ) -> PreviewResult:
        canonical = self._watches.canonical(row.source, query)
        survey = await self._watches.survey(row.server_id, row.source, canonical)
        if picks is None:
            picks = self._picks(row.source, survey)
        values = {"query": canonical, "picks": [_stored(pick) for pick in picks]}
        async with self._database.write() as session:
            # The survey takes long: input changed meanwhile must not be combined with the old results.
            wanted = select(WatchDraft).where(WatchDraft.id == row.id).with_for_update()
            now = (await session.execute(wanted)).scalar_one_or_none()
            if now is None:
                raise UserError("refusal-draft-gone")
            if (now.source, now.name, now.entries) != (row.source, row.name, row.entries):
                raise UserError("refusal-draft-changed")
            await session.execute(update(WatchDraft).where(WatchDraft.id == row.id).values(**values))
        key = self._source(row.source).pick
        picked = frozenset(canonical.get(key, ())) if key is not None else frozenset()
        return made_of(PreviewResult, row, query=canonical, survey=survey, picks=picks, picked=picked)

    def _picks(self, source: str, survey: Survey) -> tuple[Supplier, ...]:
        if self._source(source).pick is None:
            return ()
        known = {supplier.id: supplier for supplier in survey.suppliers if supplier.id}
        return tuple(known.values())[:MAX_PICKS]

    def _source(self, source: str) -> Source:
        if source not in self._sources:
            raise UserError("refusal-watch-source", source=source, known=", ".join(sorted(self._sources)))
        return self._sources[source]

    async def _one(self, server_id: int, draft_id: int) -> WatchDraft:
        wanted = select(WatchDraft).where(WatchDraft.id == draft_id, WatchDraft.server_id == server_id)
        async with self._database.read() as session:
            row = (await session.execute(wanted)).scalar_one_or_none()
        if row is None:
            raise UserError("refusal-draft-gone")
        return row


def _typed(values: Any) -> str:
    """Return a value of a query, or several, as they are typed into a form."""
    if isinstance(values, Mapping):  # an agency, and the department that has it
        return f"{values['name']}{_DEPARTMENT}{values['toptier']}"
    return values if isinstance(values, str) else "\n".join(map(_typed, values))


def _meant(key: str, typed: str) -> str | dict[str, str]:
    name, bar, toptier = typed.partition(_DEPARTMENT)
    return {"name": name, "toptier": toptier} if bar and key == "agencies" else typed


def _stored(pick: Supplier) -> dict[str, Any]:
    return {**asdict(pick), "amount": None if pick.amount is None else str(pick.amount)}


def _pick(stored: Mapping[str, Any]) -> Supplier:
    amount = stored["amount"]
    return Supplier(**{**stored, "amount": None if amount is None else Decimal(amount)})


def pick_key(supplier: Supplier) -> str:
    """Return the key of a supplier in a menu: its identifier may be longer than an option's value, and its
    index belongs to another supplier once the draft is changed."""
    return hashlib.sha256((supplier.id or "").encode()).hexdigest()[:16]


def together(digests: Iterable[str]) -> str:
    """Return one token for several previews (``PreviewResult.digest``)."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:16]


def _digest(name: str, source: str, query: Mapping[str, Any]) -> str:
    words = json.dumps([name, source, query], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _draft(row: WatchDraft) -> Draft:
    return made_of(Draft, row, entries=dict(row.entries))
