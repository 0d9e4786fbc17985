"""The commands of ``tocsin``, for typer: how each is called, and its help."""

import errno
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.cli.keys import keys
from bot.cli.options import ServerOption, known_language
from bot.cli.roster import roster
from bot.cli.shared import MAX_ID, do, event_loop, fail, load, run, said, settings_or_fail, show
from bot.errors import Sentence
from bot.settings import Address, Settings, SettingsError, parse_address

_MAX_CAMPAIGN = 10_000_000  # bytes of a campaign file


def backup(
    file: Annotated[Path, typer.Argument(help="A new file.")],
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Encrypt to this public key of tocsin keys pair. Can be given several times."
        ),
    ] = None,
) -> None:
    """Back up the whole database into one file, without keys, and read it back. The bot may be running."""
    from bot.cli.admin.backup import back_up

    show(do(back_up(settings_or_fail(), file, to or [])))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that tocsin backup wrote.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="The file with the private key, for an encrypted backup.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only check whether it is whole, and which keys it needs.")
    ] = False,
) -> None:
    """Restore a backup into an empty database, all or nothing. An older one is brought up to date."""
    from bot.cli.admin.backup import look_at, restore

    show(*do(look_at(file, key) if check else restore(settings_or_fail(), file, key)))


database = typer.Typer(help="Database: upgrade it, or copy it to PostgreSQL.", no_args_is_help=True)

TARGET = "TOCSIN_COPY_TO"


@database.command()
def upgrade() -> None:
    """Upgrade the database to this version. `tocsin run` does it by itself."""
    from bot.cli.admin.database import upgrade_database

    show(do(upgrade_database(settings_or_fail())))


@database.command()
def copy() -> None:
    """Copy everything from SQLite into an empty PostgreSQL; asks for its address (or TOCSIN_COPY_TO)."""
    from bot.cli.admin.database import copy_database

    settings = settings_or_fail()
    # Not an option: it contains a password, and other users can see command lines.
    address = os.environ.get(TARGET) or typer.prompt(said(Sentence("terminal-ask-address")), hide_input=True)
    show(*do(copy_database(settings, address.strip())))


privacy = typer.Typer(help="Members' data: erase on request.", no_args_is_help=True)


@privacy.command()
def erase() -> None:
    """Erase a person who asks for it and cannot reach the bot: withdraw every signature, delete the rest."""
    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    person = typer.prompt(said(Sentence("terminal-ask-person")), type=int, hide_input=True)
    if not 0 < person <= MAX_ID:
        fail(Sentence("terminal-not-a-person"))
    from bot.cli.admin.server_data import erase_person

    show(do(erase_person(settings_or_fail(), person)))


texts = typer.Typer(help="The texts in each language.", no_args_is_help=True)


@texts.command(name="check")
def check_texts(
    lang: Annotated[str | None, typer.Argument(help="One language, such as de; all of them without.")] = None,
) -> None:
    """Compare a language with English: missing, superfluous, other variables, too long, still English."""
    from bot.cli.admin.texts_check import fallbacks, texts_check
    from bot.texts.catalogue import catalogue_files

    languages = sorted(catalogue_files()) if lang is None else [lang]
    faults = 0
    for language in languages:
        found = list(texts_check(language))
        faults += len(found)
        show(*found)
        if not found:
            english = fallbacks(language)
            id = "terminal-texts-partly" if english else "terminal-texts-good"
            show(Sentence(id, language=language, count=english))
    if faults:
        fail(Sentence("terminal-texts-faults", count=faults))


def box(
    listen: Annotated[str | None, typer.Option(help="The address where members' pages hand rows in.")] = None,
    organisers: Annotated[
        str | None,
        typer.Option(help="The address where a bot elsewhere asks for them, with the secret box.key."),
    ] = None,
    row: Annotated[
        str | None,
        typer.Option(
            help="Only print the newest row of this key, for whoever shows the receipt of an earlier one."
        ),
    ] = None,
) -> None:
    """Take rows of the signing page in, in a process of its own, until a signal stops it."""
    from bot.cli.admin.programs import newest_row, serve_box
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if row is not None:
        typer.echo(do(newest_row(settings, row)))
        return
    if listen is None:
        fail(Sentence("terminal-box-no-address"))
    at = address_or_fail("--listen", listen)
    side = None if organisers is None else address_or_fail("--organisers", organisers)
    begin_log(settings)
    do(serve_box(settings, at, side), event_loop())


def address_or_fail(option: str, value: str) -> Address:
    """Return the address that an option names; end the program with a sentence if it is none."""
    found = parse_address(value)
    if found is None:
        fail(Sentence("terminal-box-address", option=option, value=repr(value)))
    return found


def registrar(
    listen: Annotated[
        str | None,
        typer.Option(help="The address where members' pages ask for tokens."),
    ] = None,
) -> None:
    """Register cards and issue tokens for the signing page, in a process of its own, until a signal stops
    it."""
    from bot.cli.admin.programs import serve_registrar
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if listen is None:
        fail(Sentence("terminal-registrar-no-address"))
    address = address_or_fail("--listen", listen)
    begin_log(settings)
    do(serve_registrar(settings, address), event_loop())


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder of the site. It is replaced as a whole.")],
) -> None:
    """Publish the board: a static site of what the bot posted and published, for any web space."""
    from bot.cli.admin.board import publish as published
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    begin_log(replace(settings, log="WARNING"))  # an unexpected error of one board, without secrets
    lines, faults = do(published(settings, folder))
    show(*lines)
    if faults:
        fail(*faults)


def site() -> None:
    """Serve the published board at TOCSIN_SITE, in a process of its own, until a signal stops it."""
    from bot.cli.admin.board import serve
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if settings.site is None or settings.board is None:
        fail(Sentence("terminal-board-no-address"))
    begin_log(settings)
    do(serve(settings, settings.board, settings.site), event_loop())


app = typer.Typer(
    name="tocsin",
    help="A Discord bot for employees' and union campaigns.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(backup)
app.command()(restore)
app.command()(publish)
app.command()(site)
app.command()(box)
app.command()(registrar)
app.add_typer(privacy, name="privacy")
app.add_typer(database, name="db")
app.add_typer(keys, name="keys")
app.add_typer(roster, name="roster")
app.add_typer(texts, name="texts")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(name="run")
def run_() -> None:
    """Run the bot in Discord. Settings come from the environment and .env (see .env.example)."""
    run()


@app.command()
def demo(
    lang: Annotated[str, typer.Option(callback=known_language, help="The language of the demo.")] = "en",
    campaign: Annotated[
        str | None, typer.Option(help="The campaign to play, as its folder in campaigns/ is named.")
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="A server where nothing is set up, from the bot’s greeting on.")
    ] = False,
    tour: Annotated[
        bool, typer.Option("--tour", help="Play the whole story in this terminal, then end.")
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option(help="Write pictures of the story to this folder, then end; needs Chromium."),
    ] = None,
    port: Annotated[int, typer.Option(help="The page's port; 0 takes any free one.")] = 0,
    folder: Annotated[Path, typer.Option("--to", help="Where the tour writes its files.")] = Path(
        "tour-export"
    ),
) -> None:
    """Try it without a Discord account: a page on 127.0.0.1, or --tour in the terminal."""
    from bot import demo as rehearsal

    _log_nothing()
    if record is not None:
        raise typer.Exit(do(rehearsal.run_record(record, campaign=campaign)))
    if tour:
        raise typer.Exit(do(rehearsal.run_tour(lang, folder, campaign=campaign)))
    raise typer.Exit(do(rehearsal.run_page(lang, port, campaign=campaign, empty=empty)))


@app.command()
def check() -> None:
    """Check settings, database, keys, sources and token: one line each, with how to fix what is wrong."""
    from bot.cli.admin.check import check as examine

    _log_nothing()
    try:
        settings: Settings | SettingsError = load()
    except SettingsError as error:
        settings = error
    good = True
    for finding in do(examine(settings)):
        show(finding.line)
        good = good and finding.good
    raise typer.Exit(0 if good else 1)


@app.command()
def health() -> None:
    """Ask the bot running here for its health (TOCSIN_HTTP must be set). Exit code 0: well, or standby."""
    from bot.runtime.health.client import fetch_report

    settings = settings_or_fail()
    if settings.http is None:
        fail(Sentence("terminal-health-off"))
    try:
        well, said = fetch_report(settings.http)
    except OSError:
        fail(Sentence("terminal-health-silent", url=settings.http.url))
    except ValueError:
        fail(Sentence("terminal-health-another", url=settings.http.url))
    print(said, end="")
    raise typer.Exit(0 if well else 1)


@app.command()
def invite() -> None:
    """Print the link that invites the bot to a server, with exactly the permissions it needs."""
    from bot.runtime.discord_login import invite_link

    _log_nothing()
    settings = settings_or_fail()
    print(do(invite_link(settings)))


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A campaign file (TOML).")],
    server: ServerOption = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the file; change nothing.")] = False,
) -> None:
    """Load a campaign file: facts, demands, watches. Safe to repeat: it changes only what differs."""
    from bot.campaign import CampaignError, parse

    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_CAMPAIGN + 1)  # not all of a device
        if len(content) > _MAX_CAMPAIGN:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        campaign = parse(content.decode(), allow_loopback=_loopback_allowed())
    except OSError as error:
        fail(Sentence("terminal-unreadable", file=file, reason=error.strerror))
    except UnicodeDecodeError:
        fail(Sentence("terminal-import-not-text", file=file))
    except CampaignError as error:
        fail(*(Sentence("terminal-import-fault", file=file, fault=fault) for fault in error.faults))
    if check:
        show(Sentence("terminal-import-correct", file=file))
        return
    from bot.cli.admin.server_data import import_campaign

    show(*do(import_campaign(settings_or_fail(), campaign, server)))


@app.command()
def export(
    server: ServerOption = None,
    folder: Annotated[Path, typer.Option("--to", help="The folder to write to.")] = Path("export"),
    evidence: Annotated[
        bool,
        typer.Option(
            "--evidence", help="Write the evidence: what the sources said, in one file that can be checked."
        ),
    ] = False,
    campaign: Annotated[
        Path | None, typer.Option("--campaign", help="Write the campaign file instead, to this new file.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(callback=known_language, help="The language of titles; by default, the server's."),
    ] = None,
) -> None:
    """Write the organisers' export: published counts, contracts and actions, signed, and pages to print."""
    from bot.cli.admin.server_data import write_campaign, write_evidence, write_export

    if campaign is not None:
        work = write_campaign(settings_or_fail(), server, campaign)
    elif evidence:
        work = write_evidence(settings_or_fail(), server, folder)
    else:
        work = write_export(settings_or_fail(), server, folder, lang)
    for path in do(work):
        print(path)


@app.command()
def verify(
    path: Annotated[
        Path,
        typer.Argument(
            help="An export or the evidence, its folder or ZIP; a board's folder; or a ledger, JSON."
        ),
    ],
    key: Annotated[
        str | None, typer.Option("--key", help="The key that must have signed it, or its fingerprint.")
    ] = None,
    head: Annotated[str | None, typer.Option("--head", help="A line under a count that you kept.")] = None,
    row: Annotated[
        str | None,
        typer.Option("--row", help="Your own row of a demand that is signed on the page, or its key."),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", help="The file with the box's receipts that the signing page saves."),
    ] = None,
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", help="The root certificate of a time-stamping authority, PEM; repeatable."),
    ] = None,
) -> None:
    """Check that an export, a board or a ledger is as it was made, and recompute its counts. Needs no
    settings and no database."""
    from bot.exports.verify import NotAnExport, check_roots
    from bot.exports.verify import verify as examine

    try:
        verdict = examine(path, key=key, head=head, row=row, receipt=receipt)
        if root:
            check_roots(verdict, root)
    except NotAnExport as error:
        fail(error.sentence)
    show(*verdict.holds)
    if not verdict.good:
        fail(*verdict.faults)


def _loopback_allowed() -> bool:
    """Return the setting, ``False`` if settings are invalid: checking a campaign file needs none; importing
    one reports their faults."""
    try:
        return load().allow_loopback
    except SettingsError:
        return False


def _log_nothing() -> None:
    """Silence logging: the output is complete, and log lines of libraries would only clutter it."""
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks(())
    logging.getLogger().addHandler(logging.NullHandler())  # otherwise warnings would be written to stderr
