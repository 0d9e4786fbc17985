"""``tocsin privacy``."""

import typer

from bot.cli.shared import MAX_ID, do, fail, settings_or_fail

privacy = typer.Typer(help="People's data.", no_args_is_help=True)


@privacy.command()
def erase() -> None:
    """Withdraw every signature of a person who asks for it and cannot reach the bot, and delete the rest."""
    from bot.admin.commands import erase_person

    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    person = typer.prompt("The person's Discord id", type=int, hide_input=True)
    if not 0 < person <= MAX_ID:
        fail("A Discord id is a number of 17 to 20 digits: copy it again from Discord.")
    print(do(erase_person(settings_or_fail(), person)))
