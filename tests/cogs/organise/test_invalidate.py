"""Invalidation of signatures by two organisers, and the notice of a count that does not agree."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.demo.world import World
from bot.ui.markdown import timestamp
from tests.support.demand_steps import (
    TEXTS,
    open_demand,
    sent_text,
    sign,
    texts_of,
)

pytestmark = pytest.mark.behaviour


@pytest.mark.full
@pytest.mark.both_engines
async def test_one_organiser_proposes_another_confirms_and_the_next_count_shows_it(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world, {**TEXTS, "en": {"title": "Pay-rise (*now*)", "body": "Now."}})
    for number in range(12):
        await sign(world, world.join(f"member-{number}", world.members), demand)
    day = world.clock().date().isoformat()
    world.clock.move(days=1)
    await world.tick()
    asked = {"demand": str(demand.id), "reason": "brigading", "first": day, "last": day}
    proposed = await world.slash(world.organiser, "organise invalidate propose", **asked)
    assert proposed.private
    assert t("invalidation-what") in proposed.card.markdown.replace("-# ", "")
    assert t("invalidation-criteria-day", day=world.clock().date() - timedelta(days=1)) in proposed.text
    assert "10" in proposed.text
    assert "12" not in proposed.text, "about how many, never how many"
    (choice,) = await world.suggestions(world.organiser, "organise invalidate confirm", "invalidation")
    assert choice[0].endswith(" · Pay-rise (*now*)") == (language == "en"), "a suggestion shows no markdown"
    alone = await world.slash(world.organiser, "organise invalidate confirm", invalidation=choice[1])
    assert sent_text(alone) == t("refusal-invalidation-own")
    second = world.join("dominique", world.organisers)
    confirmed = await world.slash(second, "organise invalidate confirm", invalidation=choice[1])
    runs_at = world.clock() + timedelta(hours=1)
    assert sent_text(confirmed) == t("invalidation-confirmed", moment=timestamp(runs_at, "f"))
    world.clock.move(hours=1)
    await world.tick()
    publication = (await world.app.demands.get(world.server_id, demand.id)).publication
    assert publication is not None
    assert (publication.count, publication.invalidated) == (0, 12)
    shown = await world.slash(world.organiser, "organise invalidate list")
    assert t("invalidation-state-ran", struck=12, publication=publication.number) in sent_text(shown)
    late = await world.slash(second, "organise invalidate cancel", invalidation=choice[1])
    assert sent_text(late) == t("refusal-invalidation-state", state="ran")


async def test_days_that_are_none_or_not_over_are_refused(world: World, language: str) -> None:
    demand = await open_demand(world)
    asked = {"demand": str(demand.id), "reason": "brigading", "off_roster": True}
    wrong = await world.slash(
        world.organiser, "organise invalidate propose", **{**asked, "first": "yesterday", "last": "today"}
    )
    assert sent_text(wrong) == texts_of(world, language)("refusal-no-day", written="yesterday")
    ahead = {"first": "31/12/2025", "last": f"{world.clock():%d/%m/%Y}"}
    not_over = await world.slash(world.organiser, "organise invalidate propose", **{**asked, **ahead})
    assert sent_text(not_over) == texts_of(world, language)("refusal-invalidation-days")


async def test_organisers_are_notified_of_a_count_that_does_not_agree(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    for number in range(3):
        await sign(world, world.join(f"member-{number}", world.members), demand)
    world.clock.move(days=7)
    await world.tick()
    async with world.app.database.write() as session:
        await session.execute(text("DELETE FROM signatures"))
    with world.failures_expected() as logged:
        await world.app.invariants.tick()
    assert "the ledger counts 3 published signatures" in "".join(logged)
    await world.tick()
    told = (await world.posts())[-1]
    assert t("drift-title") in told.markdown
    assert t("drift-next") in told.markdown
    status = (await world.slash(world.organiser, "updates status")).card.markdown
    for part in (t("drift-title"), t("drift-what", demand=TEXTS[language]["title"]), t("drift-next")):
        assert part in status
    assert t("drift-title") not in (await world.slash(world.alice, "updates status")).text
    assert "3" not in told.text
