"""Who withdrew, kept beside the keys: a database that is restored from a backup must not bring them back.

Each demand's key has a journal, ``demand-N.withdrawn``: a sign (+ withdrew, - signed again) and the 32
bytes of a reference, on disk before the database commits. Without the key a reference says nothing, and
the journal goes with the key.
"""

import contextlib
import logging
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select, update

from bot.petitions.keys.files import KeyFolder, rewrite
from bot.petitions.keys.wipe import overwrite
from bot.petitions.rows import waits
from bot.storage import Database
from bot.storage.tables import Demand, Signature

log = logging.getLogger(__name__)

_ENTRY = 33  # bytes
_A_PART = 500  # references that one statement names
_NO_DAY = date(1970, 1, 1)


class Withdrawals:
    """The journals in one key folder."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder
        self._read: dict[int, tuple[tuple[int, int, int], set[bytes]]] = {}  # by demand: which file, and what

    async def note(
        self,
        *,
        withdrew: Collection[tuple[int, bytes]],
        signed: Collection[tuple[int, bytes]],
        written: dict[int, bytes],
    ) -> None:
        """Put withdrawals on disk, and take back those of members who signed again; (demand, reference)
        each. ``written`` is told what goes into the journal of which demand, for ``undo``. Costs nothing but
        a look at the file's date where nobody withdrew. Raises ``OSError``."""
        for demand_id in sorted({demand_id for demand_id, _ in [*withdrew, *signed]}):
            known = self.standing(demand_id)
            entries = [(ref, b"+") for owner, ref in withdrew if owner == demand_id and ref not in known]
            entries += [(ref, b"-") for owner, ref in signed if owner == demand_id and ref in known]
            if entries:  # in the order of the references, not of who pressed first
                content = b"".join(sign + reference for reference, sign in sorted(entries))
                written[demand_id] = content
                await self._folder.in_thread(_append, self._path(demand_id), content)

    async def undo(self, written: Mapping[int, bytes]) -> None:
        """Make the journals say again what they said before: the database stored nothing of it, and those who
        asked are told so. Never raises."""
        for demand_id, content in written.items():
            with contextlib.suppress(OSError):
                await self._folder.in_thread(_undo, self._path(demand_id), content)
            self._read.pop(demand_id, None)

    def standing(self, demand_id: int) -> set[bytes]:
        """The references of those who withdrew and did not sign again."""
        path = self._path(demand_id)
        try:
            state = path.stat()
        except FileNotFoundError:
            return set()
        version = (state.st_ino, state.st_size, state.st_mtime_ns)  # another process may have written
        held = self._read.get(demand_id)
        if held is None or held[0] != version:
            held = self._read[demand_id] = (version, _standing(path.read_bytes()))
        return held[1]

    async def compact(self) -> None:
        """Write every journal anew, in the order of the references: none tells who withdrew when."""
        await self._folder.in_thread(self._compact)

    async def reapply(self, database: Database) -> int:
        """Withdraw what stands in the database and was withdrawn since it was saved; how many demands had
        any. The others of a demand are left as they are."""
        touched = 0
        for demand_id in await self._folder.in_thread(self._demands):
            struck = 0
            async with database.write() as session:
                batch = await session.scalar(
                    select(Demand.batch).where(Demand.id == demand_id).with_for_update()
                )
                gone = sorted(self.standing(demand_id))  # now: another process may have them sign again
                for start in range(0, len(gone), _A_PART):
                    theirs = (
                        Signature.demand_id == demand_id,
                        Signature.reference.in_(gone[start : start + _A_PART]),
                    )
                    unpublished = delete(Signature).where(*theirs, waits(batch))
                    struck += len((await session.scalars(unpublished.returning(Signature.demand_id))).all())
                    published = (await session.scalars(select(Signature.reference).where(*theirs))).all()
                    struck += len(published)
                    for reference in sorted(published):
                        await session.execute(
                            update(Signature)
                            .where(Signature.demand_id == demand_id, Signature.reference == reference)
                            .values(
                                state="leaving",
                                reference=secrets.token_bytes(len(reference)),
                                version=0,
                                consent_hash="",
                                signed_on=_NO_DAY,
                                batch=0,
                            )
                        )
            if struck:
                touched += 1
                log.warning(
                    "demand %s: the database lacked some withdrawals (it was restored from before them, or a "
                    "process was killed at them); they are made now, and leave with the next publication",
                    demand_id,
                )
        return touched

    def _compact(self) -> None:
        for demand_id in self._demands():
            path = self._path(demand_id)
            with alone(path.parent):
                content = path.read_bytes()
                tidy = b"".join(b"+" + reference for reference in sorted(_standing(content)))
                if content == tidy:
                    continue
                rewrite(path, tidy)

    def _demands(self) -> list[int]:
        names = (re.fullmatch(r"demand-(\d+)\.withdrawn", path.name) for path in self._folder.path.glob("*"))
        return sorted(int(name[1]) for name in names if name)

    def _path(self, demand_id: int) -> Path:
        return self._folder.path / f"demand-{demand_id:d}.withdrawn"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other thread or process writes a journal in this folder meanwhile; on disk when it ends."""
    if os.name != "posix":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _append(path: Path, content: bytes) -> None:
    with alone(path.parent), open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(size - size % _ENTRY)  # half an entry is of a write that a power cut ended
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _undo(path: Path, content: bytes) -> None:
    """Append the contrary; where there is no room for it, cut off what was appended last."""
    contrary = {b"+": b"-", b"-": b"+"}
    try:
        _append(path, b"".join(contrary[sign] + reference for sign, reference in _entries(content)))
    except OSError:
        with alone(path.parent), path.open("r+b") as file:
            if file.read().endswith(content):
                start = file.seek(-len(content), os.SEEK_END)
                overwrite(file.fileno(), start)
                file.truncate(start)
                os.fsync(file.fileno())


def _standing(content: bytes) -> set[bytes]:
    standing: set[bytes] = set()
    for sign, reference in _entries(content):
        (standing.add if sign == b"+" else standing.discard)(reference)
    return standing


def _entries(content: bytes) -> Iterable[tuple[bytes, bytes]]:
    for start in range(0, len(content) - _ENTRY + 1, _ENTRY):
        yield content[start : start + 1], content[start + 1 : start + _ENTRY]
