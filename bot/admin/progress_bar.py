"""Progress bar of a long command."""

import os

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import Sentence
from bot.texts.terminal import environment_language


def bar() -> Progress:
    """Return a progress bar on stderr, hidden if that is no terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def told(id: str) -> str:
    """Return what a bar shows the progress of, in the language of the environment."""
    return Sentence(id).written(environment_language(os.environ))
