"""Options that several terminal commands have, and the help of ``tocsin`` in the language of the environment.

The help's English is in the code, as for Discord.
"""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption

from bot.cli.shared import MAX_ID, said
from bot.errors import Sentence
from bot.texts.catalogue import DEFAULT, own_names
from bot.texts.terminal import translator


def possible_id(value: int | None) -> int | None:
    """Check that a database can hold an id; Discord's are smaller. As a range of the option's type, the help
    would write the limit out."""
    if value is not None and not 1 <= value <= MAX_ID:
        raise typer.BadParameter(said(Sentence("terminal-not-a-server")))
    return value


ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        callback=possible_id,
        help="The Discord server's id; not needed if only one is known.",
    ),
]


def known_language(value: str | None) -> str | None:
    """Check that a language has catalogues; what it lacks is in English."""
    if value is not None and value not in own_names():
        choices = Sentence("terminal-choose", list=", ".join(own_names()))
        raise typer.BadParameter(said(choices))
    return value


_display_type = TyperOption.display_type_rich


def _type_shown(option: TyperOption, ctx: Any) -> str | None:
    """Return an option's type for the help; nothing for a flag, for which typer would write ``<bool>``."""
    return "" if option.is_flag else _display_type(option, ctx)


setattr(TyperOption, "display_type_rich", _type_shown)  # noqa: B010  (or mypy objects)


PREFIX = "terminal-help"
_TITLES = {"OPTIONS": "options", "ARGUMENTS": "arguments", "COMMANDS": "commands"}


def is_help(command: Any, words: list[str]) -> bool:
    """Return whether these words of a command line show a help: by ``--help``, or of a group by its name."""
    for word in words:
        if not isinstance(command, TyperGroup) or word not in command.commands:
            break
        command = command.commands[word]
    return "--help" in words or isinstance(command, TyperGroup)


def translate(command: Any, language: str) -> None:
    """Put the help of a command, of its options and of those below it in a language."""
    if language == DEFAULT:
        return
    from typer import rich_utils  # and with it rich, which only a help needs

    for name, word in _TITLES.items():
        setattr(rich_utils, f"{name}_PANEL_TITLE", translator(PREFIX, language)(f"terminal-panel-{word}"))
    _translate(command, PREFIX, language)


def _translate(command: Any, key: str, language: str) -> None:
    t = translator(PREFIX, language)
    if t.has(key):
        command.help, command.short_help = t(key), None
        for option in command.params:
            if getattr(option, "help", None):
                option.help = t(f"{key}.{option.name}")
    for name, below in getattr(command, "commands", {}).items():
        _translate(below, f"{key}-{name}", language)
