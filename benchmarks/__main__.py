"""Measure what Tocsin costs, and print a table.

``python -m benchmarks [start|signing|…] [--page docs/performance.md]``.
"""

import argparse
from pathlib import Path

from rich.console import Console

from benchmarks import (
    boards,
    box,
    delivering,
    exporting,
    reading,
    serving,
    signing,
    standby,
    start,
)
from benchmarks.isolation import run_in_new_process
from benchmarks.machine import machine
from benchmarks.report import Figure, on_page, show

BENCHMARKS = {
    "start": start.measure,
    "standby": standby.measure,
    "signing": signing.measure,
    "box": box.measure,
    "reading": reading.measure,
    "export": exporting.measure,
    "delivering": delivering.measure,
    "serving": serving.measure,
    "board": boards.measure,
}

_WIDTH = 130  # characters; in a narrower console the table's cells would be broken


def main() -> None:
    """Run the named benchmarks, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which; all of them by default")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the tables into a page as well, docs/performance.md"
    )
    arguments = parser.parse_args()
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(machine(), style="dim")
    figures: list[Figure] = []
    for name in arguments.names or BENCHMARKS:
        with console.status(f"measuring: {name}"):
            figures += run_in_new_process(BENCHMARKS[name])
    show(figures, console)
    if arguments.page is not None:
        page = arguments.page.read_text(encoding="utf-8")
        arguments.page.write_text(on_page(page, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
