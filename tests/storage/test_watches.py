"""What organisers do with watches, and what is refused."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.contracts.model import Kind
from bot.contracts.sources import Fault, SourceError, Survey
from bot.contracts.watches import CHECK_EVERY
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Contract, Server, Watch
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts import order
from tests.watching import QUERY, Watching


@pytest.fixture
def world(database: Database, clock: MovableClock) -> Watching:
    return Watching(database, clock)


@pytest.fixture
def one(sqlite_database: Database, clock: MovableClock) -> Watching:
    return Watching(sqlite_database, clock)


async def test_a_watch_is_due_at_once_and_keeps_the_canonical_query(world: Watching) -> None:
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


async def test_a_name_is_given_once_in_a_server_and_again_in_another(world: Watching) -> None:
    await world.watch(1)
    await world.watch(2)
    with pytest.raises(Refusal) as refused:
        await world.watch(1)
    assert (refused.value.id, refused.value.arguments) == ("refusal-watch-name-taken", {"name": "ICE"})


async def test_two_organisers_who_add_one_name_at_once_make_one_watch(world: Watching) -> None:
    await world.server(1)
    done = await asyncio.gather(*(world.watch(1) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, Refusal) for result in done) == 3
    assert len(await world.watches.list(1)) == 1


async def test_a_server_that_is_not_there_yet_is_made_with_its_first_watch(world: Watching) -> None:
    await world.watches.add(5, "ICE", "usaspending", QUERY)
    async with world.database.read() as session:
        assert (await session.execute(select(Server.id, Server.language))).one() == (5, "en")


async def test_the_twenty_first_watch_is_refused_even_when_several_come_at_once(world: Watching) -> None:
    for number in range(18):
        await world.watch(1, f"w{number}")
    more = (world.watch(1, f"x{number}") for number in range(5))
    done = await asyncio.gather(*more, return_exceptions=True)
    refused = [result for result in done if isinstance(result, Refusal)]
    assert {result.id for result in refused} == {"refusal-watch-too-many-watches"}
    assert len(await world.watches.list(1)) == 20
    assert len(refused) == 3


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x07b"])
async def test_a_name_must_be_short_and_visible(one: Watching, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        await one.watch(1, name)
    assert refused.value.id == "refusal-watch-name"


async def test_a_query_that_cannot_be_used_is_refused_with_its_reason(one: Watching) -> None:
    with pytest.raises(Refusal) as refused:
        await one.watch(1, "ICE", {"agencies": ["ICE"]})
    assert refused.value.id == "query-nothing-to-find"
    assert refused.value.arguments == {"key": "suppliers", "value": ""}
    with pytest.raises(Refusal) as unknown:
        await one.watches.add(1, "ICE", "nowhere", QUERY)
    assert unknown.value.id == "refusal-watch-source"
    async with one.database.read() as session:
        assert (await session.execute(select(func.count()).select_from(Watch))).scalar_one() == 0


@pytest.mark.parametrize(
    ("found", "refusal"),
    [
        (Survey({Kind.ORDER: 1000, Kind.VEHICLE: 1}, newest=None), "refusal-watch-too-wide"),
        (SourceError(Fault.TOO_MANY), "refusal-watch-too-wide"),
        (SourceError(Fault.BUSY), "refusal-watch-unreadable"),
    ],
)
async def test_a_survey_refuses_what_no_watch_should_be(
    one: Watching, found: Survey | SourceError, refusal: str
) -> None:
    one.source.surveyed = found
    with pytest.raises(Refusal) as refused:
        await one.watches.survey("usaspending", QUERY)
    assert refused.value.id == refusal


@pytest.mark.parametrize("orders", [1000, 0])
async def test_a_survey_tells_what_would_be_watched_also_if_it_is_nothing_yet(
    one: Watching, orders: int
) -> None:
    one.source.surveyed = Survey({Kind.ORDER: orders, Kind.VEHICLE: 0}, newest=None)
    assert await one.watches.survey("usaspending", QUERY) == one.source.surveyed


async def test_a_check_is_read_at_the_next_tick_and_at_most_once_in_five_minutes(world: Watching) -> None:
    watch = await world.watch()
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock(), "already due"
    await world.watcher.tick()
    world.clock.move(minutes=1, seconds=30)
    with pytest.raises(Refusal) as refused:
        await world.watches.check(1, watch.id)
    assert (refused.value.id, refused.value.arguments) == ("refusal-watch-checked", {"minutes": 4})
    world.clock.move(minutes=4)
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock()
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock(), "twice is as good"
    assert await world.watcher.tick() == 1


async def test_a_pause_is_no_way_around_the_five_minutes(world: Watching) -> None:
    watch = await world.watch()
    await world.watches.pause(1, watch.id)
    assert (await world.watches.resume(1, watch.id)).next_read_at == world.clock(), "never read"
    await world.watcher.tick()
    read_at = world.clock()
    world.clock.move(minutes=1)
    await world.watches.pause(1, watch.id)
    resumed = await world.watches.resume(1, watch.id)
    assert resumed.next_read_at == read_at + CHECK_EVERY
    assert await world.watcher.tick() == 0
    await world.watches.pause(1, watch.id)
    world.clock.move(hours=1)
    assert (await world.watches.resume(1, watch.id)).next_read_at == world.clock()
    assert await world.watcher.tick() == 1


async def test_a_watch_that_was_read_by_a_clock_that_was_ahead_is_resumed_at_once(one: Watching) -> None:
    watch = await one.watch()
    await one.watcher.tick()
    await one.watches.pause(1, watch.id)
    one.clock.move(days=-1)
    assert (await one.watches.resume(1, watch.id)).next_read_at == one.clock()


async def test_removing_a_watch_keeps_the_contracts_and_takes_back_an_unsent_digest(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order())
    await world.watcher.tick()
    assert (await world.watches.remove(1, watch.id)).name == watch.name
    assert await world.announced() == []
    assert await world.watches.list(1) == []
    async with world.database.read() as session:
        assert (await session.execute(select(func.count()).select_from(Contract))).scalar_one() == 1
    assert (await world.contracts.page(1)).total == 0
    again = await world.watch()
    assert again.id != watch.id, "an id is not used again"
    await world.watcher.tick()
    assert [row.subject for row in await world.announced()] == [f"watch:{again.id}"], "a new baseline"
    assert await world.told() == []


async def test_a_watch_that_is_not_there_or_of_another_server_is_refused(world: Watching) -> None:
    theirs = await world.watch(2)
    for watch_id in (theirs.id, 0, -1, 99, 2**31, 2**80):
        for act in (world.watches.remove, world.watches.check):
            with pytest.raises(Refusal) as refused:
                await act(1, watch_id)
            assert refused.value.id == "refusal-watch-unknown"
    assert await world.watches.list(2) == [theirs]


async def test_suggestions_are_by_what_the_name_holds(one: Watching) -> None:
    for name in ("ICE orders", "Ministère", "iceberg"):
        await one.watch(1, name)
    assert [w.name for w in await one.watches.suggest(1, " ICE")] == ["ICE orders", "iceberg"]
    assert len(await one.watches.suggest(1, "")) == 3
    assert await one.watches.suggest(2, "") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fault_and_every_reason_has_a_sentence(language: str) -> None:
    t = Texts.load().of(language)
    for fault in [*(fault.value for fault in Fault), "internal"]:
        assert t(f"fault-{fault}") != f"fault-{fault}"
        assert t("refusal-watch-unreadable", fault=fault).endswith(".")
    in_general = t("refusal-watch-unreadable", fault="any")
    assert t("refusal-watch-unreadable", fault=Fault.BAD_ANSWER.value) != in_general, (
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
