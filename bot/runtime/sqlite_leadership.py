"""Leader election on an SQLite file, which serves one process.

It imports nothing of ``storage``: SQLAlchemy takes as long as discord.py, and a start that may connect to
Discord first needs no more of the database than this.
"""

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot import __version__
from bot.common.files import create_private
from bot.errors import StartError


class SqliteLeadership:
    """The role on SQLite: an exclusive file lock, held as long as this process lives, however it ends.

    It is a lock of SQLite's own on an empty file beside the database, ``NAME-running``. A second file there,
    ``NAME-opened``, has the version of the last process that could open everything.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = Path(f"{file}-opened")
        self._held: sqlite3.Connection | None = None

    def check(self) -> None:
        """As ``Leadership``."""

    async def take(self) -> bool:
        """Take the role without waiting. Raises ``StartError`` if another process has it."""
        if self._held is None:
            self._held = self._lock()
        return False

    async def keep(self) -> None:
        """Wait for ever: the lock cannot be lost."""
        await asyncio.Event().wait()

    async def give_back(self) -> None:
        """As ``Leadership``."""
        if self._held is not None:
            self._held.close()
            self._held = None

    async def take_again(self, key_dir: Path) -> bool:
        """Take the role if the last process was of this version and could open everything; return whether
        it was, and the file can be written and no key is missing.

        That counts once, until ``note_opened``: after a start that failed with the database or the keys, the
        next one tries these before it connects to Discord, which limits how often a bot may do that in a day.
        Raises ``StartError`` as ``take``.
        """
        try:
            version = self._opened.read_text(encoding="utf-8", errors="replace")
            await self.take()
            self._opened.unlink()
        except OSError:
            return False
        return version == __version__ and await asyncio.to_thread(self._is_usable, key_dir)

    def note_opened(self) -> None:
        """Note that everything could be opened. Without the role, or on a full disk, nothing is noted."""
        if self._held is not None:
            with suppress(OSError):
                create_private(str(self._opened))
                self._opened.write_text(__version__, encoding="utf-8")

    def _is_usable(self, key_dir: Path) -> bool:
        """Return whether the database can be written and no key is missing. If not, opening it tells why."""
        try:
            address = f"{self._file.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("PRAGMA user_version = 0")  # unchanged: nothing else sets it
                connection.execute("COMMIT")
                needed = "SELECT name FROM key_fingerprints WHERE destroyed_at IS NULL"
                return all((key_dir / f"{name}.key").is_file() for (name,) in connection.execute(needed))
        except (OSError, sqlite3.Error):
            return False

    def _lock(self) -> sqlite3.Connection:
        path = str(self._file) + "-running"
        try:
            create_private(path)
            connection = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except BaseException:
                connection.close()
                raise
        except (OSError, sqlite3.Error) as error:
            from bot.storage.errors import code_of

            if code_of(error) == "locked":
                raise StartError("terminal-another-runs", file=self._file) from error
            raise StartError("terminal-unwritable-because", path=path, reason=error) from error
        return connection
