"""Withdrawal journal: a restored older database brings back no withdrawn signature."""

import asyncio
import errno
import os
import resource
import sqlite3
import stat
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.common.files import folder_lock
from bot.errors import DatabaseAway, NotStored, RoleLost
from bot.keystore.files import KeyFolder
from bot.keystore.term import begin_term
from bot.petitions.demands.service import DemandView
from bot.petitions.signing import withdrawals
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals
from bot.petitions.signing.withdrawals import Withdrawals, _append, _check, code_of
from bot.storage import Database
from bot.storage.engine import Transaction
from bot.storage.models import Demand, Signature
from tests.support.petition_desk import Desk, open_desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567


async def saved(desk: Desk) -> tuple[Sequence[dict[str, Any]], int]:
    """Return the signatures, and the batch that is being collected."""
    async with desk.database.read() as session:
        rows = await session.execute(select(*Signature.__table__.columns))
        batch = (await session.execute(select(Demand.batch))).scalar_one()
        return [dict(row._mapping) for row in rows], batch


async def restored(desk: Desk, backup: tuple[Sequence[dict[str, Any]], int]) -> Desk:
    """Restore the signatures of a backup, and start the bot on them."""
    rows, batch = backup
    async with desk.database.write() as session:
        await session.execute(delete(Signature))
        await session.execute(insert(Signature), list(rows))
        await session.execute(update(Demand).values(batch=batch, rested=0))
    await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys)
    return await open_desk(desk.database, desk.clock, desk.key_dir)


async def salt_of(desk: Desk, demand: DemandView) -> bytes:
    async with desk.database.read() as session:
        return (await session.execute(select(Demand.salt).where(Demand.id == demand.id))).scalar_one()


async def codes_of(desk: Desk, demand: DemandView, *members: int) -> set[bytes]:
    """Return the codes of these members in the demand's journal."""
    salt, codes = await salt_of(desk, demand), set()
    for member in members:
        reference = await desk.keys.reference(demand.id, member)
        assert reference is not None
        codes.add(code_of(salt, reference))
    return codes


async def standing_codes(desk: Desk, demand: DemandView) -> set[bytes]:
    return Withdrawals(KeyFolder(desk.key_dir)).standing(demand.id, await salt_of(desk, demand))


def split(content: bytes) -> list[bytes]:
    """Return the entries of a journal."""
    return [content[start : start + 33] for start in range(0, len(content), 33)]


def journal(desk: Desk, demand: DemandView) -> Path:
    return desk.key_dir / f"demand-{demand.id}.withdrawn"


async def test_withdrawals_since_the_backup_are_applied_again(desk: Desk) -> None:
    demand = await desk.open_demand()
    for number in range(3):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    await desk.sign(demand, MEMBER + 3)
    backup = await saved(desk)
    for number in (0, 2, 3):
        await desk.withdraw(demand, MEMBER + number)
    await desk.publish()
    await desk.sign(demand, MEMBER + 2)
    again = await restored(desk, backup)
    assert [await again.state_of(demand, MEMBER + number) for number in range(4)] == [
        None,
        "published",
        "published",
        None,
    ]
    assert await again.leaving(demand) == 1
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference not in await again.states(demand)


async def test_a_repeated_signature_survives_any_restart(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    await desk.sign(demand, MEMBER)
    backup = await saved(desk)
    assert await (await restored(desk, backup)).state_of(demand, MEMBER) == "pending"


async def test_only_withdrawals_write_a_journal_and_it_is_private(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    assert journal(desk, demand).read_bytes() == b""
    await desk.withdraw(demand, MEMBER)
    assert stat.S_IMODE(journal(desk, demand).stat().st_mode) == 0o600
    written = journal(desk, demand).read_bytes()
    await desk.withdraw(demand, MEMBER)
    assert journal(desk, demand).read_bytes() == written, "once is enough"
    await desk.sign(demand, MEMBER + 1)
    assert journal(desk, demand).read_bytes() == written
    await desk.withdraw(demand, MEMBER + 2)
    assert len(journal(desk, demand).read_bytes()) == 2 * len(written), "of who never signed, too"


async def test_a_journal_keeps_no_order_and_survives_half_an_entry(desk: Desk) -> None:
    demand = await desk.open_demand()
    for number in range(8):
        await desk.withdraw(demand, MEMBER + number)
    await desk.sign(demand, MEMBER + 3)
    with journal(desk, demand).open("ab") as file:
        file.write(b"+half")
    await desk.withdraw(demand, MEMBER + 9)
    wanted = await codes_of(desk, demand, *(MEMBER + number for number in (0, 1, 2, 4, 5, 6, 7, 9)))
    assert await standing_codes(desk, demand) == wanted
    await Withdrawals(KeyFolder(desk.key_dir)).compact()
    [check, *entries] = split(journal(desk, demand).read_bytes())
    assert check[:1] == b"="
    assert entries == [b"+" + code for code in sorted(wanted)]
    assert await standing_codes(desk, demand) == wanted
    await desk.withdraw(demand, MEMBER + 20)
    assert len(await standing_codes(desk, demand)) == 9, "another object sees what this one wrote"
    assert [path.name for path in desk.key_dir.glob(".*")] == []


async def test_no_part_of_a_batch_stays_in_a_journal_that_has_no_room_for_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The members who withdrew are told that nothing was stored."""
    demand = await desk.open_demand()
    for number in range(2):
        await desk.sign(demand, MEMBER + number)

    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = len(journal(desk, demand).read_bytes()) + 2 * 33 + 10  # for the first of two

    def append(path: Path, content: bytes) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
        try:
            _append(path, content)
        except OSError:
            raise OSError(errno.ENOSPC, "No space left on device", str(path)) from None
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))

    with monkeypatch.context() as patched:
        patched.setattr("bot.petitions.signing.withdrawals._append", append)
        tries = (desk.withdraw(demand, MEMBER + number) for number in range(2))
        failed = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(each) for each in failed] == [NotStored, NotStored]
    assert await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys) == 0
    assert {await desk.state_of(demand, MEMBER + number) for number in range(2)} == {"pending"}


@pytest.mark.parametrize("room", [True, False])
async def test_a_withdrawal_that_was_not_stored_is_not_applied_at_the_next_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: bool
) -> None:
    """A member who was refused the withdrawal still stands; ``room`` for the reversal in the journal."""
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER + 1)
    appended: list[bytes] = []

    def append(path: Path, content: bytes) -> None:
        appended.append(content)
        if len(appended) > 1 and not room:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        _append(path, content)

    async def commit(_: Transaction) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("bot.petitions.signing.withdrawals._append", append)
        patched.setattr(Transaction, "commit", commit)
        tries = (desk.withdraw(demand, MEMBER), desk.sign(demand, MEMBER + 1))
        failed = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(each) for each in failed] == [NotStored, NotStored]
    withdrawals = Withdrawals(KeyFolder(desk.key_dir))
    assert await standing_codes(desk, demand) == await codes_of(desk, demand, MEMBER + 1)
    assert await reapply_withdrawals(withdrawals, desk.database, desk.keys) == 0
    assert await desk.state_of(demand, MEMBER) == "pending"
    assert len(appended) == 2, "what was to be stored, and its contrary"
    await desk.withdraw(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) is None
    assert len(await standing_codes(desk, demand)) == 2


async def test_a_withdrawal_waits_for_what_is_still_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first press failed in the database, and the folder's lock is held: what the first one wrote must
    not be taken for the second one's."""
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    backup = await saved(desk)
    released, held = threading.Event(), threading.Event()

    def hold() -> None:
        with folder_lock(desk.key_dir):
            held.set()
            released.wait(30)

    holding = threading.Thread(target=hold)

    async def commit(_: Transaction) -> None:
        holding.start()
        await asyncio.to_thread(held.wait, 30)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(withdrawals, "ANSWER_TIMEOUT_S", 0.1)
        patched.setattr(Transaction, "commit", commit)
        with pytest.raises(NotStored):
            await desk.withdraw(demand, MEMBER)
    with monkeypatch.context() as patched:
        patched.setattr(withdrawals, "ANSWER_TIMEOUT_S", 0.1)
        with pytest.raises(NotStored):
            await desk.withdraw(demand, MEMBER)
    released.set()
    await asyncio.to_thread(holding.join)
    await desk.withdraw(demand, MEMBER)
    after = await restored(desk, backup)
    assert await after.state_of(demand, MEMBER) is None


def unconfirmed() -> sqlite3.Error:
    """Return SQLite's error when the disk did not confirm its log, which has the transaction whole: a start
    after a kill commits it."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("database", "fault"),
    [("postgres", ConnectionResetError()), ("sqlite", unconfirmed())],
    indirect=["database"],
)
async def test_the_outcome_of_an_uncertain_commit_is_the_requested_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """A member whose signature may not be stored, but is, finds it on the demand; it survives the next
    start.
    """
    demand = await desk.open_demand()
    for number in range(2):
        await desk.sign(demand, MEMBER + number)
    backup = await saved(desk)
    await desk.withdraw(demand, MEMBER)
    commit = Transaction.commit

    async def commit_unheard(self: Transaction) -> None:
        await commit(self)
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "commit", commit_unheard)
        tries = (desk.sign(demand, MEMBER), desk.withdraw(demand, MEMBER + 1))
        failed = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(each) for each in failed] == [DatabaseAway, DatabaseAway]
    assert await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys) == 0
    assert await desk.state_of(demand, MEMBER) == "pending"
    again = await restored(desk, backup)
    assert await again.state_of(demand, MEMBER + 1) is None


async def test_a_withdrawal_interrupted_by_a_lost_role_is_applied_later(desk: Desk) -> None:
    """Another process may have confirmed the same withdrawal meanwhile, as the journal already had it."""
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    backup = await saved(desk)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.database, "term", 1)  # and there is another in the database
        with pytest.raises(RoleLost):
            await desk.withdraw(demand, MEMBER)
    assert await standing_codes(desk, demand) == await codes_of(desk, demand, MEMBER)
    again = await restored(desk, backup)
    assert await again.state_of(demand, MEMBER) is None


async def test_a_compaction_of_a_journal_can_stop_anywhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    codes = await codes_of(desk, demand, MEMBER)
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    entries = journal(desk, demand).read_bytes()
    steps = ("open", "link", "replace", "fsync", "unlink")
    for step in steps:
        journal(desk, demand).write_bytes(entries * 2)

        def stop(*_: object, **__: object) -> int:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(os, step, stop)
            with pytest.raises(KeyboardInterrupt):
                Withdrawals(desk.keys.folder)._compact()
        await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys)
        assert await standing_codes(desk, demand) == codes, step
        assert [path.name for path in desk.key_dir.glob(".*")] == [], step


async def test_codes_of_another_salt_are_kept_and_reported_at_the_start(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """The journal belongs to another database, which may be restored."""
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    salt, codes = await salt_of(desk, demand), await codes_of(desk, demand, MEMBER)
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(salt=b"s" * 32))
    with caplog.at_level("WARNING"):
        assert await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys) == 0
    assert "that this one is not a copy of" in caplog.text
    again = await open_desk(desk.database, desk.clock, desk.key_dir)
    await again.sign(demand, MEMBER + 1)
    await again.withdraw(demand, MEMBER + 1)
    await Withdrawals(KeyFolder(desk.key_dir)).compact()
    assert await standing_codes(desk, demand) == await codes_of(desk, demand, MEMBER + 1)
    assert Withdrawals(KeyFolder(desk.key_dir)).standing(demand.id, salt) == codes


def journal_of(desk: Desk, demand: DemandView, salt: bytes, codes: int) -> int:
    """Write the journal of a demand from which so many others withdrew; return its length."""
    content = (
        b"="
        + _check(salt)
        + b"".join(b"+" + code_of(salt, bytes([n % 256]) * (n // 256 + 1)) for n in range(codes))
    )
    journal(desk, demand).write_bytes(content)
    return len(content)


@pytest.mark.parametrize("codes", [10, 5000])
async def test_a_withdrawal_reads_a_constant_part_of_a_journal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, codes: int
) -> None:
    demand = await desk.open_demand()
    journal_of(desk, demand, await salt_of(desk, demand), codes)
    await desk.withdraw(demand, MEMBER)  # this reads the journal once
    parsed: list[int] = []
    parse = withdrawals._parsed

    def counted(content: bytes, *before: Any) -> Any:
        parsed.append(len(content))
        return parse(content, *before)

    monkeypatch.setattr(withdrawals, "_parsed", counted)
    monkeypatch.setattr(Path, "read_bytes", None)
    for number in range(1, 4):
        await desk.withdraw(demand, MEMBER + number)
    await desk.sign(demand, MEMBER)
    monkeypatch.undo()
    assert parsed == [66] * 4, "the check of the salt and the code, as appended"
    await desk.signing.withdrawals.compact()
    monkeypatch.setattr(Path, "read_bytes", None)
    await desk.withdraw(demand, MEMBER)
    monkeypatch.undo()
    assert len(await standing_codes(desk, demand)) == codes + 4


async def test_a_journal_changed_by_another_process_is_read_before_the_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    await desk.withdraw(demand, MEMBER)
    salt = await salt_of(desk, demand)
    reference = await desk.keys.reference(demand.id, MEMBER + 1)
    assert reference is not None
    other = Withdrawals(KeyFolder(desk.key_dir))
    await other.note({demand.id: salt}, withdrew=[(demand.id, reference)], signed=[], written={})
    written = journal(desk, demand).read_bytes()
    steps: list[str] = []
    parse, begin = withdrawals._parsed, Transaction.begin

    def parsed(content: bytes, *before: Any) -> Any:
        steps.append("read" if len(content) == len(written) else "appended")
        return parse(content, *before)

    async def begun(self: Transaction) -> None:
        steps.append("begin")
        await begin(self)

    monkeypatch.setattr(withdrawals, "_parsed", parsed)
    monkeypatch.setattr(Transaction, "begin", begun)
    await desk.withdraw(demand, MEMBER + 1)
    assert steps == ["read", "begin"]
    assert journal(desk, demand).read_bytes() == written, "noted by the other"
    await desk.withdraw(demand, MEMBER + 2)
    assert steps[2:] == ["begin", "appended"]


@pytest.mark.both_engines
async def test_a_journal_with_a_concurrent_withdrawal_is_compacted_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    for number in range(5):
        await desk.withdraw(demand, MEMBER + number)
    tidy, late = withdrawals._tidied, b"+" + b"l" * 32

    def tidied_while_somebody_withdraws(content: bytes) -> bytes:
        _append(journal(desk, demand), late)
        return tidy(content)

    with monkeypatch.context() as patched:
        patched.setattr(withdrawals, "_tidied", tidied_while_somebody_withdraws)
        await desk.signing.withdrawals.compact()
    assert split(journal(desk, demand).read_bytes())[-1] == late
    await desk.signing.withdrawals.compact()
    [_, *entries] = split(journal(desk, demand).read_bytes())
    assert (len(entries), entries) == (6, sorted(entries))


async def test_requests_fail_if_a_journal_cannot_be_read_before_the_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()

    async def broken(_: Withdrawals, demand_ids: Collection[int]) -> None:
        raise ValueError("not foreseen")

    monkeypatch.setattr(Withdrawals, "prepare", broken)
    with pytest.raises(ValueError, match="not foreseen"):
        await asyncio.wait_for(desk.sign(demand, MEMBER), timeout=60)
    monkeypatch.undo()
    await desk.sign(demand, MEMBER)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("before", ["never signed", "signed", "withdrew"])
async def test_a_withdrawal_of_a_suspended_process_takes_no_later_signature_away(
    database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    await begin_term(database, desk.keys.folder, lambda: None)
    demand = await desk.open_demand()
    if before != "never signed":
        await desk.sign(demand, MEMBER)
    if before == "withdrew":
        await desk.withdraw(demand, MEMBER)
    suspended, prepare = asyncio.Event(), desk.signing.withdrawals.prepare

    async def slow(demand_ids: Collection[int]) -> None:
        await prepare(demand_ids)
        await suspended.wait()

    monkeypatch.setattr(desk.signing.withdrawals, "prepare", slow)
    late = asyncio.create_task(desk.withdraw(demand, MEMBER))
    await asyncio.sleep(0.1)
    other = await Database.connect(database.url.render_as_string(hide_password=False))
    try:
        second = await open_desk(other, desk.clock, desk.key_dir)
        await begin_term(other, second.keys.folder, lambda: None)
        await second.sign(demand, MEMBER)
        suspended.set()
        with pytest.raises(RoleLost):
            await late
        await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), other, second.keys)
        assert await second.state_of(demand, MEMBER) == "pending", "it was acknowledged"
    finally:
        await other.close()


class Killed(BaseException):
    """In place of the end of the test's own process."""


@pytest.mark.both_engines
@pytest.mark.parametrize("raised", [Killed, DatabaseAway])
async def test_a_second_signature_that_was_not_stored_leaves_the_withdrawal_to_an_older_backup(
    desk: Desk, raised: type[BaseException]
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    backup = await saved(desk)
    await desk.withdraw(demand, MEMBER)

    async def stop(*_: object) -> None:
        raise raised("the server went away")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Transaction, "run", stop)
        with pytest.raises(DatabaseAway if raised is DatabaseAway else asyncio.CancelledError):
            await desk.sign(demand, MEMBER)
    again = await restored(desk, backup)
    assert await again.state_of(demand, MEMBER) is None


@pytest.mark.both_engines
async def test_a_command_that_starts_while_somebody_signs_again_takes_no_acknowledged_signature(
    desk: Desk,
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.withdraw(demand, MEMBER)
    note_again = desk.signing._note_again

    async def and_a_command_starts(*given: Any) -> None:
        await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys)
        await note_again(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.signing, "_note_again", and_a_command_starts)
        with pytest.raises(DatabaseAway):  # "It is not certain"
            await desk.sign(demand, MEMBER)
    await desk.sign(demand, MEMBER)
    await reapply_withdrawals(Withdrawals(KeyFolder(desk.key_dir)), desk.database, desk.keys)
    assert await desk.state_of(demand, MEMBER) == "pending"
