"""The public board in Discord: the links to it, the heads of counts, what members are told."""

import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.campaign.facts import FactSource
from bot.campaign.facts.checks import FactInput
from bot.demo.messages import MessageView
from bot.demo.world import Reply, World
from bot.exports.verify import verify
from bot.runtime.board import publisher_of
from bot.servers.board import UPDATES, contract_page
from bot.settings import PublicationRule
from bot.storage.models import Watch, WatchedContract
from tests.support.contracts import ORDER, FakeSource, action, order, vehicle
from tests.support.demand_steps import exactly, open_demand, sign, texts_of
from tests.support.watch_steps import read_again, watching

pytestmark = pytest.mark.behaviour

SITE = "https://board.example/"
SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(0), fewest=1)
TITLE_BODY = {"title": "A fact", "body": "What is known."}


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    """A server in each language, whose counts are published at the next tick, on a machine whose board has a
    public address."""
    async with World(language=language, publication=SOON) as world:
        world.app.boards.site = SITE
        yield world


async def put_on_board(world: World, name: str = "syndicat") -> None:
    await world.app.servers.update(world.server_id, board=name)


def links(shown: MessageView | Reply) -> list[str]:
    """Return every link to the board in a message: its buttons', and those in its text."""
    messages = shown.shown if isinstance(shown, Reply) else (shown,)
    found = [b.url for message in messages for b in message.buttons if (b.url or "").startswith(SITE)]
    words = [word for message in messages for word in message.text.split() if word.startswith(SITE)]
    return [*filter(None, found), *words]


async def news_of_contracts(world: World) -> FakeSource:
    """Let a watch begin, and then find more money on an order."""
    source = await watching(world, order(), unmatched=(vehicle(),))
    more = action("P00001", "1000000.00", "2026-02-10")
    source.show(order(ORDER, action("0", "4816782.50", "2025-12-18", None), more), unmatched=(vehicle(),))
    await read_again(world)
    return source


async def a_demand_from_opening_to_delivery(world: World) -> None:
    """Announce a demand, publish its counts, close it, and deliver it."""
    app, server_id = world.app, world.server_id
    demand = await open_demand(world)
    await app.lifecycle.schedule(server_id, demand.id, goal=4)
    await app.demands.announce(server_id, demand.id, request="once")
    await world.tick()
    for name in ("a", "b", "c"):
        await sign(world, world.join(name, world.members), demand)
    await world.tick()
    await app.demands.close(server_id, demand.id)
    await world.tick()
    await app.lifecycle.deliver(server_id, demand.id, to="Management")
    await world.tick()


async def a_fact(world: World, language: str = "en") -> str:
    sources = (FactSource(title="Report", publisher="Le Monde", url="https://lemonde.example"),)
    today = world.clock().date()
    typed = FactInput(
        language=language,
        title="A fact",
        body="What is known.",
        state="confirmed",
        checked_on=today,
        sources=sources,
    )
    added = await world.app.facts.add(world.server_id, typed, by=world.organiser.id)
    return str(added.id)


async def everything(world: World) -> tuple[list[MessageView], list[Reply]]:
    """Return every post and card of a small campaign, with a word each week that the bot still watches."""
    await world.app.servers.update(world.server_id, weekly=True)
    await news_of_contracts(world)
    await a_demand_from_opening_to_delivery(world)
    fact, alice = await a_fact(world), world.alice
    cards = [
        await world.slash(alice, "demands list"),
        await world.slash(alice, "demands show", demand="1"),
        await world.slash(alice, "contracts show", contract=order().number),
        await world.slash(alice, "facts show", fact=fact),
        await world.slash(alice, "help"),
    ]
    return await world.posts(), cards


@pytest.mark.full
async def test_each_post_and_card_has_one_link_and_it_leads_to_its_page(
    world: World, language: str, tmp_path: Path
) -> None:
    await put_on_board(world)
    posts, cards = await everything(world)
    assert len(posts) >= 6, [post.text for post in posts]
    publisher = publisher_of(world.app)
    publisher.address = SITE
    await publisher.publish(tmp_path / "site")
    label = texts_of(world, language)("button-board")
    for shown in (*posts, *cards):
        assert len(links(shown)) == 1, shown.text
        assert [b.label for b in (shown if isinstance(shown, MessageView) else shown.card).buttons][
            -1
        ] == label
        address = links(shown)[0]
        assert address.startswith(f"{SITE}syndicat/{language}/")
        page = (tmp_path / "site" / address.removeprefix(SITE)).read_text()
        assert f'<link rel="canonical" href="{address}">' in page
    paths = [links(shown)[0].removeprefix(f"{SITE}syndicat/{language}/") for shown in (*posts, *cards)]
    assert {path.split("/")[0] for path in paths} == {
        *("demands", "contracts", "facts"),
        *("updates", "index.html"),
    }
    assert paths.count(UPDATES) == 1, "the weekly word"
    assert paths.count(contract_page("usaspending", ORDER)) == 2, "its post and its card"


@pytest.mark.full
@pytest.mark.rest_in_full
@pytest.mark.parametrize("lacks", ["board", "address"])
async def test_without_a_board_or_an_address_nothing_links_to_one(
    world: World, language: str, lacks: str
) -> None:
    if lacks == "address":
        world.app.boards.site = ""
        await put_on_board(world)
    posts, cards = await everything(world)
    label = texts_of(world, language)("button-board")
    for shown in (*posts, *cards):
        buttons = (shown if isinstance(shown, MessageView) else shown.card).buttons
        assert label not in [button.label for button in buttons]
        assert "board.example" not in shown.text


async def test_a_reader_is_led_to_their_language_or_to_the_boards_first(world: World, language: str) -> None:
    await put_on_board(world)
    demand = await open_demand(world)
    other = "en" if language == "fr" else "fr"
    page = f"demands/{demand.slug}.html"
    reader = world.speaking(world.join("reader", world.members), other)
    assert links(await world.slash(reader, "demands show", demand="1")) == [f"{SITE}syndicat/{other}/{page}"]
    pole = world.speaking(world.join("pole", world.members), "pl")
    assert links(await world.slash(pole, "help")) == [f"{SITE}syndicat/{language}/index.html"]
    await world.app.demands.announce(world.server_id, demand.id, request="once")
    await world.tick()
    (post,) = await world.posts()
    turned = await world.press(world.alice, post, "demand-in")
    assert links(turned) == [f"{SITE}syndicat/{other}/{page}"], "to the page in the language that is shown"


async def test_a_language_that_only_a_draft_or_a_retired_fact_has_is_not_on_the_board(
    world: World, language: str
) -> None:
    await put_on_board(world)
    await world.app.demands.create(world.server_id, {"pl": TITLE_BODY})
    fact = await a_fact(world, "pl")
    await world.app.facts.retire(world.server_id, int(fact), by=world.organiser.id)
    pole = world.speaking(world.join("pole", world.members), "pl")
    assert links(await world.slash(pole, "help")) == [f"{SITE}syndicat/{language}/index.html"]


async def test_a_post_for_organisers_has_no_link(world: World) -> None:
    await put_on_board(world)
    room = world.guild.create_text_channel("organisers")
    await world.app.servers.update(world.server_id, organiser_channel_id=room.id)
    await a_fact(world)
    world.clock.move(days=90)
    await world.tick()
    (reminder,) = await world.posts(room)
    assert links(reminder) == []


@pytest.mark.full
@pytest.mark.both_engines
async def test_drafts_and_contracts_that_no_post_told_have_no_link(world: World, tmp_path: Path) -> None:
    await put_on_board(world)
    await world.app.demands.create(world.server_id, {"en": TITLE_BODY})
    assert links(await world.slash(world.organiser, "demands show", demand="1")) == []
    await news_of_contracts(world)
    assert len(links(await world.slash(world.alice, "contracts show", contract=order().number))) == 1
    assert links(await world.slash(world.alice, "contracts show", contract=vehicle().number)) == [], (
        "not matched"
    )
    async with world.app.database.write() as session:
        await session.execute(update(WatchedContract).values(told=False))
        await session.execute(update(Watch).values(baseline_at=None))
    assert links(await world.slash(world.alice, "contracts show", contract=order().number)) == []
    await publisher_of(world.app).publish(tmp_path / "site")
    pages = [page.stem for page in (tmp_path / "site" / "syndicat").rglob("contracts/usaspending/*.html")]
    assert pages == []


async def test_the_text_to_pass_on_has_the_link_and_no_name(world: World, language: str) -> None:
    demand = await open_demand(world)
    await world.app.demands.announce(world.server_id, demand.id, request="once")
    await world.tick()
    before = await sign(world, world.join("before", world.members), demand)
    assert links(before) == []
    await put_on_board(world)
    again = await sign(world, world.alice, demand)
    assert links(again) == [f"{SITE}syndicat/{language}/demands/{demand.slug}.html"]
    passed_on = again.card.markdown.split("```")[1]
    assert links(again)[0] in passed_on
    for name in ("alice", str(world.alice.id)):
        assert name not in passed_on
    assert exactly(await sign(world, world.alice, demand)) == exactly(again), "the same whatever was there"


@pytest.mark.full
async def test_posts_from_before_the_board_are_not_edited(world: World) -> None:
    await news_of_contracts(world)
    demand = await open_demand(world)
    await world.app.demands.announce(world.server_id, demand.id, request="once")
    await world.tick()
    before = [(post.message.id, post.message.edited_at, post.buttons) for post in await world.posts()]
    await put_on_board(world)
    await world.tick()
    assert [(p.message.id, p.message.edited_at, p.buttons) for p in await world.posts()] == before


@pytest.mark.full
async def test_the_head_under_a_count_is_accepted_by_every_checker(
    world: World, language: str, tmp_path: Path
) -> None:
    await put_on_board(world)
    await a_demand_from_opening_to_delivery(world)
    await publisher_of(world.app).publish(tmp_path / "site")
    ledger = tmp_path / "site" / "syndicat" / "ledger" / "stop-the-contracts-with-ice.json"
    keep = texts_of(world, language)("demand-head", head="").splitlines()[0]
    posted = [post.markdown.splitlines() for post in await world.posts()]
    lines = [said[said.index(f"-# {keep}") + 1] for said in posted if f"-# {keep}" in said]
    assert len(lines) >= 4, "the card, a milestone, the closing, the delivery"
    assert len(lines) == len(posted)
    changed = lines[0].replace(lines[0][-2], "0" if lines[0][-2] != "0" else "1")
    checker = ledger.parents[1] / "verify.py"
    for line in {*lines, lines[0].removeprefix("-# `").removesuffix("`")}:
        assert "stop-the-contracts-with-ice" in line
        assert verify(ledger, head=line).faults == []
        done = subprocess.run([sys.executable, checker, ledger, "--head", line], capture_output=True)
        assert done.returncode == 0, done.stdout
    assert verify(ledger, head=changed).faults
    wrong = subprocess.run([sys.executable, checker, ledger, "--head", changed], capture_output=True)
    assert wrong.returncode == 1


async def test_members_are_told_that_counts_are_on_the_web_while_they_are(
    world: World, language: str
) -> None:
    told = texts_of(world, language)("privacy-public")

    async def said() -> list[bool]:
        cards = [await world.slash(world.alice, command) for command in ("privacy notice", "help")]
        secret = await world.press(world.alice, cards[1], "secret")
        return [told in shown.card.markdown for shown in (cards[0], secret)]

    assert await said() == [False, False]
    await put_on_board(world)
    assert await said() == [True, True]
    await world.app.servers.update(world.server_id, board=None)
    assert await said() == [False, False]
