"""Import of facts and words, which organisers change in Discord too.

Of a fact that was changed in Discord, the version that was checked later stands; the other is told of, and is
in the audit log.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Detail, Recorder
from bot.campaign.facts.checks import MAX_FACTS
from bot.campaign.facts.glossary import MAX_WORDS
from bot.campaign.facts.named_contracts import (
    clear_marks,
    contracts_of,
    lock_links,
    name_numbers,
    numbers_of_several,
)
from bot.campaign.facts.service import restamp
from bot.campaign.facts.views import fact_view, note_earlier
from bot.campaign.model import PlannedFact, PlannedWord
from bot.errors import Sentence
from bot.storage import Database
from bot.storage.models import Fact, GlossaryEntry, Server


class Acts:
    """Changes of one kind in a transaction, collected for the audit log, which must be written last."""

    def __init__(self) -> None:
        self._acts: list[tuple[str, str, Detail | None, Detail]] = []

    def note(self, kind: str, which: object, before: Detail | None, after: Detail) -> None:
        """Add a creation, or the changed values of an update."""
        subject = f"{kind}:{which}"
        if before is None:
            new = {name: value for name, value in after.items() if value is not None}
            self._acts.append((_ADDED.get(kind, f"{kind}-add"), subject, None, new))
        elif changed := [name for name in after if after[name] != before[name]]:
            old = {name: before[name] for name in changed}
            self._acts.append((f"{kind}-edit", subject, old, {name: after[name] for name in changed}))

    async def record(self, session: AsyncSession, server_id: int, audit: Recorder) -> None:
        for act, subject, before, after in self._acts:
            await audit.record(session, server_id, None, act, subject, before=before, after=after)


_ADDED = {"demand": "demand-create"}


class Tally:
    """Numbers of added, changed and unchanged items of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.added = 0
        self.updated = 0
        self.unchanged = 0

    def differs(self, key: str, wanted: object, known: Mapping[str, object]) -> bool:
        """Return whether ``known`` lacks ``wanted`` under ``key``, and count it accordingly."""
        if key not in known:
            self.added += 1
        elif known[key] != wanted:
            self.updated += 1
        else:
            self.unchanged += 1
            return False
        return True

    def lines(self) -> list[Sentence]:
        """Return a summary line, if the file has any of this kind."""
        if not self.added + self.updated + self.unchanged:
            return []
        return [
            Sentence(
                f"terminal-import-{self._kind}",
                added=self.added,
                updated=self.updated,
                unchanged=self.unchanged,
            )
        ]


def no_room(kind: str, slug: str, most: int) -> Sentence:
    """Return the line about an item that was left out, since the server has the most there may be."""
    return Sentence(f"terminal-import-{kind}-no-room", slug=repr(slug), most=most)


_FACT_KEYS = ("position", "state", "texts", "sources", "checked_on")


async def apply_facts(
    facts: Sequence[PlannedFact], server_id: int, database: Database, audit: Recorder, now: datetime
) -> list[Sentence]:
    """Add and update facts; return lines about what changed, and about what differs."""
    tally, acts, lines = Tally("facts"), Acts(), []
    async with database.write() as session:
        await _lock(session, server_id)
        known = await _known(session, server_id)
        named = await contracts_of(session, server_id, [row.id for row in known.values()])
        numbers = {row.slug: [each.number for each in named.get(row.id, ())] for row in known.values()}
        wanted = {
            fact.slug: _fact_values(fact, position, numbers.get(fact.slug, []))
            for position, fact in enumerate(facts, start=1)
        }
        room = MAX_FACTS - sum(row.retired_at is None for row in known.values())
        had_facts = room < MAX_FACTS
        for slug, values in wanted.items():
            row = known.get(slug)
            held = {} if row is None else {slug: _held(row, numbers[slug])}
            if row is not None and (line := _conflict(row, held[slug], values)) is not None:
                lines.append(line)
                if not _is_later(row, values):
                    row.position = values["position"]
                    continue
            if (row is None or row.retired_at is not None) and room <= 0:
                lines.append(no_room("fact", slug, MAX_FACTS))
                continue
            room -= row is None or row.retired_at is not None
            if row is not None and row.retired_at is not None:
                tally.updated += 1
            elif not tally.differs(slug, values, held):
                if row is not None:
                    row.edited_at = None  # both say the same
                continue
            await _write(session, server_id, slug, row, values, now)
            acts.note("fact", slug, held.get(slug), values)
        if wanted and not had_facts:  # cards of demands link to the facts from now on
            await restamp(session, server_id)
        await acts.record(session, server_id, audit)
        left = [slug for slug, row in known.items() if slug not in wanted and row.retired_at is None]
        waiting = await _unknown_contracts(session, server_id, wanted)
    return [
        *tally.lines(),
        *lines,
        *waiting,
        *(Sentence("terminal-import-fact-kept", slug=repr(slug)) for slug in left),
    ]


async def _lock(session: AsyncSession, server_id: int) -> None:
    """Lock the server's row: organisers add facts and words under the same lock."""
    await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())


async def _known(session: AsyncSession, server_id: int) -> dict[str, Fact]:
    theirs = select(Fact).where(Fact.server_id == server_id).order_by(Fact.position, Fact.id)
    return {row.slug: row for row in await session.scalars(theirs.with_for_update())}


async def _write(
    session: AsyncSession,
    server_id: int,
    slug: str,
    row: Fact | None,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    """Store a new fact, or its new values. If it was checked on a later day than its contracts changed, it
    was checked against that."""
    columns = {key: values[key] for key in _FACT_KEYS}
    if row is None:
        row = Fact(server_id=server_id, slug=slug, **columns)
        session.add(row)
    else:
        note_earlier(row, columns, now)
        for key, value in columns.items():
            setattr(row, key, value)
        row.edited_at = row.retired_at = None
    await session.flush()
    changed_on = fact_view(row, await lock_links(session, server_id, row.id)).changed_on
    if changed_on is not None and values["checked_on"] > changed_on:
        await clear_marks(session, row.id)
    if values["contracts"]:
        await name_numbers(session, server_id, row.id, values["contracts"])


async def _unknown_contracts(session: AsyncSession, server_id: int, slugs: Collection[str]) -> list[Sentence]:
    """Return a line each for the numbers in these facts of which no watch, or of which several, have found a
    contract."""
    theirs = select(Fact.id).where(Fact.server_id == server_id, Fact.slug.in_(slugs))
    named = await contracts_of(session, server_id, (await session.scalars(theirs)).all())
    numbers = {each.number for found in named.values() for each in found if each.id is None}
    several = await numbers_of_several(session, server_id, sorted(numbers))
    lines = {"several": several, "wait": sorted(numbers - set(several))}
    return [
        Sentence(f"terminal-import-contracts-{state}", list=", ".join(found))
        for state, found in lines.items()
        if found
    ]


def _held(row: Fact, numbers: Sequence[str]) -> dict[str, Any]:
    return {**{key: getattr(row, key) for key in _FACT_KEYS}, "contracts": sorted(numbers)}


def _fact_values(fact: PlannedFact, position: int, named: Sequence[str]) -> dict[str, Any]:
    """Return a fact's values. A file that names no contracts, or the same as the fact does, leaves them."""
    same = {number.casefold() for number in fact.contracts} in (set(), {each.casefold() for each in named})
    return {
        "contracts": sorted(named if same else fact.contracts),
        "position": position,
        "state": fact.state,
        "texts": fact.texts,
        "sources": [asdict(source) for source in fact.sources],
        "checked_on": fact.checked,
    }


def _is_later(row: Fact, values: Mapping[str, Any]) -> bool:
    """True if the file's version was checked after the last check, or the retirement, in Discord."""
    last = row.checked_on if row.retired_at is None else max(row.checked_on, row.retired_at.date())
    return bool(values["checked_on"] > last)


def _conflict(row: Fact, held: Mapping[str, Any], values: Mapping[str, Any]) -> Sentence | None:
    """Return what differs from a fact that was changed in Discord, and which version stands; ``None`` if it
    was not changed there, or nothing differs."""
    differ = [key for key in held if key != "position" and held[key] != values[key]]
    slug, file_day, checked_on = repr(row.slug), str(values["checked_on"]), str(row.checked_on)
    if row.retired_at is not None:
        id = "terminal-import-fact-again" if _is_later(row, values) else "terminal-import-fact-retired"
        return Sentence(id, slug=slug, day=row.retired_at.date())
    if row.edited_at is None or not differ:
        return None
    which: str | Sentence = ""
    for key in differ:
        named = Sentence(f"terminal-fact-{key.replace('_', '-')}")
        which = Sentence("terminal-both", first=which, second=named) if which else named
    if _is_later(row, values):
        return Sentence(
            "terminal-import-fact-replaced", slug=slug, file_day=file_day, day=checked_on, list=which
        )
    return Sentence("terminal-import-fact-differs", slug=slug, day=checked_on, list=which)


async def apply_words(
    words: Sequence[PlannedWord], server_id: int, database: Database, audit: Recorder
) -> list[Sentence]:
    """Add and update words; return lines about what changed."""
    tally, acts, lines = Tally("words"), Acts(), []
    async with database.write() as session:
        await _lock(session, server_id)
        theirs = select(GlossaryEntry).where(GlossaryEntry.server_id == server_id).order_by(GlossaryEntry.id)
        known = {row.slug: row for row in await session.scalars(theirs.with_for_update())}
        for word in words:
            row, values = known.get(word.slug), {"texts": dict(word.texts)}
            if row is None and len(known) + tally.added >= MAX_WORDS:
                lines.append(no_room("word", word.slug, MAX_WORDS))
                continue
            held = {} if row is None else {word.slug: {"texts": row.texts}}
            if not tally.differs(word.slug, values, held):
                continue
            if row is None:
                row = GlossaryEntry(server_id=server_id, slug=word.slug, **values)
                session.add(row)
            else:
                row.texts = values["texts"]
                lines.append(Sentence("terminal-import-word-changed", slug=repr(word.slug)))
            await session.flush()
            acts.note("word", row.id, held.get(word.slug), values)
        await acts.record(session, server_id, audit)
    named = {word.slug for word in words}
    lines += [Sentence("terminal-import-word-kept", slug=repr(slug)) for slug in known if slug not in named]
    return [*tally.lines(), *lines]
