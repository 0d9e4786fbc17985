"""Secrets are never arguments, which every user of the machine and the shell's history see, nor in a
traceback.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli.commands import app

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
SECRET = re.compile(r"token|pass|secret|key|identity|private|person|member|number|code|url", re.IGNORECASE)
NO_SECRET = {
    ("verify", "key"),  # a public key, or its fingerprint
}


def parameters(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from parameters(inner, (*path, name))
    for parameter in command.params:
        yield " ".join(path), parameter


def test_no_command_takes_a_secret_as_an_argument() -> None:
    seen = list(parameters(typer.main.get_command(app)))
    assert len(seen) > 30
    for command, parameter in seen:
        names = f"{parameter.name} {' '.join(parameter.opts)}"
        if SECRET.search(names) and (command, parameter.name) not in NO_SECRET:
            assert parameter.bare_type() == "Path", f"{command}: {names} is typed in, not a file"


def test_secrets_typed_at_a_prompt_are_not_shown() -> None:
    asked = 0
    for path in (ROOT / "bot" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "typer.prompt"):
                continue
            if re.search(r"ask-(new-passphrase|passphrase|person|number)\b", ast.unparse(node.args[0])):
                asked += 1
                hidden = {word.arg: ast.unparse(word.value) for word in node.keywords}
                assert hidden.get("hide_input") == "True", ast.unparse(node)
    assert asked == 4


BREAK = """
import os
import sys
from bot.storage import Database
from bot.storage.leader import SessionLock

async def broken(*_):
    raise RuntimeError(f"{os.environ['DATABASE_URL']} with tok-secret-value")

Database.connect = SessionLock.take = broken
from bot.cli import main
sys.argv = ["tocsin", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(
    "words",
    [
        ["backup", "x"],
        *(pytest.param(words, marks=pytest.mark.full) for words in (["keys", "list"], ["run"])),
    ],
    ids=" ".join,
)
def test_an_unexpected_exception_shows_no_secret(words: list[str], tmp_path: Path) -> None:
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": "tok-secret-value",
        "DATABASE_URL": "postgresql://tocsin:pw-secret@127.0.0.1:1/tocsin",
    }
    done = subprocess.run(
        [sys.executable, "-c", BREAK, *words], env=environ, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    for secret in ("tok-secret", "pw-secret"):
        assert secret not in done.stdout + done.stderr
