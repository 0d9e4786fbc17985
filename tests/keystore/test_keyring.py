"""Key files: created once, protected, and checked."""

import asyncio
import hashlib
import hmac
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from bot.keystore.files import KeyFolder, fingerprint
from bot.keystore.keyring import Keys, KeysError
from bot.storage import Database
from bot.storage.models import Demand, KeyFingerprint
from bot.storage.purge import purge
from tests.conftest import MovableClock

pytestmark = pytest.mark.unit

MEMBER = 812_345_678_901_234_567


@pytest.fixture
def key_dir(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "keys"


@pytest.fixture
async def keys(sqlite_database: Database, clock: MovableClock, key_dir: Path) -> Keys:
    return await Keys.open(key_dir, sqlite_database, clock)


async def make(keys: Keys, database: Database, demand_id: int) -> None:
    async with database.write() as session:
        await keys.create_for_demand(session, demand(demand_id))


def demand(demand_id: int, *, created: int = 1) -> Demand:
    return Demand(id=demand_id, server_id=42, created_at=datetime(2026, 1, created, tzinfo=UTC))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def code_of(opening: object) -> str:
    with pytest.raises(KeysError) as caught:
        await opening  # type: ignore[misc]
    assert str(caught.value).endswith(".")
    return caught.value.code


async def test_the_folder_and_its_files_are_private(
    keys: Keys, sqlite_database: Database, key_dir: Path
) -> None:
    assert mode(key_dir) == 0o700
    await make(keys, sqlite_database, 7)
    path = key_dir / "demand-7.key"
    assert (mode(path), path.stat().st_size) == (0o600, 32)


async def test_a_reference_is_the_hmac_of_the_member_under_the_key_of_the_demand(
    keys: Keys, sqlite_database: Database, key_dir: Path
) -> None:
    assert await keys.reference(7, MEMBER) is None, "a demand that never opened has no key"
    for demand_id in (7, 8):
        await make(keys, sqlite_database, demand_id)
    key = (key_dir / "demand-7.key").read_bytes()
    expected = hmac.new(key, b"tocsin member\0" + str(MEMBER).encode(), hashlib.sha256).digest()
    assert await keys.reference(7, MEMBER) == expected
    assert await keys.reference(7, MEMBER + 1) != expected
    assert await keys.reference(8, MEMBER) != expected


async def test_the_database_has_the_fingerprint_and_never_the_key(
    keys: Keys, sqlite_database: Database, key_dir: Path, tmp_path: Path
) -> None:
    await make(keys, sqlite_database, 7)
    key = (key_dir / "demand-7.key").read_bytes()
    async with sqlite_database.read() as session:
        row = (await session.execute(select(KeyFingerprint))).scalar_one()
    assert (row.name, row.fingerprint) == ("demand-7", hashlib.sha256(key).hexdigest())
    await purge(sqlite_database)
    for path in tmp_path.glob("tocsin.db*"):
        assert key not in path.read_bytes()
        assert key.hex().encode() not in path.read_bytes()


@pytest.mark.parametrize("open_mode", [0o750, 0o701, 0o705])
async def test_a_folder_that_others_can_enter_is_refused(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path, open_mode: int
) -> None:
    key_dir.chmod(open_mode)
    assert await code_of(Keys.open(key_dir, sqlite_database, clock)) == "folder-open"


@pytest.mark.parametrize("open_mode", [0o640, 0o604, 0o620])
async def test_a_key_that_others_can_read_is_refused(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path, open_mode: int
) -> None:
    await make(keys, sqlite_database, 7)
    (key_dir / "demand-7.key").chmod(open_mode)
    assert await code_of(Keys.open(key_dir, sqlite_database, clock)) == "key-open"


async def test_a_missing_damaged_or_foreign_key_is_refused_and_not_replaced(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path
) -> None:
    await make(keys, sqlite_database, 7)
    path = key_dir / "demand-7.key"
    for content, code in (
        (b"", "key-damaged"),
        (b"x" * 31, "key-damaged"),
        (b"x" * 33, "key-damaged"),
        (bytes(32), "key-damaged"),
        (b"x" * 32, "key-foreign"),
        (None, "key-missing"),
    ):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        assert await code_of(Keys.open(key_dir, sqlite_database, clock)) == code
        assert await code_of(Keys(key_dir, sqlite_database, clock).reference(7, MEMBER)) == code
        assert not path.exists() if content is None else path.read_bytes() == content


async def test_a_missing_folder_is_refused_once_there_are_keys(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path
) -> None:
    await make(keys, sqlite_database, 7)
    key_dir.rename(key_dir.with_name("elsewhere"))
    assert await code_of(Keys.open(key_dir, sqlite_database, clock)) == "folder-missing"
    assert not key_dir.exists()
    key_dir.write_text("")
    assert await code_of(Keys.open(key_dir, sqlite_database, clock)) == "not-a-folder"


async def test_a_file_in_place_of_the_folder_is_refused(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert await code_of(Keys.open(tmp_path / "file", sqlite_database, clock)) == "not-a-folder"
    assert await code_of(Keys.open(tmp_path / "file" / "keys", sqlite_database, clock)) == "not-a-folder"


async def test_every_fault_is_reported_and_unrelated_files_are_ignored(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path
) -> None:
    for demand_id in (7, 8, 9):
        await make(keys, sqlite_database, demand_id)
    (key_dir / "notes.txt").write_text("mine")
    (key_dir / "demand-99.key").write_bytes(b"short")
    assert await keys.check() == []
    (key_dir / "demand-7.key").unlink()
    (key_dir / "demand-8.key").chmod(0o644)
    key_dir.chmod(0o755)
    faults = await Keys(key_dir, sqlite_database, clock).check()
    assert [fault.code for fault in faults] == ["folder-open", "key-missing", "key-open"]
    assert "chmod 700" in str(faults[0])
    assert str(key_dir / "demand-8.key") in str(faults[2])


async def interrupted_opening(keys: Keys, database: Database, *, created: int = 1) -> Path:
    """Leave the key of a demand whose opening was interrupted just before the database had it."""
    with pytest.raises(RuntimeError):
        async with database.write() as session:
            await keys.create_for_demand(session, demand(7, created=created))
            raise RuntimeError
    return keys.folder.key_path("demand-7")


@pytest.mark.parametrize("left", [b"", b"half", bytes(32), b"k" * 32])
async def test_a_key_left_by_a_crash_before_its_fingerprint_is_used_or_replaced(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path, left: bytes
) -> None:
    path = await interrupted_opening(keys, sqlite_database)
    path.write_bytes(left)
    again = await Keys.open(key_dir, sqlite_database, clock)
    assert await again.reference(7, MEMBER) is None
    await make(again, sqlite_database, 7)
    assert (path.read_bytes() == left) == (left == b"k" * 32)
    assert await again.check() == []
    assert await again.reference(7, MEMBER) is not None


async def test_a_leftover_key_that_others_could_read_is_not_used(
    keys: Keys, sqlite_database: Database, key_dir: Path
) -> None:
    (await interrupted_opening(keys, sqlite_database)).chmod(0o644)
    assert await code_of(make(keys, sqlite_database, 7)) == "key-open"


@pytest.mark.parametrize("written", ["now", "by an older version", "damaged"])
async def test_a_key_of_another_demand_with_the_same_number_is_set_aside_with_all_beside_it(
    keys: Keys, sqlite_database: Database, key_dir: Path, written: str
) -> None:
    path = await interrupted_opening(keys, sqlite_database, created=2)
    if written == "by an older version":
        path.with_suffix(".owner").unlink()
    if written == "damaged":
        path.write_bytes(bytes(32))
    journal = path.with_suffix(".withdrawn")
    journal.write_bytes(b"+" + b"r" * 32)
    checkpoint = path.with_suffix(".published")
    checkpoint.write_bytes(b"{}")
    other = path.read_bytes()
    await make(keys, sqlite_database, 7)
    assert path.read_bytes() != other
    assert journal.read_bytes() == b""
    aside = {found.suffix: found for found in key_dir.glob("lost-demand-7-*")}
    was = {".key": other, ".withdrawn": b"+" + b"r" * 32, ".published": b"{}"}
    if written == "damaged":
        del was[".key"]
    assert {suffix: found.read_bytes() for suffix, found in aside.items()} == was
    assert written == "damaged" or mode(aside[".key"]) & 0o077 == 0
    assert await keys.check() == []
    keys.folder.remove(["demand-7"])
    assert {found.suffix for found in key_dir.iterdir()} == set(aside), "what was set aside is another's"


async def test_a_failed_transaction_leaves_no_fingerprint_and_no_reference(
    keys: Keys, sqlite_database: Database
) -> None:
    with pytest.raises(RuntimeError):
        async with sqlite_database.write() as session:
            await keys.create_for_demand(session, demand(7))
            raise RuntimeError
    assert await keys.reference(7, MEMBER) is None
    assert await keys.check() == []
    await make(keys, sqlite_database, 7)
    assert await keys.reference(7, MEMBER) is not None


async def test_two_processes_can_start_at_once_and_use_each_others_keys(
    sqlite_database: Database, clock: MovableClock, key_dir: Path
) -> None:
    one, two = await asyncio.gather(*(Keys.open(key_dir, sqlite_database, clock) for _ in range(2)))
    await make(one, sqlite_database, 7)
    await make(two, sqlite_database, 8)
    for demand_id in (7, 8):
        assert await one.reference(demand_id, MEMBER) == await two.reference(demand_id, MEMBER) is not None


async def test_forgotten_keys_are_removed_and_others_stay(
    keys: Keys, sqlite_database: Database, key_dir: Path
) -> None:
    for demand_id in (7, 8):
        await make(keys, sqlite_database, demand_id)
        await keys.reference(demand_id, MEMBER)
    async with sqlite_database.write() as session:
        await keys.forget(session, ["demand-7", "demand-9"])
    await keys.discard()
    await keys.discard()
    assert {path.stem for path in key_dir.iterdir() if path.suffix} == {"demand-8"}
    assert await keys.reference(7, MEMBER) is None
    assert await keys.check() == []


async def test_a_named_key_is_created_once_and_known_after_the_commit(
    keys: Keys, sqlite_database: Database, clock: MovableClock, key_dir: Path
) -> None:
    assert await keys.key("audit") is None
    async with sqlite_database.write() as session:
        made = await keys.ensure(session, "audit")
        assert await keys.ensure(session, "audit") == made
        assert await keys.key("audit") is None
    assert (mode(key_dir / "audit.key"), (key_dir / "audit.key").read_bytes()) == (0o600, made)
    other = await Keys.open(key_dir, sqlite_database, clock)
    assert await keys.key("audit") == await other.key("audit") == await other.of_version("audit", 1) == made
    async with sqlite_database.write() as session:
        assert await other.newest(session, "audit") == (1, made)
        assert await keys.ensure(session, "roster-42") != made
    assert await keys.of_version("audit", 2) is None


async def test_a_rotated_key_is_used_from_then_on_and_the_earlier_one_stays_known(
    keys: Keys, sqlite_database: Database
) -> None:
    async with sqlite_database.write() as session:
        first = await keys.ensure(session, "audit")
        assert await keys.renew(session, "audit") == 2
        version, second = await keys.newest(session, "audit")
    assert (version, second == first) == (2, False)
    assert await keys.key("audit") == await keys.of_version("audit", 2) == second
    assert await keys.of_version("audit", 1) == first


async def test_the_database_has_the_public_part_of_the_signing_key(
    keys: Keys, sqlite_database: Database
) -> None:
    async with sqlite_database.write() as session:
        seed = await keys.ensure(session, "signing")
        await keys.ensure(session, "privacy")
    expected = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
    async with sqlite_database.read() as session:
        rows = await session.execute(select(KeyFingerprint.name, KeyFingerprint.public_key))
        assert {row.name: row.public_key for row in rows} == {"signing": expected, "privacy": None}


async def test_destroying_a_key_removes_temporary_files_of_a_crash(
    keys: Keys, sqlite_database: Database, key_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def power_cut(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            raise KeyboardInterrupt
        unlink(path, missing_ok)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "unlink", power_cut)
        with pytest.raises(KeyboardInterrupt):
            await make(keys, sqlite_database, 5)
    await make(keys, sqlite_database, 5)
    await make(keys, sqlite_database, 50)
    assert len([path for path in key_dir.iterdir() if path.name.startswith(".demand-5.")]) == 1
    keys.folder.remove(["demand-5"])
    assert {path.stem for path in key_dir.iterdir()} == {"demand-50"}


def test_a_key_is_marked_as_destroyed_before_its_file_is_removed(
    key_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = KeyFolder(key_dir)
    folder.make_folder()
    prints = {"demand-5": fingerprint(folder.make("demand-5"))}
    unlink = Path.unlink

    def power_cut(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".key":
            raise KeyboardInterrupt
        unlink(path, missing_ok)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "unlink", power_cut)
        with pytest.raises(KeyboardInterrupt):
            folder.sweep(prints)
    assert folder.destroyed(prints) == ["demand-5"]
    assert folder.sweep(prints) == ["demand-5"]
    assert [path.name for path in key_dir.iterdir()] == ["demand-5.destroyed"]
    assert (folder.sweep(prints), folder.destroyed(prints)) == ([], ["demand-5"])
