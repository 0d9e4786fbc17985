"""Rehearsal: the whole bot without Discord, in a browser page or told in the terminal.

May import: everything but ``cli``. The simulated Discord comes with the extra ``demo``.
Never: imported by the rest of the program, but for ``cli``.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StartError

if TYPE_CHECKING:
    from rich.console import Console

_NEEDED = ("simcord", "markdown_it", "PIL", "regex")


class DemoError(StartError):
    """Raised when the demo cannot start; the message is one sentence with the remedy."""


async def run_page(language: str, port: int = 0, *, console: "Console | None" = None) -> int:
    """Serve the page on 127.0.0.1 until a signal ends it; return the exit code. Raises ``DemoError``."""
    _require_extra()
    from bot.demo.page import run

    return await run(language, port, console)


async def run_tour(language: str, folder: Path, *, console: "Console | None" = None) -> int:
    """Play the story in the terminal and check each step; return exit code 0, or 1 if a check failed.

    The organisers' export is written to ``folder``. Raises ``DemoError``.
    """
    _require_extra()
    from bot.demo.tour import run

    return await run(language, folder, console)


def _require_extra() -> None:
    if any(find_spec(name) is None for name in _NEEDED):
        raise DemoError(
            "The demo's simulated Discord is not installed: in the folder of Tocsin, run: "
            "pip install -c constraints.txt '.[demo]'"
        )
