"""USAspending's recipients over real HTTP, against a stand-in that speaks as it does."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.registers.protocol import Candidate, Standing
from bot.contracts.registers.recipients import MAX_CHILDREN, MAX_OTHERS, MAX_PARENTS, Recipients
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.demo.sources.usaspending import Handler, UsaspendingStandIn
from tests.support.usaspending import award

pytestmark = pytest.mark.wire

PARENT, CHILD, OTHER = "PARENT000001", "CHILD0000001", "CHILD0000002"
HEAD = {"parent": "ACME HOLDING INC", "parent_uei": PARENT, "parent_country": "USA", "parent_city": "RESTON"}


class Listed(UsaspendingStandIn):
    """The stand-in; ``change`` may replace the answer to a path."""

    def __init__(self, *suppliers: dict[str, Any]) -> None:
        super().__init__([{"date": "2026-02-13", "awards": []}])
        self.list_suppliers(suppliers)
        self.changed: dict[str, web.Response] = {}

    def list_suppliers(self, suppliers: Sequence[dict[str, Any]]) -> None:
        awards = [award(f"A{number}", supplier=each) for number, each in enumerate(suppliers)]
        self.states = [{"date": "2026-02-13", "awards": awards}]
        self.show(0)

    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        for path, answer in self.changed.items():
            if path in request.path:
                return web.Response(status=answer.status, body=answer.body, content_type=answer.content_type)
        return await super().answer(request, handler)


@pytest.fixture
async def server() -> AsyncIterator[Listed]:
    suppliers = [
        {"name": "ACME LLC", "uei": CHILD, "country": "USA", "city": "MCLEAN", **HEAD},
        {"name": "WIDGETS LLC", "uei": OTHER, **HEAD},
    ]
    async with Listed(*suppliers) as stand_in:
        yield stand_in


@pytest.fixture
def register(server: Listed, http: SourceHttp) -> Recipients:
    return Recipients(http, server.url)


async def found(register: Recipients, asked: str = "acme") -> dict[str, Candidate]:
    return {each.id: each for each in (await register.search(asked)).candidates}


async def test_a_company_comes_with_its_parent_and_all_children_of_that(register: Recipients) -> None:
    entries = await found(register)
    assert entries.keys() == {PARENT, CHILD, OTHER}
    head, child = entries[PARENT], entries[CHILD]
    assert (head.country, head.city, head.parent) == ("US", "RESTON", None)
    assert head.url.startswith("https://www.usaspending.gov/recipient/")
    assert (child.parent, child.parent_name) == (PARENT, "ACME HOLDING INC")
    assert child.standing is Standing.UNSTATED


async def test_a_child_alone_is_found_with_its_parent(register: Recipients) -> None:
    assert (await found(register, "widgets")).keys() == {PARENT, CHILD, OTHER}
    assert (await found(register, OTHER.lower())).keys() == {PARENT, CHILD, OTHER}


async def test_a_company_that_is_no_parent_to_the_api_stands_alone(
    register: Recipients, server: Listed
) -> None:
    server.changed["/recipient/children/"] = web.Response(status=400, body=b'{"detail": "not a parent"}')
    assert (await found(register)).keys() == {PARENT, CHILD}


async def test_companies_of_one_name_are_told_apart_by_their_place(
    register: Recipients, server: Listed
) -> None:
    suppliers = [
        {"name": "ATLAS INC", "uei": f"ATLAS000000{number}", "country": "USA", "city": city}
        for number, city in enumerate(("TULSA", "BOSTON"))
    ]
    server.list_suppliers(suppliers)
    assert {each.city for each in (await found(register, "atlas")).values()} == {"TULSA", "BOSTON"}


async def test_a_name_that_hundreds_have_costs_few_requests(register: Recipients, server: Listed) -> None:
    suppliers = [
        {"name": f"ACME {number}", "uei": f"C{number:011}", "parent": f"ACME P{number}"}
        | {"parent_uei": f"P{number:011}"}
        for number in range(200)
    ]
    server.list_suppliers(suppliers)
    assert (await register.search("acme")).more
    assert len(server.requests) <= 1 + 2 * (MAX_PARENTS + MAX_CHILDREN) + MAX_OTHERS


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/recipient/", b"<html>Down</html>", "text/html"),
        ("/recipient/", b'{"results": []}', "application/json"),
        (
            "/recipient/",
            b'{"results": [{"uuid": 1}], "page_metadata": {"hasNext": false}}',
            "application/json",
        ),
        ("/recipient/children/", b'{"results": []}', "application/json"),
    ],
    ids=["html", "no metadata", "another version", "children in an object"],
)
async def test_an_answer_of_another_form_is_a_fault_and_not_an_empty_result(
    register: Recipients, server: Listed, path: str, body: bytes, kind: str
) -> None:
    server.changed[path] = web.Response(body=body, content_type=kind)
    with pytest.raises(SourceError) as fault:
        await register.search("acme")
    assert fault.value.fault is SourceErrorKind.BAD_ANSWER
