"""``tocsin privacy``."""

import typer

from bot.cli.shared import MAX_ID, do, fail, settings_or_fail
from bot.settings import Settings

privacy = typer.Typer(help="Members' data: erase on request.", no_args_is_help=True)


@privacy.command()
def erase() -> None:
    """Erase a person who asks for it and cannot reach the bot: withdraw every signature, delete the rest."""
    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    person = typer.prompt("The person's Discord id", type=int, hide_input=True)
    if not 0 < person <= MAX_ID:
        fail("This is not a Discord id (17 to 20 digits). Nothing was changed. Copy it again from Discord.")
    print(do(erase_person(settings_or_fail(), person)))


async def erase_person(settings: Settings, person_id: int) -> str:
    """Erase everything about a person, on request; return a sentence that is always the same.

    For people who cannot reach the bot in Discord any more. Raises ``StartError``.
    """
    from bot.app import open_app

    async with open_app(settings) as app:
        await app.erasure.erase(person_id)
    return (
        "The database keeps nothing about this person any more. Beside the keys a secret code stays for "
        "everyone who is erased, so that a restored backup brings no signature back; it goes with the keys. "
        "The next publication corrects what was published."
    )
