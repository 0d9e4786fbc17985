"""Shared parts of the terminal commands: settings, running async work, failures as one sentence; and ``tocsin
run``, which needs no typer.
"""

import asyncio
import gc
import logging
import sys
import traceback
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, NoReturn, TypeVar

from bot import settings as settings_module
from bot.errors import Sentence, SentenceError, UserError, sentence_of
from bot.settings import Settings, SettingsError

log = logging.getLogger(__name__)

T = TypeVar("T")

MAX_ID = 2**63 - 1


def settings_or_fail() -> Settings:
    try:
        settings = load()
    except SettingsError as error:
        fail(*error.faults)
    _scrub_tracebacks(settings)
    return settings


def _scrub_tracebacks(settings: Settings) -> None:
    """Redact the secrets in tracebacks of uncaught exceptions."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from bot.common.redaction import Scrubber

        text = "".join(traceback.format_exception(kind, error, trace))
        print(Scrubber(settings.secrets)(text), end="", file=sys.stderr)

    sys.excepthook = show


def load() -> Settings:
    """Load the settings. Raises ``SettingsError``, also if ``.env`` is not text or not readable."""
    try:
        return settings_module.load()
    except UnicodeDecodeError as error:
        raise SettingsError([Sentence("terminal-settings-env-not-text")]) from error
    except OSError as error:
        raise SettingsError([Sentence("terminal-settings-env-unreadable", reason=error.strerror)]) from error


def do(
    work: Coroutine[Any, Any, T], loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> T:
    """Run to completion; an error with a sentence ends the program with it, and so does one of the system,
    such as a file that cannot be read."""
    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(work)
    except (SentenceError, OSError) as error:
        fail(sentence_of(error))
    except UserError as refusal:
        fail(Sentence(refusal.id, **refusal.arguments))
    except KeyboardInterrupt:
        sys.exit(130)


def said(what: object) -> str:
    """Return a sentence in the language of the environment; anything else as it is."""
    return what.shown() if isinstance(what, Sentence) else str(what)


def show(*lines: object) -> None:
    """Print lines to stdout: sentences, data, paths."""
    for line in lines:
        print(said(line))


def fail(*sentences: Sentence) -> NoReturn:
    """Print sentences to stderr, and end the program with exit code 1."""
    for sentence in sentences:
        print(said(sentence), file=sys.stderr)
    sys.exit(1)


def event_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's factory, which saves a tenth of the CPU when many sign at once; ``None`` on Windows,
    which lacks it."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def run() -> None:
    """Run the bot until a signal stops it. Raises ``SystemExit``."""
    # Imported objects are permanent: repeated garbage collections of them take a fifth of the start.
    gc.disable()  # until ``serve`` has opened everything
    settings = settings_or_fail()
    from bot.common.confinement import keep_private
    from bot.common.logging import begin_log
    from bot.errors import StartError  # without settings nothing of the bot is imported
    from bot.runtime.run import serve

    async def served() -> int:
        try:
            await serve(settings)
        except StartError as error:
            if settings.log_format == "JSON":
                log.critical("%s", error)
            else:
                print(said(error.sentence), file=sys.stderr)
            _end_soon(error.exit_code)  # after the sentence, which takes long to find on a busy machine
            return error.exit_code
        _end_soon(0)
        return 0

    keep_private()
    begin_log(settings)
    sys.exit(do(served(), event_loop()))


def _end_soon(code: int) -> None:
    """End the process soon: everything is closed, and what was acknowledged is on disk. A thread that cannot
    be cancelled (in a DNS lookup, or drawing) must not delay the exit, and with it the restart."""
    from bot.runtime.watchdog import end_within

    end_within(0.5, code)
