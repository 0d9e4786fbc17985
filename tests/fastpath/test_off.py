"""The fast path switched off, by a setting or by an untested version of a library."""

import logging

import pytest
from sqlalchemy import text

from bot import fastpath
from bot.fastpath import is_tried, sqlite_thread
from bot.settings import load
from bot.storage import Database
from bot.storage.purge import purge
from tests.runtime.test_run import MEMBER, Stage, stage
from tests.support.loopback import shown

pytestmark = pytest.mark.wire

__all__ = ["stage"]


def test_an_untested_version_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fastpath, "TRIED", {"aiosqlite": "99."})
    is_tried.cache_clear()
    with caplog.at_level(logging.WARNING, "bot.fastpath"):
        assert not is_tried("aiosqlite")
        assert not is_tried("aiosqlite")
    [line] = caplog.messages
    assert line.startswith("aiosqlite ")
    assert line.endswith(": the fast path was not tested with this version and is off")
    is_tried.cache_clear()


def test_the_fast_path_is_on_by_default() -> None:
    assert load({}, None).fast_path
    assert not load({"TOCSIN_FAST_PATH": "no"}, None).fast_path


async def test_sqlite_is_read_and_written_without_the_fast_path(sqlite_url: str) -> None:
    database = await Database.connect(sqlite_url, fast_path=False)
    async with database.write() as session:
        await session.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY)"))
    async with database.read() as session, database.write() as writer:
        driver = (await (await session.connection()).get_raw_connection()).driver_connection
        assert not isinstance(driver, sqlite_thread.Connection)
        many = text("SELECT count(*) FROM numbers")
        assert await session.scalar(many) == 0
        await writer.execute(text("INSERT INTO numbers VALUES (1)"))
        await writer.commit()
        assert await session.scalar(many) == 0, "a read sees one moment"
    async with database.read() as session:
        assert await session.scalar(many) == 1
    assert await purge(database)
    await database.close()


@pytest.mark.full
async def test_a_member_signs_without_the_fast_path(stage: Stage) -> None:
    form = await stage.open_demand()
    async with stage.ready(TOCSIN_FAST_PATH="no"):
        pressed = await stage.sign(form, MEMBER)
        assert "Your signature is recorded" in shown(await pressed.replied())
    assert await stage.signatures() == 1
