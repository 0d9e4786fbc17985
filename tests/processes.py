"""Processes of their own that begin with everything imported.

A test that ends or kills a whole ``tocsin`` wants a real process, and would spend nearly all its time on
importing what every other such test imports too. So one process for each of the workers imports it, and what
is started here is forked from that: with its own folder, environment, output and exit code. What an import
itself does (warn, or fail because something is missing) shows only in a fresh process: ``fresh`` makes one.
"""

import asyncio
import multiprocessing
import os
import runpy
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

IMPORTED = ("bot.serve", "bot.steward.jobs", "bot.steward.check", "bot.cli.main", "tests.loopback.discord")

_KNOWN = "'audioop' is deprecated"  # discord.py's own warning
_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["tests.processes", *IMPORTED])


class Running:
    """A process that was started with ``start``, as ``asyncio.subprocess.Process`` shows one."""

    def __init__(self, process: multiprocessing.process.BaseProcess) -> None:
        self._process = process
        self._ended = asyncio.Event()
        assert process.pid is not None
        self.pid = process.pid
        asyncio.get_running_loop().add_reader(process.sentinel, self._note_end)

    @property
    def returncode(self) -> int | None:
        """What it ended with, the negative number of the signal if that ended it; ``None`` while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Raises ``ProcessLookupError`` where it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    async def wait(self) -> int:
        """How it ended, once it has."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def _note_end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._ended.set()


Process = Running | asyncio.subprocess.Process


async def start(
    module: str, *words: str, folder: Path, environ: Mapping[str, str], out: Path, err: Path | None = None
) -> Running:
    """``python -m module words`` in ``folder``, with nothing in its environment but ``environ``.

    What it says is added to the file ``out``, and what it says on stderr to ``err`` where that is given.
    """
    for path in (out, err or out):
        path.touch()  # to be read before anything is said
    process = _forking.Process(
        target=_become, args=(module, words, str(folder), dict(environ), str(out), str(err or out))
    )
    await asyncio.to_thread(process.start)
    return Running(process)


async def fresh(
    module: str, *words: str, folder: Path, environ: Mapping[str, str], out: Path, err: Path | None = None
) -> asyncio.subprocess.Process:
    """The same in a process that imports everything itself."""
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
