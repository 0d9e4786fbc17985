"""``tocsin publish`` and ``tocsin site``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import do, event_loop, fail, settings_or_fail, show
from bot.errors import Sentence


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder of the site. It is replaced as a whole.")],
) -> None:
    """Publish the board: a static site of what the bot posted and published, for any web space."""
    from bot.admin.board import publish as published
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    begin_log(replace(settings, log="WARNING"))  # an unexpected error of one board, without secrets
    lines, faults = do(published(settings, folder))
    show(*lines)
    if faults:
        fail(*faults)


def site() -> None:
    """Serve the published board at TOCSIN_SITE, in a process of its own, until a signal stops it."""
    from bot.admin.board import serve
    from bot.common.logging import begin_log

    settings = settings_or_fail()
    if settings.site is None or settings.board is None:
        fail(Sentence("terminal-board-no-address"))
    begin_log(settings)
    do(serve(settings, settings.board, settings.site), event_loop())
