"""Weekly heartbeat post, which shows that the bot is still watching even if nothing changes."""

from datetime import timedelta

from sqlalchemy import or_, select, update

from bot.announcements.outbox import NewAnnouncement, enqueue_all
from bot.common.clock import Clock
from bot.storage import Database
from bot.storage.models import Server

INTERVAL = timedelta(days=7)


class Weekly:
    """Periodic task that posts "still watching" in servers with the setting: at once, and then every week."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> int:
        """Enqueue the due posts, and return their number."""
        now = self._clock()
        # A time in the future was stored while the clock was ahead.
        due = (
            Server.weekly,
            Server.channel_id.is_not(None),
            Server.removed_at.is_(None),
            or_(Server.weekly_at.is_(None), Server.weekly_at <= now - INTERVAL, Server.weekly_at > now),
        )
        async with self._database.read() as session:
            if (await session.execute(select(Server.id).where(*due).limit(1))).first() is None:
                return 0
        async with self._database.write() as session:
            said = await session.execute(
                update(Server).where(*due).values(weekly_at=now).returning(Server.id, Server.channel_id)
            )
            servers = sorted((row.id, row.channel_id) for row in said)
            posts = [
                NewAnnouncement(
                    server_id, channel_id, "weekly", f"server:{server_id}", f"weekly:{now:%Y-%m-%d}"
                )
                for server_id, channel_id in servers
            ]
            await enqueue_all(session, self._database, posts, now)
        return len(servers)
