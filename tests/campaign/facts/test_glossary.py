"""A server's own words."""

from datetime import UTC, datetime

import pytest

from bot.campaign.facts.glossary import MAX_WORDS, Glossary
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Server
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

HERE, ELSEWHERE, ORGANISER = 1, 2, 99


@pytest.fixture
async def glossary(database: Database, clock: MovableClock) -> Glossary:
    async with database.write() as session:
        for server_id in (HERE, ELSEWHERE):
            session.add(Server(id=server_id, created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    return Glossary(database, clock)


async def test_words_are_listed_in_alphabetical_order_of_a_language(glossary: Glossary) -> None:
    works = await glossary.add(HERE, "en", ("works council", "Elected."), by=ORGANISER)
    await glossary.edit(HERE, works.id, "fr", ("CSE", "Élu."), by=ORGANISER)
    await glossary.add(HERE, "en", ("Élan", "A  project\nof ours."), by=ORGANISER)
    assert [word.word("en") for word in await glossary.list(HERE)] == ["Élan", "works council"]
    assert [word.word("fr") for word in await glossary.list(HERE, "fr")] == ["CSE", "Élan"]
    assert (await glossary.list(HERE))[0].texts["en"]["meaning"] == "A project of ours."
    assert await glossary.list(ELSEWHERE) == ()


async def test_an_empty_text_takes_its_language_away_but_not_the_last_one(glossary: Glossary) -> None:
    word = await glossary.add(HERE, "en", ("works council", "Elected."), by=ORGANISER)
    await glossary.edit(HERE, word.id, "fr", ("CSE", "Élu."), by=ORGANISER)
    assert set((await glossary.edit(HERE, word.id, "en", ("", " "), by=ORGANISER)).texts) == {"fr"}
    for language in ("en", "fr"):  # it has none, and it is the only one
        with pytest.raises(UserError) as refused:
            await glossary.edit(HERE, word.id, language, ("", ""), by=ORGANISER)
        assert refused.value.id == "refusal-word-empty"


async def test_a_meaning_changes_under_the_same_word_but_not_under_another_ones(glossary: Glossary) -> None:
    word = await glossary.add(HERE, "en", ("élan", "A project."), by=ORGANISER)
    await glossary.add(HERE, "en", ("CSE", "Works council."), by=ORGANISER)
    changed = await glossary.edit(HERE, word.id, "en", ("Élan", "A reorganisation."), by=ORGANISER)
    assert changed.texts["en"] == {"word": "Élan", "meaning": "A reorganisation."}
    with pytest.raises(UserError) as refused:
        await glossary.edit(HERE, word.id, "en", ("cse", "A reorganisation."), by=ORGANISER)
    assert refused.value.id == "refusal-word-taken"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (("", "x"), "refusal-word-empty"),
        (("x", " "), "refusal-word-empty"),
        (("x" * 61, "x"), "refusal-word-long"),
        (("x", "x" * 201), "refusal-word-long"),
        (("ÉLAN", "x"), "refusal-word-taken"),
    ],
)
async def test_a_word_without_meaning_or_taken_is_refused(
    glossary: Glossary, text: tuple[str, str], refusal: str
) -> None:
    await glossary.add(HERE, "en", ("élan", "A project."), by=ORGANISER)
    with pytest.raises(UserError) as refused:
        await glossary.add(HERE, "en", text, by=ORGANISER)
    assert refused.value.id == refusal


async def test_one_word_above_the_limit_is_refused(glossary: Glossary) -> None:
    for number in range(MAX_WORDS):
        await glossary.add(HERE, "en", (f"word {number}", "x"), by=ORGANISER)
    with pytest.raises(UserError) as refused:
        await glossary.add(HERE, "en", ("another", "x"), by=ORGANISER)
    assert refused.value.id == "refusal-word-too-many"


async def test_a_removed_word_is_gone_and_another_server_cannot_remove_it(glossary: Glossary) -> None:
    word = await glossary.add(HERE, "en", ("élan", "A project."), by=ORGANISER)
    with pytest.raises(UserError):
        await glossary.remove(ELSEWHERE, word.id, by=ORGANISER)
    await glossary.remove(HERE, word.id, by=ORGANISER)
    assert await glossary.list(HERE) == ()
