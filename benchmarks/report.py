"""Report: figures, their table, and comparisons of two runs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.machine import machine, machine_line


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. ``value`` and ``baseline`` are in ``unit``; ``target`` is a limit in words and
    ``holds`` true if it is met, both ``None`` if there is none."""

    benchmark: str
    what: str
    unit: str
    value: float
    baseline: float | None = None
    baseline_is: str = ""
    target: str | None = None
    holds: bool | None = None

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the baseline."""
        return self.value / self.baseline if self.baseline else None

    @property
    def name(self) -> str:
        """Key by which two runs are compared."""
        return f"{self.benchmark}: {self.what}"


def show(figures: Sequence[Figure], console: Console) -> None:
    """Print the figures as a table, one row each."""
    table = Table(show_lines=False)
    for heading in ("", "Measured", "Baseline", "Ratio", "Target"):
        table.add_column(heading, justify="left" if heading in ("", "Target") else "right")
    for figure in figures:
        ratio = figure.ratio
        table.add_row(
            figure.name,
            format_value(figure.value, figure.unit),
            ""
            if figure.baseline is None
            else f"{format_value(figure.baseline, figure.unit)} {figure.baseline_is}",
            "" if ratio is None else f"{ratio:.2f}",
            "" if figure.target is None else f"{figure.target} {'✓' if figure.holds else '✗'}",
        )
    console.print(table)


def compare(before: Mapping[str, Any], after: Mapping[str, Any], console: Console) -> None:
    """Print two runs that ``--json`` wrote, side by side: the figures of both, and the change of the ratio to
    the baseline. Seconds of two machines, or of one under another load, cannot be compared well."""
    for name, run in (("before", before), ("after", after)):
        console.print(f"{name}: {machine_line(run['machine'])}", style="dim")
    table = Table(show_lines=False)
    for heading in ("", "Before", "After", "Ratio before", "Ratio after", "Changed by"):
        table.add_column(heading, justify="left" if heading == "" else "right")
    known = {f"{one['benchmark']}: {one['what']}": one for one in before["figures"]}
    for one in after["figures"]:
        name = f"{one['benchmark']}: {one['what']}"
        old = known.get(name)
        if old is None:
            continue
        ratios = [old["ratio"], one["ratio"]]
        compared = ratios if None not in ratios else [old["value"], one["value"]]
        changed = f"{100 * (compared[1] / compared[0] - 1):+.0f} %" if compared[0] else ""
        shown = ["" if ratio is None else f"{ratio:.2f}" for ratio in ratios]
        table.add_row(
            name,
            format_value(old["value"], one["unit"]),
            format_value(one["value"], one["unit"]),
            *shown,
            changed,
        )
    console.print(table)


def on_page(page: str, figures: Sequence[Figure]) -> str:
    """Return a page of Markdown with the tables of these benchmarks replaced, each between the lines ``<!--
    NAME -->`` and ``<!-- /NAME -->``. A benchmark that the page does not mark is skipped."""
    for name in dict.fromkeys(figure.benchmark for figure in figures):
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = page.partition(begin)
        if not found or end not in rest:
            continue
        rows = [_markdown(figure) for figure in figures if figure.benchmark == name]
        head = ["| | measured | baseline | ratio | target |", "|---|---:|---:|---:|---|"]
        table = "\n".join([*head, *rows])
        page = f"{before}{begin}{table}\n{end}{rest.partition(end)[2]}"
    return page


def _markdown(figure: Figure) -> str:
    baseline = ratio = target = ""
    if figure.baseline is not None:
        baseline = f"{format_value(figure.baseline, figure.unit)} ({figure.baseline_is})"
    if figure.ratio is not None:
        ratio = f"{figure.ratio:.2f}"
    if figure.target is not None:
        target = f"{figure.target}: {'kept' if figure.holds else 'missed'}"
    return f"| {figure.what} | {format_value(figure.value, figure.unit)} | {baseline} | {ratio} | {target} |"


def format_value(value: float, unit: str) -> str:
    """Format a number with three significant digits, and its unit."""
    number = f"{value:.0f}" if value == int(value) or value >= 1000 else f"{value:.3g}"
    return f"{number} {unit}".strip()


def as_json(figures: Sequence[Figure]) -> dict[str, Any]:
    """Return the content of a ``--json`` file."""
    return {
        "machine": machine(),
        "figures": [{**asdict(figure), "ratio": figure.ratio} for figure in figures],
    }
