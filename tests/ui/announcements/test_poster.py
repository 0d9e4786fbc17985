"""The real poster with the real discord.py: posts in a channel, and the meaning of each failure."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy import select, text

from bot.announcements.delivery import Delivery
from bot.announcements.outbox import DEMAND_KINDS, KINDS, Queued
from bot.announcements.poster_interface import ChannelRefuses, Gone, HistoryHidden, NotPosted, TryAgain, nonce
from bot.app import App, open_app
from bot.runtime.client import PERMISSIONS
from bot.runtime.interface import announcement_cards
from bot.settings import Settings
from bot.storage.models import Announcement
from bot.ui.announcements.cards import AnnouncementCards
from bot.ui.announcements.poster import DiscordPoster, thread_name
from bot.ui.kinds import NEWS_KINDS
from bot.ui.layout import Card
from tests.support.loopback import (
    Fault,
    LoopbackDiscord,
    answer,
    drop,
    shown,
)
from tests.support.loopback.seed import one_change
from tests.support.loopback.world import NEWS

pytestmark = pytest.mark.wire

NONCE = nonce(1)
EARLIER = timedelta(minutes=1)


@pytest.fixture
async def app(tmp_path: Path, loopback: LoopbackDiscord) -> AsyncIterator[App]:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys"
    )
    async with open_app(settings) as opened:
        await one_change(opened.database, loopback)
        yield opened


@pytest.fixture
async def client(loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[discord.Client]:
    sleep = asyncio.sleep

    async def short(seconds: float, result: Any = None) -> Any:
        return await sleep(min(seconds, 0.05), result)  # discord.py waits a second and more between retries

    monkeypatch.setattr("asyncio.sleep", short)
    client = discord.Client(
        intents=discord.Intents(guilds=True), guild_ready_timeout=0.1, max_ratelimit_timeout=30.0
    )
    running = asyncio.create_task(client.start(loopback.token))
    await loopback.ready()
    await client.wait_until_ready()
    yield client
    await client.close()
    await running


@pytest.fixture
def poster(client: discord.Client, app: App) -> DiscordPoster:
    return DiscordPoster(client, announcement_cards(app))


@pytest.fixture
async def queued(app: App) -> Queued:
    async with app.database.read() as session:
        announcement_id = (await session.execute(select(Announcement.id))).scalar_one()
    found = await app.outbox.get(announcement_id)
    assert found is not None
    return found


def since(queued: Queued) -> datetime:
    return queued.created_at - EARLIER


async def until_readable(client: discord.Client, queued: Queued, wanted: bool) -> None:
    """Wait until the client has received the changed permissions."""
    channel = client.get_channel(queued.channel_id)
    assert isinstance(channel, discord.TextChannel)
    async with asyncio.timeout(60):
        while channel.permissions_for(channel.guild.me).read_message_history is not wanted:
            await asyncio.sleep(0.01)


async def test_a_post_is_in_the_channel_and_can_be_found(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    assert await poster.find(queued, since(queued)) is None
    message_id = await poster.post(queued, NONCE)
    [message] = loopback.messages[queued.channel_id]
    assert message["id"] == str(message_id)
    assert message["nonce"] == NONCE
    assert "70CMSD25FR0000122" in shown(message)
    assert await poster.find(queued, since(queued)) == message_id


async def test_a_post_mentions_nobody(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    await poster.post(queued, NONCE)
    [request] = [one for one in loopback.requests if one.operation == "create_message"]
    assert request.body["allowed_mentions"] == {"parse": []}
    assert request.body["enforce_nonce"] is True


@pytest.mark.parametrize("permission", ["view_channel", "send_messages"])
async def test_a_forbidden_channel_refuses(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, permission: str
) -> None:
    await loopback.deny(queued.channel_id, permission)
    with pytest.raises(ChannelRefuses) as caught:
        await poster.post(queued, NONCE)
    assert caught.value.code == "forbidden"


async def test_a_deleted_channel_is_missing(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    await loopback.delete_channel(queued.channel_id)
    with pytest.raises(ChannelRefuses) as caught:
        await poster.post(queued, NONCE)
    assert caught.value.code == "missing"
    with pytest.raises(ChannelRefuses):
        await poster.find(queued, since(queued))


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([answer(429, via=False)], id="429 of Cloudflare"),
        pytest.param([answer(503)], id="503"),
        pytest.param([answer(500) for _ in range(5)], id="500 five times"),
        pytest.param([answer(502, after=True) for _ in range(5)], id="502 five times, after the effect"),
        pytest.param([drop()], id="dropped before the effect"),
        pytest.param([drop(after=True)], id="dropped after the effect"),
    ],
)
async def test_a_temporary_failure_is_retried(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, faults: list[Fault]
) -> None:
    loopback.fail(*faults)
    with pytest.raises(TryAgain):
        await poster.post(queued, NONCE)
    await poster.post(queued, NONCE)
    assert len(loopback.messages[queued.channel_id]) == 1


async def test_an_unreachable_discord_is_retried(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    with pytest.raises(TryAgain):
        await poster.post(queued, NONCE)


async def test_a_malformed_message_is_our_fault(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    loopback.fail(answer(400))
    with pytest.raises(NotPosted):
        await poster.post(queued, NONCE)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("contract", "contract:1"), ("baseline", "watch:1"), ("demand", "demand:1")],
)
async def test_an_announcement_of_deleted_rows_is_gone(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, app: App, kind: str, subject: str
) -> None:
    async with app.database.write() as session:
        for table in ("contracts", "watches", "demands"):
            await session.execute(text(f"DELETE FROM {table}"))
    with pytest.raises(Gone):
        await poster.post(replace(queued, kind=kind, subject=subject), NONCE)
    assert loopback.count("create_message") == 0


async def test_a_card_that_cannot_be_built_is_our_fault(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    with pytest.raises(NotPosted):
        await poster.post(replace(queued, subject="contract:"), NONCE)
    assert loopback.count("create_message") == 0


async def test_a_search_distinguishes_a_hidden_history_from_an_empty_one(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, client: discord.Client
) -> None:
    """Without the permission, Discord returns an empty history and no error."""
    await poster.post(queued, NONCE)
    await loopback.deny(queued.channel_id, "read_message_history")
    await until_readable(client, queued, False)
    with pytest.raises(HistoryHidden):
        await poster.find(queued, since(queued))
    await loopback.allow(queued.channel_id)
    await until_readable(client, queued, True)
    assert await poster.find(queued, since(queued)) is not None


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([answer(429, via=False)], id="429 of Cloudflare"),
        pytest.param([answer(503)], id="503"),
        pytest.param([drop(), drop()], id="dropped twice"),  # aiohttp repeats a GET once by itself
    ],
)
async def test_a_failed_search_is_retried(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, faults: list[Fault]
) -> None:
    loopback.fail(*faults, operation="history")
    with pytest.raises(TryAgain):
        await poster.find(queued, since(queued))


async def test_a_message_of_another_author_or_announcement_is_not_ours(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    await poster.post(queued, NONCE)
    [ours] = loopback.messages[queued.channel_id]
    copied = await loopback.say(queued.channel_id, "")
    copied["components"] = ours["components"]
    loopback.messages[queued.channel_id].remove(ours)
    assert await poster.find(queued, since(queued)) is None


@pytest.mark.parametrize("hours", [-30, -5, 5, 30, 9000])
async def test_a_wrong_clock_does_not_hide_our_post(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, hours: int
) -> None:
    """The attempt was stored so many hours after Discord's time, or before it."""
    await loopback.say(queued.channel_id, "before")
    message_id = await poster.post(queued, NONCE)
    await loopback.say(queued.channel_id, "after")
    assert await poster.find(queued, since(queued) + timedelta(hours=hours)) == message_id
    assert await poster.find(replace(queued, id=99), since(queued) + timedelta(hours=hours)) is None


async def test_a_busy_channel_does_not_hide_our_post(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    for number in range(120):
        await loopback.say(queued.channel_id, str(number))
    message_id = await poster.post(queued, NONCE)
    for number in range(300):
        await loopback.say(queued.channel_id, str(number))
    assert await poster.find(queued, since(queued)) == message_id


async def test_the_delivery_posts_once_under_any_fault(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, app: App
) -> None:
    ahead = timedelta()

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    delivery = Delivery(app.database, clock, poster)
    loopback.fail(drop(), drop(after=True))
    for wait in (0, 10, 20, 600):
        ahead += timedelta(seconds=wait)
        if wait == 600:
            loopback.forget_nonces()
        await delivery.tick()
    assert len(loopback.messages[queued.channel_id]) == 1
    async with app.database.read() as session:
        row = (await session.execute(select(Announcement))).scalar_one()
    assert (row.state, str(row.message_id)) == ("sent", loopback.messages[queued.channel_id][0]["id"])


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("faults", "meaning"),
    [
        pytest.param([answer(429, via=False)], TryAgain, id="429 of Cloudflare"),
        pytest.param([answer(429) for _ in range(5)], TryAgain, id="429 five times"),
        pytest.param([answer(503)], TryAgain, id="503"),
        pytest.param([answer(403, code=50001)], ChannelRefuses, id="missing access"),
        pytest.param([answer(403, code=50013)], ChannelRefuses, id="missing permissions"),
        pytest.param([drop()], TryAgain, id="dropped before the effect"),
        pytest.param([drop(after=True)], TryAgain, id="dropped after the effect"),
        pytest.param([answer(400)], NotPosted, id="malformed"),
    ],
)
async def test_a_failed_edit_is_repeated_without_a_new_message(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, faults: list[Fault], meaning: type
) -> None:
    message_id = await poster.post(queued, NONCE)
    loopback.fail(*faults, operation="edit_message")
    with pytest.raises(meaning):
        await poster.edit(queued, message_id)
    await poster.edit(queued, message_id)
    [message] = loopback.messages[queued.channel_id]
    assert message["id"] == str(message_id)
    assert "70CMSD25FR0000122" in shown(message)


async def test_an_edit_distinguishes_a_deleted_message_from_a_deleted_channel(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    message_id = await poster.post(queued, NONCE)
    loopback.messages[queued.channel_id].clear()
    with pytest.raises(Gone):
        await poster.edit(queued, message_id)
    await loopback.delete_channel(queued.channel_id)
    with pytest.raises(ChannelRefuses) as caught:
        await poster.edit(queued, message_id)
    assert caught.value.code == "missing"


async def test_a_rate_limited_edit_waits_as_long_as_discord_says(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    message_id = await poster.post(queued, NONCE)
    loopback.fail(answer(429, retry_after=2.5), answer(429, everywhere=True), operation="edit_message")
    await poster.edit(queued, message_id)
    assert loopback.count("edit_message") == 3
    assert len(loopback.messages[queued.channel_id]) == 1


@pytest.mark.parametrize("operation", ["create_message", "edit_message", "history"])
async def test_a_long_rate_limit_is_raised_and_not_waited_for(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, operation: str
) -> None:
    message_id = await poster.post(queued, NONCE)
    loopback.fail(answer(429, retry_after=900.0), operation=operation)
    with pytest.raises(TryAgain) as told:
        await _asked(poster, queued, message_id, operation)
    assert told.value.retry_after == 900


@pytest.mark.parametrize("operation", ["create_message", "edit_message", "history"])
async def test_a_cancelled_request_under_a_global_rate_limit_does_not_block_later_ones(
    poster: DiscordPoster,
    loopback: LoopbackDiscord,
    queued: Queued,
    operation: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message_id = await poster.post(queued, NONCE)
    waits, sleep = asyncio.Event(), asyncio.sleep

    async def for_ever(seconds: float, result: Any = None) -> Any:
        if seconds < 20:
            return await sleep(0, result)
        waits.set()
        return await asyncio.Event().wait()

    loopback.fail(answer(429, retry_after=20.0, everywhere=True), operation=operation)
    with monkeypatch.context() as patched:
        patched.setattr("asyncio.sleep", for_ever)
        asking = asyncio.create_task(_asked(poster, queued, message_id, operation))
        await waits.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    async with asyncio.timeout(15):  # less than Discord asked for
        await poster.edit(queued, message_id)
        assert await poster.find(queued, since(queued)) == message_id


async def _asked(poster: DiscordPoster, queued: Queued, message_id: int, operation: str) -> None:
    asked = {
        "create_message": lambda: poster.post(queued, NONCE),
        "edit_message": lambda: poster.edit(queued, message_id),
        "history": lambda: poster.find(queued, since(queued)),
    }
    await asked[operation]()


async def test_an_edit_replaces_or_removes_the_picture(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    message_id = await poster.post(queued, NONCE)
    [message] = loopback.messages[queued.channel_id]
    seen = []
    for picture in (b"\x89PNG first", b"\x89PNG second", None):
        card = Card().text("text")
        if picture is not None:
            card.picture("progress.png", "so many", picture)

        async def built(*_: Any, card: Card = card) -> Card:
            return card

        monkeypatch.setattr(AnnouncementCards, "of", built)
        await poster.edit(queued, message_id)
        seen.append([(file["filename"], file["size"]) for file in message["attachments"]])
    assert seen == [[("progress.png", 10)], [("progress.png", 11)], []]


# What follows a post


async def test_a_post_gets_one_thread_with_its_headline_as_name(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    message_id = await poster.post(queued, NONCE)
    await poster.open_thread(queued, message_id)
    await poster.open_thread(queued, message_id)
    [name] = loopback.threads.values()
    assert "CAPGEMINI" in name
    assert not set("#*\\<>").intersection(name)
    assert loopback.count("start_thread") == 2


async def test_without_the_right_no_thread_is_asked_for(
    poster: DiscordPoster, loopback: LoopbackDiscord, client: discord.Client, queued: Queued
) -> None:
    message_id = await poster.post(queued, NONCE)
    await loopback.deny(queued.channel_id, "create_public_threads")
    channel = client.get_channel(queued.channel_id)
    assert isinstance(channel, discord.TextChannel)
    async with asyncio.timeout(60):
        while channel.permissions_for(channel.guild.me).create_public_threads:
            await asyncio.sleep(0.01)
    with pytest.raises(ChannelRefuses):
        await poster.open_thread(queued, message_id)
    assert loopback.count("start_thread") == 0
    assert loopback.count("create_message") == 1


@pytest.mark.parametrize("step", ["open_thread", "publish"])
async def test_nothing_follows_a_deleted_post(
    poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, step: str
) -> None:
    await until_news(poster._client, loopback, queued)
    message_id = await poster.post(queued, NONCE)
    loopback.messages[queued.channel_id].clear()
    with pytest.raises(Gone):
        await getattr(poster, step)(queued, message_id)


async def until_news(client: discord.Client, loopback: LoopbackDiscord, queued: Queued) -> None:
    """Make the channel a news channel, and wait until the client knows."""
    loopback.find_channel(queued.channel_id).type = NEWS
    await loopback.allow(queued.channel_id)
    channel = client.get_channel(queued.channel_id)
    assert isinstance(channel, discord.TextChannel)
    async with asyncio.timeout(60):
        while not channel.is_news():
            await asyncio.sleep(0.01)


async def test_a_post_in_a_news_channel_is_published_once(
    poster: DiscordPoster, loopback: LoopbackDiscord, client: discord.Client, queued: Queued
) -> None:
    message_id = await poster.post(queued, NONCE)
    with pytest.raises(Gone):
        await poster.publish(queued, message_id)
    assert loopback.count("crosspost") == 0, "an ordinary channel has no followers"
    await until_news(client, loopback, queued)
    await poster.publish(queued, message_id)
    await poster.publish(queued, message_id)
    assert list(loopback.published) == [str(message_id)]


async def test_the_eleventh_publication_in_an_hour_says_how_long_to_wait(
    poster: DiscordPoster, loopback: LoopbackDiscord, client: discord.Client, queued: Queued
) -> None:
    await until_news(client, loopback, queued)
    ids = [await poster.post(queued, nonce(number)) for number in range(1, 12)]
    for message_id in ids[:10]:
        await poster.publish(queued, message_id)
    with pytest.raises(TryAgain) as caught:
        await poster.publish(queued, ids[10])
    assert caught.value.retry_after is not None
    assert 3500 < caught.value.retry_after <= 3600
    assert len(loopback.published) == 10


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("## ICE → Capgemini: $2.7 million more", "ICE → Capgemini: $2.7 million more"),
        (r"## A\_B \(C\) \<D\> **bold** @" + "\u200beveryone", "A_B (C) <D> bold @everyone"),
        ("## " + "word " * 60, None),
        ("", "…"),
    ],
)
def test_the_name_of_a_thread_is_the_headline_without_marks(heading: str, name: str | None) -> None:
    shown = thread_name(Card().text(heading) if heading else Card())
    assert 1 <= len(shown) <= 100
    assert name is None or shown == name


# Roles that are mentioned


NEWS_ROLE, OTHER_ROLE = 123_456_789, 987_654_321


@pytest.fixture
def roles(loopback: LoopbackDiscord) -> None:
    loopback.guild.roles.update({NEWS_ROLE: "contract news", OTHER_ROLE: "last days"})


async def mentioned(
    app: App, poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, **chosen: int
) -> tuple[Any, str]:
    """Return what a post may mention by its request, and its text."""
    await app.servers.update(queued.server_id, **chosen)
    await poster.post(queued, NONCE)
    request = [one for one in loopback.requests if one.operation == "create_message"][-1]
    return request.body["allowed_mentions"], shown(loopback.messages[queued.channel_id][-1])


async def test_a_post_mentions_the_role_of_its_kind_of_news_and_nobody_else(
    roles: None, app: App, poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued
) -> None:
    allowed, text = await mentioned(
        app, poster, loopback, queued, contracts_role_id=NEWS_ROLE, deadlines_role_id=OTHER_ROLE
    )
    assert allowed == {"parse": [], "roles": [NEWS_ROLE]}
    assert f"<@&{NEWS_ROLE}>" in text
    assert str(OTHER_ROLE) not in text
    message_id = int(loopback.messages[queued.channel_id][-1]["id"])
    await poster.edit(queued, message_id)
    [edit] = [one for one in loopback.requests if one.operation == "edit_message"]
    assert edit.body["allowed_mentions"] == {"parse": []}, "an edit calls nobody again"
    assert await poster.find(queued, since(queued)) == message_id


@pytest.mark.parametrize("gone", ["deleted", "everyone", "of another kind"])
async def test_no_role_is_mentioned_that_is_gone_or_everybody(
    roles: None, app: App, poster: DiscordPoster, loopback: LoopbackDiscord, queued: Queued, gone: str
) -> None:
    chosen = {"deleted": 5, "everyone": queued.server_id, "of another kind": NEWS_ROLE}[gone]
    kind = "demands_role_id" if gone == "of another kind" else "contracts_role_id"
    allowed, text = await mentioned(app, poster, loopback, queued, **{kind: chosen})
    assert allowed == {"parse": []}
    assert "<@&" not in text


def test_posts_about_demands_and_no_others_have_a_kind_of_news_of_their_own() -> None:
    assert {kind for kind, of in KINDS.items() if of.news in NEWS_KINDS} == set(DEMAND_KINDS)


async def test_the_bot_asks_discord_for_no_change_of_anybodys_roles(loopback: LoopbackDiscord) -> None:
    rights = discord.Permissions(PERMISSIONS.value)
    assert not rights.manage_roles
    assert not rights.administrator
