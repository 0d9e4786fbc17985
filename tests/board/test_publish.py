"""A board as it is published: what is on it, what never is, and that hostile records stay text."""

import json
import struct
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import etree, html
from sqlalchemy import select, update

from bot.audit import Audit
from bot.board.contents import BoardDemand, BoardReader
from bot.board.demand_parts import publications
from bot.board.markdown import text_of
from bot.board.pages import Pages
from bot.board.publish import Publisher
from bot.campaign.facts.checks import FactInput
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.campaign.facts.views import FactSource
from bot.contracts.ingest.persistence import keep_subcontracts
from bot.contracts.story.under_others import TOPIC, UnderOthersEnquiry
from bot.exports.manifest import fingerprint
from bot.exports.verify import verify
from bot.petitions.counts.ledger import LedgerEntry
from bot.petitions.counts.paper import Paper
from bot.petitions.demands.lifecycle import Lifecycle
from bot.servers.removal import Removals
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Contract, QueryEnquiry, Server, Watch, WatchedContract
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, action, order, vehicle
from tests.support.petition_desk import SERVER, TEXTS, Desk, open_desk
from tests.support.subcontracts import Listing, sub, under
from tests.support.watching import Watching, all_posted

pytestmark = pytest.mark.storage

OTHER = SERVER + 1
RULE = PublicationRule(changes=3, every=timedelta(hours=1), latest=timedelta(hours=2))
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) **b** `c`"
HOSTILE = (f"\u202e\u2066{MARKUP}\u2069 </title></style>{{{{ 7*7 }}}} " * 60)[:5000]


@dataclass
class World:
    """A server with a board, its services, and the folder that it is published to."""

    database: Database
    clock: MovableClock
    desk: Desk
    watching: Watching
    publisher: Publisher
    removals: Removals
    site: Path

    async def publish(self) -> int:
        """Publish; return the number of files that were written anew."""
        return (await self.publisher.publish(self.site)).written

    def pages(self) -> dict[str, html.HtmlElement]:
        """Return every page by its path."""
        root = self.site.resolve()
        return {
            each.relative_to(root).as_posix(): html.fromstring(each.read_bytes())
            for each in sorted(root.rglob("*.html"))
        }

    def text(self) -> str:
        """Return all that is published, but pictures."""
        files = (each for each in sorted(self.site.resolve().rglob("*")) if each.is_file())
        return "\n".join(each.read_text() for each in files if each.suffix != ".png")


@pytest.fixture
async def world(database: Database, clock: MovableClock, tmp_path: Path) -> World:
    texts = Texts.load()
    desk = await open_desk(database, clock, tmp_path / "keys", rule=RULE)
    watching = Watching(database, clock)
    await desk.servers.ensure(SERVER, name="CGT Capgemini", language="en")
    await desk.servers.update(SERVER, channel_id=5)
    async with database.write() as session:
        await session.execute(update(Server).values(board="capgemini"))
    reader = BoardReader(
        database, texts, watching.contracts, Facts(database, clock), Glossary(database, clock)
    )
    publisher = Publisher(database, clock, texts, desk.keys, reader, address="https://board.example/")
    return World(database, clock, desk, watching, publisher, desk.removals, tmp_path / "site")


async def sign(world: World, count: int, first: int = 5_000) -> None:
    """Let members sign the only open demand, and publish the count."""
    (demand,) = await world.desk.demands.list(SERVER)
    for member in range(first, first + count):
        await world.desk.sign(demand, member)
    world.clock.move(hours=3)
    await world.desk.publications.tick()


async def told(world: World) -> None:
    """Let a watch read an order and its vehicle, and then more money on the order."""
    await world.watching.watch(SERVER)
    world.watching.source.show(order(), unmatched=(vehicle(),))
    await world.watching.read()
    base = action("0", "4816782.50", "2025-12-18", None)
    world.watching.source.show(
        order(ORDER, base, action("P00001", "1000000.00", "2026-02-10")), unmatched=(vehicle(),)
    )
    await world.watching.read()
    await all_posted(world.database, world.clock())


async def test_a_board_has_demands_counts_contracts_and_updates_in_each_language(world: World) -> None:
    await world.desk.open_demand()
    await sign(world, 12)
    await told(world)
    await world.publish()
    pages = world.pages()
    english, french = (pages[f"capgemini/{language}/index.html"].text_content() for language in ("en", "fr"))
    assert "Halt all cooperation with ICE" in english
    assert "12 signatures" in english
    assert "$1 million" in english
    assert "Arrêter toute coopération avec ICE" in french
    demand = next(page for path, page in pages.items() if "/en/demands/" in path)
    assert "We ask the group to end these contracts." in demand.text_content()
    assert "members of the Discord server “CGT Capgemini” (identities not checked)" in demand.text_content()
    contract = pages[f"capgemini/en/contracts/usaspending/{ORDER}.html"].text_content()
    assert "$5,816,782.50" in contract
    assert "P00001" in contract
    assert "$365,821,218.75" in contract
    (chart,) = pages[f"capgemini/en/contracts/usaspending/{ORDER}.html"].iter("svg")
    assert "$5,816,782.50 since 10 February 2026" in chart.get("aria-label")


async def test_the_bar_of_a_demand_on_paper_says_the_same_as_the_share_beside_it(world: World) -> None:
    desk = world.desk
    audit = Audit(world.database, world.clock, desk.keys)
    draft = await desk.demands.create(SERVER, TEXTS, signed_by="paper")
    demand = await desk.demands.open(SERVER, draft.id)
    paper = Paper(world.database, world.clock, audit)
    sheet = await paper.enter(SERVER, demand.id, label="Lyon", count=30, scan_sha256="ab" * 32, by=1)
    await paper.confirm(SERVER, sheet.id, by=2)
    await Lifecycle(world.database, world.clock, audit=audit).schedule(SERVER, demand.id, goal=40)
    await world.publish()
    bars = {
        path: (bar.get("value"), bar.get("max"))
        for path, page in world.pages().items()
        for bar in page.xpath("//meter")
        if "75" in bar.getparent().text_content()
    }
    assert set(bars.values()) == {("30", "40")}
    assert any(demand.slug in path for path in bars)


async def test_the_table_of_money_has_no_amount_twice(world: World) -> None:
    """Trap: whoever adds up the column counts the orders of a framework contract twice."""
    await world.desk.open_demand()
    await told(world)
    await world.publish()
    (table,) = world.pages()["capgemini/en/index.html"].iter("table")
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")][1:]
    assert rows == [
        ["70CDCR26FR0000024", "18 December 2025", "$5,816,782.50", ""],
        [
            "Framework contract 70CDCR26D00000015: up to $365,821,218.75 ($5,816,782.50 committed so far)",
            "",
            "",
            "$365,821,218.75",
        ],
    ]


@pytest.mark.full
async def test_every_link_and_picture_of_a_board_is_there(world: World) -> None:
    await world.desk.open_demand()
    for number in range(3):
        await sign(world, 4, 5_000 + 10 * number)
    await told(world)
    await world.publish()
    root = world.site.resolve()
    for path, page in world.pages().items():
        assert page.get("lang") in ("en", "fr")
        assert page.findtext(".//title")
        for element, attribute, address, _ in page.iterlinks():
            parts = urlsplit(address)
            if parts.scheme or element.get("rel") == "canonical":
                continue
            assert not parts.path.startswith("/"), f"{path}: {address} would not work from disk"
            target = (root / path).parent / unquote(parts.path) if parts.path else root / path
            assert target.is_file(), f"{path}: {attribute} {address}"
            if parts.fragment and target.suffix == ".html":
                assert html.fromstring(target.read_bytes()).get_element_by_id(parts.fragment) is not None
        for picture in page.iter("img"):
            assert picture.get("alt")


async def test_hostile_records_and_texts_stay_text(world: World) -> None:
    await world.desk.servers.update(SERVER, name=HOSTILE)
    await told(world)
    world.watching.source.show(order(ORDER, title=HOSTILE), unmatched=(vehicle(title=HOSTILE),))
    await world.watching.read()
    await world.publish()
    for path, page in world.pages().items():
        scripts = [each for each in page.iter("script") if each.get("type") != "application/json"]
        assert len(scripts) == path.endswith("verify.html")
        assert not [each for each in page.iter("img") if each.get("src") == "x"]
        assert not [name for each in page.iter() for name in dict(each.attrib) if name.startswith("on")]
        assert not [each for each in page.iter("a") if "javascript" in each.get("href", "")]
        assert "49" not in (page.findtext(".//h1") or "")
        assert "\u202e" not in page.text_content()


async def test_a_board_has_nothing_that_was_not_published_in_discord(world: World) -> None:
    draft = await world.desk.demands.create(SERVER, {"en": {"title": "Draft zebra", "body": "Zebra body."}})
    demand = await world.desk.open_demand()
    await sign(world, 12)
    for member in range(7_000, 7_023):  # a live number that no count has yet
        await world.desk.sign(demand, member)
    other = 77_001
    await world.watching.server(other)
    await world.watching.watch(other, "Other", {"suppliers": ["OTHER"]})
    await world.publish()
    text = world.text()
    assert str(SERVER) not in text
    assert "zebra" not in text.lower()
    assert draft.slug not in text
    assert '"count": 35' not in text
    assert "35 signatures" not in text
    assert not (world.site / str(other)).exists()


@pytest.mark.full
async def test_ledgers_and_feeds_and_data_are_valid(world: World) -> None:
    demand = await world.desk.open_demand()
    for number in range(3):
        await sign(world, 4, 5_000 + 10 * number)
    await told(world)
    await world.publish()
    board = world.site / "capgemini"
    ledger = board / "ledger" / f"{demand.slug}.json"
    assert verify(ledger).faults == []
    feed = feedparser.parse((board / "en" / "feed.atom").read_bytes())
    assert not feed.bozo
    assert feed.entries[0].link.startswith("https://board.example/capgemini/en/")
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) >= 4
    items = json.loads((board / "en" / "feed.json").read_bytes())["items"]
    assert [item["id"] for item in items] == [entry.id for entry in feed.entries]
    data = json.loads((board / "data" / "board.json").read_bytes())
    assert data["demands"][0]["counts"] == {"discord": 12, "paper": 0}


async def test_ids_of_feeds_name_the_machine_and_outlast_its_key_and_address(world: World) -> None:
    await world.desk.open_demand()
    found = []
    for _ in range(2):
        await world.publish()
        board = world.site / "capgemini"
        feed = feedparser.parse((board / "en" / "feed.atom").read_bytes())
        found.append([feed.feed.id, *(entry.id for entry in feed.entries)])
        signed_by = json.loads((board / "manifest.json").read_bytes())["key"]["public_key"]
        if len(found) == 1:
            machine = fingerprint(signed_by).replace(" ", "")[:16]
            first = signed_by
        world.publisher.address = "https://elsewhere.example/"
        async with world.database.write() as session:
            await world.desk.keys.renew(session, "signing")
    assert signed_by != first
    assert found[0] == found[1]
    assert all(each.startswith(f"urn:tocsin:{machine}:capgemini:en") for each in found[0])


async def test_only_what_changed_is_written_anew(world: World) -> None:
    await world.desk.open_demand()
    await told(world)
    assert await world.publish() > 0
    page = world.site.resolve() / f"capgemini/en/contracts/usaspending/{ORDER}.html"
    assert await world.publish() == 0
    kept = world.site.resolve() / f"capgemini/en/contracts/usaspending/{ORDER}.html"
    assert page.samefile(kept)
    world.watching.source.show(order(ORDER, end=None), unmatched=(vehicle(),))
    await world.watching.read()
    await world.publish()
    assert not kept.samefile(world.site.resolve() / f"capgemini/en/contracts/usaspending/{ORDER}.html")


async def test_a_board_goes_with_the_bot_or_when_it_is_switched_off(world: World) -> None:
    await world.desk.open_demand()
    await world.publish()
    assert (world.site / "capgemini").is_dir()
    async with world.database.write() as session:
        await session.execute(update(Server).values(board=None))
    await world.publish()
    assert not (world.site / "capgemini").exists()
    assert "capgemini" not in (world.site / "index.html").read_text()


@pytest.mark.full
async def test_an_update_is_on_the_board_when_it_was_posted_and_stays_at_its_address(world: World) -> None:
    await world.watching.watch(SERVER)
    world.watching.source.show(order())
    await world.watching.read()
    base = action("0", "4816782.50", "2025-12-18", None)
    world.watching.source.show(order(ORDER, base, action("P00001", "1000000.00", "2026-02-10")))
    await world.watching.read()
    await world.publish()
    assert "$1 million more" not in world.text()
    await all_posted(world.database, world.clock())
    await world.publish()
    first = json.loads((world.site / "capgemini/en/feed.json").read_bytes())["items"][0]
    assert "$1 million more" in first["title"]
    world.clock.move(days=40)
    world.watching.source.show(order(ORDER, base, action("P00001", "900000.00", "2026-02-11")))
    await world.watching.read()
    await all_posted(world.database, world.clock())
    await world.publish()
    items = json.loads((world.site / "capgemini/en/feed.json").read_bytes())["items"]
    again = next(item for item in items if item["id"] == first["id"])
    assert again["url"] == first["url"]
    path, _, anchor = again["url"].removeprefix("https://board.example/").partition("#")
    told = world.pages()[path].get_element_by_id(anchor).text_content()
    assert "$1 million more" in told
    assert "Corrected on" in told


async def test_a_contract_that_no_post_told_is_not_on_the_board(world: World) -> None:
    await world.watching.watch(SERVER)
    world.watching.source.show(order())
    await world.watching.read()
    async with world.database.write() as session:
        await session.execute(update(WatchedContract).values(told=False))
        await session.execute(update(Watch).values(baseline_at=None))
    await world.publish()
    assert ORDER not in world.text()


async def test_a_contract_is_on_the_board_when_members_see_it_though_its_digest_waits(world: World) -> None:
    await told(world)
    await world.desk.servers.update(SERVER, digest="week")
    posted = await world.watching.contracts.posted(SERVER)
    world.watching.source.show(order(), order("CONT_AWD_NEW"), unmatched=(vehicle(),))
    await world.watching.read()
    members_see = await world.watching.contracts.page(SERVER, offset=0, limit=5)
    assert any("CONT_AWD_NEW" in line.url for line in members_see.items)
    await world.publish()
    assert (world.site / "capgemini/en/contracts/usaspending/CONT_AWD_NEW.html").exists()
    assert await world.watching.contracts.posted(SERVER) == posted


async def test_a_newer_program_makes_every_page_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await told(world)
    await world.publish()
    page = world.site / f"capgemini/en/contracts/usaspending/{ORDER}.html"
    monkeypatch.setattr(Pages, "contract", lambda *_: "as the newer program has it")
    assert await world.publish() == 0
    monkeypatch.setattr("bot.board.publish.__version__", "99.0")
    await world.publish()
    assert page.read_text() == "as the newer program has it"


async def test_a_page_keeps_its_address_when_the_server_changes_its_language(world: World) -> None:
    await world.desk.open_demand()
    await world.desk.servers.update(SERVER, language="pt")
    await world.publish()
    before = world.pages().keys()
    assert any(path.startswith("capgemini/pt/") for path in before)
    await world.desk.servers.update(SERVER, language="fr")
    for _ in range(2):
        await world.publish()
    assert before <= world.pages().keys()


@pytest.mark.full
async def test_pages_and_pictures_that_somebody_changed_are_written_anew(world: World) -> None:
    await world.desk.open_demand()
    await told(world)
    await world.publish()
    root = world.site.resolve()
    honest = {each.relative_to(root): each.read_bytes() for each in root.rglob("*") if each.is_file()}
    for each in honest:
        (root / each).write_bytes(b"forged")
    await world.publish()
    root = world.site.resolve()
    assert {each.relative_to(root): each.read_bytes() for each in root.rglob("*") if each.is_file()} == honest


@pytest.mark.full
async def test_a_board_with_an_error_stays_as_it_was_until_there_is_none(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.desk.servers.ensure(OTHER, name="Other", language="en")
    await world.desk.servers.update(OTHER, board="other")
    await told(world)
    await world.publish()
    board = world.site / "capgemini"
    before = {each.relative_to(board): each.read_bytes() for each in board.rglob("*") if each.is_file()}
    demands = [await world.desk.open_demand(server_id) for server_id in (SERVER, OTHER)]
    verify_page = Pages.verify

    def broken(pages: Pages) -> str:
        if pages.board.name == "capgemini":
            raise ValueError("an error of the program")
        return verify_page(pages)

    with monkeypatch.context() as patched:
        patched.setattr(Pages, "verify", broken)
        done = await world.publisher.publish(world.site)
    assert (list(done.failed), done.boards) == (["capgemini"], ["capgemini", "other"])
    assert {
        each.relative_to(board): each.read_bytes() for each in board.rglob("*") if each.is_file()
    } == before
    assert (world.site / f"other/en/demands/{demands[1].slug}.html").is_file()
    assert f"the board of server {SERVER} could not be published" in caplog.text
    assert (await world.publisher.publish(world.site)).failed == {}
    assert (board / f"en/demands/{demands[0].slug}.html").is_file()
    assert verify(board).good


async def test_a_file_that_somebody_put_into_the_folder_is_not_signed(world: World) -> None:
    await told(world)
    await world.publish()
    board = world.site / "capgemini"
    honest = {path.name: path.read_bytes() for path in (board / "data").iterdir()}
    assert {"contracts.csv", "actions.csv", "contracts.json"} < honest.keys()
    for name in honest:
        (board / "data" / name).write_bytes(honest[name] + b"forged")
    await world.publish()
    assert {path.name: path.read_bytes() for path in (board / "data").iterdir()} == honest
    assert verify(board).good


@pytest.mark.full
async def test_a_page_has_a_title_that_says_the_finding(world: World) -> None:
    demand = await world.desk.open_demand()
    await sign(world, 12)
    await told(world)
    await world.publish()
    pages = world.pages()
    titles = {path: page.findtext(".//title") or "" for path, page in pages.items()}
    assert titles[f"capgemini/en/demands/{demand.slug}.html"].startswith("12 signatures: Halt all")
    assert ": $5.8 million committed since December 2025" in titles["capgemini/en/index.html"]
    committed = "U.S. Immigration and Customs Enforcement committed $5.8 million to CAPGEMINI"
    assert titles[f"capgemini/en/contracts/usaspending/{ORDER}.html"].startswith(committed)
    french = titles[f"capgemini/fr/demands/{demand.slug}.html"]
    assert french.startswith("12 signatures\u00a0: Arrêter")


def test_the_history_of_a_count_says_where_it_was_corrected() -> None:
    entry = {"demand": "x", "demand_id": 1, "text_hash": None, "published_at": "2026-02-01T09:00:00Z"}
    entry |= {"verified_by": "server", "account_days": 0, "server_days": 0, "breakdown": None}
    ledger = [
        LedgerEntry(**entry, number=number, count=count, invalidated=gone, reason=reason, previous_hash=None)
        for number, count, gone, reason in ((1, 20, 0, "batch"), (2, 17, 3, "invalidated"))
    ]
    rows = [SimpleNamespace(published_at=datetime(2026, 2, 1, tzinfo=UTC)) for _ in ledger]
    view: Any = SimpleNamespace(day_of=lambda moment: moment.date())
    published: Any = SimpleNamespace(publications=rows, ledger=ledger)
    last, first = publications(BoardDemand(view, published), Texts.load().of("en"))
    assert (last["count"], last["change"], last["corrected"]) == (17, -3, "")
    assert last["reason"] == "3 signatures were removed as invalid"
    assert first["corrected"] == "Publication 2 removed 3 signatures as invalid."


async def test_a_changed_fact_says_what_it_said_and_a_withdrawn_one_keeps_its_address(world: World) -> None:
    facts = Facts(world.database, world.clock)
    source = FactSource("The record", "USAspending.gov", "2026-01")
    today = world.clock().date()
    typed = FactInput(
        language="en",
        title="Bonus of 365 million",
        body="They pay it.",
        state="confirmed",
        checked_on=today,
        sources=(source,),
    )
    fact = await facts.add(SERVER, typed, by=1)
    world.clock.move(days=3)
    await facts.edit(
        SERVER, fact.id, replace(typed, state="disputed", title="The record shows no bonus"), by=1
    )
    await world.publish()
    path = f"capgemini/en/facts/{fact.slug}.html"
    page = world.pages()[path]
    assert (page.findtext(".//title") or "").startswith("Disputed: The record shows no bonus")
    said = page.text_content()
    assert "Until" in said
    assert "it said: Confirmed: Bonus of 365 million" in said
    await facts.retire(SERVER, fact.id, by=1)
    await world.publish()
    said = world.pages()[path].text_content()
    assert "was withdrawn on" in said
    assert "bonus" not in said.lower()
    assert "bonus" not in (world.site / "capgemini/data/board.json").read_text().lower()


@pytest.mark.full
async def test_a_contract_that_is_watched_no_more_keeps_its_address_and_says_so(world: World) -> None:
    await told(world)
    await world.publish()
    path = f"capgemini/en/contracts/usaspending/{ORDER}.html"
    assert "$5,816,782.50" in world.pages()[path].text_content()
    (watch,) = await world.watching.contracts.status(SERVER)
    await world.watching.watches.remove(SERVER, watch.id)
    await world.publish()
    pages = world.pages()
    said = pages[path].text_content()
    assert "No watch of this board has followed it since" in said
    assert "$1 million more" in said
    assert "$5,816,782.50" not in said
    assert ORDER not in pages["capgemini/en/contracts/index.html"].text_content()
    assert ORDER not in (world.site / "capgemini/data/contracts.csv").read_text()
    await world.watching.watch(SERVER)
    await world.watching.read()
    await world.publish()
    assert "$5,816,782.50" in world.pages()[path].text_content()


@pytest.mark.full
async def test_a_link_to_a_page_is_shown_with_a_picture_of_what_it_says(world: World) -> None:
    demand = await world.desk.open_demand()
    await sign(world, 12)
    await told(world)
    await world.publish()
    pages = world.pages()
    shown = {}
    for path in (
        f"capgemini/en/demands/{demand.slug}.html",
        f"capgemini/en/contracts/usaspending/{ORDER}.html",
    ):
        meta = {
            each.get("property") or each.get("name"): each.get("content") for each in pages[path].iter("meta")
        }
        shown[path] = meta["og:image"].removeprefix("https://board.example/")
        picture = (world.site / shown[path]).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
        assert meta["og:url"] == f"https://board.example/{path}"
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["description"]
    assert len(set(shown.values())) == 2
    drawn = {path: (world.site / file).stat().st_ino for path, file in shown.items()}
    await world.publish()
    assert {path: (world.site / file).stat().st_ino for path, file in shown.items()} == drawn
    world.publisher.address = ""
    await world.publish()
    assert not list((world.site / "capgemini/images").glob("preview-*"))
    assert "og:image" not in world.text()


async def test_other_sites_can_show_the_last_count_of_a_demand(world: World) -> None:
    title = "</title><script>alert(1)</script> & " + "very long " * 30
    texts = {language: {"title": title[:120], "body": "Stop."} for language in ("en", "fr")}
    demand = await world.desk.open_demand(texts=texts)
    await world.publish()
    path = f"capgemini/en/demands/{demand.slug}"

    def counter() -> tuple[dict[str, str], list[str]]:
        """Return what the picture says to screen readers, and the lines that are seen."""
        drawn = etree.fromstring((world.site / f"{path}.svg").read_bytes())
        tags = {etree.QName(each).localname for each in drawn.iter()}
        assert tags == {"svg", "title", "desc", "g", "rect", "text"}
        assert drawn.get("role") == "img"
        said = {each.get("id"): each.text or "" for each in drawn.iterfind("{*}*[@id]")}
        assert set((drawn.get("aria-labelledby") or "").split()) == set(said)
        return said, [each.text or "" for each in drawn.iter("{*}text")]

    assert "No count published yet." in counter()[0]["said"]
    await sign(world, 12)
    await world.publish()
    said, lines = counter()
    assert said["title"] == title[:120].strip()
    assert said["said"].startswith("12 signatures, ")
    assert "identities not checked" in said["said"]
    assert " ".join(lines[: lines.index("12")]) == said["title"]
    assert " ".join(lines[lines.index("12") + 1 :]) == said["said"]
    assert max(map(len, lines)) <= 48
    (shown,) = world.pages()[f"{path}.html"].findall(".//details//code")
    given = html.fromstring(f"<div>{shown.text_content()}</div>")
    assert [each.get("data") for each in given.iter("object")] == [f"https://board.example/{path}.svg"]
    assert [each.get("href") for each in given.iter("a")] == [f"https://board.example/{path}.html"]
    assert not list(given.iter("script"))
    world.publisher.address = ""
    await world.publish()
    assert not world.pages()[f"{path}.html"].findall(".//details//code")


def test_titles_in_french_keep_their_no_break_spaces() -> None:
    t = Texts.load().of("fr")
    assert text_of("**Corrigé\u00a0: a \\<b\\>**\n- c", t) == "Corrigé\u00a0: a <b> c"


async def test_subcontracts_are_on_the_board_as_reported(world: World) -> None:
    await told(world)
    now = world.clock()
    source = Listing()
    source.under = (under("S-7", "640000.00"),)
    async with world.database.write() as session:
        [contract_id] = await session.scalars(select(Contract.id).where(Contract.kind == "order"))
        [key] = await session.scalars(select(Watch.query_key))
        reported = [sub("S-1", "70000.00", "70000.00"), sub("S-2", "30000.00", name="BETA INC")]
        await keep_subcontracts(session, world.database, contract_id, reported, now)
        enquiry = UnderOthersEnquiry(world.database, {"usaspending": source}, world.clock)
        await enquiry.store(session, key, await enquiry.ask({}), now)
        session.add(
            QueryEnquiry(
                source="usaspending",
                query_key=key,
                topic=TOPIC,
                asked_at=now,
                answered_at=now,
                due_at=now,
            )
        )
    await world.publish()
    pages = world.pages()
    contract = pages[f"capgemini/en/contracts/usaspending/{ORDER}.html"].text_content()
    assert "2 subcontracts reported; the largest: $70,000.00 to ACME LLC" in contract
    assert "reported 2 times" in contract
    assert "BETA INC" in contract
    assert "$100,000.00" not in contract
    listed = pages["capgemini/en/contracts/index.html"].text_content()
    assert "Work as a subcontractor" in listed
    assert "ACME LLC under PRIME INC" in listed
    data = json.loads((world.site / "capgemini/data/contracts.json").read_bytes())
    [order_] = [one for one in data["contracts"] if one["kind"] == "order"]
    assert [one["reported_amounts"] for one in order_["subcontracts"]] == [["70000.00"] * 2, ["30000.00"]]
