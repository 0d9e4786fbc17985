"""Throttles and circuit breakers of hosts, which all requests to a host share."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot.contracts.sources.http import SourceHttp, open_session
from bot.contracts.sources.http.throttle import (
    FAILURE_MEMORY_S,
    MAX_BACKOFF_S,
    MAX_FAILURES,
    MAX_HOSTS,
    MAX_REST_S,
    MAX_SERVER_ERRORS,
    MIN_REST_S,
    ThrottleRegistry,
)
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.support.scripted_server import (
    GOOD,
    Names,
    Reply,
    Scripted,
    drops,
    failure,
    says,
    serving,
    source_http,
    truncates,
    unfetched,
)

pytestmark = pytest.mark.wire

DOWN = says("", 503)


class ManualClock:
    """A clock in seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> ManualClock:
    return ManualClock()


@pytest.fixture
def http(session: aiohttp.ClientSession, time: ManualClock) -> SourceHttp:
    return source_http(session, attempts=2, time=time)


async def faults(http: SourceHttp, url: str, times: int) -> list[SourceErrorKind]:
    # A POST, because aiohttp itself repeats a GET whose connection is closed, within one attempt.
    return [(await failure(http, url, "POST", {})).fault for _ in range(times)]


async def slow_reply(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(1)
    return web.Response()


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (says("", 503), SourceErrorKind.BUSY),
        (drops, SourceErrorKind.UNREACHABLE),
        (truncates, SourceErrorKind.UNREACHABLE),
        (slow_reply, SourceErrorKind.TIMEOUT),
    ],
)
async def test_the_circuit_opens_after_three_failed_requests_in_a_row(
    server: Scripted, session: aiohttp.ClientSession, time: ManualClock, reply: Reply, fault: SourceErrorKind
) -> None:
    server.answers(reply)
    http = source_http(session, attempts=2, time=time, timeout=0.3 if reply is slow_reply else 30.0)
    assert await faults(http, server.url, MAX_FAILURES) == [fault] * MAX_FAILURES
    asked = len(server.asked)
    assert asked == 2 * MAX_FAILURES  # each with its retries
    assert await faults(http, server.url, 2) == [SourceErrorKind.RESTING] * 2
    assert (await unfetched(http, f"{server.url}other")).fault is SourceErrorKind.RESTING
    assert len(server.asked) == asked


async def test_answers_500_open_the_circuit_only_when_there_are_many_in_a_row(
    server: Scripted, session: aiohttp.ClientSession, time: ManualClock
) -> None:
    """Three contracts that the source cannot show, or an address that somebody made up, keep nobody from the
    rest of the host."""
    http = source_http(session, attempts=1, time=time)
    for _ in range(2):
        server.answers(says("", 500))
        assert await faults(http, server.url, MAX_SERVER_ERRORS) == (
            [SourceErrorKind.SERVER_ERROR] * MAX_SERVER_ERRORS
        )
        server.answers(GOOD)
        await http.request_json("GET", server.url)
    server.answers(says("", 500))
    got = await faults(http, server.url, MAX_SERVER_ERRORS + MAX_FAILURES + 1)
    assert got[-2:] == [SourceErrorKind.SERVER_ERROR, SourceErrorKind.RESTING]


@pytest.mark.parametrize("answer", [says("", 404), says("", 422), says("<html>"), says("", 302), GOOD])
async def test_any_answer_keeps_the_circuit_closed(server: Scripted, http: SourceHttp, answer: Reply) -> None:
    for _ in range(3):
        server.answers(DOWN)
        assert await faults(http, server.url, MAX_FAILURES - 1) == [SourceErrorKind.BUSY] * (MAX_FAILURES - 1)
        server.answers(answer)
        await asyncio.gather(http.request_json("GET", server.url), return_exceptions=True)
    server.answers(answer)
    for _ in range(MAX_FAILURES + 1):
        outcome = await asyncio.gather(http.request_json("GET", server.url), return_exceptions=True)
        assert getattr(outcome[0], "fault", None) is not SourceErrorKind.RESTING


async def test_an_open_circuit_ends_with_a_trial_and_doubles_after_a_failed_one(
    server: Scripted, http: SourceHttp, time: ManualClock
) -> None:
    server.answers(DOWN)
    await faults(http, server.url, MAX_FAILURES)
    rest, rests = MIN_REST_S, []
    for _ in range(6):
        rests.append(rest)
        time.now += rest - 1
        assert await faults(http, server.url, 1) == [SourceErrorKind.RESTING]
        time.now += 1
        assert await faults(http, server.url, 2) == [SourceErrorKind.BUSY, SourceErrorKind.RESTING]
        rest = min(2 * rest, MAX_BACKOFF_S)
    assert rests == [300, 600, 1200, 2400, 3600, 3600]

    time.now += MAX_BACKOFF_S
    server.answers(GOOD)
    for _ in range(3):
        await http.request_json("GET", server.url)
    server.answers(DOWN)
    assert await faults(http, server.url, 4) == [SourceErrorKind.BUSY] * 3 + [SourceErrorKind.RESTING]


async def test_only_one_trial_request_is_allowed(
    server: Scripted, http: SourceHttp, time: ManualClock
) -> None:
    server.answers(DOWN)
    await faults(http, server.url, MAX_FAILURES)
    time.now += MIN_REST_S
    reached, release = asyncio.Event(), asyncio.Event()

    async def waits(_: web.Request) -> web.StreamResponse:
        reached.set()
        await release.wait()
        return web.json_response({"ok": True})

    server.answers(waits)
    server.asked.clear()
    trial = asyncio.create_task(http.request_json("GET", server.url))
    await reached.wait()
    assert await faults(http, server.url, 3) == [SourceErrorKind.RESTING] * 3
    release.set()
    assert (await trial)[0] == {"ok": True}
    assert len(server.asked) == 1
    assert (await http.request_json("GET", server.url))[0] == {"ok": True}


async def test_a_cancelled_trial_allows_another(
    server: Scripted, http: SourceHttp, time: ManualClock
) -> None:
    server.answers(DOWN)
    await faults(http, server.url, MAX_FAILURES)
    time.now += MIN_REST_S
    reached = asyncio.Event()

    async def hangs(_: web.Request) -> web.StreamResponse:
        reached.set()
        await asyncio.sleep(60)
        return web.Response()

    server.answers(hangs)
    trial = asyncio.create_task(http.request_json("GET", server.url))
    await reached.wait()
    trial.cancel()
    await asyncio.gather(trial, return_exceptions=True)
    server.answers(GOOD)
    assert (await http.request_json("GET", server.url))[0] == {"ok": True}


async def test_queued_requests_are_refused_when_the_circuit_opens(
    server: Scripted, http: SourceHttp, time: ManualClock
) -> None:
    server.answers(DOWN)
    errors = await asyncio.gather(*(failure(http, server.url) for _ in range(20)))
    kinds = [error.fault for error in errors]
    assert kinds.count(SourceErrorKind.BUSY) == MAX_FAILURES
    assert kinds.count(SourceErrorKind.RESTING) == 20 - MAX_FAILURES
    assert len(server.asked) < 40
    time.now += MIN_REST_S
    assert await faults(http, server.url, 2) == [SourceErrorKind.BUSY, SourceErrorKind.RESTING]


async def test_a_failing_host_does_not_affect_another(server: Scripted, time: ManualClock) -> None:
    server.answers(DOWN)
    async with open_session(True, resolver=Names(["127.0.0.1"])) as session:
        http = source_http(session, attempts=1, time=time, pace=0)
        await faults(http, f"http://one.example:{server.port}/", MAX_FAILURES)
        server.answers(GOOD)
        assert (await failure(http, f"http://ONE.example.:{server.port}/")).fault is SourceErrorKind.RESTING
        assert (await http.request_json("GET", f"http://two.example:{server.port}/"))[0] == {"ok": True}


async def test_a_failing_port_does_not_affect_another_port_of_the_host(
    server: Scripted, time: ManualClock
) -> None:
    server.answers(DOWN)
    async with serving() as api, open_session(True, resolver=Names(["127.0.0.1"])) as session:
        api.answers(GOOD)
        http = source_http(session, attempts=1, time=time, pace=0)
        page = f"http://one.example:{server.port}/"
        assert (await faults(http, page, MAX_FAILURES + 1))[-1] is SourceErrorKind.RESTING
        assert (await http.request_json("GET", f"http://one.example:{api.port}/"))[0] == {"ok": True}


async def test_a_refused_address_is_no_failure_of_the_host(time: ManualClock) -> None:
    async with open_session(False, resolver=Names(["10.0.0.8"])) as session:
        http = source_http(session, allow_loopback=False, time=time, pace=0)
        assert await faults(http, "http://one.example/", 5) == [SourceErrorKind.NO_HOST] * 5


@pytest.mark.parametrize(("asked_for", "rests"), [("121", 121), ("3600", 3600), ("999999999", MAX_REST_S)])
async def test_a_host_with_a_long_retry_after_is_not_requested_for_as_long(
    server: Scripted, http: SourceHttp, time: ManualClock, asked_for: str, rests: float
) -> None:
    server.answers(says("", 429, Retry_After=asked_for), GOOD)
    assert await faults(http, server.url, 2) == [SourceErrorKind.BUSY, SourceErrorKind.RESTING]
    time.now += rests - 1
    assert await faults(http, server.url, 1) == [SourceErrorKind.RESTING]
    assert len(server.asked) == 1
    time.now += 1
    assert (await http.request_json("GET", server.url))[0] == {"ok": True}


async def test_a_retry_after_applies_to_every_request_to_the_host(
    server: Scripted, session: aiohttp.ClientSession
) -> None:
    server.answers(says("", 429, Retry_After="0.3"), GOOD)
    http = source_http(session)
    now = asyncio.get_running_loop().time
    first = asyncio.create_task(http.request_json("GET", server.url))
    while not server.asked:
        await asyncio.sleep(0.001)
    before = now()
    await http.request_json("GET", f"{server.url}other")
    assert now() - before >= 0.25
    await first


async def test_a_source_can_set_a_slower_pace(server: Scripted) -> None:
    server.answers(GOOD)
    async with open_session(True, resolver=Names(["127.0.0.1"])) as session:
        http = source_http(session, pace=0.01)
        http.slow("SLOW.example", 0.2)
        http.slow("slow.example.", 0.05)  # never faster again
        now = asyncio.get_running_loop().time
        before = now()
        for _ in range(3):
            await http.request_json("GET", f"http://slow.example:{server.port}/")
        assert now() - before >= 0.4
        http.slow("127.0.0.1", 3600)
        async with asyncio.timeout(60):
            for _ in range(3):
                await http.request_json("GET", server.url)


async def test_a_slower_pace_applies_to_every_port_of_a_host(server: Scripted) -> None:
    server.answers(GOOD)
    async with serving() as other, open_session(True, resolver=Names(["127.0.0.1"])) as session:
        other.answers(GOOD)
        http = source_http(session, pace=0.01)
        known, unknown = (f"http://slow.example:{port}/" for port in (server.port, other.port))
        await http.request_json("GET", known)
        http.slow("slow.example", 0.2)
        now = asyncio.get_running_loop().time
        for place in (known, unknown):
            await http.request_json("GET", place)
            before = now()
            await http.request_json("GET", place)
            assert now() - before >= 0.15


async def test_the_error_names_the_host_and_the_remaining_time(server: Scripted, http: SourceHttp) -> None:
    server.answers(DOWN)
    await faults(http, server.url, MAX_FAILURES)
    error: Any = await failure(http, f"{server.url}?api_key=secret")
    assert "127.0.0.1" in error.detail
    assert "300 more seconds" in error.detail
    assert "secret" not in error.detail


class TestManyHosts:
    """The memory for hosts is bounded, however many are requested."""

    @pytest.fixture
    def registry(self, time: ManualClock) -> ThrottleRegistry:
        return ThrottleRegistry(0.0, time)

    @staticmethod
    def request_many(registry: ThrottleRegistry) -> None:
        for number in range(2 * MAX_HOSTS):
            with registry.of(URL(f"https://h{number}.example/")).request():
                pass

    @staticmethod
    def fails(registry: ThrottleRegistry, host: str, times: int) -> None:
        for _ in range(times):
            with pytest.raises(SourceError), registry.of(URL(f"https://{host}/")).request():
                raise SourceError(SourceErrorKind.BUSY)

    async def test_hosts_without_failures_are_forgotten(self, registry: ThrottleRegistry) -> None:
        self.request_many(registry)
        assert len(registry) == MAX_HOSTS
        last = registry.of(URL(f"https://h{2 * MAX_HOSTS - 1}.example/"))
        registry.of(URL("https://one-more.example/"))
        assert registry.of(URL(f"https://h{2 * MAX_HOSTS - 1}.example/")) is last, "the oldest go first"

    async def test_a_host_with_an_open_circuit_is_remembered(
        self, registry: ThrottleRegistry, time: ManualClock
    ) -> None:
        self.fails(registry, "down.example", MAX_FAILURES)
        self.request_many(registry)
        with pytest.raises(SourceError) as refused, registry.of(URL("https://down.example/")).request():
            pass
        assert refused.value.fault is SourceErrorKind.RESTING

    async def test_a_host_with_a_long_retry_after_is_remembered(self, registry: ThrottleRegistry) -> None:
        registry.of(URL("https://later.example/")).rest(3600)
        self.request_many(registry)
        with pytest.raises(SourceError) as refused, registry.of(URL("https://later.example/")).request():
            pass
        assert refused.value.fault is SourceErrorKind.RESTING

    async def test_a_host_that_failed_today_is_remembered(self, registry: ThrottleRegistry) -> None:
        self.fails(registry, "shaky.example", MAX_FAILURES - 1)
        self.request_many(registry)
        self.fails(registry, "shaky.example", 1)
        with pytest.raises(SourceError) as refused, registry.of(URL("https://shaky.example/")).request():
            pass
        assert refused.value.fault is SourceErrorKind.RESTING

    async def test_a_host_that_failed_days_ago_is_forgotten_again(
        self, registry: ThrottleRegistry, time: ManualClock
    ) -> None:
        self.fails(registry, "shaky.example", 1)
        shaky = registry.of(URL("https://shaky.example/"))
        time.now += FAILURE_MEMORY_S + 1
        self.request_many(registry)
        assert registry.of(URL("https://shaky.example/")) is not shaky

    async def test_hosts_with_a_running_request_or_a_retry_after_are_remembered(
        self, registry: ThrottleRegistry
    ) -> None:
        busy, waiting = (
            registry.of(URL("https://busy.example/")),
            registry.of(URL("https://waiting.example/")),
        )
        waiting.wait(3600)
        with busy.request():
            self.request_many(registry)
            assert registry.of(URL("https://busy.example/")) is busy
        assert registry.of(URL("https://waiting.example/")) is waiting

    async def test_the_pace_of_a_source_is_remembered_and_those_of_sites_are_bounded(
        self, registry: ThrottleRegistry
    ) -> None:
        registry.slow("source.example", 7.0)
        for number in range(2 * MAX_HOSTS):
            registry.slow(f"site{number}.example", 9.0, always=False)
        assert len(registry._asked_for) == MAX_HOSTS
        for host, pace in (("source.example", 7.0), (f"site{2 * MAX_HOSTS - 1}.example", 9.0)):
            assert registry.of(URL(f"https://{host}/"))._pace == pace
        registry.slow("site0.example", 9.0, always=False)
        assert registry.of(URL("https://site0.example/"))._pace == 9.0, "it was said again"
