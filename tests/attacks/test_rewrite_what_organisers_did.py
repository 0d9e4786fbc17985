"""Attack: somebody who can write to the database, without a key, changes actor or time in the audit, or
removes entries.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.audit import KEY, Audit
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.models import AuditActor, AuditEntry, Server
from tests.conftest import MovableClock

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

SERVER = 1_000_000_000_000_000_001
ALICE, BOB = 2_000_000_000_000_000_001, 2_000_000_000_000_000_002


@pytest.fixture
async def keys(database: Database, clock: MovableClock, tmp_path: Path) -> Keys:
    return await Keys.open(tmp_path / "keys", database, clock)


@pytest.fixture
async def audit(database: Database, clock: MovableClock, keys: Keys) -> Audit:
    """The audit with four acts, the last of them some time ago."""
    audit = Audit(database, clock, keys)
    for act, by in (("settings", ALICE), ("demand-open", BOB), ("demand-close", ALICE), ("export", BOB)):
        clock.move(minutes=1)
        async with database.write() as session:
            await audit.record(session, SERVER, by, act, "demand:5")
    if hasattr(audit, "tick"):
        await audit.tick()
    assert await audit.verify() == []
    return audit


async def chained_again(database: Database) -> None:
    """Recompute every hash without a key, as docs/audit.md once described."""
    previous = bytes(32)
    async with database.write() as session:
        for entry in await session.scalars(select(AuditEntry).order_by(AuditEntry.number)):
            stored = {
                "server": str(entry.server_id),
                "number": entry.number,
                "at": entry.at.isoformat(),
                "actor": None if entry.actor is None else entry.actor.hex(),
                "act": entry.act,
                "subject": entry.subject,
                "sealed": entry.sealed.hex(),
            }
            canonical = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            entry.hash = previous = hashlib.sha256(previous + canonical.encode()).digest()


async def exchange_references(database: Database) -> None:
    """Exchange by what the bot finds two organisers again."""
    async with database.write() as session:
        one, other = (await session.scalars(select(AuditActor))).all()
        first, second = one.reference, other.reference
        one.reference = bytes(32)
        await session.flush()
        other.reference = first
        await session.flush()
        one.reference = second


async def test_another_organiser_is_named_as_the_actor(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        first, second = (await session.scalars(select(AuditEntry).order_by(AuditEntry.number).limit(2))).all()
        first.actor, second.actor = second.actor, first.actor
    await chained_again(database)
    assert await audit.verify() != []


async def test_another_day_is_given(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        for entry in await session.scalars(select(AuditEntry)):
            entry.at -= timedelta(days=3)
    await chained_again(database)
    assert await audit.verify() != []


async def test_the_newest_entries_are_removed(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        await session.execute(delete(AuditEntry).where(AuditEntry.number > 2))
    assert await audit.verify() != []


async def test_all_entries_are_removed(database: Database, clock: MovableClock, audit: Audit) -> None:
    async with database.write() as session:
        await session.execute(delete(AuditEntry))
        session.add(Server(id=SERVER, created_at=clock()))
    assert await audit.verify() != []


async def test_the_actor_is_made_to_look_erased(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        row = (await session.scalars(select(AuditActor).limit(1))).one()
        await session.delete(row)
    assert await audit.verify() != []


async def test_the_sealed_actor_is_replaced(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        one, other = (await session.scalars(select(AuditActor))).all()
        one.sealed = other.sealed
    assert await audit.verify() != []


@pytest.mark.parametrize("rotated", [False, True])
async def test_two_organisers_are_exchanged_by_one_who_then_agrees_with_themselves(
    database: Database, clock: MovableClock, keys: Keys, audit: Audit, rotated: bool
) -> None:
    async with database.write() as session:
        proposer = await audit.token(session, SERVER, ALICE)
        if rotated:
            await keys.renew(session, KEY)
    await exchange_references(database)
    assert [(found.number, found.why) for found in await audit.verify()] == [(1, "reference")]
    assert await audit.acts_of(ALICE) == []
    with pytest.raises(UserError, match="refusal-invalidation-own"):
        async with database.write() as session:
            await audit.second_person(session, SERVER, ALICE, [proposer], kind="invalidation")
    for by in (ALICE, BOB):
        clock.move(minutes=1)
        async with database.write() as session:
            await audit.record(session, SERVER, by, "settings", "demand:5")
    assert [act.actor for act in (await audit.page(SERVER, limit=2)).items] == [BOB, ALICE]
    assert await audit.verify() != []


async def asked_to_erase_and_put_back(database: Database, clock: MovableClock, audit: Audit) -> None:
    """Let Bob ask to be erased, act again 30 days later, and have his row from before this act put back."""
    async with database.write() as session:
        await audit.erase_actor(session, BOB)
    bobs = select(AuditActor).where(AuditActor.erase_at.is_not(None))
    async with database.read() as session:
        older = (await session.scalars(bobs)).one()
    clock.move(days=29, hours=23)
    async with database.write() as session:
        await audit.record(session, SERVER, BOB, "invalidation-confirm", "demand:5")
    async with database.write() as session:
        row = (await session.scalars(bobs)).one()
        row.sealed, row.erase_at = older.sealed, older.erase_at
    clock.move(hours=2)


async def test_an_older_row_is_put_back_to_erase_an_organiser_who_just_acted(
    database: Database, clock: MovableClock, audit: Audit
) -> None:
    await asked_to_erase_and_put_back(database, clock, audit)
    await audit.tick()
    assert [act.actor for act in (await audit.page(SERVER)).items] == [BOB, BOB, ALICE, BOB, ALICE]
    clock.move(days=30)
    await audit.tick()
    assert [act.actor for act in (await audit.page(SERVER)).items] == [None, None, None, ALICE, None, ALICE]
    assert await audit.verify() == []


async def test_the_act_is_dated_back_as_well_until_its_actor_is_erased(
    database: Database, clock: MovableClock, audit: Audit
) -> None:
    await asked_to_erase_and_put_back(database, clock, audit)
    act = select(AuditEntry).where(AuditEntry.number == 5)
    async with database.write() as session:
        (await session.scalars(act)).one().at -= timedelta(days=60)
    await audit.tick()
    async with database.write() as session:
        (await session.scalars(act)).one().at += timedelta(days=60)
    assert [(found.number, found.why) for found in await audit.verify()] == [(6, "early")]


async def test_an_organiser_acts_and_is_erased_in_the_same_minute(database: Database, audit: Audit) -> None:
    async with database.write() as session:
        await audit.erase_actor(session, BOB)
    assert [act.actor for act in (await audit.page(SERVER)).items] == [BOB, ALICE, BOB, ALICE]
