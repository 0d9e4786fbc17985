"""Facts name contracts, and are to be checked again when one of them changes."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.campaign.facts import Facts, FactView
from bot.campaign.facts.checks import FactInput
from bot.campaign.facts.named_contracts import find_numbers, name_numbers
from bot.campaign.facts.reminders import FactQuestions
from bot.campaign.facts.views import FactSource
from bot.contracts.ingest.change_log import log_and_enqueue
from bot.contracts.model import Change, ChangeKind, Record
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Announcement, Contract, FactContract, Server
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

HERE, BY = 1, 99
NUMBER = "70CDCR26FR0000024"
BASE = action("0", "4816782.50", "2025-12-18", None)
MONEY = action("P00001", "100.00", "2026-02-14")
MORE = action("P00002", "200.00", "2026-02-15")


class Desk(Watching):
    """A server with a watch that has read one order, and a fact that names it."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.facts = Facts(database, clock)
        self.asking = FactQuestions(database, clock)

    async def open(self) -> "Desk":
        self.watch_info = await self.watch(HERE)
        await self.reads(BASE)
        async with self.database.read() as session:
            self.order_id = (await session.scalars(select(Contract.id))).one()
        self.fact = await self.add(self.order_id)
        return self

    async def reads(self, *actions: object) -> None:
        self.source.show(order(ORDER, *actions))  # type: ignore[arg-type]
        await self.read()

    def typed(self, **more: object) -> FactInput:
        values = {"title": "The order", "body": "It runs.", "state": "confirmed", **more}
        return FactInput(
            language="en",
            checked_on=self.clock().date(),
            sources=(FactSource("Record", "Registry"),),
            **values,  # type: ignore[arg-type]
        )

    async def add(self, *contract_ids: int) -> FactView:
        return await self.facts.add(HERE, self.typed(contracts=contract_ids), by=BY)

    async def now(self) -> FactView:
        return await self.facts.show(HERE, self.fact.id)

    async def questions(self) -> list[str]:
        await self.asking.tick()
        async with self.database.read() as session:
            wanted = select(Announcement).where(Announcement.kind == "fact-changed").order_by(Announcement.id)
            return [row.subject for row in await session.scalars(wanted)]


@pytest.fixture
async def desk(database: Database, clock: MovableClock) -> Desk:
    return await Desk(database, clock).open()


async def test_a_change_marks_the_fact_and_asks_once_until_it_is_checked(desk: Desk) -> None:
    assert [(each.number, each.id, each.followed) for each in desk.fact.contracts] == [
        (NUMBER, desk.order_id, True)
    ]
    assert (desk.fact.changed_on, await desk.questions()) == (None, [])
    await desk.reads(BASE, MONEY)
    changed_on = desk.clock().date()
    seen = await desk.now()
    assert seen.changed_on == changed_on, "it is marked by the read itself, before anybody is asked"
    assert await desk.questions() == [f"fact:{desk.fact.id}"]
    await desk.reads(BASE, MONEY, MORE)
    assert len(await desk.questions()) == 1, "several changes before the check are one question"
    seen = await desk.now()
    checked = await desk.facts.check(HERE, desk.fact.id, by=BY, marks=seen.marks)
    assert (checked.changed_on, checked.marks) == (None, "")
    assert len(await desk.questions()) == 1
    await desk.reads(BASE, MONEY, MORE, action("P00003", "300.00", "2026-02-16"))
    assert len(await desk.questions()) == 2, "a change after the check is another question"


async def test_a_check_on_the_day_of_writing_clears_the_mark_too(desk: Desk) -> None:
    await desk.reads(BASE, MONEY)
    await desk.facts.check(HERE, desk.fact.id, by=BY)
    seen = await desk.now()
    assert seen.checked_on == desk.clock().date()
    assert seen.changed_on is not None, "a press that carries no marks clears none"
    assert (await desk.facts.check(HERE, desk.fact.id, by=BY, marks=seen.marks)).changed_on is None


async def test_a_change_that_comes_while_organisers_write_is_not_cleared(
    desk: Desk, database: Database, clock: MovableClock
) -> None:
    await desk.reads(BASE, MONEY)
    seen = await desk.now()
    await desk.reads(BASE, MONEY, MORE)
    for process in (desk.facts, Facts(database, clock)):
        saved = await process.edit(
            HERE, desk.fact.id, desk.typed(body=f"It is larger. {id(process)}", marks=seen.marks), by=BY
        )
        assert saved.changed_on == desk.clock().date(), "the second change was not seen"
    kept = await desk.facts.check(HERE, desk.fact.id, by=BY, marks=seen.marks)
    assert kept.changed_on is not None
    edited = desk.typed(body="It is larger.", marks=(await desk.now()).marks)
    assert (await desk.facts.edit(HERE, desk.fact.id, edited, by=BY)).changed_on is None


async def test_a_check_waits_for_a_change_that_is_being_stored_and_does_not_clear_it(desk: Desk) -> None:
    await desk.reads(BASE, MONEY)
    seen, found = await desk.now(), (Change(kind=ChangeKind.MONEY_ADDED, amount=Decimal(1)),)
    async with desk.database.write() as session:
        await log_and_enqueue(
            session, desk.database, desk.order_id, found, (), read_key="r", now=desk.clock()
        )
        checking = asyncio.create_task(desk.facts.check(HERE, desk.fact.id, by=BY, marks=seen.marks))
        await asyncio.sleep(0.05)
        assert not checking.done()
    assert (await checking).changed_on is not None


async def test_retired_facts_are_not_asked_about_until_they_come_back(desk: Desk) -> None:
    await desk.facts.retire(HERE, desk.fact.id, by=BY)
    await desk.reads(BASE, MONEY)
    assert await desk.questions() == []
    back = await desk.facts.restore(HERE, desk.fact.id, by=BY)
    assert back.changed_on == desk.clock().date()
    assert await desk.questions() == [f"fact:{desk.fact.id}"]


async def test_without_a_channel_the_question_waits_for_one(desk: Desk) -> None:
    async def channel(channel_id: int | None) -> None:
        async with desk.database.write() as session:
            (await session.get_one(Server, HERE)).channel_id = channel_id

    await channel(None)
    await desk.reads(BASE, MONEY)
    assert await desk.questions() == []
    await channel(7)
    assert await desk.questions() == [f"fact:{desk.fact.id}"]


async def test_a_crash_after_the_read_loses_no_question(desk: Desk, database: Database) -> None:
    await desk.reads(BASE, MONEY)  # the process is gone; another begins with what is stored
    another = Desk(database, desk.clock)
    another.fact = desk.fact
    assert await another.questions() == [f"fact:{desk.fact.id}"]


async def test_the_mark_and_the_change_are_one_transaction(desk: Desk) -> None:
    found = (Change(kind=ChangeKind.MONEY_ADDED, amount=Decimal(1)),)
    with pytest.raises(RuntimeError):
        async with desk.database.write() as session:
            await log_and_enqueue(
                session, desk.database, desk.order_id, found, (), read_key="r", now=desk.clock()
            )
            raise RuntimeError
    assert (await desk.now()).changed_on is None
    async with desk.database.write() as session:
        await log_and_enqueue(
            session, desk.database, desk.order_id, found, (), read_key="r", now=desk.clock()
        )
    assert (await desk.now()).changed_on == desk.clock().date()


@pytest.mark.parametrize(
    ("change", "marks"),
    [
        (Change(kind=ChangeKind.CORRECTED, old=Decimal(1), new=Decimal(2)), True),
        (Change(kind=ChangeKind.WITHDRAWN), True),
        (Change(kind=ChangeKind.LAPSED), True),
        (Change(kind=ChangeKind.ENDS_WITHIN_30_DAYS), False),
        (Change(kind=ChangeKind.NEW_ORDER, amount=Decimal(1)), False),
        (Change(kind=ChangeKind.ACTION), False),
        (Change(kind=ChangeKind.CORRECTED, news=False, old=Decimal(1), new=Decimal(2)), False),
    ],
)
async def test_only_what_may_make_a_fact_wrong_marks_it(desk: Desk, change: Change, marks: bool) -> None:
    async with desk.database.write() as session:
        await log_and_enqueue(
            session, desk.database, desk.order_id, (change,), (), read_key="r", now=desk.clock()
        )
    assert ((await desk.now()).changed_on is not None) == marks


async def test_the_link_outlives_the_watch_and_another_servers_reads_do_not_mark(desk: Desk) -> None:
    await desk.watch(2)
    await desk.watches.remove(HERE, desk.watch_info.id)
    await desk.reads(BASE, MONEY)
    seen = await desk.now()
    assert [(each.id, each.followed) for each in seen.contracts] == [(desk.order_id, False)]
    assert seen.changed_on is None
    kept = await desk.facts.edit(
        HERE, desk.fact.id, desk.typed(body="It ran.", contracts=(desk.order_id,)), by=BY
    )
    assert len(kept.contracts) == 1
    with pytest.raises(UserError) as refused:
        await desk.add(desk.order_id)
    assert refused.value.id == "refusal-fact-contract-gone"


async def test_contracts_are_added_and_taken_off(desk: Desk) -> None:
    other = order("CONT_AWD_70CDCR26FR0000099_7012_X_7012", BASE)
    desk.source.show(order(ORDER, BASE), other)
    await desk.read()
    async with desk.database.read() as session:
        other_id = (await session.scalars(select(Contract.id).where(Contract.number == other.number))).one()
    both = desk.typed(contracts=(other_id,))
    edited = await desk.facts.edit(HERE, desk.fact.id, both, by=BY)
    assert [each.id for each in edited.contracts] == [desk.order_id, other_id]
    with pytest.raises(UserError) as refused:
        await desk.facts.edit(HERE, desk.fact.id, both, by=BY)
    assert refused.value.id == "refusal-fact-unchanged"
    assert len((await desk.facts.edit(HERE, desk.fact.id, desk.typed(body="."), by=BY)).contracts) == 2
    none = await desk.facts.edit(HERE, desk.fact.id, desk.typed(body=".", contracts=()), by=BY)
    assert none.contracts == ()


async def test_a_number_waits_until_a_watch_finds_its_contract_and_no_other(desk: Desk) -> None:
    late = order("CONT_AWD_LATE_7012_X_7012", BASE)
    async with desk.database.write() as session:
        await name_numbers(session, HERE, desk.fact.id, [NUMBER.lower(), late.number])
    seen = await desk.now()
    assert [(each.number, each.id) for each in seen.contracts] == [
        (NUMBER, desk.order_id),
        ("LATE", None),
    ]
    desk.source.show(order(ORDER, BASE), late)
    await desk.read()
    await desk.questions()
    assert all(each.followed for each in (await desk.now()).contracts)


async def test_a_number_of_two_contracts_is_not_guessed(desk: Desk) -> None:
    def twin(source_id: str) -> Record:
        return replace(order(source_id, BASE), number="SAME")

    desk.source.show(order(ORDER, BASE), twin("CONT_AWD_A_1_A_1"), twin("CONT_AWD_B_1_B_1"))
    await desk.read()
    async with desk.database.write() as session:
        await name_numbers(session, HERE, desk.fact.id, ["SAME", "CONT_AWD_B_1_B_1"])
        assert await find_numbers(session, HERE) == 0
        rows = await session.scalars(select(FactContract).where(FactContract.contract_id.is_not(None)))
        assert [row.number for row in rows] == ["CONT_AWD_B_1_B_1"], "the source's own id is exact"
