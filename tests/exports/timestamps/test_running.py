"""Time-stamps of the whole bot: it asks the authorities of its settings, and tells when one is late."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.app import open_app, open_database
from bot.cli.admin.check import Finding, check
from bot.common.clock import utc_now
from bot.demo.world import World
from bot.runtime.client import TocsinBot
from bot.runtime.health.server import Health
from bot.settings import Settings
from bot.storage.models import TimestampProof
from tests.exports.test_evidence import store
from tests.support.timestamp_authority import running


@pytest.mark.behaviour
async def test_a_running_bot_asks_the_authorities_of_its_settings(tmp_path: Path) -> None:
    world = World()
    async with running("North", world.clock) as authority:
        world.settings = replace(world.settings, timestamps=(authority.setting(tmp_path),))
        async with world:
            await store(world.app.database)
            (task,) = [each for each in world.bot._periodic_tasks if each.name == "time-stamps"]
            await task._tick()
            async with world.app.database.read() as session:
                assert await session.scalar(select(TimestampProof.authority)) == authority.url


@pytest.mark.behaviour
async def test_health_names_an_authority_that_gives_no_time_stamp(tmp_path: Path) -> None:
    async with running("North", utc_now) as authority:
        authority.down = True
        settings = settings_in(tmp_path, timestamps=(authority.setting(tmp_path),))
        async with open_app(settings) as app:
            await store(app.database)
            assert app.timestamps is not None
            await app.timestamps.tick()
            page = (await Health(app, TocsinBot(app)).look()).as_json()
    (fault,) = page["timestamps"]
    assert fault.startswith(f"No time-stamp from {authority.url} yet: busy")
    assert f"{fault}." in page["wrong"]


@pytest.mark.behaviour
async def test_check_tells_of_the_newest_time_stamp_and_warns_without_one(tmp_path: Path) -> None:
    async with running("North", utc_now) as authority:
        settings = settings_in(tmp_path, timestamps=(authority.setting(tmp_path),))
        async with open_app(settings) as app:
            await store(app.database)

            async def told() -> Finding:
                (found,) = [each for each in await check(settings) if each.subject == "time-stamps"]
                assert found.good
                return found

            never = await told()
            assert never.warns
            assert f"{authority.url} has given no time-stamp yet" in str(never)
            assert app.timestamps is not None
            await app.timestamps.tick()
        assert not (await told()).warns
        for column, said in (("stamped_at", "One of the two clocks is wrong"), ("received_at", "since")):
            async with open_database(settings) as database, database.write() as session:
                long_ago = {column: utc_now() - timedelta(days=4)}
                await session.execute(update(TimestampProof).values(long_ago))
            assert said in str(await told())


@pytest.mark.behaviour
async def test_without_authorities_nothing_is_asked_or_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with open_app(settings) as app:
        assert app.timestamps is None
        assert (await Health(app, TocsinBot(app)).look()).as_json()["timestamps"] == []
    assert "time-stamps" not in {finding.subject for finding in await check(settings)}


def settings_in(folder: Path, **more: object) -> Settings:
    """Return settings of a bot on this machine alone."""
    values = {"usaspending_url": "http://127.0.0.1:9", "allow_loopback": True, "loopback_only": True, **more}
    return Settings(
        database_url=f"sqlite:///{folder / 'tocsin.db'}",
        key_dir=folder / "keys",
        **values,  # type: ignore[arg-type]
    )
