"""The command ``/help``: what the bot does, and the commands for its reader."""

import re

import pytest

from bot.demo.world import World
from tests.support.watch_steps import labels, plain_texts

pytestmark = pytest.mark.behaviour

MENTION = re.compile(r"(?:^| )(?:</|`/)([^:`]+)")
FRENCH = ("/contrats voir", "/faits liste", "/revendications signer", "/nouvelles état", "/aide")
ENGLISH = ("/contracts show", "/facts list", "/demands sign", "/updates status", "/help")


async def test_a_member_sees_commands_by_their_localised_names(world: World, language: str) -> None:
    answer = await world.slash(world.alice, "help")
    assert answer.private
    t = plain_texts(world, language)
    assert answer.text.startswith(t("help-title"))
    assert all(name in answer.text for name in (FRENCH if language == "fr" else ENGLISH))
    assert t("help-organisers") not in answer.text
    assert t("help-managers") not in answer.text
    assert "/organis" not in answer.text


async def test_commands_are_clickable_mentions_where_they_have_english_names(
    world: World, language: str
) -> None:
    async def mentions() -> list[str]:
        return re.findall(r"</([a-z ]+:\d+)>", (await world.slash(world.owner, "help")).card.markdown)

    found = await mentions()
    ids = world.bot.command_ids
    assert ids.keys() == {command.name for command in world.bot.tree.get_commands()}
    if language == "fr":
        assert found == [], "Discord would write them in English"
        return
    assert {f"contracts show:{ids['contracts']}", f"help:{ids['help']}"} <= {*found}
    await world.restart_bot()
    assert world.bot.command_ids == ids, "kept, as the commands are not sent again"
    assert await mentions() == found


async def test_an_organiser_gets_a_button_that_opens_the_panel(world: World, language: str) -> None:
    answer = await world.slash(world.organiser, "help")
    t = plain_texts(world, language)
    assert t("help-managers") not in answer.text
    theirs = await world.press(world.organiser, answer, t("help-organisers"))
    assert theirs.private
    assert t("panel-title") in theirs.text


async def test_every_command_is_listed_and_nothing_is_cut(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, organiser_role_id=None)
    t = plain_texts(world, language)
    answer = await world.slash(world.owner, "help")
    assert t("help-organisers") in labels(answer)
    leaves = [command for command in world.bot.tree.walk_commands() if not hasattr(command, "commands")]
    lines = [line for line in answer.card.markdown.splitlines() if not line.startswith("-#")]
    mentions = [found for line in lines for found in MENTION.findall(line)]
    assert len(mentions) == len({*mentions}) == len(leaves) - 1, "all but the organisers' panel"
    assert len(answer.card.markdown) < 4000
    assert "…" not in answer.text


async def test_help_has_buttons_for_words_the_secrecy_of_signatures_and_the_demands(
    world: World, language: str
) -> None:
    answer = await world.slash(world.alice, "help")
    t = plain_texts(world, language)
    assert t("help-news") in answer.text
    assert labels(answer) == [t("button-words"), t("button-secret"), t("button-demands")]
    for label in labels(answer):
        assert (await world.press(world.alice, answer, label)).private
