"""The command ``/setup``, and the names of commands in texts."""

import re

import discord
import pytest
import simcord

from bot.demo.world import World
from bot.texts.catalogue import sources
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour


@pytest.fixture
async def bare(language: str) -> World:
    """A server without settings."""
    return World(language=language, arranged=False)


async def test_setup_lists_missing_settings_and_saves_them(bare: World, language: str) -> None:
    async with bare as world:
        t = texts_of(world, language)
        empty = await world.slash(world.owner, "setup")
        assert empty.private
        assert empty.text.count("☐") == 6
        assert empty.text.count("☑") == 2, "what may be left out and is unset is not ticked"
        for missing in ("settings-channel-missing", "settings-organisers-missing"):
            assert t(missing) in sent_text(empty)
        done = await world.slash(
            world.owner,
            "setup",
            channel=world.news,
            organiser_role=world.organisers,
            member_role=world.members,
            language="fr",
        )
        assert done.text.count("☐") == 4  # privacy, retention, a watch, a demand: for organisers to add
        for missing in ("settings-no-watch", "settings-no-demand", "settings-not-yours"):
            assert t(missing).replace("*", "") in sent_text(done).replace("*", ""), missing
        refused = await world.slash(world.owner, "organise settings show")
        assert t("refusal-manager-not-organiser", role=f"@{world.organisers.name}").replace(
            "*", ""
        ) in refused.text.replace("*", "")
        settings = await world.app.servers.get(world.server_id)
        assert settings.channel_id == world.news.id
        assert settings.organiser_role_id == world.organisers.id
        assert settings.member_role_id == world.members.id
        assert settings.language == "fr"


async def test_setup_is_hidden_from_those_who_cannot_manage_the_server(world: World) -> None:
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await world.slash(world.organiser, "setup")


async def test_setup_is_refused_to_others_even_if_discord_shows_it(world: World, language: str) -> None:
    setup = world.env.backend.find_command("setup", world.server_id)
    world.guild.set_command_permissions(int(setup["id"]), {world.organisers: True})
    refused = await world.slash(world.organiser, "setup", organiser_role=world.members)
    assert sent_text(refused) == texts_of(world, language)("refusal-not-manager")
    assert (await world.app.servers.get(world.server_id)).organiser_role_id == world.organisers.id


async def test_a_channel_without_permission_to_post_is_refused_with_the_missing_permission(
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
            assert sent_text(refused) == t(
                "refusal-channel-permissions", channel=f"<#{channel.id}>", permissions=t(lacking)
            )
    assert (await world.app.servers.get(world.server_id)).channel_id == world.news.id


async def test_everyone_cannot_be_the_organisers_role(world: World, language: str) -> None:
    refused = await world.slash(world.owner, "setup", organiser_role=world.guild.default_role)
    assert sent_text(refused) == texts_of(world, language)("refusal-everyone-organises")


async def test_everyone_as_the_member_role_lets_anyone_sign_future_demands(
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


def test_texts_name_commands_in_the_language_of_the_reader(language: str) -> None:
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
