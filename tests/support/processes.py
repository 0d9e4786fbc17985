"""Real processes that start with everything imported.

A test that ends or kills a whole ``tocsin`` needs a real process, and would spend nearly all its time on
imports that every other such test needs, too. So a fork server imports everything once for each test worker,
and ``start`` forks from it, with an own folder, environment, output and exit code. Effects of the imports
themselves (warnings, or failures for a missing package) show only in a new process: ``fresh`` makes one.
"""

import asyncio
import gc
import multiprocessing
import os
import random
import re
import runpy
import socket
import sys
import warnings
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

IMPORTED = (
    "bot.runtime.interface",
    "bot.keystore.term",
    "bot.runtime.run",
    "bot.cli.commands",
    "bot.cli.admin.backup",
    "bot.cli.admin.check",
    "bot.cli.admin.database",
    "bot.cli.admin.keys",
    "bot.cli.admin.roster",
    "bot.cli.admin.server_data",
    "bot.campaign",
    "bot.contracts.sources.usaspending.source",
    "bot.exports.verify",
    "pydantic.main",  # this and the next by typer, at the first command
    "pydantic.type_adapter",
    "tests.support.loopback.discord",
    "uvloop",
    "xlsxwriter",
)
assert all(map(find_spec, IMPORTED)), "the fork server ignores a module that does not exist"

_KNOWN = "'audioop' is deprecated"  # discord.py's own warning
_forking = multiprocessing.get_context("forkserver")
_first_port = 10_000 + 1_000 * (int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 20)
_ports = iter(random.sample(range(_first_port, _first_port + 1_000), 1_000))
_forking.set_forkserver_preload(["tests.support.processes", *IMPORTED])


def free_port() -> int:
    """Return a port for a program that is told one: none that the system gives to a socket of another test,
    or that is told to another worker, before the program listens there."""
    for port in _ports:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise OSError("no port is free")


class Running:
    """A process started by ``start``, with the interface of ``asyncio.subprocess.Process``."""

    def __init__(self, process: multiprocessing.process.BaseProcess) -> None:
        self._process = process
        self._ended = asyncio.Event()
        assert process.pid is not None
        self.pid = process.pid
        asyncio.get_running_loop().add_reader(process.sentinel, self._note_end)

    @property
    def returncode(self) -> int | None:
        """The exit code, the negative number of a signal that ended it; ``None`` while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal. Raises ``ProcessLookupError`` if the process has ended."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it at once, wherever it is."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    async def wait(self) -> int:
        """Wait for the end of the process; return its exit code."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def _note_end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._ended.set()


def without_addresses(log: str) -> str:
    """Return a log without addresses and times, whose digits could be those that a test looks for."""
    return re.sub(r"127\.0\.0\.1:\d+|\d\d:\d\d:\d\d[.,]?\d*", "", log)


Process = Running | asyncio.subprocess.Process


async def start(
    module: str, *words: str, folder: Path, environ: Mapping[str, str], out: Path, err: Path | None = None
) -> Running:
    """Run ``python -m module words`` in ``folder``, with only ``environ`` as its environment.

    Its output is appended to the file ``out``, and its stderr to ``err`` if that is given.
    """
    for path in (out, err or out):
        path.touch()  # so that it can be read before any output
    process = _forking.Process(
        target=_become, args=(module, words, str(folder), dict(environ), str(out), str(err or out))
    )
    await asyncio.to_thread(process.start)
    return Running(process)


async def fresh(
    module: str, *words: str, folder: Path, environ: Mapping[str, str], out: Path, err: Path | None = None
) -> asyncio.subprocess.Process:
    """Run the same in a process that imports everything itself."""
    with out.open("ab") as said, (err or out).open("ab") as complained:
        return await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-W",
                "error",
                "-W",
                f"ignore:{_KNOWN}:DeprecationWarning",
                "-m",
                module,
                *words,
            ),
            cwd=folder,
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=said,
            stderr=complained,
        )


def _become(
    module: str, words: tuple[str, ...], folder: str, environ: dict[str, str], out: str, err: str
) -> None:
    gc.freeze()  # what was imported before the fork is shared, and not garbage
    os.environ.clear()
    os.environ.update(environ)
    for number, path in enumerate((os.devnull, out, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(folder)
    sys.argv = [module, *words]
    warnings.resetwarnings()
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", _KNOWN, DeprecationWarning)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def leaves_no_core(pid: int) -> bool:
    """Return whether a process leaves no core dump, in which its keys would be."""
    if sys.platform != "linux":
        return True
    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return [line.split()[4:6] for line in limits if line.startswith("Max core")] == [["0", "0"]]


def command_of(pid: int) -> bytes:
    """Return the command line of a process, empty if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
