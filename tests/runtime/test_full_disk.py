"""The whole bot on disks that are really full: writes are refused, logged once, and accepted when there is
room.
"""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.storage import Database
from bot.storage.errors import SENTENCES
from bot.storage.migrate import upgrade
from tests.runtime.test_run import MEMBER, TIMEOUT_S, Stage
from tests.support.loopback import Interaction, LoopbackDiscord, shown

pytestmark = [pytest.mark.crash, pytest.mark.full]

MOUNT = ("unshare", "--map-root-user", "--mount", "sh", "-ec")
ON_SMALL_DISKS = """
mkdir disks && mount -t tmpfs -o size=4m,mode=700 none disks && mkdir disks/data disks/keys
mount -t tmpfs -o size=64k,mode=700 none disks/keys
cp tocsin.db disks/data && cp -p keys/* disks/keys
exec "$@"
"""
NOTHING_STORED, STANDS = "Nothing was stored.", "Your signature is recorded"


def may_mount(folder: Path) -> bool:
    try:
        tried = subprocess.run([*MOUNT, 'mount -t tmpfs none "$0"', str(folder)], capture_output=True)
    except FileNotFoundError:  # not a Linux
        return False
    return tried.returncode == 0


class Disks(Stage):
    """The bot's process with a disk of 4 MB for its database, and one of 64 kB for its keys.

    Both are mounted in the process alone, and can be reached only through it.
    """

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        disks = self.folder / "disks"
        environment = {
            **self.environment,
            "DATABASE_URL": f"sqlite+aiosqlite:///{disks / 'data' / 'tocsin.db'}",
            "TOCSIN_KEY_DIR": str(disks / "keys"),
        }
        bot = (sys.executable, "-m", "tests.support.loopback.run_bot")
        with (self.folder / "log.txt").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(*MOUNT, ON_SMALL_DISKS, "sh", *bot),
                cwd=self.folder,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            self.disks = Path(f"/proc/{process.pid}/root") / disks.relative_to("/")
            try:
                await self.until(lambda: self.holds(" ready in "))
                yield process
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()

    def fill(self, disk: str) -> Path:
        """Fill a disk with a file that can be removed."""
        filler = self.disks / disk / "filler"
        with open(filler, "wb", buffering=0) as file:
            for size in (2**16, 2**12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue
        return filler

    def stored(self) -> int:
        """Return the number of signatures, in a copy that passes the integrity check."""
        copied = self.folder / "copied"
        shutil.copytree(self.disks / "data", copied, dirs_exist_ok=True)
        with closing(sqlite3.connect(copied / "tocsin.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return int(connection.execute("SELECT count(*) FROM signatures").fetchone()[0])


async def answer_text(interaction: Interaction) -> str:
    return shown(await interaction.replied())


@pytest.fixture
async def disks(tmp_path: Path) -> AsyncIterator[Disks]:
    if not may_mount(tmp_path):
        pytest.skip("a small disk cannot be mounted here: unprivileged user namespaces are switched off")
    database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}")
    await upgrade(database)
    async with LoopbackDiscord() as loopback:
        yield Disks(loopback, database, tmp_path)


async def test_a_full_disk_refuses_signatures_and_withdrawals_until_there_is_room(
    disks: Disks,
) -> None:
    form = await disks.open_demand()
    await disks.database.close()
    loopback, withdrawal = disks.loopback, f"withdraw:{form.split(':')[1]}"
    async with disks.running() as process:
        assert STANDS in await answer_text(await disks.sign(form, MEMBER))

        filler = disks.fill("data")
        for member_id in range(1, 6):
            assert NOTHING_STORED in await answer_text(await disks.sign(form, member_id))
        status = await loopback.command("updates status", user_id=MEMBER)
        assert "the disk of the machine is full" in await answer_text(status)
        filler.unlink()
        assert STANDS in await answer_text(await disks.sign(form, 1))
        assert disks.stored() == 2

        filler = disks.fill("keys")
        for _ in range(3):
            assert NOTHING_STORED in await answer_text(await loopback.press(withdrawal, user_id=MEMBER))
        filler.unlink()
        assert disks.stored() == 2
        assert "You have no signature" in await answer_text(await loopback.press(withdrawal, user_id=MEMBER))
        assert disks.stored() == 1

        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0, disks.log
    line = f"nothing can be stored, and nothing is acknowledged: {SENTENCES['full']}"
    assert disks.log.count(line) == 2, disks.log
    assert disks.log.count("data is stored again") == 2
    assert "Traceback" not in disks.log
