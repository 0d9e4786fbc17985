"""Queries for facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day

from sqlalchemy import func, select

from bot.common.pagination import Page
from bot.common.text import fold
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Fact
from bot.storage.types import can_be_id

STATES = ("confirmed", "stated", "disputed", "unconfirmed")
"""Status of a statement (``fact-state-<value>`` in the texts): the record shows it, someone says it, the
record or the other side contradicts it, no evidence was found."""

MAX_SUGGESTIONS = 25  # Discord's limit for autocomplete choices


@dataclass(frozen=True, slots=True)
class FactSource:
    """Source of a statement. ``title`` and ``publisher`` are one text for all readers, or a text by language:
    ``{"en": …, "fr": …}``. ``date`` is as exact as known: "2026", "2026-01" or "2026-01-18"; ``url`` is
    https, ``None`` if unknown."""

    title: str | Mapping[str, str]
    publisher: str | Mapping[str, str]
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """Read model of a fact. ``texts`` is ``{"en": {"title": …, "body": …}, …}``, in at least one language;
    ``state`` is one of ``STATES``."""

    id: int
    slug: str
    state: str
    texts: Mapping[str, Mapping[str, str]]
    sources: tuple[FactSource, ...]
    checked_on: Day

    def title(self, language: str) -> str:
        """Return the title in ``language``, else in English, else in any language."""
        text = self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))
        return text["title"]


class Facts:
    """Facts of each server, in the order of its campaign file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, server_id: int, *, offset: int = 0, limit: int = 8, state: str | None = None
    ) -> Page[FactView]:
        """Return a page of facts, optionally of one state."""
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
        """Return one fact of this server. Raises ``UserError`` if it has none with this id."""
        if not can_be_id(fact_id):
            raise UserError("refusal-no-such-fact")
        async with self._database.read() as session:
            row = (
                await session.scalars(select(Fact).where(Fact.server_id == server_id, Fact.id == fact_id))
            ).one_or_none()
        if row is None:
            raise UserError("refusal-no-such-fact")
        return _view(row)

    async def suggest(self, server_id: int, typed: str, language: str) -> list[FactView]:
        """Return at most 25 facts whose title in the reader's language, or slug, contains every typed word.

        Case and accents are ignored. A server has some dozens of facts, so they are compared in Python.
        """
        words = fold(typed).split()
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Fact).where(Fact.server_id == server_id).order_by(Fact.position, Fact.id)
            )
            found = [
                view
                for view in map(_view, rows)
                if all(word in fold(f"{view.title(language)} {view.slug}") for word in words)
            ]
        return found[:MAX_SUGGESTIONS]

    async def count(self, server_id: int) -> int:
        """Return the number of facts of the server."""
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
