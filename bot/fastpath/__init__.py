"""Fast path: what exists only to sign faster, in part past the public interfaces of libraries.

``TOCSIN_FAST_PATH=no`` switches it off, and so does a library version that it was not tried with. The program
then stores and answers the same, more slowly. ``docs/performance.md`` has what each part buys.

* ``sqlite_thread``: one call of aiosqlite's thread for each statement, instead of four. Leans on aiosqlite
  0.22: ``Connection._conn``, ``_execute``, ``_thread`` and ``_tx``. Without it: aiosqlite as it is.
* ``callback``: the first answer to an interaction as bytes that were made once, in one request. Public
  interfaces of aiohttp alone, but it goes past discord.py. Without it: ``InteractionResponse.send_message``.
* ``priority_gate``: lets a short request go before a batch. Public interfaces alone; always on.

May import: ``bot.common``. The services, ``ui`` and ``runtime`` may import it.
Never: changes what is stored or answered.
"""

import logging
from functools import cache
from importlib.metadata import version

log = logging.getLogger(__name__)

TRIED = {"aiosqlite": "0.22.", "discord.py": "2.7."}
"""Version prefixes that the fast path was tried with."""


@cache
def is_tried(library: str) -> bool:
    """Return whether the installed version is one of ``TRIED``; where it is not, log it once."""
    installed = version(library)
    if installed.startswith(TRIED[library]):
        return True
    log.warning("%s %s: the fast path was not tested with this version and is off", library, installed)
    return False
