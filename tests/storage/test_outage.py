"""Full and read-only disks: nothing is acknowledged, the fault is logged once, and ends by itself."""

import asyncio
import errno
import logging
from pathlib import Path

import pytest

from bot.errors import NotStored
from bot.keystore.keyring import KeysError
from bot.petitions.privacy.access import AccessRequests
from bot.storage import Database
from bot.storage.errors import SENTENCES
from bot.storage.models import Note
from bot.storage.purge import purge
from tests.support.disks import failing
from tests.support.petition_desk import SERVER, Desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "bot.storage.errors"]


@pytest.mark.rest_in_full
@pytest.mark.parametrize("why", ["full", "read-only"])
async def test_unstored_signatures_are_not_acknowledged_and_the_fault_is_logged_once(
    desk: Desk, caplog: pytest.LogCaptureFixture, why: str
) -> None:
    caplog.set_level(logging.INFO)
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    before = await desk.states(demand)
    async with failing(desk.database, why):
        for members in (range(2, 600), range(1000, 1600)):
            answers = await asyncio.gather(
                *(desk.sign(demand, member) for member in members), return_exceptions=True
            )
            assert {(type(answer), getattr(answer, "code", None)) for answer in answers} == {(NotStored, why)}
        assert await desk.states(demand) == before, "and what is there can be read"
        assert desk.database.outage.code == why
        assert logged(caplog) == [f"nothing can be stored, and nothing is acknowledged: {SENTENCES[why]}"]
    await asyncio.gather(*(desk.sign(demand, member) for member in range(2, 600)))
    assert len(await desk.states(demand)) == 599
    assert desk.database.outage.code is None
    assert logged(caplog)[1:] == ["data is stored again"]


async def test_a_transaction_without_changes_does_not_end_the_fault(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    requests = AccessRequests(desk.database, desk.clock, desk.keys)

    async def store() -> None:
        async with desk.database.write() as session:
            await session.merge(Note(name="n", value="1"))

    async with failing(desk.database, "read-only"):
        with pytest.raises(NotStored):
            await store()
        with pytest.raises(NotStored):
            await requests.tick()  # there are no requests
        assert len(logged(caplog)) == 1
    await requests.tick()
    assert desk.database.outage.code is None
    await store()


async def test_a_full_disk_of_the_keys_is_a_fault_and_the_log_reveals_no_withdrawal(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 1)

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr("bot.petitions.signing.withdrawals._append", full)
        with pytest.raises(NotStored) as caught:
            await desk.withdraw(demand, 1)
    assert caught.value.code == "full"
    assert await desk.state_of(demand, 1) == "pending"
    assert logged(caplog) == [f"nothing can be stored, and nothing is acknowledged: {SENTENCES['full']}"]
    assert "withdrawn" not in caplog.text
    await desk.withdraw(demand, 1)
    assert await desk.state_of(demand, 1) is None


async def test_a_key_that_cannot_be_written_is_such_a_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await desk.open_demand()

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr("bot.keystore.files.write_new", full)
    with pytest.raises(NotStored) as caught:
        await desk.open_demand()
    assert caught.value.code == "read-only"
    assert isinstance(caught.value.__cause__, KeysError)
    assert await desk.keys.reference(draft.id, 1) is not None


async def test_a_stored_change_succeeds_even_if_clearing_the_files_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 1)

    async def full(_: Database) -> bool:
        raise NotStored("full")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "truncate_log", full)
        patched.setattr("bot.storage.purge._rewrite_tables", full)
        assert (await desk.demands.close(SERVER, demand.id)).state == "closed"
        assert await purge(desk.database) is False
    assert await purge(desk.database)
