"""The organisers' export: their own copy of what was published, and of what public sources show."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.settings import PublicationRule
from tests.behaviour.demand_steps import open_demand, published, said, sign, texts_of

SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(hours=1), fewest=2)
FILES = ["counts.csv", "contracts.csv", "actions.csv", "tocsin.json"]


@pytest.fixture
async def world(language: str, usaspending: UsaspendingStandIn) -> AsyncIterator[World]:
    async with World(language=language, publication=SOON, usaspending_url=usaspending.url) as world:
        yield world


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # spreadsheets need it to read accents
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_the_export_holds_published_counts_and_contracts_and_is_seen_by_its_organiser_alone(
    world: World, language: str
) -> None:
    await world.app.watches.add(
        world.server_id, "Capgemini", "usaspending", {"suppliers": ["CAPGEMINI GOVERNMENT SOLUTIONS"]}
    )
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    await sign(world, world.organiser, demand)  # pending: in no number yet
    exported = await world.slash(world.organiser, "organise export")
    assert exported.private
    assert list(exported.files) == FILES
    assert texts_of(world, language)("export-what") in said(exported)
    counts = rows(exported.files["counts.csv"])
    assert [(row["demand"], row["count"], row["verified_by"]) for row in counts] == [
        (demand.slug, "2", "server")
    ]
    contracts = rows(exported.files["contracts.csv"])
    assert "4816782.50" in {row["obligated"] for row in contracts}
    assert {row["currency"] for row in contracts} == {"USD"}
    assert rows(exported.files["actions.csv"])
    assert json.loads(exported.files["tocsin.json"])
    assert await world.posts() == await world.posts(world.news)


async def test_no_file_holds_a_member(world: World) -> None:
    demand = await open_demand(world)
    members = (world.alice, world.bob)
    for member in members:
        await sign(world, member, demand)
    await published(world, demand)
    exported = await world.slash(world.organiser, "organise export")
    whole = b"".join(exported.files.values()) + said(exported).encode()
    for member in members:
        reference = await world.app.keys.reference(demand.id, member.id)
        assert reference is not None
        for secret in (str(member.id), member.name, reference.hex()):
            assert secret.encode() not in whole


async def test_an_export_does_not_change_with_signatures_that_are_not_published(world: World) -> None:
    demand = await open_demand(world)
    before = await world.slash(world.organiser, "organise export")
    await sign(world, world.alice, demand)
    after = await world.slash(world.organiser, "organise export")
    assert before.files == after.files


async def test_an_export_that_discord_would_not_take_names_the_command_for_the_machine(
    world: World, language: str
) -> None:
    world.simulation.file_limit = 100
    refused = await world.slash(world.organiser, "organise export")
    command = f"tocsin export --server {world.server_id}"
    assert said(refused) == texts_of(world, language)("refusal-export-too-big", command=command)
    assert refused.files == {}
    assert refused.private


async def test_files_of_a_server_without_anything_hold_their_headings(world: World) -> None:
    exported = await world.slash(world.organiser, "organise export")
    assert list(exported.files) == FILES
    assert rows(exported.files["counts.csv"]) == []
    assert exported.files["counts.csv"].decode("utf-8-sig").startswith("demand,")
