"""The commands of ``tocsin``, except what ``run`` does (``cli.main``), for typer."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.cli.backup import backup, restore
from bot.cli.board import publish, site
from bot.cli.box import box
from bot.cli.database import database
from bot.cli.keys import keys
from bot.cli.main import run
from bot.cli.options import ServerOption, known_language
from bot.cli.privacy import privacy
from bot.cli.registrar import registrar
from bot.cli.roster import roster
from bot.cli.shared import do, fail, load, settings_or_fail, show
from bot.cli.texts import texts
from bot.errors import Sentence
from bot.settings import Settings, SettingsError

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
    raise typer.Exit(do(rehearsal.run_page(lang, port, campaign=campaign)))


@app.command()
def check() -> None:
    """Check settings, database, keys, sources and token: one line each, with how to fix what is wrong."""
    from bot.admin.check import check as examine

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
        text = file.read_text(encoding="utf-8")
        campaign = parse(text, allow_loopback=_loopback_allowed())
    except OSError as error:
        fail(Sentence("terminal-unreadable", file=file, reason=error.strerror))
    except UnicodeDecodeError:
        fail(Sentence("terminal-import-not-text", file=file))
    except CampaignError as error:
        fail(*(Sentence("terminal-import-fault", file=file, fault=fault) for fault in error.faults))
    if check:
        show(Sentence("terminal-import-correct", file=file))
        return
    from bot.admin.server_data import import_campaign

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
    from bot.admin.server_data import write_campaign, write_evidence, write_export

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
    from bot.exports.timestamps import check_roots
    from bot.exports.verdict import NotAnExport
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
