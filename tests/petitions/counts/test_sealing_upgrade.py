"""Sealing of a database that stored day, version and unit in plain text: nothing is lost, and no plain
text remains.
"""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StartError
from bot.keystore.files import KeyFolder, fingerprint
from bot.keystore.keyring import Keys, KeysError
from bot.keystore.sealing import Content
from bot.petitions.counts.invalidation_criteria import Criteria
from bot.petitions.counts.invalidation_preview import preview
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.sealing_upgrade import has_unsealed, seal_unsealed
from bot.petitions.counts.signature_counts import by_unit, count_signatures
from bot.settings import Settings
from bot.storage import Database, migrate
from bot.storage.models import Demand
from tests.conftest import MovableClock
from tests.storage.test_migrations import _to
from tests.support.database_files import database_files
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.sentences import back_up, restore, upgrade_database

pytestmark = pytest.mark.storage

SIGNERS = 23
DAY, OTHER_DAY = "2025-11-17", "2025-12-24"
CONSENT = "5ea1" * 16
NEWER = "ab" * 32
STANDING = f'{{"lots": [["{DAY}", 1, 12], ["{OTHER_DAY}", 2, 3]]}}'


@dataclass
class Old:
    """A demand with plain signatures: published, pending and leaving."""

    database: Database
    clock: MovableClock
    key_dir: Path

    async def desk(self) -> Desk:
        return await open_desk(self.database, self.clock, self.key_dir)


def signed(number: int) -> tuple[int, str, int | None, str, int]:
    """Return version, day, unit, state and batch of one row; the last two rows are leaving."""
    if number >= SIGNERS - 2:
        return 0, "1970-01-01", 2, "leaving", 0
    version, day = (1, DAY) if number % 5 else (2, OTHER_DAY)
    state, batch = ("published", 0) if number < 15 else ("pending", 4)
    return version, day, (None, 1, 2)[number % 3], state, batch


@pytest.fixture
async def old(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Old]:
    database = await Database.connect(database_url)
    folder = KeyFolder(tmp_path / "keys")
    folder.make_folder()
    key = folder.make("demand-1")
    moment = "'2025-11-01 00:00:00'"
    statements = [
        "INSERT INTO servers (id, name, language, administrative_news, weekly, created_at) "
        f"VALUES ({SERVER}, '', 'en', false, false, {moment})",
        "INSERT INTO demands (id, server_id, slug, state, version, texts, text_hash, consent_hash, "
        "verified_by, created_at, opened_at, last_publication_at, batch, rested, standing) "
        f"VALUES (1, {SERVER}, 'halt', 'open', 2, '{{}}', 't', '{NEWER}', 'server', {moment}, {moment}, "
        f"{moment}, 4, 3, '{STANDING}')",
        f"INSERT INTO units (id, server_id, slug, names, size, least_size) VALUES "
        f"(1, {SERVER}, 'a', '{{}}', 50, 50), (2, {SERVER}, 'b', '{{}}', 3, 3)",
        "INSERT INTO publications (demand_id, number, published_at, count, added, withdrawn, verified_by, "
        f"reason) VALUES (1, 1, {moment}, 17, 17, 0, 'server', 'batch')",
        "INSERT INTO key_fingerprints (name, fingerprint, created_at) VALUES "
        f"('demand-1', '{fingerprint(key)}', {moment})",
    ]
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
        for statement in statements:
            await connection.exec_driver_sql(statement)
    keys = await Keys.open(folder.path, database, clock)
    async with database.write() as session:
        for number in range(SIGNERS):
            version, day, unit, state, batch = signed(number)
            reference = await keys.reference(1, number)
            await session.execute(
                text(
                    "INSERT INTO signatures (demand_id, reference, version, consent_hash, signed_on, "
                    "unit_id, state, batch) "
                    "VALUES (1, :reference, :version, :consent, :day, :unit, :state, :batch)"
                ),
                {
                    "reference": reference,
                    "version": version,
                    "consent": CONSENT if version else "",
                    "day": day if database.is_sqlite else date.fromisoformat(day),
                    "unit": unit,
                    "state": state,
                    "batch": batch,
                },
            )
    yield Old(database, clock, folder.path)
    await database.close()


async def counts(desk: Desk) -> list[Counter[int | None]]:
    """Return the counts by unit: published, pending, leaving."""
    async with desk.database.write() as session:
        demand = await session.get(Demand, 1)
        assert demand is not None
        rows = await count_signatures(session, await desk.keys.sealer(1), demand)
        return [by_unit(rows.published), by_unit(rows.pending), by_unit(rows.leaving)]


def counts_before() -> list[Counter[int | None]]:
    return [
        Counter(unit for _, _, unit, state, _ in map(signed, range(SIGNERS)) if state == wanted)
        for wanted in ("published", "pending", "leaving")
    ]


async def assert_whole(desk: Desk) -> None:
    """Check that everything is unchanged, and sealed."""
    contents = await desk.contents(await desk.demands.get(SERVER, 1))
    expected = {}
    for number in range(SIGNERS):
        version, day, unit, _, _ = signed(number)
        reference = await desk.keys.reference(1, number)
        content = (
            Content(version, date.fromisoformat(day), unit, CONSENT) if version else Content(unit_id=unit)
        )
        expected[reference] = content
    assert contents == expected
    assert await counts(desk) == counts_before()
    async with desk.database.write() as session:
        assert not await has_unsealed(session)
        demand = await session.get(Demand, 1)
        assert demand is not None
        assert await preview(session, desk.keys, demand, Criteria(version=1)) == 12
        assert "rows" not in {drift.kind for drift in await drifts(session, desk.keys)}


async def in_files(database: Database) -> bool:
    """True if consent or, where it is text, day of an old row can be read in any file."""
    content = b"".join((await database_files(database)).values())
    return any(one.encode() in content for one in (CONSENT, DAY, OTHER_DAY))


async def test_all_rows_are_sealed_and_the_files_keep_no_plain_text(old: Old) -> None:
    assert await in_files(old.database), "or this test would look for the wrong thing"
    await migrate.upgrade(old.database)
    desk = await old.desk()
    await seal_unsealed(old.database, desk.keys)
    await seal_unsealed(old.database, desk.keys)
    await assert_whole(desk)
    assert not await in_files(old.database)
    demand = await desk.demands.get(SERVER, 1)
    for number in (0, 16):  # a published and a pending one
        await desk.withdraw(demand, number)
    assert await desk.leaving(demand) == 3
    await desk.sign(demand, 1)
    [again] = [(await desk.contents(demand))[await desk.keys.reference(1, 1) or b""]]
    assert again == Content(2, old.clock().date(), 1, NEWER), "for the newer version, of the same unit"


@pytest.mark.rest_in_full
async def test_sealing_continues_after_a_kill_at_any_point(old: Old) -> None:
    await migrate.upgrade(old.database)
    program = f"""
import asyncio, os, signal
from pathlib import Path
from sqlalchemy import event
from bot.petitions.counts import sealing_upgrade
from bot.keystore.keyring import Keys
from bot.common.clock import utc_now
from bot.storage import Database
sealing_upgrade._MAX_ROWS = 7
parts = 0
def killed(_c, _cursor, statement, *_):
    global parts
    if statement.startswith("DELETE FROM signatures_unsealed"):
        parts += 1
        if parts == 3:
            os.kill(os.getpid(), signal.SIGKILL)
async def main():
    database = await Database.connect({old.database.url.render_as_string(hide_password=False)!r})
    event.listen(database.engine.sync_engine, "after_cursor_execute", killed)
    await sealing_upgrade.seal_unsealed(database, Keys(Path({str(old.key_dir)!r}), database, utc_now))
asyncio.run(main())
"""
    process = subprocess.run([sys.executable, "-c", program], check=False)
    assert process.returncode == -signal.SIGKILL
    async with old.database.read() as session:
        waiting = await session.scalar(text("SELECT count(*) FROM signatures_unsealed"))
    assert waiting == SIGNERS - 14, "two parts were done, and the third is undone"
    desk = await old.desk()
    await seal_unsealed(old.database, desk.keys)
    await assert_whole(desk)
    assert not await in_files(old.database)


async def test_without_the_key_nothing_is_lost_and_nothing_is_sealed(old: Old) -> None:
    await migrate.upgrade(old.database)
    key = old.key_dir / "demand-1.key"
    content = key.read_bytes()
    key.unlink()
    with pytest.raises(KeysError):
        await seal_unsealed(old.database, Keys(old.key_dir, old.database, old.clock))
    key.write_bytes(content)
    key.chmod(0o600)
    desk = await old.desk()
    await seal_unsealed(old.database, desk.keys)
    await assert_whole(desk)


async def test_the_upgrade_command_finishes_the_sealing_before_a_backup(old: Old, tmp_path: Path) -> None:
    url = old.database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, key_dir=old.key_dir)
    await migrate.upgrade(old.database)
    with pytest.raises(StartError, match="not sealed yet"):
        await back_up(settings, tmp_path / "backup", [])
    assert await upgrade_database(settings) == "The database is now up to date."
    await assert_whole(await old.desk())
    await back_up(settings, tmp_path / "backup", [])


@pytest.mark.full
async def test_an_older_backup_is_sealed_when_it_is_restored_beside_its_keys(
    old: Old, tmp_path: Path
) -> None:
    url = old.database.url.render_as_string(hide_password=False)
    await back_up(Settings(database_url=url, key_dir=old.key_dir), tmp_path / "backup", [])
    restored = f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}"
    await restore(Settings(database_url=restored, key_dir=old.key_dir), tmp_path / "backup", None)
    database = await Database.connect(restored)
    try:
        await assert_whole(await open_desk(database, old.clock, old.key_dir))
        assert not await in_files(database)
    finally:
        await database.close()
