"""Several processes on one PostgreSQL: one is active, or one for each shard, and nothing is posted twice."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.loopback.payloads import snowflake
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Server, Signature
from tests.runtime.health.test_server import get
from tests.support.loopback import LoopbackDiscord, hold, shown
from tests.support.loopback.seed import TICKED, one_change, open_demand
from tests.support.loopback.world import Channel, Guild
from tests.support.processes import free_port
from tests.support.sites import TIMEOUT_S, Cable, Sites

pytestmark = [pytest.mark.crash, pytest.mark.full]

ACTIVE, STANDBY, READY = (
    "bot.runtime.leader_election: active",
    "bot.runtime.leader_election: standby",
    "bot.runtime.client: ready in",
)
LOST = "sends nothing more"
MEMBER = 424242


@pytest.fixture
async def sites(postgres_url: str, tmp_path: Path) -> AsyncIterator[Sites]:
    database = await Database.connect(postgres_url)
    await upgrade(database)
    async with LoopbackDiscord() as loopback:
        yield Sites(loopback, database, tmp_path)
    await database.close()


async def test_a_standby_takes_over_from_a_process_killed_during_delivery(sites: Sites) -> None:
    for number in range(1, 9):
        await one_change(sites.database, sites.loopback, number=number)
    held = hold(after=True)  # posted, but the process gets no reply
    posts = sites.loopback.messages[sites.loopback.channel.id]
    async with sites.bot("first") as first:
        await first.says(ACTIVE)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            async with asyncio.timeout(TIMEOUT_S):
                while len(posts) < 2:
                    await asyncio.sleep(0)
            sites.loopback.fail(held)
            await asyncio.wait_for(held.reached.wait(), TIMEOUT_S)
            assert 2 < len(posts) < 8, "in mid-delivery"
            first.kill()
            assert READY not in second.log, "it is not connected while it waits"
            await second.says(READY)
            await sites.until(sites.all_posted)
            await asyncio.sleep(0.5)  # two more ticks
    await sites.assert_each_posted_once()
    assert sites.loopback.gateway.identified == 2


async def test_a_process_that_slept_neither_posts_nor_answers(sites: Sites) -> None:
    async with sites.database.write() as session:  # a known server, which is not greeted
        session.add(Server(id=sites.loopback.guild.id, name="Server", created_at=datetime.now(UTC)))
    async with sites.bot("first") as first:
        await first.says(READY)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            held = hold()  # in flight, and not arrived yet
            sites.loopback.fail(held)
            await one_change(sites.database, sites.loopback, number=1)
            await asyncio.wait_for(held.reached.wait(), TIMEOUT_S)
            first.pause()
            await one_change(sites.database, sites.loopback, number=2)
            await second.says(READY)
            await sites.until(sites.all_posted)
            # Discord sends the events to both; the first process finds them when it wakes.
            pressed = [
                await sites.loopback.command("facts list", user_id=MEMBER),
                await sites.loopback.command("privacy notice", user_id=MEMBER),
            ]
            answers = [shown(await one.replied()) for one in pressed]
            requests = len(sites.loopback.requests)
            held.release()
            first.wake()
            await first.says(LOST)
            await first.says(STANDBY)
            await asyncio.sleep(0.5)
            assert len(sites.loopback.requests) == requests, "it asked nothing of Discord since it woke"
            assert all(answers)
            await sites.assert_each_posted_once()
            second.stop()  # in order: the role is given back, and the first is active again at once
            assert await second.ended() == 0
            await first.says(READY, times=2)
            again = await sites.loopback.command("facts list", user_id=MEMBER)
            assert await again.replied()
    assert "Traceback" not in first.log + second.log


async def test_a_process_without_its_database_leaves_discord_before_another_is_active(
    sites: Sites,
) -> None:
    address = f"127.0.0.1:{free_port()}"

    async def second_says(*wanted: object) -> bool:
        return await get(address, "/ready") == wanted

    async with Cable(sites.database.url) as cable, sites.bot("first", DATABASE_URL=cable.url) as first:
        await first.says(READY)
        async with sites.bot("second", TOCSIN_HTTP=address) as second:
            await second.says(STANDBY)
            await sites.until(lambda: second_says(503, "standby\n"))
            status, page = await get(address, "/health")
            assert (status, json.loads(page)["state"]) == (200, "standby"), "and that is as it should be"
            (session,) = sites.loopback.gateway.sessions.values()
            cable.cut()
            await first.says(LOST)
            assert ACTIVE not in second.log
            async with asyncio.timeout(TIMEOUT_S):
                while session.socket is not None:
                    await asyncio.sleep(0.01)
            assert ACTIVE not in second.log, "the first has left before the second comes"
            await second.says(READY)
            await sites.until(lambda: second_says(200, "ready\n"))
            pressed = await sites.loopback.command("facts list", user_id=MEMBER)
            assert await pressed.replied()
            cable.mend()
            await first.says(STANDBY)
            second.kill()
            await first.says(READY, times=2)
    assert sites.loopback.gateway.identified == 3


@pytest.mark.parametrize("knows", [False, True])
async def test_a_process_without_its_database_can_be_stopped(sites: Sites, knows: bool) -> None:
    async with Cable(sites.database.url) as cable, sites.bot("first", DATABASE_URL=cable.url) as first:
        await first.says(READY)
        cable.cut()
        if knows:
            await first.says(LOST)
        first.stop()
        assert await first.ended() == 0
        assert first.log.endswith("INFO bot.runtime.run: stopped\n")
        assert "Traceback" not in first.log


async def test_a_press_without_a_database_is_answered_and_not_logged(
    sites: Sites,
) -> None:
    form = await open_demand(
        Settings(database_url=sites.url, key_dir=sites.folder / "keys"), sites.loopback.guild.id
    )
    async with Cable(sites.database.url) as cable:
        async with sites.bot("first", DATABASE_URL=cable.url) as first:
            await first.says(READY)
            cable.end()
            pressed = [
                await sites.loopback.submit(form, TICKED, user_id=MEMBER),
                await sites.loopback.press(form.replace("sign:", "withdraw:")[:10], user_id=MEMBER),
                await sites.loopback.command("demands list", user_id=MEMBER),
            ]
            for one in pressed:
                assert "It is not certain that this was stored." in shown(await one.replied())
            await first.says(LOST)
        assert "could not be renewed" in first.log, "the steward is told all the same"
        assert "bot.ui" not in first.log
        assert "cogs" not in first.log


async def test_processes_without_the_same_key_folder_are_refused(sites: Sites) -> None:
    async with sites.bot("first") as first:
        await first.says(ACTIVE)
        async with sites.bot("second", TOCSIN_KEY_DIR=str(sites.folder / "elsewhere")) as second:
            assert await second.ended() == 1
        assert "elsewhere is not that of the process that is active" in second.log
        async with sites.bot("third", TOCSIN_SHARD="0/2") as third:
            assert await third.ended() == 1
        assert "TOCSIN_SHARD is 0/2, and a process runs on this database with 0/1" in third.log


async def test_two_shards_share_a_database_and_each_has_its_own_servers(sites: Sites) -> None:
    loopback = sites.loopback
    loopback.guilds.append(Guild(loopback.guild.id, "Another", channels=[Channel(snowflake(), 0, "news")]))
    for number, guild in enumerate(loopback.guilds):
        guild.id = (guild.id >> 23 << 23) + (number << 22)
        for channel in guild.channels:
            channel.guild_id = guild.id
        await one_change(sites.database, loopback, guild, number=number + 1)
    far = loopback.guilds[1]
    form = await open_demand(Settings(database_url=sites.url, key_dir=sites.folder / "keys"), far.id)
    async with (
        sites.bot("zero", TOCSIN_SHARD="0/2") as zero,
        sites.bot("one", TOCSIN_SHARD="1/2") as one,
    ):
        for process in (zero, one):
            await process.says(READY + " 1 servers")
        await sites.until(sites.all_posted)
        assert {session.shard for session in loopback.gateway.sessions.values()} == {0, 1}
        assert loopback.count("sync_commands") == 1
        signing = await loopback.submit(form, TICKED, user_id=MEMBER, guild=far)
        assert "Your signature is recorded" in shown(await signing.replied())
        # Discord sends direct messages to the first shard, which has none of the sender's servers.
        data = loopback.entered("privacy erase", [])
        asked = await (await loopback.in_direct(2, data, user_id=MEMBER)).replied()
        press = {"custom_id": "privacy-erase", "component_type": 2}
        pressed = await loopback.in_direct(3, press, user_id=MEMBER, on=asked)
        assert shown(await pressed.replied())
        async with sites.database.read() as session:
            assert list(await session.scalars(select(Signature.state))) == []
            assert set(await session.scalars(select(Server.removed_at))) == {None}
    await sites.assert_each_posted_once()
