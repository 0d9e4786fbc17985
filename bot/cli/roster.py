"""``tocsin roster``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ServerOption
from bot.cli.shared import do, said, settings_or_fail, show
from bot.errors import Sentence

roster = typer.Typer(help="The union's roster of members who may sign.", no_args_is_help=True)


@roster.command(name="import")
def import_roster(
    file: Annotated[Path, typer.Argument(help="A CSV file with a column of membership numbers.")],
    codes: Annotated[
        Path, typer.Option("--codes", help="A new file for the link codes of new members, to hand out.")
    ],
    server: ServerOption = None,
    column: Annotated[
        str | None,
        typer.Option(help="The column's heading or position (1 is the first), if there are several."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Remove members who are not in the file from the roster.")
    ] = False,
) -> None:
    """Put members on the roster: only secret codes of their numbers are kept. Safe to repeat."""
    from bot.admin.roster import import_roster as take_in

    show(*do(take_in(settings_or_fail(), server, file, codes, column=column, replace=replace)))


class Reason(StrEnum):
    """The reason for a new code: it was lost; the member has another account; it went to the wrong person;
    the member did not ask for the code before."""

    lost = "lost"
    account = "account"
    misdirected = "misdirected"
    objection = "objection"
    other = "other"


def _known_reason(value: str) -> Reason:
    try:
        return Reason(value)
    except ValueError:
        raise typer.BadParameter(said(Sentence("terminal-choose", list=", ".join(Reason)))) from None


@roster.command()
def code(
    reason: Annotated[
        Reason | None,
        typer.Option(
            help="Why: the code was lost, the member has another account, it went to the wrong person, or "
            "the member objects to the earlier code. It is recorded, without the member.",
        ),
    ] = None,
    server: ServerOption = None,
) -> None:
    """Print a new link code for one member. It works a day later; the old code stops working now."""
    from bot.admin.roster import new_code

    if reason is None:
        asked = Sentence("terminal-ask-reason", list=", ".join(Reason))
        reason = typer.prompt(said(asked), value_proc=_known_reason)
    # Prompted for, not an option: a command line is kept in the shell's history and visible to other users.
    number = typer.prompt(said(Sentence("terminal-ask-number")), hide_input=True)
    show(*do(new_code(settings_or_fail(), server, number, reason)))


@roster.command()
def status(server: ServerOption = None) -> None:
    """Show how many members are on the roster and how many have linked their account, in tens."""
    from bot.admin.roster import status as tell

    show(do(tell(settings_or_fail(), server)))


@roster.command()
def clear(
    server: ServerOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Remove everyone from the roster, with their codes."""
    from bot.admin.roster import clear as take_off

    if not yes:
        typer.confirm(said(Sentence("terminal-ask-clear")), abort=True)
    show(do(take_off(settings_or_fail(), server)))
