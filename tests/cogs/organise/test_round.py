"""/organise do:round: what a round means, its begin, its announcement, its state, and the reminder of an old
one."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.demo.world import Reply, World
from bot.errors import UserError
from bot.exports.ledger_file import rounds_file
from bot.exports.manifest import ManifestSigner
from bot.page.registrar.rounds import MIN_ISSUED, OLD_AFTER_DAYS
from bot.petitions.roster.roster_import import RosterImport
from bot.storage.models import Announcement, IssuedPlace, IssuingRound, Server
from tests.page.registrar.conftest import reused_keys
from tests.support.demand_steps import PRIVACY, TEXTS, texts_of

pytestmark = pytest.mark.behaviour

BOARD = "https://board.example/"
BEGIN, STATUS = "organise round begin", "organise round status"
__all__ = ["reused_keys"]


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    """A server in each language, with a roster and a public board."""
    world = World(language=language)
    world.settings = replace(world.settings, board_url=BOARD)
    async with world:
        await world.app.servers.update(world.server_id, language=language)
        await enrol(world, 30)
        yield world


async def enrol(world: World, members: int) -> None:
    app = world.app
    roster_import = RosterImport(app.database, app.keys, world.server_id, hand_out=lambda _: None)
    await roster_import.run([f"N{number}" for number in range(members)], replace=True)


async def begin(world: World) -> Reply:
    offered = await world.slash(world.organiser, BEGIN)
    return await world.press(world.organiser, offered, "round-begin")


async def set_round(world: World, **values: Any) -> None:
    """Change the newest round, and show it as on the day after."""
    world.app.rounds._looks.clear()
    async with world.app.database.write() as session:
        newest = select(func.max(IssuingRound.id)).scalar_subquery()
        await session.execute(update(IssuingRound).where(IssuingRound.id == newest).values(**values))


async def count(world: World, kind: str) -> int:
    async with world.app.database.read() as session:
        found = select(func.count()).where(Announcement.kind == kind)
        return await session.scalar(found) or 0


def today(world: World) -> Any:
    return world.app.clock().date()


@pytest.mark.both_engines
async def test_a_round_begins_once_an_organiser_has_read_what_that_means(world: World, language: str) -> None:
    t = texts_of(world, language)
    offered = await world.slash(world.organiser, BEGIN)
    assert offered.private
    ready = today(world) + timedelta(days=7)
    shown = offered.card.markdown
    for line in (
        t("round-offer-title", number=1),
        t("round-offer-what", keys=6),
        t("round-offer-wait", day=ready, least=MIN_ISSUED),
        t("round-offer-announced", channel=f"<#{world.news.id}>"),
        t("round-offer-codes"),
        t("round-offer-rhythm"),
    ):
        assert line in shown
    assert await world.app.rounds.status(world.server_id) is None, "nothing before the confirmation"
    done = await world.press(world.organiser, offered, t("button-round-begin"))
    assert t("round-begun", channel=f"<#{world.news.id}>") in done.card.markdown
    assert t("round-keys", count=6, keys=6) in done.card.markdown
    assert done.private
    acts = (await world.slash(world.organiser, "organise audit")).text
    assert t("audit-act-round-begin") in acts
    assert t("audit-subject-rounds") in acts


@pytest.mark.full
@pytest.mark.both_engines
async def test_the_announcement_has_the_hash_that_the_published_file_has(world: World, language: str) -> None:
    t = texts_of(world, language)
    for number in (1, 2):
        await begin(world)
        for _ in range(2):
            await world.tick()
        posts = await world.posts()
        assert len(posts) == number, "each once"
        day = today(world)
        assert t("round-post-title", number=number) in posts[-1].text
        assert t("round-post-what", begun=day, day=day + timedelta(days=7)) in posts[-1].text
        rounds = await world.app.rounds.rounds(world.server_id)
        file = json.loads(rounds_file((each.published() for each in rounds), ManifestSigner(bytes(32))))
        assert [each["hash"] in posts[-1].text for each in file["rounds"]] == [False, True][-number:]
        world.clock.move(days=1)


async def test_a_post_that_was_not_sent_when_the_bot_stopped_is_sent_once(
    world: World, language: str
) -> None:
    await begin(world)
    await world.restart_bot()
    for _ in range(2):
        await world.tick()
    [post] = await world.posts()
    assert texts_of(world, language)("round-post-title", number=1) in post.text


@pytest.mark.both_engines
async def test_two_presses_at_once_and_a_later_one_begin_one_round(world: World, language: str) -> None:
    offered = await world.slash(world.organiser, BEGIN)
    begun = await asyncio.gather(
        *(
            world.app.rounds.begin(world.server_id, by, number=1)
            for by in (world.organiser.id, world.owner.id)
        ),
        return_exceptions=True,
    )
    refused = [each for each in begun if isinstance(each, UserError)]
    assert [each.id for each in refused] == ["refusal-round-begun-today"]
    await set_round(world, begun_on=today(world) - timedelta(days=1))
    pressed = await world.press(world.organiser, offered, "round-begin")
    assert pressed.card.markdown == texts_of(world, language)("refusal-round-other")
    assert len(await world.app.rounds.rounds(world.server_id)) == 1
    assert await count(world, "round-begun") == 1


async def test_a_made_up_number_begins_nothing(world: World) -> None:
    for number in (0, 2, -1, 10**18):
        with pytest.raises(UserError, match="refusal-round-other"):
            await world.app.rounds.begin(world.server_id, world.organiser.id, number=number)
    assert await world.app.rounds.rounds(world.server_id) == []


async def test_without_a_roster_or_a_channel_nothing_is_offered(world: World, language: str) -> None:
    t = texts_of(world, language)
    await enrol(world, 1)
    few = (await world.slash(world.organiser, BEGIN)).card.markdown
    assert t("round-offer-few", places=1, least=MIN_ISSUED) in few
    await world.app.servers.update(world.server_id, channel_id=None)
    assert (await world.slash(world.organiser, BEGIN)).card.markdown == t("refusal-no-channel")
    another = await world.another_server("Another")
    role = another.create_role("organisers")
    await world.app.servers.update(another.id, organiser_role_id=role.id)
    camille = world.join("camille again", role, guild=another)
    refused = await world.slash(camille, BEGIN)
    assert refused.card.markdown == t("refusal-round-no-roster")


async def test_the_state_says_when_a_demand_can_open(world: World, language: str) -> None:
    t = texts_of(world, language)

    async def shown() -> str:
        return (await world.slash(world.organiser, STATUS)).card.markdown

    assert t("round-none") in await shown()
    await begin(world)
    first = today(world)
    said = await shown()
    for line in (
        t("round-title", number=1, day=first),
        t("round-places", count=30),
        t("round-with-card", count=0),
        t("round-issued", count=0),
        t("round-keys", count=6, keys=6),
        t("round-ready-on", day=first + timedelta(days=7), least=MIN_ISSUED),
    ):
        assert line in said
    week_old = first - timedelta(days=7)
    async with world.app.database.write() as session:  # or the round would be one that was restored
        values = {"reference": bytes(32), "hashes": bytes(192)}
        session.add(IssuedPlace(round_id=1, **values))
    await set_round(world, begun_on=week_old, issued=19)  # shown as 20 at most, which does not say enough
    said = await shown()
    assert t("round-issued", count=20) in said
    assert t("round-ready-at", least=MIN_ISSUED) in said
    await set_round(world, issued=21)
    said = await shown()
    assert t("round-issued", count=30) in said
    assert t("round-ready") in said
    assert t("round-old") not in said
    await set_round(world, begun_on=first - timedelta(days=OLD_AFTER_DAYS))
    assert t("round-old") in await shown()
    offered = await world.slash(world.organiser, BEGIN)
    assert t("round-offer-ends", number=1, keys=6) in offered.card.markdown


@pytest.mark.full
@pytest.mark.both_engines
async def test_organisers_are_reminded_once_of_an_old_round(world: World, language: str) -> None:
    t = texts_of(world, language)
    theirs = world.guild.create_text_channel("organisers")
    await world.app.servers.update(world.server_id, organiser_channel_id=theirs.id)
    await begin(world)
    first = today(world)
    await set_round(world, begun_on=first - timedelta(days=OLD_AFTER_DAYS - 1))
    await world.tick()
    assert await world.posts(theirs) == []
    await set_round(world, begun_on=first - timedelta(days=OLD_AFTER_DAYS))
    for _ in range(3):
        await world.tick()
    [reminder] = await world.posts(theirs)
    assert t("round-old-title", number=1) in reminder.text
    assert len(await world.posts()) == 1, "members are told that it began, and no more"
    refused = t("refusal-not-organiser", role=f"<@&{world.organisers.id}>")
    assert (await world.press(world.alice, reminder, "round-offer")).card.markdown == refused
    offered = await world.press(world.organiser, reminder, "round-offer")
    assert t("round-offer-title", number=2) in offered.card.markdown
    await world.press(world.organiser, offered, "round-begin")
    await set_round(world, begun_on=first - timedelta(days=OLD_AFTER_DAYS))
    await world.tick()
    assert len(await world.posts(theirs)) == 2, "each round once"


@pytest.mark.full
async def test_an_organiser_takes_a_demand_on_the_page_from_the_round_to_its_end(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    form = await world.slash(world.organiser, "organise demand create", language=language)
    saved = await world.submit(world.organiser, form, {**TEXTS[language], "signed-by": ["page"]})
    assert t("demand-by-page") in saved.text
    (_, draft), *_ = await world.suggestions(world.organiser, "organise demand open", "demand", "")

    async def press_open() -> Reply:
        opening = await world.slash(world.organiser, "organise demand open", demand=draft)
        return await world.press(world.organiser, opening, t("button-open-demand"))

    assert (await press_open()).card.markdown == t("refusal-page-no-board")
    async with world.app.database.write() as session:
        await session.execute(update(Server).where(Server.id == world.server_id).values(board="cgt"))
    assert (await press_open()).card.markdown == t("refusal-round-none")
    await begin(world)
    ready = today(world) + timedelta(days=7)
    assert (await press_open()).card.markdown == t("refusal-round-too-young", day=ready)
    await set_round(world, begun_on=today(world) - timedelta(days=7))
    assert (await press_open()).card.markdown == t("refusal-round-too-few", least=MIN_ISSUED)
    async with world.app.database.write() as session:  # or the round would be one that was restored
        values = {"reference": bytes(32), "hashes": bytes(192)}
        session.add(IssuedPlace(round_id=1, **values))
    await set_round(world, issued=MIN_ISSUED)
    await press_open()
    found = await world.app.demands.get(world.server_id, int(draft))
    assert (found.state, found.signed_by, found.verified_by) == ("open", "page", "roster")
    announcing = await world.slash(world.organiser, "organise demand announce", demand=draft)
    await world.press(world.organiser, announcing, "demand-announce")
    await world.tick()
    *_, card = await world.posts()
    assert t("demand-by-page") in card.markdown
    assert f"{BOARD}cgt/{language}/sign.html" in [button.url for button in card.buttons]
    closing = await world.slash(world.organiser, "organise demand close", demand=draft)
    assert t("demand-closing-page").split("**")[1] in closing.text
    await world.press(world.organiser, closing, "demand-close")
    world.clock.move(days=7)  # as long as an opening lasts at least
    await world.tick()
    await world.app.lifecycle.deliver(world.server_id, int(draft), to="The board")
    world.clock.move(days=30)
    await world.tick()
    entries = await world.app.demands.get(world.server_id, int(draft))
    assert entries.publication is not None
    assert (entries.state, entries.publication.reason) == ("delivered", "ended")
