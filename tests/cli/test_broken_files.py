"""Every command of ``tocsin``, and what ``tocsin check`` says, on a machine that was restored and of whose
files one is missing, cut short, unreadable, of another machine or older."""

import asyncio
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from bot.app import open_app
from bot.cli.commands import app
from tests.support.passphrases import encrypt_cheaply
from tests.support.petition_desk import SERVER
from tests.support.processes import start
from tests.support.restored_machine import MEMBERS, PASSPHRASE, RestoredMachine, restored_machine

pytestmark = pytest.mark.wire

ROOT = Path(__file__).parents[2]
NUMBER = "N1\n"

COMMANDS: dict[str, tuple[str, str]] = {  # what follows the command's name, and what is typed
    "backup": ("new.tocsin", ""),
    "box": ("--listen {taken} --organisers {taken}", ""),
    "check": ("", ""),
    "db copy": ("", "postgresql://tocsin@127.0.0.1:9/tocsin\n"),
    "db upgrade": ("", ""),
    "demo": ("--campaign none-of-that-name", ""),
    "export": ("--to exported", ""),
    "health": ("", ""),
    "import": ("campaign.toml", ""),
    "invite": ("", ""),
    "keys backup": ("new.keys", f"{PASSPHRASE}\n{PASSPHRASE}\n"),
    "keys destroy": ("demand-1", "halt-all-cooperation-with-ice\n"),
    "keys list": ("", ""),
    "keys pair": ("pair", ""),
    "keys restore": ("keys.backup", f"{PASSPHRASE}\n"),
    "keys rotate": ("audit", ""),
    "privacy erase": ("", f"{MEMBERS[3]}\n"),
    "publish": ("site", ""),
    "registrar": ("--listen {taken}", ""),
    "restore": ("backup.tocsin", ""),
    "roster card": ("--reason lost", NUMBER),
    "roster cards": ("members.csv --codes new-codes.csv", ""),
    "roster clear": ("--yes", ""),
    "roster code": ("--reason lost", NUMBER),
    "roster import": ("members.csv --codes new-codes.csv", ""),
    "roster issued": ("members.csv", ""),
    "roster letters": ("codes.csv letters.pdf", ""),
    "roster status": ("", ""),
    "site": ("", ""),
    "texts check": ("fr", ""),
    "verify": ("export", ""),
}
OF_ITS_OWN = {"run"}  # which ends its process

RESTORE_KEY = "restore it from your copy of the keys"
MARKS = "put the newest copy of the folder in place before the bot starts"
OF_A_KEY = {
    "missing": RESTORE_KEY,
    "cut short": RESTORE_KEY,
    "unreadable": "make the user that runs Tocsin its owner",
    "of another": "set TOCSIN_KEY_DIR to the keys of this database",
}
OF_A_MARK = {
    "missing": MARKS,
    "cut short": MARKS,
    "unreadable": "put the one of your backup in its place",
    "of another": MARKS,
}
AUDIT = f"keys/audit-{SERVER}.head"
WAYS_OUT: dict[str, dict[str, str]] = {
    "data/tocsin.db": {
        "missing": "restore your newest backup with tocsin restore FILE",
        "cut short": "restore your newest backup into a new one",
        "unreadable": "Check DATABASE_URL, and that the file and its folder belong to the user",
        "of another": "restore your newest backup into a new one",
        "older": "Is there a newer backup? Put that in place before anybody signs.",
    },
    "keys": {"missing": RESTORE_KEY, "unreadable": "give it a folder of its own"},
    "keys/audit.key": OF_A_KEY,
    "keys/demand-2.key": OF_A_KEY,
    f"keys/roster-{SERVER}.key": OF_A_KEY,
    "keys/signing.key": OF_A_KEY,
    AUDIT: OF_A_MARK,
    "keys/demand-2.published": OF_A_MARK,
    "keys/demand-2.withdrawn": {
        "missing": "ask members in public to withdraw once more",
        "unreadable": "put the one of your backup in its place",
    },
}
"""Remedies of ``tocsin check``, by file and damage."""

STATES = [(name, how) for name, ways in WAYS_OUT.items() for how in ways]
FIRST = {
    ("data/tocsin.db", "missing"),
    ("data/tocsin.db", "cut short"),
    ("keys", "missing"),
    ("keys/audit.key", "missing"),
    ("keys/demand-2.withdrawn", "unreadable"),
    ("keys/demand-2.published", "unreadable"),
}


def repeats(name: str, _how: str) -> list[pytest.MarkDecorator]:
    """Mark the damages of a key that are those of a demand's."""
    return [pytest.mark.long] if WAYS_OUT[name] is OF_A_KEY and name != "keys/demand-2.key" else []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RestoredMachine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyrage.passphrase.encrypt", encrypt_cheaply)
        yield restored_machine(tmp_path_factory.mktemp("restored"))


@pytest.fixture
def machine(
    whole: RestoredMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RestoredMachine]:
    """A copy of the machine, whose settings are those of the environment."""
    copy = whole.copied(tmp_path / "machine")
    monkeypatch.chdir(copy.folder)
    for name, value in copy.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.common.logging.begin_log", lambda _settings: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("TOCSIN_HTTP", address)
        monkeypatch.setenv("TOCSIN_SITE", address)
        monkeypatch.setenv("TOCSIN_ALLOW_LOOPBACK", "yes")
        monkeypatch.setenv("USASPENDING_URL", "http://127.0.0.1:9")
        yield copy


def tocsin(name: str, address: str = "") -> Result:
    words, typed = COMMANDS[name]
    return CliRunner().invoke(app, [*name.split(), *words.format(taken=address).split()], input=typed)


def damage(machine: RestoredMachine, name: str, how: str) -> None:
    path = machine.folder / name
    if how == "older":
        shutil.copy2(machine.older / name, path)
        return
    whole = b"" if path.is_dir() else path.read_bytes()
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    if how == "cut short":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "of another":
        path.write_bytes(bytes(reversed(whole)))
    elif how == "unreadable":  # for the superuser, too: a folder in place of a file, or the reverse
        path.mkdir() if whole else path.write_bytes(b"")
    path.chmod(0o700 if path.is_dir() else 0o600) if path.exists() else None


def named(command: Any, *before: str) -> Iterator[str]:
    """Iterate over the names of a command, or of those in its group."""
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from named(inner, *before, name)
    else:
        yield " ".join(before)


def test_every_command_is_tried() -> None:
    assert {*named(get_command(app))} == COMMANDS.keys() | OF_ITS_OWN


@pytest.mark.full
@pytest.mark.parametrize(("name", "how"), [pytest.param(*each, marks=repeats(*each)) for each in STATES])
def test_the_check_goes_through_and_says_what_to_do(machine: RestoredMachine, name: str, how: str) -> None:
    damage(machine, name, how)
    result = tocsin("check")
    assert_it_ends_in_words(result)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert any(line.startswith(("WRONG", "warn")) and WAYS_OUT[name][how] in line for line in lines), lines
    assert [line for line in lines if line.startswith("WRONG  token: ")], "the others go on"


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "how"),
    [pytest.param(*state, marks=() if state in FIRST else pytest.mark.long) for state in STATES],
)
def test_every_command_ends_in_words(
    machine: RestoredMachine, tmp_path: Path, name: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = os.environ["TOCSIN_HTTP"]
    for number, command in enumerate(COMMANDS):
        copy = machine.copied(tmp_path / str(number))  # the one before may have mended something
        monkeypatch.chdir(copy.folder)
        for key, value in copy.environment.items():
            monkeypatch.setenv(key, value)
        damage(copy, name, how)
        result = tocsin(command, address)
        assert_it_ends_in_words(result)


@pytest.mark.full
def test_withdrawals_that_went_with_the_journal_are_asked_for_until_the_key_ends(
    machine: RestoredMachine,
) -> None:
    """Only the file of ``tocsin keys backup`` is left of the key folder."""
    shutil.rmtree(machine.keys)
    restored = tocsin("keys restore")
    assert restored.exit_code == 0
    assert (
        "demand 2 (halt-all-cooperation-with-ice-2): it is not known any more who withdrew."
        in restored.output
    )
    checked = tocsin("check").output
    assert "WRONG  restored: demand 2 (halt-all-cooperation-with-ice-2): it is not known any more" in checked
    asyncio.run(start_and_stop(machine))
    for _ in range(2):
        checked = tocsin("check").output
        assert "warn   restored: demand 2 (halt-all-cooperation-with-ice-2): its journal" in checked
        assert "ask members in public to withdraw once more" in checked
        assert "it is not known any more" not in checked
    asyncio.run(withdraw(machine))
    assert "warn   restored: demand 2 (" in tocsin("check").output, "it does not tell that somebody withdrew"


async def start_and_stop(machine: RestoredMachine) -> None:
    async with open_app(machine.settings):
        pass


async def withdraw(machine: RestoredMachine) -> None:
    async with open_app(machine.settings) as opened:
        await opened.signing.withdraw(2, member_id=MEMBERS[0])


@pytest.mark.full
@pytest.mark.parametrize(("name", "how"), sorted(FIRST))
async def test_the_bot_ends_in_words(machine: RestoredMachine, name: str, how: str) -> None:
    """It comes no further than the port of its health, which is taken."""
    damage(machine, name, how)
    out = machine.folder / "said.txt"
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": "x",
        **machine.environment,
    }
    environ["TOCSIN_HTTP"] = os.environ["TOCSIN_HTTP"]
    process = await start("bot", "run", folder=machine.folder, environ=environ, out=out)
    assert await process.wait() == 1
    said = out.read_text()
    assert "Traceback" not in said
    assert said.splitlines()[-1].endswith("."), said


def assert_it_ends_in_words(result: Result) -> None:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    if result.exit_code:
        last = result.output.rstrip().splitlines()[-1]
        assert last.endswith("."), result.output
