"""Prompts of the terminal: input is not shown, and nothing happens without it. On a real database."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.app import open_app
from bot.cli.commands import app
from bot.petitions.demands.service import DemandView
from bot.petitions.roster.codes import read_code
from bot.settings import Settings
from tests.support.petition_desk import PRIVACY, SERVER, TEXTS

pytestmark = pytest.mark.unit

NUMBER = "7719204835"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    made = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys")
    monkeypatch.setenv("DATABASE_URL", made.database_url)
    monkeypatch.setenv("TOCSIN_KEY_DIR", str(made.key_dir))
    return made


def tocsin(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, words, input=typed)


def a_demand(settings: Settings, *, closed: bool) -> DemandView:
    async def make() -> DemandView:
        async with open_app(settings) as opened:
            await opened.servers.update(SERVER, name="Syndicat", privacy=PRIVACY)
            draft = await opened.demands.create(SERVER, TEXTS)
            demand = await opened.demands.open(SERVER, draft.id)
            return await opened.demands.close(SERVER, demand.id) if closed else demand

    return asyncio.run(make())


def test_a_new_code_is_for_the_typed_number_which_is_not_shown(settings: Settings, tmp_path: Path) -> None:
    a_demand(settings, closed=False)
    (tmp_path / "members.csv").write_text(f"{NUMBER}\n")
    taken = tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    assert taken.exit_code == 0, taken.output
    new = tocsin("roster", "code", typed=f"gone\nlost\n {NUMBER} \n")
    assert new.exit_code == 0, new.output
    assert "Why is a new code needed" in new.output, "and again, for what is no reason"
    assert "The membership number:" in new.output
    assert "It works from" in new.output
    assert NUMBER not in new.output
    codes = [word for word in new.output.split() if word.count("-") == 3 and read_code(word)]
    assert len(codes) == 1
    assert codes[0] not in (tmp_path / "codes.csv").read_text()
    unknown = tocsin("roster", "code", "--reason", "other", typed="12345\n")
    assert unknown.exit_code == 1
    assert "12345" not in unknown.output
    assert tocsin("roster", "code", "--reason", "lost", typed="").exit_code == 1
    assert tocsin("roster", "code", "--reason", "gone", typed=f"{NUMBER}\n").exit_code != 0


def test_the_roster_is_cleared_only_after_confirmation(settings: Settings, tmp_path: Path) -> None:
    a_demand(settings, closed=False)
    (tmp_path / "members.csv").write_text(f"{NUMBER}\n")
    tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    assert tocsin("roster", "clear", typed="n\n").exit_code == 1
    assert tocsin("roster", "code", "--reason", "account", typed=f"{NUMBER}\n").exit_code == 0
    assert tocsin("roster", "clear", typed="y\n").exit_code == 0
    assert tocsin("roster", "code", "--reason", "account", typed=f"{NUMBER}\n").exit_code == 1


def test_a_key_is_destroyed_only_after_the_demands_name_is_typed(settings: Settings) -> None:
    demand = a_demand(settings, closed=True)
    file = settings.key_dir / f"demand-{demand.id}.key"
    assert file.exists()
    for typed in ("\n", "yes\n", f"{demand.slug}x\n"):
        refused = tocsin("keys", "destroy", f"demand-{demand.id}", typed=typed)
        assert refused.exit_code == 1
        assert file.exists()
    assert f"Type {demand.slug} to confirm" in refused.output
    assert "Nothing was changed." in refused.output
    done = tocsin("keys", "destroy", f"demand-{demand.id}", typed=f"{demand.slug}\n")
    assert done.exit_code == 0, done.output
    assert not file.exists()
    assert "destroyed on" in tocsin("keys", "list").output


def test_the_key_of_an_open_demand_is_never_destroyed(settings: Settings) -> None:
    demand = a_demand(settings, closed=False)
    refused = tocsin("keys", "destroy", f"demand-{demand.id}", typed=f"{demand.slug}\n")
    assert refused.exit_code == 1
    assert (settings.key_dir / f"demand-{demand.id}.key").exists()


def test_a_key_pair_prints_its_public_key_alone_and_replaces_no_file() -> None:
    made = tocsin("keys", "pair", "pair")
    assert made.exit_code == 0, made.output
    kept = Path("pair").read_text()
    assert made.stdout == kept.splitlines()[0].removeprefix("# public key: ") + "\n"
    assert kept.splitlines()[1] not in made.output
    again = tocsin("keys", "pair", "pair")
    assert (again.exit_code, again.stdout, Path("pair").read_text()) == (1, "", kept)
    assert "name a new file" in again.stderr


@pytest.mark.full
def test_keys_are_backed_up_and_restored_with_a_hidden_passphrase(settings: Settings) -> None:
    a_demand(settings, closed=False)
    words = "for example four words"
    short = tocsin("keys", "backup", "keys.tocsin", typed="short\nshort\n")
    assert (short.exit_code, Path("keys.tocsin").exists()) == (1, False)
    assert tocsin("keys", "backup", "keys.tocsin", typed=f"{words}\n{words}\n").exit_code == 0
    (settings.key_dir / "demand-1.key").unlink()
    wrong = tocsin("keys", "restore", "keys.tocsin", typed="four other words\n")
    assert wrong.exit_code == 1
    back = tocsin("keys", "restore", "keys.tocsin", typed=f"{words}\n")
    assert back.exit_code == 0, back.output
    assert "put back." in back.output
    assert words not in back.output + wrong.output
    assert (settings.key_dir / "demand-1.key").exists()
