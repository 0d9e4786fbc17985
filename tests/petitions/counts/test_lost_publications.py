"""Lost publications: a restored older database reports those that it lacks, and reuses no number."""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.audit import Audit
from bot.cli.admin.check import check_keys
from bot.exports import Exports
from bot.exports.verify import verify
from bot.keystore.files import KeyFolder
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.ledger import LedgerEntry, entry_hash, entry_of, faults_of, ledgers
from bot.petitions.counts.losses import LostPublications
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.settings import PublicationRule, Settings
from bot.storage import Database
from bot.storage.models import Announcement, Base, Demand, Milestone, Publication
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    EAGER,
    SERVER,
    Desk,
    open_desk,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
Backup = dict[str, Sequence[dict[str, Any]]]


async def started(
    database: Database, clock: MovableClock, key_dir: Path, rule: PublicationRule = EAGER
) -> Desk:
    """Open the services and do the work of a start."""
    desk = await open_desk(database, clock, key_dir, rule=rule)
    await reapply_withdrawals(Withdrawals(desk.keys.folder), database, desk.keys)
    await LostPublications(desk.keys.folder, database).settle(clock)
    desk.publications = Publications(
        database, clock, desk.keys, rule, checkpoints=Checkpoints(desk.keys.folder, database)
    )
    return desk


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await started(database, clock, tmp_path / "keys")


async def saved(desk: Desk) -> Backup:
    async with desk.database.read() as session:
        return {
            table.name: [dict(row._mapping) for row in await session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


async def restored(desk: Desk, backup: Backup) -> None:
    async with desk.database.write() as session:
        for table in reversed(Base.metadata.sorted_tables):
            await session.execute(table.delete())
        for table in Base.metadata.sorted_tables:
            if backup[table.name]:
                await session.execute(insert(table), list(backup[table.name]))


async def export(desk: Desk, folder: Path) -> Path:
    audit = Audit(desk.database, desk.clock, desk.keys)
    exports = Exports(desk.database, desk.clock, Texts.load(), desk.keys, audit)
    return (await exports.take(SERVER, folder)).folder


async def entries(desk: Desk, demand: DemandView) -> Sequence[LedgerEntry]:
    async with desk.database.read() as session:
        return (await ledgers(session, demand_id=demand.id)).get(demand.id, ())


async def drifted(desk: Desk) -> Sequence[object]:
    async with desk.database.read() as session:
        return await drifts(session, desk.keys)


async def posts(desk: Desk, kind: str) -> list[str]:
    async with desk.database.read() as session:
        found = select(Announcement.occasion).where(Announcement.kind == kind).order_by(Announcement.id)
        return list(await session.scalars(found))


async def published_since_backup(desk: Desk) -> tuple[DemandView, Backup]:
    """Return a demand that was published once, saved, then published twice: 4, 11, 10."""
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=77)
    for number in range(4):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    backup = await saved(desk)
    for number in range(4, 11):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    await desk.withdraw(demand, MEMBER)
    await desk.publish()
    return demand, backup


@pytest.mark.full
async def test_the_ledger_continues_after_lost_publications(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    demand, backup = await published_since_backup(desk)
    old = await export(desk, tmp_path / "old")
    before = await entries(desk, demand)
    assert await posts(desk, "milestone") == ["milestone:2"]
    await restored(desk, backup)
    [loss] = await LostPublications(KeyFolder(desk.key_dir), desk.database).find()
    assert (loss.first, loss.head.number, loss.next, loss.settled) == (2, 3, 4, False)
    checked = Settings(key_dir=desk.key_dir)
    lost, *_ = await check_keys(checked, desk.database)
    assert (lost.good, lost.subject) == (False, "restored")
    assert "lacks publications 2 to 3" in str(lost.sentence)
    assert "Is there a newer backup?" in str(lost.sentence)

    with caplog.at_level(logging.WARNING):
        again = await started(desk.database, desk.clock, desk.key_dir)
    assert f"demand {demand.id} ({demand.slug})" in caplog.text
    assert "lacks publications 2 to 3" in caplog.text
    again = await started(desk.database, desk.clock, desk.key_dir)
    assert await posts(again, "restored") == ["restored:2-3"], "told once"
    [loss] = await LostPublications(KeyFolder(desk.key_dir), desk.database).find()
    assert loss.settled
    lost, keys = await check_keys(checked, desk.database)
    assert (lost.good, lost.subject, keys.good) == (True, "restored", True)
    assert "the next one is number 4" in str(lost.sentence)
    assert "Organisers are told" in str(lost.sentence)
    assert await drifted(again) == []
    assert await again.state_of(demand, MEMBER) is None, "who withdrew stays withdrawn"

    for number in range(20, 29):
        await again.sign(demand, MEMBER + number)
    await again.publish()
    after = await entries(again, demand)
    assert [(one.number, one.count, one.reason) for one in after] == [(1, 4, "batch"), (4, 12, "restored")]
    assert after[1].count - after[0].count == 8
    assert after[1].previous_hash == before[2].hash
    assert [each.number for each in after if each.reason == "restored"] == [4]
    assert faults_of(after) == []
    assert await drifted(again) == []
    assert await posts(again, "milestone") == [], "ten was reached and told before"
    await again.sign(demand, MEMBER + 40)
    await again.publish()
    assert [one.number for one in await entries(again, demand)] == [1, 4, 5]
    assert await LostPublications(KeyFolder(desk.key_dir), desk.database).find() == []

    new = await export(again, tmp_path / "new")
    verdict = verify(new)
    assert verdict.faults == []
    assert "Publications are missing before 4" in "\n".join(map(str, verdict.holds))
    program = Path(__file__).parents[3] / "bot" / "board" / "verify.py"
    ran = subprocess.run([sys.executable, "-I", program, new], capture_output=True, text=True)
    assert (ran.returncode, "Publications are missing before 4" in ran.stdout) == (0, True), ran.stdout
    assert verify(old).good
    assert "missing before" not in "\n".join(map(str, verify(old).holds))


async def test_the_ledger_goes_on_at_once_after_a_restore_and_new_signatures_wait_for_three_changes(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    rule = replace(EAGER, changes=3, fewest=3)
    desk = await started(database, clock, tmp_path / "keys", rule)
    demand = await desk.open_demand()
    for number in range(4):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    backup = await saved(desk)
    for number in range(4, 8):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    await restored(desk, backup)
    again = await started(database, clock, tmp_path / "keys", rule)
    for number in range(4, 6):
        await again.sign(demand, MEMBER + number)
    assert await again.publish() == 1
    assert await again.publish() == 0
    await again.demands.close(SERVER, demand.id)
    told = [(each.number, each.count, each.reason) for each in await entries(again, demand)]
    assert told == [(1, 4, "batch"), (3, 4, "restored"), (4, 4, "closing")]
    assert faults_of(await entries(again, demand)) == []
    assert await posts(again, "closed") == []  # there is no channel
    assert await drifted(again) == []


async def test_a_closed_demand_goes_on_after_a_restore_as_well(desk: Desk) -> None:
    demand, backup = await published_since_backup(desk)
    await restored(desk, backup)
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(state="closed", closed_at=desk.clock()))
    rule = replace(EAGER, changes=3, fewest=3)
    again = await started(desk.database, desk.clock, desk.key_dir, rule)
    assert await again.publish() == 1
    assert [(one.number, one.count, one.reason) for one in await entries(again, demand)] == [
        (1, 4, "batch"),
        (4, 4, "restored"),
    ]
    assert await again.publish() == 0
    assert await drifted(again) == []


@pytest.mark.parametrize("renamed", [False, True])
async def test_a_changed_publication_is_not_forgotten_with_the_next(
    desk: Desk, caplog: pytest.LogCaptureFixture, renamed: bool
) -> None:
    demand, _ = await published_since_backup(desk)
    ((_, head),) = (await Checkpoints(KeyFolder(desk.key_dir), desk.database).all()).items()
    async with desk.database.write() as session:  # somebody with the database alone, who knows the format
        slug, before = "another" if renamed else demand.slug, None
        await session.execute(update(Demand).where(Demand.id == demand.id).values(slug=slug))
        for row in await session.scalars(select(Publication).order_by(Publication.number)):
            row.count += row.number == 3
            row.previous_hash = before
            row.hash = before = entry_hash(entry_of(slug, row))
    for number in range(70, 74):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    assert faults_of(await entries(desk, demand)) == []
    assert "does not go on from what was published" in caplog.text
    ((_, kept),) = (await Checkpoints(KeyFolder(desk.key_dir), desk.database).all()).items()
    assert kept == head
    [loss] = await LostPublications(KeyFolder(desk.key_dir), desk.database).find()
    assert loss.head == head


async def test_a_reused_publication_number_is_noticed(desk: Desk) -> None:
    demand, backup = await published_since_backup(desk)
    file = desk.key_dir / f"demand-{demand.id}.published"
    kept = file.read_bytes()
    await restored(desk, backup)
    file.unlink()
    again = await started(desk.database, desk.clock, desk.key_dir)
    for number in range(50, 53):
        await again.sign(demand, MEMBER + number)
        await again.publish()
    file.write_bytes(kept)
    again = await started(desk.database, desk.clock, desk.key_dir)
    assert await posts(again, "restored") == ["restored:3-3"]
    await again.sign(demand, MEMBER + 60)
    await again.publish()
    last = (await entries(again, demand))[-1]
    assert (last.number, last.reason, last.previous_hash) == (5, "restored", json.loads(kept)["hash"])
    assert faults_of(await entries(again, demand)) == []


async def test_a_milestone_of_a_goal_changed_since_the_backup_is_not_posted_again(desk: Desk) -> None:
    life = Lifecycle(desk.database, desk.clock)
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=77)
    await life.schedule(SERVER, demand.id, goal=100)
    for number in range(4):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    backup = await saved(desk)
    await life.schedule(SERVER, demand.id, goal=20)
    for number in range(4, 11):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    assert await posts(desk, "milestone") == ["milestone:2"], "half of 20"

    await restored(desk, backup)
    again = await started(desk.database, desk.clock, desk.key_dir)
    await life.schedule(SERVER, demand.id, goal=20)
    for signers in (range(20, 22), range(22, 27)):  # 6, then 11
        for number in signers:
            await again.sign(demand, MEMBER + number)
        await again.publish()
    assert await posts(again, "milestone") == [], "a quarter and half of 20 were posted"
    for number in range(30, 34):
        await again.sign(demand, MEMBER + number)
    await again.publish()
    async with desk.database.read() as session:
        names = set(await session.scalars(select(Milestone.name)))
    assert names == {"lost:11", "percent:75:20"}
    assert len(await posts(again, "milestone")) == 1


async def test_a_lost_milestone_is_not_reached_again(desk: Desk) -> None:
    _, backup = await published_since_backup(desk)
    await restored(desk, backup)
    again = await started(desk.database, desk.clock, desk.key_dir)
    async with again.database.read() as session:
        assert list(await session.scalars(select(Milestone.name))) == ["lost:11"]
