"""Terms: nothing is stored of an earlier one, and a key folder older than the database is refused."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import open_app
from bot.audit.verification import AuditCheckpoint, AuditCheckpoints
from bot.errors import RoleLost, StartError
from bot.keystore.files import KeyFolder
from bot.keystore.issuing import IssuingFiles
from bot.keystore.keyring import KeysError, demand_key
from bot.keystore.term import begin_term, refuse_outdated
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.privacy.retention import Retention
from bot.petitions.signing.withdrawals import Withdrawals
from bot.settings import Settings
from bot.storage import Database
from bot.storage.leader import Leader, lock_of
from bot.storage.models import Demand, Note, Term
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, open_desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


def never() -> None:
    """The role is not lost."""


async def begin_again(database: Database, folder: KeyFolder) -> None:
    """Begin a term as another process does, which has none yet."""
    database.term = None
    await begin_term(database, folder, never)


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """The same database, opened by another process."""
    other = await Database.connect(database.url.render_as_string(hide_password=False))
    yield other
    await other.close()


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    (tmp_path / "keys").mkdir()
    return KeyFolder(tmp_path / "keys")


async def notes(database: Database) -> list[str]:
    async with database.read() as session:
        return list(await session.scalars(select(Note.name)))


async def test_a_write_of_an_earlier_term_is_refused(
    database: Database, other: Database, folder: KeyFolder
) -> None:
    await begin_term(database, folder, never)
    async with database.write() as session:
        session.add(Note(name="first", value="1"))
    async with database.brief():
        pass
    await begin_term(other, folder, never)
    assert not database.superseded.is_set()
    with pytest.raises(RoleLost):
        async with database.write() as session:
            session.add(Note(name="late", value="1"))
    assert database.superseded.is_set()
    with pytest.raises(RoleLost):
        async with database.brief():
            pass
    async with other.write() as session:
        session.add(Note(name="next", value="1"))
    assert await notes(other) == ["first", "next"]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_term_that_begins_during_a_write_is_found_at_its_end(
    database: Database, other: Database, folder: KeyFolder
) -> None:
    await begin_term(database, folder, never)
    with pytest.raises(RoleLost):
        async with database.write() as session:
            session.add(Note(name="late", value="1"))
            await session.flush()
            await begin_term(other, folder, never)
    assert await notes(other) == []


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_term_waits_for_a_commit_under_the_one_before(
    database: Database, other: Database, folder: KeyFolder
) -> None:
    await begin_term(database, folder, never)
    async with database.write() as session:
        session.add(Note(name="early", value="1"))
        await session.flush()
        await database._check_term(session)  # as at the end
        beginning = asyncio.create_task(begin_term(other, folder, never))
        await asyncio.sleep(0.3)
        assert not beginning.done()
    await beginning
    assert await notes(other) == ["early"]
    assert (database.term, other.term) == (1, 2)


async def test_a_process_that_lost_the_role_begins_no_term(database: Database, folder: KeyFolder) -> None:
    def lost() -> None:
        raise RoleLost

    with pytest.raises(RoleLost):
        await begin_term(database, folder, lost)
    assert database.term is None
    assert not (folder.path / "term").exists()


async def test_a_crash_between_file_and_row_leaves_a_folder_that_is_taken(
    database: Database, folder: KeyFolder
) -> None:
    await begin_term(database, folder, never)
    (folder.path / "term").write_text("5")
    await refuse_outdated(database, folder)
    await begin_again(database, folder)
    assert database.term == 6
    async with database.read() as session:
        assert await session.scalar(select(Term.number)) == 6


async def test_a_key_folder_older_than_the_database_is_refused_and_the_sentence_says_what_to_do(
    database: Database, folder: KeyFolder, tmp_path: Path
) -> None:
    await begin_term(database, folder, never)
    copy = KeyFolder(Path(shutil.copytree(folder.path, tmp_path / "copy")))
    await refuse_outdated(database, copy)
    await begin_again(database, folder)
    for refused in (refuse_outdated(database, copy), begin_term(database, copy, never)):
        with pytest.raises(KeysError, match="is older than this database") as error:
            await refused
    assert database.term == 2
    sentence = str(error.value)
    assert sentence.endswith(f"echo 2 > {copy.path / 'term'}")
    (copy.path / "term").write_text("2\n")  # as that command does
    await begin_again(database, copy)
    assert database.term == 3


async def test_an_older_copy_of_the_key_folder_withdraws_no_signature(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """The copy still has a withdrawal of a member who has signed again since."""
    url, keys, copy = database.url.render_as_string(hide_password=False), tmp_path / "keys", tmp_path / "copy"
    desk = await open_desk(database, clock, keys)
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    await desk.withdraw(demand, 1)
    shutil.copytree(keys, copy)
    await desk.sign(demand, 1)
    leader = Leader(lock_of(url))
    assert await leader.take()
    async with open_app(Settings(database_url=url, key_dir=keys), leader=leader) as app:
        assert app.database.term == 1
    for role in (leader, None):  # the bot, and a terminal command
        with pytest.raises(StartError, match="copy is older than this database"):
            async with open_app(Settings(database_url=url, key_dir=copy), leader=role):
                pass
    assert await desk.state_of(demand, 1) == "pending"
    async with open_app(Settings(database_url=url, key_dir=keys)):
        pass
    assert await desk.state_of(demand, 1) == "pending"
    await leader.give_back()


async def test_a_missing_key_folder_is_said_to_be_missing_and_is_not_made(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    url = database.url.render_as_string(hide_password=False)
    desk = await open_desk(database, clock, tmp_path / "keys")
    await desk.open_demand()
    await begin_term(database, desk.keys.folder, never)
    with pytest.raises(StartError, match="elsewhere is missing"):
        async with open_app(Settings(database_url=url, key_dir=tmp_path / "elsewhere")):
            pass
    assert not (tmp_path / "elsewhere").exists()


async def test_a_running_bot_drops_a_key_that_a_command_destroyed(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    folder, url = tmp_path / "keys", database.url.render_as_string(hide_password=False)
    desk = await open_desk(database, clock, folder)
    gone, stays = [await desk.open_demand() for _ in range(2)]
    async with open_app(Settings(database_url=url, key_dir=folder)) as app:
        for demand in (gone, stays):
            assert await app.keys.sealer(demand.id) is not None
            await app.keys.reference(demand.id, 1)
        await desk.demands.close(SERVER, gone.id)
        await Retention(database, clock, desk.keys).destroy(gone.id)
        assert demand_key(gone.id) in app.keys._held, "nobody has told this process"
        await app.retention.tick()
        assert demand_key(gone.id) not in {*app.keys._held, *app.keys._sealers}
        assert await app.keys.sealer(gone.id) is None
        assert demand_key(stays.id) in app.keys._held


async def test_a_process_of_an_earlier_term_changes_no_file_beside_the_keys(
    database: Database, other: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(database, clock, tmp_path / "keys")
    demand = await desk.open_demand()
    await desk.sign(demand, 7)
    await desk.publish()
    keys = desk.keys
    await begin_term(database, keys.folder, never)
    await begin_term(other, KeyFolder(desk.key_dir), never)
    async with other.read() as session:
        salt = (await session.execute(select(Demand.salt))).scalar_one()
    journals, files = Withdrawals(keys.folder), IssuingFiles(keys.folder)
    before = contents(desk.key_dir)
    place = (demand.id, bytes(32))
    with pytest.raises(RoleLost):
        await journals.note({demand.id: salt}, withdrew=[place], signed=[], written={})
    await journals.undo({demand.id: b"+" + bytes(32)})
    await Checkpoints(keys.folder, other).note(demand.id)  # only logged
    for late in (
        journals.begin(demand.id + 1),
        journals.compact(),
        AuditCheckpoints(keys.folder).write(SERVER, AuditCheckpoint(1, "00")),
        AuditCheckpoints(keys.folder).drop(SERVER),
        keys.folder.in_thread(keys.folder.fenced, files.claim, "00", 1, "owner"),
    ):
        with pytest.raises(RoleLost):
            await late
    async with other.write() as session:
        with pytest.raises(RoleLost):
            await keys.ensure(session, "privacy")
    assert contents(desk.key_dir) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
