"""Terms of active processes: a number in the database that only grows, and that the key folder has as well.

Whoever becomes active begins a term. From then on nothing is stored that a process of an earlier one writes:
each write transaction ends with a look at the term (``Database.term``), and each change of a file in the key
folder begins with one (``KeyFolder.writing``). The file also shows whether the folder
is the one that the last active process used: keys are made while the bot runs, and beside them stands who
withdrew, so that an older copy must not be acted on.
"""

import shlex
from collections.abc import Callable

from sqlalchemy import select, update

from bot.common.files import replace_file
from bot.errors import RoleLost
from bot.keystore.files import KeyFolder, KeysError
from bot.storage import Database
from bot.storage.models import Term
from bot.storage.upsert import insert_ignore


async def begin_term(database: Database, folder: KeyFolder, check: Callable[[], None]) -> None:
    """Begin the next term, once every transaction has ended that looked at the term before.

    ``check`` raises ``RoleLost`` if this process is no longer the active one. Raises ``KeysError`` if the
    folder is older than the database, or cannot be used.
    """
    async with database.write() as session:
        await session.execute(insert_ignore(database, Term).values(name="active", number=0))
        last = (await session.execute(select(Term.number).with_for_update())).scalar_one()
        number = max(last, await _noted(folder, last)) + 1
        check()
        await folder.in_time(_note, folder, number)  # first: a crash between leaves the file ahead
        await session.execute(update(Term).values(number=number))
    database.term = number


async def refuse_outdated(database: Database, folder: KeyFolder) -> None:
    """Raise ``KeysError`` if the folder is older than the database, for who begins no term."""
    async with database.read() as session:
        last = (await session.execute(select(Term.number))).scalar_one_or_none()
    await _noted(folder, last or 0)


async def _noted(folder: KeyFolder, last: int) -> int:
    """Return the term in the folder. Raises ``KeysError`` if it is before the ``last`` of the database."""
    noted = await folder.in_time(folder.noted_term)
    if noted < last and await folder.in_time(folder.path.exists):  # one that is missing has its own error
        raise KeysError(
            "folder-outdated",
            "terminal-keys-folder-outdated",
            folder=shlex.quote(str(folder.path)),
            file=shlex.quote(str(folder.term_path)),
            term=str(last),
        )
    return noted


def _note(folder: KeyFolder, number: int) -> None:
    path = folder.term_path
    folder.term = number
    try:
        with folder.writing():
            replace_file(path, str(number).encode())
    except RoleLost:
        raise
    except OSError as error:
        raise KeysError(
            "unwritable", "terminal-keys-marker-unwritable", path=path, reason=error.strerror
        ) from error
