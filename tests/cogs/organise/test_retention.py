"""The notice before a demand's key is destroyed, and the hold that prevents it, in both languages."""

from datetime import timedelta

import pytest

from bot.common.clock import add_months
from bot.demo.world import World
from bot.petitions.privacy.retention import NOTICE
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour


@pytest.mark.full
async def test_a_post_a_month_before_its_end_offers_to_hold_the_key(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, language=language, organiser_channel_id=world.general.id)
    demand = await open_demand(world)
    closed = await world.app.demands.close(world.server_id, demand.id)
    assert closed.closed_at is not None
    end = add_months(closed.closed_at, 12)
    world.clock.move_to(end - NOTICE - timedelta(days=2))
    await days_pass(world, 1)
    assert await world.posts(world.general) == []
    await days_pass(world, 1)
    [told] = await world.posts(world.general)
    title = t.pick(demand.texts)["title"]
    assert told.text.startswith(t("retention-soon-title", title=title))
    told_day = t("retention-soon", day=end.date(), closed=closed.closed_at.date(), months=12)
    for sentence in (told_day, t("retention-soon-means"), t("retention-soon-hold")):
        assert sentence in told.markdown
    notice = await world.press(world.organiser, told, "privacy")
    assert notice.private
    name = {"demand": str(demand.id)}
    proposed = await world.slash(world.organiser, "organise demand hold", **name, reason="A *court* asks.")
    assert t("hold-proposed", reason="A \\*court\\* asks.", days=365) in sent_text(proposed)
    own = await world.press(world.organiser, proposed, "hold-confirm")
    assert sent_text(own) == t("refusal-hold-own")
    second = world.join("dominique", world.organisers)
    seen = await world.slash(second, "organise demand hold", **name)
    confirmed = await world.press(second, seen, "hold-confirm")
    until = (world.clock() + timedelta(days=365)).date()
    held = t("retention-held", day=until, reason="A \\*court\\* asks.")
    assert held in sent_text(confirmed)
    shown = await world.slash(world.alice, "demands show", **name)
    assert t("demand-held", day=until) in sent_text(shown)
    assert "court" not in sent_text(shown), "the reason is for members who ask, not for whoever sees the card"
    notice = await world.slash(world.alice, "privacy notice")
    assert t("privacy-held", title=title, day=until, reason="A \\*court\\* asks.") in sent_text(notice)
    world.clock.move_to(end + timedelta(days=20))
    await days_pass(world, 20)
    assert await world.app.keys.reference(demand.id, world.alice.id) is not None
    released = await world.press(
        second, await world.slash(second, "organise demand hold", **name), "hold-end"
    )
    assert t("retention-released", day=world.clock().date()) in sent_text(released)
    await days_pass(world, 3)
    assert len(await world.posts(world.general)) == 2, "they are told anew"
    await days_pass(world, 14)
    assert await world.app.keys.reference(demand.id, world.alice.id) is None
    refused = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    gone = await world.app.demands.get(world.server_id, demand.id)
    assert gone.anonymous_at is not None
    assert sent_text(refused) == t("refusal-demand-anonymous", day=gone.anonymous_at.date())


async def days_pass(world: World, days: int) -> None:
    for _ in range(days):
        world.clock.move(days=1)
        await world.app.retention.tick()
        await world.bot.delivery.tick()
