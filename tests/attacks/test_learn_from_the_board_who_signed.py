"""Attack: somebody who is not in the server reads every file of the public board, to learn who signed."""

import json
from pathlib import Path

import pytest

from bot.audit import Audit
from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.petitions.counts.units import Units, token
from bot.petitions.demands.service import DemandView
from bot.storage import Database
from bot.texts import Texts
from bot.ui.demands.lines import breakdown_lines
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.watching import Watching

pytestmark = [pytest.mark.storage, pytest.mark.full]

MEMBER = 812_345_678_901_234_567
ONE, OTHER = 11, 12  # organisers
SHOWN, HIDDEN = "Lyons", "Night shift"


@pytest.fixture
async def desk(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)
    desk = await open_desk(database, clock, tmp_path / "keys")
    await desk.servers.ensure(SERVER, name="CGT Capgemini", language="en")
    await desk.servers.update(SERVER, board="capgemini")
    return desk


async def board_of(desk: Desk, site: Path) -> dict[str, bytes]:
    """Publish the board, and return its files by their paths."""
    watching, database, clock = Watching(desk.database, desk.clock), desk.database, desk.clock
    facts, glossary = Facts(database, clock), Glossary(database, clock)
    reader = BoardReader(database, Texts.load(), watching.contracts, facts, glossary)
    await Publisher(database, clock, Texts.load(), desk.keys, reader).publish(site)
    root = (site / "capgemini").resolve()
    return {
        each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()
    }


async def sign(desk: Desk, demand: DemandView, first: int, count: int, unit_id: int | None) -> None:
    for number in range(count):
        await desk.sign(demand, MEMBER + first + number, unit_id=unit_id)


async def test_the_board_breaks_a_count_down_no_finer_than_the_card(desk: Desk, tmp_path: Path) -> None:
    units = Units(desk.database, desk.clock, audit=Audit(desk.database, desk.clock, desk.keys))
    ids = {}
    for name, size in ((SHOWN, 400), ("Nantes", 300), ("Paris", 500), (HIDDEN, 12)):
        unit = await units.add(SERVER, {"en": name}, size, by=ONE)
        await units.confirm(SERVER, unit.id, token(unit.proposal or {}), by=OTHER)
        ids[name] = unit.id
    demand = await desk.open_demand()
    for place, (name, count) in enumerate({SHOWN: 60, "Nantes": 50, "Paris": 70, HIDDEN: 9}.items()):
        await sign(desk, demand, 100 * place, count, ids[name])
    await desk.publish()
    (view,) = await desk.demands.list(SERVER)
    assert view.publication is not None
    cells = {cell["name"]: cell["count"] for cell in view.publication.breakdown or ()}
    assert SHOWN in cells
    assert HIDDEN not in cells
    files = await board_of(desk, tmp_path / "site")
    on_card = "\n".join(breakdown_lines(view, Texts.load().of("en")))
    page = files[f"en/demands/{view.slug}.html"].decode()
    for line in on_card.splitlines()[1:]:
        assert line.removeprefix("- ").split(":")[0] in page
    for path, content in files.items():
        assert HIDDEN.encode() not in content, f"{path} names a site that the card hides"
    ledger = json.loads(files[f"ledger/{view.slug}.json"])
    assert {cell["name"]: cell["count"] for cell in ledger["entries"][-1]["breakdown"]} == cells


async def test_no_file_of_the_board_differs_by_a_signature_that_was_not_published(
    desk: Desk, tmp_path: Path
) -> None:
    demand = await desk.open_demand()
    await sign(desk, demand, 0, 30, None)
    await desk.publish()
    before = await board_of(desk, tmp_path / "site")
    await desk.sign(demand, MEMBER + 999)
    assert await board_of(desk, tmp_path / "site") == before
    told = b"\n".join([content for path, content in before.items() if not path.endswith(".png")])
    for number in (*range(30), 999):
        assert str(MEMBER + number).encode() not in told
    assert str(SERVER).encode() not in told
