"""Errors shown to people: a request that cannot be fulfilled, with the sentence that says what to do."""

import os
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

_ACTED_ON = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal acts on: no file may hide or reorder a sentence about it."""


@dataclass(frozen=True, init=False)
class Sentence:
    """A sentence of the terminal: its id in the catalogues, mostly ``organise/terminal-*.ftl``, and its
    variables, which may be sentences as well. As ``str`` it is in English, for the log."""

    id: str
    arguments: dict[str, Any]

    def __init__(self, id: str, /, **arguments: Any) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "arguments", arguments)

    def __str__(self) -> str:
        from bot.texts.terminal import DEFAULT  # parses them: only when a sentence is written

        return self.written(DEFAULT)

    def written(self, language: str) -> str:
        """Return the sentence in a language, in English if that has none."""
        from bot.texts.terminal import translator

        t = translator(self.id, language)
        return t(self.id, **{name: _written(value, language) for name, value in self.arguments.items()})

    def shown(self) -> str:
        """Return the sentence in the language of the environment."""
        from bot.texts.terminal import environment_language

        return self.written(environment_language(os.environ))


def _written(value: Any, language: str) -> Any:
    """Return a variable for Fluent: it formats numbers, the translator days; anything else is text."""
    if isinstance(value, Sentence):
        return value.written(language)
    return value if isinstance(value, int | Decimal | date) else _ACTED_ON.sub("\ufffd", str(value))


class SentenceError(Exception):
    """An error with a sentence that says what to do, as its id and variables, or as a ``Sentence``."""

    def __init__(self, said: str | Sentence, /, **arguments: Any) -> None:
        self.sentence = Sentence(said, **arguments) if isinstance(said, str) else said
        super().__init__(self.sentence)


def sentence_of(error: SentenceError | OSError) -> Sentence:
    """Return the sentence of an error; of one of the system, with the file and the reason."""
    if isinstance(error, SentenceError):
        return error.sentence
    reason = error.strerror or str(error)
    if error.filename is None:
        return Sentence("terminal-system", reason=reason)
    return Sentence("terminal-system-file", file=error.filename, reason=reason)


class UserError(Exception):
    """A user error: raised by services for bad input and unmet conditions; nothing was changed.

    ``id`` names the sentence in the catalogues (``refusal-…``), ``arguments`` its variables. It is shown to
    the person who asked, in their language.
    """

    def __init__(self, id: str, /, **arguments: Any) -> None:
        super().__init__(id, arguments)
        self.id = id
        self.arguments = arguments


class BoxAway(UserError):
    """The box on another machine cannot be reached, or does not accept the bot's secret. It may have done
    what it was asked, and is asked again."""


class DatabaseAway(Exception):
    """The database cannot be reached, went away, or its disk did not confirm a transaction: it is unknown
    whether the request was stored."""


class NotStored(Exception):
    """Nothing of a transaction was stored, and the request does not count: the disk takes nothing.

    ``code`` is the reason (``full``, ``read-only``, ``broken``, ``locked``, ``silent``). The steward has been
    told, once.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StartError(SentenceError):
    """The program cannot start."""

    exit_code = 1


class RefusedForGood(StartError):
    """Discord refuses the bot, and will until a person has changed something: no supervisor should start it
    again."""

    exit_code = 78  # EX_CONFIG of sysexits.h


class RoleLost(OSError):
    """This process is not, or no longer, the active one, so the request is not carried out. The steward is
    told when it happens; work that breaks off because of it is no failure of its own."""


CANNOT_STORE = (NotStored, DatabaseAway, RoleLost)
"""Errors after which background work stops: the next item would fail as well, and they are logged elsewhere,
once."""
