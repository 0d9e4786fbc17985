"""Entry point of ``tocsin``. A failure is one sentence on stderr and exit code 1, never a traceback."""

import io
import os
import sys

from bot.cli.shared import run


def main() -> None:
    """Console-script entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows "?" for it
            stream.reconfigure(errors="replace")
    if sys.argv[1:] == ["run"]:
        run()  # without typer, which has nothing to parse there
        return
    from typer.main import get_command  # typer takes a twentieth of a start of the bot, and of its memory

    from bot.cli.commands import app
    from bot.cli.options import is_help, translate
    from bot.texts.terminal import environment_language

    command = get_command(app)
    if is_help(command, sys.argv[1:]):
        translate(command, environment_language(os.environ))
    command()
