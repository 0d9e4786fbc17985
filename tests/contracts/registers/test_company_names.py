"""Names of companies that contracts know by number: looked up once for all, and shown."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from aiohttp import web

from bot.contracts.model import Party, Subcontract
from bot.contracts.registers.cache import RegisterCache
from bot.contracts.registers.company_names import LIFETIME, CompanyNames
from bot.contracts.registers.recherche_entreprises import RechercheEntreprises
from bot.contracts.sources.http import SourceHttp
from bot.demo.sources.registers import SireneStandIn
from bot.storage import Database
from bot.texts import Texts
from bot.ui.contracts.card import contract_card
from tests.conftest import MovableClock
from tests.contracts.queries.test_party_names import BUYER, SERVER, SUPPLIER, Stored, market, stored

pytestmark = pytest.mark.storage

__all__ = ["stored"]


@pytest.fixture
async def sirene() -> AsyncIterator[SireneStandIn]:
    companies = [
        {"siren": SUPPLIER[:9], "nom_raison_sociale": "ACME FRANCE"},
        {"siren": BUYER[:9], "nom_raison_sociale": "VILLE DE NANTES", "nature_juridique": "7210"},
    ]
    async with SireneStandIn(*companies) as server:
        yield server


@pytest.fixture
def names(
    stored: Stored, database: Database, clock: MovableClock, sirene: SireneStandIn, http: SourceHttp
) -> CompanyNames:
    register, cache = RechercheEntreprises(http, sirene.url), RegisterCache(database, clock)
    return CompanyNames(database, cache, register, clock)


async def test_a_number_has_the_name_of_the_register_once_it_was_looked_up(
    stored: Stored, names: CompanyNames, sirene: SireneStandIn
) -> None:
    contract = await stored.add(market("M1"), SERVER)
    assert await stored.supplier(contract) == f"SIRET {SUPPLIER}"
    assert await names.tick() == 2
    assert await stored.supplier(contract) == "ACME FRANCE"
    line = await stored.contracts.line(SERVER, contract)
    assert line.buyer == "VILLE DE NANTES"
    card = contract_card(await stored.contracts.show(SERVER, contract), Texts.load().of("en"))
    page = f"https://annuaire-entreprises.data.gouv.fr/etablissement/{SUPPLIER}"
    assert f"ACME FRANCE, [SIRET 380 243 923 00089](<{page}>)" in str(card.to_components())


async def test_each_of_several_holders_has_its_name(
    stored: Stored, names: CompanyNames, sirene: SireneStandIn
) -> None:
    sirene.companies.append({"siren": "330703844", "nom_raison_sociale": "OTHER"})
    two = market("M1")
    two = replace(two, supplier=Party(name=f"SIRET 33070384400036; SIRET {SUPPLIER}"))
    contract = await stored.add(two, SERVER)
    await names.tick()
    assert await stored.supplier(contract) == "OTHER; ACME FRANCE"


async def test_a_subcontractor_with_a_number_alone_has_the_name_of_the_register(
    stored: Stored, names: CompanyNames
) -> None:
    act = Subcontract(
        number="1",
        supplier=Party(f"SIRET {SUPPLIER}", {"siret": SUPPLIER}),
        currency="EUR",
        amounts=(Decimal(5000),),
    )
    contract = await stored.add(replace(market("M1", supplier="99999999900000"), subcontracts=(act,)), 1)
    await names.tick()
    told = (await stored.contracts.show(1, contract)).story.subcontracts
    assert told is not None
    assert [one.subcontract.supplier.name for one in told.shown] == ["ACME FRANCE"]


async def test_a_number_is_asked_for_once_for_all_servers_until_the_answer_is_old(
    stored: Stored, names: CompanyNames, sirene: SireneStandIn, clock: MovableClock
) -> None:
    await stored.add(market("M1"), 1, 2)
    await names.tick()
    await stored.add(market("M2"), 2)
    assert await names.tick() == 0
    assert len(sirene.asked) == 2
    clock.now += LIFETIME + timedelta(days=1)
    await stored.add(market("M3"), 2)
    assert await names.tick() == 2


async def test_a_number_that_the_register_does_not_show_stays_and_is_not_asked_again(
    stored: Stored, names: CompanyNames, sirene: SireneStandIn
) -> None:
    sirene.companies = [
        {"siren": SUPPLIER[:9], "nom_raison_sociale": "CAMILLE DUPONT", "nature_juridique": "1000"}
    ]
    contract = await stored.add(market("M1"), SERVER)
    assert await names.tick() == 2
    assert await stored.supplier(contract) == f"SIRET {SUPPLIER}"
    assert await names.tick() == 0


async def test_a_name_in_the_record_of_a_contract_comes_before_that_of_the_register(
    stored: Stored, names: CompanyNames
) -> None:
    bare = await stored.add(market("M1"), SERVER)
    await stored.add(market("M2", name="ACME (AS THE BUYER WROTE IT)"), SERVER)
    await names.tick()
    assert await stored.supplier(bare) == "ACME (AS THE BUYER WROTE IT)"


async def test_a_failing_register_is_left_alone_until_the_next_tick(
    stored: Stored, names: CompanyNames, sirene: SireneStandIn
) -> None:
    contract = await stored.add(market("M1"), SERVER)
    sirene.change = lambda _: web.Response(status=400)
    assert await names.tick() == 0
    assert len(sirene.asked) == 1
    sirene.change = None
    assert await names.tick() == 2
    assert await stored.supplier(contract) == "ACME FRANCE"
