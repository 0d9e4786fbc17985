"""Publishing by itself: whenever something that a board shows was posted, published or changed."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.announcements.outbox import notify_organisers
from bot.board import carrying
from bot.board.folder import FolderBusy, FolderError, current_version, lock_of, turn
from bot.board.publish import Published, Publisher
from bot.board.state import BoardFault, board_state
from bot.common.async_utils import backoff
from bot.common.clock import Clock, seconds_awake_or_not
from bot.errors import RoleLost, Sentence
from bot.keystore.keyring import KeysError
from bot.storage import Database
from bot.storage.models import Server

log = logging.getLogger(__name__)

_FIRST_PAUSE_S, _MAX_PAUSE_S = 15.0, 300.0
_WITHHELD = "board-withheld"
_LOST = "terminal-board-history-older"
_MAX_OCCASION = 60


class AutomaticPublishing:
    """Publishes the boards into ``site`` when they have changed, and then runs ``command``, without the
    ``secrets`` of the bot. ``check`` raises ``RoleLost`` if another process may be the active one: neither is
    a board shown then, nor the command begun. ``now`` is a monotonic clock."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        site: Path,
        command: str | None = None,
        *,
        clock: Clock,
        secrets: Sequence[str] = (),
        check: Callable[[], None] | None = None,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._site = site
        self._command = command
        self._clock = clock
        self._secrets = secrets
        self._check = check
        self._now = now
        self._published: str | None = None
        self._version: Path | None = None
        self._carried = True  # the command has run since the last publishing
        self._faults: dict[str, BoardFault] = {}
        self._failures, self._not_before = 0, 0.0

    @property
    def faults(self) -> Sequence[BoardFault]:
        """Return what could not be published at the last attempt."""
        return tuple(self._faults.values())

    async def tick(self) -> None:
        """Publish if something has changed since the last time. What fails is tried again, less and less
        often."""
        state = await board_state(self._database, self._clock())
        if await asyncio.to_thread(current_version, self._site) != self._version:
            self._published = None  # somebody published there as well, or took the folder away
        if (state == self._published and self._carried) or self._now() < self._not_before:
            return
        await self._publish_and_carry(state)

    async def _publish_and_carry(self, state: str) -> None:
        done, well = None, state == self._published
        if not well and (done := await self._publish()) is not None:
            well = not done.failed
            self._published, self._carried = state if well else None, self._command is None
            self._version = await asyncio.to_thread(current_version, self._site)
        if (well or done is not None) and not self._carried:
            self._carried = await self._carry()
            well = well and self._carried
        self._failures = 0 if well else self._failures + 1
        pause = backoff(_FIRST_PAUSE_S, _MAX_PAUSE_S, self._failures - 1) if self._failures else 0.0
        self._not_before = self._now() + pause

    async def _publish(self) -> Published | None:
        """Publish; return what was, ``None`` if the folder is as it was."""
        known = self._whys()
        try:
            done = await self._publisher.publish(self._site, check=self._confirm_role)
        except RoleLost:
            raise
        except (FolderError, KeysError, OSError) as error:
            busy, said = isinstance(error, FolderBusy), str(error)
            if isinstance(error, OSError):
                said = f"{error.filename or self._site} cannot be written: {error.strerror}"
            self._note({**known, "folder": "another process keeps it busy" if busy else said}, quietly=busy)
            return None
        log.info("the board was published: %d files, %d of them new", done.files, done.written)
        command = {"command": known["command"]} if "command" in known else {}
        for name, sentence in done.withheld.items():
            if known.get(name) != str(sentence):
                await _tell_of_withheld(self._database, name, sentence, self._clock())
        # Noted once they are told: a notice that could not be stored is tried again.
        found = {**done.withheld, **done.failed}
        self._note({**command, **{name: str(why) for name, why in found.items()}})
        return done

    async def _carry(self) -> bool:
        """Run the command, while nobody publishes; return whether it succeeded."""
        try:
            async with turn(self._site):
                await self._confirm_role()
                why = await carrying.run(self._command or "", self._secrets, lock=lock_of(self._site))
        except FolderError as error:
            why = str(error)
        others = {part: each for part, each in self._whys().items() if part != "command"}
        self._note(others if why is None else {**others, "command": why})
        return why is None

    async def _confirm_role(self) -> None:
        """Raise ``RoleLost`` if another process is or may be the active one: an older board would replace a
        newer one."""
        if self._check is not None:
            self._check()
        async with self._database.write():
            pass  # it ends with a look at the term

    def _whys(self) -> dict[str, str]:
        return {part: fault.why for part, fault in self._faults.items()}

    def _note(self, found: Mapping[str, str], *, quietly: bool = False) -> None:
        """Keep what is wrong now, and log each fault once, and its end."""
        before = self._faults
        self._faults = {
            part: BoardFault(part, before[part].since if part in before else self._clock(), why)
            for part, why in found.items()
        }
        for part, fault in self._faults.items():
            if not quietly and (part not in before or before[part].why != fault.why):
                log.error("%s", _told(fault))
        for part in before.keys() - self._faults.keys():
            log.info("%s works again", _NAMES.get(part, f"the board {part}"))


_NAMES = {"folder": "publishing the board", "command": "TOCSIN_BOARD_COMMAND"}


def _told(fault: BoardFault) -> str:
    if fault.part == "command":
        return f"TOCSIN_BOARD_COMMAND failed: {fault.why}; it will be run again"
    if fault.part == "folder":
        return f"the board was not published: {fault.why}"
    return fault.why


async def _tell_of_withheld(database: Database, board: str, why: Sentence, now: datetime) -> None:
    """Notify the organisers of a board, once for each contradiction. Not of publications that were lost with
    a restored backup: the bot itself continues their ledger, and says so."""
    if why.arguments["why"].id == _LOST:
        return
    digest = hashlib.sha256(str(why).encode()).hexdigest()[:10]
    occasion = f"{_WITHHELD}:{digest}:{why.arguments.get('demand', '')}"[:_MAX_OCCASION]
    async with database.write() as session:
        wanted = select(Server).where(Server.board == board).with_for_update(key_share=True)
        if (server := (await session.scalars(wanted)).one_or_none()) is not None:
            await notify_organisers(session, database, server, occasion, now)
