"""Import of facts and words, which organisers change in Discord too.

Of a fact that was changed in Discord, the version that was checked later stands; the other is told of, and is
in the audit log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Recorder
from bot.campaign.model import PlannedFact, PlannedWord
from bot.campaign.report import Acts, Tally, no_room
from bot.common.clock import in_english
from bot.facts.checks import MAX_FACTS
from bot.facts.glossary import MAX_WORDS
from bot.facts.service import restamp
from bot.storage import Database
from bot.storage.models import Fact, GlossaryEntry, Server

_FACT_KEYS = {
    "position": "place in the list",
    "state": "state",
    "texts": "text",
    "sources": "sources",
    "checked_on": "day of the check",
}


async def apply_facts(
    facts: Sequence[PlannedFact], server_id: int, database: Database, audit: Recorder
) -> list[str]:
    """Add and update facts; return lines about what changed, and about what differs."""
    tally, acts, lines = Tally("facts"), Acts(), []
    wanted = {fact.slug: _fact_values(fact, position) for position, fact in enumerate(facts, start=1)}
    async with database.write() as session:
        await _lock(session, server_id)
        known = await _known(session, server_id)
        room = MAX_FACTS - sum(row.retired_at is None for row in known.values())
        had_facts = room < MAX_FACTS
        for slug, values in wanted.items():
            row = known.get(slug)
            held = {} if row is None else {slug: {key: getattr(row, key) for key in _FACT_KEYS}}
            if row is not None and (line := _conflict(row, values)) is not None:
                lines.append(line)
                if not _is_later(row, values):
                    row.position = values["position"]
                    continue
            if (row is None or row.retired_at is not None) and room <= 0:
                lines.append(no_room("fact", slug, MAX_FACTS, "retire"))
                continue
            room -= row is None or row.retired_at is not None
            if row is not None and row.retired_at is not None:
                tally.updated += 1
            elif not tally.differs(slug, values, held):
                if row is not None:
                    row.edited_at = None  # both say the same
                continue
            if row is None:
                session.add(Fact(server_id=server_id, slug=slug, **values))
            else:
                for key, value in values.items():
                    setattr(row, key, value)
                row.edited_at = row.retired_at = None
            await session.flush()
            acts.note("fact", slug, held.get(slug), values)
        if wanted and not had_facts:  # cards of demands link to the facts from now on
            await restamp(session, server_id)
        await acts.record(session, server_id, audit)
        left = [slug for slug, row in known.items() if slug not in wanted and row.retired_at is None]
    return [
        *tally.lines(),
        *lines,
        *(f"fact {slug!r}: not changed: it is not in this file." for slug in left),
    ]


async def _lock(session: AsyncSession, server_id: int) -> None:
    """Lock the server's row: organisers add facts and words under the same lock."""
    await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())


async def _known(session: AsyncSession, server_id: int) -> dict[str, Fact]:
    theirs = select(Fact).where(Fact.server_id == server_id).order_by(Fact.position, Fact.id)
    return {row.slug: row for row in await session.scalars(theirs.with_for_update())}


def _fact_values(fact: PlannedFact, position: int) -> dict[str, Any]:
    return {
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


def _conflict(row: Fact, values: Mapping[str, Any]) -> str | None:
    """Return what differs from a fact that was changed in Discord, and which version stands; ``None`` if it
    was not changed there, or nothing differs."""
    differ = [
        word for key, word in _FACT_KEYS.items() if key != "position" and getattr(row, key) != values[key]
    ]
    place, file_day = f"fact {row.slug!r}", values["checked_on"]
    if row.retired_at is not None:
        day = in_english(row.retired_at)
        if _is_later(row, values):
            return f"{place}: shown again: it was retired in Discord on {day}, the file's was checked later."
        return (
            f"{place}: left out: it was retired in Discord on {day}. To show it again, bring it back there, "
            "or give it a later checked day in the file."
        )
    if row.edited_at is None or not differ:
        return None
    what = f"it was changed in Discord and differs in: {', '.join(differ)}"
    if _is_later(row, values):
        return (
            f"{place}: replaced by the file's, which was checked later ({file_day}, in Discord "
            f"{row.checked_on}): {what}. What it said is in /organise audit."
        )
    return f"{place}: not changed: {what}. To load the file's, give it a checked day after {row.checked_on}."


async def apply_words(
    words: Sequence[PlannedWord], server_id: int, database: Database, audit: Recorder
) -> list[str]:
    """Add and update words; return lines about what changed."""
    tally, acts, lines = Tally("words"), Acts(), []
    async with database.write() as session:
        await _lock(session, server_id)
        theirs = select(GlossaryEntry).where(GlossaryEntry.server_id == server_id).order_by(GlossaryEntry.id)
        known = {row.slug: row for row in await session.scalars(theirs.with_for_update())}
        for word in words:
            row, values = known.get(word.slug), {"texts": dict(word.texts)}
            if row is None and len(known) + tally.added >= MAX_WORDS:
                lines.append(no_room("word", word.slug, MAX_WORDS, "remove"))
                continue
            held = {} if row is None else {word.slug: {"texts": row.texts}}
            if not tally.differs(word.slug, values, held):
                continue
            if row is None:
                row = GlossaryEntry(server_id=server_id, slug=word.slug, **values)
                session.add(row)
            else:
                row.texts = values["texts"]
                lines.append(f"word {word.slug!r}: as in the file now. What it said is in /organise audit.")
            await session.flush()
            acts.note("word", row.id, held.get(word.slug), values)
        await acts.record(session, server_id, audit)
    named = {word.slug for word in words}
    lines += [f"word {slug!r}: not changed: it is not in this file." for slug in known if slug not in named]
    return [*tally.lines(), *lines]
