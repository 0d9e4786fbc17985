"""Parts that can be programs of their own: ``tocsin publish``, ``site``, ``box`` and ``registrar``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import do, event_loop, fail, settings_or_fail, show
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
    from bot.cli.admin.programs import newest_row, serve_box
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
    do(serve_box(settings, at, side), event_loop())


def address_or_fail(option: str, value: str) -> Address:
    """Return the address that an option names; end the program with a sentence if it is none."""
    found = parse_address(value)
    if found is None:
        fail(Sentence("terminal-box-address", option=option, value=repr(value)))
    return found


def registrar(
    listen: Annotated[
        str | None,
        typer.Option(help="The address where members' pages ask for tokens."),
    ] = None,
) -> None:
    """Register cards and issue tokens for the signing page, in a process of its own, until a signal stops
    it."""
    from bot.cli.admin.programs import serve_registrar
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if listen is None:
        fail(Sentence("terminal-registrar-no-address"))
    address = address_or_fail("--listen", listen)
    begin_log(settings)
    do(serve_registrar(settings, address), event_loop())


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder of the site. It is replaced as a whole.")],
) -> None:
    """Publish the board: a static site of what the bot posted and published, for any web space."""
    from bot.cli.admin.board import publish as published
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    begin_log(replace(settings, log="WARNING"))  # an unexpected error of one board, without secrets
    lines, faults = do(published(settings, folder))
    show(*lines)
    if faults:
        fail(*faults)


def site() -> None:
    """Serve the published board at TOCSIN_SITE, in a process of its own, until a signal stops it."""
    from bot.cli.admin.board import serve
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if settings.site is None or settings.board is None:
        fail(Sentence("terminal-board-no-address"))
    begin_log(settings)
    do(serve(settings, settings.board, settings.site), event_loop())
