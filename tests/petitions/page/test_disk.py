"""Rows of the signing page while a disk takes nothing, or a box elsewhere fails in the middle of a call: they
wait, and are published once."""

import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import NotStored
from bot.page.box.api import serve_organisers
from bot.page.box.remote import RemoteBox
from bot.page.box.service import BoxService
from bot.petitions.demands.service import DemandView
from bot.petitions.page_rows import standing
from bot.settings import Address
from bot.storage import Database
from bot.storage.models import PublishedRow
from tests.conftest import MovableClock
from tests.page.box.test_remote import SECRET, LossyProxy
from tests.support.ballots import receipts
from tests.support.disks import failing
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.processes import free_port

pytestmark = [pytest.mark.storage, pytest.mark.full]

SIGNED = 30


async def check(desk: PageDesk, demand: DemandView, signed: int) -> None:
    """Check that all rows are published once but those that wait."""
    waiting = await desk.box.pending((await desk.page_of(demand)).opening)
    assert await desk.reasons(demand) == [("opening", 0), ("batch", signed - waiting)]
    assert waiting < 5
    async with desk.database.read() as session:
        assert await standing(session, demand.id) == signed - waiting


@pytest.mark.parametrize("why", ["full", "read-only"])
@pytest.mark.parametrize("step", ["pending", "take"])
async def test_rows_wait_while_the_disk_is_full_and_are_published_once_there_is_room(
    database: Database,
    clock: MovableClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
    step: str,
) -> None:
    """The disk fails before the box assigns the rows to the publication, or after."""
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    demand = await desk.open_demand()
    await desk.sign(demand, SIGNED)
    (late,) = await desk.issue(demand, 1)
    done = getattr(desk.box, step)
    async with AsyncExitStack() as disk:

        async def then_nothing(*arguments: object, **named: object) -> object:
            answer = await done(*arguments, **named)
            if database.is_sqlite:  # no page is free
                with closing(sqlite3.connect(str(database.url.database))) as connection:
                    connection.execute("VACUUM")
            await disk.enter_async_context(failing(database, why))
            return answer

        with monkeypatch.context() as patched:
            patched.setattr(desk.box, step, then_nothing)
            with pytest.raises(NotStored):
                await desk.publish()
        assert await desk.reasons(demand) == [("opening", 0)]
        is_told = await desk.act(demand, late) == 200
    assert not (is_told and why == "read-only"), "nobody is told that it is taken"
    await desk.publish()
    await check(desk, demand, SIGNED + is_told)


@dataclass
class Elsewhere:
    """A box with a database of its own, behind a proxy."""

    database: Database
    box: BoxService
    proxy: LossyProxy


@pytest.fixture
async def elsewhere(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Elsewhere]:
    shutil.copyfile(migrated_file, tmp_path / "box.db")
    database = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'box.db'}")
    box, address = BoxService(database, receipts()), Address("127.0.0.1", free_port())
    proxy = LossyProxy(address.port)
    async with serve_organisers(box, SECRET, address), proxy.running():
        yield Elsewhere(database, box, proxy)
    await database.close()


@pytest.mark.parametrize("fails", ["half an answer", "no answer", "full"])
async def test_a_box_elsewhere_that_fails_while_it_gives_rows_out_gives_the_same_ones_again(
    sqlite_database: Database,
    clock: MovableClock,
    tmp_path: Path,
    elsewhere: Elsewhere,
    caplog: pytest.LogCaptureFixture,
    fails: str,
) -> None:
    box, proxy = elsewhere.box, elsewhere.proxy
    async with AsyncExitStack() as stack:
        remote = RemoteBox(proxy.url, SECRET)
        stack.push_async_callback(remote.close_session)
        desk = await open_page_desk(sqlite_database, clock, tmp_path / "keys", box=remote)
        await desk.begin_round()
        demand = await desk.open_demand()
        for token in await desk.issue(demand, SIGNED):
            status, _ = await box.answer("sign", json.dumps(await desk.row(demand, token)).encode())
            assert status == 200
        async with AsyncExitStack() as fault:
            take = remote.take

            async def broken(*arguments: Any, **named: Any) -> Any:
                if fails == "full":
                    await fault.enter_async_context(failing(elsewhere.database, "full"))
                else:
                    proxy.losing, proxy.after = True, 2_000 if fails == "half an answer" else 0
                return await take(*arguments, **named)

            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(remote, "take", broken)
                assert await desk.publish() == 0
            assert await desk.reasons(demand) == [("opening", 0)]
            assert "BoxAway" in caplog.text
            assigned = await _assigned(elsewhere.database)
            assert len(assigned) == (0 if fails == "full" else SIGNED - 3)
        proxy.losing = False
        await desk.publish()
        await check(desk, demand, SIGNED)
        assert assigned in ([], await _assigned(elsewhere.database))


async def _assigned(database: Database) -> list[bytes]:
    """Return the keys whose rows the box has assigned to a publication."""
    async with database.read() as session:
        return list(await session.scalars(select(PublishedRow.key).order_by(PublishedRow.key)))
