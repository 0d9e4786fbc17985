"""Twenty groups: their identifiers are proposed, and no other company of their name is taken with them."""

import asyncio
import tomllib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.contracts.registers.cache import RegisterCache
from bot.contracts.registers.gleif import Gleif
from bot.contracts.registers.lookup import CompanyRegisters, Lookup
from bot.contracts.registers.protocol import Standing
from bot.contracts.registers.recherche_entreprises import RechercheEntreprises
from bot.contracts.registers.recipients import Recipients
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceErrorKind
from bot.demo.sources.registers import GleifStandIn, SireneStandIn
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.storage import Database
from bot.storage.models import RegisterAnswer
from bot.ui.forms import MAX_OPTIONS
from tests.conftest import MovableClock
from tests.support.usaspending import award

pytestmark = pytest.mark.storage

GROUPS = tomllib.loads(Path(__file__).with_name("groups.toml").read_text(encoding="utf-8"))["group"]


@dataclass
class Registers:
    service: CompanyRegisters
    gleif: GleifStandIn
    sirene: SireneStandIn
    usaspending: UsaspendingStandIn


def identifiers(group: Mapping[str, Any]) -> set[str]:
    return {f"{scheme}:{id}" for scheme in ("lei", "siren", "uei") for id in group.get(scheme, ())}


def wrong(lookup: Lookup, key: str, group: Mapping[str, Any]) -> set[str]:
    """Return what would be ticked with an identifier, and is not of its group."""
    (family,) = (each for each in lookup.families if key in {one.key for one in each.members})
    return set(family.sound) - identifiers(group)


def leis() -> list[dict[str, Any]]:
    """Return the group's records, and for each two other companies of its name."""
    found = []
    for number, group in enumerate(GROUPS):
        place = {"country": group.get("country", "FR"), "city": group.get("city", "PARIS")}
        sirens = iter(group.get("siren", ()))
        for lei, name in group.get("lei", {}).items():
            twin = f"TWIN{number:014}"
            found += [
                {"lei": f"{twin}01", "name": name, "country": "DE", "city": "BERLIN"},
                {"lei": f"{twin}02", "name": name, "status": "LAPSED", **place},
                {"lei": lei, "name": name, "number": next(sirens, None), **place},
            ]
    return found


def sirens() -> list[dict[str, Any]]:
    found = []
    for number, group in enumerate(GROUPS):
        for siren, name in group.get("siren", {}).items():
            found += [
                {
                    "siren": f"90{number:03}{siren[-4:]}",
                    "nom_raison_sociale": name,
                    "libelle_commune": "PARIS",
                },
                {"siren": siren, "nom_raison_sociale": name, "libelle_commune": "PARIS"},
            ]
    return found


def awards() -> list[dict[str, Any]]:
    found = []
    for number, group in enumerate(GROUPS):
        place = {"country": "USA", "city": group.get("city")}
        named = group.get("uei", {})
        for uei, name in named.items():
            supplier: dict[str, Any] = {"name": name, "uei": uei, **place}
            if parent := group.get("parent"):
                above = {"parent": named[parent], "parent_uei": parent}
                supplier |= {**above, "parent_country": "USA", "parent_city": group["city"]}
            twin = {"name": name, "uei": f"TW{number:010}", "country": "USA", "city": "ELSEWHERE"}
            found += [award(uei, supplier=supplier), award(f"T{uei}", supplier=twin)]
    return found


@pytest.fixture
async def registers(database: Database, clock: MovableClock, http: SourceHttp) -> AsyncIterator[Registers]:
    async with AsyncExitStack() as stack:
        gleif = await stack.enter_async_context(GleifStandIn(*leis()))
        sirene = await stack.enter_async_context(SireneStandIn(*sirens()))
        usaspending = await stack.enter_async_context(
            UsaspendingStandIn([{"date": "2026-02-13", "awards": awards()}])
        )
        french = RechercheEntreprises(http, sirene.url)
        others = Gleif(http, gleif.url), Recipients(http, usaspending.url)
        service = CompanyRegisters(RegisterCache(database, clock), french, others)
        yield Registers(service, gleif, sirene, usaspending)


async def test_identifiers_of_twenty_groups_are_proposed_and_no_wrong_one_is_ticked(
    registers: Registers,
) -> None:
    assert len(GROUPS) == 20
    known, missing, mistaken = 0, set(), set()
    for group in GROUPS:
        lookup = await registers.service.look_up(group["asked"])
        assert not lookup.faults
        shown = {each.key for family in lookup.families[:MAX_OPTIONS] for each in family.members}
        known += len(identifiers(group))
        missing |= identifiers(group) - shown
        for key in identifiers(group) & shown:
            mistaken |= wrong(lookup, key, group)
    assert not mistaken
    assert len(missing) <= known * 0.05, missing


async def test_one_look_up_serves_all_servers_for_a_week(registers: Registers, clock: MovableClock) -> None:
    first = await registers.service.look_up("Carrefour")
    asked = len(registers.gleif.asked), len(registers.sirene.asked), len(registers.usaspending.requests)
    clock.move(days=6)
    again = await registers.service.look_up("carrefour")
    assert again.read == first.read, "the day read is that of the answer"
    assert [each.root for each in again.families] == [each.root for each in first.families]
    assert asked == (
        len(registers.gleif.asked),
        len(registers.sirene.asked),
        len(registers.usaspending.requests),
    )
    clock.move(days=2)
    assert (await registers.service.look_up("Carrefour")).read["gleif"] == clock()


async def test_two_who_ask_at_once_ask_the_registers_once(registers: Registers) -> None:
    await asyncio.gather(*(registers.service.look_up("Carrefour") for _ in range(3)))
    assert registers.sirene.asked == ["Carrefour"]


async def test_a_register_that_fails_is_named_and_does_not_hide_the_others(registers: Registers) -> None:
    registers.gleif.change = lambda *_: web.Response(status=403)
    lookup = await registers.service.look_up("Carrefour")
    assert lookup.faults == {"gleif": SourceErrorKind.REFUSED}
    assert "siren:652014051" in {each.root.key for each in lookup.families}
    registers.gleif.change = None
    assert not (await registers.service.look_up("Carrefour")).faults, "a failure is not cached"


async def test_a_company_known_by_its_siren_is_found_with_its_lei(registers: Registers) -> None:
    (family,) = (await registers.service.look_up("652 014 051")).families
    assert family.sound == {"lei:549300B8P6MUJ1YWTS08", "siren:652014051"}


async def test_a_french_company_that_ceased_is_not_taken_with_its_group(registers: Registers) -> None:
    for company in registers.sirene.companies:
        company["etat_administratif"] = "C"
    lookup = await registers.service.look_up("Carrefour")
    (family,) = (each for each in lookup.families if each.root.id == "549300B8P6MUJ1YWTS08")
    assert [each.standing for each in family.of("siren")] == [Standing.CEASED]
    assert family.sound == {"lei:549300B8P6MUJ1YWTS08"}


async def test_names_that_were_searched_are_forgotten_after_a_week(
    registers: Registers, database: Database, clock: MovableClock
) -> None:
    await registers.service.look_up("Carrefour")
    cache = RegisterCache(database, clock)
    await cache.tick()
    async with database.read() as session:
        assert "name:carrefour" in (await session.execute(select(RegisterAnswer.asked))).scalars().all()
    clock.move(days=8)
    await cache.tick()
    async with database.read() as session:
        left = (await session.execute(select(RegisterAnswer.asked))).scalars().all()
    assert [asked for asked in left if asked.startswith("name:")] == []
