"""What an act was on, in words: the audit keeps a kind and a number, and its names are looked up when it is
read, since they change and the chain does not."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import Demand, Fact, PaperBatch, Unit, Watch
from bot.texts import Translator

Names = Mapping[str, str]
"""By language; under "" where it is one name for all."""


def _titles(texts: Mapping[str, Any]) -> Names:
    return {language: str(wording["title"]) for language, wording in texts.items()}


_A_PART = 500  # numbers that one statement names
_NUMBERED: Mapping[str, tuple[Any, Any, Callable[[Any], Names]]] = {
    "demand": (Demand.id, Demand.texts, _titles),
    "unit": (Unit.id, Unit.names, dict),
    "watch": (Watch.id, Watch.name, lambda name: {"": name}),
    "paper": (PaperBatch.id, PaperBatch.label, lambda label: {"": label}),
}


async def names_of(session: AsyncSession, server_id: int, subjects: Iterable[str]) -> dict[str, Names]:
    """What subjects of one server are called now. What does not exist any more is not in it."""
    wanted: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _, which = subject.partition(":")
        wanted.setdefault(kind, set()).add(which)
    found: dict[str, Names] = {}
    for kind, (key, name, names) in _NUMBERED.items():
        ids = sorted(int(which) for which in wanted.get(kind, ()) if which.isdecimal())
        for start in range(0, len(ids), _A_PART):
            rows = await session.execute(select(key, name).where(key.in_(ids[start : start + _A_PART])))
            found |= {f"{kind}:{row[0]}": names(row[1]) for row in rows}
    slugs = wanted.get("fact", set())
    return found | ({} if not slugs else await _facts(session, server_id, slugs))


async def _facts(session: AsyncSession, server_id: int, slugs: Collection[str]) -> dict[str, Names]:
    theirs = select(Fact.slug, Fact.texts).where(Fact.server_id == server_id, Fact.slug.in_(sorted(slugs)))
    return {f"fact:{row.slug}": _titles(row.texts) for row in await session.execute(theirs)}


def in_words(
    subject: str, names: Names | None, t: Translator, clean: Callable[[str], str] = lambda name: name
) -> str:
    """A subject in the reader's language; by its number where it does not exist any more. ``clean`` is for
    what people wrote. A kind that this version does not know is as it is stored."""
    kind, _, which = subject.partition(":")
    if not t.has(f"audit-subject-{kind}"):
        return clean(subject)
    if names:
        return t(f"audit-subject-{kind}", name=clean(t.pick(names)))
    gone = f"audit-subject-{kind}-gone"
    return t(gone, number=clean(which)) if t.has(gone) else t(f"audit-subject-{kind}")
