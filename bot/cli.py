"""The ``tocsin`` command. A fault is one sentence on stderr and exit code 1, never a traceback."""

import asyncio
import gc
import logging
import os
import sys
import threading
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot import __version__
from bot import settings as settings_module
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.refusal import Refusal

T = TypeVar("T")

app = typer.Typer(
    name="tocsin",
    help="A Discord bot for employees' and union campaigns.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
privacy = typer.Typer(help="People's data.", no_args_is_help=True)
app.add_typer(privacy, name="privacy")
db = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(db, name="db")
keys = typer.Typer(help="The keys.", no_args_is_help=True)
app.add_typer(keys, name="keys")
roster = typer.Typer(help="The roster of verified members.", no_args_is_help=True)
app.add_typer(roster, name="roster")

MOST_ID = 2**63 - 1

ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        min=1,
        max=MOST_ID,  # what a database keeps; Discord's ids are smaller
        help="The Discord server's id; not needed if only one is known.",
    ),
]


class Language(StrEnum):
    """The languages that are complete."""

    en = "en"
    fr = "fr"


def main() -> None:
    """The console script."""
    if sys.argv[1:] != ["run"]:
        app()
        return
    try:
        run()  # nothing to parse: typer would load pydantic, a tenth of the start and of the memory
    except typer.Exit as ended:
        sys.exit(ended.exit_code)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def run() -> None:
    """Run the bot in Discord. Settings come from the environment and .env (see .env.example)."""
    # What is imported stays: looking through it for garbage again and again takes a fifth of the start.
    gc.disable()  # until ``serve`` has opened everything
    settings = _settings()
    from bot.serve import serve

    async def served() -> None:
        await serve(settings)
        _end_soon()

    _log_to_stderr(settings)
    _do(served())


@app.command()
def demo(
    lang: Annotated[Language, typer.Option(help="The language of the rehearsal.")] = Language.en,
    tour: Annotated[bool, typer.Option("--tour", help="Play the whole story here, then end.")] = False,
    port: Annotated[int, typer.Option(help="The page's port; 0 takes any free one.")] = 0,
    folder: Annotated[Path, typer.Option("--to", help="Where the tour writes its files.")] = Path(
        "tour-export"
    ),
) -> None:
    """Rehearse without a Discord account: a page on 127.0.0.1, or --tour in the terminal."""
    from bot import demo as rehearsal

    work = rehearsal.run_tour(lang.value, folder) if tour else rehearsal.run_page(lang.value, port)
    raise typer.Exit(_do(work))


@app.command()
def check() -> None:
    """Check settings, database, keys, sources and token; one line each, and how to mend what is wrong."""
    from bot.check import check as examine

    _log_nothing()
    try:
        settings: Settings | SettingsError = _load()
    except SettingsError as error:
        settings = error
    good = True
    for finding in _do(examine(settings)):
        print(finding)
        good = good and finding.good
    raise typer.Exit(0 if good else 1)


@app.command()
def invite() -> None:
    """Print the link that invites the bot to a server, with exactly the permissions it needs."""
    from bot.check import invite_link

    _log_nothing()
    settings = _settings()
    print(_do(invite_link(settings)))


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A campaign file (TOML).")],
    server: ServerOption = None,
    check: Annotated[bool, typer.Option("--check", help="Only say whether the file is right.")] = False,
) -> None:
    """Load a campaign file: facts, demands, watches. Loading it again changes only what differs."""
    from bot.campaign import CampaignError, parse

    try:
        campaign = parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        _fail(f"{file} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        _fail(f"{file} is not UTF-8 text: save it again as UTF-8.")
    except CampaignError as error:
        _fail(*(f"{file}: {fault}" for fault in error.faults))
    if check:
        print(f"{file} is right.")
        return
    from bot.steward import import_campaign

    for line in _do(import_campaign(_settings(), campaign, server)):
        print(line)


@app.command()
def export(
    server: ServerOption = None,
    folder: Annotated[Path, typer.Option("--to", help="The folder to write to.")] = Path("export"),
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Write what the sources said, in one file that can be checked.")
    ] = False,
    lang: Annotated[
        Language | None, typer.Option(help="The language of titles and pages; by default the server's.")
    ] = None,
) -> None:
    """Write the organisers' export: published counts, contracts and actions, signed, and pages to print."""
    from bot.steward import write_evidence, write_export

    if evidence:
        work = write_evidence(_settings(), server, folder)
    else:
        work = write_export(_settings(), server, folder, None if lang is None else lang.value)
    for path in _do(work):
        print(path)


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(help="An export or the evidence: its folder, or the ZIP.")],
    key: Annotated[
        str | None, typer.Option("--key", help="The key it must be signed with, or its fingerprint.")
    ] = None,
) -> None:
    """Check that an export is as it was made, and recompute its counts. Needs no settings and no database."""
    from bot.exports.verify import NotAnExport
    from bot.exports.verify import verify as examine

    try:
        verdict = examine(path, key=key)
    except NotAnExport as error:
        _fail(str(error))
    for sentence in verdict.holds:
        print(sentence)
    if not verdict.good:
        _fail(*verdict.faults)


@privacy.command()
def erase() -> None:
    """Withdraw every signature of a person who asks for it and cannot reach the bot, and delete the rest."""
    from bot.steward import erase_person

    # Asked for, not an option: a command line is kept in the shell's history and shown to other users.
    person = typer.prompt("The person's Discord id", type=int, hide_input=True)
    if not 0 < person <= MOST_ID:
        _fail("A Discord id is a number of 17 to 20 digits: copy it again from Discord.")
    print(_do(erase_person(_settings(), person)))


@db.command()
def upgrade() -> None:
    """Bring the database to this version's tables. `tocsin run` does so by itself."""
    from bot.steward import upgrade_database

    print(_do(upgrade_database(_settings())))


@keys.command(name="list")
def list_keys() -> None:
    """List the keys: what for, fingerprint, made, state, and when a demand's ends."""
    from bot.keys_steward import list_keys as tell

    for line in _do(tell(_settings())):
        print(line)


@keys.command(name="backup")
def backup_keys(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Write every key into one file, encrypted with a passphrase that is asked for."""
    from bot.keys_steward import backup_keys as write

    settings = _settings()
    passphrase = typer.prompt(
        "Passphrase (twelve characters or more)", hide_input=True, confirmation_prompt=True
    )
    if len(passphrase) < 12:
        _fail("The passphrase is too short: take twelve characters or more, four words for example.")
    print(_do(write(settings, file, passphrase)))


@keys.command(name="restore")
def restore_keys(file: Annotated[Path, typer.Argument(help="A file that tocsin keys backup made.")]) -> None:
    """Put back the keys that are missing. Nothing that is there is changed."""
    from bot.keys_steward import restore_keys as put_back

    settings = _settings()
    for line in _do(put_back(settings, file, typer.prompt("Passphrase", hide_input=True))):
        print(line)


@keys.command()
def rotate(name: Annotated[str, typer.Argument(help="audit or signing.")]) -> None:
    """Make a key anew: the audit's, or the one that signs exports. What the old one made stays good."""
    from bot.keys_steward import rotate_key

    print(_do(rotate_key(_settings(), name)))


@keys.command()
def destroy(
    name: Annotated[str, typer.Argument(help="A demand's key, as tocsin keys list names it.")],
) -> None:
    """Destroy a closed demand's key, and everything that can be tied to anyone, for good."""
    from bot.keys_steward import destroy_key, slug_of

    settings = _settings()
    slug = _do(slug_of(settings, name))
    print(f"This makes the signatures of {slug} anonymous for good. The published counts stay.")
    if typer.prompt(f"Type {slug} to go on") != slug:
        _fail("That is not its short name. Nothing was changed.")
    print(_do(destroy_key(settings, name)))


@roster.command(name="import")
def import_roster(
    file: Annotated[Path, typer.Argument(help="A CSV file with a column of membership numbers.")],
    codes: Annotated[
        Path, typer.Option("--codes", help="A new file for the link codes of new members, to hand out.")
    ],
    server: ServerOption = None,
    column: Annotated[
        str | None,
        typer.Option(help="The column's heading or place (1 is the first), if there are several."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take members off the roster who are not in the file.")
    ] = False,
) -> None:
    """Put members on the roster: only keyed references of their numbers are kept. Again changes nothing."""
    from bot.roster_steward import import_roster as take_in

    for line in _do(take_in(_settings(), server, file, codes, column=column, replace=replace)):
        print(line)


@roster.command()
def code(server: ServerOption = None) -> None:
    """Print a new link code for one member, who lost theirs or has another account."""
    from bot.roster_steward import new_code

    # Asked for, not an option: a command line is kept in the shell's history and shown to other users.
    number = typer.prompt("The membership number", hide_input=True)
    print(_do(new_code(_settings(), server, number)))


@roster.command()
def status(server: ServerOption = None) -> None:
    """Say how many members are on the roster and how many have linked their account, in tens."""
    from bot.roster_steward import status as tell

    print(_do(tell(_settings(), server)))


@roster.command()
def clear(
    server: ServerOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,
) -> None:
    """Take everybody off the roster, with their codes."""
    from bot.roster_steward import clear as take_off

    if not yes:
        typer.confirm("Codes that were handed out will not work any more. Clear the roster?", abort=True)
    print(_do(take_off(_settings(), server)))


def _settings() -> Settings:
    try:
        return _load()
    except SettingsError as error:
        _fail(*error.faults)


def _load() -> Settings:
    """Raises ``SettingsError``, also where ``.env`` is no text or may not be read."""
    try:
        return settings_module.load()
    except UnicodeDecodeError as error:
        raise SettingsError([".env is not UTF-8 text: save it again as UTF-8."]) from error
    except OSError as error:
        raise SettingsError([f".env cannot be read: {error.strerror}."]) from error


def _do(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; a fault that has a sentence ends the program with it."""
    from bot.app import StartError
    from bot.refusal import Refusal

    try:
        return asyncio.run(work)
    except StartError as error:
        _fail(str(error))
    except Refusal as refusal:
        _fail(_english(refusal))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _end_soon() -> None:
    """Everything is closed, and what was acknowledged is on disk: a task that does not end when it is
    cancelled must not keep the process, and the supervisor that restarts it, waiting."""
    ending = threading.Timer(0.5, os._exit, (0,))
    ending.daemon = True
    ending.start()


def _english(refusal: "Refusal") -> str:
    from bot.texts import Texts

    return Texts.load().of("en")(refusal.id, **refusal.arguments)


def _fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def _log_to_stderr(settings: Settings) -> None:
    logging.basicConfig(level=settings.log, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    keep_libraries_quiet(logging.getLevelName(settings.log))


def _log_nothing() -> None:
    """The findings say it all; what libraries note on the way would only stand between them."""
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks(())
    logging.getLogger().addHandler(logging.NullHandler())  # or warnings would be written to stderr


def keep_libraries_quiet(level: int) -> None:
    """Let no library write what members send, whatever ``level`` the steward asked for."""
    for name in ("discord", "asyncio"):  # below INFO these write what members send and who they are
        logging.getLogger(name).setLevel(max(logging.INFO, level))
    # At INFO the first writes every statement, the last where it found its fonts.
    for name in ("sqlalchemy", "aiosqlite", "alembic", "matplotlib"):
        logging.getLogger(name).setLevel(max(logging.WARNING, level))
