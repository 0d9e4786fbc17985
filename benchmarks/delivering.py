"""Benchmark: post 1,000 announcements in 50 channels of a Discord with rate limits.

The loopback Discord accepts five posts in five seconds in a channel and fifty a second in all, as Discord
does, sends the rate limit headers, and answers 429 beyond. ``tocsin run`` stores its progress before and
after each post; the baseline is a bare discord.py client that posts as many sentences in as many channels and
stores nothing.
"""

import tempfile
from pathlib import Path

from sqlalchemy import insert

from benchmarks.boards import NOW, contract_row
from benchmarks.loopback import client
from benchmarks.loopback.client import Bot
from benchmarks.report import Figure
from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Change, Contract, Server

CHANNELS, EACH = 50, 20
POSTS, SECONDS, EVERYWHERE = 5, 5.0, 50
MAX_RATIO = 1.5


async def measure() -> list[Figure]:
    """Run the two programs one after the other, each against the same limits."""
    count = CHANNELS * EACH
    taken = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for program in ("bare_posting", "tocsin"):
            async with client.running() as loopback:
                await loopback.limit(posts=POSTS, seconds=SECONDS, everywhere=EVERYWHERE)
                bot = await loopback.bot(program, channels=CHANNELS)
                url = f"sqlite+aiosqlite:///{folder / 'tocsin.db'}"
                if program == "tocsin":
                    await _fill(url, bot)
                environ = {"DATABASE_URL": url, "TOCSIN_KEY_DIR": str(folder / "keys"), "POSTS": str(EACH)}
                async with client.start_process(program, loopback, bot, folder, **environ) as process:
                    said = await client.ready(process)
                    taken[program] = posts = await loopback.posts(bot, count)
                    await client.end_process(process)
                    await said
                if posts["count"] != count or posts["channels"] != CHANNELS:
                    raise AssertionError(f"{program} posted otherwise: {posts}")
    ours, bare = taken["tocsin"], taken["bare_posting"]
    of = f"{count:,} announcements in {CHANNELS} channels"
    return [
        Figure(
            "delivering",
            f"{of}: from the first post to the last",
            "s",
            ours["seconds"],
            bare["seconds"],
            "bare discord.py",
            f"ratio ≤ {MAX_RATIO:g}",
            ours["seconds"] <= MAX_RATIO * bare["seconds"],
        ),
    ]


async def _fill(url: str, bot: Bot) -> None:
    """Store twenty new contracts, and an announcement of each in every channel."""
    database = await Database.connect(url)
    try:
        await upgrade(database)
        async with database.write() as session:
            server = {"id": bot.guild_id, "name": "Server", "channel_id": bot.channels[0], "created_at": NOW}
            await session.execute(insert(Server).values(**server))
            for number in range(1, EACH + 1):
                await session.execute(insert(Contract).values(contract_row(number)))
                change = {"contract_id": number, "read_key": "read-1", "ordinal": 0, "kind": "new-order"}
                await session.execute(insert(Change).values(**change, seen_at=NOW, news=True))
                for channel_id in bot.channels:
                    announcement = NewAnnouncement(
                        bot.guild_id, channel_id, "contract", f"contract:{number}", "read-1"
                    )
                    await enqueue(session, database, announcement, NOW)
    finally:
        await database.close()
