"""``python -m benchmarks [start|reading|package|lists|…] [--json FILE]``: measure, and print a table."""

import argparse
import asyncio
import json
from pathlib import Path

from rich.console import Console

from benchmarks import (
    exporting,
    lists,
    package,
    publishing,
    reading,
    rosters,
    scale,
    searching,
    signing,
    start,
)
from benchmarks.report import Figure, as_json, machine, show

BENCHMARKS = {
    "start": start.measure,
    "signing": signing.measure,
    "reading": reading.measure,
    "package": package.measure,
    "lists": lists.measure,
    "search": searching.measure,
    "rosters": rosters.measure,
    "publishing": publishing.measure,
    "export": exporting.measure,
    "scale": scale.measure,
}

_WIDTH = 130  # characters, below which the table's cells would be broken


def main() -> None:
    """Run what was named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which; all of them by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    arguments = parser.parse_args()
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print("  ".join(f"{name} {value}" for name, value in machine().items()), style="dim")
    figures: list[Figure] = []
    for name in arguments.names or BENCHMARKS:
        with console.status(f"measuring: {name}"):
            figures += asyncio.run(BENCHMARKS[name]())
    show(figures, console)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(as_json(figures), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
