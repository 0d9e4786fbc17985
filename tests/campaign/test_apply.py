"""Loading of a campaign file into a server: the changes, the parts left alone, and a second load."""

import asyncio
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select, update

from bot.audit import Act, Audit
from bot.campaign import Campaign, parse
from bot.campaign.facts import Facts, FactView
from bot.campaign.facts.checks import FactInput
from bot.campaign.model import PlannedWatch
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.usaspending.source import Usaspending
from bot.contracts.watches.service import MAX_WATCHES, Watches
from bot.keystore.keyring import Keys
from bot.servers.settings import Privacy, Servers
from bot.storage import Database
from bot.storage.models import Demand, FactContract, Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.sentences import apply

pytestmark = pytest.mark.storage

in_english = Texts.load().of("en").day

SERVER = 7
SHIPPED = Path(__file__).parents[2] / "campaigns" / "capgemini-ice.toml"

FILE = """
title = "A campaign"
language = "fr"

[privacy]
controller = "[who keeps the data]"
contact = "union@example.org"

[[watch]]
name = "The supplier"
source = "usaspending"
suppliers = ["ACME"]

[[fact]]
slug = "order"
state = "confirmed"
checked = 2026-01-31
en = { title = "The order", body = "It was placed." }
source = [{ title = "A record", publisher = "A registry" }]

[[fact]]
slug = "bonus"
state = "disputed"
checked = 2026-01-31
en = { title = "The bonus", body = "It is a ceiling." }
source = [{ title = "An article", publisher = "A newspaper", date = "2026-01" }]

[[demand]]
slug = "halt"
closes = 2026-12-31
en = { title = "Halt", body = "Halt it." }
fr = { title = "Arrêt", body = "Arrêtez." }
"""


@dataclass
class Loader:
    """A server, and everything needed to load a campaign file into it."""

    database: Database
    clock: MovableClock

    audit: Audit

    def __post_init__(self) -> None:
        self.servers = Servers(self.database, self.clock, Texts.load(), audit=self.audit)
        sources = {"usaspending": Usaspending(cast(SourceHttp, None), "", self.clock)}
        self.watches = Watches(self.database, sources, self.clock, audit=self.audit)

    async def load(self, campaign: Campaign | str) -> list[str]:
        """Load the file; return the output without the heading."""
        if isinstance(campaign, str):
            campaign = parse(campaign, clock=self.clock)
        heading, *lines = await apply(
            campaign,
            SERVER,
            servers=self.servers,
            watches=self.watches,
            database=self.database,
            clock=self.clock,
            audit=self.audit,
        )
        assert str(heading) == f"{campaign.title}: into server {SERVER}."
        return list(map(str, lines))

    async def facts(self) -> tuple[FactView, ...]:
        return (await Facts(self.database, self.clock).page(SERVER, limit=100)).items

    async def demands(self) -> list[Demand]:
        async with self.database.read() as session:
            return list(await session.scalars(select(Demand).order_by(Demand.id)))


@pytest.fixture
async def loader(database: Database, clock: MovableClock, tmp_path: Path) -> Loader:
    keys = await Keys.open(tmp_path / "keys", database, clock)
    return Loader(database, clock, Audit(database, clock, keys))


async def test_a_file_is_loaded_into_an_unknown_server(loader: Loader) -> None:
    assert await loader.load(FILE) == [
        "privacy: filled in contact.",
        "privacy: examples put in for controller: organisers replace them with /organise do:settings privacy "
        "before a demand can open.",
        "privacy: to be filled in before a demand can open: recipients, retention_months.",
        "facts: 2 added, 0 updated, 0 unchanged.",
        "watches: 1 added, 0 updated, 0 unchanged.",
        "demands: 1 added, 0 updated, 0 unchanged.",
    ]
    settings = await loader.servers.get(SERVER)
    assert (settings.language, settings.privacy.contact) == ("fr", "union@example.org")
    order, bonus = await loader.facts()
    assert (order.slug, order.state, order.checked_on) == ("order", "confirmed", date(2026, 1, 31))
    assert (bonus.slug, bonus.sources[0].date) == ("bonus", "2026-01")
    (watch,) = await loader.watches.list(SERVER)
    assert (watch.name, watch.query) == ("The supplier", {"suppliers": ["ACME"]})
    (demand,) = await loader.demands()
    assert (demand.slug, demand.state) == ("halt", "draft")
    assert demand.texts["fr"] == {"title": "Arrêt", "body": "Arrêtez."}
    assert demand.closes_at == datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)


async def test_loading_again_changes_nothing(loader: Loader) -> None:
    await loader.load(FILE)
    before = (await loader.facts(), await loader.watches.list(SERVER), await loader.servers.get(SERVER))
    loader.clock.move(days=1)
    assert await loader.load(FILE) == [
        "privacy: to be filled in before a demand can open: controller, recipients, retention_months.",
        "facts: 0 added, 0 updated, 2 unchanged.",
        "watches: 0 added, 0 updated, 1 unchanged.",
        "demands: 0 added, 0 updated, 1 unchanged.",
    ]
    assert before == (
        await loader.facts(),
        await loader.watches.list(SERVER),
        await loader.servers.get(SERVER),
    )


async def test_loading_the_shipped_campaign_again_changes_nothing(loader: Loader) -> None:
    loader.clock.now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    shipped = SHIPPED.read_text(encoding="utf-8")
    count = len(parse(shipped, clock=loader.clock).facts)
    first = await loader.load(shipped)
    assert [line for line in first if line.startswith("privacy: ")] == [
        "privacy: keys of demands are kept 12 months after signing ends.",
        "privacy: examples put in for controller, contact, recipients: organisers replace them with "
        "/organise do:settings privacy before a demand can open.",
    ]
    assert f"facts: {count} added, 0 updated, 0 unchanged." in first
    assert await loader.load(shipped) == [
        "privacy: to be filled in before a demand can open: controller, contact, recipients.",
        "short names: 0 set, 2 unchanged.",
        f"facts: 0 added, 0 updated, {count} unchanged.",
        "contracts that facts name, and that no watch here has found yet: 70CDCR26D00000015, "
        "70CDCR26FR0000024. Each is linked once a watch finds it; until then, nobody is told when "
        "it changes.",
        "words: 0 added, 0 updated, 1 unchanged.",
        "watches: 0 added, 0 updated, 1 unchanged.",
        "demands: 0 added, 0 updated, 1 unchanged.",
    ]


async def test_a_changed_fact_is_updated_and_keeps_its_id(loader: Loader) -> None:
    await loader.load(FILE)
    order, bonus = await loader.facts()
    lines = await loader.load(FILE.replace("It was placed.", "It was placed in December."))
    assert "facts: 0 added, 1 updated, 1 unchanged." in lines
    changed, same = await loader.facts()
    (before,) = changed.earlier
    assert (before.state, before.texts) == (order.state, order.texts)
    assert changed == replace(
        order,
        texts={"en": {"title": "The order", "body": "It was placed in December."}},
        earlier=changed.earlier,
    )
    assert same == bonus


async def test_a_source_named_in_each_language_is_stored_and_no_change_the_second_time(
    loader: Loader,
) -> None:
    file = FILE.replace('"A newspaper"', '{ en = "A newspaper", fr = "Un journal" }')
    assert "facts: 2 added, 0 updated, 0 unchanged." in await loader.load(file)
    assert (await loader.facts())[1].sources[0].publisher == {"en": "A newspaper", "fr": "Un journal"}
    assert "facts: 0 added, 0 updated, 2 unchanged." in await loader.load(file)
    changed = file.replace("Un journal", "Un quotidien")
    assert "facts: 0 added, 1 updated, 1 unchanged." in await loader.load(changed)


async def test_a_fact_that_is_no_longer_in_the_file_stays_and_is_named(loader: Loader) -> None:
    await loader.load(FILE)
    without = FILE.replace('slug = "bonus"', 'slug = "other"')
    lines = await loader.load(without)
    assert "facts: 1 added, 0 updated, 1 unchanged." in lines
    assert "fact 'bonus': not changed: it is not in this file." in lines
    assert {fact.slug for fact in await loader.facts()} == {"order", "bonus", "other"}


async def test_a_watch_with_another_query_starts_again(loader: Loader) -> None:
    await loader.load(FILE)
    (before,) = await loader.watches.list(SERVER)
    lines = await loader.load(FILE.replace('["ACME"]', '["ACME", "BRAND"]'))
    assert "watches: 0 added, 1 updated, 0 unchanged." in lines
    assert "watch 'The supplier': it now looks for something else and begins with a new digest." in lines
    (after,) = await loader.watches.list(SERVER)
    assert (after.id != before.id, after.query) == (True, {"suppliers": ["ACME", "BRAND"]})


async def test_a_watch_added_by_organisers_stays(loader: Loader) -> None:
    await loader.load(FILE)
    await loader.watches.add(SERVER, "Ours", "usaspending", {"keywords": ["skip tracing"]})
    assert "watch 'Ours': not changed: it is not in this file." in await loader.load(FILE)
    assert {watch.name for watch in await loader.watches.list(SERVER)} == {"The supplier", "Ours"}


async def test_a_watch_above_the_limit_is_reported_and_the_rest_is_loaded(loader: Loader) -> None:
    for number in range(MAX_WATCHES):
        await loader.watches.add(SERVER, f"Watch {number}", "usaspending", {"suppliers": [f"S{number}"]})
    lines = await loader.load(FILE)
    assert (
        f"watch 'The supplier': not added: the server has {MAX_WATCHES} watches already; "
        "remove one and load the file again."
    ) in lines
    assert "demands: 1 added, 0 updated, 0 unchanged." in lines


async def test_the_text_of_a_draft_is_updated(loader: Loader) -> None:
    await loader.load(FILE)
    lines = await loader.load(FILE.replace("Halt it.", "Halt it now.").replace("closes = 2026-12-31\n", ""))
    assert "demands: 0 added, 1 updated, 0 unchanged." in lines
    (demand,) = await loader.demands()
    assert demand.texts["en"]["body"] == "Halt it now."
    assert demand.closes_at is not None, "a deadline that the file does not give stays"


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_the_text_of_an_opened_demand_never_changes(loader: Loader, state: str) -> None:
    await loader.load(FILE)
    async with loader.database.write() as session:
        await session.execute(update(Demand).values(state=state))
    (before,) = await loader.demands()
    lines = await loader.load(FILE.replace("Halt it.", "Halt it now."))
    told = (
        f"demand 'halt': not changed: it is {state}, and what members signed does not change. "
        "To ask for something else, give it another slug."
    )
    assert told in lines
    (after,) = await loader.demands()
    assert (after.texts, after.version) == (before.texts, before.version)
    assert "demands: 0 added, 0 updated, 1 unchanged." in await loader.load(FILE)


@pytest.mark.both_engines
async def test_a_load_and_a_change_of_privacy_settings_wait_for_each_other(loader: Loader) -> None:
    await loader.load(FILE)
    async with loader.database.write() as session:  # as ``Servers.update`` does it
        await session.execute(select(Server).with_for_update())
        loading = asyncio.create_task(loader.load(FILE.replace('slug = "halt"', 'slug = "halt-now"')))
        await asyncio.sleep(0.3)
        assert not loading.done()
        await session.execute(update(Demand).values(version=2))
    assert "demands: 1 added, 0 updated, 0 unchanged." in await loading


async def test_settings_of_organisers_are_not_overwritten(loader: Loader) -> None:
    await loader.servers.ensure(SERVER, language="en")
    await loader.servers.update(SERVER, privacy=Privacy(controller="CGT", contact="[a contact]"))
    lines = await loader.load(FILE.replace('"[who keeps the data]"', '"Somebody else"'))
    assert "language: not changed: the server's is en, the file's fr." in lines
    assert "privacy: filled in contact." in lines
    assert "privacy: not changed, since the organisers filled it in: controller." in lines
    settings = await loader.servers.get(SERVER)
    assert settings.language == "en"
    assert (settings.privacy.controller, settings.privacy.contact) == ("CGT", "union@example.org")


async def test_an_interrupted_load_is_completed_by_the_next(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(loader.watches, "add", broken)
        with pytest.raises(ConnectionError):
            await loader.load(FILE)
    assert (len(await loader.facts()), len(await loader.demands())) == (2, 0)
    assert await loader.load(FILE) == [
        "privacy: to be filled in before a demand can open: controller, recipients, retention_months.",
        "facts: 0 added, 0 updated, 2 unchanged.",
        "watches: 1 added, 0 updated, 0 unchanged.",
        "demands: 1 added, 0 updated, 0 unchanged.",
    ]


async def test_an_empty_campaign_mentions_no_absent_parts(loader: Loader) -> None:
    empty = Campaign("Empty", "en", {}, (), (), ())
    assert await loader.load(empty) == [
        "privacy: to be filled in before a demand can open: controller, contact, recipients, "
        "retention_months."
    ]
    assert (await loader.servers.get(SERVER)).language == "en"


async def test_all_changes_are_recorded_as_acts_of_the_steward(loader: Loader) -> None:
    unit = '[[unit]]\nslug = "paris"\nsize = 420\nen = "Paris"\n'

    async def new(since: int) -> list[Act]:
        page = await loader.audit.page(SERVER, limit=100)
        return [act for act in reversed(page.items) if act.number > since]

    await loader.load(FILE + unit)
    acts = await new(0)
    (draft,) = await loader.demands()
    assert [(act.act, act.by) for act in acts] == [
        ("settings", "steward"),
        ("fact-add", "steward"),
        ("fact-add", "steward"),
        ("watch-add", "steward"),
        ("unit-add", "steward"),
        ("demand-create", "steward"),
    ]
    assert acts[1].subject == "fact:order"
    assert acts[1].names == {"en": "The order"}
    assert acts[1].after is not None
    assert (acts[1].after["checked_on"], acts[1].after["state"]) == ("2026-01-31", "confirmed")
    assert acts[4].after == {"names": {"en": "Paris"}, "size": 420}
    assert acts[5].subject == f"demand:{draft.id}"
    assert acts[5].after is not None
    assert acts[5].after["closes_at"].startswith("2026-12-31")
    await loader.load(FILE + unit)
    assert await new(6) == [], "nothing changed"
    await loader.load(
        (FILE + unit)
        .replace("It is a ceiling.", "It is no more than a ceiling.")
        .replace("size = 420", "size = 400")
        .replace("2026-12-31", "2026-11-30")
        .replace("ACME", "BRAND")
    )
    acts = await new(6)
    assert [(act.act, act.subject) for act in acts if not act.act.startswith("watch")] == [
        ("fact-edit", "fact:bonus"),
        ("unit-edit", acts[-2].subject),
        ("demand-edit", f"demand:{draft.id}"),
    ]
    assert (acts[-2].before, acts[-2].after) == ({"size": 420}, {"size": 400})
    assert list(acts[-1].after or {}) == ["closes_at"]
    assert list(acts[0].before or {}) == ["texts"]
    assert await loader.audit.verify() == []


async def test_a_campaign_is_loaded_into_one_server_only(loader: Loader) -> None:
    await loader.load(FILE)
    other = replace(
        parse(FILE, clock=loader.clock),
        facts=(),
        watches=(PlannedWatch("Another", "usaspending", {"suppliers": ["BRAND"]}),),
    )
    lines = await apply(
        other,
        8,
        servers=loader.servers,
        watches=loader.watches,
        database=loader.database,
        clock=loader.clock,
        audit=loader.audit,
    )
    assert not any("not changed" in line for line in lines)
    assert len(await loader.facts()) == 2
    assert [watch.name for watch in await loader.watches.list(SERVER)] == ["The supplier"]


async def test_a_fact_that_was_changed_in_discord_stands_until_the_file_was_checked_later(
    loader: Loader,
) -> None:
    await loader.load(FILE)
    facts = Facts(loader.database, loader.clock, audit=loader.audit)
    order = (await loader.facts())[0]
    day = loader.clock().date()
    typed = FactInput(
        language="en", title="Our order", body="Placed.", state="stated", checked_on=day, sources=None
    )
    await facts.edit(SERVER, order.id, typed, by=99)
    lines = await loader.load(FILE)
    assert (
        "fact 'order': not changed: it was changed in Discord and differs in: state, text, day of the check. "
        f"To load the file's, give it a checked day after {day}."
    ) in lines
    assert "facts: 0 added, 0 updated, 1 unchanged." in lines
    same_day = await loader.load(FILE.replace("checked = 2026-01-31", f"checked = {day}", 1))
    assert [line for line in same_day if line.startswith("fact 'order': not changed: ")]
    assert (await loader.facts())[0].texts["en"]["title"] == "Our order"
    loader.clock.move(days=2)
    later = FILE.replace("checked = 2026-01-31", f"checked = {day + timedelta(days=1)}", 1)
    lines = await loader.load(later)
    assert (
        "fact 'order': replaced by the file's, which was checked later "
        f"({day + timedelta(days=1)}, in Discord {day}): it was changed in Discord and differs in: state, "
        "text, day of the check. What it said is in /organise do:audit."
    ) in lines
    assert (await loader.facts())[0].texts["en"]["title"] == "The order"
    (act,) = [act for act in (await loader.audit.page(SERVER)).items if act.act == "fact-edit"][:1]
    assert act.before is not None
    assert act.before["texts"]["en"]["title"] == "Our order"
    corrected = later.replace("It was placed.", "It was placed in Paris.")
    assert not [line for line in await loader.load(corrected) if line.startswith("fact 'order'")]


async def test_a_fact_on_which_file_and_discord_agree_follows_the_file_again(loader: Loader) -> None:
    await loader.load(FILE)
    order, day = (await loader.facts())[0], loader.clock().date()
    typed = FactInput(
        language="en", title="Our order", body="Placed.", state="confirmed", checked_on=day, sources=None
    )
    await Facts(loader.database, loader.clock).edit(SERVER, order.id, typed, by=99)
    agreed = FILE.replace("checked = 2026-01-31", f"checked = {day}", 1)
    agreed = agreed.replace("The order", "Our order").replace("It was placed.", "Placed.")
    for file in (agreed, agreed.replace("Placed.", "Placed in Paris.")):
        assert not [line for line in await loader.load(file) if line.startswith("fact 'order'")]
    assert (await loader.facts())[0].texts["en"]["body"] == "Placed in Paris."


async def test_a_fact_that_was_retired_in_discord_stays_so_until_the_file_was_checked_later(
    loader: Loader,
) -> None:
    await loader.load(FILE)
    order = (await loader.facts())[0]
    await Facts(loader.database, loader.clock).retire(SERVER, order.id, by=99)
    day = loader.clock().date()
    written = in_english(day)
    assert (
        f"fact 'order': left out: it was retired in Discord on {written}. To show it again, bring it back "
        "there, or give it a later checked day in the file."
    ) in await loader.load(FILE)
    assert [fact.slug for fact in await loader.facts()] == ["bonus"]
    loader.clock.move(days=2)
    later = FILE.replace("checked = 2026-01-31", f"checked = {day + timedelta(days=1)}", 1)
    assert (
        f"fact 'order': shown again: it was retired in Discord on {written}, the file's was checked later."
    ) in await loader.load(later)
    assert [fact.slug for fact in await loader.facts()] == ["order", "bonus"]


async def test_facts_and_words_above_the_limit_are_named_and_the_rest_is_loaded(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.campaign.apply_texts.MAX_FACTS", 1)
    monkeypatch.setattr("bot.campaign.apply_texts.MAX_WORDS", 1)
    word = '[[word]]\nslug = "{}"\nen = {{ word = "{}", meaning = "x" }}\n'
    lines = await loader.load(FILE + word.format("a", "a") + word.format("b", "b"))
    told = "not added: the server has 1 {}s already; {} one and load the file again."
    assert f"fact 'bonus': {told.format('fact', 'retire')}" in lines
    assert f"word 'b': {told.format('word', 'remove')}" in lines
    assert "facts: 1 added, 0 updated, 0 unchanged." in lines
    assert "words: 1 added, 0 updated, 0 unchanged." in lines
    assert "demands: 1 added, 0 updated, 0 unchanged." in lines


async def test_names_sites_and_demands_above_the_limit_are_named_and_nothing_stops_half_way(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.contracts.short_names.MAX_SHORT_NAMES", 1)
    for name in ("MAX_UNITS", "MAX_DEMANDS"):
        monkeypatch.setattr(sys.modules["bot.campaign.apply"], name, 1)
    names = '[names]\n"ACME Corp" = "ACME"\n"Agency" = "A"\n'
    site = '[[unit]]\nslug = "{}"\nsize = 20\nen = "{}"\n'
    demand = '[[demand]]\nslug = "more"\nen = { title = "More", body = "More of it." }\n'
    sites = site.format("a", "A") + site.format("b", "B")
    lines = await loader.load(FILE + demand + sites + names)
    assert (
        "short names: none set: with those of the file the server would have more than 1; remove some and "
        "load the file again."
    ) in lines
    assert "site 'b': not added: the server has 1 sites already; remove one and load the file again." in lines
    assert "demand 'more': not added: the server has 1 demands already." in lines
    for kind in ("watches", "sites", "demands"):
        assert f"{kind}: 1 added, 0 updated, 0 unchanged." in lines
    assert [demand.slug for demand in await loader.demands()] == ["halt"]


async def test_a_word_is_as_in_the_file_and_what_was_there_is_on_record(loader: Loader) -> None:
    word = '[[word]]\nslug = "cse"\nen = { word = "CSE", meaning = "A works council." }\n'
    assert "words: 1 added, 0 updated, 0 unchanged." in await loader.load(FILE + word)
    lines = await loader.load(FILE + word.replace("A works", "An elected works"))
    assert "words: 0 added, 1 updated, 0 unchanged." in lines
    assert "word 'cse': as in the file now. What it said is in /organise do:audit." in lines
    assert "word 'cse': not changed: it is not in this file." in await loader.load(FILE)


NAMING = FILE.replace("checked = 2026-01-31", 'checked = 2026-01-31\ncontracts = ["A-1", "B-2", "a-1"]', 1)


async def test_contracts_that_a_fact_names_wait_for_their_watch_and_are_told_of(loader: Loader) -> None:
    told = (
        "contracts that facts name, and that no watch here has found yet: A-1, B-2. Each is linked once a "
        "watch finds it; until then, nobody is told when it changes."
    )
    for counts in ("2 added, 0 updated, 0 unchanged", "0 added, 0 updated, 2 unchanged"):
        lines = await loader.load(NAMING)
        assert told in lines
        assert f"facts: {counts}." in lines
    assert "facts: 0 added, 0 updated, 2 unchanged." in await loader.load(FILE), "it leaves those named"
    assert [each.number for each in (await loader.facts())[0].contracts] == ["A-1", "B-2"]


async def test_contracts_that_were_taken_off_in_discord_stay_off(loader: Loader) -> None:
    await loader.load(NAMING)
    facts = Facts(loader.database, loader.clock, audit=loader.audit)
    order = (await loader.facts())[0]
    none = FactInput(
        language="en",
        title="The order",
        body="It was placed.",
        state="confirmed",
        checked_on=order.checked_on,
        sources=None,
        contracts=(),
    )
    await facts.edit(SERVER, order.id, none, by=99)
    assert (
        "fact 'order': not changed: it was changed in Discord and differs in: contracts. "
        "To load the file's, give it a checked day after 2026-01-31."
    ) in await loader.load(NAMING)
    assert (await loader.facts())[0].contracts == ()


async def test_a_file_that_was_checked_after_the_contract_changed_clears_the_mark(loader: Loader) -> None:
    await loader.load(NAMING)
    changed = {"change_id": 5, "changed_at": datetime(2026, 2, 1, tzinfo=UTC)}
    async with loader.database.write() as session:
        await session.execute(update(FactContract).where(FactContract.number == "A-1").values(changed))
    await loader.load(NAMING.replace("checked = 2026-01-31", "checked = 2026-02-01", 1))
    assert (await loader.facts())[0].changed_on == date(2026, 2, 1), "perhaps before the change was read"
    await loader.load(NAMING.replace("checked = 2026-01-31", "checked = 2026-02-02", 1))
    assert (await loader.facts())[0].changed_on is None
