"""The French register of companies over real HTTP, against a stand-in that speaks as it does."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.registers.protocol import Standing
from bot.contracts.registers.recherche_entreprises import MIN_INTERVAL_S, RechercheEntreprises
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.demo.sources.registers import SireneStandIn
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.wire

CARREFOUR = {"siren": "652014051", "nom_raison_sociale": "CARREFOUR", "libelle_commune": "MASSY"}
COOWNERS = {"siren": "510761505", "nom_raison_sociale": "CARREFOUR", "nom_complet": "CARREFOUR (CTIM)"}
RECORDED = SHARED_DATA / "fr" / "recherche-entreprises_search_reduced.json"


@pytest.fixture
async def sirene() -> AsyncIterator[SireneStandIn]:
    async with SireneStandIn(COOWNERS, CARREFOUR) as server:
        yield server


@pytest.fixture
def register(sirene: SireneStandIn, http: SourceHttp) -> RechercheEntreprises:
    return RechercheEntreprises(http, sirene.url)


async def test_every_company_of_a_name_is_a_candidate_with_its_city_and_page(
    register: RechercheEntreprises,
) -> None:
    found = await register.search("carrefour")
    assert [(each.id, each.city) for each in found.candidates] == [
        ("510761505", "PARIS"),
        ("652014051", "MASSY"),
    ], "the first one is an unrelated co-ownership"
    assert found.candidates[1].url == "https://annuaire-entreprises.data.gouv.fr/entreprise/652014051"
    assert found.candidates[1].sirets == ("65201405100017",)


async def test_directors_are_neither_asked_for_nor_kept(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    found = await register.search("carrefour")
    assert "DUPONT" not in json.dumps([each.stored() for each in found.candidates])


@pytest.mark.parametrize("hidden", [{"nature_juridique": "1000"}, {"statut_diffusion": "P"}])
async def test_people_in_business_under_their_own_name_are_left_out(
    register: RechercheEntreprises, sirene: SireneStandIn, hidden: dict[str, Any]
) -> None:
    sirene.companies = [{"siren": "123456782", "nom_raison_sociale": "CARREFOUR CAMILLE", **hidden}]
    assert (await register.search("carrefour")).candidates == ()
    assert (await register.by_siren("123456782")).candidates == ()


async def test_a_company_that_ceased_is_said_to_have_ceased(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    sirene.companies = [{**CARREFOUR, "etat_administratif": "C"}]
    (found,) = (await register.by_siren("652014051")).candidates
    assert found.standing is Standing.CEASED


async def test_a_siren_finds_only_the_company_of_this_number(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    sirene.change = lambda answer: {**answer, "results": [*answer["results"][::-1]]}
    found = await register.search("652 014 051")
    assert [each.id for each in found.candidates] == ["652014051"]
    assert (await register.by_siren("999999999")).candidates == ()


async def test_more_companies_than_a_page_holds_and_half_a_page_are_said_to_be_more(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    sirene.change = lambda answer: {**answer, "results": answer["results"][:1]}
    assert (await register.search("carrefour")).more
    sirene.change = None
    assert not (await register.search("carrefour")).more


async def test_a_name_too_short_for_the_register_is_not_asked(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    assert (await register.search("ab")).candidates == ()
    assert sirene.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(text="<html>Maintenance</html>", content_type="text/html"),
        {"erreur": "x"},
        {"version": 2, "data": {"items": []}},
        {"results": [{"identifiant": "1"}], "total_results": 1},
    ],
    ids=["html", "error", "another version", "renamed columns"],
)
async def test_an_answer_of_another_form_is_a_fault_and_not_an_empty_result(
    register: RechercheEntreprises, sirene: SireneStandIn, answer: Any
) -> None:
    def changed(_: Any) -> Any:
        if isinstance(answer, web.Response):
            return web.Response(text=answer.text, content_type="text/html")
        return answer

    sirene.change = changed
    with pytest.raises(SourceError) as fault:
        await register.search("carrefour")
    assert fault.value.fault is SourceErrorKind.BAD_ANSWER


async def test_too_many_requests_are_waited_for_as_the_register_says(
    register: RechercheEntreprises, sirene: SireneStandIn
) -> None:
    refusals = [web.Response(status=429, headers={"Retry-After": "0.01"})]
    sirene.change = lambda answer: refusals.pop() if refusals else answer
    assert len((await register.search("carrefour")).candidates) == 2
    assert len(sirene.asked) == 2


def test_the_register_is_asked_at_most_seven_times_a_second() -> None:
    slowed: dict[str, float] = {}
    http: Any = type("Http", (), {"slow": lambda _, host, seconds: slowed.update({host: seconds})})()
    RechercheEntreprises(http, "https://recherche-entreprises.api.gouv.fr")
    assert slowed == {"recherche-entreprises.api.gouv.fr": MIN_INTERVAL_S}
    assert MIN_INTERVAL_S >= 1 / 7


@pytest.mark.skipif(not RECORDED.is_file(), reason="recorded answers are absent")
async def test_a_recorded_answer_is_read(register: RechercheEntreprises, sirene: SireneStandIn) -> None:
    sirene.change = lambda _: json.loads(RECORDED.read_text())
    (found,) = (await register.search("carrefour")).candidates
    assert (found.id, found.name, found.city) == ("510761505", "CARREFOUR", "LE CANNET")
