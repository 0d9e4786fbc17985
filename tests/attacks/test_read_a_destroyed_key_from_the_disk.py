"""Attack: somebody reads the disk after a key was destroyed.

An open file stands for the disk blocks with its content: it can be read even after its name is gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.keystore.files import KeyFolder, fingerprint
from bot.petitions.demands.service import DemandView
from bot.petitions.privacy.retention import Retention
from bot.petitions.signing.withdrawals import Withdrawals
from tests.support.database_files import database_files
from tests.support.petition_desk import SERVER, Desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

MEMBER = 812_345_678_901_234_567


class Disk:
    """All contents ever written under some names: it holds the files open."""

    def __init__(self, *paths: Path) -> None:
        self._files = [path.open("rb") for path in paths]

    def content(self) -> bytes:
        for file in self._files:
            file.seek(0)
        return b"".join(file.read() for file in self._files)

    def close(self) -> None:
        for file in self._files:
            file.close()


@contextmanager
def disk_of(*paths: Path) -> Iterator[Disk]:
    disk = Disk(*paths)
    try:
        yield disk
    finally:
        disk.close()


async def one_who_withdrew(desk: Desk) -> DemandView:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    return demand


async def test_a_destroyed_key_and_its_journal_are_not_on_the_disk(desk: Desk) -> None:
    demand = await one_who_withdrew(desk)
    key, journal = (desk.key_dir / f"demand-{demand.id}.{kind}" for kind in ("key", "withdrawn"))
    secret, noted = key.read_bytes(), journal.read_bytes()
    half = desk.key_dir / f".demand-{demand.id}.0a1b2c3d"  # as a crash leaves a key that is being written
    half.write_bytes(secret)
    await desk.demands.close(SERVER, demand.id)
    with disk_of(key, journal, half) as disk:
        assert secret in disk.content()
        await Retention(desk.database, desk.clock, desk.keys).destroy(demand.id)
        assert not key.exists()
        assert secret not in disk.content()
        assert noted[1:33] not in disk.content()
        assert not any(disk.content()), "all of it is zeros"


async def test_a_key_whose_file_never_got_its_name_is_not_on_the_disk(tmp_path: Path) -> None:
    half = tmp_path / ".demand-7.0a1b2c3d"
    half.write_bytes(b"k" * 32)
    with disk_of(half) as disk:
        KeyFolder(tmp_path).remove(["demand-7"])
        assert not half.exists()
        assert not any(disk.content())


async def test_the_keys_of_a_deleted_server_are_not_on_the_disk(desk: Desk) -> None:
    demand = await one_who_withdrew(desk)
    async with desk.database.write() as session:
        await desk.keys.ensure(session, f"roster-{SERVER}")
    with disk_of(*desk.key_dir.glob("*.key"), desk.key_dir / f"demand-{demand.id}.withdrawn") as disk:
        assert any(disk.content())
        await desk.removals.delete(SERVER)
        assert list(desk.key_dir.glob("*.key")) == []
        assert not any(disk.content())


@pytest.mark.parametrize("end", ["the key is destroyed", "the server is deleted"])
async def test_the_signatures_under_a_destroyed_key_are_not_on_the_disk(desk: Desk, end: str) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    await desk.demands.close(SERVER, demand.id)
    await purged(desk)
    assert any(reference in content for content in (await database_files(desk.database)).values())
    if end == "the server is deleted":
        await desk.removals.delete(SERVER)
    else:
        await Retention(desk.database, desk.clock, desk.keys).destroy(demand.id)
    if not desk.database.is_sqlite:
        await purged(desk)
    assert not any(reference in content for content in (await database_files(desk.database)).values())


async def purged(desk: Desk) -> None:
    """Let PostgreSQL run a purge that was requested: once in ten minutes."""
    desk.clock.move(minutes=11)
    await desk.publications.tick()


async def test_the_content_of_a_journal_before_compaction_is_not_on_the_disk(desk: Desk) -> None:
    demand = await one_who_withdrew(desk)
    await desk.withdraw(demand, MEMBER + 1)
    await desk.sign(demand, MEMBER + 1)
    journal = desk.key_dir / f"demand-{demand.id}.withdrawn"
    with disk_of(journal) as disk:
        await Withdrawals(KeyFolder(desk.key_dir)).compact()
        assert journal.read_bytes()
        assert not any(disk.content())


class MachineStopsError(BaseException):
    """The machine stops: no further statement runs."""


def test_a_destruction_that_stops_after_overwriting_is_completed_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, path = b"k" * 32, tmp_path / "demand-1.key"
    destroyed = {"demand-1": fingerprint(key)}
    folder = KeyFolder(tmp_path)
    folder.put("demand-1", key)

    def stop(_: Path, *, missing_ok: bool = False) -> None:
        raise MachineStopsError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", stop)
        with pytest.raises(MachineStopsError):
            folder.sweep(destroyed)
    assert path.read_bytes() == bytes(32)
    assert folder.sweep(destroyed) == ["demand-1"]
    assert [left.name for left in tmp_path.iterdir()] == ["demand-1.destroyed"]
    assert folder.destroyed(destroyed) == ["demand-1"]
