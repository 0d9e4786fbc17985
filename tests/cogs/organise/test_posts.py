"""/organise do:settings posts: organisers choose when news is posted, and members read one digest."""

from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from bot.contracts.model import Record
from bot.demo.world import Reply, World
from tests.support.contracts import action
from tests.support.demand_steps import open_demand
from tests.support.watch_steps import labels, orders, plain_texts, read_again, watching

pytestmark = pytest.mark.behaviour


def with_more_money(records: list[Record]) -> list[Record]:
    """Add a modification to each, of a million dollars more than that of the one before."""
    return [
        replace(each, actions=(*each.actions, action("P00001", f"{place}000000.00")))
        for place, each in enumerate(records, 1)
    ]


async def settings(world: World) -> Reply:
    return await world.slash(world.organiser, "organise settings posts")


async def with_digest(world: World, rhythm: str) -> Reply:
    return await world.choose(world.organiser, await settings(world), [rhythm], menu="posts-rhythm")


@pytest.mark.full
async def test_news_of_a_week_is_one_post_with_sources_and_a_button_to_each_card(
    world: World, language: str
) -> None:
    t = plain_texts(world, language)
    source = await watching(world, *orders(7))
    shown = await with_digest(world, "week")
    shown = await world.choose(world.organiser, shown, ["0"], menu="posts-weekday")
    shown = await world.choose(world.organiser, shown, ["8"], menu="posts-hour")
    assert t("settings-saved") in shown.text
    day = world.app.texts.of(language).weekday(0)
    assert t("posts-when-week", weekday=day, hour="08:00", zone="UTC") in shown.text
    before = len(await world.posts())
    source.show(*with_more_money(orders(7)))
    await read_again(world)
    assert len(await world.posts()) == before
    status = await world.slash(world.alice, "updates status")
    assert t("status-none-held") not in status.text
    assert t("status-gathered", count=7, moment="").partition(":")[0] in status.text
    await until_posted(world)
    *_, post = await world.posts()
    assert len(await world.posts()) == before + 1
    assert post.text.startswith(t("changes-title", count=7))
    named = labels(post)[:-2]
    assert named == [str(place) for place in range(1, len(named) + 1)]
    assert 1 < len(named) == post.text.count("USAspending"), "each with its source and a button"
    card = await world.press(world.alice, post, "1")
    assert "ORDER06" in card.text, "the weightiest first"
    rest = await world.press(world.alice, post, t("button-all-changes"))
    assert "ORDER05" in rest.text
    assert rest.private


async def until_posted(world: World) -> None:
    world.clock.move(days=8)
    await world.tick()
    await world.tick()


async def test_the_first_read_says_how_news_comes_from_now_on(world: World, language: str) -> None:
    await with_digest(world, "week")
    await watching(world, *orders(1))
    (post,) = await world.posts()
    assert plain_texts(world, language)("digest-next-week") in post.text


async def test_a_forged_choice_changes_nothing(world: World) -> None:
    await with_digest(world, "week")
    with pytest.raises(Exception, match="options"):
        await with_digest(world, "hour")
    assert (await world.app.servers.get(world.server_id)).digest == "week"


async def test_the_choice_is_on_record_and_among_the_settings(world: World, language: str) -> None:
    t = plain_texts(world, language)
    assert t("posts-when-now") in (await world.slash(world.organiser, "organise settings show")).text
    await with_digest(world, "day")
    assert "08:00" in (await world.slash(world.organiser, "organise settings show")).text
    record = await world.slash(world.organiser, "organise audit")
    assert f"{t('posts-option-now')} → {t('posts-option-day')}" in record.text


# Threads and publication


async def press(world: World, shown: Reply, button: str) -> Reply:
    return await world.press(world.organiser, shown, button)


def threads_of(world: World) -> list[str]:
    guild = world.bot.get_guild(world.server_id)
    assert guild is not None
    return sorted(thread.name for thread in guild.threads)


async def without(world: World, right: str) -> None:
    """Let the bot post in a channel in which it lacks a right."""
    nobody = discord.PermissionOverwrite(**{right: False})
    channel = world.guild.create_text_channel("quiet", overwrites={world.guild.default_role: nobody})
    await world.env.settle()
    await world.app.servers.update(world.server_id, channel_id=channel.id)


@pytest.mark.full
async def test_an_update_gets_a_thread_named_by_its_headline(world: World, language: str) -> None:
    t = plain_texts(world, language)
    source = await watching(world, *orders(1))
    shown = await press(world, await settings(world), t("button-threads-on"))
    assert t("posts-threads-on") in shown.text
    source.show(*with_more_money(orders(1)))
    await read_again(world)
    await world.tick()
    *_, post = await world.posts()
    assert threads_of(world) == [post.text.splitlines()[0][:100]]
    await press(world, shown, t("button-threads-off"))
    assert not (await world.app.servers.get(world.server_id)).threads


async def test_without_the_right_threads_cannot_be_chosen(world: World, language: str) -> None:
    t = plain_texts(world, language)
    await without(world, "create_public_threads")
    refused = await press(world, await settings(world), t("button-threads-on"))
    assert t("refusal-threads", channel="#").split("#")[0] in refused.text
    assert not (await world.app.servers.get(world.server_id)).threads


async def test_a_right_that_went_missing_is_told_and_costs_no_post(world: World, language: str) -> None:
    t = plain_texts(world, language)
    await press(world, await settings(world), t("button-threads-on"))
    await without(world, "create_public_threads")
    await watching(world, *orders(1))
    await world.tick()
    status = await world.slash(world.alice, "updates status")
    assert t("status-thread-refused") in status.text
    assert t("status-none-held") in status.text, "the post itself is there"
    assert threads_of(world) == []


@pytest.mark.full
async def test_posts_of_a_news_channel_go_to_its_followers(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = plain_texts(world, language)
    assert t("button-publish-on") not in labels(await settings(world))
    news = world.guild.create_news_channel("federation")
    await world.env.settle()
    await world.app.servers.update(world.server_id, channel_id=news.id)
    shown = await press(world, await settings(world), t("button-publish-on"))
    assert t("posts-publish-on") in shown.text
    monkeypatch.setattr("bot.announcements.follow_ups.PUBLISHED_AN_HOUR", 2)
    source = await watching(world, *orders(3))
    source.show(*with_more_money(orders(3)))
    await read_again(world)
    posts = [str(post.message.id) for post in await world.posts(news)]
    assert len(posts) == 4
    assert published(world) == posts[:3], "that of the first read is of another hour"
    assert t("status-unpublished", count=1) in (await world.slash(world.alice, "updates status")).text
    world.clock.move(hours=1, minutes=1)
    await world.tick()
    assert published(world) == posts


def published(world: World) -> list[str]:
    paths = [request.path.split("/") for request in world.env.http_requests]
    return [path[-2] for path in paths if path[-1] == "crosspost"]


# Roles that are mentioned


async def mentions(world: World) -> Reply:
    return await press(world, await settings(world), "posts-mentions")


async def choose_role(world: World, kind: str, *roles: simcord.RoleHandle) -> Reply:
    shown = await mentions(world)
    return await world.choose(world.organiser, shown, roles, menu=f"posts-mention:{kind}")


def news_role(world: World, name: str = "contract-news-please", *, mentionable: bool = True) -> Any:
    return world.guild.create_role(name, mentionable=mentionable)


async def test_members_read_which_roles_they_can_take_and_posts_mention_them(
    world: World, language: str
) -> None:
    t = plain_texts(world, language)
    assert t("help-news") in (await world.slash(world.alice, "help")).text
    role = news_role(world)
    await world.env.settle()
    assert t("settings-saved") in (await choose_role(world, "contracts", role)).text
    told = (await world.slash(world.alice, "help")).text
    assert t("help-roles") in told
    assert t("help-role", role="@contract-news-please", news=t("news-contracts")) in told
    await watching(world, *orders(1))
    (post,) = await world.posts()
    assert post.text.endswith("@contract-news-please")
    assert t("audit-field-contracts_role_id") in (await world.slash(world.organiser, "organise audit")).text
    await choose_role(world, "contracts")
    assert (await world.app.servers.get(world.server_id)).contracts_role_id is None
    paths = [f"{request.method} {request.path}" for request in world.env.http_requests]
    assert not [path for path in paths if "/roles/" in path], "nobody was given a role"


async def test_a_demand_mentions_its_own_role(world: World) -> None:
    demands, deadlines = news_role(world, "demands"), news_role(world, "last-days")
    await world.env.settle()
    await choose_role(world, "demands", demands)
    await choose_role(world, "deadlines", deadlines)
    demand = await open_demand(world)
    await world.app.demands.announce(world.server_id, demand.id, request="1")
    await world.tick()
    *_, card = await world.posts()
    assert card.text.endswith("@demands")
    assert "@last-days" not in card.text


async def test_everyone_and_roles_that_cannot_be_mentioned_are_refused(world: World, language: str) -> None:
    t = plain_texts(world, language)
    silent = news_role(world, "silent", mentionable=False)
    await without(world, "mention_everyone")
    for role, refusal in (
        (world.guild.default_role, t("refusal-mention-everyone")),
        (silent, t("refusal-mention-role", role="@silent")),
    ):
        refused = await choose_role(world, "contracts", role)
        assert refusal in refused.text
    assert (await world.app.servers.get(world.server_id)).contracts_role_id is None


async def test_a_role_that_was_deleted_is_named_to_organisers(world: World, language: str) -> None:
    t = plain_texts(world, language)
    await world.app.servers.update(world.server_id, publications_role_id=5)
    assert t("posts-mention-gone", news=t("news-publications")) in (await mentions(world)).text
    assert t("help-news") in (await world.slash(world.alice, "help")).text
