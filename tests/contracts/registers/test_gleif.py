"""The register of Legal Entity Identifiers over real HTTP, against a stand-in that speaks as it does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.registers.gleif import MAX_PARENTS, MAX_ROOTS, MIN_INTERVAL_S, Gleif, is_siren
from bot.contracts.registers.protocol import Candidate, Standing
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.demo.sources.registers import GleifStandIn

pytestmark = pytest.mark.wire

HEAD = {"lei": "96950077L0TN7BAROX36", "name": "CAPGEMINI SE", "city": "Paris", "number": "330 703 844"}
CHILD = {"lei": "CHILD000000000000001", "name": "SOGETI GMBH", "country": "DE", "parent": HEAD["lei"]}


@pytest.fixture
async def server() -> AsyncIterator[GleifStandIn]:
    async with GleifStandIn(HEAD, CHILD) as stand_in:
        yield stand_in


@pytest.fixture
def register(server: GleifStandIn, http: SourceHttp) -> Gleif:
    return Gleif(http, server.url)


async def found(register: Gleif, asked: str = "capgemini") -> dict[str, Candidate]:
    return {each.id: each for each in (await register.search(asked)).candidates}


async def test_an_entry_comes_with_its_children_its_french_number_and_its_page(register: Gleif) -> None:
    entries = await found(register)
    head, child = entries[HEAD["lei"]], entries[CHILD["lei"]]
    assert (head.country, head.city, head.standing) == ("FR", "Paris", Standing.ACTIVE)
    assert head.same_as == ("siren:330703844",)
    assert head.url == f"https://search.gleif.org/#/record/{HEAD['lei']}"
    assert (child.parent, child.parent_name, child.country) == (HEAD["lei"], "CAPGEMINI SE", "DE")


async def test_a_search_for_a_child_finds_the_parent_and_its_other_children(
    register: Gleif, server: GleifStandIn
) -> None:
    server.records.append({**CHILD, "lei": "CHILD000000000000002", "name": "ALTRAN SPA"})
    assert (await found(register, "sogeti")).keys() == {HEAD["lei"], CHILD["lei"], "CHILD000000000000002"}


async def test_a_parent_that_the_register_does_not_have_says_nothing_of_independence(
    register: Gleif, server: GleifStandIn
) -> None:
    server.change = lambda path, answer: None if path.endswith("direct-parent") else answer
    child = (await found(register, "sogeti"))[CHILD["lei"]]
    assert (child.parent, child.parent_name) == (None, None)
    assert child.standing is Standing.ACTIVE


@pytest.mark.parametrize(
    ("status", "standing"),
    [("LAPSED", Standing.STALE), ("RETIRED", Standing.CEASED), ("MERGED", Standing.CEASED)],
)
async def test_a_lapsed_entry_is_stale_and_an_ended_one_has_ceased(
    register: Gleif, server: GleifStandIn, status: str, standing: Standing
) -> None:
    server.records = [{**HEAD, "status": status}]
    assert (await found(register))[HEAD["lei"]].standing is standing


async def test_an_annulled_entry_is_left_out(register: Gleif, server: GleifStandIn) -> None:
    server.records = [{**HEAD, "status": "ANNULLED"}]
    assert await found(register) == {}


async def test_an_earlier_name_finds_an_entry_and_an_address_does_not(
    register: Gleif, server: GleifStandIn
) -> None:
    server.records = [
        {**HEAD, "name": "NEWCO SE", "names": ["CAPGEMINI"]},
        {**CHILD, "name": "CARPENTERS LTD", "names": ["Capgemini House 1"], "parent": None},
    ]
    entries = await found(register)
    assert entries[HEAD["lei"]].names == ("CAPGEMINI",)
    server.records[1]["names"] = []
    server.change = lambda _, answer: answer
    assert CHILD["lei"] not in await found(register)


async def test_half_a_page_and_further_pages_are_said_to_be_more(
    register: Gleif, server: GleifStandIn
) -> None:
    assert not (await register.search("capgemini")).more

    def halved(_: str, answer: Any) -> Any:
        if isinstance(answer, dict) and isinstance(answer["data"], list):
            return {**answer, "data": answer["data"][1:]}
        return answer

    server.change = halved
    assert (await register.search("capgemini")).more


@pytest.mark.parametrize(
    "answer",
    ["<html>Access denied</html>", {"data": [{"type": "lei-record-v2", "id": "X"}]}, {"records": []}, []],
    ids=["html", "another version", "renamed", "a list"],
)
async def test_an_answer_of_another_form_is_a_fault_and_not_an_empty_result(
    register: Gleif, server: GleifStandIn, answer: Any
) -> None:
    def changed(*_: Any) -> Any:
        html = isinstance(answer, str)
        return web.Response(text=answer, content_type="text/html") if html else answer

    server.change = changed
    with pytest.raises(SourceError) as fault:
        await register.search("capgemini")
    assert fault.value.fault is SourceErrorKind.BAD_ANSWER


async def test_a_name_that_hundreds_have_costs_few_requests(register: Gleif, server: GleifStandIn) -> None:
    server.records = [HEAD, CHILD]
    for number in range(300):
        parent = {"lei": f"PARENT{number:014}", "name": f"ORANGE {number} HOLDING"}
        server.records += [parent, {"lei": f"CHILD1{number:014}", "name": f"ORANGE {number}"}]
        server.records[-1]["parent"] = parent["lei"]
    assert (await register.search("orange")).more
    assert len(server.asked) <= 2 + MAX_PARENTS + MAX_ROOTS


def test_the_register_is_asked_at_most_sixty_times_a_minute() -> None:
    slowed: dict[str, float] = {}
    http: Any = type("Http", (), {"slow": lambda _, host, seconds: slowed.update({host: seconds})})()
    Gleif(http, "https://api.gleif.org")
    assert slowed == {"api.gleif.org": MIN_INTERVAL_S}
    assert MIN_INTERVAL_S >= 1


@pytest.mark.parametrize(
    ("number", "valid"), [("330703844", True), ("330703845", False), ("33070384", False)]
)
def test_a_number_is_taken_for_a_siren_only_with_its_check_digit(number: str, valid: bool) -> None:
    assert is_siren(number) is valid
