"""Demands opened after a backup: their numbers, keys and withdrawals are never those of another demand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from bot.app import open_app, settle
from bot.audit import Audit
from bot.cli.admin.check import Finding, check_content, check_keys
from bot.cli.admin.keys import slug_of
from bot.errors import StartError
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys
from bot.petitions.demands.service import DemandView
from bot.settings import Settings
from bot.storage import Database
from bot.storage.copier import set_last_ids
from bot.storage.models import (
    Demand,
    KeyFingerprint,
    Publication,
    Signature,
)
from tests.conftest import MovableClock
from tests.petitions.counts.test_lost_publications import started
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    TEXTS,
    Desk,
    open_desk,
)
from tests.support.sentences import back_up, destroy_key, restore

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
Connect = Callable[[str], Awaitable[Database]]
OTHER_TEXTS = {"en": {"title": "Pay the night shift", "body": "From January on."}}


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await started(database, clock, tmp_path / "keys")


def settings_of(desk: Desk, url: str | None = None) -> Settings:
    own = desk.database.url.render_as_string(hide_password=False)
    return Settings(database_url=url or own, key_dir=desk.key_dir)


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """A function that opens databases, and closes them at the end."""
    async with AsyncExitStack() as stack:

        async def opened(url: str) -> Database:
            database = await Database.connect(url)
            stack.push_async_callback(database.close)
            return database

        yield opened


async def lost_demand_findings(desk: Desk, database: Database) -> list[Finding]:
    """Return the messages about demands that were opened since."""
    found = await check_keys(settings_of(desk), database)
    return [one for one in found if one.subject == "restored" and "its key" in str(one.sentence)]


async def opened_since(desk: Desk) -> tuple[DemandView, set[bytes]]:
    """Open a demand with three signers, one of whom withdrew, and publish; return the references of all
    three.
    """
    demand = await desk.open_demand()
    for number in range(3):
        await desk.sign(demand, MEMBER + number)
    await desk.withdraw(demand, MEMBER)
    await desk.publish()
    references = {await desk.keys.reference(demand.id, MEMBER + number) or b"" for number in range(3)}
    return demand, references


@pytest.mark.rest_in_full
async def test_a_lost_demand_is_reported_and_its_number_is_not_reused(
    desk: Desk, clock: MovableClock, other_url: str, tmp_path: Path, connect: Connect
) -> None:
    before = await desk.open_demand()
    await desk.sign(before, MEMBER)
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    demand, references = await opened_since(desk)
    key = (desk.key_dir / f"demand-{demand.id}.key").read_bytes()
    assert await lost_demand_findings(desk, desk.database) == []

    await restore(settings_of(desk, other_url), file, None)
    other = await connect(other_url)
    [told] = await lost_demand_findings(desk, other)
    assert not told.good
    assert f"demand {demand.id} ({demand.slug}): the database does not know it" in str(told.sentence)
    assert "opened after the backup" in str(told.sentence)
    assert f"Its last count was 2, on {clock():%Y-%m-%d}." in str(told.sentence)
    assert f"demand-{demand.id}.key" in str(told.sentence)
    assert f"demand-{before.id}.key" not in str(told.sentence)

    async with open_app(settings_of(desk, other_url), clock=clock) as app:
        draft = await app.demands.create(SERVER, OTHER_TEXTS)
        new = await app.demands.open(SERVER, draft.id)
    assert new.id > demand.id
    again = await open_desk(other, clock, desk.key_dir)
    theirs = {await again.keys.reference(new.id, MEMBER + number) for number in range(3)}
    assert not theirs & references
    await again.sign(new, MEMBER)
    assert await again.state_of(new, MEMBER) == "pending"
    await settle(other, again.keys, Audit(other, clock, again.keys), clock)
    assert await again.state_of(new, MEMBER) == "pending", "who withdrew from the other one"
    assert (desk.key_dir / f"demand-{demand.id}.key").read_bytes() == key
    assert [str(told.sentence) for told in await lost_demand_findings(desk, other)] == [str(told.sentence)], (
        "until it is settled"
    )
    for path in desk.key_dir.glob(f"demand-{demand.id}.*"):
        path.unlink()
    assert await lost_demand_findings(desk, other) == []


async def test_a_restored_database_file_reuses_no_number(desk: Desk, clock: MovableClock) -> None:
    await desk.open_demand()
    demand, _ = await opened_since(desk)
    await put_back(desk, demand)
    keys = await Keys.open(desk.key_dir, desk.database, clock)
    await settle(
        desk.database,
        keys,
        Audit(desk.database, clock, keys),
        clock,
    )
    await settle(
        desk.database,
        keys,
        Audit(desk.database, clock, keys),
        clock,
    )
    draft = await desk.demands.create(SERVER, OTHER_TEXTS)
    assert draft.id == demand.id + 1


async def put_back(desk: Desk, demand: DemandView) -> None:
    """Restore a database from before the demand was made, with its next number."""
    async with desk.database.write() as session:
        for table in (Signature, Publication):
            await session.execute(delete(table).where(table.demand_id == demand.id))
        await session.execute(delete(Demand).where(Demand.id == demand.id))
        await session.execute(delete(KeyFingerprint).where(KeyFingerprint.name == f"demand-{demand.id}"))
        await set_last_ids(session, {})


async def test_another_demand_with_the_same_number_has_neither_its_key_nor_its_journal(
    desk: Desk, clock: MovableClock
) -> None:
    """The key folder was restored after the other demand was made."""
    demand, references = await opened_since(desk)
    key = (desk.key_dir / f"demand-{demand.id}.key").read_bytes()
    await put_back(desk, demand)
    clock.move(seconds=1)
    draft = await desk.demands.create(SERVER, OTHER_TEXTS)
    assert draft.id == demand.id
    again = await open_desk(desk.database, clock, desk.key_dir)
    new = await again.demands.open(SERVER, draft.id)
    assert not {await again.keys.reference(new.id, MEMBER + number) for number in range(3)} & references
    for number in range(3):
        await again.sign(new, MEMBER + number)
    await again.withdraw(new, MEMBER + 2)
    again = await started(desk.database, clock, desk.key_dir)
    states = [await again.state_of(new, MEMBER + number) for number in range(3)]
    assert states == ["pending", "pending", None]
    await again.publish()
    [told] = await lost_demand_findings(desk, desk.database)
    assert "another demand had this number before, and its key was set aside" in str(told.sentence)
    [aside] = desk.key_dir.glob(f"lost-demand-{demand.id}-*.key")
    assert aside.read_bytes() == key
    assert aside.name in str(told.sentence)
    assert f" demand-{demand.id}.key" not in str(told.sentence)
    assert await again.keys.check() == []
    if desk.database.is_sqlite:
        name = aside.stem
        assert f"tocsin keys destroy {name}" in str(told.sentence)
        assert await slug_of(settings_of(desk), name) == name
        assert "is destroyed, with what was kept beside it" in await destroy_key(settings_of(desk), name)
        assert await lost_demand_findings(desk, desk.database) == []
        assert list(desk.key_dir.glob("lost-*")) == []
        assert await again.keys.check() == [], "the other's is untouched"


@pytest.mark.full
async def test_a_draft_that_was_opened_since_keeps_its_key_and_can_be_reopened(
    desk: Desk, clock: MovableClock, other_url: str, tmp_path: Path, connect: Connect
) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS)
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    demand = await desk.demands.open(SERVER, draft.id)
    for number in range(3):
        await desk.sign(demand, MEMBER + number)
    await desk.withdraw(demand, MEMBER)
    reference = await desk.keys.reference(demand.id, MEMBER)
    await restore(settings_of(desk, other_url), file, None)
    other = await connect(other_url)
    [told] = await lost_demand_findings(desk, other)
    assert f"demand {draft.id} ({draft.slug}): the database has it as a draft" in str(told.sentence)
    again = await started(other, clock, desk.key_dir)
    demand = await again.demands.open(SERVER, draft.id)
    assert await again.keys.reference(demand.id, MEMBER) == reference, "a newer backup still fits its key"
    assert await lost_demand_findings(desk, other) == []
    await again.sign(demand, MEMBER)
    again = await started(other, clock, desk.key_dir)
    assert await again.state_of(demand, MEMBER) == "pending", "who signs again stands"


async def test_an_unreadable_folder_is_reported_and_does_not_stop_a_restore(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])

    def unreadable(folder: KeyFolder) -> dict[int, list[str]]:
        raise PermissionError(13, "Permission denied", str(folder.path))

    monkeypatch.setattr(KeyFolder, "demands", unreadable)
    told = await restore(settings_of(desk, f"sqlite+aiosqlite:///{tmp_path / 'again.db'}"), file, None)
    assert "Restored: " in told[0]
    found = [finding async for finding in check_content(settings_of(desk), desk.database)]
    assert str(found[0]).startswith(f"WRONG  keys: {desk.key_dir} cannot be used (Permission denied). Check ")
    assert len(found) > 3, "the other checks go on"
    with pytest.raises(StartError, match="cannot be read: Permission denied"):
        audit = Audit(desk.database, desk.clock, desk.keys)
        await settle(desk.database, desk.keys, audit, desk.clock)


@pytest.mark.full
async def test_a_backup_that_is_restored_again_assigns_other_numbers(desk: Desk, tmp_path: Path) -> None:
    """Even if the key folder was lost both times."""
    await desk.servers.update(SERVER, privacy=PRIVACY)
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    given = []
    for time in (1, 2):
        settings = Settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path / f'{time}.db'}", key_dir=tmp_path / f"keys-{time}"
        )
        await restore(settings, file, None)
        async with open_app(settings) as app:
            given.append((await app.demands.create(SERVER, OTHER_TEXTS)).id)
    assert len(set(given)) == 2
    assert min(given) > 1_000_000


@pytest.mark.full
async def test_a_restore_continues_after_the_numbers_known_to_the_folder(
    desk: Desk, tmp_path: Path, connect: Connect
) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    file = tmp_path / "backup"
    await back_up(settings_of(desk), file, [])
    folder = KeyFolder(desk.key_dir)
    folder.make_for("demand-900000001", "an earlier restore")
    folder.key_path("demand-900000001").rename(folder.path / "lost-demand-900000001-abc.key")
    url = f"sqlite+aiosqlite:///{tmp_path / 'again.db'}"
    await restore(settings_of(desk, url), file, None)
    other = await connect(url)
    again = await open_desk(other, desk.clock, desk.key_dir)
    assert (await again.demands.create(SERVER, OTHER_TEXTS)).id == 900_000_002
    async with other.read() as session:
        assert await session.scalar(select(func.count()).select_from(Demand)) == 1
