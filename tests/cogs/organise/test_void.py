"""A demand whose issuing key was copied: two organisers void it, and everything says so first."""

import pytest

from bot.demo.world import World
from tests.cogs.test_demands_on_the_page import links, signing, world
from tests.page.registrar.conftest import reused_keys
from tests.support.demand_steps import sent_text, texts_of
from tests.support.page_steps import begin_round, open_on_page

pytestmark = [pytest.mark.behaviour, pytest.mark.in_french]
__all__ = ["reused_keys", "world"]


@pytest.mark.full
async def test_two_organisers_void_a_demand_and_its_card_and_posts_say_so_first(
    world: World, language: str
) -> None:
    t, app = texts_of(world, language), world.app
    demand = await open_on_page(world)
    await app.demands.announce(world.server_id, demand.id, request="once")
    for _ in range(2):
        await world.tick()
    name = {"demand": str(demand.id)}
    asked = await world.slash(world.organiser, "organise demand void", **name)
    assert t("void-what") in sent_text(asked)
    proposed = await world.slash(world.organiser, "organise demand void", **name, why="A *stick* was lost.")
    assert t("void-proposed", why="A \\*stick\\* was lost.") in sent_text(proposed)
    own = await world.press(world.organiser, proposed, "void-confirm")
    assert sent_text(own) == t("refusal-void-own")
    second = world.join("dominique", world.organisers)
    seen = await world.slash(second, "organise demand void", **name)
    done = await world.press(second, seen, "void-confirm")
    said = t("demand-void", day=world.clock().date())
    assert said in sent_text(done)
    assert t("void-again-soon") in sent_text(done)
    for _ in range(3):
        await world.tick()
    posts = await world.posts()
    card, told = posts[-2], posts[-1]
    assert told.text.startswith(t("post-demand-void-title"))
    assert said in told.markdown
    shown = await world.slash(world.alice, "demands show", **name)
    for text in (card.markdown, sent_text(shown)):
        title, _, rest = text.partition("\n")
        assert rest.strip().startswith(said), title
        assert t("demand-void-why", why="A \\*stick\\* was lost.") in text
    assert links(card) == [], "there is nowhere to sign again yet"
    listed = await world.slash(world.alice, "demands list")
    assert said in sent_text(listed)
    world.clock.move(days=1)
    await begin_round(world)
    same = await open_on_page(world)
    shown = await world.slash(world.alice, "demands show", **name)
    assert links(shown) == [(t("demand-void-again"), signing(language))]
    assert same.state == "open"
