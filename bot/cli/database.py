"""``tocsin db``."""

import typer

from bot.cli.shared import do, settings_or_fail

database = typer.Typer(help="The database.", no_args_is_help=True)


@database.command()
def upgrade() -> None:
    """Bring the database to this version's tables. `tocsin run` does so by itself."""
    from bot.steward.jobs import upgrade_database

    print(do(upgrade_database(settings_or_fail())))
