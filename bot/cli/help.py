"""Help of ``tocsin`` in the language of the environment; its English is in the code, as for Discord."""

from typing import Any

from typer.core import TyperGroup

from bot.texts.catalogue import DEFAULT
from bot.texts.terminal import translator

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
