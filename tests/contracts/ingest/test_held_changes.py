"""Held changes: possible changes of a source's format wait for a second complete read.

A mass of them is announced to organisers, once; single ones to members.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.contracts.ingest import settlement
from bot.contracts.model import Party, Record, Status
from bot.contracts.queries.views import Restyled
from bot.contracts.sources import IncompleteRead, SourceError
from bot.contracts.sources.protocol import SourceErrorKind
from bot.contracts.sources.usaspending.parse import same_contract
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import Contract, HeldChange
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource, action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

MANY = 11


class Rekeying(FakeSource):
    same_contract = staticmethod(same_contract)


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    world = Watching(database, clock)
    world.source = world.watches._sources["usaspending"] = Rekeying()  # type: ignore[index]
    await world.watch(1)
    await world.watch(2)
    await world.first_read(*contracts())
    return world


def contracts(*ways: Callable[[Record], Record], number: int = MANY) -> list[Record]:
    found = []
    for place in range(number):
        source_id = f"CONT_AWD_70ABCD26F00000{place:03}_7012_70ABCD26D00000001_7012"
        actions = [
            replace(action(each, amount), action_id=f"{source_id}/{each}")
            for each, amount in (("0", "100.25"), ("P00001", "50.50"))
        ]
        record = order(source_id, *actions, ceiling=Decimal("1000.75"))
        for way in ways:
            record = way(record)
        found.append(record)
    return found


def zero(record: Record) -> Record:
    actions = tuple(replace(each, amount=Decimal(0)) for each in record.actions)
    return replace(record, actions=actions, obligated=Decimal(0), ceiling=Decimal(0))


def later(record: Record) -> Record:
    a_day = timedelta(days=1)
    actions = tuple(replace(each, date=each.date + a_day if each.date else None) for each in record.actions)
    return replace(record, actions=actions, end=record.end + a_day if record.end else None)


def renamed(record: Record) -> Record:
    return replace(record, supplier=Party("ITC FEDERAL INC", {"uei": record.supplier.ids["uei"]}))


def sold(record: Record) -> Record:
    return replace(record, supplier=Party("ITC FEDERAL INC", {"uei": "OTHER"}))


def rekeyed(record: Record) -> Record:
    parts = record.source_id.split("_")
    other = "_".join([*parts[:4], "-NONE-", "-NONE-"])
    actions = tuple(replace(each, action_id=f"{other}/{each.number}") for each in record.actions)
    return replace(record, source_id=other, parent_source_id=None, actions=actions)


async def notices(world: Watching) -> list[Restyled | None]:
    rows = [row for row in await world.announced(1) if row.kind == "restyled"]
    return [await world.contracts.restyled(1, row.occasion) for row in rows]


async def held(world: Watching) -> int:
    return (await world.watches.list(1))[0].held.contracts


@pytest.mark.rest_in_full
@pytest.mark.parametrize("way", [zero, later, renamed])
async def test_a_mass_of_changes_is_held_and_announced_to_organisers_once_confirmed(
    world: Watching, way: Callable[[Record], Record]
) -> None:
    await world.full_read_of(*contracts(way))
    assert (await world.posts(), await notices(world), await held(world)) == ([], [], MANY)
    await world.read_in_full()
    await world.read_in_full()
    assert (await world.posts(), await held(world)) == ([], 0)
    (notice,) = await notices(world)
    assert notice is not None
    assert (notice.source, notice.contracts) == ("usaspending", MANY)
    assert (notice.amounts, notice.days) == (way is zero, way is later)
    row = await world.scalar(select(Contract).order_by(Contract.id).limit(1))
    (expected, *_) = contracts(way)
    assert (row.obligated, row.ceiling, row.end) == (expected.obligated, expected.ceiling, expected.end)


async def test_a_mass_of_contracts_that_are_over_is_held(world: Watching) -> None:
    for status in (Status.ACTIVE, Status.TERMINATED):
        await world.full_read_of(*(replace(each, status=status) for each in contracts()))
    assert (await world.posts(), await held(world)) == ([], MANY)


@pytest.mark.rest_in_full
@pytest.mark.parametrize("way", [zero, later, renamed, sold])
async def test_a_mass_of_changes_that_is_not_confirmed_is_dropped(
    world: Watching, way: Callable[[Record], Record]
) -> None:
    before = await world.rows("actions", "contract_values", "changes")
    for shown in (contracts(way), contracts(), contracts()):
        await world.full_read_of(*shown)
    assert (await world.posts(), await notices(world), await held(world)) == ([], [], 0)
    assert await world.rows("actions", "contract_values", "changes") == before


async def test_a_real_change_within_a_mass_is_announced_by_its_read(world: Watching) -> None:
    shown = contracts(later)
    shown[3] = replace(shown[3], actions=(*shown[3].actions, action("P00002", "7.00", "2026-02-14")))
    shown[3] = replace(shown[3], obligated=Decimal("157.75"))
    shown[4] = replace(shown[4], end=date(2027, 1, 1))
    await world.full_read_of(*shown)
    told = dict(await world.posts(1))
    assert told == {shown[3].number: ["money-added"], shown[4].number: ["extended"]}


async def test_another_supplier_of_all_contracts_is_announced_to_members_once_confirmed(
    world: Watching,
) -> None:
    await world.full_read_of(*contracts(sold))
    assert await world.posts() == []
    await world.read_in_full()
    assert await world.posts(1) == [(each.number, ["supplier-changed"]) for each in contracts()]
    assert await notices(world) == []


async def test_a_single_amount_that_becomes_zero_is_announced_once_confirmed(world: Watching) -> None:
    shown = contracts()
    first = shown[0].actions
    shown[0] = replace(
        shown[0], actions=(first[0], replace(first[1], amount=Decimal(0))), obligated=Decimal("100.25")
    )
    await world.full_read_of(*shown)
    assert (await world.posts(), await held(world)) == ([], 1)
    await world.read_in_full()
    assert await world.posts(1) == [(shown[0].number, ["corrected"])]
    assert (await notices(world), await held(world)) == ([], 0)


async def test_a_ceiling_that_no_action_explains_waits_for_a_second_read(world: Watching) -> None:
    shown = contracts()
    shown[0] = replace(shown[0], ceiling=Decimal("9999.00"))
    await world.full_read_of(*shown)
    assert await world.posts() == []
    await world.read_in_full()
    assert await world.posts(1) == [(shown[0].number, ["ceiling-raised"])]


async def test_differences_of_cents_are_never_announced(world: Watching) -> None:
    shown = contracts(number=3)
    shown[0] = replace(shown[0], ceiling=Decimal("1001.00"))
    for _ in range(2):
        await world.full_read_of(*shown, *contracts()[3:])
    assert await world.posts() == []


async def test_contracts_and_modifications_under_other_ids_are_the_same(world: Watching) -> None:
    before = await world.rows("watched_contracts")
    await world.full_read_of(*contracts(rekeyed))
    assert (await world.posts(), await notices(world), await held(world)) == ([], [], MANY)
    await world.read_in_full()
    (notice,) = await notices(world)
    assert notice is not None
    assert (notice.contracts, notice.amounts, notice.days) == (MANY, False, False)
    ids = await world.scalars(select(Contract.source_id).order_by(Contract.id))
    assert ids == [each.source_id for each in contracts(rekeyed)]
    assert await world.rows("watched_contracts") == before
    assert len((await world.rows("actions"))["actions"]) == 2 * MANY
    assert await world.posts() == []


async def test_a_contract_listed_under_both_ids_gets_the_new_actions_of_either(
    world: Watching,
) -> None:
    shown = contracts()
    more = action("P00002", "7.00", "2026-02-14", action_id="other")
    (other,) = contracts(rekeyed, number=1)
    other = replace(
        other, actions=(*other.actions[1:], more), obligated=Decimal("57.50"), end=date(2020, 1, 1)
    )
    for _ in range(3):
        await world.full_read_of(*shown, other)
        await world.full_read_of(other, *shown)
    assert await world.posts(1) == [(shown[0].number, ["money-added"])]


async def test_a_new_action_of_a_zeroed_answer_is_known_at_once_only_if_the_end_moves_with_it(
    world: Watching,
) -> None:
    shown = contracts(zero)
    for place, end in ((3, shown[3].end), (4, date(2027, 6, 1))):
        more = action("P00002", "0.00", "2026-02-14")
        shown[place] = replace(shown[place], actions=(*shown[place].actions, more), end=end)
    await world.full_read_of(*shown)
    assert await world.posts(1) == [(shown[4].number, ["extended"])]
    assert len((await world.rows("actions"))["actions"]) == 2 * MANY + 1


async def test_a_read_of_some_actions_undoes_the_held_changes_of_those_alone(world: Watching) -> None:
    await world.full_read_of(*contracts(zero))
    (one,) = contracts(number=1)
    await world.full_read_of(replace(one, whole=False, actions=one.actions[:1], obligated=None, ceiling=None))
    undone = set(await world.scalars(select(HeldChange.action_id).where(HeldChange.state == "undone")))
    assert undone == {one.actions[0].action_id}


def corrected(record: Record) -> Record:
    first, second = record.actions
    less = replace(second, amount=Decimal("40.50"))
    return replace(record, actions=(first, less), obligated=Decimal("140.75"))


async def test_an_incomplete_read_announces_a_correction(world: Watching) -> None:
    """In one post with the other changes of its contract."""
    first = contracts(corrected)[0]
    more = action("P00002", "7.00", "2026-02-14")
    first = replace(first, actions=(*first.actions, more), obligated=Decimal("147.75"))
    world.source.show(first, *contracts()[1:])
    world.source.fault, world.source.breaks_after = IncompleteRead((SourceError(SourceErrorKind.BUSY),)), 5
    await world.read_in_full()
    await world.read_in_full()
    assert await world.posts(1) == [(first.number, ["money-added", "corrected"])]


async def test_a_possible_mass_is_announced_after_three_days_of_incomplete_reads(
    world: Watching,
) -> None:
    """Every contract read was corrected, but there are fewer than ten."""
    world.source.show(*contracts(corrected))
    world.source.fault, world.source.breaks_after = IncompleteRead((SourceError(SourceErrorKind.BUSY),)), 5
    for _ in range(3):
        await world.read_in_full()
        assert await world.posts() == []
    await world.read_in_full()
    assert await world.posts(1) == [(each.number, ["corrected"]) for each in contracts(number=5)]


async def test_many_corrections_of_one_contract_are_not_a_mass(world: Watching) -> None:
    base = contracts()
    many = [action(f"P{number:05}", "10.00", "2026-02-14") for number in range(2, 12)]
    base[0] = replace(base[0], actions=(*base[0].actions, *many), obligated=Decimal("250.75"))
    await world.full_read_of(*base)
    less = [replace(each, amount=Decimal("9.00")) for each in many]
    shown = [
        replace(base[0], actions=(*contracts()[0].actions, *less), obligated=Decimal("240.75")),
        *base[1:],
    ]
    await world.full_read_of(*shown)
    assert (await world.posts(1))[-1] == (base[0].number, ["corrected"] * 10)
    assert (await notices(world), await held(world)) == ([], 0)


@pytest.mark.rest_in_full
@pytest.mark.parametrize(("contracts_befallen", "is_held"), [(2, False), (3, False), (4, True)])
async def test_half_of_a_few_contracts_with_ten_modifications_are_a_mass(
    database: Database, clock: MovableClock, contracts_befallen: int, is_held: bool
) -> None:
    world = Watching(database, clock)
    await world.watch(1)
    more = [action(f"P{number:05}", "10.00", "2026-02-01") for number in range(2, 7)]
    base = [replace(each, actions=(*each.actions, *more)) for each in contracts(number=8)]
    await world.first_read(*base)
    await world.full_read_of(*map(later, base[:contracts_befallen]), *base[contracts_befallen:])
    assert (await held(world) > 0, len(await world.posts()) > 0) == (is_held, not is_held)


def moved(by: str) -> Callable[[Record], Record]:
    """Return a function that gives each modification another amount."""

    def way(record: Record) -> Record:
        actions = tuple(
            replace(each, amount=each.amount + Decimal(by)) for each in record.actions if each.amount
        )
        total = sum((each.amount for each in actions if each.amount), Decimal(0))
        return replace(record, actions=actions, obligated=total)

    return way


async def unstable(world: Watching, server_id: int = 1) -> list[Restyled | None]:
    rows = [row for row in await world.announced(server_id) if row.kind == "unsteady"]
    return [await world.contracts.restyled(server_id, row.occasion) for row in rows]


async def unstable_since(world: Watching) -> object:
    return (await world.watches.list(1))[0].held.unsteady_since


@pytest.mark.full
async def test_values_that_change_in_every_read_are_announced_to_organisers_once(world: Watching) -> None:
    began = None
    for number in range(1, 6):
        await world.full_read_of(*contracts(moved(f"{number}.11")))
        began = began or world.clock()
        assert (len(await unstable(world)), await held(world)) == (number >= 3, MANY)
        assert await unstable_since(world) == (began if number >= 3 else None)
    (notice,) = await unstable(world)
    assert notice is not None
    assert (notice.contracts, notice.amounts, notice.since) == (MANY, True, began)
    assert len(await unstable(world, 2)) == 1
    assert (await world.posts(), await notices(world)) == ([], [])


@pytest.mark.rest_in_full
async def test_unstable_values_are_stored_and_announced_to_organisers_once_stable(world: Watching) -> None:
    for number in (1, 2, 3, 4, 4):
        await world.full_read_of(*contracts(moved(f"{number}.11")))
    assert (await world.posts(), await held(world), await unstable_since(world)) == ([], 0, None)
    assert await unstable(world) == [None], "it is not said any more"
    (notice,) = await notices(world)
    assert notice is not None
    assert (notice.contracts, notice.amounts) == (MANY, True)
    totals = set(await world.scalars(select(Contract.obligated)))
    assert totals == {contracts(moved("4.11"))[0].obligated}


@pytest.mark.full
async def test_a_real_change_among_unstable_values_is_announced_to_members_once_stable(
    world: Watching,
) -> None:
    for number in (1, 2, 3):
        await world.full_read_of(*contracts(moved(f"{number}.11")))
    world.source.show(*contracts(moved("5.00"), number=1), *contracts()[1:])
    for _ in range(3):
        await world.read_in_full()
    assert await world.posts(1) == [(contracts()[0].number, ["corrected", "corrected"])]
    assert (await notices(world), await held(world)) == ([], 0)


async def test_a_new_action_among_unstable_values_is_announced_by_its_read(world: Watching) -> None:
    for number in (1, 2, 3):
        shown = contracts(moved(f"{number}.11"))
        if number > 1:
            more = action("P00002", "7.00", "2026-02-14")
            total = (shown[3].obligated or Decimal(0)) + 7
            shown[3] = replace(shown[3], actions=(*shown[3].actions, more), obligated=total)
        await world.full_read_of(*shown)
    assert await world.posts(1) == [(shown[3].number, ["money-added"])]


async def test_a_stable_part_among_unstable_values_is_not_announced(world: Watching) -> None:
    for number in (1, 2, 3):
        stands = contracts(moved("9.11"), number=3)
        await world.full_read_of(*stands, *contracts(moved(f"{number}.11"))[3:])
    assert (await world.posts(), await notices(world), await held(world)) == ([], [], MANY)
    assert len(await unstable(world)) == 1


@pytest.mark.full
async def test_values_that_become_unstable_later_are_in_the_same_notice(world: Watching) -> None:
    for number in range(1, 6):
        shown = contracts(moved(f"{number}.11"))
        await world.full_read_of(*shown[1:], *(shown if number > 1 else contracts())[:1])
    (notice,) = await unstable(world)
    assert notice is not None
    assert notice.contracts == MANY


@pytest.mark.full
async def test_an_unstable_contract_that_disappears_does_not_prevent_a_later_notice(world: Watching) -> None:
    for number in (1, 2, 3):
        await world.full_read_of(*contracts(moved(f"{number}.11")))
    for way in (None, None, None, None, "1.11", "2.11", "3.11"):
        await world.full_read_of(*contracts(*([moved(way)] if way else []))[1:])
    assert len(await unstable(world)) == 2


@pytest.mark.full
async def test_values_that_alternate_are_announced_to_organisers_once(world: Watching) -> None:
    for way in (zero, None, zero, None, zero):
        await world.full_read_of(*contracts(*([way] if way else [])))
    assert (await world.posts(), len(await unstable(world))) == ([], 1)


@pytest.mark.full
async def test_values_that_change_again_after_three_days_are_announced_to_organisers(world: Watching) -> None:
    for number, days in ((1, 1), (2, 3)):
        assert await unstable(world) == []
        world.clock.move(days=days - 1)
        await world.full_read_of(*contracts(moved(f"{number}.11")))
    assert len(await unstable(world)) == 1


async def test_one_unstable_ceiling_is_announced_to_organisers_and_once_stable_to_members(
    world: Watching,
) -> None:
    shown = contracts()
    for ceiling in ("2000.00", "3000.00", "4000.00"):
        assert await unstable(world) == []
        shown[0] = replace(shown[0], ceiling=Decimal(ceiling))
        await world.full_read_of(*shown)
    assert (await world.posts(), len(await unstable(world))) == ([], 1)
    await world.read_in_full()
    assert await world.posts(1) == [(shown[0].number, ["ceiling-raised"])]
    assert (await held(world), await unstable_since(world)) == (0, None)


@pytest.mark.rest_in_full
async def test_notices_without_a_channel_wait_for_one(world: Watching) -> None:
    servers = Servers(world.database, world.clock, Texts.load())
    await servers.update(1, channel_id=None)
    world.source.show(*contracts(later))
    for _ in range(3):
        await world.read_in_full()
    assert (await notices(world), await world.contracts.untold(2)) == ([], [])
    (waiting,) = await world.contracts.untold(1)
    assert (waiting.contracts, waiting.days) == (MANY, True)
    await servers.update(1, language="fr")
    assert await world.contracts.untold(1) == [waiting]
    await servers.update(1, channel_id=11)
    assert (await notices(world), await world.contracts.untold(1)) == ([waiting], [])
    assert [row.channel_id for row in await world.announced(1) if row.kind == "restyled"] == [11]


async def test_an_incomplete_read_confirms_nothing(world: Watching) -> None:
    world.source.show(*contracts(zero))
    world.source.fault, world.source.breaks_after = IncompleteRead((SourceError(SourceErrorKind.BUSY),)), 5
    await world.read_in_full()
    await world.read_in_full()
    assert (await world.posts(), await notices(world)) == ([], [])
    world.source.fault = world.source.breaks_after = None
    await world.read_in_full()
    assert (await world.posts(), await held(world)) == ([], MANY)


@pytest.mark.full
@pytest.mark.parametrize("at", [0, 5])
async def test_a_read_killed_during_its_settlement_loses_and_repeats_nothing(
    world: Watching, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    await world.full_read_of(*contracts(zero))
    take_over, done = settlement._take_over, 0

    async def killed(*arguments: object) -> None:
        nonlocal done
        if done == at:
            raise OSError("the machine stops")
        done += 1
        await take_over(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(settlement, "_take_over", killed)
        await world.read_in_full()
    await world.read_in_full()
    await world.read_in_full()
    assert await world.posts() == []
    assert sum(notice.contracts for notice in await notices(world) if notice) == MANY
    assert not await world.scalars(select(HeldChange.id).where(HeldChange.state != "told"))
