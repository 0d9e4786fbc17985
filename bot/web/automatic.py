"""Publishing by itself: whenever something that a board shows was posted, published or changed."""

import asyncio
import logging
import shlex
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.keystore.keyring import KeysError
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.models import Announcement, Demand, Fact, GlossaryEntry, Publication, Server
from bot.web.folder import FolderError
from bot.web.publish import Publisher

log = logging.getLogger(__name__)

LEASE = "board"
_COMMAND_TIMEOUT_S = 300.0


class AutomaticPublishing:
    """Publishes the boards into ``site`` when they have changed, and then runs ``command``."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        leases: LeaseKeeper,
        site: Path,
        command: str | None = None,
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._leases = leases
        self._site = site
        self._command = command
        self._published: tuple[Any, ...] | None = None
        self._carried = True  # the command has run since the last publishing

    async def tick(self) -> None:
        """Publish if something has changed since the last time. What fails is tried again at the next
        tick."""
        now = await self._state()
        if now != self._published:
            async with self._leases.holding(LEASE) as held:
                if not held:
                    return
                try:
                    done = await self._publisher.publish(self._site)
                except (FolderError, KeysError) as error:
                    log.error("the board was not published: %s", error)
                    return
            log.info("the board was published: %d files, %d of them new", done.files, done.written)
            self._published, self._carried = now, self._command is None
        if not self._carried:
            self._carried = await self._carry()

    async def _state(self) -> tuple[Any, ...]:
        """Return values that differ whenever a board does. A post that waits changes nothing: what it tells
        is on the board once it was posted."""
        queries = (
            select(func.max(Announcement.sent_at), func.count()).where(Announcement.state == "sent"),
            select(func.sum(Demand.stamp), func.count()).where(Demand.state != "draft"),
            select(func.max(Publication.published_at), func.count()),
            select(
                func.max(Fact.edited_at), func.max(Fact.checked_on), func.max(Fact.retired_at), func.count()
            ),
            select(func.max(GlossaryEntry.id), func.count()),
            select(func.count(Server.board), func.count(Server.removed_at)),
        )
        async with self._database.read() as session:
            return tuple([tuple((await session.execute(query)).one()) for query in queries])

    async def _carry(self) -> bool:
        """Run the command; return whether it succeeded."""
        arguments = shlex.split(self._command or "")
        try:
            process = await asyncio.create_subprocess_exec(
                *arguments, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL
            )
            code = await asyncio.wait_for(process.wait(), _COMMAND_TIMEOUT_S)
        except TimeoutError:
            process.kill()
            log.error("TOCSIN_BOARD_COMMAND took more than %.0f s and was ended", _COMMAND_TIMEOUT_S)
            return False
        except OSError as error:
            log.error("TOCSIN_BOARD_COMMAND cannot be run: %s", error.strerror)
            return False
        if code:
            log.error("TOCSIN_BOARD_COMMAND ended with exit code %d; it will be run again", code)
        return code == 0
