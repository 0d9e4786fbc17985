"""The steward's own command, which carries the published folder to another machine."""

import asyncio
import logging
import os
import shlex
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

log = logging.getLogger(__name__)

TIMEOUT_S = 600.0
_MAX_LINES, _MAX_LINE, _CHUNK = 5, 200, 65536
_POLL_S, _LATE_S = 0.1, 5.0
_OURS = ("DISCORD_", "DATABASE_", "TOCSIN_", "PG", "CREDENTIALS_DIRECTORY")


def environment(secrets: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of the command: the bot's own, without its settings and secrets."""
    return {
        name: value
        for name, value in (os.environ if given is None else given).items()
        if not name.startswith(_OURS) and not any(secret in value for secret in secrets)
    }


async def run(
    command: str, secrets: Sequence[str] = (), limit: float = TIMEOUT_S, *, lock: Path | None = None
) -> str | None:
    """Run the command, without a shell; return why it failed, ``None`` if it did not. Its processes end with
    it, also if the caller is cancelled. What it said is logged if it failed. It keeps the file ``lock``
    locked: if the caller is killed, it goes on, and none is run beside it."""
    with _locked(lock) as descriptors:
        if descriptors is None:
            return "the one before still runs, since the bot was killed; it will be waited for"
        return await _run(command, secrets, limit, descriptors)


@contextmanager
def _locked(lock: Path | None) -> Iterator[tuple[int, ...] | None]:
    """Lock a file; yield descriptors that keep it locked in a process that inherits them, ``None`` if another
    one keeps it. It is free after the block, whoever has them still; after an error once they have ended."""
    if lock is None or os.name != "posix":
        yield ()
        return
    import fcntl

    descriptor = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        yield None
        return
    try:
        yield (descriptor,)
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


async def _run(
    command: str, secrets: Sequence[str], limit: float, descriptors: tuple[int, ...]
) -> str | None:
    try:
        process = await asyncio.create_subprocess_exec(
            *shlex.split(command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment(secrets),
            start_new_session=True,
            pass_fds=descriptors,
        )
    except OSError as error:
        return f"it cannot be run: {error.strerror}"
    said: list[bytes] = []
    try:
        async with asyncio.timeout(limit):
            code = await _ended(process, said)
    except TimeoutError:
        why = f"it took more than {limit:g} s and was ended"
    else:
        why = f"it ended with exit code {code}" if code else ""
    finally:
        await _end(process)
    for line in _lines(b"".join(said)) if why else ():
        log.error("TOCSIN_BOARD_COMMAND: %s", line)
    return why or None


async def _ended(process: asyncio.subprocess.Process, said: list[bytes]) -> int:
    """Wait for the end; return the exit code. ``wait`` alone would also wait for every child that has the
    output open."""
    reading = asyncio.ensure_future(_listen(process, said))
    try:
        while process.returncode is None and not reading.done():
            await asyncio.wait({reading}, timeout=_POLL_S)
        code = process.returncode
        if code is None:  # its output has ended before it
            code = await process.wait()
        _kill(process)
        await asyncio.wait({reading}, timeout=_LATE_S)
        return code
    finally:
        reading.cancel()


async def _listen(process: asyncio.subprocess.Process, said: list[bytes]) -> None:
    """Read the output, and keep its beginning."""
    assert process.stdout is not None
    while part := await process.stdout.read(_CHUNK):
        if sum(map(len, said)) < _CHUNK:
            said.append(part)


def _lines(output: bytes) -> list[str]:
    """Return the first lines, without what a terminal would act on."""
    lines = output.decode(errors="replace").splitlines()[:_MAX_LINES]
    return ["".join(each if each.isprintable() else " " for each in line)[:_MAX_LINE] for line in lines]


async def _end(process: asyncio.subprocess.Process) -> None:
    _kill(process)
    with suppress(TimeoutError):
        async with asyncio.timeout(_LATE_S):
            await process.wait()


def _kill(process: asyncio.subprocess.Process) -> None:
    """End the command's processes, those that it has left in the background too."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.returncode is None:
        process.kill()
