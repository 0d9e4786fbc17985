"""Demands: drafted, opened with frozen text and consent, announced, and closed."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock, add_months, is_over
from bot.common.shown import check_shown
from bot.common.text import fold, slugs
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.petitions.counts import publications
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.demand_rows import lock_demand
from bot.petitions.demands.consent import (
    SIGNING_MONTHS,
    Privacy,
    consent_texts,
    digest,
    keep,
    opening_token,
    privacy_of,
)
from bot.petitions.demands.deadlines import check_first_end, earliest_end
from bot.petitions.demands.views import (
    FOR_MEMBERS,
    OUTCOMES,
    STATES,
    DemandView,
    Wordings,
    check_texts,
    is_empty,
    shown_of,
    view_of,
    views_of,
)
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.posts import record
from bot.petitions.signing.eligibility import (
    HolderCounts,
    audit_values,
    conditions_of,
    freeze,
    must_be_enough,
)
from bot.storage import Database
from bot.storage.models import Demand, DemandVersion, Server
from bot.storage.purge import purge_soon
from bot.storage.upsert import ensure_server
from bot.texts import Texts

__all__ = [
    "FOR_MEMBERS",
    "MAX_DEMANDS",
    "MAX_SUGGESTIONS",
    "OUTCOMES",
    "STATES",
    "WAYS",
    "DemandView",
    "Demands",
    "Wordings",
]


MAX_SUGGESTIONS = 25
"""Discord's limit for autocomplete choices."""

MAX_DEMANDS = 200
"""Per server, including drafts and archived ones."""

_RESERVED = re.compile("manifest|rounds|con|prn|aux|nul|(com|lpt)[0-9]")
"""Slugs that no demand gets: its ledger would have the name of another file of a board, or of a device on
Windows."""

WAYS = ("discord", "page", "paper")
"""The ways in which a demand can be signed."""


class Demands:
    """Service for the demands of all servers. Each call names a server and sees only that server's demands;
    ``by`` is the Discord id of the organiser."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        texts: Texts,
        keys: Keys,
        *,
        audit: Recorder = UNRECORDED,
        holders: HolderCounts | None = None,
        on_page: PageLedgers | None = None,
        min_eligible: int = 0,
    ) -> None:
        self._database = database
        self._clock = clock
        self._texts = texts
        self._keys = keys
        self._holders = holders or HolderCounts(clock)
        self._min_eligible = min_eligible
        self._page = on_page
        self._checkpoints = Checkpoints(keys.folder, database)
        self._audit = audit

    async def create(
        self,
        server_id: int,
        texts: Wordings,
        *,
        signed_by: str = "discord",
        closes_at: datetime | None = None,
        by: int | None = None,
    ) -> DemandView:
        """Create a draft, to be signed in one of ``ways``. Its slug is derived from its title, and unique in
        the server.

        Raises ``UserError`` for a text that is missing or too long, for a deadline in the past, and for more
        than ``MAX_DEMANDS``.
        """
        wordings = check_texts(texts)
        check_way(signed_by)
        self._check_deadline(closes_at)
        title = wordings.get("en", next(iter(wordings.values())))["title"]
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            # Locked until the end: concurrent drafts cannot exceed the limit together, nor take the same
            # slug.
            zone = select(Server.time_zone).where(Server.id == server_id).with_for_update()
            values = {
                "server_id": server_id,
                "state": "draft",
                "version": 1,
                "texts": wordings,
                "verified_by": "server",
                "signed_by": signed_by,
                "created_at": self._clock(),
                "closes_at": closes_at,
                "time_zone": (await session.execute(zone)).scalar_one(),
            }
            taken = set(await session.scalars(select(Demand.slug).where(Demand.server_id == server_id)))
            if len(taken) >= MAX_DEMANDS:
                raise UserError("refusal-too-many-demands", most=MAX_DEMANDS)
            slug = next(
                slug for slug in slugs(title, "demand") if slug not in taken and not _RESERVED.fullmatch(slug)
            )
            made = await session.execute(insert(Demand).values(**values, slug=slug).returning(Demand.id))
            demand_id = made.scalar_one()
            after = {"texts": wordings, "signed_by": signed_by}
            await self._audit.record(
                session, server_id, by, "demand-create", f"demand:{demand_id}", after=after
            )
            return await view_of(session, server_id, demand_id)

    async def edit(
        self,
        server_id: int,
        demand_id: int,
        texts: Wordings,
        *,
        signed_by: str | None = None,
        by: int | None = None,
        seen: str | None = None,
    ) -> DemandView:
        """Replace the text of a draft in the languages of ``texts``; other languages stay unchanged. One
        whose title and text are both empty is taken away, unless it is the only one. ``signed_by``: how it is
        signed from now on, unchanged without. ``seen``: the ``shown_digest`` of ``shown_of`` it.

        Raises ``UserError``, also once the demand has opened: then a new version must be confirmed
        (``Amendments``).
        """
        gone = {language for language, text in texts.items() if is_empty(text)}
        given = {language: text for language, text in texts.items() if language not in gone}
        wordings = check_texts(given) if given or not gone else {}
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            if demand.state != "draft" or demand.archived_at is not None:
                raise UserError("refusal-demand-not-draft")
            check_shown(seen, shown_of(demand, texts))
            before = {language: demand.texts[language] for language in texts if language in demand.texts}
            left = {language: text for language, text in demand.texts.items() if language not in gone}
            if gone - before.keys() or not {**left, **wordings}:
                raise UserError("refusal-demand-without-text")
            demand.texts = {**left, **wordings}
            ways = {} if signed_by in (None, demand.signed_by) else {"signed_by": demand.signed_by}
            if signed_by is not None and ways:
                check_way(signed_by)
                demand.signed_by = signed_by
            after: dict[str, Any] = {"texts": wordings, **({"signed_by": signed_by} if ways else {})}
            told: dict[str, Any] = {"texts": before, **ways}
            await record(self._audit, session, demand, by, "demand-edit", before=told, after=after)
            return await view_of(session, server_id, demand_id)

    async def open(
        self,
        server_id: int,
        demand_id: int,
        *,
        by: int | None = None,
        seen: str | None = None,
        request: str | None = None,
    ) -> DemandView:
        """Open a draft for signing: freeze its text and consent, and create its key. With ``request``, also
        announce it where the server has a channel: both or neither.

        Raises ``UserError`` if the privacy settings are incomplete, if its deadline has passed, if it is not
        a draft, if it is not what was ``seen`` (an ``opening_token``), if fewer than ``min_eligible`` people
        can sign it; ``KeysError`` if the key cannot be created.
        """
        # Before the transaction, which must wait neither for Discord nor for a box on another machine.
        counts = await self._holders.of(server_id)
        receipt_key = await self._receipt_key(server_id, demand_id)
        async with self._database.write() as session:
            # The server's row is locked first: its privacy settings cannot change under the consent.
            server, demand = await lock_demand(session, server_id, demand_id)
            self._check_draft(demand)
            privacy, on_paper = _checked_privacy(server, demand), demand.signed_by == "paper"
            demand.state = "open"
            demand.retention_months = None if on_paper else privacy.retention_months
            demand.opened_at = self._clock()
            if not on_paper:
                _limit_signing(demand, demand.opened_at)
            if demand.signed_by == "page":
                check_first_end(demand, demand.opened_at)
            demand.text_hash = digest(demand.texts)
            demand.consent = await consent_texts(
                self._texts, privacy, demand.texts, roster=server.roster, signed_by=demand.signed_by
            )
            demand.consent_hash = await keep(session, demand.consent)
            freeze(demand, server, min_eligible=self._min_eligible)
            asked = opening_token(demand.texts, demand.consent, conditions_of(demand), demand.signed_by)
            if seen not in (None, asked):
                raise UserError("refusal-opening-changed")
            demand.eligible_checked = must_be_enough(demand, counts)
            await session.flush()
            await keep_version(session, demand, self._clock())
            if not on_paper:
                await self._keys.create_for_demand(session, demand)
            if demand.signed_by == "page":
                if receipt_key is None:
                    raise UserError("refusal-opening-changed")
                await self._pages.open(session, demand, receipt_key)
            before, after = {"state": "draft"}, _opening(demand)
            await record(self._audit, session, demand, by, "demand-open", before=before, after=after)
            if request is not None and server.channel_id is not None:
                await self._post_card(session, server.channel_id, demand, request=request, by=by)
            view = await view_of(session, server_id, demand_id)
        if view.signed_by == "page":
            await self._checkpoints.note(demand_id)
            await self._pages.settle_soon(demand_id)
        return view

    async def close(self, server_id: int, demand_id: int, *, by: int | None = None) -> DemandView:
        """Close an open demand for signing, and publish its final count. On the page, bring the end of
        signing forward to the earliest that is possible: the demand stays open until then. Raises
        ``UserError`` if it is not open."""
        now = self._clock()
        counts = await self._holders.of(server_id)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            if demand.state != "open":
                draft = demand.state == "draft"
                raise UserError("refusal-demand-never-opened" if draft else "refusal-demand-already-closed")
            before: dict[str, Any] = {"state": "open"}
            if demand.signed_by == "page":
                before = {"closes_at": demand.closes_at}
                soonest = await earliest_end(session, demand, now)
                demand.closes_at = min(demand.closes_at or soonest, soonest)
                demand.extension = None
                demand.stamp += 1
            else:
                await publications.close(session, self._database, self._keys, demand, now=now, holders=counts)
            await session.flush()
            view = await view_of(session, server_id, demand_id)
            after: dict[str, Any] = {"state": "closed", "count": view.publication and view.publication.count}
            if view.signed_by == "page":
                after = {"closes_at": view.closes_at}
            await record(self._audit, session, demand, by, "demand-close", before=before, after=after)
        if view.signed_by == "page":
            await self._pages.settle_soon(demand_id)
            return view
        await self._checkpoints.note(demand_id)
        await purge_soon(self._database)
        return view

    async def announce(self, server_id: int, demand_id: int, *, request: str, by: int | None = None) -> int:
        """Enqueue an open demand's card for the server's channel, and return the channel id. ``request`` is
        an idempotency key: one card per request.

        Raises ``UserError`` if the demand is not open, or the server has no channel.
        """
        async with self._database.write() as session:
            # The server's row is locked first, as everywhere: changing the channel moves all queued posts.
            server, demand = await lock_demand(session, server_id, demand_id)
            draft = demand.state == "draft"
            if draft or is_over(demand, self._clock()):
                raise UserError("refusal-demand-not-open" if draft else "refusal-demand-already-closed")
            if server.channel_id is None:
                raise UserError("refusal-no-channel")
            await self._post_card(session, server.channel_id, demand, request=request, by=by)
            return server.channel_id

    async def _post_card(
        self, session: AsyncSession, channel_id: int, demand: Demand, *, request: str, by: int | None
    ) -> None:
        """Enqueue a demand's card in the caller's transaction, once for each ``request``."""
        occasion, subject = f"request:{request}", f"demand:{demand.id}"
        announcement = NewAnnouncement(
            demand.server_id, channel_id, "demand", subject, occasion, shown_stamp=demand.stamp
        )
        await enqueue(session, self._database, announcement, self._clock())
        told = {"channel_id": str(channel_id)}
        await record(self._audit, session, demand, by, "demand-announce", after=told)

    async def list(
        self, server_id: int, *, include_drafts: bool = False, include_archived: bool = True
    ) -> tuple[DemandView, ...]:
        """Return the server's demands in the order of STATES, each state's newest first. Drafts and archived
        ones are for organisers."""
        async with self._database.read() as session:
            views = await views_of(session, server_id, include_drafts=include_drafts)
        return tuple(view for view in views if include_archived or view.state != "archived")

    async def get(self, server_id: int, demand_id: int, *, include_drafts: bool = False) -> DemandView:
        """Return one demand. Raises ``UserError`` if the server has none with this id."""
        async with self._database.read() as session:
            return await view_of(session, server_id, demand_id, include_drafts=include_drafts)

    async def suggest(self, server_id: int, typed: str, *, states: Collection[str]) -> tuple[DemandView, ...]:
        """Return at most 25 demands in one of ``states`` whose title, in any language, or slug contains the
        typed text."""
        wanted = fold(typed.strip())
        return tuple(
            view
            for view in await self.list(server_id, include_drafts="draft" in states)
            if view.state in states
            and (wanted in view.slug or any(wanted in fold(text["title"]) for text in view.texts.values()))
        )[:MAX_SUGGESTIONS]

    async def _receipt_key(self, server_id: int, demand_id: int) -> bytes | None:
        """Return the key of the box's receipts for a demand that is to be signed on the page. Raises
        ``UserError`` if the box does not tell it."""
        wanted = select(Demand.signed_by).where(Demand.server_id == server_id, Demand.id == demand_id)
        async with self._database.read() as session:
            on_page = await session.scalar(wanted) == "page"
        return await self._pages.receipt_key() if on_page else None

    @property
    def _pages(self) -> PageLedgers:
        if self._page is None:
            raise UserError("refusal-no-such-way")
        return self._page

    def _check_draft(self, demand: Demand) -> None:
        """Raise ``UserError`` for a demand that is not a draft, or whose deadline has passed."""
        if demand.state != "draft":
            is_open = demand.state == "open"
            raise UserError("refusal-demand-already-open" if is_open else "refusal-demand-cannot-reopen")
        if demand.archived_at is not None:
            raise UserError("refusal-demand-archived")
        self._check_deadline(demand.closes_at)

    def _check_deadline(self, closes_at: datetime | None) -> None:
        if closes_at is not None and closes_at <= self._clock():
            raise UserError("refusal-demand-deadline-past", closes=closes_at.date())


def _opening(demand: Demand) -> dict[str, Any]:
    """Return what the audit says of a demand that opens."""
    hashes = {"text_hash": demand.text_hash, "consent_hash": demand.consent_hash}
    return {"state": "open", **hashes, "signed_by": demand.signed_by, **audit_values(demand)}


def _limit_signing(demand: Demand, opened_at: datetime) -> None:
    """Fix the longest signing time of a demand that opens. Raises ``UserError`` for a last day beyond it."""
    latest = add_months(opened_at, SIGNING_MONTHS)
    if demand.closes_at is not None and demand.closes_at > latest:
        raise UserError("refusal-signing-too-long", months=SIGNING_MONTHS)
    demand.signing_months, demand.closes_at = SIGNING_MONTHS, demand.closes_at or latest


def _checked_privacy(server: Server, demand: Demand) -> Privacy:
    """Return a server's privacy notice. Raises ``UserError`` if it is incomplete for a demand that opens, or
    if demands are not signed in this way, which a file of a newer version may have brought."""
    check_way(demand.signed_by)
    privacy = privacy_of(server)
    if demand.signed_by == "paper":  # nothing about its signers is kept here
        return privacy
    if privacy.missing():
        raise UserError("refusal-privacy-missing", **privacy.states())
    if privacy.retention_months is None:
        raise UserError("refusal-retention-missing")
    return privacy


def check_way(signed_by: str) -> None:
    """Raise ``UserError`` if demands are not signed in this way, which a forged form may name."""
    if signed_by not in WAYS:
        raise UserError("refusal-no-such-way")


async def keep_version(session: AsyncSession, demand: Demand, now: datetime) -> None:
    """Store an open demand's text and consent as its current version, in the caller's transaction."""
    await session.execute(
        insert(DemandVersion).values(
            demand_id=demand.id,
            version=demand.version,
            texts=demand.texts,
            text_hash=demand.text_hash,
            consent_hash=demand.consent_hash,
            made_at=now,
        )
    )
