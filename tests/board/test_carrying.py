"""The steward's command: ended in time with its children, without a shell, and without secrets of the bot."""

import asyncio
import os
import shlex
import signal
import sys
from pathlib import Path

import pytest

from bot.board import carrying

pytestmark = pytest.mark.unit


def script(tmp_path: Path, code: str) -> str:
    """Return a command that runs this Python code, in the folder of the test."""
    file = tmp_path / "carry it.py"
    file.write_text(f"import os, subprocess, sys, time\nos.chdir({str(tmp_path)!r})\n{code}\n")
    return shlex.join([sys.executable, str(file), "two words", "$HOME; touch shell"])


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_command_gets_its_words_without_a_shell(tmp_path: Path) -> None:
    command = script(tmp_path, "open('words', 'w').write(repr(sys.argv[1:]))")
    assert await carrying.run(command) is None
    assert (tmp_path / "words").read_text() == "['two words', '$HOME; touch shell']"
    assert not (tmp_path / "shell").exists()


async def test_the_first_lines_of_a_command_that_fails_are_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    code = "print('line 0\\x1b[31m', flush=True)\nfor each in range(1, 900): print('line', each, 'x' * 999)\n"
    assert await carrying.run(script(tmp_path, f"{code}sys.exit(3)")) == "it ended with exit code 3"
    assert "line 0 [31m" in caplog.messages[0]
    assert len(caplog.messages) == 5
    assert "\x1b" not in caplog.text
    assert max(map(len, caplog.messages)) < 250
    caplog.clear()
    assert await carrying.run(script(tmp_path, "print('all is well')")) is None
    assert caplog.messages == []


@pytest.mark.full
@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the test reads /proc")
async def test_a_commands_children_end_with_it(tmp_path: Path, ends: bool) -> None:
    program = f"sleep 600 & echo $$ $! > {shlex.quote(str(tmp_path / 'pids'))}"
    command = shlex.join(["sh", "-c", program if ends else f"{program}; wait"])
    why = await carrying.run(command, limit=60.0 if ends else 3.0)
    assert why == (None if ends else "it took more than 3 s and was ended")
    for _ in range(1200):
        if not any(is_running(int(pid)) for pid in (tmp_path / "pids").read_text().split()):
            return
        await asyncio.sleep(0.05)
    pytest.fail("a process of the command goes on")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the test reads /proc")
async def test_a_command_ends_when_the_bot_does(tmp_path: Path) -> None:
    command = script(tmp_path, "open('pid', 'w').write(f'{os.getpid()}\\n')\ntime.sleep(600)")
    task = asyncio.create_task(carrying.run(command))
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().endswith("\n")):
        await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), signal.SIG_DFL)


async def test_a_bot_that_ends_while_the_command_is_ended_is_not_held_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ending: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    monkeypatch.setattr(carrying, "_kill", ending.put_nowait)
    task = asyncio.create_task(carrying.run("sleep 600", limit=0.01))
    process = await ending.get()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    process.kill()
    await process.wait()


_BOT = """
import asyncio, sys
from pathlib import Path
from bot.board import carrying
asyncio.run(carrying.run(sys.argv[1], lock=Path(sys.argv[2])))
"""


@pytest.mark.skipif(os.name != "posix", reason="only there are files locked")
async def test_a_command_of_a_killed_bot_is_waited_for(tmp_path: Path) -> None:
    (lock := tmp_path / "lock").touch()
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    waits = "open('begun', 'a').write('x')\nwhile not os.path.exists('go on'): time.sleep(0.02)"
    command = script(tmp_path, waits)
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", _BOT, command, str(lock))
    async with asyncio.timeout(120):
        while not begun.exists() or not begun.read_text():
            await asyncio.sleep(0.02)
        bot.kill()
        await bot.wait()
        said = await carrying.run(command, lock=lock)
        assert "the one before still runs" in str(said)
        assert begun.read_text() == "x", "a second one was not begun"
        go_on.touch()
        while (said := await carrying.run(command, lock=lock)) is not None:
            assert "the one before still runs" in said
            await asyncio.sleep(0.02)
    assert begun.read_text() == "xx"


@pytest.mark.skipif(os.name != "posix", reason="only there are files locked")
async def test_a_process_that_a_command_leaves_behind_keeps_no_lock(tmp_path: Path) -> None:
    (lock := tmp_path / "lock").touch()
    left = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)'], start_new_session=True,"
    command = script(tmp_path, f"{left} close_fds=False, stdout=subprocess.DEVNULL, stderr=-3)")
    assert await carrying.run(command, lock=lock) is None
    assert await carrying.run(command, lock=lock) is None


async def test_a_command_that_cannot_be_run_is_named_with_the_reason(tmp_path: Path) -> None:
    assert "No such file" in str(await carrying.run(str(tmp_path / "nothing")))
    (tmp_path / "text").write_text("no program")
    assert "Permission denied" in str(await carrying.run(str(tmp_path / "text")))


def test_a_command_gets_neither_settings_nor_secrets() -> None:
    given = {
        "PATH": "/bin",
        "SSH_AUTH_SOCK": "/run/agent",
        "AWS_PROFILE": "web",
        "DISCORD_TOKEN": "tok.en",
        "DISCORD_TOKEN_FILE": "/run/token",
        "DATABASE_URL": "postgresql://tocsin:pass-word@db/tocsin",
        "PGPASSWORD": "pass-word",
        "TOCSIN_KEY_DIR": "/keys",
        "CREDENTIALS_DIRECTORY": "/run/credentials",
        "COPY_OF_IT": "Bot tok.en",
    }
    left = carrying.environment(("tok.en", "pass-word"), given)
    assert left == {"PATH": "/bin", "SSH_AUTH_SOCK": "/run/agent", "AWS_PROFILE": "web"}


async def test_a_running_command_sees_no_secret_of_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "tok.en")
    monkeypatch.setenv("ANOTHER", "has tok.en in it")
    monkeypatch.setenv("KEPT", "yes")
    command = script(tmp_path, "open('seen', 'w').write(repr(dict(os.environ)))")
    assert await carrying.run(command, ["tok.en"]) is None
    seen = (tmp_path / "seen").read_text()
    assert "tok.en" not in seen
    assert "'KEPT': 'yes'" in seen
