"""Cache of forms for signing: shared by many readers for five seconds at most, and no decision depends on
it.
"""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, update

from bot.errors import UserError
from bot.petitions.demands.views import SignForms, _last_card
from bot.storage import Database
from bot.storage.models import Announcement
from bot.storage.ttl_cache import TTL_S, TtlCache
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    Desk,
    open_desk,
    signer_with,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ROLE = 900_000_000_000_000_009


class ManualClock:
    """A clock in seconds, moved by hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


async def test_many_readers_of_a_form_make_one_query(desk: Desk) -> None:
    demand = await desk.open_demand()
    forms, sent = SignForms(desk.database), []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM demands" in statement:
            sent.append(statement)

    event.listen(desk.database.engine.sync_engine, "before_cursor_execute", note)
    shown = [await forms.of(SERVER, demand.id)]
    shown += await asyncio.gather(*(forms.of(SERVER, demand.id) for _ in range(50)))
    assert {form.demand.version for form in shown} == {1}
    assert len(sent) == 1
    with pytest.raises(UserError, match="refusal-no-such-demand"):
        await forms.of(SERVER + 1, demand.id)


async def test_changes_by_this_process_are_shown_at_once(desk: Desk) -> None:
    demand = await desk.open_demand()
    forms = SignForms(desk.database)
    assert (await forms.of(SERVER, demand.id)).demand.state == "open"
    await desk.sign(demand, MEMBER)
    before = desk.database.written
    await desk.sign(demand, MEMBER + 1)
    assert desk.database.written == before, "signatures change nothing that a form shows"
    await desk.signing.admit(
        demand.id, server_id=SERVER, signer=signer_with(MEMBER, frozenset(), desk.clock())
    )
    await desk.demands.close(SERVER, demand.id)
    assert (await forms.of(SERVER, demand.id)).demand.state == "closed"
    with pytest.raises(UserError, match="refusal-demand-closed"):
        await desk.signing.admit(
            demand.id, server_id=SERVER, signer=signer_with(MEMBER, frozenset(), desk.clock())
        )


@pytest.mark.both_engines
async def test_changes_by_another_process_are_shown_after_five_seconds_and_apply_at_once(
    desk: Desk, clock: MovableClock
) -> None:
    demand = await desk.open_demand()
    hand = ManualClock()
    forms = SignForms(desk.database, recent=TtlCache(desk.database, now=hand))
    anyone = signer_with(MEMBER, frozenset(), clock())
    shown = (await forms.of(SERVER, demand.id)).demand
    await desk.signing.admit(demand.id, server_id=SERVER, signer=anyone)

    other = await Database.connect(desk.database.url.render_as_string(hide_password=False))
    try:
        elsewhere = await open_desk(other, clock, desk.key_dir)
        await elsewhere.servers.update(SERVER, privacy=replace(PRIVACY, contact="dpo@example.org"))
        await desk.signing.admit(demand.id, server_id=SERVER, signer=anyone)  # where it is still in the cache
        with pytest.raises(UserError, match="refusal-demand-changed"):
            await desk.sign(shown, MEMBER)
        await elsewhere.demands.close(SERVER, demand.id)
    finally:
        await other.close()

    hand.at += TTL_S - 0.1
    shown = (await forms.of(SERVER, demand.id)).demand
    assert shown.state == "open", "an old form"
    with pytest.raises(UserError, match="refusal-demand-closed"):
        await desk.sign(shown, MEMBER, roles=frozenset({ROLE}))
    assert await desk.states(demand) == {}
    hand.at += 0.2
    assert (await forms.of(SERVER, demand.id)).demand.state == "closed"


async def test_a_failed_read_is_not_cached(desk: Desk) -> None:
    recent: TtlCache[str, int] = TtlCache(desk.database)
    turns = iter([ValueError("no"), 7])

    async def read() -> int:
        turn = next(turns)
        if isinstance(turn, ValueError):
            raise turn
        return turn

    with pytest.raises(ValueError, match="no"):
        await recent.get("key", read)
    assert await recent.get("key", read) == 7
    assert await recent.get("key", read) == 7


async def test_all_who_ask_wait_for_one_read_also_if_the_first_is_cancelled(desk: Desk) -> None:
    recent: TtlCache[str, int] = TtlCache(desk.database)
    answers: list[asyncio.Future[int]] = []

    async def read() -> int:
        answers.append(asyncio.get_running_loop().create_future())
        return await answers[-1]

    asking = [asyncio.create_task(recent.get("key", read)) for _ in range(50)]
    while not answers:
        await asyncio.sleep(0)
    asking[0].cancel()
    await asyncio.wait(asking[:1])
    answers[0].set_result(7)
    assert await asyncio.gather(*asking[1:]) == [7] * 49
    assert asking[0].cancelled()
    assert len(answers) == 1


async def test_a_slow_database_makes_no_entry_older_than_five_seconds(
    desk: Desk,
) -> None:
    hand = ManualClock()
    recent: TtlCache[str, int] = TtlCache(desk.database, now=hand)
    answers: list[asyncio.Future[int]] = []

    async def read() -> int:
        answers.append(asyncio.get_running_loop().create_future())
        return await answers[-1]

    async def start_query() -> asyncio.Task[int]:
        asking = asyncio.create_task(recent.get("key", read))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return asking

    first = await start_query()
    hand.at += TTL_S
    second = await start_query()
    assert len(answers) == 2, "the first may show what is old by now"
    answers[1].set_result(2)
    assert await second == 2
    answers[0].set_result(1)
    assert await first == 1
    assert await recent.get("key", read) == 2, "the slower one, which began before, is not cached"
    hand.at += TTL_S - 0.1
    assert await recent.get("key", read) == 2
    hand.at += 0.2
    third = await start_query()
    assert len(answers) == 3
    hand.at += TTL_S
    answers[2].set_result(3)
    assert await third == 3
    fourth = await start_query()
    assert len(answers) == 4, "what took five seconds to read is not cached at all"
    answers[3].set_result(4)
    assert await fourth == 4


async def test_the_card_of_a_form_is_found_among_posted_cards_only(sqlite_database: Database) -> None:
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FROM announcements" in statement:
            cursor = connection.connection.cursor()
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(str(row) for row in cursor.fetchall())

    event.listen(sqlite_database.engine.sync_engine, "before_cursor_execute", explain)
    async with sqlite_database.read() as session:
        assert await _last_card(session, 1) is None
    assert "ix_announcements_cards" in " ".join(plans)


async def test_a_form_knows_the_card_that_was_posted_last_and_not_deleted(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=71)
    for request in ("1", "2", "3", "4"):
        await desk.demands.announce(SERVER, demand.id, request=request)
    messages = {"1": 901, "2": 902, "3": None, "4": None}  # the third was deleted, the fourth waits
    async with desk.database.write() as session:
        for request, message_id in messages.items():
            at = Announcement.occasion == f"request:{request}"
            await session.execute(update(Announcement).where(at).values(message_id=message_id))
    assert (await SignForms(desk.database).of(SERVER, demand.id)).posted == (71, 902)
    other = await desk.open_demand()
    assert (await SignForms(desk.database).of(SERVER, other.id)).posted is None
