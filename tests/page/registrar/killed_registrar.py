"""Process for ``test_kill``: a registrar that begins a round or carries out an act, and is killed on the way.

Arguments: the database's URL, the key folder, the act, its body, and the step. At the step "acknowledged" the
status is printed before the process is killed.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.page.registrar import acts
from bot.page.registrar.blind_signer import SignerCache
from bot.page.registrar.rounds import Rounds
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.registrar_desk import SERVER, open_registrar

STEPS = ("before the commit", "after the commit", "acknowledged")
OF_ISSUE: dict[str, tuple[type, str, bool]] = {
    "before the row": (acts._Blinded, "check", True),
    "before the note": (SignerCache, "note_issues", True),
    "after the note": (SignerCache, "note_issues", False),
    "after signing": (SignerCache, "sign", False),
}
"""By name: the method, and whether the process is killed before it or after it."""


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killing(method: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        if before:
            die()
        done = method(*arguments)
        if not asyncio.iscoroutine(done):
            die()

        async def then() -> Any:
            await done
            die()

        return then()

    return call


def die_before_writing(database: Database) -> None:
    """Kill this process at its first commit after a row was written."""
    written: list[bool] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(True)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    event.listen(database.engine.sync_engine, "commit", lambda _connection: written and die())


async def main(url: str, keys: str, act: str, body: str, step: str) -> None:
    if step in OF_ISSUE:
        place, name, before = OF_ISSUE[step]
        setattr(place, name, killing(getattr(place, name), before=before))
    database = await Database.connect(url)
    desk = await open_registrar(database, MovableClock(), Path(keys))
    if step == "before the commit":
        die_before_writing(database)
    if act == "begin":
        Rounds._settle_files = die  # type: ignore[method-assign, assignment]
        await desk.rounds.begin(SERVER, 5)
    status, _ = await desk.ask(act, body.encode())
    if step == "acknowledged":
        sys.stdout.write(str(status))
        sys.stdout.flush()
    die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
