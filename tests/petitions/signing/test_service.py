"""Signing and withdrawing, on both engines."""

import asyncio
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import select, text, update

from bot.errors import RoleLost, UserError
from bot.keystore.sealing import Content
from bot.petitions.counts import publications
from bot.petitions.demands.service import DemandView
from bot.storage import Database
from bot.storage.engine import Transaction
from bot.storage.models import Demand, Signature, Unit
from bot.storage.purge import purge
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    Desk,
    open_desk,
    refusal_of,
    signer_with,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ROLE = 900_000_000_000_000_009


@pytest.fixture
async def demand(desk: Desk) -> DemandView:
    return await desk.open_demand()


@pytest.fixture
async def sqlite_desk(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(sqlite_database, clock, tmp_path / "keys")


@contextmanager
def writes_of(*, fail: bool = False) -> Iterator[list[int]]:
    """Count the transactions of the signing service; with ``fail``, let each fail at its commit."""
    seen: list[int] = []
    commit = Transaction.commit

    async def committing(transaction: Transaction) -> None:
        seen.append(1)
        if fail:
            raise OSError("the disk is full")
        await commit(transaction)

    with patch.object(Transaction, "commit", committing):
        yield seen


@pytest.mark.both_engines
async def test_two_hundred_presses_of_one_member_at_once_are_one_signature(
    desk: Desk, demand: DemandView
) -> None:
    await asyncio.gather(*(desk.sign(demand, MEMBER) for _ in range(200)))
    assert list((await desk.states(demand)).values()) == ["pending"]


@pytest.mark.both_engines
async def test_two_hundred_members_at_once_share_few_transactions(desk: Desk, demand: DemandView) -> None:
    await desk.keys.reference(demand.id, 1)
    with writes_of() as commits:
        await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(200)))
    assert len(await desk.states(demand)) == 200
    assert len(commits) <= 3


@pytest.mark.both_engines
async def test_simultaneous_signatures_leave_no_order_on_disk(desk: Desk, demand: DemandView) -> None:
    await desk.keys.reference(demand.id, 1)
    with writes_of() as commits:
        await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(25)))
    assert len(commits) == 1
    await desk.assert_disk_keeps_no_order(demand)


@pytest.mark.both_engines
async def test_processes_that_share_a_database_store_one_signature(
    desk: Desk, demand: DemandView, database: Database, tmp_path: Path
) -> None:
    other_database = await Database.connect(database.engine.url.render_as_string(hide_password=False))
    try:
        other = await open_desk(other_database, desk.clock, tmp_path / "keys")
        members = [MEMBER + number % 20 for number in range(100)]
        random.Random(7).shuffle(members)
        await asyncio.gather(
            *((desk, other)[number % 2].sign(demand, member) for number, member in enumerate(members))
        )
    finally:
        await other_database.close()
    assert len(await desk.states(demand)) == 20


async def test_a_signature_has_a_day_a_version_and_the_consent(desk: Desk, demand: DemandView) -> None:
    await desk.sign(demand, MEMBER)
    [(reference, content)] = (await desk.contents(demand)).items()
    assert reference == await desk.keys.reference(demand.id, MEMBER)
    assert content == Content(demand.version, desk.clock().date(), None, demand.consent_hash or "")
    assert set(Signature.__table__.columns.keys()) == {"demand_id", "reference", "sealed", "state", "batch"}


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("acts", "state", "leaving"),
    [
        ("s", "pending", 0),
        ("ss", "pending", 0),
        ("w", None, 0),
        ("sw", None, 0),
        ("sws", "pending", 0),
        ("sp", "published", 0),
        ("sps", "published", 0),
        ("spw", None, 1),
        ("spww", None, 1),
        ("spws", "pending", 1),
        ("spwsw", None, 1),
        ("spwp", None, 0),
        ("spwps", "pending", 0),
        ("spwsp", "published", 0),
    ],
)
async def test_signing_withdrawing_and_publishing(
    desk: Desk, demand: DemandView, acts: str, state: str | None, leaving: int
) -> None:
    for act in acts:
        if act == "p":
            await desk.publish()
        else:
            await (desk.sign if act == "s" else desk.withdraw)(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) == state
    assert await desk.leaving(demand) == leaving


@pytest.mark.both_engines
async def test_simultaneous_requests_of_one_member_take_effect_in_order(
    desk: Desk, demand: DemandView
) -> None:
    await desk.sign(demand, MEMBER)
    await desk.publish()
    await asyncio.gather(desk.withdraw(demand, MEMBER), desk.sign(demand, MEMBER))
    assert (await desk.state_of(demand, MEMBER), await desk.leaving(demand)) == ("published", 0)
    await asyncio.gather(desk.sign(demand, MEMBER), desk.withdraw(demand, MEMBER))
    assert (await desk.state_of(demand, MEMBER), await desk.leaving(demand)) == (None, 1)


@pytest.mark.both_engines
async def test_a_withdrawn_member_is_in_no_row_from_that_moment(desk: Desk, demand: DemandView) -> None:
    members = range(MEMBER, MEMBER + 8)
    async with desk.database.write() as session:
        unit = Unit(
            server_id=SERVER, slug="desk", names={"en": "Desk"}, size=20, least_size=20, state="confirmed"
        )
        session.add(unit)
    for member in members:
        await desk.sign(demand, member, unit_id=unit.id)
    await desk.publish()
    before = await desk.states(demand)
    await asyncio.gather(*(desk.withdraw(demand, member) for member in members))
    after = await desk.states(demand)
    assert not before.keys() & after.keys()
    assert await desk.leaving(demand) == len(after) == 8, "each with a reference of its own"
    contents = (await desk.contents(demand)).values()
    assert {content and content.unit_id for content in contents} == {unit.id}, "counted until it leaves"
    await desk.publish()
    assert await desk.states(demand) == {}


@pytest.mark.both_engines
@pytest.mark.rest_in_full
async def test_rows_and_publications_agree_with_a_replay(desk: Desk, demand: DemandView) -> None:
    chance = random.Random(2026)
    model: dict[int, str] = {}
    leaving = published = 0
    counts: list[int] = []
    for _ in range(40):
        acts = [(chance.choice("ssw"), MEMBER + chance.randrange(12)) for _ in range(chance.randrange(1, 9))]
        # All at once: gather keeps the order in which they ask, and of what one asks the last counts.
        await asyncio.gather(*((desk.sign if a == "s" else desk.withdraw)(demand, m) for a, m in acts))
        for member, act in {member: act for act, member in acts}.items():
            if act == "s":
                model.setdefault(member, "pending")
            elif model.pop(member, None) == "published":
                leaving += 1
        if chance.random() < 0.3:
            if await desk.publish():
                published += 1
                counts.append(len(model))
            model, leaving = dict.fromkeys(model, "published"), 0
        rows = await desk.states(demand)
        assert await desk.leaving(demand) == leaving
        assert {reference: state for reference, state in rows.items() if state != "leaving"} == {
            await desk.keys.reference(demand.id, m): state for m, state in model.items()
        }
    history = await desk.publications.history(demand.id)
    assert len(history) == published > 5
    assert [publication.number for publication in history] == [*range(1, published + 1)]
    assert [publication.count for publication in history] == counts


@pytest.mark.both_engines
async def test_a_failed_commit_acknowledges_nothing_and_can_be_tried_again(
    desk: Desk, demand: DemandView
) -> None:
    with writes_of(fail=True):
        answers = await asyncio.gather(
            *(desk.sign(demand, MEMBER + number) for number in range(20)), return_exceptions=True
        )
    assert [type(answer) for answer in answers] == [OSError] * 20
    assert await desk.states(demand) == {}
    await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(20)))
    assert len(await desk.states(demand)) == 20


@pytest.mark.both_engines
async def test_a_refused_signature_does_not_fail_others_of_its_batch(desk: Desk, demand: DemandView) -> None:
    answers = await asyncio.gather(
        desk.sign(demand, MEMBER),
        desk.sign(demand, MEMBER + 1, version=demand.version + 1),
        desk.sign(demand, MEMBER + 2),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [type(None), UserError, type(None)]
    assert len(await desk.states(demand)) == 2


async def test_a_cancelled_request_does_not_stop_the_others(desk: Desk, demand: DemandView) -> None:
    await desk.keys.reference(demand.id, 1)
    tasks = [asyncio.create_task(desk.sign(demand, MEMBER + number)) for number in range(10)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks[0].cancel()  # the task that flushes the queue
    tasks[5].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [number for number, answer in enumerate(answers) if answer is not None] == [0, 5]
    assert len(await desk.states(demand)) >= 8
    await desk.sign(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) == "pending"


async def test_a_signature_survives_a_restart_and_counts_once(
    database: Database, desk: Desk, demand: DemandView
) -> None:
    await desk.sign(demand, MEMBER)
    await desk.database.close()
    reopened = await Database.connect(database.engine.url.render_as_string(hide_password=False))
    try:
        again = await open_desk(reopened, desk.clock, desk.key_dir)
        await again.sign(demand, MEMBER)
        assert list((await again.states(demand)).values()) == ["pending"]
        await again.withdraw(demand, MEMBER)
        assert await again.states(demand) == {}
    finally:
        await reopened.close()


async def test_a_process_that_lost_its_role_stores_no_signature(desk: Desk, demand: DemandView) -> None:
    desk.database.term = 1  # and there is another in the database
    with pytest.raises(RoleLost):
        await desk.sign(demand, MEMBER)
    assert await desk.states(demand) == {}
    desk.database.term = None
    await desk.sign(demand, MEMBER)
    assert await desk.state_of(demand, MEMBER) == "pending"


async def test_waiting_requests_are_counted_while_the_database_is_slow_and_not_in_a_rush(
    desk: Desk, demand: DemandView, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.keys.reference(demand.id, 1)
    async with desk.database.write() as session:
        await session.execute(select(Demand).where(Demand.id == demand.id).with_for_update())
        waiting = [asyncio.create_task(desk.sign(demand, MEMBER + number)) for number in range(3)]
        await asyncio.sleep(0.02)
        monkeypatch.setattr("bot.petitions.signing.service._SLOW_TRANSACTION_S", 60.0)
        assert desk.signing.held_up == 0
        monkeypatch.setattr("bot.petitions.signing.service._SLOW_TRANSACTION_S", 0.0)
        assert desk.signing.held_up == 3
    await asyncio.gather(*waiting)
    assert desk.signing.held_up == 0


async def test_finishing_waits_for_pending_requests(desk: Desk, demand: DemandView) -> None:
    await desk.signing.finish()
    waiting = [asyncio.create_task(desk.sign(demand, MEMBER + number)) for number in range(5)]
    while not desk.signing._waiting and not any(task.done() for task in waiting):
        await asyncio.sleep(0)
    await desk.signing.finish()
    await asyncio.sleep(0)
    assert all(task.done() for task in waiting)


@pytest.mark.both_engines
async def test_a_demand_that_closes_while_a_signature_waits_refuses_the_signature(
    desk: Desk, demand: DemandView
) -> None:
    await desk.keys.reference(demand.id, 1)
    async with desk.database.write() as session:
        row = (
            await session.execute(select(Demand).where(Demand.id == demand.id).with_for_update())
        ).scalar_one()
        waiting = asyncio.create_task(desk.sign(demand, MEMBER))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        now = desk.clock()
        await publications.close(session, desk.database, desk.keys, row, now=now)
    assert (await refusal_of(waiting)).id == "refusal-demand-closed"
    assert await desk.states(demand) == {}


async def test_a_closed_demand_refuses_signatures_and_accepts_withdrawals(
    desk: Desk, demand: DemandView
) -> None:
    for member in (MEMBER, MEMBER + 2, MEMBER + 3):
        await desk.sign(demand, member)
    await desk.demands.close(SERVER, demand.id)
    for member in (MEMBER, MEMBER + 1):
        assert (await refusal_of(desk.sign(demand, member))).id == "refusal-demand-closed"
    await desk.withdraw(demand, MEMBER)
    assert (await desk.state_of(demand, MEMBER), await desk.leaving(demand)) == (None, 1)
    assert await desk.publish() == 1
    last = (await desk.publications.history(demand.id))[-1]
    assert last.count == 2
    assert await desk.state_of(demand, MEMBER) is None


async def test_a_demand_past_its_last_day_refuses_signatures_before_it_is_closed(desk: Desk) -> None:
    demand = await desk.open_demand()
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(closes_at=desk.clock()))
    assert (await refusal_of(desk.sign(demand, MEMBER))).id == "refusal-demand-closed"


async def test_a_form_of_an_older_version_is_refused(desk: Desk, demand: DemandView) -> None:
    await desk.sign(demand, MEMBER)
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, recipients="the officers"))
    for member in (MEMBER, MEMBER + 1):
        assert (await refusal_of(desk.sign(demand, member))).id == "refusal-demand-changed"
    changed = await desk.demands.get(SERVER, demand.id)
    desk.clock.move(days=1)
    await desk.sign(changed, MEMBER)
    [content] = (await desk.contents(demand)).values()
    assert content == Content(2, desk.clock().date(), None, changed.consent_hash or "")


async def test_signing_again_keeps_the_first_day(desk: Desk, demand: DemandView) -> None:
    await desk.sign(demand, MEMBER)
    day = desk.clock().date()
    desk.clock.move(days=3)
    await desk.sign(demand, MEMBER)
    [content] = (await desk.contents(demand)).values()
    assert content is not None
    assert content.signed_on == day


async def test_without_the_member_role_the_answer_is_the_same_whether_signed_or_not(desk: Desk) -> None:
    await desk.servers.update(SERVER, member_role_id=ROLE)
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER, roles=frozenset({ROLE, 5}))
    answers = [await refusal_of(desk.sign(demand, m, roles=frozenset({5}))) for m in (MEMBER, MEMBER + 1)]
    assert [(answer.id, answer.arguments) for answer in answers] == [
        ("refusal-role-needed", {"roles": f"<@&{ROLE}>"})
    ] * 2
    await desk.withdraw(demand, MEMBER)
    assert await desk.states(demand) == {}, "withdrawing needs no role"


async def test_drafts_and_demands_of_other_servers_are_refused(desk: Desk, demand: DemandView) -> None:
    draft = await desk.demands.create(SERVER, {"en": {"title": "Later", "body": "Not yet."}})
    assert (await refusal_of(desk.sign(draft, MEMBER))).id == "refusal-demand-not-open"
    assert (await refusal_of(desk.withdraw(draft, MEMBER))).id == "refusal-no-such-demand"
    for demand_id, server_id in ((demand.id, SERVER + 1), (demand.id + 100, SERVER), (draft.id, SERVER + 1)):
        sign = desk.signing.sign(
            demand_id, server_id=server_id, version=1, signer=signer_with(MEMBER, frozenset(), desk.clock())
        )
        assert (await refusal_of(sign)).id == "refusal-no-such-demand"
    assert await desk.states(demand) == {}


async def test_references_of_one_member_differ_between_demands(desk: Desk, demand: DemandView) -> None:
    other = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    await desk.sign(other, MEMBER)
    assert not (await desk.states(demand)).keys() & (await desk.states(other)).keys()


@pytest.mark.both_engines
async def test_no_log_record_identifies_a_signer(
    desk: Desk, demand: DemandView, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reference = await desk.keys.reference(demand.id, MEMBER)
    assert reference is not None
    await desk.sign(demand, MEMBER)
    with writes_of(fail=True):
        for act in (desk.sign, desk.withdraw):
            try:
                await act(demand, MEMBER)
            except OSError as error:
                logging.getLogger("test").error("failure", exc_info=error)
    async with desk.database.write() as session:
        await session.execute(text("ALTER TABLE signatures RENAME TO elsewhere"))
    try:
        await desk.sign(demand, MEMBER)
    except Exception as error:
        logging.getLogger("test").error("failure", exc_info=error)
    async with desk.database.write() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO signatures"))
    await desk.publish()
    await desk.withdraw(demand, MEMBER)
    await desk.publish()
    written = caplog.text + "".join(str(record.args) for record in caplog.records)
    assert "failure" in written
    for trace in (str(MEMBER), reference.hex(), repr(reference)[2:-1], repr(reference)[2:12]):
        assert trace not in written


async def test_signing_logs_nothing(desk: Desk, demand: DemandView, caplog: pytest.LogCaptureFixture) -> None:
    await desk.sign(demand, MEMBER)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    await desk.sign(demand, MEMBER + 1)
    await desk.withdraw(demand, MEMBER)
    assert caplog.records == []


async def test_the_sqlite_files_hold_no_member_and_no_withdrawn_reference(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    desk = sqlite_desk
    demand = await desk.open_demand()
    for number in range(30):
        await desk.sign(demand, MEMBER + number)
    leaving = [await desk.keys.reference(demand.id, MEMBER + number) for number in range(2)]

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("tocsin.db*")))

    await desk.withdraw(demand, MEMBER)  # before a publication
    await desk.publish()
    assert leaving[1] is not None
    assert leaving[1] in on_disk()
    await desk.withdraw(demand, MEMBER + 1)  # after a publication it is gone at once, before the next one
    await purge(desk.database)
    content = on_disk()
    for reference in leaving:
        assert reference is not None
        assert reference not in content
    for member in range(MEMBER, MEMBER + 30):
        assert str(member).encode() not in content
        for order in ("big", "little"):
            assert member.to_bytes(8, order) not in content


async def test_sqlite_has_no_row_number_that_would_reveal_the_order_of_signing(sqlite_desk: Desk) -> None:
    async with sqlite_desk.database.read() as session:
        words = (
            await session.execute(text("SELECT sql FROM sqlite_master WHERE name = 'signatures'"))
        ).scalar_one()
    assert "WITHOUT ROWID" in words


async def test_any_number_of_simultaneous_signatures_is_stored(desk: Desk, demand: DemandView) -> None:
    await desk.keys.reference(demand.id, 1)  # else the first ones write while the others wait for the key
    signing = (desk.sign(demand, MEMBER + number) for number in range(201))
    with writes_of() as seen:
        await asyncio.gather(*signing)
    assert len(await desk.states(demand)) == 201
    assert len(seen) < 5


async def test_other_tasks_have_their_turn_between_the_answers_of_a_batch(
    desk: Desk, demand: DemandView
) -> None:
    await desk.keys.reference(demand.id, 1)  # else the first ones write while the others wait for the key
    signing = [asyncio.create_task(desk.sign(demand, MEMBER + number)) for number in range(100)]
    await asyncio.wait(signing, return_when=asyncio.FIRST_COMPLETED)
    assert sum(task.done() for task in signing) < 50
    await asyncio.gather(*signing)
    assert len(await desk.states(demand)) == 100
