"""Process start to ready, and idle memory: ``tocsin run`` beside a bare discord.py bot.

Both are processes of their own against one loopback Discord, in turns, so that whatever else the machine
does falls on both. Tocsin has a migrated SQLite database and has sent its commands before, as at any
start but the first. discord.py waits two seconds for further servers before it says "ready", in both, and
that is most of the time to *ready*; the time to *connected* (accepted by the gateway) leaves the wait out.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.report import Figure
from tests.loopback import LoopbackDiscord

RUNS = 7
IDLE = 1.5  # seconds after ready, in which every task in the background has come round once
MOST_TIMES = 2.5
MOST_MEMORY = 120  # MiB
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds from its start, CPU seconds until ready, MiB resident when idle."""

    connected: float
    ready: float
    cpu: float
    memory: float


async def measure() -> list[Figure]:
    """Alternate between the two; medians."""
    with tempfile.TemporaryDirectory() as folder:
        async with LoopbackDiscord() as loopback:
            for program in ("tocsin", "bare"):  # compiles, migrates, sends the commands
                await _run(program, loopback, Path(folder))
            runs: dict[str, list[Run]] = {"tocsin": [], "bare": []}
            for _ in range(RUNS):
                for program, done in runs.items():
                    done.append(await _run(program, loopback, Path(folder)))
    return [
        _figure("start to ready", "s", "ready", runs, times=MOST_TIMES),
        _figure("start to connected", "s", "connected", runs),
        _figure("CPU time to ready", "s", "cpu", runs),
        _figure("idle memory", "MiB", "memory", runs, most=MOST_MEMORY),
    ]


def _figure(
    what: str,
    unit: str,
    name: str,
    runs: dict[str, list[Run]],
    *,
    times: float | None = None,
    most: float | None = None,
) -> Figure:
    ours, bare = (median(getattr(run, name) for run in runs[program]) for program in ("tocsin", "bare"))
    target, holds = None, None
    if times is not None:
        target, holds = f"ratio ≤ {times}", ours <= times * bare
    if most is not None:
        target, holds = f"< {most} {unit}", ours < most
    return Figure(
        benchmark="start",
        what=f"{what}, median of {len(runs['tocsin'])}",
        unit=unit,
        value=ours,
        baseline=bare,
        baseline_is="bare discord.py",
        target=target,
        holds=holds,
    )


async def _run(program: str, loopback: LoopbackDiscord, folder: Path) -> Run:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": loopback.token,
        "LOOPBACK_API": loopback.api,
        "LOOPBACK_GATEWAY": loopback.gateway_url,
    }
    sessions = loopback.gateway.identified
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"benchmarks.{program}_process"),
        cwd=folder,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        connecting = asyncio.create_task(_connected(loopback, sessions))
        while b"ready" not in (line := await process.stderr.readline()):
            if not line:
                raise RuntimeError(f"{program} ended before it was ready")
        ready = time.perf_counter() - begun
        cpu = _cpu(process.pid)
        draining = asyncio.create_task(process.stderr.read())
        await asyncio.sleep(IDLE)
        memory = _memory(process.pid)
        process.terminate()
        await draining
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    return Run(await connecting - begun, ready, cpu, memory)


async def _connected(loopback: LoopbackDiscord, sessions: int) -> float:
    while loopback.gateway.identified == sessions:
        await asyncio.sleep(0.002)
    return time.perf_counter()


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return _ps_seconds(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """MiB resident."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return int(_ps(pid, "rss")) / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def _ps_seconds(pid: int) -> float:
    seconds = 0.0
    for part in _ps(pid, "time").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _ps(pid: int, field: str) -> str:
    done = subprocess.run(
        ["ps", "-o", f"{field}=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
