"""What the commands of the terminal share: settings, work run to its end, a fault as one sentence."""

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
    from bot.refusal import Refusal

T = TypeVar("T")

MOST_ID = 2**63 - 1

ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        min=1,
        max=MOST_ID,  # what a database keeps; Discord's ids are smaller
        help="The Discord server's id; not needed if only one is known.",
    ),
]


_display_type = TyperOption.display_type_rich


def _type_shown(option: TyperOption, ctx: Any) -> str | None:
    """What an option takes; of a flag nothing, where typer would write ``<bool>``."""
    return "" if option.is_flag else _display_type(option, ctx)


setattr(TyperOption, "display_type_rich", _type_shown)  # noqa: B010  (or mypy objects)


class Language(StrEnum):
    """The languages that are complete."""

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
    """A fault that nobody foresaw is shown as Python does, without the secrets that its words may hold."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from bot.scrubbing import Scrubber

        text = "".join(traceback.format_exception(kind, error, trace))
        print(Scrubber(settings.secrets)(text), end="", file=sys.stderr)

    sys.excepthook = show


def load() -> Settings:
    """Raises ``SettingsError``, also where ``.env`` is no text or may not be read."""
    try:
        return settings_module.load()
    except UnicodeDecodeError as error:
        raise SettingsError([".env is not UTF-8 text: save it again as UTF-8."]) from error
    except OSError as error:
        raise SettingsError([f".env cannot be read: {error.strerror}."]) from error


def do(
    work: Coroutine[Any, Any, T], loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> T:
    """Run to the end; a fault that has a sentence ends the program with it."""
    from bot.app import StartError
    from bot.refusal import Refusal

    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(work)
    except StartError as error:
        fail(str(error))
    except Refusal as refusal:
        fail(_english(refusal))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _english(refusal: "Refusal") -> str:
    from bot.texts import Texts

    return Texts.load().of("en")(refusal.id, **refusal.arguments)


def fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)
