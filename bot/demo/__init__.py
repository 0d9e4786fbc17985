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

    from bot.demo.scenario import Scenario

_NEEDED = ("simcord", "markdown_it", "PIL", "regex")


class DemoError(StartError):
    """Raised when the demo cannot start; the message is one sentence with the remedy."""


async def run_page(
    language: str,
    port: int = 0,
    *,
    campaign: str | None = None,
    empty: bool = False,
    console: "Console | None" = None,
) -> int:
    """Serve a campaign's page on 127.0.0.1 until a signal ends it, or with ``empty`` that of a server where
    nothing is set up; return the exit code.

    Raises ``DemoError``.
    """
    _require_extra()
    from bot.demo.page import run, run_empty

    return await (run_empty if empty else run)(_scenario(campaign), language, port, console)


async def run_tour(
    language: str, folder: Path, *, campaign: str | None = None, console: "Console | None" = None
) -> int:
    """Play a campaign's story in the terminal and check each step; return 0, or 1 if a check failed.

    The organisers' export is written to ``folder``. Raises ``DemoError``.
    """
    _require_extra()
    from bot.demo.tour import run

    return await run(_scenario(campaign), language, folder, console)


async def run_record(folder: Path, *, campaign: str | None = None, console: "Console | None" = None) -> int:
    """Write pictures of a campaign's story to ``folder``; return exit code 0. Raises ``DemoError``."""
    _require_extra()
    from bot.demo.record import run

    return await run(_scenario(campaign), folder, console)


def _scenario(campaign: str | None) -> "Scenario":
    """Return the scenario of a campaign, by default the first one."""
    from bot.demo.history import DEFAULT
    from bot.demo.scenario import load_scenario, names

    wanted = campaign or DEFAULT
    if wanted not in names():
        raise DemoError("terminal-demo-no-campaign", name=wanted, list=", ".join(names()))
    return load_scenario(wanted)


def _require_extra() -> None:
    if any(find_spec(name) is None for name in _NEEDED):
        raise DemoError(
            "The demo's simulated Discord is not installed: in the folder of Tocsin, run: "
            "pip install -c constraints.txt '.[demo]'"
        )
