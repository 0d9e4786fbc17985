"""The key commands of the terminal: list, back up, restore, rotate, destroy."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.audit import Audit
from bot.cli.admin.keys import BackupError, open_backup, seal_backup, slug_of
from bot.errors import SentenceError, UserError
from bot.settings import Settings
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.passphrases import encrypt_cheaply
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.sentences import backup_keys, destroy_key, list_keys, restore_keys, rotate_key

pytestmark = pytest.mark.storage

WORDS = "four words or so"


@pytest.fixture
async def desk(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(sqlite_database, clock, tmp_path / "keys")


@pytest.fixture
def settings(desk: Desk) -> Settings:
    return Settings(database_url=str(desk.database.url), key_dir=desk.key_dir)


@pytest.fixture
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypt at a fraction of the cost; ``tests.cli.test_prompts`` pays the whole."""
    monkeypatch.setattr("pyrage.passphrase.encrypt", encrypt_cheaply)


async def fails(work: object, says: str) -> None:
    with pytest.raises(SentenceError) as caught:
        await work  # type: ignore[misc]
    assert says in str(caught.value)


@pytest.mark.usefixtures("cheap_passphrases")
async def test_a_key_backup_restores_missing_keys_and_touches_nothing_else(
    desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    demand = await desk.open_demand()
    async with desk.database.write() as session:
        await desk.keys.ensure(session, "audit")
    file = tmp_path / "backup"
    assert "2 keys" in await backup_keys(settings, file, WORDS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await fails(backup_keys(settings, file, WORDS), "exists already")
    path = desk.key_dir / f"demand-{demand.id}.key"
    key = path.read_bytes()
    for shape in (key, key.hex().encode()):
        assert shape not in file.read_bytes()
    path.unlink()
    assert [line.split(" · ")[4] for line in await list_keys(settings)] == ["there", "MISSING"]
    before = file.read_bytes()
    assert await restore_keys(settings, file, WORDS) == ["audit: already there.", "demand-1: put back."]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (key, 0o600)
    path.write_bytes(b"x" * 32)
    assert "another file is there" in (await restore_keys(settings, file, WORDS))[1]
    assert path.read_bytes() == b"x" * 32
    path.write_bytes(key)
    await desk.demands.close(SERVER, demand.id)
    assert await slug_of(settings, "demand-1") == demand.slug
    await destroy_key(settings, "demand-1")
    assert (await restore_keys(settings, file, WORDS))[
        1
    ] == "demand-1: not restored: it was destroyed on purpose."
    assert not path.exists()
    assert "destroyed on" in (await list_keys(settings))[1]
    assert file.read_bytes() == before


@pytest.mark.usefixtures("cheap_passphrases")
async def test_a_wrong_passphrase_and_a_broken_or_foreign_file_are_explained(
    desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    await desk.open_demand()
    file = tmp_path / "backup"
    await backup_keys(settings, file, WORDS)
    content = file.read_bytes()
    await fails(restore_keys(settings, file, "something else"), "passphrase is wrong")
    for broken in (content[:-1], content[:60], content[:30] + b"x" + content[31:]):
        file.write_bytes(broken)
        await fails(restore_keys(settings, file, WORDS), "is wrong, or the file is damaged")
    for foreign in (b"", b"PK\x03\x04", content[:20], encrypt_cheaply(b"[]", WORDS)):
        file.write_bytes(foreign)
        await fails(restore_keys(settings, file, WORDS), "not a backup of Tocsin's keys")
    await fails(restore_keys(settings, tmp_path / "nowhere", WORDS), "cannot be read")
    await fails(backup_keys(settings, tmp_path / "no" / "folder", WORDS), "cannot be written")
    file.write_bytes(seal_backup({"demand-1": b"y" * 32, "demand-77": b"z" * 32}, WORDS))
    assert await restore_keys(settings, file, WORDS) == [
        "demand-1: not restored: the backup is of another database.",
        "demand-77: not restored: this database knows no such key.",
    ]


@pytest.mark.usefixtures("cheap_passphrases")
def test_two_key_backups_differ_and_open_only_with_their_passphrase() -> None:
    keys = {"audit": os.urandom(32)}
    one, two = seal_backup(keys, WORDS), seal_backup(keys, WORDS)
    assert one != two
    assert open_backup(one, WORDS) == open_backup(two, WORDS) == keys
    with pytest.raises(BackupError):
        open_backup(one, WORDS + " ")


@pytest.mark.usefixtures("cheap_passphrases")
async def test_a_key_backup_that_the_database_cannot_note_is_complete_with_a_warning(
    desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    await desk.open_demand()
    async with desk.database.write() as session:
        refuses = "BEFORE INSERT ON last_backups BEGIN SELECT RAISE(ABORT, 'nothing is stored'); END"
        await session.execute(text(f"CREATE TRIGGER refuses {refuses}"))
    said = await backup_keys(settings, tmp_path / "backup", WORDS)
    assert "keys are in" in said
    assert "does not know of this backup" in said
    assert open_backup((tmp_path / "backup").read_bytes(), WORDS)


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_key_backup_of_a_far_faster_machine_is_explained() -> None:
    content = seal_backup({}, WORDS)
    salt, cost = content.splitlines()[1].removeprefix(b"-> scrypt ").split()
    slow = content.replace(salt + b" " + cost, salt + b" 40", 1)
    with pytest.raises(BackupError, match="too slow, or too busy"):
        open_backup(slow, WORDS)


async def test_the_audit_stays_readable_and_valid_when_its_key_is_rotated(
    desk: Desk, settings: Settings
) -> None:
    audit = Audit(desk.database, desk.clock, desk.keys)
    await desk.open_demand()

    async def record(by: int) -> None:
        async with desk.database.write() as session:
            await audit.record(session, SERVER, by, "settings", "server:1", after={"by": str(by)})

    await record(1)
    assert "Version 2" in await rotate_key(settings, "audit")
    await record(1)
    acts = (await audit.page(SERVER)).items
    assert [(act.actor, act.after) for act in acts] == [(1, {"by": "1"}), (1, {"by": "1"})]
    assert await audit.verify() == []
    assert await desk.keys.key("audit") == (desk.key_dir / "audit-2.key").read_bytes()
    assert await desk.keys.of_version("audit", 1) == (desk.key_dir / "audit.key").read_bytes()


async def test_keys_in_use_are_neither_rotated_nor_destroyed_early(desk: Desk, settings: Settings) -> None:
    await desk.open_demand()
    for name in ("demand-1", "roster-7", "privacy"):
        await fails(rotate_key(settings, name), "cannot be replaced")
    with pytest.raises(UserError):
        await destroy_key(settings, "demand-1")
    await fails(destroy_key(settings, "audit"), "is not a demand's key")
    await fails(slug_of(settings, "demand-99"), "There is no demand")
