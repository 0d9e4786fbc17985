"""Logging: what the steward must act on, but neither what members send nor who they are.

Every line leaves through one of the two formatters here, which redact the whole of it
(``bot.common.redaction``). Each round of a periodic task has a random correlation code, which its lines
carry.

Lines made while somebody's press is answered would tell when somebody pressed. They are held back, and
written once an hour: each kind of line once, without its time, in no order of arrival
(``LogHandler.write_held``).
"""

import asyncio
import copy
import hashlib
import json
import logging
import secrets
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Protocol, TextIO

from bot.common.async_utils import cancel
from bot.common.redaction import Scrubber
from bot.errors import RoleLost

log = logging.getLogger(__name__)

_OURS = ("bot.", "cogs.")
_CONTROLS = {number: f"\\x{number:02x}" for number in (*range(32), 127, 0x85, 0x2028, 0x2029)} | {10: "\\n"}
_code: ContextVar[str] = ContextVar("code", default="")


_answering: ContextVar[bool] = ContextVar("answering", default=False)
_NO_MOMENT = "1970-01-01T00:00:00.000Z"
_HELD_S = 3600.0
_MAX_HELD = 200  # kinds of lines that are held back; further ones are dropped


# Context of the current task


def mark_as_answering() -> None:
    """Mark the current task, and those that it starts, as answering somebody: its lines are held back."""
    _answering.set(True)


def reference_of(error: BaseException) -> str:
    """Return the reference that people quote for an error: eight hexadecimal digits.

    It is the same for each error of its type from the same place in the code, so that it tells nothing of
    who met it.
    """
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return hashlib.sha256("\n".join([type(error).__qualname__, *places]).encode()).hexdigest()[:8]


@contextmanager
def under_a_code() -> Iterator[None]:
    """Set a new correlation code within the block; the previous one is restored after it."""
    token = _code.set(secrets.token_hex(4))
    try:
        yield
    finally:
        _code.reset(token)


# Formatting


class _Scrubbing(logging.Formatter):
    """Base formatter: redacts each part of a line."""

    def __init__(self, scrub: Scrubber) -> None:
        super().__init__()
        self._scrub = scrub

    def _message(self, record: logging.LogRecord) -> str:
        return self._scrub(_said(record), ours=record.name.startswith(_OURS))

    def _trouble(self, record: logging.LogRecord) -> str:
        """Return the redacted tracebacks. Exceptions are formatted here, even if another handler has cached a
        text."""
        found = self._raised(record.exc_info) if record.exc_info else record.exc_text or ""
        stack = self.formatStack(record.stack_info) if record.stack_info else ""
        return self._scrub("\n".join(part for part in (found, stack) if part))

    def _raised(self, raised: Any) -> str:
        if isinstance(raised[1], RoleLost):  # without the place where the work broke off
            return f"RoleLost: {raised[1]}"
        return self.formatException(raised)


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # logging itself would write the unredacted arguments to stderr
        return f"{record.msg} (its values could not be written)"


def _moment(when: float) -> str:
    moment = datetime.fromtimestamp(when, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


class TextFormatter(_Scrubbing):
    """A line for people. Control characters are escaped, so that text from outside cannot begin a new
    line."""

    def format(self, record: logging.LogRecord) -> str:
        code = _code.get()
        head = f"{_moment(record.created)} {record.levelname} {record.name}{f' [{code}]' if code else ''}: "
        line = head + self._message(record).translate(_CONTROLS)
        trouble = [part.translate(_CONTROLS) for part in self._trouble(record).splitlines()]
        return "\n  ".join([line, *trouble])


class JsonFormatter(_Scrubbing):
    """A line for programs: ``time``, ``level``, ``logger`` and ``message``, and if present ``code`` and
    ``trace``. Other attributes that a library adds to a record are left out."""

    def format(self, record: logging.LogRecord) -> str:
        parts = {
            "time": _moment(record.created),
            "level": record.levelname,
            "logger": record.name,
            "code": _code.get(),
            "message": self._message(record),
            "trace": self._trouble(record),
        }
        return json.dumps({name: value for name, value in parts.items() if value}, ensure_ascii=False)


def _is_of_an_answer(record: logging.LogRecord) -> bool:
    """Return whether a line was made by an answer to somebody, or may have been: asyncio reports the error of
    a task that nobody waits for when that task is forgotten, which is in the context of no task."""
    if getattr(record, "urgent", False):
        return False
    return _answering.get() or record.name == "asyncio"


def _kind_of(record: logging.LogRecord) -> tuple[str, ...]:
    """Return what lines of one kind have in common. What a library or an error fills into its sentence can
    differ with each press: by that, the lines would be as many as the presses."""
    said = _said(record) if record.name.startswith(_OURS) else str(record.msg)
    error = record.exc_info[1] if record.exc_info else None
    return record.name, record.levelname, said, reference_of(error) if error else ""


class LogHandler(logging.StreamHandler[TextIO]):
    """Handler that writes lines at once, but holds back those of answers to people."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._held: dict[tuple[str, ...], str] = {}  # the first line of each kind

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or hold it back. ``urgent`` ones are about the machine and are written at once."""
        if not _is_of_an_answer(record):
            super().emit(record)
            return
        try:
            kind = _kind_of(record)
            if kind not in self._held and len(self._held) < _MAX_HELD:
                timeless = copy.copy(record)
                timeless.created = 0.0
                # As text: a traceback would keep what people sent in memory.
                self._held[kind] = self.format(timeless)
        except Exception:
            self.handleError(record)

    def write_held(self) -> None:
        """Write what was held back, each kind once, as of now. On a full disk it is held back until the next
        call. Raises ``OSError``."""
        self.acquire()
        try:
            for line in sorted(self._held.values()):
                self.stream.write(line.replace(_NO_MOMENT, _moment(time.time()), 1) + self.terminator)
            if self._held:
                self.flush()
            self._held.clear()
        finally:
            self.release()

    def close(self) -> None:
        """Write what is held back at the end of the program."""
        with suppress(OSError, ValueError):  # the stream may be closed, or its disk full
            self.write_held()
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:
        """Do nothing: on a full disk the default would write the record's values to stderr."""


# Setup


class LogSettings(Protocol):
    """The part of ``bot.settings.Settings`` that the log needs."""

    @property
    def secrets(self) -> tuple[str, ...]: ...
    @property
    def log(self) -> str: ...
    @property
    def log_format(self) -> str: ...


def log_to(stream: TextIO, settings: LogSettings) -> logging.Handler:
    """Return a handler that writes to ``stream`` as the settings say."""
    scrub = Scrubber(settings.secrets)
    handler = LogHandler(stream)
    handler.setFormatter(JsonFormatter(scrub) if settings.log_format == "JSON" else TextFormatter(scrub))
    return handler


async def write_held_lines() -> None:
    """Write the lines that all handlers hold back; for calls at fixed intervals, never because of a press."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogHandler):
            handler.write_held()


@asynccontextmanager
async def held_lines_written() -> AsyncIterator[None]:
    """Write the lines that are held back once an hour, in the block."""

    async def keep_writing() -> None:
        while True:
            await asyncio.sleep(_HELD_S)
            with suppress(OSError):  # the disk of the log is full: they are held on
                await write_held_lines()

    writing = asyncio.create_task(keep_writing())
    try:
        yield
    finally:
        await cancel(writing)


def begin_log(settings: LogSettings) -> None:
    """Set up logging to stderr, for warnings and uncaught exceptions too."""
    logging.basicConfig(level=settings.log, handlers=[log_to(sys.stderr, settings)], force=True)
    keep_libraries_quiet(logging.getLevelName(settings.log))
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_thread
    sys.unraisablehook = _log_unraisable


def keep_libraries_quiet(level: int) -> None:
    """Keep libraries from logging what members send, whatever ``level`` the steward chose."""
    for name in ("discord", "asyncio"):  # below INFO these log what members send and who they are
        logging.getLogger(name).setLevel(max(logging.INFO, level))
    # At INFO the first logs every statement, the last ones fonts and subsetting.
    for name in ("sqlalchemy", "aiosqlite", "alembic", "matplotlib", "fontTools"):
        logging.getLogger(name).setLevel(max(logging.WARNING, level))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("the program ends with an error of its own", exc_info=(kind, error, trace))


def _log_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_value is not None:
        log.error("a thread ended with an error of its own", exc_info=caught.exc_value)


def _log_unraisable(caught: "sys.UnraisableHookArgs") -> None:
    log.error("%s", caught.err_msg or "an error that could not be caught", exc_info=caught.exc_value)
