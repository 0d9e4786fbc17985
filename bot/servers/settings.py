"""Server settings by organisers: language, channel, roles, and the privacy notice."""

import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import hold_unsure
from bot.announcements.channel_digest import post_gathered
from bot.announcements.outbox import enqueue_baseline, enqueue_untold, redirect, try_again
from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.common.shown import check_shown
from bot.common.text import fold, one_line, slugs
from bot.errors import UserError
from bot.petitions.demand_rows import LIST_OPEN
from bot.petitions.demands.consent import PRIVACY_FIELDS, Privacy, privacy_of, refreeze
from bot.petitions.demands.deadlines import parse_time_zone
from bot.petitions.signing.eligibility import MAX_DAYS
from bot.servers.board import RESERVED, reserved_note
from bot.storage import Database
from bot.storage.models import Demand, Note, PageDemand, Server, Watch
from bot.storage.ttl_cache import TtlCache
from bot.storage.upsert import ensure_server
from bot.texts import Texts

__all__ = ["PRIVACY_FIELDS", "PRIVACY_LENGTH", "Privacy", "ServerSettings", "Servers"]

PRIVACY_LENGTH = 250
"""Maximum length of a privacy field: with four of these and the longest demand, a signing form is full."""

_BOARD_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_PROPOSED_LENGTH = 34  # of a board's name; a number may follow

MAX_MONTHS = 120
"""Maximum retention of a demand's key after signing ended, in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """A server's settings; a server that never set anything has the defaults."""

    id: int
    name: str = ""
    language: str = "en"  # of the posts in its channel
    channel_id: int | None = None
    channel_fault: str | None = None  # reason why the channel refuses posts (``channel-fault-…``)
    channel_fault_at: datetime | None = None
    organiser_role_id: int | None = None
    organiser_channel_id: int | None = None  # channel for faults of watches; None: the server's channel
    purchase_news: bool = False  # also post news of the other suppliers in a purchase
    subcontract_news: bool = False  # also post new subcontracts
    weekly: bool = False  # post each week that the bot is still watching
    digest: str | None = None  # post news of contracts once a "day" or "week"; None: at once
    digest_hour: int = 8  # in ``time_zone``
    digest_weekday: int = 0  # of a weekly digest; 0: Monday
    threads: bool = False  # open one under each post about contracts
    publish: bool = False  # also to the servers that follow the channel
    board: str | None = None  # name of its public board, a folder of the site; None: it has none
    press: str | None = None  # contact for the press, on the board
    # Roles that posts mention, by kind of news.
    contracts_role_id: int | None = None
    publications_role_id: int | None = None
    demands_role_id: int | None = None
    deadlines_role_id: int | None = None
    # Requirements for signers, for demands that open from now on.
    member_role_id: int | None = None  # required role; None: anyone in the server may sign
    min_account_days: int = 0  # minimum age of the Discord account
    min_server_days: int = 0  # minimum membership in the server
    roster: bool = False  # require membership on the roster
    roster_size: int | None = None  # members as of its last import, rounded down to tens; None: no roster
    time_zone: str = "UTC"  # IANA name, of new demands' deadlines
    privacy: Privacy = field(default_factory=Privacy)


class Changes(TypedDict, total=False):
    """The settings that ``Servers.update`` can change."""

    name: str
    language: str
    channel_id: int | None
    organiser_channel_id: int | None
    purchase_news: bool
    subcontract_news: bool
    weekly: bool
    digest: str | None
    digest_hour: int
    digest_weekday: int
    threads: bool
    publish: bool
    board: str | None
    press: str | None
    contracts_role_id: int | None
    publications_role_id: int | None
    demands_role_id: int | None
    deadlines_role_id: int | None
    organiser_role_id: int | None
    member_role_id: int | None
    min_account_days: int
    min_server_days: int
    roster: bool
    time_zone: str
    privacy: Privacy
    retention_months: int


class Servers:
    """Reads and changes the settings of servers."""

    def __init__(
        self, database: Database, clock: Clock, texts: Texts, *, audit: Recorder = UNRECORDED
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._audit = audit
        self._recent: TtlCache[int, ServerSettings] = TtlCache(database)

    async def get(self, server_id: int) -> ServerSettings:
        """Return a server's settings, the defaults if it has none yet. Cached for some seconds, in which a
        change by another process may be missed: only the process that answers the server changes permissions
        in it."""
        return await self._recent.get(server_id, lambda: self._get(server_id))

    async def _get(self, server_id: int) -> ServerSettings:
        async with self._database.read() as session:
            server = await session.get(Server, server_id)
            return ServerSettings(id=server_id) if server is None else settings_of(server)

    async def all(self) -> list[ServerSettings]:
        """Return every known server, by id."""
        async with self._database.read() as session:
            servers = await session.scalars(select(Server).order_by(Server.id))
            return [settings_of(server) for server in servers]

    async def ensure(self, server_id: int, *, name: str = "", language: str = "en") -> None:
        """Create a server's row. An existing one keeps its settings, and its name if it has one. An unknown
        language becomes English."""
        language = language if language in self._texts.languages else "en"
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock(), language=language)
            await session.execute(
                update(Server).where(Server.id == server_id, Server.name == "").values(name=one_line(name))
            )

    async def update(
        self, server_id: int, *, by: int | None = None, seen: str | None = None, **changes: Unpack[Changes]
    ) -> ServerSettings:
        """Change settings, all or none, with their consequences. ``by`` is the organiser's Discord id,
        ``seen`` the ``shown_digest`` of the privacy settings that they were shown.

        Setting a channel, even the same again, clears its fault and redirects pending posts to it. Without a
        digest, what was gathered for one is posted. Other privacy settings are a new consent, and so a new
        version of every open demand in Discord. Requirements for signers apply to demands that open from now
        on: open ones keep their own. Retention applies to demands that open from now on, and to those that
        opened before it was ever set; once set it cannot be unset, so a ``privacy`` without it leaves it as
        it is. Raises ``UserError``.
        """
        values = self._checked(changes)
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            server = (
                await session.execute(select(Server).where(Server.id == server_id).with_for_update())
            ).scalar_one()
            # Lock order: all demands by id, whatever is changed.
            theirs = select(Demand.id).where(Demand.server_id == server_id).order_by(Demand.id)
            await session.execute(theirs.with_for_update())
            before = settings_of(server)
            check_shown(seen, asdict(before.privacy))
            if before.board is not None and "board" in values:
                await _check_page(session, server_id, self._clock())
            if values.get("board") is not None:
                await _check_board(session, server, values["board"])
                values["board_name"] = values["board"]
            for name, value in values.items():
                setattr(server, name, value)
            after = settings_of(server)
            if after.privacy != before.privacy:
                await self._change_privacy(session, after)
            if "channel_id" in values:
                server.channel_fault = server.channel_fault_at = None
                if after.channel_id is not None:
                    await redirect(session, server_id, after.channel_id, self._clock())
                    if after.organiser_channel_id is None:
                        await redirect(session, server_id, after.channel_id, self._clock(), organisers=True)
                if before.channel_id is None and after.channel_id is not None:
                    await self._announce_baselines(session, server_id, after.channel_id)
            if "organiser_channel_id" in values:
                chosen = after.organiser_channel_id or after.channel_id
                if chosen is not None:
                    await redirect(session, server_id, chosen, self._clock(), organisers=True)
                    await try_again(session, server_id, chosen, self._clock())
            await enqueue_untold(session, self._database, server, self._clock())
            await session.flush()
            if before.digest is not None and after.digest is None:
                await post_gathered(session, self._database, server_id, self._clock())
            await self._record(session, server_id, by, before, after)
            return settings_of(server)

    async def board_name(self, server_id: int, wanted: str | None = None) -> str:
        """Return the name of a server's board: the one that it has or had, else the ``wanted`` one, else one
        made of the server's name. Raises ``UserError`` if it cannot be ``wanted``."""
        async with self._database.read() as session:
            server = await session.get(Server, server_id)
            kept = None if server is None else server.board_name or server.board
            if wanted is not None or kept is not None:
                await _check_board(session, server, wanted or kept or "")
                return wanted or kept or ""
            names = await session.scalars(select(Server.board_name))
            reserved = select(Note.name).where(Note.name.startswith(RESERVED))
            taken = {*(reserved_note(each) for each in names if each), *await session.scalars(reserved)}
        name = "" if server is None else fold(server.name)[:_PROPOSED_LENGTH]
        return next(each for each in slugs(name, "board") if reserved_note(each) not in taken)

    async def _record(
        self,
        session: AsyncSession,
        server_id: int,
        by: int | None,
        before: ServerSettings,
        after: ServerSettings,
    ) -> None:
        """Record the changed settings in the audit; nothing if none changed."""
        old, new = _told(before), _told(after)
        changed = [name for name in new if new[name] != old[name]]
        if changed:
            await self._audit.record(
                session,
                server_id,
                by,
                "settings",
                f"server:{server_id}",
                before={name: old[name] for name in changed},
                after={name: new[name] for name in changed},
            )

    def _checked(self, changes: Changes) -> dict[str, Any]:
        """Return the columns to set. Raises ``UserError``."""
        values: dict[str, Any] = dict(changes)
        privacy: Privacy | None = values.pop("privacy", None)
        language = values.get("language")
        if language is not None and language not in self._texts.languages:
            raise UserError("refusal-language", language=language, known=", ".join(self._texts.languages))
        for days in (changes.get("min_account_days", 0), changes.get("min_server_days", 0)):
            if not 0 <= days <= MAX_DAYS:
                raise UserError("refusal-days", most=MAX_DAYS)
        if privacy is not None and privacy.retention_months is not None:
            values.setdefault("retention_months", privacy.retention_months)
        months = values.get("retention_months")
        if months is not None and not 1 <= months <= MAX_MONTHS:
            raise UserError("refusal-retention-months", months=months, most=MAX_MONTHS)
        if "name" in values:
            values["name"] = one_line(values["name"])
        if "press" in values:
            values["press"] = _line_of("press", values["press"])
        if "time_zone" in values:
            values["time_zone"] = parse_time_zone(values["time_zone"])
        if privacy is not None:
            for name in PRIVACY_FIELDS:
                values[name] = _line_of(name, getattr(privacy, name))
        return values

    async def _announce_baselines(self, session: AsyncSession, server_id: int, channel_id: int) -> None:
        """Enqueue the digests of watches that were first read while there was no channel to post in."""
        read = select(Watch.id, Watch.query_key).where(
            Watch.server_id == server_id, Watch.baseline_at.is_not(None)
        )
        now = self._clock()
        for watch_id, query_key in (await session.execute(read)).all():
            await enqueue_baseline(
                session,
                self._database,
                server_id=server_id,
                channel_id=channel_id,
                watch_id=watch_id,
                query_key=query_key,
                now=now,
            )
            restored = and_(Watch.id == watch_id, Watch.sure_from.is_not(None))
            await hold_unsure(session, now, subject=f"watch:{watch_id}", watches=restored)

    async def _change_privacy(self, session: AsyncSession, after: ServerSettings) -> None:
        if after.privacy.missing():
            told = Demand.signed_by != "paper"  # whose signers are told nothing by this notice
            is_open = select(exists().where(Demand.server_id == after.id, Demand.state == "open", told))
            if (await session.execute(is_open)).scalar_one():
                raise UserError("refusal-privacy-in-use", **after.privacy.states())
        else:
            await refreeze(session, self._texts, after.id, after.privacy, self._clock())


def settings_of(server: Server) -> ServerSettings:
    """Convert a stored server to its settings."""
    return made_of(ServerSettings, server, privacy=privacy_of(server))


def _line_of(name: str, text: str | None) -> str | None:
    """Return a text setting in one line, ``None`` if it is empty. Raises ``UserError`` if it is too long."""
    line = one_line(text or "")
    if len(line) > PRIVACY_LENGTH:
        raise UserError("refusal-privacy-too-long", field=name, length=len(line), limit=PRIVACY_LENGTH)
    return line or None


async def _check_page(session: AsyncSession, server_id: int, now: datetime) -> None:
    """Refuse to take a board down while a demand is signed, or can be withdrawn from, on its page: whoever
    shut the page and opened it for the visit of one member would see in the count what the member did."""
    theirs = Demand.server_id == server_id, PageDemand.ended_at.is_(None), Demand.voided_at.is_(None)
    end = func.max(func.coalesce(Demand.closed_at, Demand.closes_at))
    until = await session.scalar(
        select(end).join(PageDemand, PageDemand.demand_id == Demand.id).where(*theirs)
    )
    if until is not None and now < until + LIST_OPEN:
        raise UserError("refusal-board-signing", day=(until + LIST_OPEN).date())


async def _check_board(session: AsyncSession, server: Server | None, name: str) -> None:
    """Refuse a name that is none, that another server has or had, also one that was deleted, or that would
    change an address."""
    if _BOARD_NAME.fullmatch(name) is None:
        raise UserError("refusal-board-name", name=name)
    kept = None if server is None else server.board_name or server.board
    if kept not in (None, name):
        raise UserError("refusal-board-renamed", name=kept)
    others = (Server.board_name == name) | (Server.board == name)
    own = 0 if server is None else server.id
    reserved = exists().where(Note.name == reserved_note(name))
    if await session.scalar(select(or_(exists().where(others, Server.id != own), reserved))):
        raise UserError("refusal-board-taken", name=name)


def _told(settings: ServerSettings) -> dict[str, Any]:
    """Return the settings for the audit: ids as text, since JSON readers round large numbers."""
    values = {**asdict(settings), **asdict(settings.privacy), "digest": settings.digest or "now"}
    for name in (
        "id",
        "name",
        "channel_fault",
        "channel_fault_at",
        "roster_size",
        "privacy",
    ):  # not settable by organisers
        del values[name]
    return {name: str(value) if name.endswith("_id") and value else value for name, value in values.items()}
