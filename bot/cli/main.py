"""Entry point of ``tocsin``, and ``tocsin run`` without typer, which has nothing to parse there.

A failure is one sentence on stderr and exit code 1, never a traceback.
"""

import gc
import io
import logging
import os
import sys

from bot.cli.shared import do, event_loop, said, settings_or_fail

log = logging.getLogger(__name__)


def main() -> None:
    """Console-script entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows "?" for it
            stream.reconfigure(errors="replace")
    if sys.argv[1:] == ["run"]:
        run()
        return
    from typer.main import get_command  # typer takes a twentieth of a start of the bot, and of its memory

    from bot.cli.commands import app
    from bot.cli.help import is_help, translate
    from bot.texts.terminal import environment_language

    command = get_command(app)
    if is_help(command, sys.argv[1:]):
        translate(command, environment_language(os.environ))
    command()


def run() -> None:
    """Run the bot until a signal stops it. Raises ``SystemExit``."""
    # Imported objects are permanent: repeated garbage collections of them take a fifth of the start.
    gc.disable()  # until ``serve`` has opened everything
    settings = settings_or_fail()
    from bot.common.confinement import keep_private
    from bot.common.logging import begin_log
    from bot.errors import StartError  # without settings nothing of the bot is imported
    from bot.runtime.run import serve

    async def served() -> int:
        try:
            await serve(settings)
        except StartError as error:
            if settings.log_format == "JSON":
                log.critical("%s", error)
            else:
                print(said(error.sentence), file=sys.stderr)
            _end_soon(error.exit_code)  # after the sentence, which takes long to find on a busy machine
            return error.exit_code
        _end_soon(0)
        return 0

    keep_private()
    begin_log(settings)
    sys.exit(do(served(), event_loop()))


def _end_soon(code: int) -> None:
    """End the process soon: everything is closed, and what was acknowledged is on disk. A thread that cannot
    be cancelled (in a DNS lookup, or drawing) must not delay the exit, and with it the restart."""
    from bot.runtime.watchdog import end_within

    end_within(0.5, code)
