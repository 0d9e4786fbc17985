"""A board says of a void demand that it is void, before anything else."""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from lxml import html

from bot.audit import Audit
from bot.board.verify import Verification
from bot.exports import Exports
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk, publisher_of
from tests.support.petition_desk import SERVER

pytestmark = [pytest.mark.storage, pytest.mark.full]

WHY = "The <b>stick</b> with the key was lost."


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> PageDesk:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    await desk.servers.update(SERVER, board="cgt")
    return desk


async def test_every_page_feed_and_file_says_void_first(desk: PageDesk, tmp_path: Path) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    publisher, site = publisher_of(desk), tmp_path / "site"
    await publisher.publish(site)
    await desk.voiding.propose(SERVER, demand.id, why=WHY, by=1)
    await desk.confirm_void(demand)
    await publisher.publish(site)
    board = site.resolve() / "cgt"
    for language in ("en", "fr"):
        t = Texts.load().of(language)
        said = " ".join(t("demand-void", day=desk.clock().date()).replace("**", "").split())
        title, event = t.pick(demand.texts)["title"], t("board-event-void", title="")
        page = html.fromstring((board / language / "demands" / f"{demand.slug}.html").read_bytes())
        [main] = page.xpath("//main")
        text = " ".join(main.text_content().split())
        assert text.removeprefix(str(title)).strip().startswith(said)
        assert WHY in text
        assert not page.xpath("//main//p[@class='number']")
        assert not page.xpath("//main//a[@class='sign']")
        home = html.fromstring((board / language / "index.html").read_bytes())
        heading, after = home.xpath("//main/h1")[0], home.xpath("//main/h1/following-sibling::*")[0]
        assert heading.text_content().startswith(event.strip())
        assert " ".join(after.text_content().split()).startswith(said)
        feed = (board / language / "feed.atom").read_text()
        assert event.strip() in feed
        assert feed.index(event.strip()) < feed.index(t("board-feed-count", title=title, count=5))
    value = json.loads((board / "data" / "board.json").read_bytes())
    assert value["demands"][0]["state"] == "void"
    assert value["demands"][0]["void"]["why"] == WHY
    state = json.loads((board / "sign" / "state.json").read_bytes())
    day = desk.clock().date().isoformat()
    assert state["demands"][0]["state"] == "ended"
    assert state["demands"][0]["void"] == {"on": day, "why": WHY, "again": None}
    checked = Verification()
    checked.check(board / "ledger" / f"{demand.slug}.json")
    assert checked.faults == []


async def test_data_and_exports_say_void_of_an_archived_demand(desk: PageDesk, tmp_path: Path) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    await desk.void(demand)
    await desk.lifecycle.archive(SERVER, demand.id)
    await publisher_of(desk).publish(tmp_path / "site")
    exports = Exports(
        desk.database, desk.clock, Texts.load(), desk.keys, Audit(desk.database, desk.clock, desk.keys)
    )
    taken = await exports.take(SERVER, tmp_path / "out")
    for counts in (taken.folder / "counts.csv", tmp_path / "site" / "cgt" / "data" / "counts.csv"):
        rows = list(csv.DictReader(counts.read_text(encoding="utf-8-sig").splitlines()))
        assert {row["state"] for row in rows} == {"void"}
    with zipfile.ZipFile(taken.folder / "tocsin.xlsx") as book:
        assert not [name for name in book.namelist() if "chart" in name], "no chart of counts that are void"


async def test_a_void_demand_leads_to_where_its_text_can_be_signed_again(
    desk: PageDesk, tmp_path: Path
) -> None:
    demand = await desk.open_demand()
    await desk.void(demand)
    await desk.next_round()
    same = await desk.open_demand()
    await publisher_of(desk).publish(tmp_path / "site")
    board = (tmp_path / "site").resolve() / "cgt"
    page = html.fromstring((board / "en" / "demands" / f"{demand.slug}.html").read_bytes())
    [link] = page.xpath("//main//a[@class='sign']")
    assert (link.text, link.get("href")) == ("Sign again here", "../sign.html")
    state = json.loads((board / "sign" / "state.json").read_bytes())
    void = {one["slug"]: one["void"] for one in state["demands"]}
    assert void[same.slug] is None
    assert void[demand.slug]["again"] == same.slug
