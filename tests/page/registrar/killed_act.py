"""Process for ``test_killed_acts``: a registrar that carries out one act and is killed on the way.

Arguments: the database's URL, the key folder, the act, its body, and the step. At the step "acknowledged" the
status is printed before the process is killed.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.registrar_desk import open_registrar

STEPS = ("acknowledged", "before the commit", "after the commit")


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, keys: str, act: str, body: str, step: str) -> None:
    database = await Database.connect(url)
    desk = await open_registrar(database, MovableClock(), Path(keys))
    written = False

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal written
        written |= statement.startswith(("INSERT", "UPDATE", "DELETE"))

    def commit(_connection: Any) -> None:
        if written:
            die()

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    if step == "before the commit":
        event.listen(database.engine.sync_engine, "commit", commit)
    status, _ = await desk.ask(act, body.encode())
    if step == "acknowledged":
        sys.stdout.write(str(status))
        sys.stdout.flush()
    die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
