"""``tocsin roster``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ServerOption, known_language
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
    from bot.cli.admin.roster import import_roster as take_in

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


def _asked(reason: Reason | None) -> tuple[Reason, str]:
    """Return the reason, asked for if it is missing, and a membership number. That one is prompted for: a
    command line is kept in the shell's history and visible to other users."""
    if reason is None:
        asked = Sentence("terminal-ask-reason", list=", ".join(Reason))
        reason = typer.prompt(said(asked), value_proc=_known_reason)
    return reason, typer.prompt(said(Sentence("terminal-ask-number")), hide_input=True)


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
    from bot.cli.admin.roster import new_code

    reason, number = _asked(reason)
    show(*do(new_code(settings_or_fail(), server, number, reason)))


@roster.command()
def cards(
    file: Annotated[Path, typer.Argument(help="A CSV file with a column of membership numbers.")],
    codes: Annotated[Path, typer.Option("--codes", help="A new file for the codes, to hand out.")],
    second: Annotated[
        Path | None,
        typer.Option("--second", help="A second new file: then each has half of every code, for two people."),
    ] = None,
    server: ServerOption = None,
    column: Annotated[
        str | None,
        typer.Option(help="The column's heading or position (1 is the first), if there are several."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also make new codes for members who have not used theirs.")
    ] = False,
) -> None:
    """Make codes for the signing page, for the members in the file who have none. Safe to repeat."""
    from bot.cli.admin.cards import make_codes

    files = (codes,) if second is None else (codes, second)
    show(*do(make_codes(settings_or_fail(), server, file, files, column=column, again=again)))


@roster.command()
def letters(
    codes: Annotated[Path, typer.Argument(help="The file of codes of tocsin roster cards.")],
    file: Annotated[Path, typer.Argument(help="A new PDF.")],
    server: ServerOption = None,
    language: Annotated[
        str | None,
        typer.Option("--lang", callback=known_language, help="The letters' language."),
    ] = None,
) -> None:
    """Write the codes as letters to print: a page a member, without a name."""
    from bot.cli.admin.cards import print_letters

    show(do(print_letters(settings_or_fail(), server, codes, file, language)))


@roster.command()
def card(
    reason: Annotated[
        Reason | None,
        typer.Option(help="Why, as for a link code. It is recorded, without the member."),
    ] = None,
    server: ServerOption = None,
) -> None:
    """Print a new code of the signing page for one member. If they have a card, it works in seven days."""
    from bot.cli.admin.cards import replace_code

    reason, number = _asked(reason)
    show(*do(replace_code(settings_or_fail(), server, number, reason)))


@roster.command()
def issued(
    file: Annotated[Path, typer.Argument(help="A CSV file with a column of membership numbers.")],
    server: ServerOption = None,
    column: Annotated[
        str | None,
        typer.Option(help="The column's heading or position (1 is the first), if there are several."),
    ] = None,
    in_round: Annotated[
        int | None,
        typer.Option(
            "--round",
            min=1,
            max=10**9,
            help="The round's number; by default the newest whose list can be printed.",
        ),
    ] = None,
) -> None:
    """Print, for an auditor, to whose places tokens were issued. It says of nobody whether they signed."""
    from bot.cli.admin.cards import list_issued

    show(*do(list_issued(settings_or_fail(), server, file, column=column, round_number=in_round)))


@roster.command()
def status(server: ServerOption = None) -> None:
    """Show how many members are on the roster and how many have linked their account, in tens."""
    from bot.cli.admin.roster import status as tell

    show(do(tell(settings_or_fail(), server)))


@roster.command()
def clear(
    server: ServerOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Remove everyone from the roster, with their codes."""
    from bot.cli.admin.roster import clear as take_off

    if not yes:
        typer.confirm(said(Sentence("terminal-ask-clear")), abort=True)
    show(do(take_off(settings_or_fail(), server)))
