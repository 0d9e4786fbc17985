"""Publishing by itself: at each change, once, and again after a failure."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.board.automatic import AutomaticPublishing
from bot.board.contents import BoardReader
from bot.board.folder import turn
from bot.board.publish import Published, Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.errors import RoleLost
from bot.runtime.health.report import Report
from bot.runtime.health.server import exposition
from bot.storage import Database
from bot.storage.models import GlossaryEntry, Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

OTHER = SERVER + 1
MARKS = "import sys; open(sys.argv[1], 'a').write('x')"


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    desk = await open_desk(database, clock, tmp_path / "keys")
    await desk.servers.ensure(SERVER, name="CGT", language="en")
    await desk.servers.update(SERVER, board="cgt")
    return desk


class Awake:
    """Seconds that pass when a test says so: a failure is tried again after a pause."""

    now = 0.0

    def __call__(self) -> float:
        Awake.now += 1000.0
        return Awake.now


def publishing(
    desk: Desk,
    site: Path,
    command: str | None = None,
    holder: str = "one",
    now: Callable[[], float] | None = None,
    check: Callable[[], None] | None = None,
) -> AutomaticPublishing:
    database, clock, texts = desk.database, desk.clock, Texts.load()
    contracts = Watching(database, clock).contracts
    reader = BoardReader(database, texts, contracts, Facts(database, clock), Glossary(database, clock))
    publisher = Publisher(database, clock, texts, desk.keys, reader)
    return AutomaticPublishing(
        database, publisher, site, command, clock=clock, now=now or Awake(), check=check
    )


async def test_a_board_is_published_at_each_change_and_only_then(desk: Desk, tmp_path: Path) -> None:
    automatic = publishing(desk, tmp_path / "site")
    await automatic.tick()
    first = (tmp_path / "site").resolve()
    await automatic.tick()
    assert (tmp_path / "site").resolve() == first
    demand = await desk.open_demand()
    await automatic.tick()
    second = (tmp_path / "site").resolve()
    assert second != first
    assert (second / "cgt" / "en" / "demands" / f"{demand.slug}.html").is_file()
    await desk.sign(demand, 5_000)
    await automatic.tick()
    assert (tmp_path / "site").resolve() == second, "a signature is no publication"
    async with desk.database.write() as session:
        await session.execute(update(Server).values(board=None))
    await automatic.tick()
    assert not (tmp_path / "site" / "cgt").exists()


async def test_the_command_runs_after_each_publishing_until_it_succeeds(desk: Desk, tmp_path: Path) -> None:
    marks, script = tmp_path / "marks", tmp_path / "carry.py"
    automatic = publishing(desk, tmp_path / "site", f'"{sys.executable}" "{script}" "{marks}"')
    await automatic.tick()  # the script is not there yet
    assert not marks.exists()
    script.write_text(MARKS)
    await automatic.tick()
    await automatic.tick()
    assert marks.read_text() == "x"
    await desk.open_demand()
    await automatic.tick()
    assert marks.read_text() == "xx"


async def test_a_folder_that_cannot_be_replaced_is_named_and_tried_again(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "mine.txt").write_text("mine")
    automatic = publishing(desk, site)
    await automatic.tick()
    assert "the board was not published" in caplog.text
    assert (site / "mine.txt").read_text() == "mine"
    (site / "mine.txt").unlink()
    await automatic.tick()
    assert (site / "cgt").is_dir()


@pytest.mark.full
async def test_a_fault_is_logged_once_kept_for_the_health_report_and_tried_again_less_and_less_often(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "mine.txt").write_text("mine")
    seconds = [0.0]
    automatic = publishing(desk, site, now=lambda: seconds[0])
    since, tries = desk.clock(), 0
    publish = automatic._publisher.publish

    async def counted(folder: Path, **how: Any) -> Published:
        nonlocal tries
        tries += 1
        return await publish(folder, **how)

    automatic._publisher.publish = counted  # type: ignore[assignment,method-assign]
    for _ in range(240):  # an hour
        await automatic.tick()
        seconds[0] += 15.0
        desk.clock.move(seconds=15)
    assert 5 < tries < 20
    assert caplog.text.count("the board was not published") == 1
    assert [(fault.part, fault.since) for fault in automatic.faults] == [("folder", since)]
    report = Report(
        as_of=desk.clock(),
        gateway=True,
        silence=1,
        stored=None,
        keys=True,
        trouble=None,
        drift=0,
        failing={},
        board=automatic.faults,
    )
    assert "The board is not up to date since 13 February 2026, 12:00 UTC (folder)" in str(
        report.as_json()["wrong"]
    )
    assert b'tocsin_board_stale_seconds{part="folder"} 3600.0' in exposition(report)
    (site / "mine.txt").unlink()
    seconds[0] += 1000.0
    await automatic.tick()
    assert automatic.faults == ()
    assert (site / "cgt").is_dir()


async def test_a_folder_that_was_taken_away_is_published_again(desk: Desk, tmp_path: Path) -> None:
    site = tmp_path / "site"
    automatic = publishing(desk, site)
    await automatic.tick()
    site.unlink()
    await automatic.tick()
    assert (site / "cgt").is_dir()


async def test_the_command_never_runs_while_somebody_publishes(desk: Desk, tmp_path: Path) -> None:
    marks, script, site = tmp_path / "marks", tmp_path / "carry.py", tmp_path / "site"
    script.write_text(MARKS)
    automatic = publishing(desk, site, f'"{sys.executable}" "{script}" "{marks}"')
    async with turn(site):
        await automatic.tick()
        assert [fault.part for fault in automatic.faults] == ["folder"]
    assert not marks.exists()
    await automatic.tick()
    assert marks.read_text() == "x"
    assert automatic.faults == ()


@pytest.mark.parametrize("shows", [False, True], ids=["before the link", "before the command"])
async def test_a_process_that_lost_the_role_shows_no_board_and_begins_no_command(
    desk: Desk, tmp_path: Path, shows: bool
) -> None:
    marks, script, site = tmp_path / "marks", tmp_path / "carry.py", tmp_path / "site"
    script.write_text(MARKS)
    left = 2

    def check() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise RoleLost

    automatic = publishing(desk, site, f'"{sys.executable}" "{script}" "{marks}"', check=check)
    await automatic.tick()
    newer = site.resolve()
    assert marks.read_text() == "x"
    await desk.open_demand()
    left = int(shows)
    with pytest.raises(RoleLost):
        await automatic.tick()
    assert (site.resolve() != newer) == shows
    assert marks.read_text() == "x"
    assert automatic.faults == ()


async def test_a_process_that_a_later_term_replaced_shows_no_board(desk: Desk, tmp_path: Path) -> None:
    site = tmp_path / "site"
    automatic = publishing(desk, site)
    await automatic.tick()
    newer = site.resolve()
    await desk.open_demand()
    publish = automatic._publisher._publish_board

    async def replaced(*given: Any) -> Any:
        desk.database.term = 1  # and the database has none
        return await publish(*given)

    automatic._publisher._publish_board = replaced  # type: ignore[method-assign]
    with pytest.raises(RoleLost):
        await automatic.tick()
    assert site.resolve() == newer


async def test_a_server_without_the_bot_is_on_no_version_of_the_board(desk: Desk, tmp_path: Path) -> None:
    automatic = publishing(desk, tmp_path / "site")
    await automatic.tick()
    assert (tmp_path / "site" / "cgt").is_dir()
    await desk.removals.note(SERVER)
    await automatic.tick()
    assert not list((tmp_path / "site.versions").glob("*/cgt"))


async def test_a_board_with_an_error_is_tried_again_and_the_others_are_published_and_carried(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    marks, script, site = tmp_path / "marks", tmp_path / "carry.py", tmp_path / "site"
    script.write_text(MARKS)
    await desk.servers.ensure(OTHER, name="Other", language="en")
    await desk.servers.update(OTHER, board="other")
    glossary = Glossary(desk.database, desk.clock)
    await glossary.add(SERVER, "en", ("Works council", "Elected."), by=1)
    automatic = publishing(desk, site, f'"{sys.executable}" "{script}" "{marks}"')
    await automatic.tick()
    page = (site / "cgt" / "en" / "index.html").read_bytes()
    async with desk.database.write() as session:
        await session.execute(update(GlossaryEntry).values(texts=["damaged"]))
    demand = await desk.open_demand(OTHER)
    for _ in range(2):
        await automatic.tick()
        assert (site / "cgt" / "en" / "index.html").read_bytes() == page
        assert (site / "other" / "en" / "demands" / f"{demand.slug}.html").is_file()
        [fault] = automatic.faults
        assert fault.part == "cgt"
        assert "an error in the program (AttributeError)" in fault.why
    assert caplog.text.count(f"the board of server {SERVER} could not be published") == 2, "both attempts"
    assert caplog.text.count(fault.why) == 1
    assert marks.read_text() == "xxx", "the other board is carried away"
    async with desk.database.write() as session:
        await session.execute(delete(GlossaryEntry))
    await automatic.tick()
    assert automatic.faults == ()
    assert "Works council" not in (site / "cgt" / "en" / "index.html").read_text()
