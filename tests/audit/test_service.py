"""Audit of organisers' acts: ordered and sealed; a changed or missing entry is noticed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.audit import Audit, Break
from bot.audit.chain import START, entry_hash
from bot.keystore.keyring import Keys
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import AuditActor, AuditEntry
from bot.texts import Texts
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

SERVER, OTHER = 1_000_000_000_000_000_001, 1_000_000_000_000_000_002
ALICE, BOB = 2_000_000_000_000_000_001, 2_000_000_000_000_000_002


class Office:
    """The audit on one database, with shortcuts for tests."""

    def __init__(self, database: Database, clock: MovableClock, keys: Keys) -> None:
        self.database = database
        self.clock = clock
        self.keys = keys
        self.audit = Audit(database, clock, keys)
        self.servers = Servers(database, clock, Texts.load(), audit=self.audit)

    async def act(self, act: str, *, by: int | None = ALICE, server: int = SERVER, **details: Any) -> None:
        async with self.database.write() as session:
            await self.audit.record(session, server, by, act, "demand:5", **details)

    async def execute(self, statement: str, **values: Any) -> None:
        async with self.database.write() as session:
            await session.execute(text(statement), values)

    async def stored(self) -> str:
        """Return every byte of both tables, in hexadecimal."""
        async with self.database.read() as session:
            rows = [
                row
                for table in ("audit_entries", "audit_actors")
                for row in await session.execute(text(f"SELECT * FROM {table}"))
            ]
        return " ".join(
            value.hex() if isinstance(value, bytes) else str(value) for row in rows for value in row
        )


@pytest.fixture
async def office(database: Database, clock: MovableClock, tmp_path: Path) -> Office:
    return Office(database, clock, await Keys.open(tmp_path / "keys", database, clock))


async def test_acts_are_listed_newest_first_with_actor_subject_and_values(office: Office) -> None:
    await office.act("demand-open", after={"goal": 100})
    await office.act("settings", by=BOB, before={"language": "en"}, after={"language": "fr"})
    await office.act("key-destroy", by=None)
    page = await office.audit.page(SERVER, limit=2)
    assert page.total == 3
    destroyed, changed = page.items
    assert (destroyed.by, destroyed.actor, destroyed.act) == ("steward", None, "key-destroy")
    assert (changed.by, changed.actor) == ("organiser", BOB)
    assert (changed.before, changed.after) == ({"language": "en"}, {"language": "fr"})
    (first,) = (await office.audit.page(SERVER, offset=2, limit=2)).items
    assert (first.number, first.actor, first.before, first.after) == (1, ALICE, None, {"goal": 100})


async def test_neither_the_actor_nor_the_values_are_readable_in_the_database(office: Office) -> None:
    await office.act("settings", before={"contact": "old@example.org"}, after={"contact": "new@example.org"})
    stored = await office.stored()
    for secret in (str(ALICE), f"{ALICE:x}", "example.org", b"example.org".hex(), str(ALICE).encode().hex()):
        assert secret not in stored


async def test_each_server_has_its_own_chain_and_acts(office: Office) -> None:
    await office.act("demand-open")
    await office.act("demand-close", server=OTHER)
    assert [act.act for act in (await office.audit.page(SERVER)).items] == ["demand-open"]
    assert [act.number for act in (await office.audit.page(OTHER)).items] == [1]
    assert await office.audit.verify() == []


@pytest.mark.both_engines
async def test_simultaneous_acts_get_consecutive_numbers(office: Office) -> None:
    await asyncio.gather(*(office.act("demand-edit", by=ALICE + number % 3) for number in range(20)))
    page = await office.audit.page(SERVER, limit=50)
    assert [act.number for act in page.items] == list(range(20, 0, -1))
    assert await office.audit.verify() == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entries SET act = 'demand-open' WHERE number = 2",
        "UPDATE audit_entries SET subject = 'demand:6' WHERE number = 2",
        "UPDATE audit_entries SET actor = NULL WHERE number = 2",
        "UPDATE audit_entries SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2",
        "UPDATE audit_entries SET server_id = 7, number = 1 WHERE number = 2",
        "UPDATE audit_entries SET sealed = hash WHERE number = 2",
        "DELETE FROM audit_entries WHERE number = 2",
        "DELETE FROM audit_entries WHERE number = 1",
    ],
)
async def test_a_changed_moved_or_removed_entry_breaks_the_chain(office: Office, tampering: str) -> None:
    for act in ("demand-create", "demand-close", "demand-archive"):
        await office.act(act)
    assert await office.audit.verify() == []
    if not office.database.is_sqlite:
        tampering = tampering.replace("'2020-01-01 00:00:00+00:00'", "TIMESTAMPTZ '2020-01-01 00:00:00+00'")
    await office.execute(tampering)
    assert await office.audit.verify() != []


async def test_a_sealed_text_of_another_entry_is_noticed(office: Office) -> None:
    """Even if the hashes are recomputed, which requires the key."""
    await office.act("demand-deliver", after={"count": 100})
    await office.act("demand-deliver", after={"count": 900})
    async with office.database.write() as session:
        first, second = await session.get(AuditEntry, (SERVER, 1)), await session.get(AuditEntry, (SERVER, 2))
        assert first is not None
        assert second is not None
        _, key = await office.keys.newest(session, "audit")
        first.sealed = second.sealed
        first.hash = entry_hash(key, START, first)
        second.hash = entry_hash(key, first.hash, second)
    assert await office.audit.verify() == [Break(server_id=SERVER, number=1, why="sealed")]


async def test_the_newest_entry_can_be_compared_with_an_export(office: Office) -> None:
    empty = await office.audit.head(SERVER)
    await office.act("export")
    number, digest = await office.audit.head(SERVER)
    assert (empty[0], number, len(digest)) == (0, 1, 32)
    await office.execute("DELETE FROM audit_entries")
    assert await office.audit.head(SERVER) == empty


@pytest.mark.both_engines
async def test_erasing_an_organiser_keeps_the_acts_and_the_chain(office: Office) -> None:
    await office.act("demand-open")
    await office.act("demand-close", by=BOB)
    await office.act("demand-open", server=OTHER)
    assert [(server, act.act) for server, act in await office.audit.acts_of(ALICE)] == [
        (SERVER, "demand-open"),
        (OTHER, "demand-open"),
    ]
    async with office.database.write() as session:
        await office.audit.erase_actor(session, ALICE)
    office.clock.move(days=30)
    await office.audit.tick()
    assert await office.audit.acts_of(ALICE) == []
    erasure, by_bob, by_nobody = (await office.audit.page(SERVER)).items
    assert (erasure.by, erasure.act, len((erasure.after or {})["tokens"])) == ("steward", "audit-erased", 1)
    assert (by_bob.by, by_bob.actor) == ("organiser", BOB)
    assert (by_nobody.by, by_nobody.actor) == ("erased", None)
    assert await office.audit.verify() == []


async def test_an_erasure_without_a_request_erases_nobody_and_is_reported(office: Office) -> None:
    await office.act("demand-open", by=BOB)
    await office.act("demand-close")
    async with office.database.write() as session:
        for row in await session.scalars(select(AuditActor).where(AuditActor.server_id == SERVER)):
            row.erase_at = office.clock()
    await office.audit.tick()
    assert (await office.audit.page(SERVER)).total == 2
    assert await office.audit.verify() == [Break(server_id=SERVER, number=1, why="actor")]


async def test_an_act_that_fails_leaves_no_entry(office: Office) -> None:
    with pytest.raises(RuntimeError):
        async with office.database.write() as session:
            await office.audit.record(session, SERVER, ALICE, "demand-open", "demand:5")
            raise RuntimeError
    await office.act("demand-close")
    assert [act.act for act in (await office.audit.page(SERVER)).items] == ["demand-close"]
    assert await office.audit.verify() == []


async def test_changed_settings_are_recorded_and_unchanged_ones_are_not(office: Office) -> None:
    await office.servers.update(SERVER, by=ALICE, language="fr", channel_id=7)
    await office.servers.update(SERVER, by=ALICE, language="fr")
    (act,) = (await office.audit.page(SERVER)).items
    assert act.before == {"language": "en", "channel_id": None}
    assert act.after == {"language": "fr", "channel_id": "7"}


async def test_two_acts_in_one_transaction_have_the_same_actor(office: Office) -> None:
    async with office.database.write() as session:
        for act in ("demand-create", "demand-open"):
            await office.audit.record(session, SERVER, ALICE, act, "demand:5")
    assert [act.actor for act in (await office.audit.page(SERVER)).items] == [ALICE, ALICE]


async def test_a_restored_backup_records_its_missing_entries(office: Office) -> None:
    for act in ("demand-create", "demand-open", "demand-close"):
        await office.act(act)
    await office.audit.tick()
    _, lost = await office.audit.head(SERVER)
    await office.execute("DELETE FROM audit_entries WHERE number > 1")
    await office.audit.settle()
    told = (await office.audit.page(SERVER)).items[0]
    assert (told.act, told.by) == ("audit-cut", "steward")
    assert told.before == {"number": 3, "hash": lost.hex()}
    assert await office.audit.verify() == []
    await office.audit.settle()
    assert (await office.audit.page(SERVER)).total == 2


async def test_an_organiser_who_acts_after_an_erasure_request_is_known_for_thirty_days_more(
    office: Office,
) -> None:
    await office.act("demand-create")
    async with office.database.write() as session:
        await office.audit.erase_actor(session, ALICE)
    office.clock.move(days=20)
    await office.act("demand-open")
    office.clock.move(days=29)
    await office.audit.tick()
    assert [act.actor for act in (await office.audit.page(SERVER)).items] == [ALICE, ALICE]
    office.clock.move(days=1)
    await office.audit.tick()
    assert [act.by for act in (await office.audit.page(SERVER)).items] == ["steward", "erased", "erased"]


async def test_nothing_beside_the_keys_names_a_deleted_server(office: Office) -> None:
    await office.act("demand-create")
    await office.audit.tick()
    heads = office.keys.folder.path
    assert [path.name for path in heads.glob("*.head")] == [f"audit-{SERVER}.head"]
    async with office.database.write() as session:
        await office.audit.forget(session, SERVER)
    assert list(heads.glob("*.head")) == []
