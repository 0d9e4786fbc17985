"""``tocsin box``."""

from typing import Annotated

import typer

from bot.cli.shared import do, event_loop, fail, settings_or_fail
from bot.errors import Sentence
from bot.settings import Address, parse_address


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
    from bot.admin.box import newest_row, serve
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
    do(serve(settings, at, side), event_loop())


def address_or_fail(option: str, value: str) -> Address:
    """Return the address that an option names; end the program with a sentence if it is none."""
    found = parse_address(value)
    if found is None:
        fail(Sentence("terminal-box-address", option=option, value=repr(value)))
    return found
