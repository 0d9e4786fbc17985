"""Time series of money for pictures, on both databases."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, event, update

from bot.contracts.model import Kind
from bot.contracts.queries import series, service
from bot.contracts.queries.series import (
    MAX_CEILINGS,
    MAX_LINES,
    Chart,
    Drawn,
    Step,
    chart,
)
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import (
    Action,
    Contract,
    ContractIdentifier,
    ContractValues,
    Server,
    Watch,
    WatchedContract,
)
from tests.conftest import MovableClock
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

SERVER, OTHER = 1, 2
READ = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
COMPLETE = datetime(2026, 5, 5, 12, 0, tzinfo=UTC)
TODAY = date(2026, 5, 6)


class Record:
    """The public record of a server: contracts are added one by one, each matched by default."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.watches: dict[int, int] = {}

    async def open(self) -> "Record":
        async with self.database.write() as session:
            session.add_all(Server(id=server_id, created_at=READ) for server_id in (SERVER, OTHER))
            await session.flush()
            for server_id in (SERVER, OTHER):
                watch = Watch(
                    server_id=server_id,
                    name="One",
                    source="usaspending",
                    query={},
                    query_key="0",
                    created_at=READ,
                    next_read_at=READ,
                    last_complete_at=COMPLETE,
                )
                session.add(watch)
                await session.flush()
                self.watches[server_id] = watch.id
        return self

    async def add(
        self,
        number: str,
        *actions: tuple[str | None, str | None],
        server_id: int = SERVER,
        matched: bool = True,
        totals: tuple[tuple[str, str | None], ...] = (),
        identifiers: tuple[str, ...] = (),
        **more: Any,
    ) -> int:
        """Add a contract with its actions (day, amount) and the totals read (day, total)."""
        amounts = [Decimal(amount) for _, amount in actions if amount is not None]
        values: dict[str, Any] = {
            "source": "usaspending",
            "source_id": f"CONT_{number}",
            "kind": "order",
            "number": number,
            "title": "",
            "buyer": "A buyer",
            "buyer_ids": {},
            "supplier": "A supplier",
            "supplier_ids": {},
            "currency": "USD",
            "obligated": sum(amounts, Decimal(0)) if amounts else None,
            "codes": {},
            "url": "https://example.org",
            "record_hash": "0",
            "first_seen_at": READ,
            "changed_at": READ,
            **more,
        }
        async with self.database.write() as session:
            contract = Contract(**values)
            session.add(contract)
            await session.flush()
            session.add(
                WatchedContract(watch_id=self.watches[server_id], contract_id=contract.id, matched=matched)
            )
            session.add_all(
                Action(
                    contract_id=contract.id,
                    action_id=f"TX_{place}",
                    number=str(place),
                    date=None if day is None else date.fromisoformat(day),
                    amount=None if amount is None else Decimal(amount),
                    first_seen_at=READ,
                    revised_from=[],
                )
                for place, (day, amount) in enumerate(actions)
            )
            session.add_all(
                ContractValues(
                    contract_id=contract.id,
                    seen_at=datetime.fromisoformat(f"{day}T12:00:00+00:00"),
                    currency=values["currency"],
                    obligated=None if total is None else Decimal(total),
                )
                for day, total in totals
            )
            session.add_all(
                ContractIdentifier(contract_id=contract.id, identifier=each) for each in identifiers
            )
            return contract.id

    async def vehicle(self, number: str, ceiling: str | None, **more: Any) -> int:
        amount = None if ceiling is None else Decimal(ceiling)
        return await self.add(number, kind="vehicle", **{"ceiling": amount, "obligated": Decimal(0), **more})

    async def chart(self, contract_id: int | None = None, **more: Any) -> Chart:
        return await chart(self.database, SERVER, TODAY, contract_id, **more)


@pytest.fixture
async def record(database: Database) -> Record:
    return await Record(database).open()


def steps(*pairs: tuple[str, str]) -> tuple[Step, ...]:
    return tuple(Step(date.fromisoformat(day), Decimal(total)) for day, total in pairs)


async def test_actions_add_up_on_their_days_in_any_order(record: Record) -> None:
    await record.add(
        "A", ("2026-03-11", "0"), ("2026-02-19", "-1000.50"), ("2025-12-18", "5000"), ("2026-02-19", "500")
    )
    drawn = await record.chart()
    (line,) = drawn.lines
    assert line.steps == steps(("2025-12-18", "5000"), ("2026-02-19", "4499.50"))
    assert not line.as_read
    assert (drawn.total, drawn.first, drawn.last) == (Decimal("4499.50"), date(2025, 12, 18), COMPLETE.date())
    assert drawn.read_at == COMPLETE


async def test_an_incomplete_set_of_actions_is_not_drawn_as_the_total(record: Record) -> None:
    """The source's total exceeds the known actions: the totals that we read are drawn."""
    await record.add(
        "A",
        ("2025-12-18", "1000"),
        obligated=Decimal(9000),
        totals=(("2026-02-13", "7000"), ("2026-03-01", None), ("2026-04-02", "9000")),
    )
    drawn = await record.chart()
    (line,) = drawn.lines
    assert line.steps == steps(("2026-02-13", "7000"), ("2026-04-02", "9000"))
    assert line.as_read
    assert drawn.as_read == 1


@pytest.mark.parametrize("day", [None, "1900-01-01", "2031-01-01"])
async def test_a_contract_with_a_misdated_action_is_drawn_by_its_read_totals(
    record: Record, day: str | None
) -> None:
    await record.add("A", ("2025-12-18", "1000"), (day, "1"), totals=(("2026-02-13", "1001"),))
    drawn = await record.chart()
    assert drawn.lines[0].steps == steps(("2026-02-13", "1001"))
    assert drawn.first == date(2026, 2, 13)


async def test_a_contract_without_actions_begins_on_the_day_it_was_signed(record: Record) -> None:
    await record.add(
        "A",
        obligated=Decimal(10),
        signed=date(2025, 6, 1),
        totals=(("2026-02-13", "7"), ("2026-03-01", "10")),
    )
    await record.add("B", obligated=Decimal(5), signed=date(1900, 1, 1), totals=(("2026-02-13", "5"),))
    first, second = (await record.chart()).lines
    assert (first.steps, first.as_read) == (steps(("2025-06-01", "7"), ("2026-03-01", "10")), False)
    assert (second.steps, second.as_read) == (steps(("2026-02-13", "5")), True)


async def test_contracts_without_a_total_are_counted_and_not_drawn_as_zero(record: Record) -> None:
    await record.add("A", ("2025-12-18", "10"))
    await record.add("B", ("2025-12-18", "10"), obligated=None)
    drawn = await record.chart()
    assert ([line.number for line in drawn.lines], drawn.unknown) == (["A"], 1)


async def test_a_picture_has_the_most_frequent_currency_and_counts_the_others(record: Record) -> None:
    await record.add("A", ("2025-12-18", "1"), currency="USD")
    await record.add("B", ("2025-12-18", "2"), currency="EUR")
    await record.add("C", ("2025-12-18", "3"), currency="EUR")
    await record.add("D", ("2025-12-18", "900"), currency="GBP")
    drawn = await record.chart()
    assert (drawn.currency, drawn.total) == ("EUR", Decimal(5))
    assert drawn.others == (("GBP", 1), ("USD", 1))


async def test_totals_in_a_former_currency_are_left_out(record: Record) -> None:
    contract_id = await record.add("A", obligated=Decimal(7), totals=(("2026-04-02", "7"),))
    async with record.database.write() as session:
        session.add(
            ContractValues(
                contract_id=contract_id, seen_at=READ, currency="EUR", obligated=Decimal(6_000_000)
            )
        )
    assert max(step.total for step in (await record.chart()).lines[0].steps) == 7


async def test_the_smallest_contracts_are_drawn_together(record: Record) -> None:
    for number in range(MAX_LINES + 3):
        await record.add(
            f"N{number:02}",
            ("2025-12-18", str(100 - number)),
            (f"2026-01-{number + 1:02}", "-1"),
            kind="contract",
        )
    drawn = await record.chart()
    assert [line.number for line in drawn.lines] == [f"N{number:02}" for number in range(MAX_LINES - 1)]
    assert (drawn.rest_count, drawn.count) == (4, MAX_LINES + 3)
    rest = sum(100 - number for number in range(MAX_LINES - 1, MAX_LINES + 3))
    assert drawn.rest[0] == Step(date(2025, 12, 18), Decimal(rest))
    assert drawn.rest[-1].total == rest - 4
    assert drawn.total == sum(99 - number for number in range(MAX_LINES + 3))
    assert drawn.kinds == {Kind.CONTRACT}


async def test_the_ceiling_of_a_vehicle_is_drawn_with_the_money_of_its_orders(record: Record) -> None:
    await record.vehicle("V", "365821218.75", matched=False, source_id="CONT_V")
    for number in ("A", "B"):
        await record.add(number, ("2025-12-18", "1000"), parent_source_id="CONT_V", ceiling=Decimal(5000))
    drawn = await record.chart()
    (ceiling,) = drawn.ceilings
    assert (ceiling.number, ceiling.kind) == ("V", Kind.VEHICLE)
    assert (ceiling.amount, ceiling.committed) == (Decimal("365821218.75"), Decimal(2000))
    assert drawn.one_ceiling
    assert drawn.total == 2000
    await record.add("C", ("2025-12-18", "1"))
    assert not (await record.chart()).one_ceiling


async def test_the_sum_of_a_vehicles_orders_is_that_of_the_source(record: Record) -> None:
    await record.vehicle("V", "9000", ordered=Decimal(4000))
    await record.add("A", ("2025-12-18", "1000"), parent_source_id="CONT_V")
    assert (await record.chart()).ceilings[0].committed == 4000


async def test_a_contract_without_a_vehicle_has_its_own_ceiling_if_it_may_still_grow(
    record: Record,
) -> None:
    await record.add("A", ("2025-12-18", "1000"), ceiling=Decimal(5000), kind="contract")
    await record.add("B", ("2025-12-18", "1000"), ceiling=Decimal(1000), kind="contract")
    await record.add("C", ("2025-12-18", "1000"), ceiling=Decimal(10), kind="contract")
    (ceiling,) = (await record.chart()).ceilings
    assert (ceiling.number, ceiling.amount, ceiling.committed) == ("A", 5000, 1000)


async def test_the_highest_ceilings_are_drawn_and_the_others_counted(record: Record) -> None:
    await record.add("A", ("2025-12-18", "1"))
    for number in range(MAX_CEILINGS + 2):
        await record.vehicle(f"V{number}", str(1000 + number))
    await record.vehicle("EURO", "9999999", currency="EUR")
    await record.vehicle("UNKNOWN", None)
    drawn = await record.chart()
    assert [ceiling.amount for ceiling in drawn.ceilings] == [1000 + MAX_CEILINGS + 1, 1000 + MAX_CEILINGS]
    assert drawn.more_ceilings == 2
    assert not drawn.one_ceiling


async def test_one_contract_or_a_vehicle_with_its_orders_can_be_drawn_alone(record: Record) -> None:
    vehicle = await record.vehicle("V", "9000")
    other = await record.vehicle("W", "8000")
    order = await record.add("A", ("2025-12-18", "1000"), parent_source_id="CONT_V")
    await record.add("B", ("2025-12-18", "2000"), parent_source_id="CONT_V")
    await record.add("C", ("2025-12-18", "3000"), parent_source_id="CONT_W")
    alone = await record.chart(order)
    assert ([line.number for line in alone.lines], alone.ceilings[0].number) == (["A"], "V")
    family = await record.chart(vehicle)
    assert [line.number for line in family.lines] == ["B", "A"]
    assert [ceiling.number for ceiling in family.ceilings] == ["V"]
    assert family.one_ceiling
    assert [line.number for line in (await record.chart(other)).lines] == ["C"]


async def test_a_contract_that_two_sources_show_is_counted_once(record: Record) -> None:
    await record.add("A", ("2025-12-18", "1000"), identifiers=("ted:1-2026",))
    await record.add("A", ("2025-12-18", "1000"), source="ted", identifiers=("ted:1-2026",))
    drawn = await record.chart()
    assert (drawn.count, drawn.total, drawn.sources) == (1, Decimal(1000), ("usaspending",))


async def test_the_day_of_reading_is_the_oldest_of_all_drawn_contracts(record: Record) -> None:
    await record.add("A", ("2025-12-18", "1"), changed_at=COMPLETE + timedelta(hours=1))
    assert (await record.chart()).read_at == COMPLETE + timedelta(hours=1)
    await record.add("B", ("2025-12-18", "1"))
    assert (await record.chart()).read_at == COMPLETE


async def test_contracts_that_the_server_does_not_follow_are_not_drawn(record: Record) -> None:
    foreign = await record.add("F", ("2025-12-18", "1"), server_id=OTHER)
    for contract_id in (foreign, 0, 10**30):
        with pytest.raises(UserError, match="refusal-contract-unknown"):
            await record.chart(contract_id)
    with pytest.raises(UserError, match="refusal-chart-nothing"):
        await record.chart()


async def test_pages_notices_and_vehicles_alone_are_not_drawn(record: Record) -> None:
    vehicle = await record.vehicle("V", "9000")
    await record.add("P", kind="page", currency="XXX")
    await record.add("N", kind="notice", obligated=Decimal(5))
    for contract_id in (None, vehicle):
        with pytest.raises(UserError, match="refusal-chart-nothing"):
            await record.chart(contract_id)


async def test_a_picture_needs_a_fixed_number_of_queries(sqlite_database: Database) -> None:
    record = await Record(sqlite_database).open()
    for number in range(30):
        await record.add(f"N{number}", ("2025-12-18", "1"))
    asked: list[str] = []
    event.listen(
        sqlite_database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    await record.chart()
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 3


async def test_lines_drawn_before_are_drawn_anew_only_for_contracts_that_changed(record: Record) -> None:
    before = Drawn()
    first = await record.add("A", ("2025-12-18", "10"))
    second = await record.add("B", ("2025-12-18", "20"), ("2026-05-07", "1"))  # tomorrow's, so not yet drawn
    gone = await record.add("C", ("2025-12-18", "30"))

    async def amount(contract_id: int, total: str, record_hash: str) -> None:
        async with record.database.write() as session:
            action = update(Action).where(Action.contract_id == contract_id, Action.action_id == "TX_0")
            await session.execute(action.values(amount=Decimal(total)))
            contract = update(Contract).where(Contract.id == contract_id)
            await session.execute(contract.values(obligated=Decimal(total), record_hash=record_hash))

    assert await record.chart(drawn=before) == await record.chart()
    await amount(first, "11", "1")
    await record.add("D", ("2025-12-18", "40"))
    async with record.database.write() as session:
        links = update(WatchedContract).where(WatchedContract.contract_id == gone)
        await session.execute(links.values(matched=False))
    again = await record.chart(drawn=before)
    assert again == await record.chart()
    assert [(line.number, line.total) for line in again.lines][-1] == ("A", Decimal(11))
    assert gone not in before.lines
    tomorrow = TODAY + timedelta(days=1)
    drawn = await chart(record.database, SERVER, tomorrow, drawn=before)
    assert drawn == await chart(record.database, SERVER, tomorrow)
    assert drawn != again
    # What is stored with the same mark is not read again.
    await amount(second, "99", "0")
    assert await chart(record.database, SERVER, tomorrow, drawn=before) == drawn


async def test_actions_are_read_of_some_contracts_at_a_time_and_never_of_those_without_a_line(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = {await record.add(number, ("2025-12-18", "10"), ("2026-01-02", "2")) for number in "ABC"}
    for number in "PQR":
        await record.add(number, ("2025-12-18", "10"), kind="notice")
    whole = await record.chart()
    monkeypatch.setattr(series, "_AT_ONCE", 2)
    before, read = Drawn(), series._read
    assert await record.chart(drawn=before) == whole
    assert not (await read(record.database, SERVER, TODAY, None, before)).changed
    assert (await read(record.database, SERVER, TODAY, None, Drawn())).changed.keys() == drawn


async def test_the_parties_are_named_if_every_contract_has_the_same_however_many_there_are(
    record: Record, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_FIRST", 1)
    monkeypatch.setattr(service, "_SOME", 2)
    contracts = Watching(record.database, clock).contracts
    for number in "ABCD":
        await record.add(number, ("2025-12-18", "10"))
    drawn = await contracts.chart(SERVER, TODAY)
    assert (drawn.buyer, drawn.supplier) == ("A buyer", "A supplier")
    await record.add("E", ("2025-12-18", "10"), supplier="Another")
    drawn = await contracts.chart(SERVER, TODAY)
    assert (drawn.buyer, drawn.supplier) == ("", "")


async def test_the_chart_of_a_contract_that_is_deleted_meanwhile_has_no_parties(
    record: Record, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await record.add("A", ("2025-12-18", "10"))

    async def then_deleted(*given: Any) -> Chart:
        drawn = await chart(*given)
        async with record.database.write() as session:
            await session.execute(delete(Contract))
        return drawn

    monkeypatch.setattr(series, "chart", then_deleted)
    drawn = await Watching(record.database, clock).contracts.chart(SERVER, TODAY)
    assert (drawn.total, drawn.buyer, drawn.supplier) == (Decimal(10), "", "")
