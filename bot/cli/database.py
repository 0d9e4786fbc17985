"""``tocsin db``."""

import os

import typer

from bot.cli.shared import do, said, settings_or_fail, show
from bot.errors import Sentence

database = typer.Typer(help="Database: upgrade it, or copy it to PostgreSQL.", no_args_is_help=True)

TARGET = "TOCSIN_COPY_TO"


@database.command()
def upgrade() -> None:
    """Upgrade the database to this version. `tocsin run` does it by itself."""
    from bot.admin.database import upgrade_database

    show(do(upgrade_database(settings_or_fail())))


@database.command()
def copy() -> None:
    """Copy everything from SQLite into an empty PostgreSQL; asks for its address (or TOCSIN_COPY_TO)."""
    from bot.admin.database import copy_database

    settings = settings_or_fail()
    # Not an option: it contains a password, and other users can see command lines.
    address = os.environ.get(TARGET) or typer.prompt(said(Sentence("terminal-ask-address")), hide_input=True)
    show(*do(copy_database(settings, address.strip())))
