"""The commands ``/privacy export`` and ``/privacy erase``: the same for everybody, also in direct
messages.
"""

import json
from datetime import timedelta

import pytest
import simcord

from bot.cli.admin.server_data import erase_person
from bot.demo.world import Reply, World
from bot.petitions.privacy.access import DELAY, OPEN_FOR
from bot.ui.markdown import timestamp
from tests.support.demand_steps import (
    TEXTS,
    exactly,
    open_demand,
    sent_text,
    sign,
    texts_of,
)

pytestmark = pytest.mark.behaviour


async def collect(world: World, member: simcord.MemberActor) -> Reply:
    """Request the data, wait a day, and collect them."""
    await world.slash(member, "privacy export")
    world.clock.move(days=1, hours=1)
    return await world.slash(member, "privacy export")


async def privately(world: World, member: simcord.MemberActor, command: str) -> str:
    """Return the bot's answer in direct messages."""
    result = await member.user.slash(command)
    assert result.response is not None
    return str(result.response.components)


async def test_every_request_for_data_has_the_same_answer(world: World, language: str) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    stranger = world.join("stranger")
    noted = [await world.slash(member, "privacy export") for member in (world.alice, stranger) * 2]
    assert exactly(noted[0]) == exactly(noted[1]) == exactly(noted[2]) == exactly(noted[3])
    assert all(answer.private and not answer.files for answer in noted)
    t = texts_of(world, language)
    ready = world.clock().replace(minute=0, second=0, microsecond=0) + DELAY
    ready += timedelta(hours=1) if ready < world.clock() + DELAY else timedelta()
    assert t("own-data-noted", moment=timestamp(ready, "f"), days=OPEN_FOR.days) in sent_text(noted[0])


@pytest.mark.both_engines
async def test_a_day_later_the_same_command_returns_a_file_once(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    for member, signatures in ((world.alice, 1), (world.join("stranger"), 0)):
        answer = await collect(world, member)
        assert answer.private
        assert sorted(answer.files) == ["my-data.json", "my-data.txt"]
        content = json.loads(answer.files["my-data.json"])
        assert len(content["signatures"]) == signatures
        text = answer.files["my-data.txt"].decode()
        assert t("own-data-signatures", count=signatures) in text
        assert t("own-data-not-kept") in text
        assert (TEXTS[language]["title"] in text) == bool(signatures)
        again = await world.slash(member, "privacy export")
        assert not again.files, "what was collected is to be asked for again"


async def test_a_file_that_is_not_collected_in_time_must_be_requested_again(world: World) -> None:
    await world.slash(world.alice, "privacy export")
    world.clock.move(days=8, hours=2)
    assert not (await world.slash(world.alice, "privacy export")).files
    world.clock.move(days=30)
    await world.app.requests.tick()
    assert not (await world.slash(world.alice, "privacy export")).files


async def test_the_copy_lists_the_stored_data_and_not_the_person(world: World) -> None:
    demand = await open_demand(world)
    await sign(world, world.organiser, demand)
    await world.slash(world.organiser, "organise settings language", language="fr")
    answer = await collect(world, world.organiser)
    content = json.loads(answer.files["my-data.json"])
    (signature,) = content["signatures"]
    assert signature["text"] == TEXTS
    assert signature["consent"] == demand.consent
    assert (signature["server"], signature["state"]) == (world.guild.name, "waiting")
    assert [act["server"] for act in content["acts_as_organiser"]] == [world.guild.name]
    for file in answer.files.values():
        assert str(world.organiser.id).encode() not in file
        assert world.organiser.name.encode() not in file


async def test_erasing_is_confirmed_once_and_has_the_same_answer_for_everybody(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    done = []
    for member in (world.alice, world.join("stranger"), world.alice):
        asked = await world.slash(member, "privacy erase")
        assert t("erase-what") in sent_text(asked)
        done.append(await world.press(member, asked, t("button-erase")))
    assert sent_text(done[0]) == t("erased")
    assert exactly(done[0]) == exactly(done[1]) == exactly(done[2])
    assert all(answer.private for answer in done)
    assert not (await world.app.own_data.read(world.alice.id, now=world.clock())).signatures


async def test_former_members_use_all_of_it_in_direct_messages(world: World) -> None:
    t = texts_of(world, "en")
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    world.guild.remove_member(world.alice.user)
    await world.env.settle()
    assert "Noted" in await privately(world, world.alice, "privacy export")
    world.clock.move(days=1, hours=1)
    result = await world.alice.user.slash("privacy export")
    assert result.response is not None
    message = result.response.message
    file = next(file for file in message.attachments if file.filename == "my-data.json")
    assert len(json.loads(await file.read())["signatures"]) == 1, "leaving does not withdraw"
    asked = await world.alice.user.slash("privacy erase")
    assert asked.response is not None
    result = await world.alice.user.click(asked.response.message, custom_id="privacy-erase")
    assert t("erased") in str((result.response or result.followups[0]).components)
    assert not (await world.app.own_data.read(world.alice.id, now=world.clock())).signatures


async def test_the_steward_erases_a_person_without_learning_anything(world: World) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    said_of_a_signer = await erase_person(world.settings, world.alice.id)
    assert said_of_a_signer == await erase_person(world.settings, 123456789012345678)
    assert not (await world.app.own_data.read(world.alice.id, now=world.clock())).signatures
