"""Watches of SAM.gov, from the wire to what a server's members and organisers see."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.common.pagination import page_of
from bot.contracts.ingest.notice_pages import StoredNoticePages
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.sam.source import Sam
from bot.contracts.story.views import Stage
from bot.exports import write_evidence
from bot.exports.manifest import ManifestSigner
from bot.storage import Database
from bot.storage.models import Change, Observation
from bot.texts import Texts
from bot.ui.contracts.card import contract_card
from bot.ui.watches.cards import watch_list, watch_saved
from tests.conftest import MovableClock
from tests.contracts.ingest.test_european_watch import Europe
from tests.contracts.sources.sam.test_parse import AWARD
from tests.support.loopback.sam import KEY, SamServer, echoing, notice
from tests.support.scripted_server import source_http

pytestmark = pytest.mark.wire

ICE = {"buyers": ["immigration customs"], "words": ["skip tracing"]}
SIGNER = ManifestSigner(bytes(range(32)))
NUMBER = "26-SOL-EX-01"


class States(Europe):
    """A server with watches of SAM.gov, whose API is on this machine."""

    @classmethod
    def of(
        cls, database: Database, clock: MovableClock, api: SamServer, session: Any, key: str | None = KEY
    ) -> "States":
        sam = Sam(source_http(session), api.url, key, StoredNoticePages(database), clock)
        return cls(database, clock, {"sam": sam})


@pytest.fixture
async def api() -> AsyncIterator[SamServer]:
    async with SamServer() as server:
        yield server


@pytest.fixture
def states(
    sqlite_database: Database, clock: MovableClock, api: SamServer, session: aiohttp.ClientSession
) -> States:
    clock.now = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
    return States.of(sqlite_database, clock, api, session)


async def read_for_days(states: States, days: int) -> None:
    for _ in range(4 * days):
        await states.days(0.25)


@pytest.mark.full
async def test_a_plan_its_call_its_amendment_and_its_award_are_posted_once_and_told_as_one_story(
    states: States, api: SamServer, sqlite_database: Database
) -> None:
    api.notices = [notice(1, solicitationNumber=NUMBER, type="Sources Sought", postedDate="2026-01-20")]
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    assert await states.posts() == [], "what is there at first is in the digest"
    call = notice(2, solicitationNumber=NUMBER, postedDate="2026-02-16")
    api.notices.append(call)
    await read_for_days(states, 3)
    amended = {**call, "noticeId": "e" * 32, "postedDate": "2026-02-18", "title": "Skip tracing: amended"}
    api.notices[1] = amended
    await read_for_days(states, 2)
    won = {"type": "Award Notice", "award": AWARD, "postedDate": "2026-02-20"}
    api.notices.append(notice(3, solicitationNumber=NUMBER, **won))
    await read_for_days(states, 2)
    posted = [kinds for number, kinds in await states.posts() if number == NUMBER]
    assert posted.count(["new-notice"]) == 2, "the call and the award, and not the amendment"
    assert await states.faults() == []
    contracts = Contracts(sqlite_database)
    lines = (await contracts.page(1)).items
    assert len(lines) == 3
    story = (await contracts.show(1, lines[0].id)).story.procedure
    assert story is not None
    assert [one.stage for one in story.records] == [Stage.PLAN, Stage.TENDER, Stage.AWARD]
    assert [one.supplier for one in story.records] == ["", "", "EXAMPLE SERVICES LLC"]


@pytest.mark.full
async def test_a_change_that_one_read_shows_is_told_when_later_reads_do_not_take_it_back(
    states: States, api: SamServer, sqlite_database: Database
) -> None:
    award = notice(13, solicitationNumber=NUMBER, type="Award Notice", award=AWARD, postedDate="2026-02-08")
    calls = [notice(number) for number in range(1, 13)]
    api.notices = [*calls, award]
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    later = {**award, "noticeId": "e" * 32, "postedDate": "2026-02-16"}
    later["award"] = {**AWARD, "amount": "9999999.00"}
    cancelled = [
        {**call, "noticeId": f"{number:032x}", "postedDate": "2026-02-16", "isCanceled": True}
        for number, call in enumerate(calls, 900)
    ]
    api.notices = [*cancelled, later]
    await read_for_days(states, 5)
    async with sqlite_database.read() as session:
        news = list(await session.scalars(select(Change.kind).where(Change.news)))
    assert sorted(news) == [*["cancelled"] * 12, "corrected"]


@pytest.mark.full
async def test_a_plan_or_a_call_that_is_cancelled_is_posted_and_one_that_is_archived_is_not(
    states: States, api: SamServer
) -> None:
    api.notices = [notice(1), notice(2, type="Presolicitation"), notice(3)]
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    for number, changes in ((1, {"isCanceled": True}), (2, {"status": "cancelled"}), (3, {"active": "No"})):
        later = {**api.notices[number - 1], "noticeId": f"{number + 900:032x}", "postedDate": "2026-02-16"}
        api.notices[number - 1] = {**later, **changes}
    await read_for_days(states, 4)
    assert dict(await states.posts()) == {
        "70CDCR26R00000001": ["cancelled"],
        "70CDCR26R00000002": ["cancelled"],
    }


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_card_says_that_a_plan_is_an_intention_and_that_its_link_may_want_a_login(
    states: States, api: SamServer, sqlite_database: Database, language: str
) -> None:
    api.notices = [notice(1, type="Presolicitation", active="No")]
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    contracts, t = Contracts(sqlite_database), Texts.load().of(language)
    (line,) = (await contracts.page(1)).items
    card = str(contract_card(await contracts.show(1, line.id), t).to_components())
    for said in ("contract-planned", "source-link-sam", "notice-type-presolicitation"):
        assert t(said) in card.replace(r"\xa0", "\u00a0").replace(r"\u202f", "\u202f")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_watch_without_a_key_says_what_to_do_and_goes_on_once_there_is_one(
    sqlite_database: Database,
    clock: MovableClock,
    api: SamServer,
    session: aiohttp.ClientSession,
    language: str,
) -> None:
    api.notices = [notice(1)]
    without = States.of(sqlite_database, clock, api, session, key=None)
    await without.watch("sam", ICE)
    await without.days(0)
    assert await without.faults() == ["no-key"]
    t = Texts.load().of(language)
    watches = await without.watches.list(1)
    card = str(watch_list(page_of(watches, 0, 5), t).to_components())
    assert t("fault-no-key").replace("\u00a0", r"\xa0") in card
    assert api.asked == []
    await read_for_days(States.of(sqlite_database, clock, api, session), 2)
    assert await without.faults() == []
    assert len((await Contracts(sqlite_database).page(1)).items) == 1


async def test_a_new_watch_says_that_the_first_read_takes_days(states: States, api: SamServer) -> None:
    await states.watch("sam", ICE)
    await states.days(0)
    (watch,) = await states.watches.list(1)
    t = Texts.load().of("en")
    assert t("watch-next-sam") in str(watch_saved(watch, t).to_components())
    assert t("watch-unread-sam") in str(watch_list(page_of([watch], 0, 5), t).to_components())
    assert watch.failures == 0


async def test_the_key_is_in_no_observation_that_organisers_see(
    states: States, api: SamServer, sqlite_database: Database
) -> None:
    api.change = echoing(403)
    await states.watch("sam", ICE)
    await read_for_days(states, 1)
    async with sqlite_database.read() as opened:
        faults = [row.faults for row in (await opened.execute(select(Observation))).scalars()]
    assert any(faults)
    assert KEY not in str(faults)
    assert "api_key" not in str(faults)


async def test_a_key_that_is_refused_later_is_said_to_be_refused(states: States, api: SamServer) -> None:
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    assert await states.faults() == []
    api.change = echoing(403)
    await states.days(1)
    assert await states.faults() == ["key-refused"]


async def test_the_key_is_not_in_the_evidence(
    states: States, api: SamServer, sqlite_database: Database, clock: MovableClock
) -> None:
    api.notices = [notice(1)]
    await states.watch("sam", ICE)
    await read_for_days(states, 2)
    archive = io.BytesIO()
    await write_evidence(sqlite_database, 1, archive, now=clock(), texts=Texts.load(), signer=SIGNER)
    with zipfile.ZipFile(archive) as opened:
        content = b"\n".join(opened.read(name) for name in opened.namelist())
    assert f"{1:032x}".encode() in content
    for secret in (KEY.encode(), b"api_key", b"Ada Person"):
        assert secret not in content


async def test_two_servers_with_two_searches_cost_the_requests_of_one(
    states: States, api: SamServer, sqlite_database: Database
) -> None:
    api.notices = [notice(1), notice(2, title="Detention beds")]
    await states.watch("sam", ICE)
    await states.watches.add(2, "Beds", "sam", {"words": ["detention beds"]})
    await read_for_days(states, 2)
    assert len({str(asked) for asked in api.asked}) == len(api.asked) == 12, "no page is asked for twice"
