"""The terminal in French, by its environment; and no English sentence beside the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.admin.texts_check import _messages
from bot.cli.commands import app
from bot.cli.options import PREFIX, is_help
from bot.texts.catalogue import catalogue_files
from bot.texts.terminal import environment_language
from tests.cli.test_main import Command
from tests.support.processes import fresh

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
FRENCH = {"LC_ALL": "fr_FR.UTF-8"}
NBSP = "\u00a0"


@pytest.fixture
def tocsin(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR@euro", "LANG": "de_DE"}, "fr"),
        ({"LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),  # members have German, the terminal does not
        ({"LANG": "../fr"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert environment_language(environ) == language


async def test_a_wrong_setting_is_explained_in_french(tocsin: Command) -> None:
    outcome = await tocsin("run", TOCSIN_LOG="LOUD", TOCSIN_POLL_MINUTES="often", **FRENCH)
    assert outcome.code == 1
    assert outcome.err.splitlines() == [
        f"TOCSIN_POLL_MINUTES vaut 'often', qui n’est pas un nombre{NBSP}: écrivez 360, par exemple.",
        f"TOCSIN_LOG vaut 'LOUD'{NBSP}: écrivez l’un de ces mots{NBSP}: DEBUG, INFO, WARNING, ERROR.",
    ]


async def test_the_bot_without_a_token_says_so_in_french(tocsin: Command) -> None:
    assert (await tocsin("run", **FRENCH)).sentence.startswith("DISCORD_TOKEN n’est pas défini")


@pytest.mark.full
async def test_a_terminal_that_lacks_a_letter_shows_the_rest(
    tocsin: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tocsin, "begin", fresh)  # a fork has its terminal already
    outcome = await tocsin("run", LC_ALL="fr_FR.ISO-8859-1", PYTHONIOENCODING="ascii:strict")
    assert outcome.code == 1
    assert outcome.err.startswith("DISCORD_TOKEN n?est pas d?fini")


async def test_the_log_stays_in_english(tocsin: Command) -> None:
    """People, and the pages of these documents, search for its lines."""
    outcome = await tocsin("run", TOCSIN_LOG_FORMAT="JSON", **FRENCH)
    assert "DISCORD_TOKEN is not set" in outcome.out + outcome.err


async def test_the_check_is_in_french(tocsin: Command) -> None:
    outcome = await tocsin(
        "check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes", **FRENCH
    )
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert lines[0] == "ok     settings: tous peuvent servir."
    assert lines[1].startswith("WRONG  database: data/tocsin.db n’existe pas encore")


async def test_a_campaign_file_is_explained_in_french(tocsin: Command) -> None:
    file = tocsin.write("c.toml", 'title = 3\nlanguage = "xx"\nnothing = 1\n')
    outcome = await tocsin("import", str(file), "--check", **FRENCH)
    assert outcome.code == 1
    first, second, third = outcome.err.splitlines()
    colon = f"{NBSP}: "
    assert first == colon.join(
        (str(file), "début du fichier", "title vaut le nombre 3", "écrivez un texte entre guillemets.")
    )
    assert f"language vaut 'xx'{NBSP}: écrivez l’un de ces mots" in second
    assert f"nothing n’est pas une clé ici{NBSP}: les clés sont ici title" in third


@pytest.mark.full
async def test_an_upgrade_and_the_keys_speak_french(tocsin: Command) -> None:
    assert (await tocsin("db", "upgrade", **FRENCH)).lines == ["La base de données est maintenant à jour."]
    assert (await tocsin("keys", "list", **FRENCH)).lines == [
        f"Il n’y a pas encore de clés{NBSP}: la première revendication qui s’ouvre en reçoit une."
    ]
    await tocsin.make_key()
    (line,) = (await tocsin("keys", "list", **FRENCH)).lines
    assert line.startswith("demand-1 · revendication 1 · ")
    assert line.endswith(" · présente")


@pytest.mark.full
async def test_a_folder_without_an_export_is_refused_in_french(tocsin: Command) -> None:
    (tocsin.folder / "empty").mkdir()
    sentence = (await tocsin("verify", "empty", **FRENCH)).sentence
    assert sentence.startswith("Il n’y a pas de liste de fichiers telle que Tocsin l’écrit")


@pytest.mark.full
async def test_a_refusal_of_a_service_is_in_french(tocsin: Command) -> None:
    await tocsin.know(42)
    sentence = (await tocsin("export", "--evidence", **FRENCH)).sentence
    assert sentence.startswith("Aucune réponse d’une source n’est encore conservée")


async def test_the_help_is_in_french(tocsin: Command) -> None:
    said = (await tocsin("keys", "--help", COLUMNS="200", **FRENCH)).out
    assert "Lister les clés" in said
    assert "Commandes" in said
    assert "Faire tourner le bot dans Discord" in (await tocsin(COLUMNS="200", **FRENCH)).out


def commands(command: object, key: str = PREFIX) -> Iterator[tuple[str, set[str]]]:
    """Yield the id and the attributes that each command's help has."""
    options = {option.name for option in command.params if getattr(option, "help", None)}  # type: ignore[attr-defined]
    yield key, options - {"help"}
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{key}-{name}")


def test_french_has_the_help_of_each_command_and_option() -> None:
    french = _messages(catalogue_files()["fr"]["organise/terminal-help.ftl"])
    translated = {name: {each.id.name for each in entry.attributes} for name, entry in french.items()}
    assert translated == dict(commands(get_command(app)))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], True),
        (["keys"], True),
        (["keys", "list"], False),
        (["check"], False),
        (["check", "--help"], True),
    ],
)
def test_the_catalogue_of_the_help_is_read_for_a_help_only(words: list[str], shown: bool) -> None:
    assert is_help(get_command(app), words) is shown


WORD = re.compile(r"[A-Za-z]{2,}")


def sentences(path: Path) -> Iterator[str]:
    """Yield the literals of three words and more that are neither documentation nor log lines nor names of
    periodic tasks, which the log tells, nor the help of a command."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "PeriodicTask")):
            left_out |= set(ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg == "help":
            left_out |= set(ast.walk(node))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in left_out:
            continue
        if " " in node.value.strip() and len(WORD.findall(node.value)) >= 3:
            yield node.value


# An example of the settings, the beginning of an exported campaign file, lines of pyrage and tomllib.
NOT_TOLD = ("Union of Example Ltd", "The union’s officers", "# Campaign file", "No matching keys", "(.*?) ")


@pytest.mark.parametrize(
    "folder", ["bot/cli", "bot/cli/admin", "bot/campaign", "bot/settings.py", "bot/exports/verify.py"]
)
def test_no_sentence_of_the_terminal_is_in_the_code(folder: str) -> None:
    path = ROOT / folder
    for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
        found = [each for each in sentences(file) if not each.startswith(NOT_TOLD)]
        assert found == [], file.name


@pytest.mark.full
def test_an_error_of_the_start_names_a_sentence() -> None:
    """The first argument of these errors is an id: a sentence in the code would be in one language."""
    names = ("StartError", "BackupError", "BackupFileError", "AgeError", "RosterFileError", "NotAnExport")
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in (*names, "Sentence"):
                continue
            for written in node.args:
                if isinstance(written, ast.Constant):
                    assert re.fullmatch(r"[a-z0-9-]+", str(written.value)), (path.name, written.value)
