"""Watches as organisers manage them, and refusals."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.announcements.digest_batching import MAX_DAILY_POSTS
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Kind, Record
from bot.contracts.sources import NotAsked, SourceError, SourceErrorKind, Survey
from bot.contracts.sources.protocol import ReadContext, ReadTimes, Unchanged
from bot.contracts.watches import service as watches_module
from bot.contracts.watches.service import (
    MAX_SURVEYS,
    MAX_SURVEYS_PER_SERVER,
    MIN_CHECK_INTERVAL,
    Watches,
)
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import (
    Contract,
    Observation,
    Server,
    Watch,
)
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import (
    ORDER,
    FakeSource,
    action,
    order,
)
from tests.support.watching import POLL, QUERY, Watching

pytestmark = pytest.mark.storage


@pytest.fixture
def one(sqlite_database: Database, clock: MovableClock) -> Watching:
    return Watching(sqlite_database, clock)


async def test_a_new_watch_is_due_at_once_with_the_canonical_query(world: Watching) -> None:
    info = await world.watch(1, "  ICE   skip tracing ", {"suppliers": ["B", "A"]})
    assert (info.name, info.source, info.query) == (
        "ICE skip tracing",
        "usaspending",
        {"suppliers": ["A", "B"]},
    )
    assert info.next_read_at == info.created_at == world.clock()
    assert (info.baseline_at, info.last_read_at, info.failures, info.fault) == (None, None, 0, None)
    assert await world.watches.list(1) == [info]
    assert await world.contracts.status(1) == [info]


async def test_names_are_unique_within_a_server(world: Watching) -> None:
    await world.watch(1)
    await world.watch(2)
    with pytest.raises(UserError) as refused:
        await world.watch(1)
    assert (refused.value.id, refused.value.arguments) == ("refusal-watch-name-taken", {"name": "ICE"})


@pytest.mark.full
@pytest.mark.both_engines
async def test_adding_the_same_name_at_once_makes_one_watch(world: Watching) -> None:
    await world.server(1)
    done = await asyncio.gather(*(world.watch(1) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, UserError) for result in done) == 3
    assert len(await world.watches.list(1)) == 1


async def test_an_unknown_server_is_created_with_its_first_watch(world: Watching) -> None:
    await world.watches.add(5, "ICE", "usaspending", QUERY)
    async with world.database.read() as session:
        assert (await session.execute(select(Server.id, Server.language))).one() == (5, "en")


@pytest.mark.both_engines
async def test_the_twenty_first_watch_is_refused_even_if_several_are_added_at_once(world: Watching) -> None:
    for number in range(18):
        await world.watch(1, f"w{number}")
    more = (world.watch(1, f"x{number}") for number in range(5))
    done = await asyncio.gather(*more, return_exceptions=True)
    refused = [result for result in done if isinstance(result, UserError)]
    assert {result.id for result in refused} == {"refusal-watch-too-many-watches"}
    assert len(await world.watches.list(1)) == 20
    assert len(refused) == 3


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x07b"])
async def test_a_name_must_be_short_and_visible(one: Watching, name: str) -> None:
    with pytest.raises(UserError, match="'refusal-watch-name'"):
        await one.watch(1, name)


async def test_an_unusable_query_is_refused_with_its_reason(one: Watching) -> None:
    with pytest.raises(UserError) as refused:
        await one.watch(1, "ICE", {"agencies": ["ICE"]})
    assert refused.value.id == "query-nothing-to-find"
    assert refused.value.arguments == {"key": "suppliers", "value": ""}
    with pytest.raises(UserError, match="refusal-watch-source"):
        await one.watches.add(1, "ICE", "nowhere", QUERY)
    assert await one.scalar(select(func.count()).select_from(Watch)) == 0


@pytest.mark.parametrize(
    ("found", "refusal"),
    [
        (Survey({Kind.ORDER: 1000, Kind.VEHICLE: 1}, newest=None), "refusal-watch-too-wide"),
        (SourceError(SourceErrorKind.TOO_MANY), "refusal-watch-too-wide"),
        (SourceError(SourceErrorKind.BUSY), "refusal-watch-unreadable"),
    ],
)
async def test_a_survey_refuses_unreasonable_queries(
    one: Watching, found: Survey | SourceError, refusal: str
) -> None:
    one.source.surveyed = found
    with pytest.raises(UserError) as refused:
        await one.watches.survey(1, "usaspending", QUERY)
    assert refused.value.id == refusal


@pytest.mark.parametrize("orders", [1000, 0])
async def test_a_survey_counts_results_including_none(one: Watching, orders: int) -> None:
    one.source.surveyed = Survey({Kind.ORDER: orders, Kind.VEHICLE: 0}, newest=None)
    assert await one.watches.survey(1, "usaspending", QUERY) == one.source.surveyed


class Waiting(FakeSource):
    """A source that answers a survey on command."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = asyncio.Event()
        self.begun = 0

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        self.begun += 1
        await self.may_end.wait()
        return await super().survey(query)


async def test_a_survey_of_a_source_that_never_answers_ends_with_a_sentence(
    sqlite_database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watches_module, "SURVEY_TIMEOUT_S", 0.01)
    source = Waiting()
    watches = Watches(sqlite_database, {"usaspending": source}, clock)
    for _ in range(MAX_SURVEYS_PER_SERVER + 1):  # a cancelled one makes room
        async with asyncio.timeout(60):
            with pytest.raises(UserError) as refused:
                await watches.survey(1, "usaspending", QUERY)
        assert refused.value.id == "refusal-watch-slow"


async def test_the_number_of_simultaneous_surveys_is_limited(
    sqlite_database: Database, clock: MovableClock
) -> None:
    source = Waiting()
    watches = Watches(sqlite_database, {"usaspending": source}, clock)

    async def begun(server_id: int) -> "asyncio.Task[Survey]":
        task = asyncio.create_task(watches.survey(server_id, "usaspending", QUERY))
        await asyncio.sleep(0)
        return task

    first = [await begun(1) for _ in range(MAX_SURVEYS_PER_SERVER)]
    with pytest.raises(UserError, match="refusal-watch-surveys"):
        await watches.survey(1, "usaspending", QUERY)
    others = [await begun(server_id) for server_id in range(2, 2 + MAX_SURVEYS - len(first))]
    with pytest.raises(UserError, match="refusal-watch-surveys"):
        await watches.survey(99, "usaspending", QUERY)
    assert source.begun == MAX_SURVEYS, "what is refused asks nothing"
    source.may_end.set()
    await asyncio.gather(*first, *others)
    for server_id in (1, 99):
        assert (await watches.survey(server_id, "usaspending", QUERY)).total == 2


async def test_a_check_is_read_at_the_next_tick_and_at_most_once_in_five_minutes(world: Watching) -> None:
    watch = await world.watch()
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock(), "already due"
    await world.watcher.tick()
    world.clock.move(minutes=1, seconds=30)
    with pytest.raises(UserError) as refused:
        await world.watches.check(1, watch.id)
    assert (refused.value.id, refused.value.arguments) == ("refusal-watch-checked", {"minutes": 4})
    world.clock.move(minutes=4)
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock()
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock(), "twice is as good"
    assert await world.watcher.tick() == 1


async def test_a_pause_does_not_evade_the_five_minutes(world: Watching) -> None:
    watch = await world.watch()
    await world.watches.pause(1, watch.id)
    assert (await world.watches.resume(1, watch.id)).next_read_at == world.clock(), "never read"
    await world.watcher.tick()
    read_at = world.clock()
    world.clock.move(minutes=1)
    await world.watches.pause(1, watch.id)
    resumed = await world.watches.resume(1, watch.id)
    assert resumed.next_read_at == read_at + MIN_CHECK_INTERVAL
    assert await world.watcher.tick() == 0
    await world.watches.pause(1, watch.id)
    world.clock.move(hours=1)
    assert (await world.watches.resume(1, watch.id)).next_read_at == world.clock()
    assert await world.watcher.tick() == 1


async def test_a_watch_read_by_a_clock_that_ran_ahead_is_resumed_at_once(one: Watching) -> None:
    watch = await one.watch()
    await one.watcher.tick()
    await one.watches.pause(1, watch.id)
    one.clock.move(days=-1)
    assert (await one.watches.resume(1, watch.id)).next_read_at == one.clock()


class Daily(FakeSource):
    """A source that is read at most once in twenty hours."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__()
        self.clock = clock

    def read_times(self, state: str | None) -> ReadTimes | None:
        if state is None:
            return None
        at = datetime.fromisoformat(state)
        early = self.clock() - at < timedelta(hours=20)
        return ReadTimes(at, at + timedelta(hours=24)) if early else None

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        if (looked := self.read_times(reading.state)) is not None:
            reading.next_in = looked.again_at - self.clock()
            raise NotAsked
        self.state, reading.next_in = self.clock().isoformat(), timedelta(hours=24)
        async for found in super().search(query, reading):
            yield found


@pytest.fixture
def daily(database: Database, clock: MovableClock) -> Watching:
    world = Watching(database, clock)
    world.source = Daily(clock)
    sources = {"usaspending": world.source}
    world.watches = Watches(database, sources, clock)
    world.watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda low, high: 1.0)
    return world


async def test_a_check_of_a_daily_source_is_refused_with_the_last_and_the_next_time(
    daily: Watching,
) -> None:
    watch = await daily.begin(order(end=None))
    read_at, before = daily.clock(), await daily.info(watch)
    daily.clock.move(hours=3)
    with pytest.raises(UserError) as refused:
        await daily.watches.check(1, watch.id)
    assert refused.value.id == "refusal-watch-looked"
    assert refused.value.arguments == {"name": "ICE", "at": read_at, "again": before.next_read_at}
    assert await daily.info(watch) == before
    daily.clock.move(hours=17)
    assert (await daily.watches.check(1, watch.id)).next_read_at == daily.clock()
    await daily.watcher.tick()
    assert (await daily.info(watch)).last_complete_at == daily.clock()


async def test_a_read_without_requests_is_not_stored(daily: Watching) -> None:
    watch = await daily.begin(order(end=None))
    read_at = daily.clock()
    daily.clock.move(hours=3)
    await daily.watches.pause(1, watch.id)
    await daily.watches.resume(1, watch.id)
    before = await daily.info(watch)
    assert before.next_read_at == daily.clock()
    with pytest.raises(UserError) as refused:
        await daily.watches.check(1, watch.id)
    assert refused.value.arguments["again"] == read_at + timedelta(hours=24)
    await daily.watcher.tick()
    assert await daily.info(watch) == replace(before, next_read_at=read_at + timedelta(hours=24))
    assert await daily.scalar(select(func.count()).select_from(Observation)) == 1


async def test_a_paused_watch_announces_all_changes_when_it_is_resumed(
    world: Watching,
) -> None:
    mine, _ = await world.watch(1), await world.watch(2)
    base = action("0", "4816782.50", "2025-12-18", None)
    await world.first_read(order(end=None))
    await world.watches.pause(1, mine.id)
    await world.read_of(order(ORDER, base, action("P00001", "7.00"), end=None))
    assert await world.posts(1) == []
    assert [kinds for _, kinds in await world.posts(2)] == [["money-added"]]
    assert (await world.contracts.latest(1)).total == 1, "it can be looked up"
    world.clock.move(days=1)
    await world.watches.resume(1, mine.id)
    assert all(row.gathering for row in await world.announced(1) if row.kind == "contract")
    await world.watcher.tick()
    assert [kinds for _, kinds in await world.posts(1)] == [["money-added"]]
    assert not any(row.gathering for row in await world.announced(1))
    await world.watches.pause(1, mine.id)
    await world.watches.resume(1, mine.id)
    world.clock.move(hours=1)
    await world.watcher.tick()
    assert len(await world.posts(1)) == 1, "once"


async def test_all_that_a_paused_watch_missed_is_announced_at_once(world: Watching) -> None:
    mine, _ = await world.watch(1), await world.watch(2)
    found = [order(f"CONT_AWD_N{n}_7012_X_7012", action("0", "100.00", action_id=f"T{n}")) for n in range(8)]
    await world.first_read(*found)
    await world.watches.pause(1, mine.id)
    added = (action("P00001", "7.00", action_id=f"TX{n}") for n in range(8))
    await world.read_of(*(replace(one, actions=(*one.actions, next(added))) for one in found))
    world.clock.move(days=1)
    with world.written() as written:
        await world.watches.resume(1, mine.id)
    assert written.count("INSERT announcements") == 1
    assert len([row for row in await world.announced(1) if row.kind == "contract"]) == 8


async def test_a_second_watch_announces_a_change_while_the_first_is_paused_once(
    world: Watching,
) -> None:
    mine = await world.watch(1)
    await world.watch(1, "AGAIN", {"suppliers": ["OTHER"]})
    base = action("0", "4816782.50", "2025-12-18", None)
    await world.first_read(order(end=None))
    await world.watches.pause(1, mine.id)
    await world.read_of(order(ORDER, base, action("P00001", "7.00"), end=None))
    assert [kinds for _, kinds in await world.posts(1)] == [["money-added"]]
    await world.watches.resume(1, mine.id)
    world.clock.move(hours=1)
    await world.watcher.tick()
    assert len(await world.posts(1)) == 1


async def test_many_missed_changes_are_one_digest_and_not_repeated(
    world: Watching,
) -> None:
    mine, again = await world.watch(1), await world.watch(1, "AGAIN", {"suppliers": ["OTHER"]})
    await world.watch(2)
    count = MAX_DAILY_POSTS + 1

    def shown(*more: str) -> list[Record]:
        return [
            order(
                f"CONT_AWD_N{n:04}_7012_X_7012",
                action("0", "100.00", action_id=f"TX_{n}"),
                *(action(number, "7.00", action_id=f"TX_{n}_{number}") for number in more),
                parent_source_id=None,
                end=None,
            )
            for n in range(count)
        ]

    await world.first_read(*shown())
    await world.watches.pause(1, mine.id)
    world.source.show(*shown("P00001"))  # the second watch announces it
    await world.read()
    await world.watches.pause(1, again.id)
    world.source.show(*shown("P00001", "P00002"))  # no watch of this server announces it
    await world.read()
    world.clock.move(hours=1)
    await world.watches.resume(1, mine.id)
    await world.watches.resume(1, again.id)
    await world.watcher.tick()
    posts = [row.kind for row in await world.announced(1) if row.kind != "baseline"]
    assert posts == ["changes", "changes"]
    assert len(await world.posts(1)) == 2 * count


async def test_removing_a_watch_keeps_the_contracts_and_withdraws_an_unsent_digest(world: Watching) -> None:
    watch = await world.begin(order())
    assert (await world.watches.remove(1, watch.id)).name == watch.name
    assert await world.announced() == []
    assert await world.watches.list(1) == []
    assert await world.scalar(select(func.count()).select_from(Contract)) == 1
    assert (await world.contracts.page(1)).total == 0
    again = await world.watch()
    assert again.id != watch.id, "an id is not used again"
    await world.watcher.tick()
    assert [row.subject for row in await world.announced()] == [f"watch:{again.id}"], "a new baseline"
    assert await world.posts() == []


async def test_an_unknown_watch_and_one_of_another_server_are_refused(world: Watching) -> None:
    theirs = await world.watch(2)
    for watch_id in (theirs.id, 0, -1, 99):
        for act in (world.watches.remove, world.watches.check):
            with pytest.raises(UserError, match="refusal-watch-unknown"):
                await act(1, watch_id)
    assert await world.watches.list(2) == [theirs]


async def test_suggestions_match_any_part_of_the_name(one: Watching) -> None:
    for name in ("ICE orders", "Ministère", "iceberg"):
        await one.watch(1, name)
    assert [w.name for w in await one.watches.suggest(1, " ICE")] == ["ICE orders", "iceberg"]
    assert len(await one.watches.suggest(1, "")) == 3
    assert await one.watches.suggest(2, "") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fault_and_every_reason_has_a_sentence(language: str) -> None:
    t = Texts.load().of(language)
    for fault in [*(fault.value for fault in SourceErrorKind), "internal"]:
        assert t(f"fault-{fault}") != f"fault-{fault}"
        assert t("refusal-watch-unreadable", fault=fault).endswith(".")
    in_general = t("refusal-watch-unreadable", fault="any")
    assert t("refusal-watch-unreadable", fault=SourceErrorKind.BAD_ANSWER.value) != in_general, (
        "says to check the address"
    )
    for reason in (
        "unknown-key",
        "not-text",
        "empty",
        "control-characters",
        "too-short",
        "nothing-to-find",
        "too-many-values",
    ):
        sentence = t(f"query-{reason}", key="suppliers", value="ab")
        assert sentence != f"query-{reason}"
        assert "{" not in sentence
        assert "query-part" not in sentence
