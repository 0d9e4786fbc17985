"""The shape of a figure, the table they are shown in, and what machine they are from."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement. ``value`` and ``baseline`` are in ``unit``; ``target`` is a limit in words and
    ``holds`` whether it is kept, both ``None`` where there is none."""

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
        """How many times the baseline."""
        return self.value / self.baseline if self.baseline else None


def show(figures: Sequence[Figure], console: Console) -> None:
    """The table, one row a figure."""
    table = Table(show_lines=False)
    for heading in ("", "Measured", "Baseline", "Ratio", "Target"):
        table.add_column(heading, justify="left" if heading in ("", "Target") else "right")
    for figure in figures:
        ratio = figure.ratio
        table.add_row(
            f"{figure.benchmark}: {figure.what}",
            written(figure.value, figure.unit),
            ""
            if figure.baseline is None
            else f"{written(figure.baseline, figure.unit)} {figure.baseline_is}",
            "" if ratio is None else f"{ratio:.2f}",
            "" if figure.target is None else f"{figure.target} {'✓' if figure.holds else '✗'}",
        )
    console.print(table)


def written(value: float, unit: str) -> str:
    """A number with as many places as it deserves."""
    number = f"{value:.0f}" if value == int(value) else f"{value:.3g}"
    return f"{number} {unit}".strip()


def as_json(figures: Sequence[Figure]) -> dict[str, Any]:
    """What ``--json`` writes."""
    return {
        "machine": machine(),
        "figures": [{**asdict(figure), "ratio": figure.ratio} for figure in figures],
    }


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mib": _memory(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in ("discord.py", "aiohttp", "SQLAlchemy", "aiosqlite")},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _memory() -> int | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
