"""Checkpoints of the audit log: the newest entry of each server, stored beside the keys.

A hash chain without its newest entries is still valid. ``audit-SERVER.head`` records its last known entry, so
that write access to the database alone is not enough to truncate it unnoticed. The file is JSON: ``number``
and ``hash`` of the entry.
"""

import json
import logging
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.common.files import replace_file
from bot.keystore.files import KeyFolder

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AuditCheckpoint:
    """Checkpoint: newest recorded entry of a server's audit log."""

    number: int
    hash: str


class AuditCheckpoints:
    """Checkpoint files of one key folder."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder

    async def all(self) -> dict[int, AuditCheckpoint]:
        """Return the checkpoints by server. Raises ``OSError``."""
        return await self._folder.in_thread(self._all)

    async def of(self, server_id: int) -> AuditCheckpoint | None:
        """Return one server's checkpoint. Raises ``OSError``."""
        return await self._folder.in_time(_read, self._path(server_id))

    async def write(self, server_id: int, head: AuditCheckpoint) -> None:
        """Write a checkpoint durably. Raises ``OSError``."""
        content = json.dumps(asdict(head), sort_keys=True).encode() + b"\n"
        await self._folder.in_time(replace_file, self._path(server_id), content)

    async def drop(self, server_id: int) -> None:
        """Delete a server's checkpoint: its file name would reveal that the bot was in the server. Raises
        ``OSError``."""
        await self._folder.in_thread(lambda: self._path(server_id).unlink(missing_ok=True))

    def _all(self) -> dict[int, AuditCheckpoint]:
        found = {}
        for path in self._folder.path.glob("audit-*.head"):
            name = re.fullmatch(r"audit-(\d+)\.head", path.name)
            if name and (head := _read(path)) is not None:
                found[int(name[1])] = head
        return found

    def _path(self, server_id: int) -> Path:
        return self._folder.path / f"audit-{server_id:d}.head"


def _read(path: Path) -> AuditCheckpoint | None:
    try:
        head = AuditCheckpoint(**json.loads(path.read_bytes()))
        return head if type(head.number) is int and re.fullmatch("[0-9a-f]{64}", head.hash) else None
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        log.warning("%s is damaged, and is written again", path)
        return None
