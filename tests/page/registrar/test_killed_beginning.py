"""A process that is killed while it begins a round leaves nothing, or a round that is announced once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.common.clock import utc_now
from bot.keystore.keyring import Keys
from bot.page.registrar.rounds import Rounds
from bot.petitions.roster.roster_import import RosterImport
from bot.storage import Database
from bot.storage.models import Announcement, Server

pytestmark = [pytest.mark.crash, pytest.mark.full]

SERVER, CHANNEL = 1, 10
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from sqlalchemy import make_url
from bot.common.clock import utc_now
from bot.keystore.keyring import Keys
from bot.page.registrar.rounds import Rounds
from bot.storage import Database

url, folder, moment = sys.argv[1:]

async def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)

async def begin() -> None:
    database = Database(make_url(url))
    keys = await Keys.open(Path(folder), database, utc_now)
    rounds = Rounds(database, utc_now, keys)
    if moment == "announced":  # and not committed
        rounds._audit = type("Audit", (), {"record": kill})()
    else:
        rounds._settle_files = kill
    await rounds.begin(1, 5)

asyncio.run(begin())
"""


@pytest.mark.parametrize(("moment", "left"), [("announced", 0), ("committed", 1)])
async def test_a_round_and_its_announcement_are_stored_together(
    database: Database, tmp_path: Path, moment: str, left: int
) -> None:
    keys = await Keys.open(tmp_path / "keys", database, utc_now)
    async with database.write() as session:
        session.add(Server(id=SERVER, channel_id=CHANNEL, created_at=utc_now()))
    await RosterImport(database, keys, SERVER, hand_out=lambda _: None).run(["N1"], replace=True)
    url = database.url.render_as_string(hide_password=False)
    program = [sys.executable, "-c", KILLED, url, str(tmp_path / "keys"), moment]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr

    rounds = Rounds(database, utc_now, keys)
    await rounds.tick()
    assert len(await rounds.rounds(SERVER)) == left
    if not left:
        await rounds.begin(SERVER, 5)
    async with database.read() as session:
        [announced] = (await session.scalars(select(Announcement))).all()
    assert (announced.kind, announced.subject, announced.channel_id) == ("round-begun", "round:1", CHANNEL)
