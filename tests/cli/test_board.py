"""``tocsin publish`` and ``tocsin site`` as their users meet them, in English and in French."""

import asyncio
import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.board.folder import turn
from bot.cli.admin.board import board_findings
from bot.petitions.counts.checkpoints import Checkpoint, Checkpoints
from bot.settings import Settings
from bot.storage.models import GlossaryEntry, Server
from tests.cli.test_main import Command
from tests.support.processes import free_port, start

pytestmark = pytest.mark.unit

FRENCH = {"LC_ALL": "fr_FR.UTF-8"}
ID = 7


@pytest.fixture
def tocsin(tmp_path: Path) -> Command:
    return Command(tmp_path)


async def with_board(tocsin: Command) -> None:
    await tocsin.know(ID)
    async with tocsin.opened() as database, database.write() as session:
        await session.execute(update(Server).values(board="cgt"))


@pytest.mark.full
async def test_a_board_is_published_and_the_command_says_what_it_did(tocsin: Command) -> None:
    tocsin.database.parent.mkdir()
    before = await tocsin("publish", "site")
    assert (before.code, before.err) == (0, "")
    assert "No server has a board yet" in before.out
    await with_board(tocsin)
    done = await tocsin("publish", "site")
    assert (done.code, done.err) == (0, "")
    assert "Boards: cgt." in done.out
    assert (tocsin.folder / "site" / "cgt" / "en" / "index.html").is_file()
    french = await tocsin("publish", "site", **FRENCH)
    assert "Tableaux\xa0: cgt." in french.out


@pytest.mark.full
async def test_every_fault_of_publishing_is_a_sentence(tocsin: Command) -> None:
    tocsin.database.parent.mkdir()
    await with_board(tocsin)
    (tocsin.folder / "mine").mkdir()
    tocsin.write("mine/thesis.txt", "mine")
    taken = await tocsin("publish", "mine")
    assert taken.code == 1
    assert "mine is there already and is not a published site" in taken.err
    tocsin.write("file", "no folder")
    beneath = await tocsin("publish", "file/site")
    assert beneath.code == 1
    assert "cannot be written: Not a directory. Readers see the site as it was." in beneath.err
    french = await tocsin("publish", "mine", **FRENCH)
    assert "existe déjà et n’est pas un site publié" in french.err
    assert "Traceback" not in taken.err + beneath.err + french.err
    assert (tocsin.folder / "mine" / "thesis.txt").read_text() == "mine"


@pytest.mark.full
async def test_a_board_with_an_error_is_named_and_the_others_are_published(tocsin: Command) -> None:
    tocsin.database.parent.mkdir()
    await with_board(tocsin)
    await tocsin.know(ID + 1)
    async with tocsin.opened() as database, database.write() as session:
        await session.execute(update(Server).where(Server.id == ID + 1).values(board="other"))
        session.add(GlossaryEntry(server_id=ID, slug="a", texts=["damaged"]))
    done = await tocsin("publish", "site", DISCORD_TOKEN="damaged")
    assert done.code == 1
    assert "Boards: other." in done.out
    assert "The board cgt stays as it was: an error in the program" in done.err
    assert f"the board of server {ID} could not be published" in done.err
    assert (tocsin.folder / "site" / "other" / "en" / "index.html").is_file()
    assert not (tocsin.folder / "site" / "cgt").exists()


@pytest.mark.full
async def test_two_commands_at_once_both_publish(tocsin: Command) -> None:
    tocsin.database.parent.mkdir()
    await with_board(tocsin)
    both = await asyncio.gather(*(tocsin("publish", "site") for _ in range(2)))
    assert [each.code for each in both] == [0, 0], both
    assert (tocsin.folder / "site").resolve().name == "2"


async def test_a_site_is_served_without_token_database_and_keys(tocsin: Command) -> None:
    unset = await tocsin("site")
    assert unset.code == 1
    assert "TOCSIN_SITE is not set" in unset.err
    assert "TOCSIN_SITE n’est pas défini" in (await tocsin("site", **FRENCH)).err
    address = f"127.0.0.1:{free_port()}"
    given = {"TOCSIN_SITE": address, "TOCSIN_BOARD": "site"}
    (tocsin.folder / "site").mkdir()
    tocsin.write("site/index.html", "here")
    process = await start("bot", "site", folder=tocsin.folder, environ=given, out=tocsin.folder / "out")
    try:
        assert await asyncio.to_thread(_fetched, f"http://{address}/") == "here"
        act = asyncio.to_thread(urllib.request.urlopen, f"http://{address}/cgt/sign/card", b"{}", 60)
        with pytest.raises(urllib.error.HTTPError) as told:
            await act
        assert (told.value.code, json.load(told.value)) == (503, {"error": "not-stored"})
        assert not _children(process.pid), "a stranger starts no process"
    finally:
        process.terminate()
        await process.wait()
    assert sorted(each.name for each in tocsin.folder.iterdir()) == ["out", "site"]


def _children(pid: int) -> str:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text() if sys.platform == "linux" else ""


def _fetched(url: str) -> str:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:  # URLError is one, and so is a time that is over
            time.sleep(0.05)
    raise AssertionError("nobody answers")


async def test_the_check_says_whether_boards_can_be_published_and_carried_away(tocsin: Command) -> None:
    tocsin.database.parent.mkdir()
    site = tocsin.folder / "site"

    async def found(**more: object) -> list[tuple[str, str]]:
        settings = Settings(key_dir=tocsin.folder / "keys", **more)  # type: ignore[arg-type]
        async with tocsin.opened() as database:
            return [(mark, str(said)) for mark, said in await board_findings(settings, database)]

    assert await found() == []
    ((mark, said),) = await found(board=site)
    assert (mark, "no server has a public one" in said) == ("good", True)
    await with_board(tocsin)
    ((mark, said),) = await found()
    assert (mark, "TOCSIN_BOARD is not set" in said) == ("warns", True)
    assert await found(board=site, board_command="ls -l") == [("good", f"cgt, published in {site}.")]
    ((mark, said),) = await found(board=site, board_command="no-such-program -x")
    assert (mark, said.startswith("no-such-program, of TOCSIN_BOARD_COMMAND")) == ("wrong", True)
    tocsin.write("thesis", "mine")
    ((mark, said),) = await found(board=tocsin.folder / "thesis")
    assert (mark, "is not a published site" in said) == ("wrong", True)
    tocsin.write("program", "mine").chmod(0o755)
    ((mark, said),) = await found(board=tocsin.folder / "program" / "site")
    assert (mark, said.startswith("this user cannot write in")) == ("wrong", True)
    async with turn(site):
        assert await found(board=site) == [("good", f"cgt, published in {site}.")]


async def test_the_check_reads_once_for_all_boards_what_was_published(
    tocsin: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    tocsin.database.parent.mkdir()
    await with_board(tocsin)
    await tocsin.know(ID + 1)
    read: list[Checkpoints] = []

    async def none(checkpoints: Checkpoints) -> dict[int, Checkpoint]:
        read.append(checkpoints)
        return {}

    monkeypatch.setattr(Checkpoints, "all", none)
    settings = Settings(key_dir=tocsin.folder / "keys", board=tocsin.folder / "site")
    async with tocsin.opened() as database:
        async with database.write() as session:
            await session.execute(update(Server).where(Server.id == ID + 1).values(board="ugt"))
        ((mark, said),) = await board_findings(settings, database)
    assert (mark, str(said).startswith("cgt, ugt, published in")) == ("good", True)
    assert len(read) == 1
