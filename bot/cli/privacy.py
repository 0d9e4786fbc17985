"""``tocsin privacy``."""

import typer

from bot.cli.shared import MAX_ID, do, fail, settings_or_fail
from bot.settings import Settings

privacy = typer.Typer(help="People's data.", no_args_is_help=True)


@privacy.command()
def erase() -> None:
    """Withdraw every signature of a person who asks for it and cannot reach the bot, and delete the rest."""
    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    person = typer.prompt("The person's Discord id", type=int, hide_input=True)
    if not 0 < person <= MAX_ID:
        fail("A Discord id is a number of 17 to 20 digits: copy it again from Discord.")
    print(do(erase_person(settings_or_fail(), person)))


async def erase_person(settings: Settings, person_id: int) -> str:
    """Erase everything about a person, on request; return a sentence that is always the same.

    For people who cannot reach the bot in Discord any more. Raises ``StartError``.
    """
    from bot.app import open_app

    async with open_app(settings) as app:
        await app.erasure.erase(person_id)
    return (
        "Nothing about this person is kept in the database any more. Beside the keys a keyed code stays for "
        "everybody who is erased, so that a restored backup brings no signature back; it goes with the keys. "
        "What was published already is put right by the next publication."
    )
