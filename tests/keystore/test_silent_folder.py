"""A key folder that does not answer: whoever waits is told that nothing was stored, and that is so."""

import asyncio
import fcntl
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.errors import NotStored
from bot.keystore import files
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import demand_key
from bot.petitions.signing import withdrawals
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.storage import Database
from bot.storage.errors import SENTENCES
from tests.conftest import MovableClock
from tests.support.petition_desk import Desk, open_desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567


@contextmanager
def frozen(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder: whoever needs it hangs, as on a server that is gone."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ANSWER_TIMEOUT_S", 0.2)


@pytest.fixture
async def desk(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(sqlite_database, clock, tmp_path / "keys")


async def answers(folder: KeyFolder) -> None:
    """Wait until nothing hangs any more."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await folder.in_time(os.getpid)
            except NotStored:
                await asyncio.sleep(0.01)


def journal(desk: Desk, demand_id: int) -> bytes:
    path = desk.key_dir / f"demand-{demand_id}.withdrawn"
    return path.read_bytes() if path.exists() else b""


async def test_a_withdrawal_is_refused_in_time_and_none_follows_once_the_folder_answers(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    with frozen(desk.key_dir):
        for _ in range(6):  # more than there are threads
            with pytest.raises(NotStored, match="silent"):
                await desk.withdraw(demand, MEMBER)
        assert await desk.state_of(demand, MEMBER) is not None
    await answers(desk.keys.folder)
    assert journal(desk, demand.id) == b""
    await desk.withdraw(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) is None
    assert journal(desk, demand.id) != b""


async def test_an_entry_that_reaches_the_disk_after_the_answer_is_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write hangs in its middle, and is complete when the member was told that nothing was stored."""
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    goes_on, append, slow = threading.Event(), withdrawals._append, [True]

    def hanging(path: Path, content: bytes) -> None:
        append(path, content)
        if slow and slow.pop():
            goes_on.wait(60)

    monkeypatch.setattr(withdrawals, "_append", hanging)
    with pytest.raises(NotStored, match="silent"):
        await desk.withdraw(demand, MEMBER)
    goes_on.set()
    await answers(desk.keys.folder)
    assert journal(desk, demand.id).count(b"+") >= 1
    journals = Withdrawals(KeyFolder(desk.key_dir))
    assert await reapply_withdrawals(journals, desk.database, desk.keys) == 0
    assert await desk.state_of(demand, MEMBER) is not None, "the next start withdraws nothing"
    await desk.withdraw(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) is None


async def test_a_key_that_cannot_be_read_ends_in_the_same_answer(desk: Desk, clock: MovableClock) -> None:
    demand = await desk.open_demand()
    again = await open_desk(desk.database, clock, desk.key_dir)  # has no key in memory
    path = desk.key_dir / f"{demand_key(demand.id)}.key"
    content = path.read_bytes()
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(NotStored, match="silent"):
        await again.sign(demand, MEMBER)
    with path.open("wb") as pipe:  # the reader goes on
        pipe.write(content)
    await answers(again.keys.folder)
    path.unlink()
    path.write_bytes(content)
    path.chmod(0o600)
    await again.sign(demand, MEMBER)


async def test_the_probe_says_once_that_the_folder_is_silent_and_once_that_it_answers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    folder = KeyFolder(tmp_path)
    await folder.probe()
    assert folder.silent_since is None
    with frozen(tmp_path):
        for _ in range(3):
            await folder.probe()
        assert folder.silent_since is not None
    await answers(folder)
    for _ in range(2):
        await folder.probe()
    assert folder.silent_since is None
    said = [record.getMessage().partition(":")[0] for record in caplog.records]
    assert said == ["the key folder does not answer", "the key folder answers again"]


async def test_a_press_leaves_no_trace_in_what_the_probe_says(tmp_path: Path, caplog: Any) -> None:
    folder = KeyFolder(tmp_path)
    with frozen(tmp_path), pytest.raises(NotStored):
        await folder.in_time(folder._write_probe)
    assert folder.silent_since is None, "or the health report would tell when somebody pressed"
    assert not caplog.records


async def test_a_folder_that_is_not_there_or_full_has_answered(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "none")
    await folder.probe()
    assert folder.silent_since is None


def test_each_reason_has_a_sentence() -> None:
    assert "key folder" in SENTENCES["silent"]
