"""The command ``/contracts chart``, on the recorded history and on hostile records."""

import io
from dataclasses import replace
from decimal import Decimal

import discord
import pytest
from PIL import Image

from bot.charts.canvas import WIDTH
from bot.charts.contracts import HEIGHT
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import Reply, World
from tests.support.contracts import vehicle
from tests.support.watch_steps import (
    labels,
    on_day,
    orders,
    plain_texts,
    watching,
    watching_history,
)

pytestmark = pytest.mark.behaviour


def described(shown: Reply) -> str:
    """Return the alternative text of the picture on a card."""
    found = [
        item.description
        for part in shown.card.message.components
        for item in walk(part)
        if isinstance(item, discord.MediaGalleryItem) and item.description
    ]
    assert len(found) == 1
    return found[0]


def walk(part: object) -> list[object]:
    children = [*getattr(part, "children", []), *getattr(part, "items", [])]
    return [part, *(found for child in children for found in walk(child))]


def picture(shown: Reply) -> Image.Image:
    assert list(shown.files) == ["contracts.png"]
    opened = Image.open(io.BytesIO(shown.files["contracts.png"]))
    opened.load()
    return opened


@pytest.mark.full
async def test_a_member_gets_a_picture_of_all_contracts_with_a_title_that_states_the_finding(
    world: World, usaspending: UsaspendingStandIn, language: str
) -> None:
    await watching_history(world)
    for step in (1, 2, 3, 4):
        await on_day(world, usaspending, step)
    posts = len(await world.posts())
    shown = await world.slash(world.alice, "contracts chart")
    assert shown.private
    assert picture(shown).size == (WIDTH, HEIGHT)
    t = world.app.texts.of(language)
    words = described(shown)
    assert t.about(Decimal("365821218.75"), "USD") in words
    assert t("source-read", source="USAspending", date=world.clock().date()) in words
    assert len(words) <= 1024
    assert len(await world.posts()) == posts


@pytest.mark.full
async def test_one_contract_is_chosen_from_suggestions_and_drawn_under_its_vehicles_ceiling(
    world: World, language: str
) -> None:
    await watching_history(world)
    (name, value), *_ = await world.suggestions(
        world.alice, "contracts chart", "contract", "70CDCR26FR0000024"
    )
    assert name.startswith("70CDCR26FR0000024")
    shown = await world.slash(world.alice, "contracts chart", contract=value)
    t = world.app.texts.of(language)
    title = t(
        "chart-title",
        amount=t.about(Decimal("4816782.50"), "USD"),
        source="usaspending",
        kind="order",
        count=1,
        since="18 December 2025" if language == "en" else "18 décembre 2025",
        under="one",
        ceiling=t.about(Decimal("365821218.75"), "USD"),
    )
    assert title in described(shown)
    assert t.money(Decimal("4816782.50"), "USD") in described(shown)
    assert labels(shown) == ["70CDCR26FR0000024"]
    contract = await world.press(world.alice, shown, "70CDCR26FR0000024")
    assert contract.private
    assert "70CDCR26FR0000024" in contract.text.splitlines()[0]


async def test_contracts_without_money_have_no_picture(world: World, language: str) -> None:
    t = plain_texts(world, language)
    assert (await world.slash(world.alice, "contracts chart")).text == t("refusal-chart-nothing")
    await watching(world, vehicle())
    refused = await world.slash(world.alice, "contracts chart", contract=vehicle().number)
    assert refused.text == t("refusal-chart-nothing")
    assert refused.files == {}


async def test_hostile_numbers_are_neither_formulas_nor_mentions(world: World) -> None:
    first, second = orders(2)
    await watching(
        world,
        replace(first, number="$x_1^{2}$ @everyone \\frac"),
        replace(second, number="中文 \u202e <@1> 😀" + "Z" * 90),
    )
    shown = await world.slash(world.alice, "contracts chart")
    assert picture(shown).size == (WIDTH, HEIGHT)
    assert shown.card.message.mentions == []
    assert not shown.card.message.mention_everyone
    assert "\u202e" not in described(shown)


@pytest.mark.full
async def test_the_smallest_of_many_contracts_are_drawn_together(world: World, language: str) -> None:
    await watching(world, *orders(20))
    shown = await world.slash(world.alice, "contracts chart")
    t = world.app.texts.of(language)
    rest = sum(1000 + number for number in range(14))
    assert t("chart-alt-rest", count=14, amount=t.money(Decimal(rest), "USD")) in described(shown)
    assert len(labels(shown)) == 6
