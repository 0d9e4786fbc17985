"""Faults between Discord and the bot, at every step that the bot takes.

One real bot, with discord.py's real HTTP client and gateway, against a Discord on this machine. After
every fault a channel has each announcement once and in order, each card is up to date, and each member
gets an answer to the first press or to the second.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select, update

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.app import App, open_app
from bot.common.clock import seconds_awake_or_not, utc_now
from bot.common.clock_check import ClockCheck
from bot.runtime.client import TocsinBot
from bot.runtime.discord_login import connection_fault
from bot.settings import Settings, Timing
from bot.storage.models import (
    AccessRequest,
    Announcement,
    Change,
    Note,
    Signature,
)
from bot.ui.router import route
from tests.support.loopback import (
    Fault,
    Interaction,
    LoopbackDiscord,
    answer,
    drop,
    half,
    late,
    shown,
    slow,
)
from tests.support.loopback.interactions import FORM, UPDATE
from tests.support.loopback.seed import PRIVACY, TICKED, one_change

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="module"), pytest.mark.full]

FAULTS: dict[str, Callable[[], list[Fault]]] = {
    "429 of a route": lambda: [answer(429), answer(429)],
    "429 of all routes": lambda: [answer(429, everywhere=True)],
    "429 of Cloudflare": lambda: [answer(429, via=False)],
    "500": lambda: [answer(500)],
    "500 whatever is tried": lambda: [answer(500) for _ in range(5)],
    "502": lambda: [answer(502), answer(502)],
    "502 after the effect": lambda: [answer(502, after=True)],
    "503": lambda: [answer(503)],
    "503 after the effect": lambda: [answer(503, after=True)],
    "dropped before the effect": lambda: [drop()],
    "dropped after the effect": lambda: [drop(after=True)],
    "dropped again and again": lambda: [drop(), drop(after=True), drop()],
    "slow": lambda: [slow(0.3)],
    "slow after the effect": lambda: [slow(0.3, after=True)],
    "dropped, and the effect comes later": lambda: [late(0.1)],
    "half a body": lambda: [half()],
    "half of the JSON": lambda: [half(framed=True)],
}
DISTINCT = {
    "429 of a route",
    "500 whatever is tried",
    "502 after the effect",
    "dropped after the effect",
    "dropped again and again",
    "slow after the effect",
    "dropped, and the effect comes later",
    "half of the JSON",
}
every_fault = pytest.mark.parametrize("fault", FAULTS)
distinct_faults = pytest.mark.parametrize(
    "fault", [each if each in DISTINCT else pytest.param(each, marks=pytest.mark.long) for each in FAULTS]
)
SLOW = ("slow", "slow after the effect")
IMPATIENT_S, PATIENT_S = 0.2, 60.0  # seconds that the bot waits for Discord
SOON, LATER = timedelta(seconds=15), timedelta(minutes=11)


class Stage:
    """The connected bot, whose background tasks run when a test says so."""

    def __init__(
        self, loopback: LoopbackDiscord, app: App, bot: TocsinBot, patched: pytest.MonkeyPatch
    ) -> None:
        self.patched = patched
        self.loopback = loopback
        self.app = app
        self.bot = bot
        self.channel_id = loopback.channel.id
        self.server_id = loopback.guild.id
        self.demand_id = 0
        self.members = iter(range(10_000, 20_000))
        self.reads = iter(range(1, 10_000))

    def fail(self, fault: str, operation: str) -> None:
        if fault in SLOW:
            self.wait_for_discord(IMPATIENT_S)
        self.loopback.fail(*FAULTS[fault](), operation=operation)

    def wait_for_discord(self, seconds: float) -> None:
        self.patched.setattr("bot.announcements.delivery._POST_TIMEOUT_S", seconds)
        self.patched.setattr("bot.announcements.card_sync._EDIT_TIMEOUT_S", seconds)

    def passes(self, time: timedelta) -> None:
        """Advance the bot's clock and Discord's, which forgets nonces after some minutes. What comes later
        may be slow because the machine is."""
        self.wait_for_discord(PATIENT_S)
        self.loopback.ahead += time.total_seconds()
        if time > timedelta(minutes=3):
            self.loopback.forget_nonces()

    async def announce(self, count: int) -> list[int]:
        """Enqueue announcements for the channel; return their ids, in order."""
        async with self.app.database.write() as session:
            for _ in range(count):
                key, now = f"a-read-{next(self.reads)}", self.app.clock()
                session.add(
                    Change(contract_id=1, read_key=key, ordinal=0, kind="new-order", seen_at=now, news=True)
                )
                announcement = NewAnnouncement(self.server_id, self.channel_id, "contract", "contract:1", key)
                await enqueue(session, self.app.database, announcement, now)
        async with self.app.database.read() as session:
            newest = select(Announcement.id).order_by(Announcement.id.desc()).limit(count)
            return sorted((await session.execute(newest)).scalars())

    async def deliver(self, ids: Sequence[int], step: timedelta) -> None:
        """Deliver until all of them are posted."""
        for _ in range(12):
            await self.bot.delivery.tick()
            if None not in (await self.posted(ids)).values():
                return
            self.passes(step)
        raise AssertionError(f"not all of {ids} are posted: {await self.posted(ids)}")

    async def posted(self, ids: Sequence[int]) -> dict[int, int | None]:
        async with self.app.database.read() as session:
            rows = await session.execute(
                select(Announcement.id, Announcement.message_id)
                .where(Announcement.id.in_(ids))
                .order_by(Announcement.id)
            )
            return {row.id: row.message_id for row in rows}

    async def in_channel(self, since: int) -> list[int]:
        """Return the messages in the channel after the first ``before``, in order."""
        await asyncio.sleep(0.15)  # late effects have happened
        return [int(message["id"]) for message in self.loopback.messages[self.channel_id][since:]]

    async def attempt(self, act: Callable[[], Awaitable[Interaction]], done: str) -> list[Interaction]:
        """Perform an action, and repeat it if no answer begins with ``done``."""
        made: list[Interaction] = []
        for _ in range(2):
            made.append(await act())
            await self.settled()
            if self.answer_text(made[-1]).startswith(done):
                return made
        raise AssertionError(f"no answer says {done!r}: {[self.answer_text(one) for one in made]}")

    async def connected(self) -> None:
        """True if the bot has a live gateway session."""
        await asyncio.sleep(0.05)
        async with asyncio.timeout(60):
            while not any(one.socket and not one.silent for one in self.loopback.gateway.sessions.values()):
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.05)

    async def settled(self) -> None:
        """Wait until the bot has processed all interactions."""
        await asyncio.sleep(0.02)
        async with asyncio.timeout(60):
            while self.bot._answering:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.12)

    def answer_text(self, interaction: Interaction) -> str:
        if interaction.messages:
            return shown(interaction.messages[0])
        if interaction.callback.done() and interaction.callback.result()["type"] == FORM:
            return str(interaction.callback.result()["data"]["title"])
        return ""

    async def signatures(self) -> int:
        async with self.app.database.read() as session:
            return (await session.execute(select(func.count()).select_from(Signature))).scalar_one()


_ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.long)]  # Discord's faults know no engine


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=_ENGINES)
async def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    folder: Path = tmp_path_factory.mktemp("faults")
    url = f"sqlite+aiosqlite:///{folder / 'tocsin.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("new_postgres_url")()
    settings = Settings(token="loopback.token", database_url=url, key_dir=folder / "keys")
    never = {name: 1e6 for name in Timing.__dataclass_fields__ if name.endswith("_every")}
    with pytest.MonkeyPatch.context() as patched:
        sleep = asyncio.sleep

        async def short(seconds: float, result: Any = None) -> Any:
            """Sleep less than discord.py's seconds between retries."""
            return await sleep(seconds if seconds <= 0.3 else 0.03, result)

        patched.setattr("asyncio.sleep", short)
        async with LoopbackDiscord() as loopback:
            back = loopback.redirect()

            def clock() -> datetime:
                return utc_now() + timedelta(seconds=loopback.ahead)

            def elapsed() -> float:
                return seconds_awake_or_not() + loopback.ahead

            clock_check = ClockCheck(clock, elapsed=elapsed)
            async with open_app(
                settings, clock=clock, timing=Timing(**never), clock_check=clock_check
            ) as app:
                await one_change(app.database, loopback)
                bot = TocsinBot(app)
                bot._connection.guild_ready_timeout = 0.1
                running = asyncio.create_task(bot.start(loopback.token))
                await loopback.ready()
                await bot.wait_until_ready()
                stage = Stage(loopback, app, bot, patched)
                await app.servers.update(stage.server_id, privacy=PRIVACY, retention_months=12)
                draft = await app.demands.create(
                    stage.server_id, {"en": {"title": "Stop it", "body": "Now."}}
                )
                stage.demand_id = (await app.demands.open(stage.server_id, draft.id)).id
                await stage.deliver([1], SOON)
                yield stage
                await bot.close()
                await running
            back()


@pytest.fixture(autouse=True)
def no_logged_errors(caplog: pytest.LogCaptureFixture) -> Any:
    """Check that no fault of Discord is logged as an error of ours."""
    yield
    errors = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.ERROR
        and record.name.startswith(("bot", "discord"))
        and record.name
        != "bot.common.clock_check"  # both clocks jump together here, while an answer may be on its way
    ]
    assert errors == []


# Posts


@every_fault
@pytest.mark.parametrize("step", [SOON, pytest.param(LATER, marks=pytest.mark.long)], ids=["soon", "later"])
async def test_posts_are_in_the_channel_once_and_in_order(stage: Stage, fault: str, step: timedelta) -> None:
    before = len(stage.loopback.messages[stage.channel_id])
    ids = await stage.announce(3)
    stage.fail(fault, "create_message")
    await stage.deliver(ids, step)
    assert await stage.in_channel(before) == list((await stage.posted(ids)).values())


@distinct_faults
@pytest.mark.parametrize("arrived", [True, False], ids=["it is there", "it is not"])
async def test_a_post_that_may_have_arrived_is_searched_before_it_is_sent_again(
    stage: Stage, fault: str, arrived: bool
) -> None:
    before = len(stage.loopback.messages[stage.channel_id])
    ids = await stage.announce(2)
    stage.loopback.fail(drop(after=arrived))
    await stage.bot.delivery.tick()
    stage.passes(LATER)
    stage.fail(fault, "history")
    await stage.deliver(ids, LATER)
    assert await stage.in_channel(before) == list((await stage.posted(ids)).values())


@distinct_faults
async def test_a_card_is_up_to_date(stage: Stage, fault: str) -> None:
    async def cards() -> list[str]:
        await asyncio.sleep(0.15)  # late effects have happened
        found = [shown(message) for message in stage.loopback.messages[stage.channel_id]]
        return [text for text in found if "Stop it" in text]

    await stage.app.demands.announce(stage.server_id, stage.demand_id, request="the only one")
    goal = next(stage.members)
    await stage.app.lifecycle.schedule(stage.server_id, stage.demand_id, goal=goal)
    stage.fail(fault, "edit_message")
    for _ in range(6):
        await stage.bot.delivery.tick()  # again, if a slow machine took the card's own post for lost
        await stage.bot.cards.tick()
        stage.passes(timedelta(minutes=2))
    (card,) = await cards()
    assert f"{goal:,}" in card


# Presses, forms, files


@every_fault
async def test_a_press_is_answered_once(stage: Stage, fault: str) -> None:
    member = next(stage.members)
    stage.fail(fault, "callback")
    made = await stage.attempt(
        lambda: stage.loopback.press(route("demand", stage.demand_id), user_id=member), "## Stop it"
    )
    assert [len(one.messages) for one in made][-1] == 1
    assert all(len(one.messages) <= 1 for one in made)


@distinct_faults
async def test_a_form_opens(stage: Stage, fault: str) -> None:
    member = next(stage.members)
    stage.fail(fault, "callback")
    made = await stage.attempt(
        lambda: stage.loopback.press(route("sign-form", stage.demand_id), user_id=member), "Sign"
    )
    assert all(len(one.messages) <= 1 for one in made)


@every_fault
async def test_a_signature_counts_once_and_is_acknowledged(stage: Stage, fault: str) -> None:
    await signs_once(stage, fault, "callback")


@distinct_faults
@pytest.mark.parametrize("operation", ["callback", "edit_reply"])
async def test_a_deferred_signature_counts_once_and_is_acknowledged(
    stage: Stage, fault: str, operation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ui.replies._DEFER_AFTER_S", 0.0)  # the first answer is deferred at once
    await signs_once(stage, fault, operation)


async def signs_once(stage: Stage, fault: str, operation: str) -> None:
    member, before = next(stage.members), await stage.signatures()
    form = route("sign", stage.demand_id, 1, "0" * 8)
    stage.fail(fault, operation)
    made = await stage.attempt(
        lambda: stage.loopback.submit(form, TICKED, user_id=member),
        "**Thank you. Your signature is recorded.**",
    )
    assert all(len(one.messages) <= 1 for one in made)
    assert await stage.signatures() == before + 1


@distinct_faults
async def test_a_withdrawal_is_done_and_acknowledged(stage: Stage, fault: str) -> None:
    member, before = next(stage.members), await stage.signatures()
    form = route("sign", stage.demand_id, 1, "0" * 8)
    signed = await stage.loopback.submit(form, TICKED, user_id=member)
    await signed.replied()
    stage.fail(fault, "callback")
    made = await stage.attempt(
        lambda: stage.loopback.press(route("withdraw", stage.demand_id), user_id=member),
        "**You have no signature",
    )
    assert all(len(one.messages) <= 1 for one in made)
    assert await stage.signatures() == before


@distinct_faults
async def test_a_page_is_turned(stage: Stage, fault: str) -> None:
    member = next(stage.members)
    first = await (await stage.loopback.press("demands", user_id=member)).replied()
    stage.fail(fault, "callback")
    made: list[Interaction] = []
    for _ in range(2):
        turned = await stage.loopback.press(route("demands-page", 0), user_id=member, on=first)
        made.append(turned)
        await stage.settled()
        if turned.callback.done() and turned.callback.result()["type"] == UPDATE:
            break
    assert made[-1].callback.result()["type"] == UPDATE
    assert "Stop it" in shown(first)
    assert all(len(one.messages) <= 1 for one in made)


@distinct_faults
@pytest.mark.parametrize("operation", ["callback", "edit_reply"])
async def test_a_file_is_delivered_once(stage: Stage, fault: str, operation: str) -> None:
    member = next(stage.members)
    await stage.app.requests.ask(member)
    async with stage.app.database.write() as session:
        await session.execute(update(AccessRequest).values(ready_at=stage.app.clock() - timedelta(hours=1)))
    stage.fail(fault, operation)
    made = await stage.attempt(
        lambda: stage.loopback.command("privacy export", user_id=member), "## Your data"
    )
    assert sorted(made[-1].files) == ["my-data.json", "my-data.txt"]
    assert all(len(one.messages) <= 1 for one in made)
    async with stage.app.database.read() as session:
        assert (await session.execute(select(AccessRequest))).all() == [], "it was collected"


# The gateway


async def lost_session(stage: Stage) -> None:
    await stage.loopback.gateway.lose_sessions()


async def unreachable(stage: Stage) -> None:
    stage.loopback.gateway.refusals = 3
    await lost_session(stage)


async def nowhere(stage: Stage) -> None:
    stage.loopback.fail(answer(503), drop(), half(), operation="get_gateway_bot")
    await lost_session(stage)


async def silent(stage: Stage) -> None:
    gateway, connection = stage.loopback.gateway, stage.bot._connection
    gateway.heartbeat_every, connection.heartbeat_timeout = 0.05, 0.3
    await gateway.break_connections()
    await stage.connected()
    gateway.heartbeat_every, connection.heartbeat_timeout = 41.25, 60.0
    gateway.fall_silent()


OUTAGES: dict[str, Callable[[Stage], Awaitable[None]]] = {
    "closed": lambda stage: stage.loopback.gateway.break_connections(),
    "closed for good": lambda stage: stage.loopback.gateway.break_connections(1000),
    "closed, and the session timed out": lambda stage: stage.loopback.gateway.break_connections(4009),
    "closed, and it may not be resumed": lost_session,
    "closed, and so is each connection for a while": unreachable,
    "closed, and its address is not to be had": nowhere,
    "asked to connect anew": lambda stage: stage.loopback.gateway.ask_to_reconnect(),
    "a session that is invalid, but may be resumed": lambda stage: stage.loopback.gateway.invalidate(
        resumable=True
    ),
    "a session that is invalid": lambda stage: stage.loopback.gateway.invalidate(resumable=False),
    "silent": silent,
}


@pytest.mark.parametrize("outage", OUTAGES)
async def test_the_gateway_returns_and_nothing_is_lost_or_repeated(stage: Stage, outage: str) -> None:
    before, member = len(stage.loopback.messages[stage.channel_id]), next(stage.members)
    ids = await stage.announce(2)
    await OUTAGES[outage](stage)
    meanwhile = await stage.loopback.press(route("demand", stage.demand_id), user_id=member)
    await stage.deliver(ids, SOON)
    await stage.connected()
    await stage.settled()
    again = await stage.loopback.press(route("demand", stage.demand_id), user_id=member)
    assert "Stop it" in shown(await again.replied())
    assert len(again.messages) == 1
    assert len(meanwhile.messages) <= 1, "Discord may have forgotten it, and the member pressed again"
    assert await stage.in_channel(before) == list((await stage.posted(ids)).values())
    assert {task.get_name() for task in stage.bot._answering} == set()


# Starting


@distinct_faults
async def test_a_start_continues_or_ends_with_a_sentence(stage: Stage, fault: str) -> None:
    stage.fail(fault, "me")
    starting = TocsinBot(stage.app)
    try:
        await starting.login(stage.loopback.token)
    except Exception as error:
        if connection_fault(error) is None:
            raise
    finally:
        await starting.close()


@distinct_faults
async def test_commands_are_synced_at_the_next_start_at_the_latest(stage: Stage, fault: str) -> None:
    stage.loopback.commands, wanted = [], len(stage.loopback.commands)
    async with stage.app.database.write() as session:
        await session.execute(update(Note).where(Note.name.startswith("commands:")).values(value="older"))
    stage.fail(fault, "sync_commands")
    for _ in range(4):
        try:
            await stage.bot.command_sync.sync()
        except Exception as error:
            if connection_fault(error) is None:  # a start that fails ends with a sentence
                raise
        else:
            break
    assert len(stage.loopback.commands) == wanted
    sent = stage.loopback.count("sync_commands")
    await stage.bot.command_sync.sync()
    assert stage.loopback.count("sync_commands") == sent, "and they are not sent twice"
