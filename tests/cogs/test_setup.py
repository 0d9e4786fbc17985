"""/setup, and the names under which readers find commands."""

import re

import discord
import pytest
import simcord

from bot.demo.world import World
from bot.texts.catalogue import sources
from tests.support.demand_steps import open_demand, said, texts_of

pytestmark = pytest.mark.behaviour


@pytest.fixture
async def bare(language: str) -> World:
    """A server where nothing was set yet."""
    return World(language=language, arranged=False)


async def test_setup_lists_what_is_still_missing_and_takes_it(bare: World, language: str) -> None:
    async with bare as world:
        t = texts_of(world, language)
        empty = await world.slash(world.owner, "setup")
        assert empty.private
        assert empty.text.count("☐") == 6
        assert empty.text.count("☑") == 2, "what may be left out and is unset is not ticked"
        for missing in ("settings-channel-missing", "settings-organisers-missing"):
            assert t(missing) in said(empty)
        done = await world.slash(
            world.owner,
            "setup",
            channel=world.news,
            organiser_role=world.organisers,
            member_role=world.members,
            language="fr",
        )
        assert done.text.count("☐") == 4  # privacy, retention, a watch, a demand: organisers' to give
        for missing in ("settings-no-watch", "settings-no-demand", "settings-not-yours"):
            assert t(missing).replace("*", "") in said(done).replace("*", ""), missing
        refused = await world.slash(world.owner, "organise settings show")
        assert t("refusal-manager-not-organiser", role=f"@{world.organisers.name}").replace(
            "*", ""
        ) in refused.text.replace("*", "")
        settings = await world.app.servers.get(world.server_id)
        assert settings.channel_id == world.news.id
        assert settings.organiser_role_id == world.organisers.id
        assert settings.member_role_id == world.members.id
        assert settings.language == "fr"


async def test_setup_is_hidden_from_those_who_may_not_manage_the_server(world: World) -> None:
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await world.slash(world.organiser, "setup")


async def test_setup_is_refused_where_discord_was_told_to_show_it(world: World, language: str) -> None:
    setup = world.env.backend.find_command("setup", world.server_id)
    world.guild.set_command_permissions(int(setup["id"]), {world.organisers: True})
    refused = await world.slash(world.organiser, "setup", organiser_role=world.members)
    assert said(refused) == texts_of(world, language)("refusal-not-manager")
    assert (await world.app.servers.get(world.server_id)).organiser_role_id == world.organisers.id


async def test_a_channel_the_bot_cannot_post_in_is_refused_by_name_of_the_permission(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    silent = world.guild.create_text_channel(
        "silent",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    forgetful = world.guild.create_text_channel(
        "forgetful",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(read_message_history=False)},
    )
    await world.env.settle()
    for channel, lacking in (
        (silent, "permission-send-messages"),
        (forgetful, "permission-read-message-history"),
    ):
        for member, command in ((world.owner, "setup"), (world.organiser, "organise settings channel")):
            refused = await world.slash(member, command, channel=channel)
            assert said(refused) == t(
                "refusal-channel-permissions", channel=f"<#{channel.id}>", permissions=t(lacking)
            )
    assert (await world.app.servers.get(world.server_id)).channel_id == world.news.id


async def test_everyone_cannot_be_the_organisers_role(world: World, language: str) -> None:
    refused = await world.slash(world.owner, "setup", organiser_role=world.guild.default_role)
    assert said(refused) == texts_of(world, language)("refusal-everyone-organises")


async def test_everyone_as_the_member_role_lets_anyone_sign_demands_to_come(
    world: World, language: str
) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    assert demand.verified_by == "role"
    card = await world.slash(world.owner, "setup", member_role=world.guild.default_role)
    assert texts_of(world, language)("settings-signers-anyone").replace("`", "") in card.text.replace("`", "")
    assert (await world.app.servers.get(world.server_id)).member_role_id is None
    assert (await world.app.demands.get(world.server_id, demand.id)).verified_by == "role"
    assert (await open_demand(world)).verified_by == "server"


def test_texts_name_commands_as_their_readers_find_them(language: str) -> None:
    catalogue = sources()[language]
    paths = french_paths(catalogue) if language == "fr" else english_paths(sources()["fr"])
    named = re.findall(r"`/([\w-]+(?: [\w-]+)*)[ `]", without_comments(catalogue))
    assert named
    assert [name for name in named if name not in paths] == []


def without_comments(catalogue: str) -> str:
    return "\n".join(line for line in catalogue.splitlines() if not line.startswith("#"))


def command_ids(catalogue: str) -> list[str]:
    return [
        name
        for name in re.findall(r"^command-([a-z-]+) =", catalogue, re.MULTILINE)
        if "-option-" not in name
    ]


def english_paths(catalogue: str) -> set[str]:
    return {name.replace("-", " ") for name in command_ids(catalogue)}


def french_paths(catalogue: str) -> set[str]:
    names = dict(re.findall(r"^command-([a-z-]+) = (.+)$", catalogue, re.MULTILINE))
    found = set()
    for name in command_ids(catalogue):
        parts = name.split("-")
        found.add(" ".join(names["-".join(parts[: end + 1])] for end in range(len(parts))))
    return found
