"""Subcontracts of watched contracts: asked for cheaply, kept as reported, and never summed."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.contracts.diff.subcontracts import Doubt
from bot.contracts.model import Subcontract
from bot.contracts.story.enquiries import MAX_REQUESTS_PER_DAY, Enquiries
from bot.contracts.story.subcontracts import LIST_INTERVAL, Reported, SubcontractEnquiry
from bot.storage import Database, models
from bot.storage.models import Announcement, PostStep, Server
from tests.conftest import MovableClock
from tests.support.contracts import order
from tests.support.subcontracts import Listing, sub
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


class World(Watching):
    """A watch of one order, whose subcontracts are asked for."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.listing = Listing()
        super().__init__(database, clock, self.listing)
        enquiry = SubcontractEnquiry(database, {"usaspending": self.listing}, clock)
        self.enquiries = Enquiries(database, [enquiry], clock)

    async def opened(self) -> None:
        await self.watch()
        self.source.show(order())
        self.source.state = "import 0"
        await self.watcher.tick()

    async def week(self, *reported: Subcontract) -> list[str]:
        """Let a week pass with an import and ask; return the requests."""
        self.listing.reported = reported
        self.source.state = f"import {self.clock()}"
        self.clock.move(days=7)
        await self.watcher.tick()
        self.listing.asked_for.clear()
        await self.enquiries.tick()
        return list(self.listing.asked_for)

    async def day(self, days: int = 1) -> list[str]:
        """Let a day pass without an import and ask; return the requests."""
        self.clock.move(days=days)
        self.listing.asked_for.clear()
        await self.enquiries.tick()
        return list(self.listing.asked_for)

    async def wanting_news(self, **values: Any) -> None:
        async with self.database.write() as session:
            await session.execute(update(Server).values(subcontract_news=True, **values))

    async def told(self) -> list[Sequence[Reported]]:
        """Return the content of each announcement of new subcontracts."""
        posts = [row for row in await self.announced() if row.kind == "subcontracts"]
        told = [await self.contracts.subcontract_news(row.server_id, 1, row.occasion) for row in posts]
        return [[] if each is None else each[1] for each in told]

    async def stored(self) -> list[models.Subcontract]:
        table = models.Subcontract
        async with self.database.read() as session:
            return list((await session.execute(select(table).order_by(table.id))).scalars())


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> World:
    opened = World(database, clock)
    await opened.opened()
    return opened


async def test_the_list_is_asked_for_only_if_the_count_is_another_or_the_list_is_old(world: World) -> None:
    assert await world.week() == ["count"]
    assert await world.week(sub()) == ["count", "list"]
    assert await world.week(sub()) == ["count"]
    assert await world.week(sub(), sub("S-2")) == ["count", "list"]
    for _ in range(LIST_INTERVAL // timedelta(days=7) - 1):
        assert await world.week(sub(), sub("S-2")) == ["count"]
    assert await world.week(sub(), sub("S-2")) == ["count", "list"]


async def test_reports_are_kept_as_values_and_a_repetition_is_no_second_subcontract(world: World) -> None:
    await world.week(sub("S-1", "50000.00", "50000.00"))
    [one] = await world.stored()
    assert (one.amounts, one.amount) == (["50000.00", "50000.00"], Decimal("50000.00"))
    first = one.first_seen_at
    await world.week(sub("S-1", "50000.00", "50000.00", "50000.00"))
    [one] = await world.stored()
    assert (len(one.amounts), one.revised_from) == (3, []), "reported once more is no other amount"
    await world.week(sub("S-1", *["50000.00"] * 3, "60000.00"))
    [one] = await world.stored()
    assert (one.amounts, one.amount) == ([*["50000.00"] * 3, "60000.00"], Decimal("60000.00"))
    assert [entry["amounts"] for entry in one.revised_from] == [["50000.00"] * 3]
    assert one.first_seen_at == first


async def test_another_name_is_not_another_subcontractor(world: World) -> None:
    await world.week(sub("S-1"), sub("S-2", name="BETA, INC."))
    before = await world.stored()
    await world.week(sub("S-1", name="ACME HOLDINGS LLC"), sub("S-2", name="BETA INC"), sub("S-3"))
    after = await world.stored()
    assert [row.id for row in after[:2]] == [row.id for row in before]
    assert [row.supplier for row in after] == ["ACME HOLDINGS LLC", "BETA INC", "ACME LLC"]
    assert all(row.missing_since is None for row in after)


async def test_two_of_one_number_and_day_are_not_guessed_to_be_renamed(world: World) -> None:
    await world.week(sub("S-1"), sub("S-1", name="BETA INC"))
    await world.week(sub("S-1", name="GAMMA INC"), sub("S-1", name="DELTA INC"), sub("S-2"))
    rows = await world.stored()
    assert [row.missing_since is None for row in rows] == [False, False, True, True, True]


async def test_an_incomplete_list_proves_nothing_and_is_read_again(world: World) -> None:
    await world.week(sub("S-1"), sub("S-2"))
    world.listing.complete = False
    await world.week(sub("S-1"))
    assert [row.missing_since for row in await world.stored()] == [None, None]
    assert await world.week(sub("S-1")) == ["count", "list"]
    world.listing.complete, world.listing.count = True, 3
    await world.week(sub("S-1"))
    assert [row.missing_since for row in await world.stored()] == [None, None], "fewer than were counted"
    world.listing.count = None
    await world.week(sub("S-1"))
    assert [row.missing_since is None for row in await world.stored()] == [True, False]
    await world.week(sub("S-1"), sub("S-2"))
    assert [row.missing_since for row in await world.stored()] == [None, None]


async def test_an_empty_list_of_an_award_with_counted_reports_loses_no_subcontract(world: World) -> None:
    await world.wanting_news()
    await world.week(sub("S-1"))
    world.listing.count = 2  # an id that the list does not know is answered with 200, and empty
    assert await world.week() == ["count", "list"]
    assert [row.missing_since for row in await world.stored()] == [None]
    world.listing.count = None
    await world.week(sub("S-1"))
    assert await world.told() == []


async def test_an_award_that_the_count_does_not_know_loses_no_subcontract(world: World) -> None:
    await world.week(sub("S-1"))
    world.listing.unknown = True
    assert await world.week(sub("S-1")) == ["count"]
    assert [row.missing_since for row in await world.stored()] == [None]
    world.listing.unknown = False
    await world.week()
    assert [row.missing_since is None for row in await world.stored()] == [False], "a count of zero says so"


async def test_new_ones_are_news_after_the_first_complete_list_whatever_their_date(
    world: World,
) -> None:
    await world.wanting_news()
    world.listing.complete = False
    await world.week(sub("S-1"))
    world.listing.complete = True
    await world.week(sub("S-1"), sub("S-2"))
    assert await world.told() == [], "what was there at first"
    world.listing.complete = False
    await world.week(sub("S-1"))
    world.listing.complete = True
    late = sub("S-3", "20000.00", day="2021-03-02"), sub("S-4", "90000.00"), sub("5000653817", "5000653817")
    await world.week(sub("S-1"), sub("S-2"), *late)
    [told] = await world.told()
    assert [(one.subcontract.number, one.doubt) for one in told] == [
        ("S-4", None),
        ("S-3", None),
        ("5000653817", Doubt.OWN_NUMBER),
    ]


async def test_a_report_made_again_renamed_or_corrected_is_no_news(world: World) -> None:
    await world.wanting_news()
    await world.week(sub("S-1"), sub("S-2"))
    await world.week(sub("S-1", "50000.00", "60000.00"), sub("S-2", name="ACME HOLDINGS LLC"))
    await world.week(sub("S-1"))
    await world.week(sub("S-1"), sub("S-2"))
    assert await world.told() == []
    await world.week()
    await world.week(sub("S-1"), sub("S-9"))
    assert [one.subcontract.number for [one] in await world.told()] == ["S-9"]
    await world.week(sub("S-1"))
    assert await world.told() == [[]], "one that is no longer listed is not posted"


async def test_a_first_list_without_any_is_a_first_list(world: World) -> None:
    await world.wanting_news()
    assert await world.week() == ["count"]
    await world.week(*(sub(f"S-{number}") for number in range(50)))
    assert [len(told) for told in await world.told()] == [50], "one post, however many"


async def test_only_servers_that_want_them_and_have_a_channel_have_news(world: World) -> None:
    await world.week(sub("S-1"))
    await world.week(sub("S-1"), sub("S-2"))
    assert await world.told() == []
    await world.wanting_news(channel_id=None)
    await world.week(sub("S-1"), sub("S-2"), sub("S-3"))
    assert await world.told() == []


async def test_the_first_list_of_a_contract_edits_its_post_and_a_later_list_does_not(world: World) -> None:
    await world.full_read_of(order(), order("CONT_AWD_B_7012"))
    later = world.clock() + timedelta(days=10)
    async with world.database.write() as session:
        session.add_all(
            Announcement(
                server_id=1,
                channel_id=1,
                kind="contract",
                subject=f"contract:{contract_id}",
                occasion="read",
                state="sent",
                message_id=contract_id,
                sent_at=later,
                created_at=world.clock(),
                next_attempt_at=world.clock(),
                attempts=0,
            )
            for contract_id in (1, 2)
        )
    await world.week()
    assert await world.scalars(select(PostStep)) == [], "there is nothing to show"
    await world.week(sub("S-1"))
    async with world.database.write() as session:
        edited = select(Announcement.subject).join(PostStep).where(PostStep.step == "edit")
        assert sorted(await session.scalars(edited)) == ["contract:1", "contract:2"]
        await session.execute(delete(PostStep))
    await world.week(sub("S-1"), sub("S-2"))
    assert await world.scalars(select(PostStep)) == []


async def test_a_long_list_is_read_on_each_day_from_where_it_stopped_and_shown_at_its_end(
    world: World,
) -> None:
    await world.wanting_news()
    many = tuple(sub(f"S-{number}", "50000.00", "50000.00") for number in range(350))
    assert await world.week(*many) == ["count", "list", "list", "list"]
    assert await world.enquiries.tick() == 0, "not on this day"
    assert await world.stored() == []
    assert await world.day() == ["count", "list", "list", "list"]
    assert await world.day() == ["count", "list", "list"]
    assert len(await world.stored()) == 350
    assert await world.day() == []
    assert await world.week(*many) == ["count"]
    assert await world.week(*many, sub("S-350")) == ["count", "list", "list", "list"]
    assert len(await world.stored()) == 350, "the last list stays until the next one is read"
    await world.day()
    assert await world.told() == []
    await world.day()
    assert [[one.subcontract.number for one in told] for told in await world.told()] == [["S-350"]]
    assert all(row.revised_from == [] and row.missing_since is None for row in await world.stored())


async def test_a_part_of_a_list_that_is_weeks_old_is_read_anew(world: World) -> None:
    many = tuple(sub(f"S-{number}") for number in range(350))
    await world.week(*many)
    assert await world.day(days=29) == ["count", "list", "list", "list"]
    assert await world.day() == ["count", "list"]
    assert len(await world.stored()) == 350


async def test_a_long_list_from_which_reports_were_withdrawn_is_read_anew(world: World) -> None:
    many = tuple(sub(f"S-{number}") for number in range(350))
    await world.week(*many)
    world.listing.reported = many[1:]  # what was first on the second page is now on the first
    assert await world.day() == ["count", "list", "list", "list"]
    assert await world.day() == ["count", "list"]
    assert [row.number for row in await world.stored()] == [one.number for one in many[1:]]


async def test_long_lists_stay_within_the_requests_of_a_day_and_hold_up_no_other_contract(
    world: World,
) -> None:
    await world.full_read_of(*(order(f"CONT_AWD_O{number:02}_7012") for number in range(20)))
    world.listing.reported = tuple(sub(f"S-{number}") for number in range(310))
    asked: list[int] = []
    for _ in range(4):
        world.clock.move(hours=25)
        world.listing.asked_for.clear()
        while await world.enquiries.tick():
            pass
        asked.append(len(world.listing.asked_for))
    assert all(MAX_REQUESTS_PER_DAY - 4 < requests <= MAX_REQUESTS_PER_DAY for requests in asked[:2]), asked
    assert max(asked) <= MAX_REQUESTS_PER_DAY
    complete = await world.scalars(select(models.SubcontractList.complete))
    assert (len(complete), all(complete)) == (20, True)


async def test_nothing_of_it_is_a_change_of_the_contract(world: World) -> None:
    before = await world.scalar(select(models.Contract))
    await world.week(sub("S-1", "9000000.00"))
    after = await world.scalar(select(models.Contract))
    assert (after.obligated, after.record_hash, after.changed_at) == (
        before.obligated,
        before.record_hash,
        before.changed_at,
    )


async def test_a_source_that_lists_them_with_the_contract_is_not_asked(world: World) -> None:
    await world.full_read_of(order(subcontracts=(sub(), sub("S-2"))))
    first = await world.stored()
    assert [row.number for row in first] == ["S-1", "S-2"]
    await world.full_read_of(order(subcontracts=(sub("S-1", "70000.00"),)))
    rows = await world.stored()
    assert [(row.amount, row.missing_since is None) for row in rows] == [
        (Decimal(70000), True),
        (Decimal(50000), False),
    ]
    await world.full_read_of(order("CONT_AWD_NEW_7012", subcontracts=(sub("S-9"),)), order())
    assert [row.number for row in await world.stored()] == ["S-1", "S-2", "S-9"]
    assert await world.posts() == [("NEW", ["new-order"])]
    await world.full_read_of(
        order("CONT_AWD_NEW_7012", subcontracts=(sub("S-9"),)), order(subcontracts=(sub("S-5"),))
    )
    assert await world.told() == []


async def test_a_new_one_that_its_source_lists_with_the_contract_is_news_too(world: World) -> None:
    await world.wanting_news()
    first, second = "CONT_AWD_A_7012", "CONT_AWD_B_7012"
    await world.full_read_of(order(), order(first, subcontracts=(sub(),)), order(second, subcontracts=()))
    changed = order(first, subcontracts=(sub(), sub("S-2"))), order(second, subcontracts=(sub("S-3"),))
    await world.full_read_of(order(), *changed)
    posts = [row.subject for row in await world.announced() if row.kind == "subcontracts"]
    assert sorted(posts) == ["contract:2", "contract:3"]
