"""Machine on which figures are measured: hardware and versions, and the memory of processes."""

import os
import platform
import resource
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Return the facts on which figures depend, in one line."""
    versions = {name: version(name) for name in ("discord.py", "aiohttp", "SQLAlchemy", "aiosqlite")}
    facts = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **versions,
    }
    return "  ".join(f"{name} {value}" for name, value in facts.items())


def peak_memory() -> int:
    """Return the peak resident memory of this process, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def resident_memory(pid: int | str = "self") -> float:
    """Return the resident memory of a process, in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        shown = ["ps", "-o", "rss=", "-p", str(os.getpid() if pid == "self" else pid)]
        return int(subprocess.run(shown, capture_output=True, text=True, check=True).stdout) / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
