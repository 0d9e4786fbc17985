"""The log: what the steward must act on, never what members send, nor who they are.

Every line leaves through one of the two formatters here, which rewrite the whole of it (``bot.scrubbing``).
Each interaction and each round of the work in the background has a code at random; the lines that it causes
carry it, and a member whose wish failed is given it.
"""

import json
import logging
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from bot.refusal import RoleLost
from bot.scrubbing import Scrubber
from bot.settings import Settings

log = logging.getLogger(__name__)

_OURS = ("bot.", "cogs.")
_CONTROLS = {number: f"\\x{number:02x}" for number in (*range(32), 127, 0x85, 0x2028, 0x2029)} | {10: "\\n"}
_code: ContextVar[str] = ContextVar("code", default="")


# The code of what is being done


def new_code() -> str:
    """Give what this task does from here on a code of its own: eight hexadecimal digits, at random."""
    code = secrets.token_hex(4)
    _code.set(code)
    return code


def current_code() -> str:
    """The code of what this task does; a new one if it has none."""
    return _code.get() or new_code()


@contextmanager
def under_a_code() -> Iterator[None]:
    """A code for what happens within, and none after it."""
    token = _code.set(secrets.token_hex(4))
    try:
        yield
    finally:
        _code.reset(token)


# How a line is written


class _Scrubbing(logging.Formatter):
    """The parts of a line, none of which may be written otherwise."""

    def __init__(self, scrub: Scrubber) -> None:
        super().__init__()
        self._scrub = scrub

    def _message(self, record: logging.LogRecord) -> str:
        try:
            message = record.getMessage()
        except Exception:  # logging itself would write the arguments to stderr as they are
            message = f"{record.msg} (its values could not be written)"
        return self._scrub(message, ours=record.name.startswith(_OURS))

    def _trouble(self, record: logging.LogRecord) -> str:
        """Tracebacks. What is raised is put into words here, whatever another handler made of it."""
        found = self._raised(record.exc_info) if record.exc_info else record.exc_text or ""
        stack = self.formatStack(record.stack_info) if record.stack_info else ""
        return self._scrub("\n".join(part for part in (found, stack) if part))

    def _raised(self, raised: Any) -> str:
        if isinstance(raised[1], RoleLost):  # wherever the work was when it broke off
            return f"RoleLost: {raised[1]}"
        return self.formatException(raised)

    def _moment(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


class TextLines(_Scrubbing):
    """A line for people. What an outside text brings along cannot begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        code = _code.get()
        head = f"{self._moment(record)} {record.levelname} {record.name}{f' [{code}]' if code else ''}: "
        line = head + self._message(record).translate(_CONTROLS)
        trouble = [part.translate(_CONTROLS) for part in self._trouble(record).splitlines()]
        return "\n  ".join([line, *trouble])


class JsonLines(_Scrubbing):
    """A line for programs: ``time``, ``level``, ``logger`` and ``message``, and where there are any ``code``
    and ``trace``. Nothing else that a library ties to a record."""

    def format(self, record: logging.LogRecord) -> str:
        parts = {
            "time": self._moment(record),
            "level": record.levelname,
            "logger": record.name,
            "code": _code.get(),
            "message": self._message(record),
            "trace": self._trouble(record),
        }
        return json.dumps({name: value for name, value in parts.items() if value}, ensure_ascii=False)


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: a full disk must not get a report with the record's values instead of the line."""


# Setting it up


def log_to(stream: TextIO, settings: Settings) -> logging.Handler:
    """What writes lines to ``stream`` as the settings say."""
    scrub = Scrubber(settings.secrets)
    handler = _Handler(stream)
    handler.setFormatter(JsonLines(scrub) if settings.log_format == "JSON" else TextLines(scrub))
    return handler


def begin_log(settings: Settings) -> None:
    """Write the log to stderr, and nothing past it: warnings and what nobody caught are lines of it too."""
    logging.basicConfig(level=settings.log, handlers=[log_to(sys.stderr, settings)], force=True)
    keep_libraries_quiet(logging.getLevelName(settings.log))
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_thread
    sys.unraisablehook = _log_unraisable


def keep_libraries_quiet(level: int) -> None:
    """Let no library write what members send, whatever ``level`` the steward asked for."""
    for name in ("discord", "asyncio"):  # below INFO these write what members send and who they are
        logging.getLogger(name).setLevel(max(logging.INFO, level))
    # At INFO the first writes every statement, the last ones where fonts were found and what of them is used.
    for name in ("sqlalchemy", "aiosqlite", "alembic", "matplotlib", "fontTools"):
        logging.getLogger(name).setLevel(max(logging.WARNING, level))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("the program ends with a fault of its own", exc_info=(kind, error, trace))


def _log_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_value is not None:
        log.error("a thread ended with a fault of its own", exc_info=caught.exc_value)


def _log_unraisable(caught: "sys.UnraisableHookArgs") -> None:
    log.error("%s", caught.err_msg or "a fault that nobody could catch", exc_info=caught.exc_value)
