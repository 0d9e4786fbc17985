"""Shared parts of the terminal commands: settings, running async work, failures as one sentence."""

import asyncio
import sys
import traceback
from collections.abc import Callable, Coroutine
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from typer.core import TyperOption

from bot import settings as settings_module
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.errors import UserError

T = TypeVar("T")

MAX_ID = 2**63 - 1

ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        min=1,
        max=MAX_ID,  # the limit of a database's integer; Discord's ids are smaller
        help="The Discord server's id; not needed if only one is known.",
    ),
]


_display_type = TyperOption.display_type_rich


def _type_shown(option: TyperOption, ctx: Any) -> str | None:
    """Return an option's type for the help; nothing for a flag, for which typer would write ``<bool>``."""
    return "" if option.is_flag else _display_type(option, ctx)


setattr(TyperOption, "display_type_rich", _type_shown)  # noqa: B010  (or mypy objects)


class Language(StrEnum):
    """The languages with complete catalogues."""

    en = "en"
    fr = "fr"


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
    from bot.app import StartError
    from bot.errors import UserError

    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(work)
    except StartError as error:
        fail(str(error))
    except UserError as refusal:
        fail(_english(refusal))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _english(refusal: "UserError") -> str:
    from bot.texts import Texts

    return Texts.load().of("en")(refusal.id, **refusal.arguments)


def fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)
