"""Campaigns that come with the program: each can be loaded and played, and none is built into the demo."""

import io
import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.demo import DemoError, page, run_page, run_tour
from bot.demo.history import DEFAULT, load_record
from bot.demo.scenario import load_scenario, names
from bot.demo.site import wording
from bot.demo.world import World
from bot.texts import Texts
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.behaviour

ROOT = Path(__file__).parents[2]
SECOND = "verspieren"
ENTRY = SHARED_DATA / "fr" / "decp_tabular_api_page.json"


def words_of_the_first(text: str) -> list[str]:
    """Return the names, numbers and amounts in a text that only the first campaign has."""
    campaign = tomllib.loads((ROOT / "campaigns" / f"{DEFAULT}.toml").read_text(encoding="utf-8"))
    record = load_record(DEFAULT)
    numbers = {award["id"].split("_")[2] for award in record["awards"]}
    watched = {value for watch in campaign["watch"] for value in (*watch["suppliers"], *watch["agencies"])}
    slugs = {one["slug"] for kind in ("fact", "demand") for one in campaign[kind]}
    names = {"Capgemini", "ICE", "USAspending", "CGT", "skip tracing", "USD", "$"}
    words = numbers | watched | slugs | names
    return sorted(word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def test_every_campaign_can_be_played_and_has_facts_with_sources_in_two_languages() -> None:
    files = {path.stem for path in (ROOT / "campaigns").glob("*.toml")}
    assert set(names()) == files == {DEFAULT, SECOND}
    for name in names():
        campaign = load_scenario(name).campaign
        assert campaign.watches
        assert campaign.demands
        assert campaign.facts
        for fact in campaign.facts:
            assert fact.sources, fact.slug
            assert set(fact.texts) == {"en", "fr"}, fact.slug


def test_the_second_campaign_shares_nothing_with_the_first() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "campaigns").glob(f"{SECOND}*/*"))
    text += (ROOT / "campaigns" / f"{SECOND}.toml").read_text(encoding="utf-8")
    assert words_of_the_first(text) == []
    first, second = load_scenario(DEFAULT).campaign, load_scenario(SECOND).campaign
    assert {watch.source for watch in first.watches}.isdisjoint(watch.source for watch in second.watches)
    urls = ({source.url for fact in one.facts for source in fact.sources} - {None} for one in (first, second))
    assert set.isdisjoint(*urls)


def test_facts_of_the_second_campaign_are_in_its_record() -> None:
    (row,) = load_record(SECOND)["rows"]
    facts = {fact.slug: fact.texts["en"]["body"] for fact in load_scenario(SECOND).campaign.facts}
    amount = f"€{Decimal(str(row['montant'])):,}"
    for said in (row["id"], amount, row["acheteur_nom"]):
        assert said in facts["august-contract"]
    assert amount in facts["amount"]


@pytest.mark.skipif(not ENTRY.is_file(), reason="the recorded answers are not at hand")
def test_facts_of_the_second_campaign_are_in_the_entry() -> None:
    (entry,) = json.loads(ENTRY.read_text(encoding="utf-8"))["data"]
    (row,) = load_record(SECOND)["rows"]
    assert row["acheteur_id"] + row["id"] == entry["uid"]
    for ours, theirs in (
        ("acheteur_nom", "acheteur_nom"),
        ("titulaire_denominationsociale_1", "titulaire_nom"),
        ("montant", "montant"),
        ("datenotification", "dateNotification"),
    ):
        assert row[ours] == entry[theirs]
    facts = {fact.slug: fact.texts["en"]["body"] for fact in load_scenario(SECOND).campaign.facts}
    assert f"department {entry['acheteur_departement_code']}" in facts["buyer"]
    assert (entry["montant_rationalise"], entry["montant_anomalie"]) == (entry["montant"], None)
    assert entry["titulaire_categorie"] in facts["mid-sized"]
    assert entry["sourceDataset"] in facts["published-next-day"]


@pytest.mark.full
async def test_the_page_of_the_second_campaign_tells_its_story(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_SECOND_S", 0.05)
    monkeypatch.setattr(page, "page_is_open", lambda preview: True)
    t = Texts.load().of(language)
    written = io.StringIO()

    async def wait_for_the_end(stop: Any, seconds: float) -> None:
        if t("demo-page-told") in written.getvalue():
            stop.set()

    monkeypatch.setattr(page, "_wait", wait_for_the_end)
    assert await run_page(language, campaign=SECOND, console=Console(file=written, width=400)) == 0
    told = written.getvalue()
    demand = load_scenario(SECOND).campaign.demands[0].texts[language]["title"]
    contract, demanded = told.index(t.money(Decimal("63416.05"), "EUR")), told.index(demand)
    assert contract < demanded, "the demand is about what was posted before"
    assert told.count(t("demo-post", channel=t("demo-channel-news"))) == 6, (
        "one of them says that a quarter signed"
    )
    assert words_of_the_first(told) == []


async def test_contracts_of_the_second_campaign_come_from_its_stand_in() -> None:
    scenario = load_scenario(SECOND)
    async with scenario.stand_in() as stand_in, World(source_urls={"decp": stand_in.url}) as world:
        (watch,) = scenario.campaign.watches
        await world.app.watches.add(world.server_id, watch.name, watch.source, watch.query)
        await world.tick()
        (first,) = await world.app.watches.list(world.server_id)
        assert (first.fault, first.last_matched) == (None, 0)
        stand_in.show(1)
        world.clock.move(hours=7)
        await world.tick()
        (later,) = await world.app.watches.list(world.server_id)
        assert (later.fault, later.last_matched) == (None, 1)


async def test_an_unknown_campaign_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(DemoError, match=rf"no campaign “other” .* Choose one of: {DEFAULT}, {SECOND}"):
        await run_tour("en", Path("unused"), campaign="other")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_demo_says_what_its_record_lacks_with_the_true_sum(language: str) -> None:
    """A contract without a total shows none; what is known of it is the sum of its modifications."""
    partial = [
        award["transactions"]
        for award in load_record(DEFAULT)["awards"]
        if "_AWD_" in award["id"] and award.get("obligated", "") is None
    ]
    rows = [row for of_award in partial for row in of_award]
    about, t = load_scenario(DEFAULT).about, Texts.load().of(language)
    assert about is not None
    said = wording(about, t)
    assert len(partial) == 8
    assert {"en": "eight", "fr": "huit"}[language] in said
    assert t.money(sum((Decimal(row["amount"]) for row in rows), Decimal(0)), "USD") in said
    assert min(row["date"] for row in rows).startswith("2020-12")
    assert {"en": "USAspending gives them", "fr": "USAspending les donne"}[language] in said
