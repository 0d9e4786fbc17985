"""The organisers' export: their own copy of published counts and of public records."""

import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.simulation import WorldClock
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import Reply, World
from bot.exports.ledger_file import Head
from bot.exports.verify import verify
from bot.petitions.counts.ledger import LedgerEntry
from bot.settings import PublicationRule
from bot.storage.models import Demand
from bot.texts import Translator
from tests.support.demand_steps import (
    TEXTS,
    open_demand,
    published,
    sent_text,
    sign,
    texts_of,
)

pytestmark = pytest.mark.behaviour

SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(hours=1), fewest=2)


@pytest.fixture
async def world(language: str, usaspending: UsaspendingStandIn) -> AsyncIterator[World]:
    async with World(language=language, publication=SOON, usaspending_url=usaspending.url) as world:
        yield world


def archive(answer: Reply) -> str:
    """Return the name of the one archive of an answer."""
    (name,) = [name for name in answer.files if name.endswith(".zip")]
    return name


def contents(answer: Reply) -> dict[str, bytes]:
    return opened(answer.files[archive(answer)])


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # for spreadsheets to read accents
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def readme(world: World, found: Mapping[str, bytes], t: Translator) -> str:
    """Return what README.txt says of an export with one demand."""
    (demand,) = json.loads(found["ledger.json"])["demands"]
    head = Head.of(LedgerEntry.read(demand["entries"][-1]))
    key = json.loads(found["manifest.json"])["key"]["fingerprint"]
    words = t("export-readme", server="Syndicat", moment=world.clock(), key=key)
    return f"{words}\n\n{t('export-readme-heads', heads=str(head))}"


@pytest.mark.full
@pytest.mark.both_engines
async def test_the_export_holds_published_counts_and_contracts_and_only_its_organiser_sees_it(
    world: World, language: str, tmp_path: Path
) -> None:
    await world.app.watches.add(
        world.server_id, "Capgemini", "usaspending", {"suppliers": ["CAPGEMINI GOVERNMENT SOLUTIONS"]}
    )
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    await sign(world, world.organiser, demand)  # pending: not in any number yet
    exported = await world.slash(world.organiser, "organise export")
    assert exported.private
    assert list(exported.files) == [archive(exported), "tocsin.xlsx", f"page-{demand.slug}.pdf"]
    t = texts_of(world, language)
    assert t("export-what", file=archive(exported)) in sent_text(exported)
    assert t("export-loose") in sent_text(exported)
    found = contents(exported)
    counts = rows(found["counts.csv"])
    assert [(row["demand"], row["count"], row["verified_by"]) for row in counts] == [
        (demand.slug, "2", "server")
    ]
    contracts = rows(found["contracts.csv"])
    assert "4816782.50" in {row["obligated"] for row in contracts}
    assert {row["currency"] for row in contracts} == {"USD"}
    assert rows(found["actions.csv"])
    assert t("page-uncounted") not in found["README.txt"].decode()
    assert found["README.txt"].decode().strip() == readme(world, found, t)
    for name in ("tocsin.xlsx", f"page-{demand.slug}.pdf"):
        assert exported.files[name] == found[name]
    path = tmp_path / "export.zip"
    path.write_bytes(exported.files[archive(exported)])
    assert verify(path).good
    assert await world.posts() == await world.posts(world.news)


@pytest.mark.full
async def test_the_spreadsheet_has_a_sheet_for_each_table_and_a_picture_with_the_goal(
    world: World, language: str
) -> None:
    demand = await open_demand(world)
    async with world.app.database.write() as session:
        (await session.get_one(Demand, demand.id)).goal = 50
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    exported = await world.slash(world.organiser, "organise export")
    book = opened(exported.files["tocsin.xlsx"])
    sheet = book["xl/worksheets/sheet1.xml"].decode()
    assert f"<t>{TEXTS[language]['title']}</t>" in sheet
    assert "<v>2</v>" in sheet, "a number is a number"
    assert b'name="versions"' in book["xl/workbook.xml"]
    assert f'name="1 {demand.slug}"'[:33].encode() in book["xl/workbook.xml"]
    chart = book["xl/charts/chart1.xml"].decode()
    counts, goal = {"en": ("counts", "goal"), "fr": ("décomptes", "objectif")}[language]
    assert f"{counts}!$G$2" in chart.replace("'", "")
    assert f"{counts}!$H$2" in chart.replace("'", ""), "the goal"
    assert f"<c:v>{goal}</c:v>" in chart
    page = exported.files[f"page-{demand.slug}.pdf"]
    assert page.startswith(b"%PDF-")
    assert page.count(b"/FontFile2"), "its fonts are in it"
    assert page.count(b"/Type /Page ") == 1


@pytest.mark.full
async def test_an_export_is_in_the_chosen_language_or_that_of_the_posts(world: World, language: str) -> None:
    other = {"en": "fr", "fr": "en"}[language]
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    await published(world, demand)
    for chosen, expected in (({}, language), ({"language": other}, other)):
        exported = await world.slash(world.organiser, "organise export", **chosen)
        found = contents(exported)
        assert found["README.txt"].decode().strip() == readme(world, found, texts_of(world, expected))
        assert rows(found["counts.csv"])[0]["title"] == TEXTS[expected]["title"]


async def test_no_file_names_a_member(world: World) -> None:
    demand = await open_demand(world)
    members = (world.alice, world.bob)
    for member in members:
        await sign(world, member, demand)
    await published(world, demand)
    exported = await world.slash(world.organiser, "organise export")
    found = contents(exported)
    parts = [*found.values(), *opened(found["tocsin.xlsx"]).values(), sent_text(exported).encode()]
    for member in (*members, world.organiser):
        reference = await world.app.keys.reference(demand.id, member.id)
        assert reference is not None
        for secret in (str(member.id), member.name, reference.hex()):
            assert secret.encode() not in b"".join(parts)


class StandingClock(WorldClock):
    """Shows the same moment, however long a command takes: the timer of its deferral moves other clocks."""

    def advance(self, seconds: float) -> None:
        self.elapsed += seconds


@pytest.mark.full
async def test_unpublished_signatures_do_not_change_an_export(language: str) -> None:
    async with World(language=language, publication=SOON, clock=StandingClock()) as world:
        demand = await open_demand(world)
        before = contents(await world.slash(world.organiser, "organise export"))
        await sign(world, world.alice, demand)
        after = contents(await world.slash(world.organiser, "organise export"))
    assert {name for name in before if before[name] != after[name]} == {"manifest.json", "manifest.sig"}
    manifests = [json.loads(found["manifest.json"]) for found in (before, after)]
    first, second = (manifest.pop("audit")["entries"] for manifest in manifests)
    assert second == first + 1, "it is on record"
    assert manifests[0] == manifests[1]


@pytest.mark.full
async def test_files_too_large_to_attach_are_only_in_the_archive(world: World, language: str) -> None:
    await open_demand(world)
    whole = await world.slash(world.organiser, "organise export")
    world.simulation.file_limit = len(whole.files[archive(whole)]) + 100
    exported = await world.slash(world.organiser, "organise export")
    assert list(exported.files) == [archive(exported)]
    assert texts_of(world, language)("export-not-loose") in sent_text(exported)


async def test_an_export_too_large_for_discord_names_the_terminal_command(
    world: World, language: str
) -> None:
    world.simulation.file_limit = 100
    refused = await world.slash(world.organiser, "organise export")
    command = f"tocsin export --server {world.server_id}"
    assert sent_text(refused) == texts_of(world, language)("refusal-export-too-big", command=command)
    assert refused.files == {}
    assert refused.private


async def test_the_files_of_an_empty_server_have_headings(world: World) -> None:
    exported = await world.slash(world.organiser, "organise export")
    assert list(exported.files) == [archive(exported), "tocsin.xlsx"]
    counts = contents(exported)["counts.csv"]
    assert rows(counts) == []
    assert counts.decode("utf-8-sig").startswith("demand,")
