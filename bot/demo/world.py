"""Simulated world of the demo and of behaviour tests: the whole bot in a simulated Discord, with a verb for
each thing that its users do.

Everything but Discord is real: the database, the keys, the sources
(usually a stand-in on this machine), the services and the bot. Background work runs only in ``World.tick``
and ``World.pass_time``, so that a story always runs the same way.
"""

import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import discord
import simcord

from bot.app import App, open_app
from bot.demo.messages import Form, MessageView, read_form, read_message
from bot.demo.simulation import Simulation, WorldClock
from bot.demo.sources.sam import KEY as SAM_KEY
from bot.runtime.client import TocsinBot
from bot.settings import PublicationRule, Settings, Timing
from bot.texts import language_of
from bot.ui.organise.acts import ACTS, SKIPPED, ActEntry, Typed
from bot.ui.setup.watch import COMPANY

NOWHERE = "http://127.0.0.1:9"
"""Address at which no source answers."""

_HANG_TIMEOUT_S = 60.0  # seconds until simcord reports a hanging bot; a machine may be busy
_WATCHED_LOGS = ("discord", "bot", "cogs", "asyncio")


@dataclass(frozen=True)
class Reply:
    """The bot's response to one interaction: messages, a form, or neither."""

    result: simcord.InteractionResult
    shown: tuple[MessageView, ...]
    form: Form | None

    @property
    def text(self) -> str:
        """All texts, as they read on the screen."""
        return "\n\n".join(message.text for message in self.shown)

    @property
    def private(self) -> bool:
        """True if nobody else sees any of it."""
        return all(message.private for message in self.shown)

    @property
    def files(self) -> dict[str, bytes]:
        """The attached files by name."""
        return {name: content for message in self.shown for name, content in message.files.items()}

    @property
    def card(self) -> MessageView:
        """The last message, whose buttons can be pressed. Raises ``LookupError`` if there is none."""
        if not self.shown:
            raise LookupError("the bot answered without a message")
        return self.shown[-1]


class World:
    """One server with two channels, an organiser and two members; more on demand.

    ``arranged`` gives the server its announcements channel and its organiser role; privacy settings, watches
    and demands are up to the story. ``source_urls`` has addresses of sources by name. The data are in a
    temporary folder, unless ``database_url`` is given. On exit, any error that the bot logged or swallowed is
    raised, unless it happened within ``failures_expected``; with ``failures`` such errors are collected there
    instead.
    """

    env: simcord.Env
    simulation: Simulation
    app: App
    bot: TocsinBot
    guild: simcord.GuildHandle
    general: simcord.ChannelHandle
    news: simcord.ChannelHandle
    organisers: simcord.RoleHandle
    members: simcord.RoleHandle
    owner: simcord.MemberActor  # may manage the server
    organiser: simcord.MemberActor
    alice: simcord.MemberActor
    bob: simcord.MemberActor

    def __init__(
        self,
        *,
        language: str = "en",
        usaspending_url: str = NOWHERE,
        source_urls: Mapping[str, str] | None = None,
        publication: PublicationRule = PublicationRule(),  # noqa: B008  (frozen)
        timing: Timing = Timing(),
        database_url: str | None = None,
        clock: WorldClock | None = None,
        arranged: bool = True,
        failures: list[str] | None = None,
    ) -> None:
        self.clock = clock if clock is not None else WorldClock()
        self.language = language
        self._arranged = arranged
        self._timing = timing
        self._folder = tempfile.TemporaryDirectory(prefix="tocsin-")
        folder = Path(self._folder.name)
        urls: dict[str, Any] = {"usaspending": usaspending_url, **(source_urls or {})}
        self.settings = Settings(
            token="none: Discord is simulated",  # noqa: S106
            database_url=database_url or f"sqlite+aiosqlite:///{folder / 'data' / 'tocsin.db'}",
            key_dir=folder / "keys",
            **{f"{source}_url": url for source, url in urls.items()},
            sam_key=SAM_KEY if "sam" in urls else None,
            allow_loopback=True,
            loopback_only=True,
            publication=publication,
        )
        self._stack = AsyncExitStack()
        self._app_stack = AsyncExitStack()
        self._log = _ErrorLog()
        self._caught = 0
        self._expected = failures

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            stack.callback(self._folder.cleanup)
            stack.enter_context(self._log.listening())
            self.app = await self._app_stack.enter_async_context(self._open_app())
            stack.push_async_callback(self._close_app)
            self.bot = TocsinBot(self.app)
            self.env = simcord.Env(self.bot, check_errors=False, settle_timeout=_HANG_TIMEOUT_S)
            self.simulation = Simulation(self.env, self.clock)
            self.simulation.name_bot("Tocsin")
            stack.enter_context(self.simulation.running())
            await self.env.start()
            stack.push_async_callback(self.env.shutdown)
            await self._populate()
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()
        if kind is None:
            self._judge()

    def _open_app(self) -> Any:
        return open_app(self.settings, clock=self.clock, timing=self._timing)

    async def _close_app(self) -> None:
        await self._app_stack.aclose()

    async def _populate(self) -> None:
        owner = self.env.create_user("owner")
        self.guild = self._create_guild("Syndicat", owner, self.language)
        await self.env.settle()  # the bot joins before there is a channel, and greets nobody
        t = self.app.texts.of(self.language)
        self.general = self.guild.create_text_channel(t("demo-channel-general"))
        self.news = self.guild.create_text_channel(t("demo-channel-news"))
        self.organisers = self.guild.create_role(t("demo-role-organisers"))
        self.members = self.guild.create_role(t("demo-role-members"))
        self.owner = simcord.MemberActor(self.env, self.guild, owner)
        self.speaking(self.owner, self.language)
        self.organiser = self.join("camille", self.organisers, self.members)
        self.alice = self.join("alice", self.members)
        self.bob = self.join("bob", self.members)
        await self.env.settle()
        if self._arranged:
            await self.app.servers.update(
                self.guild.id, channel_id=self.news.id, organiser_role_id=self.organisers.id
            )

    def _create_guild(self, name: str, owner: simcord.UserHandle, language: str) -> simcord.GuildHandle:
        return self.env.create_guild(name, owner=owner, preferred_locale=_locale(language))

    async def another_server(self, name: str, *, language: str = "en") -> simcord.GuildHandle:
        """Add a second server with the bot, with one channel and an owner who does nothing."""
        guild = self._create_guild(name, self.env.create_user(f"owner of {name}"), language)
        await self.env.settle()
        guild.create_text_channel("general")
        await self.env.settle()
        return guild

    @property
    def server_id(self) -> int:
        """The id of the main server."""
        return self.guild.id

    def join(
        self, name: str, *roles: simcord.RoleHandle, guild: simcord.GuildHandle | None = None
    ) -> simcord.MemberActor:
        """Add a member whose locale is the world's language."""
        member = (guild or self.guild).add_member(self.env.create_user(name), roles=roles)
        self.speaking(member, self.language)
        return member

    def speaking(self, member: simcord.MemberActor, language: str) -> simcord.MemberActor:
        """Set a member's Discord locale to ``language`` (``fr``, ``en``, or a locale such as ``pt-BR``)."""
        self.simulation.languages[member.id] = _locale(language)
        return member

    # User actions. Each returns when the bot has finished its work on it.

    async def slash(
        self,
        member: simcord.MemberActor,
        command: str,
        /,
        *,
        where: simcord.ChannelHandle | None = None,
        **options: Any,
    ) -> Reply:
        """Call a command by its English name, ``"contracts show"``, with its options' English names; an act
        of organisers as ``"organise demand close"``."""
        if command.startswith("organise "):
            return await self._act(member, ACTS[_act_id(command)], where, options)
        return await self._answer(await member.slash(where or self._hangout(member), command, **options))

    async def suggestions(
        self, member: simcord.MemberActor, command: str, option: str, typed: str = "", /, **filled: Any
    ) -> list[tuple[str, str]]:
        """Return the bot's autocomplete suggestions for an option: names and values; for an act of
        organisers, the things that it is suggested with."""
        if command.startswith("organise "):
            return await self._things(member, _act_id(command), typed)
        choices = await member.autocomplete(self._hangout(member), command, option, typed, **filled)
        self._judge()
        return [(choice["name"], choice["value"]) for choice in choices]

    async def _act(
        self,
        member: simcord.MemberActor,
        entry: ActEntry,
        where: simcord.ChannelHandle | None,
        options: Mapping[str, Any],
    ) -> Reply:
        """Type an act into ``/organise`` as a suggestion would, and fill its form."""
        chosen = dict(options)
        for name, each in entry.chosen.items():
            if name not in chosen:
                spoken = str(self.simulation.languages[member.id]).partition("-")[0]
                chosen[name] = SKIPPED if each.optional else COMPANY if each.kind == "source" else spoken
        target = ":".join([entry.id, *(str(chosen[name]) for name in entry.chosen)])
        opened = await self._answer(await member.slash(where or self._hangout(member), "organise", do=target))
        if opened.form is None or not opened.form.custom_id.startswith("do-form:"):
            return opened
        values = {
            name: _typed(entry.typed[name], value) for name, value in chosen.items() if name in entry.typed
        }
        return await self.submit(member, opened, values)

    async def _things(self, member: simcord.MemberActor, act_id: str, typed: str) -> list[tuple[str, str]]:
        words = f"{act_id.replace('-', ' ')} {typed}"
        t = self.app.texts.of(self.simulation.languages[member.id])
        before = len(t("act-of", act=t(f"act-{act_id}"), thing="-")) - 1
        choices = await member.autocomplete(self._hangout(member), "organise", "do", words)
        self._judge()
        found = [(choice["name"][before:], str(choice["value"]).split(":")) for choice in choices]
        return [(name, value) for name, (act, *values) in found if act == act_id for value in values]

    async def press(self, member: simcord.MemberActor, on: MessageView | Reply, button: str) -> Reply:
        """Press the button with this label, ``custom_id`` or action. Raises ``LookupError``."""
        card = on.card if isinstance(on, Reply) else on
        return await self._answer(await member.click(card.message, custom_id=card.button(button).custom_id))

    async def choose(
        self,
        member: simcord.MemberActor,
        on: MessageView | Reply,
        values: Sequence[Any],
        *,
        menu: str | None = None,
    ) -> Reply:
        """Choose these values in the menu of a message: the only one, or that with this ``custom_id``."""
        card = on.card if isinstance(on, Reply) else on
        return await self._answer(await member.select(card.message, list(values), custom_id=menu))

    async def submit(
        self, member: simcord.MemberActor, opened: Reply, values: Mapping[str, Any] | None = None
    ) -> Reply:
        """Submit the form that ``opened`` showed. ``values`` are by the fields' ``custom_id``; ``True`` ticks
        or chooses everything the field offers. Without ``values`` every box is ticked."""
        if opened.form is None:
            raise LookupError("no form was opened; the bot said: " + opened.text)
        if values is None:
            values = {field.custom_id: True for field in opened.form.fields if field.options}
        options = {field.custom_id: field.options for field in opened.form.fields}
        given = {
            key: [chosen for _, chosen in options[key]] if value is True and options.get(key) else value
            for key, value in values.items()
        }
        return await self._answer(await member.submit_modal(opened.result, given))

    async def posts(self, channel: simcord.ChannelHandle | None = None) -> list[MessageView]:
        """Return the bot's public posts, oldest first; in the announcements channel if none is named."""
        history = (channel or self.news).history()
        return [
            await read_message(message)
            for message in history
            if message.author == self.bot.user and not message.flags.ephemeral
        ]

    # Background work and time.

    async def tick(self) -> None:
        """Run the periodic tasks once: read due watches, publish counts, remind, deliver posts, update
        cards."""
        with self.env.time_context():
            await self.app.watcher.tick()
            while await self.app.enquiries.tick() + await self.app.query_enquiries.tick():
                pass
            await self.bot.delivery.tick()
            await self.app.publications.tick()
            await self.app.on_page.tick()
            await self.app.reminders.tick()
            await self.app.fact_reminders.tick()
            await self.app.fact_questions.tick()
            await self.app.round_reminders.tick()
            await self.bot.delivery.tick()
            await self.bot.cards.tick()
            await self.bot.follow_ups.tick()
            if await self.app.weekly.tick() + await self.app.channel_digests.tick():
                await self.bot.delivery.tick()
        await self.env.settle()
        self._judge()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass: the bot's own loops wake, interactions expire."""
        await self.env.advance_time(seconds)
        self._judge()

    async def restart_bot(self) -> None:
        """Stop the bot and open everything anew on the same database and keys."""
        await self.env.settle()
        before, self._app_stack = self._app_stack, AsyncExitStack()
        self.app = await self._app_stack.enter_async_context(self._open_app())
        self.bot = TocsinBot(self.app)
        await self.env.restart_bot(self.bot)
        await before.aclose()
        self._judge()

    @contextmanager
    def failures_expected(self) -> Iterator[list[str]]:
        """Collect the bot's errors, as text, instead of raising them."""
        self._judge()
        collected: list[str] = []
        before, self._expected = self._expected, collected
        try:
            yield collected
        finally:
            self._judge()
            self._expected = before

    def _hangout(self, member: simcord.MemberActor) -> simcord.ChannelHandle:
        return (
            self.general if member.guild.id == self.guild.id else next(iter(member.guild.channels.values()))
        )

    async def _answer(self, result: simcord.InteractionResult) -> Reply:
        self._judge()
        if not result.acknowledged:
            raise AssertionError("the bot did not answer the interaction")
        messages = [message for message in (result.response, *result.followups) if message is not None]
        shown = tuple([await read_message(message.message) for message in messages])
        guild = self.bot.get_guild(self.server_id)
        return Reply(result, shown, read_form(result.modal, guild) if result.modal else None)

    def _judge(self) -> None:
        """Raise errors that nobody saw. A refusal is an answer: the bot neither logs nor swallows it."""
        caught = self.env.errors
        found = [*map(repr, caught[self._caught :]), *self._log.take()]
        self._caught = len(caught)
        if self._expected is not None:
            self._expected += found
        elif found:
            raise AssertionError("the bot failed:\n" + "\n".join(found))


def _locale(language: str) -> str:
    """Return the first of Discord's locales that is read in a language; a locale as it is."""
    known = [locale.value for locale in discord.Locale]
    return language if language in known else next((e for e in known if language_of(e) == language), language)


class _ErrorLog(logging.Handler):
    """Log handler that collects errors: discord.py and our own code log the errors they swallow."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._lines: list[str] = []

    @contextmanager
    def listening(self) -> Iterator[None]:
        loggers = [logging.getLogger(name) for name in _WATCHED_LOGS]
        for logger in loggers:
            logger.addHandler(self)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(logging.Formatter("%(name)s: %(message)s").format(record))

    def take(self) -> list[str]:
        taken, self._lines = self._lines, []
        return taken


def _act_id(command: str) -> str:
    return command.removeprefix("organise ").replace(" ", "-")


def _typed(wanted: Typed, value: Any) -> Any:
    """Return an option as it is given in a form: a text, or a list of what is picked."""
    if wanted.kind in ("text", "number"):
        return str(value)
    return [{True: "yes", False: "no"}.get(value, value) if wanted.kind == "flag" else value]
