"""``tocsin privacy erase``: the id is prompted for and never shown, and the answer reveals nothing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app

pytestmark = pytest.mark.unit

PERSON = "812345678901234567"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tocsin.db'}")
    monkeypatch.setenv("TOCSIN_KEY_DIR", str(tmp_path / "keys"))


def test_the_id_is_prompted_for_and_not_shown(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["privacy", "erase"], input=f"{PERSON}\n")
    assert result.exit_code == 0, result.output
    assert "The database keeps nothing about this person any more." in result.output
    assert PERSON not in result.output
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert PERSON.encode() not in file.read_bytes(), file.name


@pytest.mark.parametrize("typed", ["0", "-5", str(2**63)])
def test_an_invalid_id_is_refused(typed: str) -> None:
    result = CliRunner().invoke(app, ["privacy", "erase"], input=f"{typed}\n")
    assert result.exit_code == 1
    assert "17 to 20 digits" in result.output
