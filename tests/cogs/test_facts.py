"""The command ``/facts``."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.demo.history import DEFAULT
from bot.demo.scenario import load_scenario
from bot.demo.story import import_campaign
from bot.demo.world import World
from bot.storage.models import Fact
from tests.support.demand_steps import open_demand
from tests.support.watch_steps import labels, plain_texts

pytestmark = pytest.mark.behaviour

URL = "https://a.example/1"


async def store(world: World, *facts: Fact) -> None:
    async with world.app.database.write() as session:
        session.add_all(facts)


def fact(world: World, slug: str, position: int = 1, **more: Any) -> Fact:
    texts = {
        "en": {"title": f"The {slug} order", "body": "First paragraph.\n\nSecond paragraph."},
        "fr": {"title": f"La commande {slug}", "body": "Premier paragraphe.\n\nSecond paragraphe."},
    }
    sources = [
        {"title": "Award record", "publisher": "USAspending", "date": "2025-12-18", "url": URL},
        {"title": "An article", "publisher": "A newspaper", "date": "2026-01", "url": None},
        {"title": "A letter", "publisher": "The company", "date": None, "url": None},
    ]
    values = {"state": "confirmed", "texts": texts, "sources": sources, "checked_on": date(2026, 11, 24)}
    return Fact(server_id=world.server_id, slug=slug, position=position, **{**values, **more})


async def test_an_empty_list_of_facts_explains_where_they_come_from(world: World, language: str) -> None:
    answer = await world.slash(world.alice, "facts list")
    assert answer.private
    assert plain_texts(world, language)("facts-none") in answer.text


async def test_each_fact_of_the_list_has_its_state_source_and_date(world: World, language: str) -> None:
    states = ("confirmed", "stated", "disputed", "unconfirmed")
    await store(world, *(fact(world, state, place, state=state) for place, state in enumerate(states)))
    t = plain_texts(world, language)
    text = (await world.slash(world.alice, "facts list")).text
    assert [text.index(t(f"fact-state-{state}")) for state in states] == sorted(
        text.index(t(f"fact-state-{state}")) for state in states
    )
    assert [text.count(f"{t(f'fact-state-{state}')} · USAspending ({URL})") for state in states] == [1] * 4
    assert text.count(t.day(date(2026, 11, 24))) == 1, "the day of their check stands once"
    assert t("facts-checked", date=date(2026, 11, 24)) in text


async def test_facts_checked_on_several_days_say_each_and_old_checks_say_so(
    world: World, language: str
) -> None:
    today = world.clock().date()
    fresh, old = today - timedelta(days=89), today - timedelta(days=90)
    await store(world, fact(world, "fresh", 1, checked_on=fresh), fact(world, "old", 2, checked_on=old))
    t = plain_texts(world, language)
    listed = await world.slash(world.alice, "facts list")
    assert [
        listed.text.count(line) for line in (t("fact-checked", date=fresh), t("fact-not-checked", date=old))
    ] == [
        1,
        1,
    ]
    assert t("fact-not-checked", date=old) in (await world.press(world.alice, listed, "2")).text


async def test_the_list_of_facts_has_pages_and_opens_a_fact(world: World, language: str) -> None:
    await store(world, *(fact(world, f"n{number:02}", number) for number in range(1, 11)))
    t = plain_texts(world, language)
    first = await world.slash(world.alice, "facts list")
    await world.restart_bot()
    second = await world.press(world.alice, first, t("pager-next"))
    assert second.card.message.id == first.card.message.id
    assert labels(second) == ["5", "6", "7", "8", t("pager-previous"), t("pager-next")]
    shown = await world.press(world.alice, second, "8")
    assert shown.private
    assert "n08" in shown.text.splitlines()[0]


async def test_a_fact_is_shown_with_all_its_sources_and_an_explanation_of_its_state(
    world: World, language: str
) -> None:
    await store(world, fact(world, "skip", state="disputed"))
    t = plain_texts(world, language)
    text = (await world.slash(world.alice, "facts show", fact="skip")).text
    assert t("fact-state-disputed") in text
    assert t("fact-state-disputed.meaning") in text
    assert ("Second paragraphe." if language == "fr" else "Second paragraph.") in text
    dated = {"title": f"Award record ({URL})", "publisher": "USAspending", "date": t.day(date(2025, 12, 18))}
    assert t("fact-source-dated", **dated) in text
    month = t.month(date(2026, 1, 1))
    assert t("fact-source-dated", title="An article", publisher="A newspaper", date=month) in text
    assert t("fact-source", title="A letter", publisher="The company", date="") in text
    assert t("fact-checked", date=date(2026, 11, 24)) in text


async def test_a_source_with_names_in_both_languages_is_shown_in_the_readers_language(
    world: World, language: str
) -> None:
    named: dict[str, Any] = {
        "title": {"en": "Order 7", "fr": "Commande 7"},
        "publisher": {"en": "Newspaper report", "fr": "Article de presse"},
        "date": None,
        "url": None,
    }
    await store(world, fact(world, "skip", sources=[named]))
    t = plain_texts(world, language)
    title, publisher = named["title"][language], named["publisher"][language]
    listed = await world.slash(world.alice, "facts list")
    assert f" · {publisher}" in listed.text
    shown = await world.press(world.alice, listed, "1")
    assert t("fact-source", title=title, publisher=publisher, date="") in shown.text


async def test_another_servers_fact_is_not_shown(world: World) -> None:
    await store(world, fact(world, "skip"))
    other = world.env.create_guild("Elsewhere", owner=world.env.create_user("other owner"))
    other.create_text_channel("general")
    eve = world.join("eve", guild=other)
    await world.env.settle()
    mine = (await world.app.facts.page(world.server_id)).items[0]
    assert await world.suggestions(eve, "facts show", "fact", "skip") == []
    assert (await world.slash(eve, "facts show", fact=str(mine.id))).text == plain_texts(world)(
        "refusal-no-such-fact"
    )


async def test_a_hostile_fact_is_only_text(world: World) -> None:
    hostile = "@everyone **b** [x](https://evil.example) " + "A" * 5000
    await store(
        world,
        fact(
            world,
            "skip",
            texts={"en": {"title": hostile, "body": hostile}},
            sources=[{"title": hostile, "publisher": hostile, "date": hostile, "url": "javascript:x"}] * 5,
        ),
    )
    listed = await world.slash(world.alice, "facts list")
    shown = await world.press(world.alice, listed, "1")
    for answer in (listed, shown):
        assert "@everyone" not in answer.card.markdown
        assert "](https://evil" not in answer.card.markdown
        assert "javascript" not in answer.card.markdown
        assert len(answer.card.markdown) <= 4000
    assert "Checked on 24 November 2026" in shown.text
    ((name, _),) = await world.suggestions(world.alice, "facts show", "fact", "evil")
    assert len(name) <= 100


async def test_the_button_of_a_demand_shows_the_facts_and_keeps_the_demand(
    world: World, language: str
) -> None:
    await store(world, *(fact(world, f"n{number:02}", number) for number in range(1, 11)))
    demand = await open_demand(world)
    t = plain_texts(world, language)
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    first = await world.press(world.alice, card, t("button-facts"))
    assert first.private
    assert first.text.startswith(t("facts-title"))
    assert first.card.message.id != card.card.message.id
    await world.press(world.alice, first, t("pager-next"))
    signed = await world.press(world.alice, card, "sign-form")
    assert signed.form is not None, "the card is still there to be signed"


@pytest.mark.full
async def test_a_demand_has_a_button_for_facts_only_if_there_are_any(world: World, language: str) -> None:
    t = plain_texts(world, language)
    demand = await open_demand(world)
    shown = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, shown, "demand-announce")
    await world.tick()
    (post,) = await world.posts()
    assert t("button-facts") not in [button.label for button in post.buttons]
    await import_campaign(world, load_scenario(DEFAULT).campaign)
    await world.tick()
    posted = [post for post in await world.posts() if any(button.does("withdraw") for button in post.buttons)]
    assert [button.does("facts-list") for button in posted[0].buttons].count(True) == 1
    for stored in (await world.app.facts.page(world.server_id, limit=100)).items:
        await world.app.facts.retire(world.server_id, stored.id, by=1)
    shown = await world.slash(world.alice, "demands show", demand=str(demand.id))
    assert t("button-facts") not in [button.label for button in shown.card.buttons], "all are retired"


async def test_a_search_finds_a_fact_by_its_source_and_has_pages(world: World, language: str) -> None:
    await store(world, *(fact(world, f"n{number:02}", number) for number in range(1, 11)))
    t = plain_texts(world, language)
    first = await world.slash(world.alice, "facts search", words="usaspending: award")
    assert t("facts-not-found", words="usaspending: award") in first.text
    first = await world.slash(world.alice, "facts search", words="USASPENDING record")
    assert first.private
    await world.restart_bot()
    second = await world.press(world.alice, first, t("pager-next"))
    assert labels(second) == ["5", "6", "7", "8", t("pager-previous"), t("pager-next")]
