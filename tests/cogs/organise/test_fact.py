"""The commands ``/organise do:fact`` and ``/organise do:word``."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.demo.world import Reply, World
from bot.storage.models import Fact
from tests.support.demand_steps import sent_text, texts_of

pytestmark = pytest.mark.behaviour

URL = "https://a.example/1"
SOURCES = f"Award record\nUSAspending\n2025-12-18\n{URL}"


async def write(world: World, **entries: Any) -> Reply:
    """Fill in and submit the form of a new fact, in English."""
    form = await world.slash(world.organiser, "organise fact add", language="en")
    return await world.submit(world.organiser, form, filled(world, **entries))


def filled(world: World, **entries: Any) -> dict[str, Any]:
    return {
        "title": "The December order",
        "body": "It was placed.",
        "state": ["confirmed"],
        "sources": SOURCES,
        "checked": world.clock().date().isoformat(),
        **entries,
    }


async def test_a_fact_is_written_in_discord_and_read_by_members(world: World, language: str) -> None:
    saved = await write(world)
    assert saved.private
    assert texts_of(world, "en")("fact-saved", languages="English") in sent_text(saved)
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert "It was placed." in sent_text(shown)
    assert URL in sent_text(shown)


async def test_a_refused_form_gives_back_what_was_typed(world: World, language: str) -> None:
    t = texts_of(world, language)
    refused = await write(world, sources="A title alone", body="A long text.")
    assert t("refusal-fact-source-lines", number=1) in sent_text(refused)
    assert t("fact-draft-kept") in sent_text(refused)
    assert await world.app.facts.count(world.server_id) == 0
    await world.restart_bot()
    form = await world.press(world.organiser, refused, "fact-again")
    assert form.form is not None
    values = {field.custom_id: field.value for field in form.form.fields}
    assert (values["body"], values["sources"]) == ("A long text.", "A title alone")
    await world.submit(world.organiser, form, filled(world, body=values["body"]))
    assert await world.app.facts.count(world.server_id) == 1


async def test_a_refused_form_is_kept_for_a_day_and_no_longer(world: World, language: str) -> None:
    t = texts_of(world, language)
    refused = await write(world, sources="A title alone")
    world.clock.move(hours=23)
    await world.app.fact_drafts.tick()
    assert (await world.press(world.organiser, refused, "fact-again")).form is not None
    world.clock.move(hours=2)
    await world.app.fact_drafts.tick()
    gone = await world.press(world.organiser, refused, "fact-again")
    assert sent_text(gone) == t("refusal-fact-draft-gone")


async def test_a_fact_is_translated_and_keeps_its_sources(world: World, language: str) -> None:
    await write(world)
    form = await world.slash(world.organiser, "organise fact edit", fact="December", language="fr")
    french = filled(world, title="La commande de décembre", body="Elle existe.")
    await world.submit(world.organiser, form, french)
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert {language: text["title"] for language, text in fact.texts.items()} == {
        "en": "The December order",
        "fr": "La commande de décembre",
    }
    assert fact.sources[0].url == URL


async def test_sources_that_a_form_cannot_hold_outlive_an_edit(world: World, language: str) -> None:
    await write(world)
    stored = {"title": "On\ntwo lines", "publisher": "A registry", "date": None, "url": URL}
    async with world.app.database.write() as session:
        await session.execute(update(Fact).values(sources=[stored]))
    form = await world.slash(world.organiser, "organise fact edit", fact="December", language="en")
    assert form.form is not None
    assert "sources" not in {field.custom_id for field in form.form.fields}
    entries = filled(world, body="It was placed in time.")
    del entries["sources"]
    await world.submit(world.organiser, form, entries)
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert fact.texts["en"]["body"] == "It was placed in time."
    assert [source.title for source in fact.sources] == [stored["title"]]


@pytest.mark.full
async def test_organisers_are_reminded_and_check_with_a_press(world: World, language: str) -> None:
    t = texts_of(world, language)
    await write(world)
    day = world.clock().date()
    world.clock.move(days=90)
    await world.tick()
    await world.tick()
    assert len([post for post in await world.posts() if "The December order" in post.text]) == 1
    shown = await world.slash(world.alice, "facts show", fact="December")
    assert t("fact-not-checked", date=day) in sent_text(shown)
    stale = await world.slash(world.organiser, "organise fact stale")
    review = await world.press(world.organiser, stale, "fact-review")
    checked = await world.press(world.organiser, review, "fact-check")
    assert t("fact-checked-today") in sent_text(checked)
    assert (await world.app.facts.page(world.server_id)).items[0].checked_on == day + timedelta(days=90)


async def test_a_retired_fact_can_be_brought_back(world: World, language: str) -> None:
    t = texts_of(world, language)
    await write(world)
    retired = await world.slash(world.organiser, "organise fact retire", fact="December")
    assert t("fact-retired") in sent_text(retired)
    assert t("facts-none") in sent_text(await world.slash(world.alice, "facts list"))
    await world.press(world.organiser, retired, "fact-restore")
    assert await world.app.facts.count(world.server_id) == 1


async def test_a_fact_that_was_retired_long_ago_is_found_and_brought_back(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await write(world)
    none = await world.slash(world.organiser, "organise fact retired")
    assert t("facts-retired-none") in sent_text(none)
    await world.slash(world.organiser, "organise fact retire", fact="December")
    world.clock.move(days=30)
    listed = await world.slash(world.organiser, "organise fact retired")
    assert "The December order" in sent_text(listed)
    restored = await world.press(world.organiser, listed, "1")
    assert t("fact-restored") in sent_text(restored)
    assert await world.app.facts.count(world.server_id) == 1


async def test_a_word_is_explained_in_two_languages_and_removed(world: World, language: str) -> None:
    t = texts_of(world, language)
    form = await world.slash(world.organiser, "organise word add", language="en")
    saved = await world.submit(world.organiser, form, {"word": "CSE", "meaning": "Works council."})
    assert t("word-saved") in sent_text(saved)
    form = await world.slash(world.organiser, "organise word edit", word="CSE", language="fr")
    await world.submit(world.organiser, form, {"word": "CSE", "meaning": "Comité social et économique."})
    (word,) = await world.app.glossary.list(world.server_id)
    assert set(word.texts) == {"en", "fr"}
    removed = await world.slash(world.organiser, "organise word remove", word="CSE")
    assert "Works council." in sent_text(removed)
    assert await world.app.glossary.list(world.server_id) == ()


async def test_the_words_of_a_campaign_stand_below_those_of_posts(world: World, language: str) -> None:
    t = texts_of(world, language)
    for number in range(1, 8):
        text = (f"Word {number}", f"Meaning *{number}*.")
        await world.app.glossary.add(world.server_id, "en", text, by=world.organiser.id)
    helped = await world.slash(world.alice, "help")
    first = await world.press(world.alice, helped, t("button-words"))
    assert first.private
    assert t("words-explained") in sent_text(first)
    assert t("word-line", word="Word 6", meaning="Meaning \\*6\\*.") in sent_text(first)
    assert "Word 7" not in sent_text(first)
    second = await world.press(world.alice, first, t("pager-next"))
    assert t("words-explained") not in sent_text(second)
    assert "Word 7" in sent_text(second)
