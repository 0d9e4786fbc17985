"""The command ``/organise do:demand widen``, and the texts about eligibility."""

import discord
import pytest

from bot.demo.world import World
from tests.support.demand_steps import (
    open_demand,
    sent_text,
    sign,
    texts_of,
)
from tests.ui.test_permissions import delete_role

pytestmark = pytest.mark.behaviour


@pytest.fixture
def holders(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """The number of holders of each role, as Discord counts them."""
    counts: dict[int, int] = {}

    async def counted(guild: discord.Guild) -> dict[discord.Object, int]:
        return {discord.Object(role_id): count for role_id, count in counts.items()}

    monkeypatch.setattr(discord.Guild, "role_member_counts", counted)
    return counts


@pytest.mark.full
async def test_widening_is_previewed_posted_and_shown_on_every_card(
    world: World, holders: dict[int, int], language: str
) -> None:
    t = texts_of(world, language)
    friends = world.guild.create_role("Friends")
    await world.env.settle()
    holders.update({world.members.id: 30, friends.id: 20})
    await world.app.servers.update(
        world.server_id, member_role_id=world.members.id, min_account_days=30, language=language
    )
    demand = await open_demand(world)
    announced = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, announced, "demand-announce")
    await world.tick()
    member, friend = (f"<@&{role.id}>" for role in (world.members, friends))
    asked = t("may-sign-roles", count=1, roles=member) + ", " + t("may-sign-account", days=30)
    [card] = await world.posts()
    assert t("demand-may-sign", who=asked) in card.markdown
    assert t("demand-eligible", least=20, checked="yes") in card.markdown

    widening = await world.slash(
        world.organiser, "organise demand widen", demand=str(demand.id), role=friends, account_days=0
    )
    now = t("may-sign-roles", count=2, roles=f"{member}, {friend}")
    assert t("demand-widening", who=now, channel=f"<#{world.news.id}>") in sent_text(widening)
    assert len(await world.posts()) == 1
    done = await world.press(world.organiser, widening, "demand-widen")
    assert t("demand-widened") in sent_text(done)
    await world.tick()
    card, post = await world.posts()
    assert t("demand-may-sign", who=now) in card.markdown
    day = world.clock().date()
    for line in (
        t("post-demand-widened-title"),
        t("post-widened-role", role=friend, day=day),
        t("post-widened-account", days=0, day=day),
        t("demand-may-sign", who=now),
    ):
        assert line in post.markdown
    other = world.join("newcomer", friends)
    form = await world.slash(other, "demands sign", demand=str(demand.id))
    assert t("demand-signed") in sent_text(await world.submit(other, form))


async def test_everyone_as_the_role_lets_anyone_sign_an_open_demand(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    card = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert t("demand-eligible", least=20, checked="no") in sent_text(card), "the stand-in does not count"
    everyone = world.guild.default_role
    widening = await world.slash(
        world.organiser, "organise demand widen", demand=str(demand.id), role=everyone
    )
    shown = sent_text(await world.press(world.organiser, widening, "demand-widen"))
    assert t("demand-may-sign", who=t("may-sign-roles", count=0, roles="")) in shown
    assert t("demand-verified-server") in shown
    assert t("demand-signed") in sent_text(await sign(world, world.join("guest"), demand))
    again = await world.slash(world.organiser, "organise demand widen", demand=str(demand.id), role=everyone)
    assert sent_text(again) == t("refusal-widen-nothing")


async def test_status_warns_organisers_of_a_role_with_few_holders_and_of_a_deleted_one(
    world: World, holders: dict[int, int], language: str
) -> None:
    t = texts_of(world, language)
    holders[world.members.id] = 20
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    title = t.pick(demand.texts)["title"]
    few, gone = (t(f"status-demand-{why}", demand=title, least=20) for why in ("few", "gone"))
    assert few not in sent_text(await world.slash(world.organiser, "updates status"))
    holders[world.members.id] = 19
    world.clock.move(minutes=6)
    assert few in sent_text(await world.slash(world.organiser, "updates status"))
    assert few not in sent_text(await world.slash(world.alice, "updates status"))
    await delete_role(world, world.members.id)
    shown = sent_text(await world.slash(world.organiser, "updates status"))
    assert gone in shown
    assert few not in shown
