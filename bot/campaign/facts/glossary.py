"""Glossary: a server's own words and what they mean, beside those that the program explains."""

import builtins
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.campaign.facts.views import in_language
from bot.common.clock import Clock
from bot.common.shown import check_shown
from bot.common.text import fold, one_line, slugs
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import GlossaryEntry, Server
from bot.storage.upsert import ensure_server, insert_ignore

MAX_WORDS = 50
WORD_LENGTH = 60
MEANING_LENGTH = 200
MAX_SUGGESTIONS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its meaning. ``texts`` is ``{"en": {"word": …, "meaning": …}, …}``, in at least one
    language."""

    id: int
    slug: str
    texts: Mapping[str, Mapping[str, str]]

    def word(self, language: str) -> str:
        """Return the word in ``language``, else in English, else in any language."""
        return in_language(self.texts, language)["word"]


class Glossary:
    """Service for the glossaries of all servers."""

    def __init__(self, database: Database, clock: Clock, *, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def list(self, server_id: int, language: str = "en") -> tuple[Word, ...]:
        """Return a server's words, in the alphabetical order of a language."""
        async with self._database.read() as session:
            words = await words_of(session, server_id)
        return tuple(sorted(words, key=lambda word: (fold(word.word(language)), word.id)))

    async def get(self, server_id: int, word_id: int) -> Word:
        """Return one word. Raises ``UserError``."""
        async with self._database.read() as session:
            return _view(await _one(session, server_id, word_id))

    async def suggest(self, server_id: int, typed: str, language: str) -> builtins.list[Word]:
        """Return at most 25 words that contain the typed text in any language."""
        wanted = fold(typed.strip())
        found = [
            word
            for word in await self.list(server_id, language)
            if any(wanted in fold(text["word"]) for text in word.texts.values())
        ]
        return found[:MAX_SUGGESTIONS]

    async def add(self, server_id: int, language: str, text: tuple[str, str], *, by: int) -> Word:
        """Add a word in one language. Raises ``UserError`` if it is there already, and for the fifty-first.

        ``by`` is the organiser's Discord id, here and below.
        """
        wording = _checked(*text)
        free, word_id = slugs(wording["word"], "word"), None
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            known = await words_of(session, server_id)
            _check_free(known, language, wording, None)
            if len(known) >= MAX_WORDS:
                raise UserError("refusal-word-too-many", most=MAX_WORDS)
            texts = {language: wording}
            while word_id is None:  # until a free slug is found
                made = await session.execute(
                    insert_ignore(self._database, GlossaryEntry)
                    .values(server_id=server_id, slug=next(free), texts=texts)
                    .returning(GlossaryEntry.id)
                )
                word_id = made.scalar_one_or_none()
            row = await _one(session, server_id, word_id)
            await self._audit.record(
                session, server_id, by, "word-add", f"word:{word_id}", after={"texts": texts}
            )
            return _view(row)

    async def edit(
        self,
        server_id: int,
        word_id: int,
        language: str,
        text: tuple[str, str],
        *,
        by: int,
        seen: str | None = None,
    ) -> Word:
        """Write a word and its meaning in one language, or take the language away with empty ones, unless it
        is the only one. ``seen``: the ``shown_digest`` of its text in this language. Raises ``UserError``."""
        wording = _checked(*text) if any(map(one_line, text)) else None
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            row = await _one(session, server_id, word_id)
            check_shown(seen, row.texts.get(language))
            before, after = row.texts, {key: text for key, text in row.texts.items() if key != language}
            if wording is not None:
                _check_free(await words_of(session, server_id), language, wording, word_id)
                after = {**before, language: wording}
            elif not after or after == before:
                raise UserError("refusal-word-empty")
            if before != after:
                row.texts = after
                await session.flush()
                await self._audit.record(
                    session,
                    server_id,
                    by,
                    "word-edit",
                    f"word:{word_id}",
                    before={"texts": before},
                    after={"texts": after},
                )
            return _view(row)

    async def remove(self, server_id: int, word_id: int, *, by: int) -> Word:
        """Remove a word in all languages. Raises ``UserError``."""
        async with self._database.write() as session:
            row = await _one(session, server_id, word_id)
            view = _view(row)
            await session.delete(row)
            await session.flush()
            await self._audit.record(
                session, server_id, by, "word-remove", f"word:{word_id}", before={"texts": view.texts}
            )
            return view


async def words_of(session: AsyncSession, server_id: int) -> builtins.list[Word]:
    """Return a server's words, oldest first."""
    rows = await session.scalars(
        select(GlossaryEntry).where(GlossaryEntry.server_id == server_id).order_by(GlossaryEntry.id)
    )
    return [_view(row) for row in rows]


def _checked(word: str, meaning: str) -> dict[str, str]:
    word, meaning = one_line(word), one_line(meaning)
    if not word or not meaning:
        raise UserError("refusal-word-empty")
    if len(word) > WORD_LENGTH or len(meaning) > MEANING_LENGTH:
        raise UserError("refusal-word-long", word=WORD_LENGTH, meaning=MEANING_LENGTH)
    return {"word": word, "meaning": meaning}


def _check_free(
    known: builtins.list[Word], language: str, text: Mapping[str, str], word_id: int | None
) -> None:
    for other in known:
        if other.id != word_id and fold(other.texts.get(language, {}).get("word", "")) == fold(text["word"]):
            raise UserError("refusal-word-taken", word=text["word"])


async def _one(session: AsyncSession, server_id: int, word_id: int) -> GlossaryEntry:
    wanted = select(GlossaryEntry).where(GlossaryEntry.server_id == server_id, GlossaryEntry.id == word_id)
    row = (await session.scalars(wanted.with_for_update())).one_or_none()
    if row is None:
        raise UserError("refusal-no-such-word")
    return row


def _view(row: GlossaryEntry) -> Word:
    return Word(id=row.id, slug=row.slug, texts=row.texts)
