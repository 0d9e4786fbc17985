"""A backup from before a server was deleted: it starts without the server's keys, and deletes it again."""

import logging
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import open_app
from bot.audit import Audit
from bot.cli.admin.check import Finding, check_keys
from bot.keystore.files import KeyFolder, fingerprint
from bot.keystore.keyring import Keys
from bot.servers.removal import KEPT, Removals
from bot.servers.settings import Servers
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import Base, Publication, Signature
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.petitions.counts.test_lost_demands import connect as connect
from tests.petitions.counts.test_lost_demands import settings_of
from tests.petitions.counts.test_lost_publications import started
from tests.support.passphrases import encrypt_cheaply
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.sentences import back_up, backup_keys, list_keys, restore, restore_keys

pytestmark = [pytest.mark.storage, pytest.mark.full]

OTHER = SERVER + 1
MEMBER = 812_345_678_901_234_567
OTHER_OR_ALL = re.compile(rf"(demand-2|(roster|audit)-{OTHER}|audit|privacy|signing)\.")
WORDS = "four words or so"
Connect = Callable[[str], Awaitable[Database]]


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    desk = await started(database, clock, tmp_path / "keys")
    audit = Audit(database, clock, desk.keys)
    desk.servers = Servers(database, clock, Texts.load(), audit=audit)
    desk.removals = Removals(database, clock, desk.keys, audit=audit)
    for server_id in (SERVER, OTHER):
        demand = await desk.open_demand(server_id)
        await desk.sign(demand, MEMBER)
        await desk.publish()
        async with database.write() as session:
            await desk.keys.ensure(session, f"roster-{server_id}")
            await audit.record(session, server_id, MEMBER, "open", f"demand:{demand.id}")
    await audit.tick()
    return desk


async def is_forgotten(desk: Desk) -> None:
    """Remove the bot from one of the two servers, and let its grace period pass."""
    await desk.removals.note(SERVER)
    forgotten = await desk.removals.tick()
    for _ in range(KEPT.days):
        desk.clock.move(days=1)
        forgotten += await desk.removals.tick()
    assert forgotten == 1


async def rows_of(database: Database, server_id: int) -> set[str]:
    """Return the tables that name a server."""
    found = set()
    async with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in await session.execute(select(table)):
                if str(server_id) in re.findall(r"\d+", str(row)):
                    found.add(table.name)
    return found


async def check_results(settings: Settings, database: Database) -> list[Finding]:
    return [one for one in await check_keys(settings, database) if one.subject == "restored"]


@pytest.mark.rest_in_full
async def test_a_restored_older_backup_starts_and_the_server_does_not_return(
    desk: Desk,
    clock: MovableClock,
    other_url: str,
    tmp_path: Path,
    connect: Connect,
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    await is_forgotten(desk)
    settings = settings_of(desk, other_url)
    told = await restore(settings, file, None)
    assert "2 of its keys are of servers that were deleted since" in told[1]
    assert not [line for line in told if "MISSING" in line]
    other = await connect(other_url)
    assert {"servers", "demands", "audit_actors", "key_fingerprints"} <= await rows_of(other, SERVER)
    [finding] = await check_results(settings, other)
    assert f"server {SERVER} was deleted after the backup" in str(finding.sentence)
    assert "The next start of the bot deletes its data again." in str(finding.sentence)
    assert finding.good
    assert [found.good for found in await check_keys(settings, other)] == [True, True]

    with caplog.at_level(logging.WARNING):
        async with open_app(settings, clock=clock) as app:
            assert [server.id for server in await app.servers.all()] == [OTHER]
    assert f"server {SERVER} was deleted after this database was backed up" in caplog.text
    assert await rows_of(other, SERVER) == set()
    async with other.read() as session:
        assert set(await session.scalars(select(Signature.demand_id))) == {2}
        assert set(await session.scalars(select(Publication.demand_id))) == {2}
    assert await check_results(settings, other) == []
    again = await open_desk(other, clock, desk.key_dir)
    assert await again.keys.check() == []
    [kept] = await again.demands.list(OTHER)
    assert await again.state_of(kept, MEMBER) == "published"

    # Invited again, it is a server like any other.
    new = await again.open_demand()
    await again.sign(new, MEMBER)
    caplog.clear()
    async with open_app(settings, clock=clock) as app:
        assert [server.id for server in await app.servers.all()] == [SERVER, OTHER]
    assert "forgotten" not in caplog.text
    assert await again.state_of(new, MEMBER) == "pending"


async def test_the_note_beside_the_keys_identifies_no_person_and_no_server(desk: Desk) -> None:
    folder = KeyFolder(desk.key_dir)
    theirs = {name: folder.key_path(name).read_bytes() for name in ("demand-1", f"roster-{SERVER}")}
    before = {path.name for path in desk.key_dir.iterdir() if OTHER_OR_ALL.match(path.name)}
    await is_forgotten(desk)
    left = {path.name: path for path in desk.key_dir.iterdir() if path.name not in before}
    assert len(left) == 2
    for name, path in left.items():
        assert re.fullmatch("forgotten-[0-9a-f]{64}", name)
        assert path.read_bytes() == b""
        assert not any(fingerprint(key) in name or key.hex() in name for key in theirs.values())
    assert all((desk.key_dir / name).exists() for name in before)


async def test_the_server_does_not_return_if_a_demands_key_was_destroyed_before(
    desk: Desk, clock: MovableClock, tmp_path: Path, connect: Connect
) -> None:
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    async with open_app(settings_of(desk), clock=clock) as app:
        await app.demands.close(SERVER, 1)
        await app.retention.destroy(1)
    await is_forgotten(desk)
    assert not list(desk.key_dir.glob("demand-1.*"))
    url = f"sqlite+aiosqlite:///{tmp_path / 'again.db'}"
    await restore(settings_of(desk, url), file, None)
    async with open_app(settings_of(desk, url), clock=clock) as app:
        assert [server.id for server in await app.servers.all()] == [OTHER]


async def test_restored_keys_of_a_deleted_server_are_skipped_or_removed_again(
    desk: Desk,
    clock: MovableClock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pyrage.passphrase.encrypt", encrypt_cheaply)
    file, keys = tmp_path / "backup", tmp_path / "keys.backup"
    await back_up(settings_of(desk), file, [])
    await backup_keys(settings_of(desk), keys, WORDS)
    path = desk.key_dir / f"roster-{SERVER}.key"
    key = path.read_bytes()
    await is_forgotten(desk)
    settings = settings_of(desk, f"sqlite+aiosqlite:///{tmp_path / 'again.db'}")
    await restore(settings, file, None)
    put_back = await restore_keys(settings, keys, WORDS)
    assert f"roster-{SERVER}: not restored: its server's data was deleted since" in "\n".join(put_back)
    assert not path.exists()
    assert [line for line in await list_keys(settings) if "of a server that was deleted" in line]
    assert await backup_keys(settings, tmp_path / "fewer", WORDS)
    # An old key folder copied over the present one brings the key back, whether or not the server is known.
    path.write_bytes(key)
    async with open_app(settings, clock=clock) as app:
        assert [server.id for server in await app.servers.all()] == [OTHER]
    assert not path.exists()
    path.write_bytes(key)
    await Keys.open(desk.key_dir, desk.database, clock)
    assert not path.exists()
    assert (
        f"the key roster-{SERVER} is of a server whose data was deleted: its file is removed" in caplog.text
    )


@pytest.mark.rest_in_full
@pytest.mark.parametrize("step", ["forget", "remove"])
async def test_a_deletion_that_crashes_before_the_keys_are_gone_is_completed(
    desk: Desk, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    await forget_until(desk, step, monkeypatch)
    assert (desk.key_dir / "demand-1.key").exists()
    keys = await Keys.open(desk.key_dir, desk.database, clock)
    assert not list(desk.key_dir.glob("demand-1.*"))
    assert not list(desk.key_dir.glob(f"roster-{SERVER}.*"))
    assert await rows_of(desk.database, SERVER) == set()
    await Removals(desk.database, clock, keys).delete_again()
    assert [server.id for server in await desk.servers.all()] == [OTHER]
    url = f"sqlite+aiosqlite:///{tmp_path / 'again.db'}"
    await restore(settings_of(desk, url), file, None)
    async with open_app(settings_of(desk, url), clock=clock) as app:
        assert [server.id for server in await app.servers.all()] == [OTHER]


async def test_a_server_that_returns_before_its_keys_are_gone_keeps_its_new_roster(
    desk: Desk, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await forget_until(desk, "forget", monkeypatch)
    await desk.servers.ensure(SERVER)
    async with desk.database.write() as session:
        made = await desk.keys.ensure(session, f"roster-{SERVER}")
    keys = await Keys.open(desk.key_dir, desk.database, clock)
    assert await keys.key(f"roster-{SERVER}") == made
    assert not list(desk.key_dir.glob("demand-1.*"))
    await Removals(desk.database, clock, keys).delete_again()
    assert [server.id for server in await desk.servers.all()] == [SERVER, OTHER]


async def forget_until(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the power before a call of this function on the folder."""

    def power_cut(folder: KeyFolder, names: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(KeyFolder, step, power_cut)
        with pytest.raises(KeyboardInterrupt):
            await desk.removals.delete(SERVER)
