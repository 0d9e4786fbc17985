"""Discord client: intents, cogs, interaction dispatch, periodic tasks, and the greeting of a server that
added the bot.

Discord resets the token of a bot that uses up its thousand starts a day, as one can that ends soon after each
start. No supervisor knows how many are left, and some start a program again at once: so the bot asks and
waits.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.common.clock_check import ClockCheck
from bot.common.logging import mark_as_answering, write_held_lines
from bot.errors import RoleLost
from bot.runtime.board import automatic_publishing
from bot.runtime.command_sync import CommandSync
from bot.runtime.interface import announcing, every_cog
from bot.runtime.scheduler import PeriodicTask
from bot.runtime.watchdog import GatewayHealth
from bot.storage.errors import is_not_stored
from bot.texts import Translator, language_of
from bot.ui.replies import UNREACHED, CallbackSender, report_failure
from bot.ui.router import Router
from bot.ui.setup.checklist import first_channel, welcome_card, welcome_in_private

if TYPE_CHECKING:
    from bot.board.automatic import AutomaticPublishing
    from bot.board.state import BoardFault
from discord.http import HTTPClient

_PLENTY = 0.9  # of a day's starts: a bot that has these left starts at once, …
_KEPT = 0.5  # … and the starts of a bot that ends again and again leave so many
_STARTS_TIMEOUT_S = 10.0  # seconds


async def wait_for_start(http: HTTPClient) -> None:
    """Wait before a bot connects, if it has connected too often today."""
    try:
        async with asyncio.timeout(_STARTS_TIMEOUT_S):
            _, _, limit = await http.get_bot_gateway()
    except (*UNREACHED, discord.GatewayNotFound):
        return  # whether it can connect is seen when it tries
    pause_s = pause_before_start(limit["total"], limit["remaining"], limit["reset_after"] / 1000)
    if pause_s:
        log.warning(
            "Discord lets this bot start %d more times today: it connects in %.0f s, so that some remain",
            limit["remaining"],
            pause_s,
        )
        await asyncio.sleep(pause_s)


def pause_before_start(total: int, remaining: int, reset_after_s: float) -> float:
    """Return the seconds to wait, by what Discord says of the starts of a day and when it counts anew."""
    if remaining >= _PLENTY * total:
        return 0.0
    return reset_after_s / max(remaining - _KEPT * total, 1)


log = logging.getLogger(__name__)

# Tocsin does not use voice: no warnings about missing voice libraries at every start.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    attach_files=True,
    # to find the bot's own post again if a crash left it unclear whether it was sent
    read_message_history=True,
)

_MAX_RATELIMIT_TIMEOUT_S = 30.0  # seconds; discord.py's minimum
_SHUTDOWN_TIMEOUT_S = 3.0  # seconds that running tasks have to finish at shutdown
_ANSWER_TIMEOUT_S = 1.0  # seconds that open interactions then have to be answered
_LAST_ANSWERS_TIMEOUT_S = 2.5  # of the three that Discord waits for an answer
_ROLE_COUNT_TIMEOUT_S = 10.0  # seconds that Discord has to count the holders of roles


class _Tree(app_commands.CommandTree["TocsinBot"]):
    """Command tree that registers each command's task, so that shutdown waits for it."""

    async def interaction_check(self, interaction: discord.Interaction["TocsinBot"], /) -> bool:
        return await self.client.may_answer(interaction)


class TocsinBot(commands.Bot):
    """The bot of an open ``App``, which outlives it.

    ``check`` raises ``RoleLost`` if this process may neither answer nor post any more.
    """

    def __init__(self, app: App, check: Callable[[], None] | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=_Tree,
            help_command=None,
            intents=discord.Intents(guilds=True),  # nothing privileged, no message content
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            http_trace=_trace(check, app.clock_check),
            # On a long rate limit raise at once, so that the user is told, instead of waiting for up to an
            # hour.
            max_ratelimit_timeout=_MAX_RATELIMIT_TIMEOUT_S,
        )
        self.app = app
        app.holders.fetch = self._count_holders
        self.command_sync = CommandSync(self.tree, app.database, app.texts)
        self.cards, self.delivery, self.follow_ups = announcing(self, app)
        self.gateway = GatewayHealth(self)
        self._check = check
        self.callback_sender: CallbackSender | None = None
        self.router = Router()
        self.waits_for_start = False
        """True while it waits because it has connected too often today: it is not missing then."""
        self._answering: set[asyncio.Task[Any]] = set()
        self._takes_no_more = False
        self._welcoming = asyncio.Lock()
        self._periodic_tasks: list[PeriodicTask] = []
        self._publishing: AutomaticPublishing | None = None

    def _make_periodic_tasks(self) -> Iterator[PeriodicTask]:
        app, timing = self.app, self.app.timing
        yield PeriodicTask("watching", timing.watch_every, app.watcher.tick)
        yield PeriodicTask("names of companies", timing.names_every, app.company_names.tick)
        yield PeriodicTask("enquiries", timing.enquire_every, app.enquiries.tick)
        yield PeriodicTask("query-enquiries", timing.enquire_every, app.query_enquiries.tick)
        yield PeriodicTask("delivery", timing.deliver_every, self.delivery.tick)
        yield PeriodicTask("publication", timing.publish_every, app.publications.tick)
        yield PeriodicTask("publication on the page", timing.publish_every, app.on_page.tick)
        yield PeriodicTask("audit", timing.publish_every, app.audit.tick)
        yield PeriodicTask("invariants", timing.check_every, app.invariants.tick)
        yield PeriodicTask("retention", timing.retention_every, app.retention.tick)
        yield PeriodicTask("cards", timing.cards_every, self.cards.tick)
        yield PeriodicTask("follow-ups", timing.follow_ups_every, self.follow_ups.tick)
        yield PeriodicTask("reminders", timing.remind_every, app.reminders.tick)
        yield PeriodicTask("reminders of facts", timing.weekly_every, app.fact_reminders.tick)
        yield PeriodicTask("questions about facts", timing.remind_every, app.fact_questions.tick)
        yield PeriodicTask("reminders of rounds", timing.weekly_every, app.round_reminders.tick)
        yield PeriodicTask("weekly line", timing.weekly_every, app.weekly.tick)
        yield PeriodicTask("channel digests", timing.digests_every, app.channel_digests.tick)
        yield PeriodicTask("held lines of the log", timing.forget_every, write_held_lines)
        yield PeriodicTask("forgetting servers", timing.forget_every, app.removals.tick)
        if publishing := automatic_publishing(app, self._check):
            self._publishing = publishing
            yield PeriodicTask("board", timing.board_every, publishing.tick)
        if app.timestamps is not None:
            yield PeriodicTask("time-stamps", timing.timestamps_every, app.timestamps.tick)
        yield PeriodicTask("rounds", timing.retention_every, app.rounds.tick)
        yield PeriodicTask("forgetting withdrawn rows", timing.forget_every, app.own_box.tick)
        yield PeriodicTask("forgetting requests", timing.forget_every, app.requests.tick)
        yield PeriodicTask("drafts of watches", timing.forget_every, app.drafts.tick)
        yield PeriodicTask("answers of registers", timing.forget_every, app.register_cache.tick)
        yield PeriodicTask("drafts of facts", timing.forget_every, app.fact_drafts.tick)

    @property
    def command_ids(self) -> Mapping[str, int]:
        """Discord's ids of the commands, by name, as far as they are known: by them a text mentions one."""
        return self.command_sync.ids

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        guard = None if self._check is None else _trace(self._check)
        self.callback_sender = CallbackSender(lambda: self.http.connector, self.app.clock_check, guard)
        await super().start(token, reconnect=reconnect)

    async def setup_hook(self) -> None:
        """Load the cogs and cards: after the login, before the gateway is opened."""
        self.tree.on_error = self._on_command_error  # type: ignore[method-assign]
        for cog in every_cog(self.app):
            self.router.collect(cog)
            await self.add_cog(cog)
        await self.command_sync.sync()
        self._periodic_tasks = list(self._make_periodic_tasks())
        for task in self._periodic_tasks:
            task.start(self.wait_until_ready)

    async def connect(self, *, reconnect: bool = True) -> None:
        self.waits_for_start = True
        try:
            await wait_for_start(self.http)
        finally:
            self.waits_for_start = False
        await super().connect(reconnect=reconnect)

    async def close(self) -> None:
        """Finish running tasks, within seconds, then disconnect from Discord."""
        await self.end_tasks(_SHUTDOWN_TIMEOUT_S)
        await self.app.signing.finish()
        if self._answering:  # including those whose signatures were just stored
            await asyncio.wait(self._answering, timeout=_ANSWER_TIMEOUT_S)
        await super().close()
        if self.callback_sender is not None:
            # last, so that a late answer to a closed session is not logged as a failure
            await self.callback_sender.close()

    async def end_tasks(self, grace: float) -> None:
        """Let periodic tasks finish within ``grace`` seconds, then cancel them: the board's command, which
        is a process of its own, ends with its task."""
        await asyncio.gather(*(task.close(grace) for task in self._periodic_tasks))

    async def finish_answers(self) -> None:
        """Take no more interactions, and give those under way the time that Discord waits for an answer."""
        self._takes_no_more = True
        if self._answering:
            await asyncio.wait(self._answering, timeout=_LAST_ANSWERS_TIMEOUT_S)

    def is_active(self) -> bool:
        """Return whether this process may answer and post. It may have been replaced while it was
        suspended."""
        try:
            if self._check is not None:
                self._check()
        except RoleLost:
            return False
        return True

    def is_connected(self) -> bool:
        """Return whether Discord's gateway is up."""
        return self.gateway.is_up()

    def silence(self) -> float:
        """Return the seconds since the gateway's last sign of life."""
        return self.gateway.silence()

    def failing(self) -> dict[str, int]:
        """Return the number of consecutive failures of each periodic task whose last round failed."""
        return {task.name: task.failures for task in self._periodic_tasks if task.failures}

    def board_faults(self) -> "Sequence[BoardFault]":
        """Return what could not be published on the board."""
        return () if self._publishing is None else self._publishing.faults

    async def on_ready(self) -> None:
        greeted = {server.id for server in await self.app.servers.all() if server.name}
        new = [guild for guild in self.guilds if guild.id not in greeted]
        for guild in new:
            await self._know(guild)
        await self.app.removals.compare({guild.id for guild in self.guilds})
        log.info("ready in %d servers", len(self.guilds))
        for guild in new:  # added while the bot was offline, or just before it was killed
            await self._welcome(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._know(guild)
        await self._welcome(guild, again=await self.app.removals.welcome(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a removal. Not called while Discord itself has an outage of that server, which is no
        removal."""
        await self.app.removals.note(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log the failure of an event, unless nothing can be stored, which the database itself logs once, or
        the bot is stopping: the next ready does what this one could not."""
        error = sys.exception()
        if error is None or not (is_not_stored(error) or self.is_closed()):
            await super().on_error(event_method, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if not await self.may_answer(interaction):
            return
        try:
            await self.router.dispatch(interaction)
        except Exception as error:
            await self._report(interaction, error)

    async def _report(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Reply with an error, if anybody can still be answered: work that breaks off because the role was
        lost, or because the bot disconnected, is not a failure of its own."""
        if self.is_closed() or not self.is_active():
            log.info("an interaction was dropped: this process no longer answers")
            return
        await report_failure(interaction, error, self.app.texts)

    async def may_answer(self, interaction: discord.Interaction[Any]) -> bool:
        """Register the current task as answering somebody; return whether somebody can be answered."""
        mark_as_answering()
        if self._takes_no_more or not self.is_active():
            return False
        self._note_answering(interaction)
        await self.app.texts.parsed(interaction.locale)
        return True

    def _note_answering(self, interaction: discord.Interaction[Any]) -> None:
        """Register the current task as answering somebody: shutdown waits for it."""
        task = asyncio.current_task()
        if task is not None:
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _on_command_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await self._report(interaction, error)

    async def _count_holders(self, server_id: int) -> dict[int, int] | None:
        """Return the number of members with each role of a server, as counted by Discord, which needs neither
        an intent nor a permission; ``None`` if Discord does not say."""
        guild = self.get_guild(server_id)
        if guild is None:
            return None
        try:
            async with asyncio.timeout(_ROLE_COUNT_TIMEOUT_S):
                counts = await guild.role_member_counts()
        # a simulated Discord does not know it
        except (discord.DiscordException, *UNREACHED, ValueError) as error:
            log.info("Discord did not say how many members hold the roles of server %s: %r", server_id, error)
            return None
        return {role.id: count for role, count in counts.items()}

    async def _know(self, guild: discord.Guild) -> None:
        await self.app.servers.ensure(guild.id, language=language_of(guild.preferred_locale))

    async def _welcome(self, guild: discord.Guild, *, again: bool = False) -> None:
        """Greet a server that is new, or there ``again``, and note its name after that: one without a name
        has not been greeted."""
        async with self._welcoming:  # Discord may report a new server twice, as joined and when ready
            known = (await self.app.servers.get(guild.id)).name
            if (known and not again) or not self.is_active():
                return
            await greet(guild, await self.app.texts.parsed(guild.preferred_locale))
            await self.app.servers.ensure(guild.id, name=guild.name)


def _trace(check: Callable[[], None] | None, clock_check: ClockCheck | None = None) -> aiohttp.TraceConfig:
    """Return a trace that blocks requests to Discord if ``check`` raises, also after they have waited for a
    connection, and compares the clock with Discord's responses."""
    trace = aiohttp.TraceConfig()
    if check is not None:

        async def stop(*_: Any) -> None:
            check()

        trace.on_request_start.append(stop)
        trace.on_request_headers_sent.append(stop)  # fires before a byte is sent
    if clock_check is not None:

        async def compare(_session: Any, _context: Any, ended: aiohttp.TraceRequestEndParams) -> None:
            clock_check.note(ended.response.headers.get("Date"))

        trace.on_request_end.append(compare)
    return trace


_LOOK_BACK = 10  # entries of the audit log


async def greet(guild: discord.Guild, t: Translator) -> None:
    """Send the greeting, where it can be sent. A process that was killed before it noted this sends it again,
    and Discord, for some minutes, takes both for one by their nonce. Never raises for what Discord refuses:
    ``/setup`` works without it."""
    added_by, nonce = await _added_by(guild), f"g{guild.id}"
    if added_by is not None and await _sent(added_by, welcome_in_private(guild, t), nonce):
        return
    channel = first_channel(guild)
    if channel is None or not await _sent(channel, welcome_card(t), nonce):
        log.info("server %s has no place for the greeting", guild.id)


async def _added_by(guild: discord.Guild) -> discord.abc.User | None:
    """Return who added the bot; ``None`` if it may not read the audit log, or the log does not say."""
    if not guild.me.guild_permissions.view_audit_log:
        return None
    try:
        async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=_LOOK_BACK):
            if entry.target is not None and entry.target.id == guild.me.id:
                return entry.user
    except (discord.DiscordException, *UNREACHED) as error:
        log.info("the audit log of server %s cannot be read: %r", guild.id, error)
    return None


async def _sent(
    to: discord.abc.Messageable | discord.abc.User, card: discord.ui.LayoutView, nonce: str
) -> bool:
    try:
        await to.send(view=card, nonce=nonce)  # type: ignore[union-attr]
    except (discord.DiscordException, *UNREACHED) as error:
        log.info("the greeting could not be sent: %r", error)
        return False
    return True
