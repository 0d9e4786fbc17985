"""Benchmark: time from process start to ready, and idle memory: ``tocsin run`` beside a bare discord.py bot.

Both are separate processes against one loopback Discord, in turns, so that other load on the machine affects
both. Tocsin has a migrated SQLite database and has synced its commands before, as at any start but the first.
discord.py waits two seconds for further servers before it is "ready", in both, and that is most of the time
to *ready*; the time to *connected* (accepted by the gateway) leaves the wait out.
"""

import asyncio
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.loopback import client
from benchmarks.loopback.client import Bot, Loopback
from benchmarks.machine import resident_memory
from benchmarks.report import Figure

RUNS = 7
IDLE = 1.5  # seconds after ready, in which every background task has run once
MAX_TIMES, MAX_READY = 6.0, 1.6  # until connected, before which everything is opened, and until ready
MAX_MEMORY = 95  # MiB


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds from its start, CPU seconds until connected and ready, MiB resident when idle."""

    connected: float
    connected_cpu: float
    ready: float
    cpu: float
    memory: float


async def measure() -> list[Figure]:
    """Alternate between the two; return medians."""
    with tempfile.TemporaryDirectory() as folder:
        async with client.running() as loopback:
            bots = {program: await loopback.bot(program) for program in ("tocsin", "bare")}
            for program, bot in bots.items():  # compiles, migrates, syncs the commands
                await _run(program, loopback, bot, 1, Path(folder))
            runs: dict[str, list[Run]] = {"tocsin": [], "bare": []}
            for number in range(RUNS):
                for program, done in runs.items():
                    done.append(await _run(program, loopback, bots[program], number + 2, Path(folder)))
    return [
        _figure("start to ready", "s", "ready", runs, times=MAX_READY),
        _figure("start to connected", "s", "connected", runs, times=MAX_TIMES),
        _figure("CPU time to connected", "s", "connected_cpu", runs),
        _figure("CPU time to ready", "s", "cpu", runs),
        _figure("idle memory", "MiB", "memory", runs, most=MAX_MEMORY),
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
        "start",
        f"{what}, median of {len(runs['tocsin'])}",
        unit,
        ours,
        bare,
        "bare discord.py",
        target,
        holds,
    )


async def _run(program: str, loopback: Loopback, bot: Bot, times: int, folder: Path) -> Run:
    """Run the bot's process, for the ``times``-th time."""
    begun = time.perf_counter()
    async with client.start_process(program, loopback, bot, folder) as process:
        accepted = asyncio.create_task(_accepted(loopback, bot, times, process.pid))
        said = await client.ready(process)
        ready = time.perf_counter() - begun
        cpu = cpu_seconds(process.pid)
        await asyncio.sleep(IDLE)
        memory = resident_memory(process.pid)
        await client.end_process(process)
        await said
    connected, connected_cpu = await accepted
    return Run(connected - begun, connected_cpu, ready, cpu, memory)


async def _accepted(loopback: Loopback, bot: Bot, times: int, pid: int) -> tuple[float, float]:
    """Return when the gateway accepted the bot, and its CPU time then."""
    ago = await loopback.connected(bot, times)
    return time.perf_counter() - ago, cpu_seconds(pid)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return _ps_seconds(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ps_seconds(pid: int) -> float:
    shown = ["ps", "-o", "time=", "-p", str(pid)]
    seconds = 0.0
    for part in subprocess.run(shown, capture_output=True, text=True, check=True).stdout.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
