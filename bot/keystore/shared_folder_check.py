"""Shared folder check: verifies that all processes on one database use the same key folder, and not copies of
it.

Keys are made while the bot runs, and withdrawals are recorded beside them: a copy of the folder is outdated
by the next demand or withdrawal. So the active process writes its lease holder id, which is also in the
database, into the folder, and others look for it there.
"""

import asyncio
import shlex
from pathlib import Path

from bot.common.clock import seconds_awake_or_not
from bot.common.files import replace_file
from bot.keystore.files import KeyFolder, KeysError
from bot.storage import Database
from bot.storage.leases import ACTIVE, holders

_TIMEOUT_S = 2.0  # maximum seconds between taking the lease and writing the file


class SharedFolderCheck:
    """Marker files of active processes in one key folder."""

    def __init__(self, folder: KeyFolder, database: Database) -> None:
        self._folder = folder
        self._database = database

    def silent_for(self) -> float:
        """Return the seconds for which the folder has not answered; 0 if it answers."""
        since = self._folder.silent_since
        return 0.0 if since is None else seconds_awake_or_not() - since

    async def sign(self, role: str, holder: str) -> None:
        """Write the marker of this process, which holds the role (``active:0/1``). Raises ``KeysError``."""
        await self._folder.in_thread(self._write, role, holder)

    async def check(self) -> None:
        """Raise ``KeysError`` if an active process uses another folder."""
        if not await self._strangers():
            return
        await asyncio.sleep(_TIMEOUT_S)
        if await self._strangers():
            raise KeysError(
                "folder-foreign",
                "terminal-keys-folder-foreign",
                folder=shlex.quote(str(self._folder.path)),
            )

    async def _strangers(self) -> bool:
        active = await holders(self._database, ACTIVE)
        return any([await self._folder.in_thread(self._read, role) != active[role] for role in active])

    def _write(self, role: str, holder: str) -> None:
        path = self._path(role)
        try:
            replace_file(path, holder.encode())
        except OSError as error:
            raise KeysError(
                "unwritable", "terminal-keys-marker-unwritable", path=path, reason=error.strerror
            ) from error

    def _read(self, role: str) -> str | None:
        try:
            return self._path(role).read_text()
        except OSError:
            return None

    def _path(self, role: str) -> Path:
        return self._folder.path / role.replace(":", "-").replace("/", "-of-")
