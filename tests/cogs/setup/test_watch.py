"""Set-up in Discord: what to watch."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.contracts.model import Kind
from bot.contracts.sources import Match, SourceError, SourceErrorKind, Supplier, Survey
from bot.demo.messages import as_read
from bot.demo.world import World
from tests.support.demand_steps import sent_text
from tests.support.setup_steps import SettingUp, company_sources

pytestmark = pytest.mark.behaviour


async def searching(world: World, language: str, company: str = "ACME") -> SettingUp:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("watch")
    await manager.press("setup-company")
    await manager.fill({"company": company})
    return manager


async def test_every_source_that_can_search_is_asked_and_shown_with_amounts(
    world: World, language: str
) -> None:
    sources = company_sources(world)
    sources["ted"].surveyed = SourceError(SourceErrorKind.TIMEOUT)
    sources["boamp"].surveyed = Survey({})
    manager = await searching(world, language)
    assert "ID-1" in manager.text
    assert manager.t.money(Decimal("1234567.50"), "USD") in manager.text
    empty = manager.t("setup-company-nothing", sources=manager.t("source-name-boamp"))
    assert as_read(empty) in manager.text
    assert as_read(manager.t("refusal-watch-unreadable", fault="timeout", source="ted")) in manager.text
    unasked = manager.t("setup-company-by-number", sources=manager.t("source-name-decp"))
    assert as_read(unasked) in manager.text
    assert await world.app.watches.list(world.server_id) == []


async def test_ticked_suppliers_are_previewed_watched_and_removed_again(world: World, language: str) -> None:
    company_sources(world)
    manager = await searching(world, language)
    values = manager.options("setup-tick")
    assert len(values) == 4, "two suppliers of USAspending, all of TED, all of BOAMP"
    await manager.choose(values[0], values[2])
    assert "PIID-1" in manager.text
    assert as_read(manager.t("setup-ticked")) in manager.text
    await manager.press("setup-watch-save")
    watches = await world.app.watches.list(world.server_id)
    assert [(watch.source, watch.query) for watch in watches] == [
        ("usaspending", {"suppliers": ["ID-1"]}),
        ("ted", {"suppliers": ["ACME"]}),
    ]
    assert f"☑ {watches[0].name}" in manager.text
    await manager.choose(str(watches[0].id), menu="setup-unwatch")
    assert [watch.source for watch in await world.app.watches.list(world.server_id)] == ["ted"]


async def test_a_preview_names_buyer_and_supplier_once_if_all_matches_have_the_same(
    world: World, language: str
) -> None:
    sources = company_sources(world)
    match = Match("PIID-1", None, "Agency", "ACME Corp")
    sources["ted"].surveyed = Survey({Kind.NOTICE: 2}, matches=(match, replace(match, number="PIID-2")))
    others = (match, match, replace(match, supplier="Other"))
    sources["boamp"].surveyed = Survey({Kind.NOTICE: 3}, matches=others)
    manager = await searching(world, language)
    shown = [value for value in manager.options("setup-tick") if "." not in value]
    await manager.choose(*shown)
    assert manager.text.count("Agency →") == 4


async def test_an_organiser_watches_another_company_by_one_command(world: World, language: str) -> None:
    company_sources(world)
    organiser = SettingUp(world, world.organiser, language)
    organiser.shown = await world.slash(world.organiser, "organise watch add")
    await organiser.fill({"company": "ACME"})
    await organiser.choose(organiser.options("setup-tick")[0])
    await organiser.press("setup-watch-save")
    (watch,) = await world.app.watches.list(world.server_id)
    assert (watch.source, watch.query) == ("usaspending", {"suppliers": ["ID-1"]})


async def test_no_post_is_promised_without_a_channel(world: World, language: str) -> None:
    company_sources(world)
    await world.app.servers.update(world.server_id, channel_id=None)
    manager = await searching(world, language)
    await manager.choose(manager.options("setup-tick")[0])
    await manager.press("setup-watch-save")
    assert as_read(manager.t("setup-watch-saved-unposted")) in manager.text


async def test_a_company_that_is_watched_already_gets_another_name(world: World, language: str) -> None:
    company_sources(world)
    for _ in range(2):
        manager = await searching(world, language)
        await manager.choose(manager.options("setup-tick")[0])
        await manager.press("setup-watch-save")
    names = [watch.name for watch in await world.app.watches.list(world.server_id)]
    assert names == ["ACME · USAspending", "ACME · USAspending 2"]


async def test_a_preview_that_is_no_longer_true_saves_nothing(world: World, language: str) -> None:
    company_sources(world)
    manager = await searching(world, language)
    first, other = manager.options("setup-tick")[:2]
    await manager.choose(first)
    draft_id, key = other.split(".")
    await world.app.drafts.pick(world.server_id, int(draft_id), [key])
    refused = await manager.press("setup-watch-save")
    assert sent_text(refused) == manager.t("refusal-draft-not-shown")
    assert await world.app.watches.list(world.server_id) == []


@pytest.mark.rest_in_full
@pytest.mark.parametrize("name", ["💥" * 30, "\u202eشركة\u202c الاتصالات", "x" * 60, "…", "a;b"])
async def test_hostile_names_of_companies_are_searched_or_refused(
    world: World, name: str, language: str
) -> None:
    company_sources(world)
    manager = await searching(world, language, name)
    if any(character.isalnum() for character in name):
        await manager.choose(manager.options("setup-tick")[0])
        await manager.press("setup-watch-save")
        assert len(await world.app.watches.list(world.server_id)) == 1
    else:
        assert manager.t("refusal-company") in manager.text


async def test_no_card_is_too_long_for_discord(world: World, language: str) -> None:
    sources = company_sources(world)
    suppliers = tuple(
        Supplier(
            f"{'W' * 150} {number}", f"{'9' * 150}{number}", contracts=9, amount=Decimal(9**9), currency="EUR"
        )
        for number in range(40)
    )
    match = Match("N" * 150, None, "B" * 200, "S" * 200, Decimal(9**12), "EUR")
    for source in sources.values():
        source.surveyed = Survey({Kind.ORDER: 999}, suppliers=suppliers, matches=(match,) * 3)
    manager = await searching(world, language)
    values = manager.options("setup-tick")
    assert len(values) == 25
    await manager.choose(*values[:20])
    assert "setup-watch-save" in manager.buttons()[0]
