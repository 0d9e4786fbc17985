"""A campaign file that is written from a server sets up the same in an empty one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from sqlalchemy import update

from bot.audit import Audit
from bot.campaign import Campaign, CampaignError, CampaignExport, parse
from bot.campaign.export import to_toml
from bot.campaign.facts import FactSource
from bot.campaign.model import (
    FORMAT,
    PlannedDemand,
    PlannedFact,
    PlannedUnit,
    PlannedWatch,
    PlannedWord,
)
from bot.common.text import one_line, paragraphs
from bot.contracts.short_names import SHORT_LENGTH
from bot.contracts.sources.registry import every_policy
from bot.contracts.watches.service import Watches
from bot.keystore.keyring import Keys
from bot.petitions.counts.units import Units, token
from bot.petitions.demands.service import MAX_DEMANDS
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import Demand, Fact
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.hostile_texts import TEXTS, texts
from tests.support.sentences import apply

pytestmark = pytest.mark.storage

HERE, EMPTY, ORGANISER = 7, 8, 99
SHIPPED = Path(__file__).parents[2] / "campaigns" / "capgemini-ice.toml"
WHOLE = Campaign(
    title="All of it",
    language="fr",
    privacy={"controller": 'The "union" \\ of it', "contact": "a@b.example", "recipients": "[officers]"},
    retention_months=12,
    watches=(
        PlannedWatch(
            "All keys",
            "usaspending",
            {
                "suppliers": ['ACME "X"'],
                "agencies": ["ICE", {"name": "Office", "toptier": "Department"}],
                "keywords": ["skip tracing"],
            },
        ),
        PlannedWatch("TED", "ted", {"suppliers": ["acme"], "countries": ["FRA"]}),
        PlannedWatch("BOAMP", "boamp", {"buyers": ["Ministère"], "words": ["biométrie"]}),
        PlannedWatch("DECP", "decp", {"suppliers": ["123456789"]}),
        PlannedWatch("APProch", "approch", {"buyers": ["110014016"], "words": ["biométrie"]}),
        PlannedWatch("SAM", "sam", {"buyers": ["ICE"], "words": ["skip tracing"]}),
        PlannedWatch("OCDS", "ocds", {"file": "council.json", "words": ["school"]}),
        PlannedWatch("Feed", "feed", {"address": "https://watchdog.example/feed.xml", "words": ["acme"]}),
        PlannedWatch("Page", "page", {"address": "https://acme.example/work"}),
    ),
    units=(PlannedUnit("paris", {"fr": "Siège de « Paris »", "en": "Paris"}, 420),),
    names={"U.S. Immigration and Customs Enforcement": "ICE", "UEI DR6MQ56MGFA5": 'Cap "C"'},
    words=(PlannedWord("cse", {"fr": {"word": "CSE", "meaning": "Élu."}}),),
    facts=(
        PlannedFact(
            "order",
            "disputed",
            date(2026, 1, 31),
            {"en": {"title": "An order", "body": 'First.\n\nSecond """ and \\ last.'}},
            (
                FactSource({"en": "A", "fr": "B"}, "C", "2026-01-31", "https://a.example/?q=%22#x"),
                FactSource("D", {"fr": "E"}, "2026-01"),
                FactSource("F", "G"),
            ),
            ("2026-É 1", "70CDCR26FR0000024"),
        ),
        PlannedFact(
            "b", "stated", date(2026, 2, 1), {"fr": {"title": "B", "body": "B"}}, (FactSource("D", "E"),)
        ),
    ),
    demands=(
        PlannedDemand("halt", {"en": {"title": "Halt", "body": "Halt\n\tit."}}, date(2026, 12, 31)),
        PlannedDemand("more", {"fr": {"title": "Plus", "body": "Encore."}}, None),
        PlannedDemand(
            "soon",
            {"fr": {"title": "Vite", "body": "Vite."}},
            datetime(2026, 12, 31, 18, 0, tzinfo=ZoneInfo("Europe/Paris")),
            350,
            "Europe/Paris",
        ),
    ),
)


@pytest.fixture
def load(database: Database, clock: MovableClock, audit: Audit) -> Callable[..., object]:
    sources = every_policy(lambda address: address)
    servers = Servers(database, clock, Texts.load(), audit=audit)
    watches = Watches(database, sources, clock, audit=audit)  # type: ignore[arg-type]

    async def loading(campaign: Campaign, server_id: int) -> list[str]:
        return await apply(
            campaign,
            server_id,
            servers=servers,
            watches=watches,
            database=database,
            clock=clock,
            audit=audit,
        )

    return loading


@pytest.fixture
async def audit(database: Database, clock: MovableClock, tmp_path: Path) -> Audit:
    return Audit(database, clock, await Keys.open(tmp_path / "keys", database, clock))


@pytest.fixture
def exporting(database: Database, clock: MovableClock, audit: Audit) -> CampaignExport:
    return CampaignExport(database, Servers(database, clock, Texts.load(), audit=audit), audit)


def test_a_written_campaign_is_read_back_as_it_was() -> None:
    assert parse(to_toml(WHOLE)) == WHOLE


def test_the_shipped_campaign_survives_writing() -> None:
    shipped = parse(SHIPPED.read_text(encoding="utf-8"))
    assert parse(to_toml(shipped)) == shipped


def test_a_campaign_without_anything_is_written_and_read() -> None:
    empty = Campaign("A campaign", "en", {}, (), (), ())
    assert parse(to_toml(empty)) == empty


@pytest.mark.parametrize("mark", ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_no_mark_of_direction_hides_what_a_file_says(mark: str) -> None:
    text = {"en": {"title": f"a{mark}b", "body": "x"}}
    written = to_toml(replace(WHOLE, demands=(PlannedDemand("a", text, None),)))
    assert mark not in written
    assert parse(written).demands[0].texts == text


@pytest.mark.parametrize("hostile", TEXTS)
def test_hostile_texts_survive_writing(hostile: str) -> None:
    assert_survives(hostile, hostile)


@given(texts, texts)
def test_any_text_survives_writing(title: str, body: str) -> None:
    assert_survives(title, body)


def assert_survives(title: str, body: str) -> None:
    title, body = one_line(title)[:60].strip() or "x", paragraphs(body)[:1500].strip() or "x"
    text = {"en": {"title": title, "body": body}}
    source = FactSource(title, {"en": title, "fr": title})
    campaign = replace(
        WHOLE,
        title=title,
        privacy={"controller": title},
        facts=(PlannedFact("a", "stated", date(2026, 1, 1), text, (source,)),),
        demands=(PlannedDemand("a", text, None),),
        units=(PlannedUnit("a", {"en": title}, 1),),
        names={f"a {title}": title[:SHORT_LENGTH].strip()},
        words=(PlannedWord("a", {"en": {"word": title, "meaning": title}}),),
    )
    assert parse(to_toml(campaign)) == campaign


def test_directions_of_writing_are_visible_in_the_file() -> None:
    written = to_toml(replace(WHOLE, title="a\u202eb\u2066c"))
    assert "\u202e" not in written
    assert "\\u202e" in written


async def test_a_server_and_the_one_its_file_was_loaded_into_are_alike(
    load: Callable[..., object], exporting: CampaignExport
) -> None:
    await load(WHOLE, HERE)  # type: ignore[misc]
    written = await exporting.write(HERE, by=ORGANISER)
    lines = await load(parse(written), EMPTY)  # type: ignore[misc]
    assert not any("left" in str(line) for line in lines)
    first, second = await exporting.read(HERE), await exporting.read(EMPTY)
    titles = [f'title = "Server {server}"' for server in (HERE, EMPTY)]
    assert written.replace(*titles) == await exporting.write(EMPTY), "languages keep their order, too"
    assert replace(first, title="") == replace(second, title="") == replace(WHOLE, title="")
    again = await load(parse(written), HERE)  # type: ignore[misc]
    assert "facts: 0 added, 0 updated, 2 unchanged." in again
    assert "words: 0 added, 0 updated, 1 unchanged." in again
    assert "short names: 0 set, 2 unchanged." in again


@pytest.mark.full
async def test_a_file_holds_as_much_as_a_server_can(
    load: Callable[..., object], exporting: CampaignExport, database: Database, clock: MovableClock
) -> None:
    watches = Watches(database, every_policy(lambda address: address), clock)  # type: ignore[arg-type]
    for name in ("ACME", "Acme"):
        await watches.add(HERE, name, "boamp", {"suppliers": [name]})
    async with database.write() as session:
        for number in range(MAX_DEMANDS):
            text = {"en": {"title": f"Demand {number}", "body": "x"}}
            session.add(
                Demand(server_id=HERE, slug=f"d-{number}", texts=text, created_at=clock(), state="draft")
            )
    await load(parse(await exporting.write(HERE)), EMPTY)  # type: ignore[misc]
    there = await exporting.read(EMPTY)
    assert (len(there.watches), len(there.demands)) == (2, MAX_DEMANDS)


async def test_an_export_is_on_record(
    load: Callable[..., object], exporting: CampaignExport, audit: Audit
) -> None:
    await load(WHOLE, HERE)  # type: ignore[misc]
    await exporting.write(HERE, by=ORGANISER)
    act = (await audit.page(HERE)).items[0]
    assert (act.act, act.actor, act.subject) == ("campaign-export", ORGANISER, "campaign")


def test_a_file_of_a_newer_version_is_refused_with_one_sentence() -> None:
    newer = (
        to_toml(WHOLE).replace(f"format = {FORMAT}", f"format = {FORMAT + 1}") + '\n[[tune]]\nname = "x"\n'
    )
    with pytest.raises(CampaignError) as refused:
        parse(newer)
    (fault,) = map(str, refused.value.faults)
    assert "newer version of Tocsin" in fault
    assert "Nothing was changed" in fault


@pytest.mark.parametrize("written", ['"1"', "0", "true", "1.5"])
def test_a_format_that_is_no_number_is_a_fault(written: str) -> None:
    with pytest.raises(CampaignError) as refused:
        parse(f'title = "A"\nlanguage = "en"\nformat = {written}\n')
    assert "format is" in str(refused.value.faults[0])


async def test_a_site_is_written_as_it_stands_until_its_change_is_confirmed(
    load: Callable[..., object],
    exporting: CampaignExport,
    database: Database,
    clock: MovableClock,
    audit: Audit,
) -> None:
    await load(WHOLE, HERE)  # type: ignore[misc]
    units = Units(database, clock, audit=audit)
    (unit,) = await units.list(HERE)
    assert unit.proposal is not None
    await units.confirm(HERE, unit.id, token(unit.proposal), by=ORGANISER)
    await units.edit(HERE, unit.id, size=unit.size + 80, by=ORGANISER)
    assert (await exporting.read(HERE)).units == WHOLE.units


async def test_retired_facts_and_archived_demands_are_left_out(
    load: Callable[..., object], exporting: CampaignExport, database: Database, clock: MovableClock
) -> None:
    await load(WHOLE, HERE)  # type: ignore[misc]
    async with database.write() as session:
        await session.execute(update(Fact).where(Fact.slug == "order").values(retired_at=clock()))
        await session.execute(update(Demand).where(Demand.slug == "halt").values(archived_at=clock()))
    found = await exporting.read(HERE)
    assert [fact.slug for fact in found.facts] == ["b"]
    assert [demand.slug for demand in found.demands] == ["more", "soon"]
