"""Worker pool for parsing: few processes, reused while there is work, killed when a document exceeds
limits."""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar, cast

import bot
from bot.contracts.sources.parsing.worker import (
    ANSWER,
    DATA,
    ENTRY,
    JOBS,
    REQUEST,
    RESULT,
    decode,
    is_decodable,
)
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_WORKERS = 1  # each may use worker.MAX_MEMORY, and small machines have little
IDLE_TIMEOUT_S = 5.0
JOB_TIMEOUT_S = 60.0  # wall-clock time; CPU time has a limit of its own
MAX_DATA_BYTES = 256 * 1024 * 1024
COMMAND = (sys.executable, "-m", "bot.contracts.sources.parsing.worker")
_ROOT = Path(bot.__file__).parents[1]
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "SYSTEMROOT")
"""Allowlist of a worker's environment: the bot's own holds the token."""

_CHUNK_SIZE = 256 * 1024  # bytes per read and write

log = logging.getLogger(__name__)

T = TypeVar("T")

_asker: ContextVar[str] = ContextVar("asker", default="")


@contextmanager
def asking_for(asker: str) -> Iterator[None]:
    """Attribute parsing jobs to a watch or a server; the queue is served round-robin between these."""
    token = _asker.set(asker)
    try:
        yield
    finally:
        _asker.reset(token)


class Readable(Protocol):
    """A file that is read at any place, from any thread."""

    def read_at(self, offset: int, length: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class FilePart:
    """A part of a file as the document of a job: it is read piece by piece when a worker takes the job."""

    file: Readable
    start: int
    length: int

    def __len__(self) -> int:
        return self.length


def _pieces(content: "bytes | FilePart") -> Iterator[bytes | memoryview]:
    for start in range(0, len(content), _CHUNK_SIZE):
        if isinstance(content, FilePart):
            yield content.file.read_at(content.start + start, min(_CHUNK_SIZE, content.length - start))
        else:
            yield memoryview(content)[start : start + _CHUNK_SIZE]


class _Broken(Exception):
    """A worker that exited, or gave an invalid answer. ``killed_by`` is the signal that ended it."""

    def __init__(self, words: str, killed_by: int | None = None) -> None:
        super().__init__(words)
        self.killed_by = killed_by


class _Job:
    """One document to parse. ``cancel`` and ``expire`` kill the worker that runs it."""

    def __init__(
        self,
        expected: Any,
        request: Mapping[str, Any],
        content: bytes | FilePart,
        on_data: Callable[[bytes], None],
    ) -> None:
        self.expected = expected
        self.name: str = request["job"]
        self.request = json.dumps(request).encode()
        self.content = content
        self.on_data = on_data
        self.result: Future[Any] = Future()
        self.expired = False
        self._lock = threading.Lock()
        self._cancelled = False
        self._process: subprocess.Popen[bytes] | None = None

    def given_to(self, process: subprocess.Popen[bytes] | None) -> None:
        with self._lock:
            self._process = process
            if self._cancelled and process is not None:
                process.kill()

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()

    def expire(self) -> None:
        self.expired = True
        self.cancel()


class Parsers:
    """Worker pool. A worker is started on demand and ends after ``idle_timeout`` seconds without work; a job
    that takes longer than ``job_timeout`` seconds has its worker killed.

    The pool has threads of its own: it belongs to no event loop, and takes no thread of the shared executor.
    """

    def __init__(
        self,
        *,
        workers: int = MAX_WORKERS,
        idle_timeout: float = IDLE_TIMEOUT_S,
        job_timeout: float = JOB_TIMEOUT_S,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._workers = workers
        self._idle_timeout = idle_timeout
        self._job_timeout = job_timeout
        self._command = command
        self._changed = threading.Condition()
        self._waiting: dict[str, deque[_Job]] = {}  # by asker, in round-robin order
        self._threads = self._idle = 0
        self._closings = 0

    async def run(
        self,
        expected: type[T],
        job: str,
        content: bytes | FilePart,
        /,
        *,
        on_data: Callable[[bytes], None] = lambda _: None,
        **args: Any,
    ) -> T:
        """Run one of ``worker.JOBS`` in a worker; return the result, of the ``expected`` type.

        ``on_data`` gets the pieces of data that precede the result, in another thread. Cancelling kills the
        worker. Raises ``SourceError``: the parser's own, ``TOO_COMPLEX`` if a limit was reached, and
        ``INTERNAL`` if a worker cannot be started, was killed, or gives an invalid answer.
        """
        asked = _Job(expected, {"job": job, "args": args}, content, on_data)
        del content
        self._put(asked, _asker.get())
        result = asyncio.wrap_future(asked.result)
        try:
            answer: T = await result
            return answer
        except asyncio.CancelledError:
            asked.cancel()
            raise
        finally:
            # Break a reference cycle: an error refers to this frame, which refers to the error, and the
            # document would stay in memory until the garbage collector finds it.
            asked.content = b""
            del asked, result

    def close(self) -> None:
        """End the idle workers. Blocks for a moment."""
        with self._changed:
            self._closings += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._idle, timeout=self._idle_timeout)

    def _put(self, job: _Job, asker: str) -> None:
        with self._changed:
            self._waiting.setdefault(asker, deque()).append(job)
            if not self._idle and self._threads < self._workers:
                self._threads += 1
                threading.Thread(target=self._serve, name="parsing", daemon=True).start()
            self._changed.notify()

    def _next(self) -> _Job | None:
        """Return the next job; ``None`` after the idle timeout: this thread is then no longer counted."""
        with self._changed:
            closings = self._closings
            self._idle += 1
            self._changed.wait_for(
                lambda: self._waiting or self._closings != closings, timeout=self._idle_timeout
            )
            self._idle -= 1
            if not self._waiting:
                self._threads -= 1
                self._changed.notify_all()
                return None
            asker = next(iter(self._waiting))
            jobs = self._waiting.pop(asker)
            job = jobs.popleft()
            if jobs:
                self._waiting[asker] = jobs  # at the end of the queue
            return job

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (job := self._next()) is not None:
            if job.result.set_running_or_notify_cancel():
                worker = self._do(job, worker)
            del job  # must not stay in memory while waiting for the next
        if worker is not None:
            worker.close()

    def _do(self, job: _Job, worker: "_Worker | None") -> "_Worker | None":
        """Run one job; return the worker if it can be used again."""
        try:
            if worker is None or worker.process.poll() is not None:
                worker = _Worker(self._command)
            timer = threading.Timer(self._job_timeout, job.expire)
            timer.daemon = True
            timer.start()
            job.given_to(worker.process)
            try:
                answer, lasts = worker.answer(job)
            finally:
                timer.cancel()
                job.given_to(None)
        except Exception as error:
            if worker is not None:
                worker.kill()
            job.result.set_exception(_fault_of(error, job))
            return None
        try:
            job.result.set_result(_said(job, answer))
        except SourceError as error:
            job.result.set_exception(error)
        if not lasts:
            worker.close()
        return worker if lasts else None


class _Worker:
    """One worker process. Raises ``OSError`` if it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        self._requests = cast(IO[bytes], self.process.stdin)
        self._answers = cast(IO[bytes], self.process.stdout)

    def answer(self, job: _Job) -> tuple[Mapping[str, Any], bool]:
        """Run a job; return its answer, and whether this worker can run another. Raises ``_Broken``, and the
        errors of ``on_data``."""
        try:
            self._requests.write(REQUEST.pack(len(job.request), len(job.content)))
            self._requests.write(job.request)
            for piece in _pieces(job.content):
                self._requests.write(piece)
            self._requests.flush()
        except OSError as error:
            raise self._ended() from error
        left = MAX_DATA_BYTES
        entries: list[Any] = []
        lengths: list[int] = []
        while True:
            kind, length = ANSWER.unpack(self._read(ANSWER.size))
            if kind == DATA and length <= left:
                left -= length
                job.on_data(self._read(length))
                continue
            lengths.append(length)
            if kind not in (ENTRY, RESULT) or not JOBS[job.name].allows(lengths):
                raise _Broken("an answer that is none, or is too long")
            content = self._read(length)
            if not is_decodable(content):
                raise _Broken("an answer that would take too long to decode")
            if kind == ENTRY:
                entries.append(json.loads(content))
                continue
            answer = json.loads(content)
            if not isinstance(answer, dict):
                raise _Broken("no object")
            put_in(answer, entries)
            return answer, answer.get("fault") != SourceErrorKind.TOO_COMPLEX.value

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        """End the process by closing its pipes: it exits at the end of its input."""
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()
        self.process.wait()

    def _read(self, length: int) -> bytes:
        content = self._answers.read(length)
        if len(content) < length:
            raise self._ended()
        return content

    def _ended(self) -> _Broken:
        code = self.process.wait()
        return _Broken(f"ended with {code}", -code if code < 0 else None)


def put_in(answer: dict[str, Any], entries: list[Any]) -> None:
    """Put the entries of the lists of an answer back (see ``worker``)."""
    waiting = iter(entries)
    for name, count in answer.pop("entries", {}).items():
        of_list = list(islice(waiting, count))
        if name:
            answer["said"][name] = of_list
        else:
            answer["said"] = of_list


def _said(job: _Job, answer: Mapping[str, Any]) -> Any:
    """Return the result in an answer, of the expected type. Raises ``SourceError``."""
    try:
        if "fault" in answer:
            raise SourceError(SourceErrorKind(answer["fault"]), decode(str, answer["detail"]))
        if "error" in answer:
            log.error("parsing (%s) failed:\n%s", job.name, answer["error"])
            raise SourceError(SourceErrorKind.INTERNAL, f"{job.name}: a fault of the parser")
        return decode(job.expected, answer["said"])
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as error:
        log.error("a parser process (%s) gave an invalid answer: %s", job.name, error)
        raise SourceError(SourceErrorKind.INTERNAL, f"{job.name}: nonsense from a worker") from error


def _fault_of(error: Exception, job: _Job) -> SourceError:
    """Return the error to report for a failed job. A crash of the parser is blamed on the document."""
    if isinstance(error, SourceError):
        return error
    if job.expired:
        return SourceError(SourceErrorKind.TOO_COMPLEX, "it takes too long to parse")
    if isinstance(error, _Broken) and error.killed_by in _BY_ITS_DOCUMENT:
        return SourceError(SourceErrorKind.TOO_COMPLEX, f"the parser was ended by signal {error.killed_by}")
    log.error("a document could not be parsed: %s: %s", type(error).__name__, error)
    return SourceError(SourceErrorKind.INTERNAL, f"parsing: {type(error).__name__}: {error}")


_BY_ITS_DOCUMENT = {
    getattr(signal, name)
    for name in ("SIGXCPU", "SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE")
    if hasattr(signal, name)
}


@cache
def shared_parsers() -> Parsers:
    """Return the pool of this process; no worker runs before the first job."""
    return Parsers()
