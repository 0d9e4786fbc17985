"""Errors of listening at an address, as sentences."""

import errno

from bot.errors import Sentence, StartError

_WHY = {
    errno.EADDRINUSE: Sentence("terminal-http-in-use"),
    errno.EADDRNOTAVAIL: Sentence("terminal-http-no-address"),
    errno.EACCES: Sentence("terminal-http-forbidden"),
}


def cannot_listen(key: str, address: object, error: OSError) -> StartError:
    """Return the error for an address that the setting ``key`` names."""
    why = _WHY.get(error.errno or 0, Sentence("terminal-http-failed", reason=error.strerror))
    return StartError("terminal-http", key=key, address=address, why=why)
