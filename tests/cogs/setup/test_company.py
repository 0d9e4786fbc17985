"""Set-up in Discord: a company in public registers, and one set of watches of it in all sources."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.model import Kind
from bot.contracts.sources import Survey
from bot.demo.messages import as_read
from bot.demo.sources.registers import GleifStandIn, SireneStandIn
from bot.demo.world import World
from tests.support.demand_steps import sent_text
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.setup_steps import SettingUp, company_sources
from tests.support.usaspending import award

pytestmark = [pytest.mark.behaviour, pytest.mark.in_french]

HEAD = "96950077L0TN7BAROX36"
PARENT, CHILD = "ACMEHOLDING1", "ACMEFEDERAL1"
IN_USA = {"country": "USA", "city": "MCLEAN"}
SUPPLIER = {"name": "ACME FEDERAL LLC", "uei": CHILD, **IN_USA}
MAX_PRESSES = 3  # after the name was typed


@dataclass
class Company:
    world: World
    gleif: GleifStandIn
    sirene: SireneStandIn
    sources: dict[str, Any]

    async def asking(self, name: str = "Acme", who: Any = None) -> SettingUp:
        """Return an organiser who called the command and sent the form; the presses are counted from the
        name on."""
        organiser = SettingUp(self.world, who or self.world.organiser, self.world.language)
        organiser.shown = await self.world.slash(organiser.person, "organise watch add")
        await organiser.fill({"company": name})
        return organiser


@pytest.fixture
async def company(language: str) -> AsyncIterator[Company]:
    """ACME SE in Paris with a company in the United States, and others of the name."""
    supplier = {**SUPPLIER, "parent": "ACME SE", "parent_uei": PARENT}
    supplier |= {"parent_country": "FRA", "parent_city": "PARIS"}
    state = {"date": "2026-02-13", "awards": [award("1", supplier=supplier)]}
    async with AsyncExitStack() as stack:
        usaspending = await stack.enter_async_context(FaultyUsaspending([state]))
        gleif = GleifStandIn({"lei": HEAD, "name": "ACME SE", "city": "Paris", "number": "330703844"})
        sirene = SireneStandIn(
            {"siren": "900000001", "nom_raison_sociale": "ACME", "libelle_commune": "LYON"},
            {"siren": "330703844", "nom_raison_sociale": "ACME SE", "libelle_commune": "PARIS"},
            {"siren": "328781786", "nom_raison_sociale": "ACME ANCIENNE", "etat_administratif": "C"},
        )
        await stack.enter_async_context(gleif)
        await stack.enter_async_context(sirene)
        urls = {"gleif": gleif.url, "recherche_entreprises": sirene.url}
        world = World(language=language, usaspending_url=usaspending.url, source_urls=urls)
        await stack.enter_async_context(world)
        yield Company(world, gleif, sirene, company_sources(world, "decp"))


async def test_a_company_is_watched_everywhere_by_three_presses_after_its_name(company: Company) -> None:
    organiser = await company.asking()
    assert await company.world.app.watches.list(company.world.server_id) == []
    await organiser.press(f"setup-take:lei.{HEAD}:Acme")
    assert as_read(organiser.t("setup-ticked")) in organiser.text
    assert "PIID-1" in organiser.text
    await organiser.press("setup-watch-save")
    assert organiser.effort.presses <= MAX_PRESSES
    watches = await company.world.app.watches.list(company.world.server_id)
    assert {watch.source: watch.query for watch in watches} == {
        "usaspending": {"suppliers": [CHILD, PARENT]},
        "ted": {"suppliers": ["ACME"]},
        "boamp": {"suppliers": ["ACME"]},
        "decp": {"suppliers": ["330703844"]},
    }
    assert {watch.name.partition(" · ")[0] for watch in watches} == {"Acme"}


async def test_a_company_that_was_typed_as_a_number_gives_its_watches_its_name(company: Company) -> None:
    organiser = await company.asking("330 703 844")
    await organiser.press(f"setup-take:lei.{HEAD}:330 703 844")
    await organiser.press("setup-watch-save")
    watches = await company.world.app.watches.list(company.world.server_id)
    assert {watch.name.partition(" · ")[0] for watch in watches} == {"ACME SE"}


async def test_each_company_of_the_name_has_its_place_numbers_source_and_day(company: Company) -> None:
    organiser = await company.asking()
    t = organiser.t
    for shown in (
        f"1. ACME SE · Paris, {t.country('FR')}",
        f"LEI {HEAD}",
        "SIREN 330703844",
        f"UEI {PARENT}",
        f"ACME · Lyon, {t.country('FR')}",
        as_read(t("company-ceased")),
    ):
        assert shown in organiser.text
    registers = ", ".join(t(f"register-{name}") for name in ("gleif", "usaspending", "sirene"))
    day = company.world.clock().date()
    assert as_read(t("companies-read", registers=registers, date=day)) in organiser.text
    assert f"https://search.gleif.org/#/record/{HEAD}" in organiser.shown.card.markdown  # type: ignore[union-attr]


async def test_a_company_of_a_group_of_another_name_is_named_beside_it(company: Company) -> None:
    company.gleif.records.append(
        {"lei": "SUBSIDIARY0000000001", "name": "WIDGETS GMBH", "country": "DE", "parent": HEAD}
    )
    organiser = await company.asking("Widgets")
    assert as_read(organiser.t("company-with", name="WIDGETS GMBH")) in organiser.text
    assert f"1. ACME SE · Paris, {organiser.t.country('FR')}" in organiser.text


async def test_nothing_is_ticked_before_somebody_takes_a_company(company: Company) -> None:
    organiser = await company.asking()
    menus = organiser._menus()
    assert menus
    assert not [option for part in menus for option in part.options if option.default]
    assert "setup-watch-save" not in " ".join(organiser.buttons())


async def test_several_companies_are_taken_together_and_unticked_again(company: Company) -> None:
    organiser = await company.asking()
    families = organiser.options("setup-families:Acme")
    assert f"[lei:{HEAD}]" in families
    await organiser.choose(f"[lei:{HEAD}]", "[siren:328781786]", menu="setup-families:Acme")
    (ids,) = organiser._menus("setup-ids:Acme")
    ticked = [option.value for option in ids.options if option.default]
    assert set(ticked) == {
        f"lei:{HEAD}",
        f"uei:{PARENT}",
        f"uei:{CHILD}",
        "siren:330703844",
        "siren:328781786",
    }
    await organiser.choose("siren:330703844", f"uei:{CHILD}", menu="setup-ids:Acme")
    await organiser.press("setup-watch-save")
    watches = await company.world.app.watches.list(company.world.server_id)
    queries = {watch.source: watch.query["suppliers"] for watch in watches}
    assert (queries["usaspending"], queries["decp"]) == ([CHILD], ["330703844"])


async def test_a_source_without_a_match_is_watched_too_and_one_without_a_number_is_not(
    company: Company,
) -> None:
    company.sources["ted"].surveyed = Survey({})
    organiser = await company.asking()
    await organiser.press("setup-take:siren.900000001:Acme")
    t = organiser.t
    assert as_read(t("company-set-empty", sources=t("source-name-ted"))) in organiser.text
    assert as_read(t("company-set-unasked", sources=t("source-name-usaspending"))) in organiser.text
    await organiser.press("setup-watch-save")
    watches = await company.world.app.watches.list(company.world.server_id)
    assert {watch.source for watch in watches} == {"ted", "boamp", "decp"}


async def test_a_register_that_fails_is_named_and_the_others_serve(company: Company) -> None:
    company.gleif.change = lambda *_: web.Response(text="<html>", content_type="text/html")
    organiser = await company.asking()
    unread = organiser.t("companies-unread", registers=organiser.t("register-gleif"))
    assert as_read(unread) in organiser.text
    assert "SIREN 330703844" in organiser.text


async def test_a_name_that_no_register_has_is_searched_in_the_sources(company: Company) -> None:
    organiser = await company.asking("Nowhere")
    assert organiser.options("setup-tick")


async def test_sources_are_searched_by_the_name_alone_where_wanted(company: Company) -> None:
    organiser = await company.asking()
    await organiser.press("setup-company-names:Acme")
    assert organiser.options("setup-tick")


async def test_an_old_button_of_a_company_that_the_registers_no_longer_have_is_refused(
    company: Company,
) -> None:
    organiser = await company.asking()
    company.sirene.companies = []
    company.world.clock.move(days=8)
    refused = await organiser.press("setup-take:siren.900000001:Acme")
    assert sent_text(refused) == organiser.t("refusal-draft-changed")


@pytest.mark.rest_in_full
@pytest.mark.parametrize("name", ["A:CME : Europe", "x" * 60, "Acme’s “café”", "\u202eACME"])
async def test_hostile_names_fit_the_buttons(company: Company, name: str) -> None:
    company.sirene.companies = [
        {"siren": "900000001", "nom_raison_sociale": name.replace(":", " ")},
        {"siren": "900000002", "nom_raison_sociale": name.replace(":", " ") + " " + "W" * 300},
    ]
    company.sources["ted"].surveyed = Survey({Kind.NOTICE: 999})
    organiser = await company.asking(name)
    taking = next(each for each in organiser.buttons() if each.startswith("setup-take:"))
    await organiser.press(taking)
    assert "setup-watch-save" in organiser.buttons()[0]
