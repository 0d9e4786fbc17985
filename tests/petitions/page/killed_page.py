"""Process for ``test_kill``: bots that do one act of a demand that is signed on the page. The first is not
killed, the next is before its first durable step (a commit, a file that gets its name, a key that is
deleted), the next before its second, and so on.

Arguments: the folder with database and keys, the one for their copies (``0``, ``1`` and so on, one for each
bot), the moment, and the act. The first bot is this process, and the others are its forks: they have imported
and parsed everything.
"""

import asyncio
import os
import shutil
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk, publisher_of
from tests.support.petition_desk import SERVER

DEMAND = 1


async def opened(folder: Path, moment: datetime) -> PageDesk:
    """Open the services of a process on a folder."""
    database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'tocsin.db'}")
    return await open_page_desk(database, MovableClock(moment), folder / "keys")


async def do(desk: PageDesk, folder: Path, act: str) -> None:
    """Do an act, unless it is done: what an organiser does after a restart, and the bot itself."""
    demand = await desk.demands.get(SERVER, DEMAND, include_drafts=True)
    if act == "open" and demand.state == "draft":
        await desk.demands.open(SERVER, DEMAND)
    if act == "amend" and demand.version == 1:
        texts = {"en": {"title": "Another title", "body": "Another text."}}
        proposal = await desk.amendments.propose(SERVER, DEMAND, texts)
        await desk.amendments.confirm(SERVER, DEMAND, proposal.token)
    if act == "close" and demand.state == "open":
        desk.clock.now = (await desk.demands.close(SERVER, DEMAND)).closes_at or desk.clock.now
    if act == "void" and demand.void is None:
        await desk.confirm_void(demand)
    await desk.ledgers.tick()
    if act == "board":
        await publisher_of(desk).publish(folder / "site")


class Steps:
    """Counter of this process's durable steps, which is killed before the one whose number is ``last``."""

    def __init__(self) -> None:
        self.done = 0
        self.last: int | None = None
        sys.addaudithook(self._named)

    def watch(self, database: Database) -> None:
        """Count a database's commits that write."""
        engine = database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._executed)
        event.listen(engine, "commit", self._committing)

    def _count(self) -> None:
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1

    def _executed(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        writes = statement.startswith(("INSERT", "UPDATE", "DELETE"))
        connection.info["writes"] = connection.info.get("writes", False) or writes

    def _committing(self, connection: Any) -> None:
        if connection.info.pop("writes", False):
            self._count()

    def _named(self, happened: str, arguments: tuple[Any, ...]) -> None:
        is_key = happened == "os.remove" and str(arguments[0]).endswith((".key", ".owner"))
        if happened in ("os.rename", "os.symlink") or is_key:
            self._count()


async def run(steps: Steps, folder: Path, moment: datetime, act: str) -> None:
    """Do an act in this process."""
    desk = await opened(folder, moment)
    steps.watch(desk.database)
    steps.done = 0
    await do(desk, folder, act)
    await desk.database.close()


def main(whole: str, copies: str, moment: str, act: str) -> None:
    os.sync = lambda: None
    steps, number = Steps(), 0
    while number == 0 or number <= steps.done:
        folder = Path(copies) / str(number)
        shutil.copytree(whole, folder)
        if number == 0:
            asyncio.run(run(steps, folder, datetime.fromisoformat(moment), act))
        elif (child := os.fork()) == 0:
            signal.alarm(60)
            steps.last = number - 1
            asyncio.run(run(steps, folder, datetime.fromisoformat(moment), act))
            os._exit(1)
        elif (code := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])) != -signal.SIGKILL:
            sys.exit(f"bot {number} was not killed, but ended with {code}")
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
