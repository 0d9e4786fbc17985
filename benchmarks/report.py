"""Report: figures, and their table."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


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
        """Benchmark and figure."""
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
