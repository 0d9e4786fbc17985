"""Measure what Tocsin costs, and print a table.

``python -m benchmarks [start|signing|…] [--json FILE]``, or, of two such files, ``--compare BEFORE AFTER``.
"""

import argparse
import json
from pathlib import Path

from rich.console import Console

from benchmarks import (
    boards,
    box,
    delivering,
    exporting,
    flooding,
    issuing,
    lists,
    pictures,
    publishing,
    reading,
    rosters,
    serving,
    signing,
    start,
    verifying,
)
from benchmarks.isolation import run_in_new_process
from benchmarks.machine import machine, machine_line
from benchmarks.report import Figure, as_json, compare, on_page, show

BENCHMARKS = {
    "start": start.measure,
    "signing": signing.measure,
    "box": box.measure,
    "reading": reading.measure,
    "lists": lists.measure,
    "rosters": rosters.measure,
    "publishing": publishing.measure,
    "export": exporting.measure,
    "pictures": pictures.measure,
    "delivering": delivering.measure,
    "serving": serving.measure,
    "board": boards.measure,
    "verifying": verifying.measure,
    "issuing": issuing.measure,
    "flooding": flooding.measure,
}

_WIDTH = 130  # characters; in a narrower console the table's cells would be broken


def main() -> None:
    """Run the named benchmarks, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which; all of them by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument(
        "--compare",
        type=Path,
        nargs=2,
        metavar=("BEFORE", "AFTER"),
        help="measure nothing: compare two files",
    )
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the tables into a page as well, docs/performance.md"
    )
    arguments = parser.parse_args()
    console = Console()
    console.width = max(console.width, _WIDTH)
    if arguments.compare is not None:
        before, after = (json.loads(path.read_text(encoding="utf-8")) for path in arguments.compare)
        compare(before, after, console)
        return
    console.print(machine_line(machine()), style="dim")
    figures: list[Figure] = []
    for name in arguments.names or BENCHMARKS:
        with console.status(f"measuring: {name}"):
            figures += run_in_new_process(BENCHMARKS[name])
    show(figures, console)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(as_json(figures), indent=1) + "\n", encoding="utf-8")
    if arguments.page is not None:
        page = arguments.page.read_text(encoding="utf-8")
        arguments.page.write_text(on_page(page, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
