"""``tocsin privacy``."""

import typer

from bot.cli.shared import MAX_ID, do, fail, said, settings_or_fail, show
from bot.errors import Sentence
from bot.settings import Settings

privacy = typer.Typer(help="Members' data: erase on request.", no_args_is_help=True)


@privacy.command()
def erase() -> None:
    """Erase a person who asks for it and cannot reach the bot: withdraw every signature, delete the rest."""
    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    person = typer.prompt(said(Sentence("terminal-ask-person")), type=int, hide_input=True)
    if not 0 < person <= MAX_ID:
        fail(Sentence("terminal-not-a-person"))
    show(do(erase_person(settings_or_fail(), person)))


async def erase_person(settings: Settings, person_id: int) -> Sentence:
    """Erase everything about a person, on request; return a sentence that is always the same.

    For people who cannot reach the bot in Discord any more. Raises ``StartError``.
    """
    from bot.app import open_app

    async with open_app(settings) as app:
        await app.erasure.erase(person_id)
    return Sentence("terminal-erased")
