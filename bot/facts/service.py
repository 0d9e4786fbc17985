"""What the commands ask about facts."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day

from sqlalchemy import func, select

from bot.paging import Page
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Fact

STATES = ("confirmed", "stated", "disputed", "unconfirmed")
"""What is known of a statement (``fact-state-<value>`` in the texts): the record shows it, someone says
it, the record or the other side says otherwise, nothing found bears it out."""

MOST_SUGGESTIONS = 25  # Discord's limit for the choices of an option


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a statement comes from. ``title`` and ``publisher`` are one text for all readers, or a text by
    language: ``{"en": …, "fr": …}``. ``date`` is as exact as is known: "2026", "2026-01" or "2026-01-18";
    ``url`` is https, ``None`` where no address is known."""

    title: str | Mapping[str, str]
    publisher: str | Mapping[str, str]
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact as it is shown. ``texts`` holds ``{"en": {"title": …, "body": …}, …}``, in at least one
    language; ``state`` is one of ``STATES``."""

    id: int
    slug: str
    state: str
    texts: Mapping[str, Mapping[str, str]]
    sources: tuple[FactSource, ...]
    checked_on: Day

    def title(self, language: str) -> str:
        """The title in ``language``, else in English, else in whichever language there is."""
        text = self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))
        return text["title"]


class Facts:
    """The facts of each server, in the order of its campaign file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, server_id: int, *, offset: int = 0, limit: int = 8, state: str | None = None
    ) -> Page[FactView]:
        """Facts ``offset`` to ``offset + limit``, of one state where it is given."""
        wanted = [Fact.server_id == server_id]
        if state is not None:
            wanted.append(Fact.state == state)
        async with self._database.read() as session:
            counted = await session.execute(select(func.count()).select_from(Fact).where(*wanted))
            rows = (
                await session.scalars(
                    select(Fact).where(*wanted).order_by(Fact.position, Fact.id).offset(offset).limit(limit)
                )
            ).all()
            total = counted.scalar_one()
        return Page(items=tuple(map(_view, rows)), total=total, offset=offset, limit=limit)

    async def show(self, server_id: int, fact_id: int) -> FactView:
        """One fact of this server. Raises ``Refusal`` where it has none with this id."""
        if not 0 < fact_id < 2**31:  # what any database takes for an id
            raise Refusal("refusal-no-such-fact")
        async with self._database.read() as session:
            row = (
                await session.scalars(select(Fact).where(Fact.server_id == server_id, Fact.id == fact_id))
            ).one_or_none()
        if row is None:
            raise Refusal("refusal-no-such-fact")
        return _view(row)

    async def suggest(self, server_id: int, typed: str, language: str) -> list[FactView]:
        """At most 25 facts whose title in the reader's language, or short name, holds every word typed.

        Capitals and accents do not matter. A server has some dozens of facts, so they are compared here.
        """
        words = _folded(typed).split()
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Fact).where(Fact.server_id == server_id).order_by(Fact.position, Fact.id)
            )
            found = [
                view
                for view in map(_view, rows)
                if all(word in _folded(f"{view.title(language)} {view.slug}") for word in words)
            ]
        return found[:MOST_SUGGESTIONS]

    async def count(self, server_id: int) -> int:
        """How many facts the server has."""
        async with self._database.read() as session:
            return (
                await session.execute(
                    select(func.count()).select_from(Fact).where(Fact.server_id == server_id)
                )
            ).scalar_one()


def _view(row: Fact) -> FactView:
    return FactView(
        id=row.id,
        slug=row.slug,
        state=row.state,
        texts=row.texts,
        sources=tuple(FactSource(**source) for source in row.sources),
        checked_on=row.checked_on,
    )


def _folded(text: str) -> str:
    """Without capitals and accents, to compare what people type."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
