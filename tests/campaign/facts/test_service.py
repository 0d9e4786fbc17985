"""Queries for facts, on both databases."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.campaign.facts import Facts
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Fact, Server
from tests.conftest import MovableClock
from tests.support.databases import statements

pytestmark = pytest.mark.storage

HERE, ELSEWHERE = 1, 2


@pytest.fixture
async def facts(database: Database, clock: MovableClock) -> Facts:
    async with database.write() as session:
        for server_id in (HERE, ELSEWHERE):
            session.add(Server(id=server_id, created_at=datetime(2026, 1, 1, tzinfo=UTC)))
        await session.flush()
        session.add_all(
            [
                _fact(HERE, "ceiling", 2, "disputed", "A ceiling, not a bonus", "Un plafond, pas une prime"),
                _fact(HERE, "order", 1, "confirmed", "The December order", "La commande de décembre"),
                _fact(HERE, "sale", 3, "confirmed", None, "La vente annoncée"),
                _fact(ELSEWHERE, "order", 1, "stated", "Another order", None),
            ]
        )
    return Facts(database, clock)


def _fact(
    server_id: int, slug: str, position: int, state: str, english: str | None, french: str | None
) -> Fact:
    titles = {"en": english, "fr": french}
    return Fact(
        server_id=server_id,
        slug=slug,
        position=position,
        state=state,
        texts={language: {"title": title, "body": "…"} for language, title in titles.items() if title},
        sources=[
            {"title": "A record", "publisher": "A registry", "date": "2026-01", "url": "https://a.example/1"},
            {"title": "An article", "publisher": "A newspaper", "date": None, "url": None},
        ],
        checked_on=date(2026, 11, 24),
    )


async def test_facts_are_paged_in_the_order_of_the_file(facts: Facts) -> None:
    first = await facts.page(HERE, offset=0, limit=2)
    rest = await facts.page(HERE, offset=2, limit=2)
    assert [fact.slug for fact in first.items] == ["order", "ceiling"]
    assert [fact.slug for fact in rest.items] == ["sale"]
    assert (first.total, first.offset, first.limit) == (3, 0, 2)
    assert await facts.page(HERE, offset=4, limit=2) == first, "others were retired meanwhile"
    assert await facts.count(HERE) == 3


async def test_facts_can_be_paged_by_state(facts: Facts) -> None:
    page = await facts.page(HERE, state="confirmed", limit=1)
    assert ([fact.slug for fact in page.items], page.total) == (["order"], 2)


@pytest.mark.both_engines
async def test_a_fact_can_be_read_while_an_organiser_changes_it(facts: Facts, database: Database) -> None:
    first, *_ = (await facts.page(HERE)).items
    async with database.write() as session:
        await session.execute(select(Fact).where(Fact.id == first.id).with_for_update())
        assert await asyncio.wait_for(facts.show(HERE, first.id), timeout=60) == first


async def test_a_title_falls_back_to_english_then_to_any_language(facts: Facts) -> None:
    order, ceiling, sale = (await facts.page(HERE)).items
    assert order.title("fr") == "La commande de décembre"
    assert ceiling.title("de") == "A ceiling, not a bonus"
    assert sale.title("en") == "La vente annoncée"


@pytest.mark.parametrize("fact_id", [0, -1])
async def test_an_invalid_id_is_refused(facts: Facts, fact_id: int) -> None:
    with pytest.raises(UserError):
        await facts.show(HERE, fact_id)


async def test_suggestions_match_every_word_ignoring_case_and_accents(facts: Facts) -> None:
    async def suggested(typed: str, language: str) -> list[str]:
        return [fact.slug for fact in await facts.suggest(HERE, typed, language)]

    assert await suggested("", "en") == ["order", "ceiling", "sale"]
    assert await suggested("DECEMBRE commande", "fr") == ["order"]
    assert await suggested("decembre", "en") == []
    assert await suggested("ceiling", "fr") == ["ceiling"]
    assert await suggested("100%_", "en") == []


async def test_nothing_that_a_fact_said_earlier_is_read_to_find_one(facts: Facts, database: Database) -> None:
    with statements(database) as said:
        assert await facts.suggest(HERE, "order", "en")
        assert (await facts.search(HERE, "order")).items
    assert said
    assert not any("earlier" in statement for statement in said)


async def test_suggestions_are_limited_to_the_maximum_of_discord(facts: Facts, database: Database) -> None:
    async with database.write() as session:
        session.add_all(
            _fact(HERE, f"more-{number}", 10 + number, "stated", "More", None) for number in range(30)
        )
    assert len(await facts.suggest(HERE, "", "en")) == 25
