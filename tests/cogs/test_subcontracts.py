"""Subcontracts in Discord: what companies of the watches do under others."""

from datetime import date
from decimal import Decimal

import pytest

from bot.demo.world import World
from tests.support.contracts import order
from tests.support.subcontracts import Listing, under
from tests.support.watch_steps import labels, plain_texts, watching_source

pytestmark = pytest.mark.behaviour


async def watching_them(world: World, *numbers: str) -> Listing:
    source = Listing()
    source.under = tuple(under(number, "50000.00", "50000.00") for number in numbers)
    source.show(order())
    await watching_source(world, source)
    return source


async def test_the_list_of_contracts_leads_to_the_work_under_others(world: World, language: str) -> None:
    await watching_them(world, "S-1")
    t = plain_texts(world, language)
    listed = await world.slash(world.alice, "contracts list")
    opened = await world.press(world.alice, listed, t("button-under-others"))
    assert opened.private
    for told in (
        t("under-others-title"),
        t("under-others-head", supplier="ACME LLC", prime="PRIME INC"),
        t.money(Decimal("50000.00"), "USD"),
        t.day(date(2026, 1, 5)),
        t("subcontract-times", count=2),
        t("under-others-missing"),
    ):
        assert told in opened.text
    assert t.money(Decimal("100000.00"), "USD") not in opened.text, "reports are never summed"


async def test_the_work_under_others_has_pages(world: World) -> None:
    await watching_them(world, *(f"S-{number}" for number in range(7)))
    t = plain_texts(world)
    listed = await world.slash(world.alice, "contracts list")
    first = await world.press(world.alice, listed, t("button-under-others"))
    assert t("pager-where", first=1, last=5, total=7) in first.text
    second = await world.press(world.alice, first, t("pager-next"))
    assert t("pager-where", first=6, last=7, total=7) in second.text


async def test_without_any_there_is_no_button_and_another_server_sees_none(world: World) -> None:
    await watching_them(world)
    listed = await world.slash(world.alice, "contracts list")
    assert plain_texts(world)("button-under-others") not in labels(listed)
