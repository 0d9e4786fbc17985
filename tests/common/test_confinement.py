"""Confinement of the processes that read strangers' bytes, and of the bot's memory against them."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import aiohttp
import pytest

from bot.board.folder import new_version
from bot.board.serving.process import site_process
from bot.common.confinement import landlock_version
from bot.settings import Address

pytestmark = pytest.mark.wire

ROOT = Path(__file__).parents[2]
needs_landlock = pytest.mark.skipif(not landlock_version(), reason="the kernel has no Landlock")

TRY = """
import json, sys
def opened(path):
    try:
        open(path, "rb").read(1)
        return "opened"
    except OSError as error:
        return type(error).__name__
def written(path):
    try:
        open(path, "wb").write(b"x")
        return "written"
    except OSError as error:
        return type(error).__name__
found = {path: opened(path) for path in sys.argv[1:]}
found["new"] = written(sys.argv[1] + ".new")
print(json.dumps(found))
"""


def tried(confined: str, paths: Sequence[Path | str]) -> dict[str, str]:
    """Confine a process, and have it open files; return what came of each."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{confined}\n{TRY}", *map(str, paths)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.fixture
def secrets(tmp_path: Path) -> list[Path]:
    """Files as the bot has them: a key, the database, settings beside the program."""
    for name in ("keys/demand-1.key", "data/tocsin.db", ".env"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("secret")
    return [tmp_path / "keys" / "demand-1.key", tmp_path / "data" / "tocsin.db", tmp_path / ".env"]


@needs_landlock
def test_a_confined_process_opens_neither_keys_nor_database_nor_what_its_parent_knows(
    secrets: list[Path],
) -> None:
    parent = [f"/proc/{os.getpid()}/{name}" for name in ("environ", "mem", "maps", "cmdline")]
    ours = [ROOT / "pyproject.toml"]
    found = tried("from bot.common.confinement import confine; assert confine()", [*secrets, *parent, *ours])
    assert set(found.values()) == {"PermissionError"}, found
    free = tried("", [*secrets, parent[0]])
    assert set(free.values()) == {"opened", "written"}, "else this shows nothing"


@needs_landlock
def test_a_confined_process_opens_what_it_is_given_and_its_own_program(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("read me")
    given = (
        "from pathlib import Path; from bot.common.confinement import confine; "
        f"confine([Path({str(tmp_path / 'site')!r})])"
    )
    found = tried(given, [tmp_path / "site" / "index.html", ROOT / "bot" / "__init__.py", os.__file__])
    assert found.pop("new") == "PermissionError", "nothing is written"
    assert set(found.values()) == {"opened"}


@needs_landlock
def test_the_parser_process_opens_no_key(secrets: list[Path], tmp_path: Path) -> None:
    """A parser that was taken over, played by a job of its own."""
    job = (
        "from bot.contracts.sources.parsing import worker; "
        "worker.JOBS = {'open': worker.Job(lambda content, send, *, path: open(path).read(), 1024)}; "
        "worker.main()"
    )
    request = json.dumps({"job": "open", "args": {"path": str(secrets[0])}}).encode()
    done = subprocess.run(
        [sys.executable, "-c", job],
        cwd=ROOT,
        input=len(request).to_bytes(4, "big") + bytes(4) + request,
        capture_output=True,
        check=True,
    )
    assert b"PermissionError" in done.stdout
    assert b"secret" not in done.stdout


TAKEN_OVER = """
from bot.board.serving import process
async def read(*_):
    print(open({path!r}).read())
process._serve = read
process.main()
"""


@needs_landlock
def test_the_server_of_the_board_opens_no_key(secrets: list[Path], tmp_path: Path) -> None:
    """A server that was taken over, which reads a key in place of serving."""
    (tmp_path / "site").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = str(listening.fileno())
        done = subprocess.run(
            [sys.executable, "-c", TAKEN_OVER.format(path=str(secrets[0])), number, str(tmp_path / "site")],
            cwd=ROOT,
            pass_fds=[listening.fileno()],
            capture_output=True,
            text=True,
            check=False,
        )
    assert "PermissionError" in done.stderr
    assert done.stdout == ""


@needs_landlock
@pytest.mark.full
async def test_the_server_of_the_board_shows_later_versions_and_a_folder_that_was_made_anew(
    tmp_path: Path,
) -> None:
    site = tmp_path / "board"

    async def publish(text: str) -> None:
        async with new_version(site) as version:
            version.write("index.html", text.encode())

    async with site_process(site, Address("127.0.0.1", 0)) as url, aiohttp.ClientSession() as session:

        async def shows(text: str) -> None:
            async with asyncio.timeout(60):
                while True:
                    async with session.get(url) as answer:
                        if await answer.text() == text:
                            return
                    await asyncio.sleep(0.05)

        await publish("first")
        await shows("first")
        await publish("second")
        await shows("second")
        site.unlink()
        site.with_name("board.versions").rename(tmp_path / "away")
        await publish("third")
        await shows("third")


LOOK = """
import ctypes, os, subprocess, sys
from bot.common.confinement import keep_private
os.setgroups([]); os.setgid(65534); os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as after the start of a program
if sys.argv[1] == "private":
    keep_private()
for name in ("environ", "maps"):
    print(subprocess.run(["cat", f"/proc/{os.getpid()}/{name}"], capture_output=True).returncode)
"""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize(("how", "codes"), [("private", ["1", "1"]), ("as usual", ["0", "0"])])
def test_no_process_of_the_same_user_looks_into_the_bot(how: str, codes: list[str]) -> None:
    """As a user without privileges, as the bot is."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, how],
        cwd="/",
        env={"DISCORD_TOKEN": "secret", "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == codes, done.stderr
