"""Errors shown to people: a request that cannot be fulfilled, with the sentence that says what to do."""

from typing import Any


class UserError(Exception):
    """A user error: raised by services for bad input and unmet conditions; nothing was changed.

    ``id`` names the sentence in the catalogues (``refusal-…``), ``arguments`` its variables. It is shown to
    the person who asked, in their language.
    """

    def __init__(self, id: str, /, **arguments: Any) -> None:
        super().__init__(id, arguments)
        self.id = id
        self.arguments = arguments


class DatabaseAway(Exception):
    """The database cannot be reached, or went away: it is unknown whether the request was stored."""


class NotStored(Exception):
    """Nothing of a transaction was stored, and the request does not count: the disk takes nothing.

    ``code`` is the reason (``full``, ``read-only``, ``broken``, ``locked``). The steward has been told, once.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StartError(Exception):
    """The program cannot start; the message is one sentence that says what to do."""


class RoleLost(OSError):
    """This process is not, or no longer, the active one, so the request is not carried out. The steward is
    told when it happens; work that breaks off because of it is no failure of its own."""


CANNOT_STORE = (NotStored, DatabaseAway)
"""Errors after which background work stops: the next item would fail as well, and they are logged elsewhere,
once."""
