"""Subcontracts in Discord: what companies of the watches do under others."""

from datetime import date
from decimal import Decimal

import pytest

from bot.demo.world import World
from tests.support.contracts import order
from tests.support.subcontracts import Listing, sub, under
from tests.support.watch_steps import labels, plain_texts, watching_history, watching_source

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


async def test_the_card_of_a_contract_names_the_largest_and_its_story_lists_all_as_reported(
    world: World, language: str
) -> None:
    t = plain_texts(world, language)
    source = Listing()
    source.reported = (
        sub("S-1", "900000.00", "900000.00"),
        sub("S-2", "70000.00", name="BETA INC"),
        sub("5000653817", "5000653817.00", name="GAMMA INC"),
    )
    source.show(order())
    await watching_source(world, source)
    shown = await world.slash(world.alice, "contracts show", contract="70CDCR26FR0000024")
    largest = {"amount": t.money(Decimal(900000), "USD"), "supplier": "ACME LLC"}
    assert t("subcontracts-line", largest="plausible", count=3, **largest) in shown.text
    story = await world.press(world.alice, shown, t("button-story"))
    assert story.private
    for told in (
        t("subcontracts-about", source="usaspending"),
        t("subcontract-times", count=2),
        t("subcontract-first-seen", date=world.clock().date()),
        t("subcontract-doubt-own-number"),
        t("contract-subcontracts", source="usaspending"),
    ):
        assert told in story.text, told
    assert t.money(Decimal("5000653817.00"), "USD") in story.text, "as reported, and said to be implausible"
    for total in ("970000.00", "1800000.00", "5716782.50"):
        assert t.money(Decimal(total), "USD") not in story.text + shown.text, "nothing is summed"


async def test_an_amount_above_the_contract_is_called_implausible(world: World) -> None:
    t = plain_texts(world)
    source = Listing()
    source.reported = (sub("S-1", "4816782.51"), sub("S-2", "12000000.00"))
    source.show(order(ceiling=Decimal(9000000)))
    await watching_source(world, source)
    shown = await world.slash(world.alice, "contracts show", contract="70CDCR26FR0000024")
    assert t("subcontracts-line", largest="none", count=2) in shown.text
    story = await world.press(world.alice, shown, t("button-story"))
    assert t("subcontract-doubt-above-contract") in story.text
    assert t("subcontract-doubt-above-ceiling") in story.text


@pytest.mark.full
async def test_a_corrected_report_shows_the_amount_before_and_one_that_is_gone_its_day(world: World) -> None:
    t = plain_texts(world)
    source = Listing()
    source.reported = (sub("S-1"), sub("S-2"))
    source.show(order())
    source.state = "import 1"
    await watching_source(world, source)
    source.reported = (sub("S-1", "60000.00"),)
    source.state = "import 2"
    world.clock.move(days=8)
    await world.tick()
    shown = await world.slash(world.alice, "contracts show", contract="70CDCR26FR0000024")
    largest = {"amount": t.money(Decimal(60000), "USD"), "supplier": "ACME LLC"}
    assert t("subcontracts-line", largest="only", count=1, **largest) in shown.text
    story = await world.press(world.alice, shown, t("button-story"))
    today = world.clock().date()
    assert t("subcontract-before", until=today, old=t.money(Decimal(50000), "USD")) in story.text
    assert t("subcontract-missing", date=today) in story.text


@pytest.mark.full
async def test_new_subcontracts_are_posted_once_where_organisers_want_them(
    world: World, language: str
) -> None:
    t = plain_texts(world, language)
    source = Listing()
    source.reported, source.under = (sub("S-1"),), (under("S-1"),)
    source.show(order())
    source.state = "import 1"
    await watching_source(world, source)
    chosen = await world.slash(world.organiser, "organise settings updates", subcontracts=True)
    assert t("settings-subcontracts") in chosen.text
    before = len(await world.posts())
    large = tuple(sub(f"L-{number}", f"{number}00000.00", day="2021-03-02") for number in range(1, 50))
    source.reported = (*source.reported, *large, sub("5000653817", "5000653817.00", name="GAMMA INC"))
    source.under = (under("S-1"), under("S-2", "70000.00", prime="Q"))
    for number in (2, 3):
        source.state = f"import {number}"
        world.clock.move(days=8)
        await world.tick()
    of_contract, of_company = sorted((await world.posts())[before:], key=lambda post: "PRIME" in post.text)
    assert t("subcontracts-news", count=50) in of_contract.text
    assert t.money(Decimal(4800000), "USD") in of_contract.text
    assert t.day(date(2021, 3, 2)) in of_contract.text, "a late report has its own date"
    assert "ACME LLC" in of_contract.text
    assert t("subcontracts-about", source="usaspending") in of_contract.text
    listed = await world.press(world.bob, of_contract, t("button-story"))
    assert listed.private
    assert t("subcontracts-about", source="usaspending") in listed.text
    assert t("under-others-head", supplier="ACME LLC", prime="PRIME INC") in of_company.text
    assert t.money(Decimal(70000), "USD") in of_company.text
    opened = await world.press(world.bob, of_company, t("button-under-others"))
    assert opened.private
    assert t.money(Decimal(70000), "USD") in opened.text


async def test_a_new_subcontract_with_an_implausible_amount_is_posted_as_such(world: World) -> None:
    t = plain_texts(world)
    source = Listing()
    source.show(order())
    source.state = "import 1"
    await watching_source(world, source)
    await world.slash(world.organiser, "organise settings updates", subcontracts=True)
    source.reported = (sub("5000653817", "5000653817.00", name="GAMMA INC"),)
    source.state = "import 2"
    world.clock.move(days=8)
    await world.tick()
    post = (await world.posts())[-1]
    assert t("subcontracts-news", count=1) in post.text
    assert t("subcontract-doubt-own-number") in post.text


@pytest.mark.full
async def test_the_demos_subcontracts_say_that_they_are_invented(world: World) -> None:
    await watching_history(world)
    t = plain_texts(world)
    shown = await world.slash(world.alice, "contracts show", contract="70CDCR24FR0000006")
    story = await world.press(world.alice, shown, t("button-story"))
    assert t("subcontracts-count", count=3) in shown.text
    assert story.text.count("INVENTED FOR DEMO") >= 3
    assert t("subcontract-doubt-own-number") in story.text
    listed = await world.slash(world.alice, "contracts list")
    opened = await world.press(world.alice, listed, t("button-under-others"))
    assert "INVENTED FOR DEMO" in opened.text
