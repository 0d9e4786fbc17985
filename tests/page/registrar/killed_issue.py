"""Process for ``test_kill``: a registrar that issues once and is killed at a step on the way.

Arguments: the database's URL, the key folder, the card in hexadecimal, the round, and the step.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.demo.signing_member import Card
from bot.page.registrar import acts
from bot.page.registrar.blind_signer import SignerCache
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.registrar_desk import Member, open_registrar

STEPS: dict[str, tuple[type, str, bool]] = {
    "before the row": (acts._Blinded, "check", True),
    "before the commit": (acts._Blinded, "hashes_by_position", True),
    "after the commit": (SignerCache, "note_issues", True),
    "after the note": (SignerCache, "note_issues", False),
    "after signing": (SignerCache, "sign", False),
}
"""By name: the method, and whether the process is killed before it or after it."""


def killing(method: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

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


async def main(url: str, keys: str, card: str, round_id: str, step: str) -> None:
    place, name, before = STEPS[step]
    setattr(place, name, killing(getattr(place, name), before=before))
    desk = await open_registrar(await Database.connect(url), MovableClock(), Path(keys))
    await Member(desk, Card(bytes.fromhex(card))).issue(round_id)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
