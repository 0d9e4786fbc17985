"""Restore drill: the machine is lost with its database, but not the keys. All promises hold on the next
machine.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.demo.history import load_history
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Publication,
    Server,
    Signature,
    Watch,
)
from bot.ui.router import route
from tests.runtime.test_run import Stage
from tests.support.loopback import LoopbackDiscord, hold, shown
from tests.support.sentences import restore

pytestmark = [pytest.mark.wire, pytest.mark.full]

CAMPAIGN = """
title = "A campaign"
language = "en"

[[watch]]
name = "The supplier"
source = "usaspending"
suppliers = ["CAPGEMINI GOVERNMENT SOLUTIONS LLC"]
"""
FIRST, LATER = range(424240, 424250), range(424250, 424254)
EAGER = {
    "TOCSIN_PUBLISH_CHANGES": "3",
    "TOCSIN_PUBLISH_HOURS": "0",
    "TOCSIN_PUBLISH_LATEST_HOURS": "0",
    "TOCSIN_POLL_MINUTES": "0.02",
}


async def test_a_machine_is_lost_and_the_next_goes_on_from_its_backup(tmp_path: Path) -> None:
    old = await Database.connect(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'tocsin.db'}")
    async with LoopbackDiscord() as loopback, UsaspendingStandIn(load_history()) as source:
        source.show(0)
        machine = Stage(loopback, old, tmp_path)
        environ = {**EAGER, "USASPENDING_URL": source.url}
        file = tmp_path / "tocsin.backup"
        async with machine.ready(**environ) as process:
            form = await life_before(machine)
            await backed_up_with_a_post_on_its_way(machine, file)
            source.show(1)
            await life_after(machine, form)
            since = await machine.open_demand()
            await signed(machine, since, LATER[0])
            process.kill()
            await process.wait()
        before = list(loopback.messages[loopback.channel.id])
        await old.close()
        for lost in (tmp_path / "data").iterdir():
            lost.unlink()

        url = f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}"
        told = "\n".join(await restore(Settings(database_url=url, key_dir=tmp_path / "keys"), file, None))
        assert "Restored: " in told
        assert "MISSING" not in told
        new = await Database.connect(url)
        machine = Stage(loopback, new, tmp_path)
        report = await checked(machine, source.url)
        assert "WRONG  restored: demand 1 (stop-it): the database was restored from an older backup" in report
        assert "lacks publication 2, the last of" in report
        assert "with the count 12" in report
        assert f"WRONG  restored: demand {number_of(since)}: the database does not know it" in report
        async with machine.ready(**environ):
            await nothing_comes_back_or_comes_twice(machine, before)
            await counting_goes_on(machine, form)
            await the_lost_demand_is_no_other(machine, since)
        await new.close()


async def life_before(machine: Stage) -> str:
    """Create a watch with its baseline, and a demand that ten have signed and were counted for; return the
    form.
    """
    campaign = machine.folder / "campaign.toml"
    campaign.write_text(CAMPAIGN)
    async with machine.database.write() as session:
        server = (await session.execute(select(Server))).scalar_one()
        server.channel_id = machine.loopback.channel.id
    await machine.tocsin("import", str(campaign))
    await until_posted(machine, 1)  # the digest of the baseline
    form = await machine.open_demand()
    for member in FIRST:
        await signed(machine, form, member)
    await until_published(machine, 1, 10)
    return form


async def backed_up_with_a_post_on_its_way(machine: Stage, file: Path) -> None:
    """Make the backup while Discord has a post that the bot does not know of yet."""
    reply = hold(after=True)
    machine.loopback.fail(reply)
    async with machine.database.write() as session:
        server = (await session.execute(select(Server))).scalar_one()
        server.weekly = True
    await machine.reached(reply)
    assert "rows of" in await machine.tocsin("backup", str(file))
    reply.release()
    await until_posted(machine, 2)


async def life_after(machine: Stage, form: str) -> None:
    """Do what the backup misses: signatures, a withdrawal, an erasure, a publication, and changes."""
    for member in LATER:
        await signed(machine, form, member)
    demand = form.split(":")[1]
    for word in (route("withdraw", demand), route("privacy-erase")):
        member = FIRST[0] if word.startswith("withdraw") else FIRST[1]
        pressed = await machine.loopback.press(word, user_id=member)
        await pressed.replied()

    async def has_left() -> bool:
        async with machine.database.read() as session:
            last = (await session.scalars(select(Publication).order_by(Publication.number.desc()))).first()
            pending = await session.scalar(select(func.count()).where(Signature.state != "published"))
        return last is not None and last.count == 12 and pending == 0

    await machine.until(has_left)
    await until_posted(machine, 3)


async def nothing_comes_back_or_comes_twice(machine: Stage, before: list[Any]) -> None:
    async def read_again() -> bool:
        async with machine.database.read() as session:
            at = (await session.execute(select(Watch.last_complete_at))).scalar_one()
            [restored] = await session.scalars(
                select(Announcement).where(
                    Announcement.kind == "restored", Announcement.subject.startswith("server:")
                )
            )
            waiting = await session.scalar(
                select(func.count()).where(Announcement.state == "pending", Announcement.kind != "demand")
            )
        return bool(at > restored.created_at and restored.state == "sent" and not waiting)

    await machine.until(read_again)
    await asyncio.sleep(1)  # five more ticks of delivery
    async with machine.database.read() as session:
        held = list(await session.scalars(select(Announcement.kind).where(Announcement.state == "uncertain")))
        states = sorted(await session.scalars(select(Signature.state)))
    assert held == ["contract"], "the news that was posted already waits for an organiser"
    assert states == [*["leaving"] * 2, *["published"] * 8], "who withdrew or erased does not come back"
    new = machine.loopback.messages[machine.loopback.channel.id][len(before) :]
    titles = {shown(post).splitlines()[0] for post in new}
    assert titles == {"## The database was restored from an older backup"}
    assert len(new) == 2, "once for the machine, once for the demand"


async def counting_goes_on(machine: Stage, form: str) -> None:
    for more in range(3):  # two have left: fewer than three changes are no batch
        await signed(machine, form, LATER[0] + 1000 * more)
    await until_published(machine, 4, 11)
    async with machine.database.read() as session:
        first = (await session.scalars(select(Publication).where(Publication.number == 3))).one()
    assert first.reason == "restored"


async def the_lost_demand_is_no_other(machine: Stage, lost: str) -> None:
    """The lost demand's form is still open on somebody's screen when another demand is opened."""
    interaction = await machine.sign(lost, LATER[1])
    assert "There is no such demand here" in shown(await interaction.replied())
    other = await machine.open_demand()
    assert number_of(other) > 1_000_000
    await signed(machine, other, LATER[1])
    keys = [machine.folder / "keys" / f"demand-{which}.key" for which in map(number_of, (lost, other))]
    assert len({key.read_bytes() for key in keys}) == 2


def number_of(form: str) -> int:
    return int(form.split(":")[1])


async def signed(machine: Stage, form: str, member: int) -> None:
    interaction = await machine.sign(form, member)
    assert "Your signature is recorded" in shown(await interaction.replied())


async def until_posted(machine: Stage, number: int) -> None:
    async def posted() -> bool:
        return len(machine.loopback.messages[machine.loopback.channel.id]) >= number

    await machine.until(posted)


async def until_published(machine: Stage, number: int, count: int) -> None:
    async def published() -> bool:
        async with machine.database.read() as session:
            found = await session.scalars(
                select(Publication.id).where(Publication.number == number, Publication.count == count)
            )
            return found.first() is not None

    await machine.until(published)


async def checked(machine: Stage, source: str) -> str:
    """Return the output of ``tocsin check``, which finds a problem."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check"),
        cwd=machine.folder,
        env={**machine.environment, "DISCORD_TOKEN": "", "USASPENDING_URL": source},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 1
    return said.decode()
