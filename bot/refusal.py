"""A clear no: something a person asked for that cannot be done, with the sentence that says what to do."""

from typing import Any


class Refusal(Exception):
    """Raised by services for bad input and unmet conditions; nothing was changed.

    ``id`` names the sentence in the catalogues (``refusal-…``), ``arguments`` what it needs. It is
    shown to the person who asked, in their language.
    """

    def __init__(self, id: str, /, **arguments: Any) -> None:
        super().__init__(id, arguments)
        self.id = id
        self.arguments = arguments


class DatabaseAway(Exception):
    """The database cannot be reached, or went away: whether it stored what was asked for, nobody knows."""


class NotStored(Exception):
    """Nothing of a transaction was stored, and what was asked for does not count: the disk takes nothing.

    ``code`` says why (``full``, ``read-only``, ``broken``, ``locked``). The steward has been told, once.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RoleLost(OSError):
    """This process is not, or no longer, the active one: what was meant to happen does not. It is told to
    the steward when it happens, and what breaks off then is no fault of its own."""


CANNOT_STORE = (NotStored, DatabaseAway)
"""What work in the background does not go on after: the next thing would fail as well, and the log is told
of it elsewhere, once."""
