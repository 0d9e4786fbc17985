"""Labels of audit subjects: the log stores a kind and a number; names are looked up when it is read, since
names change and the chain does not."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import (
    Demand,
    Fact,
    GlossaryEntry,
    PaperBatch,
    Unit,
    Watch,
)
from bot.texts import Translator

Names = Mapping[str, str]
"""Name by language; under "" if it is the same in all."""


def _titles(texts: Mapping[str, Any]) -> Names:
    return {language: str(wording["title"]) for language, wording in texts.items()}


def _words(texts: Mapping[str, Any]) -> Names:
    return {language: str(text["word"]) for language, text in texts.items()}


_BATCH_SIZE = 500  # ids per statement
_NUMBERED: Mapping[str, tuple[Any, Any, Callable[[Any], Names]]] = {
    "demand": (Demand.id, Demand.texts, _titles),
    "unit": (Unit.id, Unit.names, dict),
    "watch": (Watch.id, Watch.name, lambda name: {"": name}),
    "word": (GlossaryEntry.id, GlossaryEntry.texts, _words),
    "paper": (PaperBatch.id, PaperBatch.label, lambda label: {"": label}),
}


async def names_of(session: AsyncSession, server_id: int, subjects: Iterable[str]) -> dict[str, Names]:
    """Return the current names of a server's subjects. Subjects that no longer exist are absent."""
    wanted: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _, which = subject.partition(":")
        wanted.setdefault(kind, set()).add(which)
    found: dict[str, Names] = {}
    for kind, (key, name, names) in _NUMBERED.items():
        ids = sorted(int(which) for which in wanted.get(kind, ()) if which.isdecimal())
        for start in range(0, len(ids), _BATCH_SIZE):
            rows = await session.execute(select(key, name).where(key.in_(ids[start : start + _BATCH_SIZE])))
            found |= {f"{kind}:{row[0]}": names(row[1]) for row in rows}
    slugs = wanted.get("fact", set())
    return found | ({} if not slugs else await _facts(session, server_id, slugs))


async def _facts(session: AsyncSession, server_id: int, slugs: Collection[str]) -> dict[str, Names]:
    theirs = select(Fact.slug, Fact.texts).where(Fact.server_id == server_id, Fact.slug.in_(sorted(slugs)))
    return {f"fact:{row.slug}": _titles(row.texts) for row in await session.execute(theirs)}


def in_words(
    subject: str, names: Names | None, t: Translator, clean: Callable[[str], str] = lambda name: name
) -> str:
    """Return a subject's label in the reader's language; with its number if it no longer exists. ``clean``
    sanitises text written by users. A kind unknown to this version is returned as stored."""
    kind, _, which = subject.partition(":")
    if not t.has(f"audit-subject-{kind}"):
        return clean(subject)
    if names:
        return t(f"audit-subject-{kind}", name=clean(t.pick(names)))
    gone = f"audit-subject-{kind}-gone"
    return t(gone, number=clean(which)) if t.has(gone) else t(f"audit-subject-{kind}")
