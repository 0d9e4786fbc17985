"""The same purchase as it is stored and shown: each order counted once, and honest about gaps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.contracts.model import Code, Party, Record
from bot.contracts.sources.protocol import OrdersAlike, Proof
from bot.contracts.story.enquiries import Enquiries
from bot.contracts.story.purchases import MAX_REQUESTS, SamePurchase
from bot.contracts.story.views import Purchase
from bot.storage import Database
from bot.storage.models import Announcement, PostStep, Server
from bot.texts import Texts
from bot.ui.contracts.purchase import purchase_told
from bot.ui.contracts.story import story_lines
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, order, with_answer
from tests.support.purchases import HOLDERS, SOLICITATION, TOGETHER
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

CODES = {"psc": Code("R799"), "naics": Code("561611")}
Found = list[tuple[Record, Proof]]


class World(Watching):
    """A watch of Capgemini's order, and a source that answers with ``found``."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.found: Found = []
        self.unread: frozenset[str] = frozenset()
        self.complete, self.requests = True, 1
        self.known: list[Mapping[str, Proof]] = []
        vars(self.source)["orders_alike"] = self._answer
        enquiry = SamePurchase(database, {"usaspending": self.source})
        self.enquiries = Enquiries(database, [enquiry], clock)

    async def _answer(self, seed: Record, known: Mapping[str, Proof], most: int) -> OrdersAlike:
        assert (seed.source_id, seed.codes, most) == (ORDER, CODES, MAX_REQUESTS)
        self.known.append(known)
        return OrdersAlike(
            orders=self.found,
            unread=self.unread,
            solicitation=SOLICITATION,
            requests=self.requests,
            complete=self.complete,
        )

    async def ask(self, found: Found, days: float = 31) -> Purchase | None:
        """Ask after an import, so many days later, and return the purchase that is shown."""
        self.found = found
        if not self.known:
            await self.watch()
            self.source.show(order(codes=CODES), order("CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"))
        else:
            self.clock.move(days=days)
        self.source.state = f"import {len(self.source.searches)}"
        await self.watcher.tick()
        asked = len(self.known)
        await self.enquiries.tick()
        assert len(self.known) == asked + 1, "about this order, and not about that under a schedule"
        return (await self.contracts.show(1, 1)).story.purchase


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


def others(proof: Proof = Proof.UNASKED, first: int = 0, last: int = 13, **more: Any) -> Found:
    """Return the orders of Capgemini's competitors, with the largest first."""
    return [
        (
            order(
                f"CONT_AWD_{one.number}_7012_{one.vehicle}_7012",
                parent_number=one.vehicle,
                supplier=Party(name=one.name, ids={"uei": one.vehicle}),
                obligated=Decimal(one.amount),
                signed=date.fromisoformat(one.signed),
                answers=(),
                **more,
            ),
            proof,
        )
        for one in HOLDERS[1:][first:last]
    ]


async def test_the_13_others_are_shown_and_the_sum_is_of_each_order_once(world: World) -> None:
    purchase = await world.ask(others())
    assert purchase is not None
    assert [one.number for one in purchase.orders] == [one.number for one in HOLDERS[1:]]
    assert (purchase.count, purchase.proved, purchase.solicitation) == (14, False, None)
    own = Decimal(HOLDERS[0].amount)
    assert purchase.together(own, "USD") == (TOGETHER, 0)
    assert purchase.together(own, "EUR") == (own, 13), "never across currencies"
    assert purchase.together(None, "USD") == (TOGETHER - own, 1)
    again = await world.ask(others())
    assert again is not None
    assert [replace(one, read_at=again.read_at) for one in purchase.orders] == list(again.orders)


def test_one_other_order_is_not_several() -> None:
    texts = Texts.load()
    for language, one in (("en", "one other,"), ("fr", "une autre,"), ("pl", "jednego innego")):
        said = texts.of(language)(
            "story-purchase-known-by", proved="some", solicitation=SOLICITATION, count=1, days=31
        )
        assert one in said


async def test_without_a_search_no_order_is_missing(world: World) -> None:
    purchase = await world.ask(others())
    assert purchase is not None
    world.requests = 0  # the record lost a code, so that the rule knows no group of it
    assert await world.ask([]) == purchase


async def test_a_post_is_edited_whenever_more_is_known_of_the_purchase(world: World) -> None:
    await world.server(1)
    await world.watch()
    await world.watcher.tick()  # the baseline, of nothing
    world.source.show(order(codes=CODES))
    world.source.state = "import"
    await world.read_in_full()
    (post,) = [row for row in await world.announced() if row.kind == "contract"]
    async with world.database.write() as session:
        sent = {"state": "sent", "message_id": 5, "sent_at": world.clock()}
        await session.execute(update(Announcement).where(Announcement.id == post.id).values(sent))

    async def edits(found: Found, *, complete: bool = False) -> list[int]:
        world.found, world.complete = found, complete
        await world.enquiries.tick()
        world.clock.move(days=1, hours=1)
        async with world.database.write() as session:
            return list(await session.scalars(delete(PostStep).returning(PostStep.announcement_id)))

    assert await edits(others(last=12)) == [post.id], "they look like one purchase"
    assert await edits(others(last=12)) == [], "nothing else is known"
    assert await edits(others(Proof.SAME, last=12)) == [post.id], "a solicitation proves it"
    assert await edits(others(Proof.SAME), complete=True) == [post.id], "one more"


async def test_orders_that_only_look_alike_are_not_counted_beside_proved_ones(world: World) -> None:
    proved = await world.ask(others(Proof.SAME, 0, 10))
    mixed = await world.ask([*others(Proof.SAME, 0, 10), *others(Proof.UNSTATED, 10, 13)])
    assert proved is not None
    assert mixed is not None
    own = Decimal(HOLDERS[0].amount)
    assert len(mixed.orders) == 13
    assert (mixed.count, mixed.proved) == (proved.count, True) == (11, True)
    assert mixed.together(own, "USD") == proved.together(own, "USD")


async def test_the_count_is_the_least_until_every_solicitation_was_asked_for(world: World) -> None:
    async def said(found: Found) -> str:
        await world.ask(found)
        view = await world.contracts.show(1, 1)
        told = purchase_told(view.line, view.story, Texts.load().of("en"))
        assert told is not None
        (posted,) = story_lines(view.line, view.story, Texts.load().of("en"), posted=True)
        day = Texts.load().of("en").day(world.clock().date())
        assert posted == f"{told.line} (as of {day})", "for ever, after the last edit"
        return told.line

    begun = await said([*others(Proof.SAME, 0, 7), *others(Proof.UNASKED, 7, 13)])
    assert begun.startswith("One of at least 8 orders for the same purchase")
    asked = await said([*others(Proof.SAME, 0, 12), *others(Proof.UNSTATED, 12, 13)])
    assert asked.startswith("One of 13 orders for the same purchase")
    alike = await said(others(Proof.UNASKED))
    assert alike.startswith("One of 14 orders that look like one purchase")


async def test_proofs_are_kept_and_another_solicitation_is_never_shown(world: World) -> None:
    mixed = [*others(Proof.SAME, 0, 4), *others(Proof.UNSTATED, 4, 6), *others(Proof.OTHER, 6)]
    purchase = await world.ask(mixed)
    assert purchase is not None
    assert [one.proved for one in purchase.orders] == [True] * 4 + [False] * 2
    assert (purchase.count, purchase.proved, purchase.solicitation) == (5, True, SOLICITATION)
    proved = await world.ask(others(Proof.SAME))
    assert proved is not None
    assert (proved.count, proved.proved) == (14, True)
    assert [known[mixed[0][0].source_id] for known in world.known[1:]] == [Proof.SAME]
    assert sum(proof is Proof.OTHER for proof in world.known[1].values()) == 7


async def test_two_suppliers_are_no_purchase_unless_a_solicitation_says_so(world: World) -> None:
    assert await world.ask(others(last=1)) is None
    one_supplier = [(replace(one, supplier=Party(name="A LLC")), proof) for one, proof in others(last=3)]
    assert await world.ask(one_supplier) is None
    purchase = await world.ask([*others(Proof.SAME, last=1), *others(Proof.OTHER, 1)])
    assert purchase is not None
    assert (purchase.count, purchase.proved) == (2, True)
    assert await world.ask([]) is None


async def test_an_order_that_the_search_no_longer_finds_is_named_and_not_counted(world: World) -> None:
    await world.ask(others())
    purchase = await world.ask(others(first=1))
    assert purchase is not None
    assert (purchase.count, [one.number for one in purchase.missing]) == (13, [HOLDERS[1].number])
    since = purchase.missing[0].missing_since
    later = await world.ask(others(first=1))
    assert later is not None
    assert later.missing[0].missing_since == since
    back = await world.ask(others())
    assert back is not None
    assert (back.count, back.missing) == (14, ())
    world.unread = frozenset({others()[0][0].source_id})
    unread = await world.ask(others(first=1))
    assert unread is not None
    assert (unread.count, unread.missing) == (14, ()), "it is still listed"


async def test_a_corrected_name_and_an_amount_that_is_gone(world: World) -> None:
    await world.ask(others())
    (first, proof), *rest = others()
    renamed = replace(first, supplier=Party(name="GLOBAL RECOVERY", ids=first.supplier.ids), obligated=None)
    purchase = await world.ask([(renamed, proof), *rest])
    assert purchase is not None
    assert purchase.orders[-1].supplier == "GLOBAL RECOVERY"
    amount, unknown = purchase.together(Decimal(HOLDERS[0].amount), "USD")
    assert (amount, unknown) == (TOGETHER - Decimal(HOLDERS[1].amount), 1), "unknown, not zero"


async def test_a_solicitation_not_asked_for_is_asked_for_the_next_day_without_an_import(world: World) -> None:
    world.complete = False
    await world.ask(others(Proof.SAME))
    world.clock.move(hours=23)
    assert await world.enquiries.tick() == 0
    world.clock.move(hours=1)
    world.complete = True
    assert await world.enquiries.tick() == 1
    world.clock.move(days=40)
    assert await world.enquiries.tick() == 0, "now only after an import"


async def test_news_of_other_suppliers_are_told_once_where_organisers_want_them(world: World) -> None:
    await world.server(1)
    await world.server(2)
    async with world.database.write() as session:
        await session.execute(update(Server).where(Server.id == 2).values(purchase_news=True))
    await world.watch(2)
    assert await world.ask(others(last=12)), "what was there at first is no news"
    (first, proof), *rest = others()
    more = [(replace(first, obligated=Decimal(3_000_000)), proof), *rest]
    await world.ask(more)
    await world.ask(more)
    await world.ask(others(last=11))
    await world.ask(others())
    posts = [row for row in await world.announced() if row.kind == "purchase"]
    assert [(row.server_id, row.subject) for row in posts] == [(2, "contract:1")], "once, and less is no news"
    told = await world.contracts.purchase_news(2, 1, posts[0].occasion)
    assert told is not None
    assert [(one.order.number, one.before) for one in told[2]] == [
        (HOLDERS[1].number, Decimal(HOLDERS[1].amount)),
        (HOLDERS[13].number, None),
    ]
    assert await world.contracts.purchase_news(2, 1, "another") is None


async def test_an_order_that_a_server_watches_is_posted_by_its_watch_alone(world: World) -> None:
    await world.server(1)
    async with world.database.write() as session:
        await session.execute(update(Server).values(purchase_news=True))
    await world.ask(others(last=11))
    watched = replace(others()[11][0], parent_number=None)  # nothing is asked about it
    world.source.show(order(codes=CODES), with_answer(watched))
    await world.ask(others())
    (post,) = [row for row in await world.announced() if row.kind == "purchase"]
    told = await world.contracts.purchase_news(1, 1, post.occasion)
    assert told is not None
    assert [one.order.number for one in told[2]] == [HOLDERS[13].number]


async def test_a_server_that_follows_two_orders_of_a_purchase_has_its_news_once(world: World) -> None:
    await world.server(1)
    await world.server(2)
    async with world.database.write() as session:
        await session.execute(update(Server).values(purchase_news=True))
    (own, _), *_ = others(codes=CODES)
    shown = others(last=12)

    async def answer(seed: Record, known: Mapping[str, Proof], most: int) -> OrdersAlike:
        alike = [
            each
            for each in [(order(codes=CODES), Proof.UNASKED), *shown]
            if each[0].source_id != seed.source_id
        ]
        return OrdersAlike(orders=alike, requests=1)

    vars(world.source)["orders_alike"] = answer
    for server_id in (1, 2):
        await world.watch(server_id)
    world.source.show(order(codes=CODES), with_answer(own))
    for turn in range(3):
        world.source.state = f"import {turn}"
        await world.read_in_full()
        await world.enquiries.tick()
        world.clock.move(days=31)
        shown = others()
    posts = [row for row in await world.announced() if row.kind == "purchase"]
    assert [(row.server_id, row.subject) for row in posts] == [(1, "contract:1"), (2, "contract:1")]


async def test_a_new_order_is_no_news_before_its_solicitation_was_asked_for(world: World) -> None:
    await world.server(1)
    async with world.database.write() as session:
        await session.execute(update(Server).values(purchase_news=True))
    await world.ask(others(Proof.SAME, last=12))
    world.complete = False
    await world.ask(others())
    assert [row for row in await world.announced() if row.kind == "purchase"] == []
    world.complete = True
    await world.ask([*others(Proof.SAME, last=12), *others(Proof.OTHER, first=12)])
    assert [row for row in await world.announced() if row.kind == "purchase"] == []
    await world.ask(others(Proof.SAME))
    assert [row.kind for row in await world.announced() if row.kind == "purchase"] == ["purchase"]


async def test_a_source_without_such_a_search_is_not_asked(world: World) -> None:
    del vars(world.source)["orders_alike"]
    await world.begin(order(codes=CODES))
    assert await world.enquiries.tick() == 1
    assert (await world.contracts.show(1, 1)).story.purchase is None
