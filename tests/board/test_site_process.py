"""The server of the board beside the bot: started, restarted and ended by it, without any of its secrets."""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.app import open_app
from bot.board.serving.process import site_process
from bot.common import child_process as module
from bot.errors import StartError
from bot.runtime.board import board_served
from bot.settings import Address, Settings
from tests.board.test_site import publish
from tests.support.processes import command_of, free_port

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the process"),
]

ANYWHERE = Address("127.0.0.1", 0)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish(tmp_path / "site", {"index.html": b"first"})
    return tmp_path / "site"


async def first_page(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.text()


def servers_of(pid: int) -> list[int]:
    """Return the servers of the board that a process has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in children if b"bot.board.serving.process" in command_of(int(each))]


@pytest.mark.full
async def test_the_board_is_served_by_a_process_that_has_none_of_the_bots_secrets(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "token-of-the-bot")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:password@h/d")
    (site.parent / "private").write_text("a file that the bot has open")
    with (site.parent / "private").open() as private:
        os.set_inheritable(private.fileno(), False)
        async with site_process(site, ANYWHERE) as url:
            assert await first_page(url) == "first"
            (pid,) = servers_of(os.getpid())
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"token-of-the-bot" not in environment
            assert b"password" not in environment
            opened = {os.readlink(path) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()}
            assert str(site.parent / "private") not in opened
            said = {os.readlink(f"/proc/{pid}/fd/{each}") for each in (1, 2)}
            assert said == {os.devnull}, "nothing that a reader causes reaches the bot's log"
    assert servers_of(os.getpid()) == [], "it ends with the bot"


@pytest.mark.full
async def test_a_server_that_ends_is_started_again_and_readers_wait_meanwhile(
    site: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_RESTART_S", (0.1, 60.0))
    async with site_process(site, ANYWHERE) as url:
        assert await first_page(url) == "first"
        (pid,) = servers_of(os.getpid())
        os.kill(pid, signal.SIGTERM)  # as systemd does with all processes, when the bot is to end
        assert await first_page(url) == "first"
        assert servers_of(os.getpid()) == [pid]
        os.kill(pid, signal.SIGKILL)
        assert await first_page(url) == "first"
        assert servers_of(os.getpid()) != [pid]
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert said == ["the server of the board ended (-9); it is started again in 0 s"]


@pytest.mark.full
async def test_the_server_ends_when_the_bot_is_killed(site: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from bot.settings import Address\n"
        "from bot.board.serving.process import site_process\n"
        "async def main():\n"
        f"    async with site_process(Path({str(site)!r}), Address('127.0.0.1', 0)) as url:\n"
        "        print(url, flush=True); await asyncio.sleep(60)\n"
        "asyncio.run(main())"
    )
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program), stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert bot.stdout is not None
    url = (await bot.stdout.readline()).decode().strip()
    assert await first_page(url) == "first"
    (server,) = servers_of(bot.pid)
    bot.kill()
    await bot.wait()
    async with asyncio.timeout(60):
        while b"bot.board.serving.process" in command_of(server):
            await asyncio.sleep(0.05)


async def test_an_address_that_is_taken_keeps_the_bot_from_starting(site: Path) -> None:
    async with site_process(site, ANYWHERE) as url:
        with pytest.raises(StartError, match="another program listens there"):
            async with site_process(site, Address("127.0.0.1", int(url.rpartition(":")[2]))):
                pass


async def test_the_bot_serves_the_board_as_its_settings_say_and_tells_if_there_is_none(
    tmp_path: Path,
) -> None:
    address = Address("127.0.0.1", free_port())
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 't.db'}",
        key_dir=tmp_path / "keys",
        board=tmp_path / "site",
        site=address,
    )
    async with open_app(settings) as app, board_served(app), aiohttp.ClientSession() as session:
        async with session.get(address.url) as answer:
            assert answer.status == 503
            assert "no board here" in await answer.text()
        publish(tmp_path / "site", {"index.html": b"first"})
        assert await first_page(address.url) == "first"
    with pytest.raises(aiohttp.ClientConnectorError):
        await first_page(address.url)


async def test_a_child_is_told_a_line_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TELL_INTERVAL_S", 0.01)
    file, said = tmp_path / "told.txt", ""
    file.touch()
    child = module.ChildProcess(
        name="a child", module="tests.support.told_lines", arguments=[str(file)], tell=lambda: said
    )
    running = asyncio.create_task(child.keep_running())
    for said in ("", "one", "one", "two"):
        async with asyncio.timeout(60):
            while not file.read_text().rstrip().endswith(said):
                await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert file.read_text() == "one\ntwo\n"
