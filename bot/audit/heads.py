"""Checkpoints of the audit: the newest entry of each server, kept beside the keys.

A chain that lost its newest entries is still a chain. ``audit-SERVER.head`` says up to where it was written;
whoever can write in the database alone cannot cut it unseen. The file is JSON: ``number`` and ``hash`` of the
entry, and ``broken``, the first entry that did not hold when an earlier version's chain was taken over.
"""

import json
import logging
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.petitions.keys.files import KeyFolder, replace_file

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry of a server's audit that was noted."""

    number: int
    hash: str
    broken: int | None = None


class AuditHeads:
    """The files in one key folder."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder

    async def all(self) -> dict[int, AuditHead]:
        """The heads by server. Raises ``OSError``."""
        return await self._folder.in_thread(self._all)

    async def of(self, server_id: int) -> AuditHead | None:
        """One server's head. Raises ``OSError``."""
        return await self._folder.in_thread(_read, self._path(server_id))

    async def write(self, server_id: int, head: AuditHead) -> None:
        """Note a head, durably. Raises ``OSError``."""
        content = json.dumps(asdict(head), sort_keys=True).encode() + b"\n"
        await self._folder.in_thread(replace_file, self._path(server_id), content)

    async def drop(self, server_id: int) -> None:
        """Forget a server's head: its name says that the server was here. Raises ``OSError``."""
        await self._folder.in_thread(lambda: self._path(server_id).unlink(missing_ok=True))

    def _all(self) -> dict[int, AuditHead]:
        found = {}
        for path in self._folder.path.glob("audit-*.head"):
            name = re.fullmatch(r"audit-(\d+)\.head", path.name)
            if name and (head := _read(path)) is not None:
                found[int(name[1])] = head
        return found

    def _path(self, server_id: int) -> Path:
        return self._folder.path / f"audit-{server_id:d}.head"


def _read(path: Path) -> AuditHead | None:
    try:
        head = AuditHead(**json.loads(path.read_bytes()))
        return head if type(head.number) is int and re.fullmatch("[0-9a-f]{64}", head.hash) else None
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        log.warning("%s is damaged, and is written anew", path)
        return None
