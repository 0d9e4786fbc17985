"""/help: what the bot does, and the commands of whoever asks."""

import pytest

from bot.demo.world import World
from tests.behaviour.watching import labels, said

FRENCH = ("/contrats voir", "/faits liste", "/revendications signer", "/nouvelles état", "/aide")
ENGLISH = ("/contracts show", "/facts list", "/demands sign", "/updates status", "/help")


async def test_a_member_sees_the_commands_as_their_discord_names_them(world: World, language: str) -> None:
    answer = await world.slash(world.alice, "help")
    assert answer.private
    t = said(world, language)
    assert answer.text.startswith(t("help-title"))
    assert all(name in answer.text for name in (FRENCH if language == "fr" else ENGLISH))
    assert t("help-organisers") not in answer.text
    assert t("help-managers") not in answer.text
    assert "/organis" not in answer.text


async def test_an_organiser_also_sees_the_organisers_commands(world: World, language: str) -> None:
    answer = await world.slash(world.organiser, "help")
    t = said(world, language)
    assert t("help-organisers") in answer.text
    assert ("/organiser veille ajouter" if language == "fr" else "/organise watch add") in answer.text
    assert t("help-managers") not in answer.text


async def test_who_manages_the_server_also_sees_setup(world: World, language: str) -> None:
    answer = await world.slash(world.owner, "help")
    assert ("/configurer" if language == "fr" else "/setup") in answer.text


@pytest.mark.parametrize("name", ["alice", "organiser", "owner"])
async def test_every_command_of_the_bot_is_there_and_nothing_is_cut(
    world: World, language: str, name: str
) -> None:
    await world.app.servers.update(world.server_id, organiser_role_id=None)
    answer = await world.slash(getattr(world, name), "help")
    leaves = [command for command in world.bot.tree.walk_commands() if not hasattr(command, "commands")]
    hidden = 0 if name == "owner" else sum(c.qualified_name.startswith(("organise", "setup")) for c in leaves)
    shown = answer.text.count("\n/")
    assert shown == len(leaves) - hidden
    assert len(answer.card.markdown) < 4000
    assert "…" not in answer.text


async def test_help_leads_to_the_privacy_notice_and_the_demands(world: World, language: str) -> None:
    answer = await world.slash(world.alice, "help")
    t = said(world, language)
    assert labels(answer) == [t("help-privacy"), t("button-demands")]
    for label in labels(answer):
        assert (await world.press(world.alice, answer, label)).private
