"""Facts that organisers write, change, check, retire and bring back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.audit import Audit
from bot.campaign.facts import Facts, FactSource
from bot.campaign.facts.checks import MAX_FACTS, FactInput
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.models import Demand, Fact, Server
from bot.texts import Texts
from bot.ui.facts import fact_card
from bot.ui.organise.facts import saved_fact
from tests.conftest import MovableClock
from tests.ui.test_lengths_of_members_cards import text_of

pytestmark = pytest.mark.storage

HERE, ELSEWHERE, ORGANISER = 1, 2, 99
SOURCE = FactSource("A record", "A registry", "2026-01", "https://a.example/1")


@pytest.fixture
async def audit(database: Database, clock: MovableClock, tmp_path: Path) -> Audit:
    return Audit(database, clock, await Keys.open(tmp_path / "keys", database, clock))


@pytest.fixture
async def facts(database: Database, clock: MovableClock, audit: Audit) -> Facts:
    async with database.write() as session:
        for server_id in (HERE, ELSEWHERE):
            session.add(Server(id=server_id, created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    return Facts(database, clock, audit=audit)


def typed(clock: MovableClock) -> FactInput:
    return FactInput(
        language="en",
        title="The December  order",
        body="It was placed.\r\n\r\nIt is large.",
        state="confirmed",
        checked_on=clock().date(),
        sources=(SOURCE,),
    )


async def test_a_written_fact_is_shown_and_on_record(facts: Facts, clock: MovableClock, audit: Audit) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    assert (made.slug, made.sources) == ("the-december-order", (SOURCE,))
    assert made.texts == {"en": {"title": "The December order", "body": "It was placed.\n\nIt is large."}}
    again = await facts.add(HERE, typed(clock), by=ORGANISER)
    assert again.slug == "the-december-order-2"
    assert [fact.id for fact in (await facts.page(HERE)).items] == [made.id, again.id]
    assert (await facts.page(ELSEWHERE)).total == 0
    acts = (await audit.page(HERE)).items
    assert [(act.act, act.actor, act.subject) for act in acts] == [
        ("fact-add", ORGANISER, "fact:the-december-order-2"),
        ("fact-add", ORGANISER, "fact:the-december-order"),
    ]


async def test_a_fact_is_changed_in_one_language_at_a_time(facts: Facts, clock: MovableClock) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    french = replace(typed(clock), language="fr", title="La commande", body="Elle existe.", sources=None)
    changed = await facts.edit(HERE, made.id, french, by=ORGANISER)
    assert changed.texts["fr"] == {"title": "La commande", "body": "Elle existe."}
    assert (changed.texts["en"], changed.sources) == (made.texts["en"], made.sources)
    (before,) = changed.earlier
    assert (before.until, before.state, before.texts) == (clock(), made.state, made.texts)
    with pytest.raises(UserError) as refused:
        await facts.edit(HERE, made.id, french, by=ORGANISER)
    assert refused.value.id == "refusal-fact-unchanged"


async def test_an_empty_text_takes_its_language_away_but_not_the_last_one(
    facts: Facts, clock: MovableClock
) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    french = replace(typed(clock), language="fr", sources=None)
    await facts.edit(HERE, made.id, french, by=ORGANISER)
    english = replace(typed(clock), title=" ", body="\n", sources=None)
    assert set((await facts.edit(HERE, made.id, english, by=ORGANISER)).texts) == {"fr"}
    for language in ("en", "fr"):  # it has none, and it is the only one
        with pytest.raises(UserError) as refused:
            await facts.edit(HERE, made.id, replace(english, language=language), by=ORGANISER)
        assert refused.value.id == "refusal-fact-without-text"


async def test_a_check_moves_the_day_and_nothing_else(
    facts: Facts, clock: MovableClock, audit: Audit
) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    clock.move(days=90)
    assert (await facts.page(HERE, stale=True)).items == (made,)
    checked = await facts.check(HERE, made.id, by=ORGANISER)
    assert checked == replace(made, checked_on=clock().date())
    assert (await facts.page(HERE, stale=True)).total == 0
    act = (await audit.page(HERE)).items[0]
    assert (act.act, act.before) == ("fact-check", {"checked_on": made.checked_on.isoformat()})


async def test_a_retired_fact_is_gone_until_it_is_brought_back(facts: Facts, clock: MovableClock) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    await facts.retire(HERE, made.id, by=ORGANISER)
    assert (await facts.page(HERE)).total == await facts.count(HERE) == 0
    assert await facts.suggest(HERE, "december", "en") == []
    assert (await facts.search(HERE, "december")).total == 0
    with pytest.raises(UserError):
        await facts.show(HERE, made.id)
    assert await facts.restore(HERE, made.id, by=ORGANISER) == made
    assert (await facts.page(HERE)).items == (made,)


async def test_cards_of_demands_follow_the_first_and_the_last_fact(
    facts: Facts, clock: MovableClock, database: Database
) -> None:
    async with database.write() as session:
        session.add(
            Demand(server_id=HERE, slug="halt", texts={"en": {"title": "H", "body": "H"}}, created_at=clock())
        )

    async def stamp() -> int:
        async with database.read() as session:
            return (await session.scalars(select(Demand.stamp))).one()

    before = await stamp()
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    assert await stamp() == before + 1
    second = await facts.add(HERE, typed(clock), by=ORGANISER)
    await facts.retire(HERE, second.id, by=ORGANISER)
    assert await stamp() == before + 1
    await facts.retire(HERE, made.id, by=ORGANISER)
    assert await stamp() == before + 2
    for each in (made, second):
        await facts.restore(HERE, each.id, by=ORGANISER)
    assert await stamp() == before + 3


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " \u0000 "}, "refusal-fact-without-text"),
        ({"body": ""}, "refusal-fact-without-text"),
        ({"title": "x" * 151}, "refusal-fact-long"),
        ({"body": "x" * 1501}, "refusal-fact-long"),
        ({"state": "true"}, "refusal-fact-state"),
        ({"checked_on": date(2099, 1, 1)}, "refusal-fact-future"),
        ({"sources": ()}, "refusal-fact-without-source"),
    ],
)
async def test_an_incomplete_fact_is_refused(
    facts: Facts, clock: MovableClock, change: dict[str, object], refusal: str
) -> None:
    with pytest.raises(UserError) as refused:
        await facts.add(HERE, replace(typed(clock), **change), by=ORGANISER)  # type: ignore[arg-type]
    assert refused.value.id == refusal
    assert await facts.count(HERE) == 0


async def test_one_fact_above_the_limit_is_refused(
    facts: Facts, clock: MovableClock, database: Database
) -> None:
    async with database.write() as session:
        for number in range(MAX_FACTS):
            session.add(
                Fact(
                    server_id=HERE,
                    slug=f"f{number}",
                    position=number,
                    state="stated",
                    texts={"en": {"title": "T", "body": "B"}},
                    sources=[],
                    checked_on=clock().date(),
                )
            )
    with pytest.raises(UserError) as refused:
        await facts.add(HERE, typed(clock), by=ORGANISER)
    assert refused.value.id == "refusal-fact-too-many"


async def test_another_server_cannot_change_a_fact(facts: Facts, clock: MovableClock) -> None:
    made = await facts.add(HERE, typed(clock), by=ORGANISER)
    for act in (facts.check, facts.retire, facts.restore):
        with pytest.raises(UserError):
            await act(ELSEWHERE, made.id, by=ORGANISER)
    with pytest.raises(UserError):
        await facts.edit(ELSEWHERE, made.id, typed(clock), by=ORGANISER)
    assert await facts.show(HERE, made.id) == made


async def test_a_search_finds_words_in_texts_and_sources_titles_first(
    facts: Facts, clock: MovableClock
) -> None:
    body = replace(typed(clock), title="A ceiling", body="About the décembre order.")
    await facts.add(HERE, body, by=ORGANISER)
    await facts.add(HERE, replace(typed(clock), title="Order in Décembre"), by=ORGANISER)
    found = await facts.search(HERE, "ORDER decembre")
    assert [fact.slug for fact in found.items] == ["order-in-decembre", "a-ceiling"]
    assert (await facts.search(HERE, "registry")).total == 2
    assert (await facts.search(HERE, "registry nothing")).total == 0
    assert (await facts.search(HERE, "registry", offset=1, limit=1)).items[0].slug == "order-in-decembre"
    assert (await facts.search(HERE, "registry", offset=2)).total == 2
    assert (await facts.search(HERE, "registry", offset=2)).items, "the first page, not none"


async def test_a_fact_that_is_corrected_in_one_language_says_so_in_the_other(
    facts: Facts, clock: MovableClock
) -> None:
    english = typed(clock)
    french = replace(english, language="fr", title="La commande de décembre", body="Elle a été passée.")
    made = await facts.add(HERE, english, by=ORGANISER)
    translated = await facts.edit(HERE, made.id, french, by=ORGANISER)
    assert translated.corrected_beside("en") == translated.corrected_beside("fr") == {}
    corrected = replace(french, body="Elle a été annulée.")
    alone = await facts.edit(HERE, made.id, corrected, by=ORGANISER)
    assert (alone.corrected_beside("en"), alone.corrected_beside("fr")) == ({"fr": clock().date()}, {})
    t = Texts.load().of("en")
    said = [t("fact-corrected-beside", date=clock().date(), languages="French")]
    said.append(t("fact-others-unchanged", languages="English"))
    shown = [text_of(fact_card(alone, t, clock().date())), text_of(saved_fact(alone, "", t, clock().date()))]
    assert [each in card for each, card in zip(said, shown, strict=True)] == [True, True]
    assert said[0] not in text_of(fact_card(alone, Texts.load().of("fr"), clock().date()))
    both = await facts.edit(HERE, made.id, replace(english, body="It was cancelled."), by=ORGANISER)
    assert both.corrected_beside("en") == both.corrected_beside("fr") == {}
    again = await facts.edit(HERE, made.id, replace(french, body="Elle est annulée."), by=ORGANISER)
    assert again.corrected_beside("en") == {"fr": clock().date()}
    clock.move(days=1)
    checked = await facts.check(HERE, made.id, by=ORGANISER)
    assert checked.corrected_beside("en") == {}, "somebody looked at it since"
