"""``tocsin registrar``."""

from typing import Annotated

import typer

from bot.cli.box import address_or_fail
from bot.cli.shared import do, event_loop, fail, settings_or_fail
from bot.errors import Sentence


def registrar(
    listen: Annotated[
        str | None,
        typer.Option(help="The address where members' pages ask for tokens."),
    ] = None,
) -> None:
    """Register cards and issue tokens for the signing page, in a process of its own, until a signal stops
    it."""
    from bot.admin.registrar import serve
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if listen is None:
        fail(Sentence("terminal-registrar-no-address"))
    address = address_or_fail("--listen", listen)
    begin_log(settings)
    do(serve(settings, address), event_loop())
