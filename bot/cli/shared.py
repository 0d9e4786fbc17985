"""Shared parts of the terminal commands: settings, running async work, failures as one sentence.

Without typer, which ``tocsin run`` does not need.
"""

import asyncio
import sys
import traceback
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from bot import settings as settings_module
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.errors import UserError

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
        raise SettingsError([".env is not UTF-8 text: save it again as UTF-8."]) from error
    except OSError as error:
        raise SettingsError([f".env cannot be read: {error.strerror}."]) from error


def do(
    work: Coroutine[Any, Any, T], loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> T:
    """Run to completion; an error with a sentence ends the program with it."""
    from bot.errors import StartError, UserError

    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(work)
    except StartError as error:
        fail(str(error))
    except UserError as refusal:
        fail(_english(refusal))
    except KeyboardInterrupt:
        sys.exit(130)


def _english(refusal: "UserError") -> str:
    from bot.texts import Texts

    return Texts.load().of("en")(refusal.id, **refusal.arguments)


def fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    sys.exit(1)
